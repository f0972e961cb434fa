"""Rules about how a page says things: plain words without names, claims that are sentences, phrases that nobody says."""

import re
from collections.abc import Iterator
from functools import partial

from ..concept import Concept
from ..page_parts import BULLETED, PITFALLS, PLAIN_WORDS
from ..problem import Problem, counted
from ..text import Section, sentences, words
from ._phrases import QUOTED, any_of, phrases_of
from ._rule import Corpus, Standard, corpus_rule, page_rule

# A name has small letters behind its capital; an acronym is none.
_CAPITALISED = re.compile(r"(?<![\w’'-])[A-Z][a-zà-ÿ]+")
# Behind these signs something begins, as at the start of a sentence.
_OPENING = "“‘\"'(:–—…"


@corpus_rule()
def name_in_plain_words(corpus: Corpus) -> Iterator[Problem]:
    """“In plain words” names nobody: a capital in the middle of a sentence belongs to a concept or to a word that the style allows.

    Bad: `One evening Vera counts her spoons.`
    Good: `It is like counting the spoons after every party.`
    """
    if corpus.style.capitals_in_plain_words is None:
        return
    capitals = {slug: corpus.memory.recall(("capitals", slug), (concept,), partial(_capitals, concept)) for slug, concept in corpus.concepts.items()}
    allowed = {*corpus.style.capitals_in_plain_words}.union(*(of_names for of_names, _ in capitals.values()))
    for slug, (_, named) in capitals.items():
        concept = corpus.concepts[slug]
        for section, word in named:
            if word not in allowed:
                at = re.compile(rf"\b{word}\b").search(concept.text.source, section.start)
                line = concept.text.line_at(at.start() if at else section.start)
                yield Problem(concept.path, line, f"'## {PLAIN_WORDS}' names {word!r}", "say it without a character, or let 'capitals_in_plain_words' in style.yml allow the word")


def _capitals(concept: Concept) -> tuple[set[str], list[tuple[Section, str]]]:
    """The capitalised words of a concept's names, and those within its plain words."""
    of_names = {word for name in concept.meta.names for word in _CAPITALISED.findall(name)}
    return of_names, [(section, word) for section in concept.text.sections if section.title == PLAIN_WORDS for word in _within_sentences(section.plain)]


def _within_sentences(plain: str) -> list[str]:
    """The capitalised words of a text at which no sentence begins, nor anything else, each once. What is quoted may hold any."""
    plain = QUOTED.sub(lambda found: "“" + " " * (len(found[0]) - 1), plain)
    found: list[str] = []
    for start, end in sentences(plain):
        for word in _CAPITALISED.finditer(plain, start, end):
            before = plain[start : word.start()].rstrip()
            if before and before[-1] not in _OPENING:
                found.append(word[0])
    return list(dict.fromkeys(found))


@page_rule()
def pitfalls_begin_alike(concept: Concept, standard: Standard) -> Iterator[Problem]:
    """No more pitfalls than the style allows begin with a word in -ing.

    Bad: `- **Counting words.** …` and `- **Trusting the total.** …`
    Good: `- **A word is not a token.** …` and `- **Trusting the total.** …`
    """
    most = standard.style.ing_pitfalls
    if most is None:
        return
    for section in concept.text.sections:
        begun = [entry for entry in section.entries if _is_ing(entry.claim or "")] if section.title == PITFALLS else []
        if len(begun) > most:
            what = f"{len(begun)} of {counted(len(section.entries), 'pitfall')} begin with a word in -ing"
            yield Problem(concept.path, concept.text.line_at(begun[most].start), what, f"let at most {most}; say what is true instead, as in 'A score is not a probability.'")


@page_rule()
def claim_is_no_sentence(concept: Concept, standard: Standard) -> Iterator[Problem]:
    """The claim in bold at the head of a bullet is a whole sentence, for whoever reads nothing else.

    Bad: `- **Comparing unlike runs.** …`, `- **Cost.** …`
    Good: `- **A score is not a probability.** …`
    """
    least = standard.style.claim_words
    if least is None:
        return
    for section in concept.text.sections:
        for entry in section.entries if section.title in BULLETED else ():
            claim = " ".join((entry.claim or "").split())
            fault = _fault(claim, least) if claim else None
            if fault:
                yield Problem(concept.path, concept.text.line_at(entry.start), f"the claim {claim[:60]!r} {fault}", "write a whole sentence that is true by itself")


def _fault(claim: str, least: int) -> str | None:
    count = len(words(claim))
    if not re.search(r"[.?!][”’\"')]*\Z", claim):
        return "does not end like a sentence"
    if count < least:
        return f"has {counted(count, 'word')}"
    return "begins with a word in -ing and has no verb" if _is_ing(claim) and not _has_verb(claim) else None


_ING = re.compile(r"[“‘\"'(]*(?P<word>[A-Za-z]+ing)\b", re.I)
_NO_ING = {"nothing", "anything", "everything", "something", "during", "king", "thing", "string", "spring", "ring", "wing", "bring", "evening", "morning", "ceiling"}


def _is_ing(claim: str) -> bool:
    found = _ING.match(claim)
    return bool(found) and found["word"].casefold() not in _NO_ING


# Verbs that need no object, so that a preposition may follow; after all others that end in -s, something else does.
_VERBS = set(
    "is are was were be has have had does do did can cannot could will would may might must should shall need "
    "works depends comes goes leads happens differs belongs pays helps stands lies rests matters takes costs makes gives "
    "isn’t aren’t wasn’t doesn’t don’t didn’t can’t won’t wouldn’t couldn’t shouldn’t hasn’t haven’t "
    "became began came cost fell gave grew kept led made meant rose said stood taught took turned went won".split()
)
_NO_VERBS = set("this its his hers ours theirs yours less always perhaps sometimes besides across towards afterwards as us thus versus yes bias".split())
_PREPOSITIONS = set(
    "of in on for between with without to from at by and or as than that instead into over after before when where which who until under about "
    "against through across among like but if because while is".split()
)


def _has_verb(claim: str) -> bool:
    """Whether a claim has a finite verb behind its first word, as far as that shows without a grammar; where in doubt, it has."""
    found = [word.casefold().replace("'", "’") for word in words(claim)][1:]
    if _VERBS & {*found}:
        return True
    following = zip(found, found[1:], strict=False)
    return any(word.endswith("s") and not word.endswith(("ss", "’s")) and word not in _NO_VERBS and behind not in _PREPOSITIONS for word, behind in following)


@page_rule()
def archaic_phrase(concept: Concept, standard: Standard) -> Iterator[Problem]:
    """A page holds none of the phrases that the style calls archaic or translated, except in the titles of its sources.

    Bad: `She gets it right, for she has heard it before.`
    Good: `She gets it right because she has heard it before.`
    """
    advice = standard.style.archaic_phrases
    for line, phrase in phrases_of(concept, advice):
        instead = next(fix for known, fix in advice.items() if any_of([known]).fullmatch(phrase))
        yield Problem(concept.path, line, f"the phrase {phrase!r} is archaic or translated", instead)
