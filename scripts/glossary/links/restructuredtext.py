"""reStructuredText, as Docutils and Sphinx read it."""

import re
import unicodedata
from collections.abc import Iterator

from .syntax import NEUTRAL, LineKind, Reading, Syntax, blank, on_even_lines, only

# Directives whose content is ordinary text.
_OF_TEXT = set(
    "admonition attention caution compound container danger deprecated epigraph error highlights hint "
    "important note only pull-quote rst-class seealso sidebar tip topic versionadded versionchanged "
    "warning".split()
)
_OF_CODE = set(
    "code code-block doctest graphviz highlight ipython jupyter-execute literalinclude math mermaid plantuml "
    "productionlist prompt raw sourcecode testcode testcleanup testoutput testsetup uml".split()
)


_EXPLICIT = re.compile(r"[ ]*\.\.(?:[ ]+(?P<rest>.*))?$")
_DIRECTIVE = re.compile(r"(?P<name>[A-Za-z][\w.+:-]*?)[ ]?::(?:[ ]|$)")
_TARGET_OR_NOTE = re.compile(r"_|\[|\||__:")
_ADORNMENT = re.compile(r"([^\w\s])\1*[ ]*$")
_SIMPLE_TABLE = re.compile(r"[ ]*=+(?:[ ]+=+)+[ ]*$")
_GRID_TABLE = re.compile(r"[ ]*\+[-=+]{2,}")
# Line blocks, fields, options, anonymous targets.
_MARKUP_LINE = re.compile(
    r"[ ]*(?:\|(?:[ ]|$)|:(?![: ])(?:[^:\\]|\\.|:(?!(?:[ `]|$)))*(?<! ):(?: +|$)|-\w|--\w|/\w|__[ ])"
)

# What Docutils allows before and behind inline markup, apart from spaces.
_BEFORE = r"""(?<![^\s'"(\[{<\-/:‘“’”«»–—])"""
_BEHIND = r"""(?![^\s'")\]}>\-/:.,;!?\\’”‘“«»–—…])"""
_BEFORE_CATEGORIES = {"Ps", "Pi", "Pf", "Pd", "Po"}
_BEHIND_CATEGORIES = {"Pe", "Pi", "Pf", "Pd", "Po"}
_LITERAL = re.compile(rf"{_BEFORE}``(?=\S)(?:[^`]|`(?!`))+(?<=\S)``{_BEHIND}")
_INLINE = re.compile(
    rf"""
      \\.
    | {_BEFORE}(?::[\w:.+-]+:)?`(?=[^\s`])[^`]*(?<=\S)`(?::[\w:.+-]+:|__?)?{_BEHIND}   # roles and links
    | {_BEFORE}\*\*(?=\S)[^*]+(?<=\S)\*\*{_BEHIND}
    | {_BEFORE}\*(?=[^\s*])[^*]*(?<=\S)\*{_BEHIND}
    | {_BEFORE}\|(?=\S)[^|\n]+(?<=\S)\|_{{0,2}}{_BEHIND}
    | \[[^\]\s]{{1,200}}\]_
    | (?<![\w.+-])\w[\w.+-]*_(?!\w)
    | (?<![\w.+-])[A-Za-z][A-Za-z0-9.+-]*://[^\s<>]+ | (?:mailto|news):\S+ | (?<![\w.+-])[\w.+-]+@[\w.-]+
    """,
    re.X,
)
_PARAGRAPH = re.compile(r"(?:[ ]*[^ \n][^\n]*(?:\n|\Z))+")
_BULLET = re.compile(r"^[ ]*(?:[*+-][ ]+)+", re.M)
_REFERENCE = re.compile(r"`(?P<text>[^`<>]*)(?:<(?P<target>[^`<>]+)>)?`")
# `external` names another project's inventory (Sphinx, “Cross-referencing with intersphinx”).
_TERM = re.compile(
    r"(?<![\w:]):(?P<external>external(?:\+[\w-]+)?:)?(?:std:)?term:`(?:[^`<>]*<)?(?P<name>[^`<>]+)>?`"
)
# Docutils ends a line at each of these, and sees a tab as spaces.
_LINE_ENDS = str.maketrans(dict.fromkeys("\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n") | {"\t": " "})


