"""The phrases of a style, and where a text or a page holds one. “'” and “’” count as the same."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache

from ..reading.concept import Concept


def any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, in any case, across line breaks."""
    return _prepared(tuple(phrases))[0]


def phrases_of(concept: Concept, phrases: Collection[str]) -> Iterator[tuple[int, str]]:
    """The place and the words of each phrase on a page, except in the titles of its sources."""
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


def bare(sentence: str) -> str:
    """A sentence as it is compared: without regard to case and to the mark at its end."""
    return sentence.casefold().strip(" .!?")


@cache
def _prepared(phrases: tuple[str, ...]) -> tuple[re.Pattern[str], list[str]]:
    if not phrases:
        return re.compile("(?!)"), []
    folded = [*map(_folded, phrases)]
    spaced = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(folded, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)".replace("'", "['’]"), re.I), folded


def _folded(text: str) -> str:
    return " ".join(text.replace("’", "'").casefold().split())
