"""AsciiDoc, as Asciidoctor reads it (docs.asciidoctor.org, “AsciiDoc Language”)."""

import re
from collections.abc import Iterator

from .syntax import NEUTRAL, LineKind, Reading, Syntax, blank, clear_of_emphasis, on_even_lines, only

# Lines that begin and end a block. What a block of `+` or a table holds is no running text.
_DELIMITER = re.compile(r"(-{4,}|\.{4,}|\+{4,}|/{4,}|={4,}|\*{4,}|_{4,}|[|,:!]={3,}|--)[ ]*$|(```)\S*[ ]*$")
_ROLE_BEARING = frozenset("*_#^~")
_BETWEEN_LETTERS = re.compile(r"'\w|--")
_CODE = frozenset("-./`")
_NO_PROSE = frozenset("+|,:!")
# Styles that make code of what follows, be it a block or a paragraph.
_STYLE = re.compile(r"\[[ ]*(?P<style>[\w-]*)[^\]]*\][ ]*$")
_VERBATIM_STYLES = frozenset("source listing literal comment".split())
_CODE_STYLES = _VERBATIM_STYLES | {*"verse stem asciimath latexmath pass".split()}
_MARKUP_LINE = re.compile(
    r"""
      \[.*\][ ]*$                         # attributes or anchor of a block
    | \.[^\s.].*                          # title of a block
    | (?:={1,6}|\#{1,6})[ ]+\S            # title of a section
    | [\w-]+::\S*\[.*\][ ]*$              # block macro
    | (?:<<<+|'''+|---|\*\*\*|\+)[ ]*$    # breaks, and what continues the entry of a list
    """,
    re.X,
)
_ATTRIBUTE = re.compile(r":!?\w[\w-]*!?:(?:[ ]|$)")
_UNDERLINE = re.compile(r"([-=~^+])\1+[ ]*$")
_LIST_ENTRY = re.compile(
    r"[ \t]*(?:[*.-]+|\d+\.|[a-zA-Z]\.|<(?:\d+|\.)>)[ \t]+\S|[ \t]*\S.*(?::{2,4}|;;)(?:[ \t]|$)"
)
_PARAGRAPH = re.compile(r"(?:[ \t]*[^ \t\n][^\n]*(?:\n|\Z))+")

_LITERAL = re.compile(r"``(?=\S).*?(?<=\S)``|(?<![\w`])`(?=\S)[^`]*?(?<=\S)`(?![\w`])", re.S)
_MACRO = re.compile(r"(?<![\w\\])[a-zA-Z][\w-]*:(?P<target>[^\s\[\]]*)\[(?P<text>(?:\\.|[^\[\]\\])*)\]", re.S)
_REFERENCE = re.compile(r"<<[^<>]+>>")
_INLINE = re.compile(
    rf"""
      \\\S
    | \+\+\+.+?\+\+\+ | \+\+.+?\+\+ | (?<![\w+])\+(?=\S)[^+]*?(?<=\S)\+(?![\w+])  # passed on as it is
    | {_MACRO.pattern} | {_REFERENCE.pattern}
    | \[\[[^\[\]]*\]\] | \(\(\(?[^()]*\)\)\)?  # anchors, entries of an index
    | \{{[\w!:-][^{{}}\n]*\}}  # attributes
    | [A-Za-z][A-Za-z0-9.+-]*://[^\s<>\[\]]+ | (?<![\w.+-])[\w.+-]+@[\w.-]+
    """,
    re.X | re.S,
)
_BRACKETS = re.compile(r"\[[^\[\]\n]*\]")
_MARKS = re.compile(r"[`\[\]]|<<|>>")
_TERM = re.compile(r"^[ \t]*\S.*?(?::{2,4}|;;)(?=[ \t]|$)", re.M)


def read(text: str) -> Reading:
    """See `Reading`."""
    lines = text.split("\n")
    kinds = list(_kinds(lines))
    visible = _PARAGRAPH.sub(_without_literals, only(lines, kinds, {LineKind.TEXT, LineKind.MARKUP}))
    prose = _PARAGRAPH.sub(_without_inline, only(lines, kinds, {LineKind.TEXT})).translate(NEUTRAL)
    return Reading(prose, visible, frozenset(_linked(visible)))


def _without_literals(paragraph: re.Match[str]) -> str:
    return _LITERAL.sub(blank, paragraph[0]) if "`" in paragraph[0] else paragraph[0]


def _without_inline(paragraph: re.Match[str]) -> str:
    prose = _INLINE.sub(blank, _without_literals(paragraph))
    # What is left over begins or ends markup that we read differently from Asciidoctor.
    doubtful = _MARKS.search(_BRACKETS.sub(blank, prose))
    return blank(paragraph) if doubtful else _TERM.sub(blank, prose)


def _linked(visible: str) -> Iterator[str]:
    for match in _MACRO.finditer(visible):
        yield from match.groupdict().values()
    for match in _REFERENCE.finditer(visible):
        yield from match[0].strip("<>").split(",")


