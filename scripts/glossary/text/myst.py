"""Markup in other people's Markdown: MyST (mystmd.org), formulas, and HTML around Markdown."""

import re
from collections.abc import Iterator

from .value import Text
from .words import Span, hidden, spans

# Lines that are not running text in MyST: targets, options and fences of directives, comments, block breaks.
_LINES = re.compile(r"^[ \t>]*(?:\([^()\n]+\)=[ \t]*$|:[\w-]+:(?:[ \t].*)?$|:{3,}.*$|%.*$|\+\+\+.*$)", re.M)
_FORMULAS = re.compile(r"\$\$.*?\$\$|\$[^$\n]+\$", re.S)
_TAG_LINE = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*<(?P<end>/)?(?P<tag>[A-Za-z][\w-]*)(?=[\s/>])", re.M
)
_PARAGRAPH_END = re.compile(r"\n[ \t>]*(?=\n)|\Z")
# Elements of HTML: those without an end tag, and those that only change how their words look.
VOID = set("area base br col embed hr img input link meta source track wbr".split())
FORMATTING = set("abbr b cite del em font i ins mark q s small span strong u".split())
_INLINE = FORMATTING | set("a code kbd samp sub sup var".split())

_BRACKETED = re.compile(r"\[([^\[\]]+)\]")
_ROLE = re.compile(r"\}`(?P<text>[^`<>]*)(?:<(?P<target>[^`<>]+)>)?`")
_TERM_ROLE = re.compile(r"\{(?P<external>external(?:\+[\w-]+)?:)?(?:std:)?term\}\Z")
_TERM_NAME = re.compile(r"`(?:[^`<>]*<)?(?P<name>[^`<>]+)>?`")
_INVENTORY = re.compile(r"\binv:[^\s)>#]*#(?P<target>[^\s)>]+)")


def prose(text: Text) -> str:
    """`Text.prose` without what MyST and HTML engines do not read as running text."""
    prose = text.prose
    # Lines and formulas are looked for in the source, because the prose hides a part of them.
    for unread in (spans(_LINES, text.source), spans(_FORMULAS, text.source), _html_blocks(text.exposed)):
        prose = hidden(prose, unread)
    return prose


def linked(text: Text) -> Iterator[str]:
    """The words and the targets of all links, roles and references to an inventory, as they are written."""
    for match in _BRACKETED.finditer(text.exposed):
        yield match[1]
    # Plain Markdown takes roles for code.
    for match in [*_ROLE.finditer(text.source), *_INVENTORY.finditer(text.exposed)]:
        yield from (part for part in match.groupdict().values() if part)


def terms(text: Text) -> Iterator[tuple[int, str, bool]]:
    """The name that each role for a term looks up, its place, and whether another project must have it."""
    for start, end in text.code:
        role = _TERM_ROLE.search(text.source, max(0, start - 80), start)
        name = _TERM_NAME.fullmatch(text.source, start, end)
        if role and name:
            yield name.start("name"), " ".join(name["name"].split()), bool(role["external"])


def _html_blocks(visible: str) -> Iterator[Span]:
    """The spans that some engine passes on as HTML, where a Markdown link would be shown as it is written.

    From a tag at the start of a line to its end tag, or to the end of the text where there is
    none; then on to the end of the paragraph.
    """
    element_end = end = 0
    for match in _TAG_LINE.finditer(visible):
        if match.start() < element_end:
            continue
        tag, element_end = match["tag"].lower(), match.end()
        if not match["end"] and tag not in VOID | _INLINE:
            element_end = _end_of_element(visible, tag, element_end)
        start = max(match.start(), end)
        end = _PARAGRAPH_END.search(visible, element_end).end()  # type: ignore[union-attr]  # It always matches at the end.
        yield start, end


def _end_of_element(visible: str, tag: str, start: int) -> int:
    depth = 1
    for match in re.compile(rf"<(?P<end>/)?{tag}(?=[\s/>])", re.I).finditer(visible, start):
        depth += -1 if match["end"] else 1
        if depth == 0:
            return match.end()
    return len(visible)
