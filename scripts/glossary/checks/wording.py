"""Rules about wording: plain words without names, claims that are sentences, phrases that are out of use."""

import re
from collections.abc import Iterator

from ..languages import Rules
from ..problem import File, Message, Problem, counted
from ..reading.concept import Concept
from ..reading.settings import STYLE
from ..text import Section, sentences, words
from ..text.page_parts import PITFALLS, PLAIN_WORDS, WHY
from ._phrases import any_of, phrases_of
from ._rule import CheckContext, PageLimits, corpus_rule, page_rule

# Names have small letters after the capital; acronyms are no names.
_CAPITALISED = re.compile(r"(?<![\w’'-])[A-Z][a-zà-ÿ]+")
# After these characters a capital is normal, as at the start of a sentence.
_OPENING = "“‘„‚«»\"'(:–—…"


@corpus_rule(needs_all=True)
def name_in_plain_words(corpus: CheckContext) -> Iterator[Problem]:
    """“In plain words” names nobody: a capital in the middle of a sentence belongs to a concept or to a word
    that the style allows.

    Bad: `One evening Vera counts her spoons.`
    Good: `It is like counting the spoons after every party.`
    """
    if corpus.style.capitals_in_plain_words is None or corpus.language.rules.nouns_have_capitals:
        return
    names = (name for concept in corpus.concepts.values() for name in concept.meta.names)
    allowed = {
        *corpus.style.capitals_in_plain_words,
        *(word for name in names for word in _CAPITALISED.findall(name)),
    }
    for slug, facts in corpus.facts.items():
        concept = corpus.concepts[slug]
        for section, word in facts.capitals:
            if word not in allowed:
                at = re.compile(rf"\b{word}\b").search(concept.text.source, section.start)
                what = f"'## {section.title}' names {word!r}"
                setting = "say it without a character, or let 'capitals_in_plain_words' in "
                fix = Message(setting, File(STYLE), " allow the word")
                yield concept.problem(at.start() if at else section.start, what, fix)


def capitals(concept: Concept) -> tuple[tuple[Section, str], ...]:
    """The capitalised words within the sentences of a page's plain words."""
    return tuple(
        (section, word)
        for section in concept.sections(PLAIN_WORDS)
        for word in _within_sentences(section.plain, concept.language.rules)
    )


def _within_sentences(plain: str, rules: Rules) -> list[str]:
    """The capitalised words within the sentences of a text, each once, without those that are quoted."""
    plain = rules.quoted.sub(lambda match: match[0][0] + " " * (len(match[0]) - 1), plain)
    capitalised: list[str] = []
    for start, end in sentences(plain, rules.unfinished):
        for word in _CAPITALISED.finditer(plain, start, end):
            before = plain[start : word.start()].rstrip()
            if before and before[-1] not in _OPENING:
                capitalised.append(word[0])
    return list(dict.fromkeys(capitalised))


@page_rule()
def pitfalls_begin_alike(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """No more pitfalls than the style allows begin with a word in -ing.

    Bad: `- **Counting words.** …` and `- **Trusting the total.** …`
    Good: `- **A word is not a token.** …` and `- **Trusting the total.** …`
    """
    most, rules = standard.style.ing_pitfalls, concept.language.rules
    if most is None:
        return
    for section in concept.sections(PITFALLS):
        begun = [entry for entry in section.entries if rules.begins_with_gerund(entry.claim or "")]
        if len(begun) > most:
            what = f"{len(begun)} of {counted(len(section.entries), 'pitfall')} begin with a word in -ing"
            fix = f"let at most {most}; say what is true instead, as in 'A score is not a probability.'"
            yield concept.problem(begun[most].start, what, fix)


@page_rule()
def claim_is_no_sentence(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """The claim in bold at the head of a bullet is a whole sentence, for whoever reads nothing else.

    Bad: `- **Comparing unlike runs.** …`, `- **Cost.** …`
    Good: `- **A score is not a probability.** …`
    """
    least = standard.style.claim_words
    if least is None:
        return
    for section in concept.sections(WHY, PITFALLS):
        for entry in section.entries:
            if entry.claim and (fault := _fault(entry.claim, least, concept.language.rules)):
                what = f"the claim {entry.claim[:60]!r} {fault}"
                yield concept.problem(entry.start, what, "write a whole sentence that is true by itself")


def _fault(claim: str, least: int, rules: Rules) -> str | None:
    claim_words = words(claim)
    if not re.search(r"[.?!][”’“‘«»\"')]*\Z", claim):
        return "does not end like a sentence"
    if len(claim_words) < least:
        return f"has {counted(len(claim_words), 'word')}"
    return (
        "begins with a word in -ing and has no verb"
        if rules.begins_with_gerund(claim) and not rules.has_verb(claim_words)
        else None
    )


@page_rule()
def archaic_phrase(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """A page holds none of the phrases that the style calls archaic or translated, except in the titles of
    its sources.

    Bad: `She gets it right, for she has heard it before.`
    Good: `She gets it right because she has heard it before.`
    """
    advice = standard.style.archaic_phrases
    for place, phrase in phrases_of(concept, advice):
        instead = next(fix for known, fix in advice.items() if any_of([known]).fullmatch(phrase))
        yield concept.problem(place, f"the phrase {phrase!r} is archaic or translated", instead)
