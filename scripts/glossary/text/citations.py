"""Citations in running text, as Pandoc has them: `[@id]`, `[@id, table 3; @other]`.

See https://pandoc.org/MANUAL.html#citation-syntax. The parser does not know them and delivers them in pieces.
"""

import re
from collections.abc import Iterator, Sequence

from .value import Citation, CitedSource
from .words import FILL

# A bracket with an "@" that is not part of a word, or one that never closes; with the spaces before it.
_BRACKET = re.compile(rf"(?:(?<=\S)[ \t]+)?\[(?:(?P<inside>[^\[\]{FILL}]*)\]|(?=\s*@))")
_SIGN = re.compile(r"(?:\A|[\s;,(-])@")
_SOURCE = re.compile(r"\s*@(?P<id>[^\s;,@]+)\s*(?:,\s*(?P<place>[^;@]*[^;@\s])\s*)?")


def citations(
    source: str, pieces: Sequence[str], places: Sequence[int], in_heading: bool
) -> Iterator[tuple[Citation, list[tuple[int, int]]]]:
    """The citations in the words of a block, each with its characters: the piece and the place within it.

    `places` says where in `source` each piece stands; a piece below 0 cannot be part of a citation.
    """
    text, origins = _joined(source, pieces, places)
    for match in _BRACKET.finditer(text):
        inside = match["inside"]
        if inside is not None and not _SIGN.search(inside):
            continue
        own = origins[match.start() : match.end()]
        start, end = (places[piece] + at for piece, at in (own[0], own[-1]))
        named = [_SOURCE.fullmatch(part) for part in (inside or "").split(";")]
        right = named if None not in named else []
        cited = tuple(CitedSource(one["id"], " ".join((one["place"] or "").split())) for one in right if one)
        yield Citation(start, end + 1, cited, "heading" if in_heading else "" if cited else "malformed"), own


def _joined(source: str, pieces: Sequence[str], places: Sequence[int]) -> tuple[str, list[tuple[int, int]]]:
    """The text of the pieces, with filler for what stands between, and where each character comes from."""
    text: list[str] = []
    origins: list[tuple[int, int]] = []
    end = 0
    for number, (piece, place) in enumerate(zip(pieces, places, strict=True)):
        if place < 0:
            piece = FILL * len(piece)
        else:
            between = source[end:place] if text else ""
            if between.strip(" \t\n>"):
                text.append(FILL)
                origins.append((number, 0))
            # Behind a backslash a character has no special meaning.
            if source[place - 1 : place] == "\\" and (between or not text):
                piece = FILL + piece[1:]
            end = place + len(piece)
        text += piece
        origins += [(number, at) for at in range(len(piece))]
    return "".join(text), origins
