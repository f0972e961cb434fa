"""Rules about wording: plain words without names, claims that are sentences, phrases that are out of use."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from ..languages import Rules
from ..problem import File, Message, Problem, plural
from ..reading.concept import Concept
from ..reading.settings import STYLE, Style
from ..text import Section, sentences, words
from ..text.page_parts import PITFALLS, PLAIN_WORDS, WHY
from ._rule import CheckContext, corpus_rule, page_rule

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
                what = Message("'## {section}' names {word!r}", section=section.title, word=word)
                fix = Message(
                    "say it without a character, or let 'capitals_in_plain_words' in {file} allow the word",
                    file=File(STYLE),
                )
                yield concept.problem(at.start() if at else section.start, what, fix)


def capitals(concept: Concept) -> tuple[tuple[Section, str], ...]:
    """The capitalised words within the sentences of a page's plain words, without those that are quoted."""
    rules, found = concept.language.rules, {}
    for section in concept.sections(PLAIN_WORDS):
        plain = rules.quoted.sub(lambda match: match[0][0] + " " * (len(match[0]) - 1), section.plain)
        for start, end in sentences(plain, rules.unfinished):
            for word in _CAPITALISED.finditer(plain, start, end):
                before = plain[start : word.start()].rstrip()
                if before and before[-1] not in _OPENING:
                    found[section.start, word[0]] = section, word[0]
    return tuple(found.values())


@page_rule()
def pitfalls_begin_alike(concept: Concept, style: Style) -> Iterator[Problem]:
    """No more pitfalls than the style allows begin with a word in -ing.

    Bad: `- **Counting words.** …` and `- **Trusting the total.** …`
    Good: `- **A word is not a token.** …` and `- **Trusting the total.** …`
    """
    most, rules = style.ing_pitfalls, concept.language.rules
    if most is None:
        return
    for section in concept.sections(PITFALLS):
        begun = [entry for entry in section.entries if rules.begins_with_gerund(entry.claim or "")]
        if len(begun) > most:
            what = plural(
                "{begun} of {number} pitfall begin with a word in -ing",
                "{begun} of {number} pitfalls begin with a word in -ing",
                len(section.entries),
                begun=len(begun),
            )
            fix = Message(
                "let at most {most}; say what is true instead, as in 'A score is not a probability.'",
                most=most,
            )
            yield concept.problem(begun[most].start, what, style.or_change("ing_pitfalls", fix))


@page_rule()
def claim_is_no_sentence(concept: Concept, style: Style) -> Iterator[Problem]:
    """The claim in bold at the head of a bullet is a whole sentence, for whoever reads nothing else.

    Bad: `- **Comparing unlike runs.** …`, `- **Cost.** …`
    Good: `- **A score is not a probability.** …`
    """
    least = style.claim_words
    if least is None:
        return
    for section in concept.sections(WHY, PITFALLS):
        for entry in section.entries:
            if entry.claim and (fault := _fault(entry.claim, least, concept.language.rules)):
                what = Message("the claim {claim!r} {fault}", claim=entry.claim[:60], fault=fault)
                fix = Message("write a whole sentence that is true by itself")
                yield concept.problem(entry.start, what, style.or_change("claim_words", fix))


def _fault(claim: str, least: int, rules: Rules) -> Message | None:
    claim_words = words(claim)
    if not re.search(r"[.?!][”’“‘«»\"')]*\Z", claim):
        return Message("does not end like a sentence")
    if len(claim_words) < least:
        return plural("has {number} word", "has {number} words", len(claim_words))
    return (
        Message("begins with a word in -ing and has no verb")
        if rules.begins_with_gerund(claim) and not rules.has_verb(claim_words)
        else None
    )


@page_rule()
def banned_phrase(concept: Concept, style: Style) -> Iterator[Problem]:
    """A page holds none of the phrases that the style bans, except in the titles of its sources.

    Bad: `In today's fast-paced world, models matter.`
    Good: `Two of three support teams in the survey of 2025 use a model.`
    """
    for place, phrase in _phrases_of(concept, style.banned_phrases):
        fix = Message("say what is particular to this concept")
        yield concept.problem(place, Message("the phrase {phrase!r} says nothing", phrase=phrase), fix)


@page_rule()
def archaic_phrase(concept: Concept, style: Style) -> Iterator[Problem]:
    """A page holds none of the phrases that the style calls archaic or translated, except in the titles of
    its sources.

    Bad: `She gets it right, for she has heard it before.`
    Good: `She gets it right because she has heard it before.`
    """
    advice = style.archaic_phrases
    for place, phrase in _phrases_of(concept, advice):
        instead = next(fix for known, fix in advice.items() if _prepared((known,))[0].fullmatch(phrase))
        what = Message("the phrase {phrase!r} is archaic or translated", phrase=phrase)
        yield concept.problem(place, what, Message("{advice}", advice=instead))


def _phrases_of(concept: Concept, phrases: Collection[str]) -> Iterator[tuple[int, str]]:
    """The place and the words of each phrase on a page, not in the titles of its sources; “'” is “’”."""
    pattern, folded = _prepared(tuple(phrases))
    text = concept.text.uncited
    # Most pages hold none, which a plain search finds ten times as fast as the pattern.
    page = _folded(text)
    if not any(phrase in page for phrase in folded):
        return
    sources = concept.lines_of("sources")
    for match in pattern.finditer(text):
        if concept.text.line_at(match.start()) not in sources:
            yield match.start(), " ".join(match[0].split())


@cache
def _prepared(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], list[str]]:
    """A pattern for any of the phrases as whole words, in any case, across line breaks; and all of them."""
    if not phrases:
        return re.compile("(?!)"), []
    folded = [*map(_folded, phrases)]
    spaced = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(folded, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)".replace("'", "['’]"), re.I), folded


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())


def bare(sentence: str) -> str:
    """A sentence as it is compared: without regard to case and to the mark at its end."""
    return sentence.casefold().strip(" .!?")