def read(text: str) -> Reading:
    """See `Reading`."""
    lines = text.translate(_LINE_ENDS).split("\n")
    kinds = _kinds([line.expandtabs(8) for line in text.translate({**_LINE_ENDS, 9: "\t"}).split("\n")])
    rigid, start = [], 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind is LineKind.RIGID:
            rigid.append((start, start + len(line)))
        start += len(line) + 1
    visible = _PARAGRAPH.sub(
        _without_literals, only(lines, kinds, {LineKind.TEXT, LineKind.MARKUP, LineKind.RIGID})
    )
    prose = _PARAGRAPH.sub(_without_literals, only(lines, kinds, {LineKind.TEXT}))
    prose = _PARAGRAPH.sub(_without_inline, prose).translate(NEUTRAL)
    roles = (
        (match.start("name"), " ".join(match["name"].split()), bool(match["external"]))
        for match in _TERM.finditer(visible)
    )
    return Reading(prose, visible, frozenset(_linked(visible)), tuple(rigid), tuple(roles))


def _without_literals(paragraph: re.Match[str]) -> str:
    return _LITERAL.sub(blank, paragraph[0]) if "``" in paragraph[0] else paragraph[0]


def _without_inline(paragraph: re.Match[str]) -> str:
    prose = _INLINE.sub(blank, paragraph[0])
    # A character that is left over begins or ends markup that we read differently from Docutils.
    doubtful = re.search(r"[`*|]", _BULLET.sub("", prose))
    return blank(paragraph) if doubtful else prose


def _kinds(lines: list[str]) -> list[LineKind]:
    """What each line is, from the first to the last; a block is settled where it begins."""
    kinds = [LineKind.TEXT] * len(lines)
    quiet = 0  # Up to this line, text is the content of an unknown directive.
    unquoted = -1  # The line after a `::` without a literal block.
    ends: set[int] = set()  # The line after what `..` began.
    at = 0
    while at < len(lines):
        explicit = _EXPLICIT.match(lines[at])
        # Without a blank line above, it belongs to the paragraph, and its `::` may announce a literal block.
        above = lines[at - 1] if at and at not in ends else ""
        joined = bool(above.strip()) and _indent(above) >= _indent(lines[at])
        if explicit and joined:
            kind, end, goes_on = LineKind.MARKUP, _indented_end(lines, at), True
        elif explicit:
            kind, end, goes_on = _explicit(lines, at, (explicit["rest"] or "").strip())
            ends.add(_indented_end(lines, at))
        else:
            kind, end = _block(lines, at)
            goes_on = False
        if goes_on and kind is LineKind.MARKUP:
            quiet, end = max(quiet, end), at + 1
        if kind is LineKind.TEXT and (at < quiet or at == unquoted):
            kind = LineKind.MARKUP
        kinds[at:end] = [kind] * (end - at)
        at = end
        if lines[at - 1].rstrip().endswith("::") and kind is not LineKind.HIDDEN and (joined or not explicit):
            first, literal = _literal(lines, at)
            kinds[first:literal] = [LineKind.HIDDEN] * (literal - first)
            at = max(at, literal)
            # Docutils looks for a block quoted by a sign, and would take a link at the start for one.
            unquoted = first if literal == first else -1
    return kinds