def _kinds(lines: list[str]) -> Iterator[LineKind]:
    """What each line is."""
    at, style = 0, ""
    open_blocks: list[str] = []
    while at < len(lines):
        kind, end, style = _block(lines, at, style, bool(open_blocks))
        delimiter = _DELIMITER.match(lines[at])
        if delimiter and kind is LineKind.MARKUP and end == at + 1:
            mark = delimiter[0].rstrip()
            open_blocks = (
                open_blocks[: open_blocks.index(mark)] if mark in open_blocks else [*open_blocks, mark]
            )
        yield from [kind] * (end - at)
        at = end


def _block(lines: list[str], at: int, style: str, within: bool) -> tuple[LineKind, int, str]:
    """The kind of what begins at a line, the line behind it, and the style that what follows has.

    `within` says whether a block is open, in which no section begins.
    """
    line = lines[at]
    if not line.strip():
        return LineKind.TEXT, at + 1, style
    below = "".join(lines[at + 1 : at + 2])
    underlined = not within and _is_underlined(line, below)
    if (line.startswith("= ") or (underlined and below[0] == "=")) and not "".join(lines[:at]).strip():
        return LineKind.MARKUP, _blank_line(lines, at), ""  # The title, authors and revision.
    if underlined:
        return LineKind.MARKUP, at + 2, ""
    if delimiter := _DELIMITER.match(line):
        return *_delimited(lines, at, delimiter[1] or delimiter[2], style), ""
    if line.startswith("//") and not line.startswith("///"):
        return LineKind.HIDDEN, at + 1, style
    if _ATTRIBUTE.match(line):
        end = at + 1
        while end < len(lines) and lines[end - 1].endswith(" \\"):
            end += 1
        return LineKind.MARKUP, end, style
    if _MARKUP_LINE.match(line):
        styled = _STYLE.match(line)
        return LineKind.MARKUP, at + 1, (styled["style"] if styled else "") or style
    if style in _VERBATIM_STYLES:
        return LineKind.HIDDEN, _blank_line(lines, at), ""
    if style in _CODE_STYLES or (line[0] in " \t" and not _LIST_ENTRY.match(line)):
        return LineKind.HIDDEN, _block_line(lines, at), ""
    return LineKind.MARKUP if line.startswith(">") else LineKind.TEXT, _markup_line(lines, at), ""


def _is_underlined(line: str, below: str) -> bool:
    """Whether a line is the title of a section, because of the one below."""
    is_title = bool(re.search(r"[^\W_]", line)) and not line.startswith((".", "[", "//"))
    return is_title and bool(_UNDERLINE.match(below)) and abs(len(below.rstrip()) - len(line.rstrip())) < 2


def _delimited(lines: list[str], at: int, mark: str, style: str) -> tuple[LineKind, int]:
    """The kind of a block between marks and the line behind it; of the mark alone, where blocks are in it."""
    is_code = style in _CODE_STYLES or (mark[0] in _CODE and mark != "--")
    if not is_code and mark[0] not in _NO_PROSE:
        return LineKind.MARKUP, at + 1
    closing = (number for number in range(at + 1, len(lines)) if lines[number].rstrip() == mark)
    kind = LineKind.MARKUP if mark[0] in _NO_PROSE else LineKind.HIDDEN
    return kind, next(closing, len(lines) - 1) + 1


def _blank_line(lines: list[str], at: int) -> int:
    return next((number for number in range(at, len(lines)) if not lines[number].strip()), len(lines))


def _block_line(lines: list[str], at: int) -> int:
    """The first line below that ends a paragraph."""
    end = _blank_line(lines, at)
    begins = (
        number for number in range(at + 1, end) if _DELIMITER.match(lines[number]) or lines[number][0] == "["
    )
    return next(begins, end)


def _markup_line(lines: list[str], at: int) -> int:
    """The first line below that ends a paragraph, or has a meaning of its own elsewhere."""
    end = _block_line(lines, at)
    marked = (n for n in range(at + 1, end) if _MARKUP_LINE.match(lines[n]) or lines[n].startswith("//"))
    return next(marked, end)


def has_room(text: str, start: int, end: int) -> bool:
    """See `Syntax`."""
    before, behind = text[max(start - 1, 0) : start], text[end : end + 1]
    # Words in brackets before a mark would be its role, and at the end of a line in brackets its end.
    takes_role = behind in _ROLE_BEARING and behind != before
    in_brackets = text.startswith("[", text.rfind("\n", 0, start) + 1)
    # A plus sign begins or ends what is passed on; some signs are replaced only between letters.
    tight = "+" in text[max(start - 1, 0) : end + 1] or text.endswith("--", 0, start)
    tight = tight or bool(_BETWEEN_LETTERS.match(text, end))
    return not (takes_role or in_brackets or tight) and (
        clear_of_emphasis(text, start, end) and on_even_lines(text, start, end)
    )


# Without the macro's name, an address counts only behind certain characters.
SYNTAX = Syntax(read, lambda words, url: f"link:{url}[{words}]", has_room)
