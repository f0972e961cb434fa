"""How a text is cut into words, and the filler that takes the place of hidden text."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from unicodedata import normalize

Span = tuple[int, int]

FILL = "\x00"

_TOKEN = re.compile(r"([^\W_]+)")
_SENTENCE_END = re.compile(r"[.!?…]+[”’\"')]*(?=\s|\Z)|\n\s*\n")
_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


# A letter followed by its accents.
_DECOMPOSED = re.compile(r"[^\W\d_][\u0300-\u036f]+")


def composed(text: str) -> str:
    """The text with each accented letter as one character: some systems write “ü” as two."""
    return text if text.isascii() else _DECOMPOSED.sub(lambda match: normalize("NFC", match[0]), text)


def filler(text: str, sign: str = FILL) -> str:
    """What takes the place of a hidden text: as long, with the same line breaks, without a word."""
    return "\n".join([sign * len(line) for line in text.split("\n")])


def hidden(text: str, spans: Iterable[Span], sign: str = FILL) -> str:
    """`text` with filler in the spans, sorted by start."""
    pieces: list[str] = []
    at = 0
    for start, end in spans:
        if end > at:
            start = max(start, at)
            pieces += text[at:start], filler(text[start:end], sign)
            at = end
    return "".join([*pieces, text[at:]])


def spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    """Where a pattern matches, from left to right."""
    return (match.span() for match in pattern.finditer(text))


def words(text: str) -> list[str]:
    """The words of a plain text as people count them; “fine-tuning”, “don't” and “1,000” are one each."""
    return _WORD.findall(text)


def sentences(text: str, unfinished: re.Pattern[str] | None = None) -> Iterator[Span]:
    """Where each sentence of a plain text stands, with its closing marks; a blank line ends one too.

    A full stop does not end one if `unfinished` matches the text up to it, such as an abbreviation.
    """
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if unfinished and match[0] == "." and unfinished.search(text, start, match.end()):
            continue
        yield start, match.end()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def tokens(text: str) -> tuple[list[str], list[int]]:
    """The runs of letters and digits, in which names are looked up, and their bounds: “fine-tuning” is two.

    Token `i` stands from `bounds[2 * i]` to `bounds[2 * i + 1]`.
    """
    parts = _TOKEN.split(text)
    return parts[1::2], [*accumulate(map(len, parts[:-1]))]


def runs(text: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many of the words of a text, without regard to case."""
    folded = [word.casefold() for word in text]
    return zip(*(folded[shift:] for shift in range(length)), strict=False)