def _block(lines: list[str], at: int) -> tuple[LineKind, int]:
    """The kind of the block that begins at a line, and the line behind it."""
    line = lines[at]
    if _GRID_TABLE.match(line):
        return LineKind.RIGID, _paragraph_end(lines, at)
    if _SIMPLE_TABLE.match(line):
        return LineKind.RIGID, _table_end(lines, at)
    if line.lstrip().startswith(">>> "):
        return LineKind.HIDDEN, _paragraph_end(lines, at)
    if _MARKUP_LINE.match(line) or line.strip() == "::":
        return LineKind.MARKUP, at + 1
    if _ADORNMENT.match(line):
        # A transition, or a title with a line above and below it.
        ends = (at + 1, at + 2)
        behind = (end for end in ends if _is_blank(lines, end) or _EXPLICIT.match(lines[end]))
        return LineKind.RIGID, next(behind, at + 3)
    below = "".join(lines[at + 1 : at + 2])
    underlined = line[:1].strip() and _ADORNMENT.match(below) and not _EXPLICIT.match(below)
    return (LineKind.RIGID, at + 2) if underlined else (LineKind.TEXT, at + 1)


def _explicit(lines: list[str], at: int, rest: str) -> tuple[LineKind, int, bool]:
    """The kind of what `..` begins, the line behind it, and whether it may hold other blocks."""
    directive = _DIRECTIVE.match(rest)
    if directive:
        name = directive["name"].lower()
        if name in _OF_TEXT:
            return LineKind.MARKUP, at + 1, False
        kind = LineKind.HIDDEN if name in _OF_CODE else LineKind.MARKUP
        return kind, _indented_end(lines, at), kind is LineKind.MARKUP
    if _TARGET_OR_NOTE.match(rest):
        return LineKind.MARKUP, _indented_end(lines, at), True
    # A comment without text ends at once if a blank line follows.
    empty = not rest and _is_blank(lines, at + 1)
    return LineKind.HIDDEN, at + 1 if empty else _indented_end(lines, at), False


def _is_blank(lines: list[str], at: int) -> bool:
    """Whether a line is blank, or there is none."""
    return at >= len(lines) or not lines[at].strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _indented_end(lines: list[str], at: int) -> int:
    """The line after those below `at` that are indented further."""
    end = at + 1
    while end < len(lines) and (_is_blank(lines, end) or _indent(lines[end]) > _indent(lines[at])):
        end += 1
    return end


def _paragraph_end(lines: list[str], at: int) -> int:
    while not _is_blank(lines, at):
        at += 1
    return at


def _table_end(lines: list[str], at: int) -> int:
    """The line behind a simple table, whose last border has nothing right below it."""
    borders = (number for number in range(at + 1, len(lines)) if _SIMPLE_TABLE.match(lines[number]))
    return next((border + 1 for border in borders if _is_blank(lines, border + 1)), len(lines))


def _literal(lines: list[str], at: int) -> tuple[int, int]:
    """The first line of what is below a line that ends in `::`, and the line behind the literal block there.

    Both are the same where there is no literal block.
    """
    first = at
    while first < len(lines) and not lines[first].strip():
        first += 1
    if first in (at, len(lines)):
        return at, at
    if _indent(lines[first]) > _indent(lines[at - 1]):
        return first, _indented_end(lines, at - 1)
    quote, end = lines[first].lstrip()[0], first
    while not quote.isalnum() and end < len(lines) and lines[end].lstrip().startswith(quote):
        end += 1
    return first, end


def _linked(visible: str) -> Iterator[str]:
    for match in _REFERENCE.finditer(visible):
        yield from (part for part in match.groupdict().values() if part)


def has_room(text: str, start: int, end: int) -> bool:
    """See `Syntax`."""
    return (
        _touches(text[start - 1 : start], "'\"([{<-/:", _BEFORE_CATEGORIES)
        and _touches(text[end : end + 1], "'\")]}>-/:.,;!?\\", _BEHIND_CATEGORIES)
        and on_even_lines(text, start, end)
    )


def _touches(sign: str, allowed: str, categories: set[str]) -> bool:
    """Whether inline markup may touch a sign, "" for none."""
    return not sign.strip() or sign in allowed or unicodedata.category(sign) in categories


SYNTAX = Syntax(read, lambda words, url: f"`{words} <{url}>`__", has_room)
