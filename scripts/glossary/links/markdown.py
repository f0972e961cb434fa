"""Markdown and MyST."""

import re
from collections.abc import Iterator

from ..prose import FILL, exposed, mask
from .syntax import Reading, Syntax, clear_of_emphasis, on_even_lines

_FRONT_MATTER = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n.*?^(?:(?P=mark)|\.\.\.)[ \t]*$", re.M | re.S)
# Lines that are no running text in MyST: targets, options and fences of directives, comments, block breaks.
_LINES = re.compile(r"^[ \t>]*(?:\([^()\n]+\)=[ \t]*$|:[\w-]+:(?:[ \t].*)?$|:{3,}.*$|%.*$|\+\+\+.*$)", re.M)
_MATHS = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.S)

_TAG_LINE = re.compile(r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*<(?P<end>/)?(?P<tag>[A-Za-z][\w-]*)(?=[\s/>])", re.M)
_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?=\n)|\Z")
_VOID = set("area base br col embed hr img input link meta source track wbr".split())
_INLINE = set("a abbr b cite code del em i ins kbd mark q s samp small span strong sub sup u var".split())

_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_ROLE = re.compile(r"\}`(?P<text>[^`<>]*)(?:<(?P<target>[^`<>]+)>)?`")
_INVENTORY = re.compile(r"\binv:[^\s)>#]*#(?P<target>[^\s)>]+)")


def read(text: str) -> Reading:
    """See `Reading`."""
    visible = exposed(text)
    prose = mask(text)
    for pattern in (_FRONT_MATTER, _LINES, _MATHS):
        # Looked for in the text itself: the mask has blanked out part of what they consist of.
        prose = _blanked(prose, (found.span() for found in pattern.finditer(text)))
    return Reading(_blanked(prose, _html_blocks(visible)), visible, frozenset(_linked(text, visible)))


def _html_blocks(visible: str) -> Iterator[tuple[int, int]]:
    """The spans that some engine passes on as HTML, where a Markdown link would be shown as it is written.

    From a tag at the start of a line to its end tag, or to the end of the text where there is
    none; then on to the end of the paragraph.
    """
    element_end = end = 0
    for found in _TAG_LINE.finditer(visible):
        if found.start() < element_end:
            continue
        tag, element_end = found["tag"].lower(), found.end()
        if not found["end"] and tag not in _VOID | _INLINE:
            element_end = _end_of_element(visible, tag, element_end)
        start = max(found.start(), end)
        end = _PARAGRAPH_END.search(visible, element_end).end()  # type: ignore[union-attr]  # It matches at the end at the latest.
        yield start, end


def _end_of_element(visible: str, tag: str, start: int) -> int:
    depth = 1
    for found in re.compile(rf"<(?P<end>/)?{tag}(?=[\s/>])", re.I).finditer(visible, start):
        depth += -1 if found["end"] else 1
        if depth == 0:
            return found.end()
    return len(visible)


def _blanked(prose: str, spans: Iterator[tuple[int, int]]) -> str:
    pieces, at = [], 0
    for start, end in spans:
        pieces += prose[at:start], re.sub(r"[^\n]", FILL, prose[start:end])
        at = end
    return "".join(pieces) + prose[at:]


def _linked(text: str, visible: str) -> Iterator[str]:
    for found in _BRACKETED.finditer(visible):
        yield found[1]
    # Roles are code to plain Markdown.
    for found in [*_ROLE.finditer(text), *_INVENTORY.finditer(visible)]:
        yield from (part for part in found.groupdict().values() if part)


def has_room(text: str, start: int, end: int) -> bool:
    """See `Syntax`."""
    return clear_of_emphasis(text, start, end) and on_even_lines(text, start, end)


SYNTAX = Syntax(read, lambda words, url: f"[{words}]({url})", has_room)
