"""What of a page's Markdown is running prose, and what stands where in it.

Nothing here renders Markdown. `mask` blanks out all that is not prose with filler of the same
length, so that whoever searches the rest still has true offsets and lines.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from sys import intern

FILL = "\x00"

# What may stand before a block inside a list or a quotation.
_PREFIX = r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*"

_FENCE = re.compile(
    rf"^{_PREFIX}(?P<mark>`{{3,}}(?=[^`\n]*\n)|~{{3,}})[^\n]*\n"
    r"(?:.*?^[ \t>]*(?P=mark)[`~]*[ \t]*$|.*\Z)",
    re.M | re.S,
)
_DEFINED = r"(?:(?!\n[ \t]*\n)[^\[\]])*\]:[ \t]*\n?[ \t]*(?P<target>\S+)"
_DEFINITION = re.compile(
    rf"""^{_PREFIX}\[(?!\^){_DEFINED}(?:[ \t]*\n?[ \t]*(?:"[^\n]*"|'[^\n]*'|\([^\n]*\)))?[ \t]*$""", re.M
)
_INDENTED = r"(?:[ ]{4}|[ ]{0,3}\t)[^\n]*"
_INDENTED_LINES = re.compile(rf"(?:{_INDENTED}(?:\n|\Z))+")
_LIST_ENTRY = re.compile(r"[ ]{0,3}(?:[-*+]|\d+[.)])[ \t]")
_BLOCKS = re.compile(
    rf"""
    ^(?:
      {_PREFIX}\#{{1,6}}[^\n]*$(?:\n{_INDENTED})*   # heading, and code right below it
    | [^\n]++\n[ \t>]*[=-]+[ \t]*$(?:\n{_INDENTED})*   # the same, underlined
    | [ ]{{0,3}}(?:[-*_][ ]*){{3,}}$(?:\n{_INDENTED})*   # line across the page
    | {_PREFIX}\*?\[{_DEFINED}[^\n]*(?:\n[ ]*["'(][^\n]*)?(?:\n{_INDENTED})*   # definition of a reference, abbreviation, footnote
    | [ \t]*(?:!!!|\?\?\?\+?|===|///|;?--8<--)[^\n]*$   # admonition, tab, block, snippet
    )
    """,
    re.M | re.X,
)
# Each alternative begins with a sign that is written out: `re` skips fast to where one of them stands.
_CODE = re.compile(
    r"""
    \\.                                          # escaped character
  | <!--.*?(?:-->|\Z)                            # comment
  | `(?<!``)(?P<ticks>`*)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)`(?P=ticks)(?!`)   # code
  | <(?P<tag>a|code|pre|script|style|kbd|samp)\b(?:(?!\n[ \t]*\n).)*?(?:</(?P=tag)\s*>|(?=\n[ \t]*\n)|\Z)
  | <[A-Za-z/!?][^>]*>                           # tag or <https://…>
  | &\#?\w+;                                     # entity
    """,
    re.S | re.X | re.I,
)
# Each is only looked for in a text that holds its sign.
_INLINE = {
    "{": re.compile(r"(?<=\{)[^{}\n]*(?=\})"),  # attribute list
    "://": re.compile(r"https?://[^\s)\]]+"),
    "www.": re.compile(r"www\.[^\s)\]]+"),
    "@": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"),
    ":": re.compile(r":[a-z0-9_+-]+:"),  # emoji
}
_PARAGRAPH = re.compile(r"(?:[ \t]*[^ \t\n][^\n]*(?:\n|\Z))+")
_BRACKETS = re.compile(r"\[|\]|\n[ \t]*\n")
_TARGET = re.compile(
    r"""\(\s*(?P<target><[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)
        (?:\s+(?:"[^"]{0,300}"|'[^']{0,300}'))?\s*\)""",
    re.X,
)
_REFERENCE = re.compile(r"[ \t]?\[[^\]\n]*\]")
# An address that breaks off or holds spaces; engines differ on where it ends.
_BROKEN_TARGET = re.compile(r"\((?:(?!\n[ \t]*\n).){0,1000}", re.S)
_HEADING = re.compile(
    r"^(?:(?P<marks>#{1,6})[ \t]*(?P<title>[^\n]*?)[ \t]*#*[ \t]*$"
    r"|(?P<underlined>[^\n]++)\n(?P<line>=+|-+)[ ]*$)",
    re.M,
)


def _blank(found: re.Match[str]) -> str:
    return _filler(found[0])


def _filler(text: str) -> str:
    return "\n".join(FILL * len(line) for line in text.split("\n"))


def _without_fences(text: str) -> str:
    return _FENCE.sub(_blank, text) if "```" in text or "~~~" in text else text


def _without_indented_code(text: str) -> str:
    if "\n    " not in text and "\t" not in text and not text.startswith("    "):
        return text
    in_list = False

    def settled(paragraph: re.Match[str]) -> str:
        nonlocal in_list
        indented = _INDENTED_LINES.match(paragraph[0])
        if not indented:
            in_list = bool(_LIST_ENTRY.match(paragraph[0])) and not _BLOCKS.search(paragraph[0])
            return paragraph[0]
        # In a list, an indented paragraph belongs to the entry above; only what is far in is code.
        if in_list and not paragraph[0].expandtabs(4).startswith(" " * 8):
            return paragraph[0]
        return _filler(indented[0]) + paragraph[0][indented.end() :]

    return _PARAGRAPH.sub(settled, text)


def mask_code(text: str) -> str:
    """`text` with code, comments, HTML, entities and escaped characters blanked out."""
    return _CODE.sub(_blank, _without_fences(text))


def mask(text: str) -> str:
    """`text` with everything blanked out but prose: no code, headings, links, addresses, HTML.

    The result has the length and the line breaks of `text`.
    """
    text, _ = _apart(text)
    pieces, end = [], 0
    for link in _outermost(_bracketed(text)):
        pieces += text[end : link.start], _filler(text[link.start : link.end])
        end = link.end
    text = "".join(pieces) + text[end:]
    for sign, pattern in _INLINE.items():
        if sign in text:
            text = pattern.sub(_blank, text)
    return text


# A page is masked and searched for links in turn.
@lru_cache(maxsize=4)
def _apart(text: str) -> tuple[str, list[tuple[int, str]]]:
    """`text` with code and blocks that are no running text blanked out; and those blocks, by offset.

    Code within a block is blanked out. Where a backtick or a bracket is
    left over, engines differ on what belongs to it, so the whole paragraph is blanked out.
    """
    text = _without_indented_code(_without_fences(text))
    blocks = [(found.start(), _CODE.sub(_blank, found[0])) for found in _BLOCKS.finditer(text)]
    doubtful = [start for start, block in blocks if "`" in block or block.count("[") != block.count("]")]

    def settled(paragraph: re.Match[str]) -> str:
        doubt = "`" in paragraph[0] or any(paragraph.start() <= start < paragraph.end() for start in doubtful)
        return _blank(paragraph) if doubt else paragraph[0]

    prose = _CODE.sub(_blank, _BLOCKS.sub(_blank, text))
    return _PARAGRAPH.sub(settled, prose) if doubtful or "`" in prose else prose, blocks


@dataclass(frozen=True)
class Link:
    """A link or an image. `target` is its address as written, without angle brackets, at `target_start`."""

    start: int
    end: int
    text: str
    target: str
    target_start: int
    image: bool


def has_links(text: str) -> bool:
    """Whether a text may hold a link, an image or a definition; most have none, and this says so at once."""
    return "](" in text or "]:" in text


def links(text: str) -> Iterator[Link]:
    """The links and images of a Markdown text, and its reference definitions, in reading order."""
    if not has_links(text):
        return
    prose, blocks = _apart(text)
    found = []

    def add(start: int, end: int, inside: str, target: tuple[int, int], image: bool) -> None:
        written = text[slice(*target)]
        address = written.strip("<>")
        found.append(Link(start, end, inside, address, target[0] + written.find(address), image))

    for offset, part in [(0, prose), *blocks]:
        for bracket in _bracketed(part):
            if bracket.target:
                (start, end), target = bracket.inside, (offset + bracket.target[0], offset + bracket.target[1])
                add(offset + bracket.start, offset + bracket.end, text[offset + start : offset + end], target, bracket.image)
        for match in _DEFINITION.finditer(part):
            add(offset + match.start(), offset + match.end(), "", (offset + match.start("target"), offset + match.end("target")), False)
    yield from sorted(found, key=lambda link: link.start)


def with_targets(text: str, target: Callable[[str], str]) -> str:
    """`text` in which the address of each link and image is `target(address)`, and nothing else is changed."""
    parts: list[str] = []
    done = 0
    for found in sorted(links(text), key=lambda link: link.target_start):
        if found.target_start < done:
            continue  # What looks like a link within the address of a definition.
        parts += text[done : found.target_start], target(found.target)
        done = found.target_start + len(found.target)
    return "".join([*parts, text[done:]])


@dataclass(frozen=True)
class _Bracket:
    """A pair of brackets with what belongs to it; `inside` and `target` are spans."""

    start: int
    end: int
    inside: tuple[int, int]
    target: tuple[int, int] | None
    image: bool


def _bracketed(text: str) -> list[_Bracket]:
    """Balanced brackets with the address behind them, the inner before the outer ones."""
    open_at: list[int] = []
    pairs: list[_Bracket] = []
    for found in _BRACKETS.finditer(text):
        if found[0] == "[":
            open_at.append(found.start())
        elif found[0] == "]":
            if not open_at:
                continue
            start, end = open_at.pop(), found.end()
            target = _TARGET.match(text, end)
            behind = target or _REFERENCE.match(text, end) or _BROKEN_TARGET.match(text, end)
            image = text[start - 1 : start] == "!"
            pairs.append(
                _Bracket(
                    start - image,
                    behind.end() if behind else end,
                    (start + 1, found.start()),
                    target.span("target") if target else None,
                    image,
                )
            )
        else:  # A paragraph ends, and with it every bracket left open.
            open_at.clear()
    return pairs


def _outermost(found: list[_Bracket]) -> list[_Bracket]:
    kept: list[_Bracket] = []
    for bracket in sorted(found, key=lambda bracket: bracket.start):
        if not kept or bracket.start >= kept[-1].end:
            kept.append(bracket)
    return kept


@dataclass(frozen=True)
class Section:
    """A heading of level one or two and the text below it; the lead has the title "" and level 0."""

    title: str
    level: int
    start: int
    text: str
    text_start: int


def sections(body: str) -> list[Section]:
    """The parts of a page in order, the lead first. Deeper headings belong to the part they stand in."""
    masked = mask_code(body)
    heads = [(head, _level(head)) for head in _HEADING.finditer(masked) if _level(head) <= 2]
    ends = [head.start() for head, _ in heads] + [len(body)]
    parts = [Section("", 0, 0, body[: ends[0]], 0)]
    for (head, level), end in zip(heads, ends[1:], strict=True):
        title = body[slice(*head.span("title" if head["marks"] else "underlined"))]
        parts.append(Section(title.strip(), level, head.start(), body[head.end() : end], head.end()))
    return parts


def _level(heading: re.Match[str]) -> int:
    return len(heading["marks"]) if heading["marks"] else 1 if heading["line"][0] == "=" else 2


# A block of code that every engine sees: the language alone behind its first mark, the last like the first.
_SURE_FENCE = re.compile(
    r"^(?P<indent>[ ]*)(?P<mark>`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*\n"
    r"(?:(?P=indent)[^\n]*\n|(?!(?P=indent))[ ]*\n)*?(?P=indent)(?P=mark)[ ]*$",
    re.M,
)
_LOOSE_FENCE = re.compile(r"^[ \t>]*(?:`{3,}[^`\n]*|~{3,}[^\n]*)$", re.M)
_COMMENT = re.compile(r"^[ ]{0,3}<!--(?:(?!--)[^<>{}\[\]`\n])*-->[ ]*$", re.M)
_SPAN = re.compile(r"\\[\\`*_{}\[\]()>#+.!-]|`(?<!``)(?P<ticks>`*)(?!`).+?(?<!`)`(?P=ticks)(?!`)", re.S)


def exposed(text: str) -> str:
    """`text` with only that blanked out which no engine could take for markup.

    That is code blocks, code within a line, escaped signs, and comments of plain words that have a
    line to themselves. Where the backticks of a paragraph do not pair within its lines, engines
    disagree on what is code, so all of it stays.
    """
    text = _without_sure_fences(text)
    text = _COMMENT.sub(_blank, text) if "<!--" in text else text
    return _PARAGRAPH.sub(_without_spans, text) if "`" in text or "\\" in text else text


def _without_sure_fences(text: str) -> str:
    return _SURE_FENCE.sub(_blank, text) if "```" in text or "~~~" in text else text


def _without_spans(paragraph: re.Match[str]) -> str:
    if any("\n" in span[0] for span in _SPAN.finditer(paragraph[0])):
        return paragraph[0]
    blanked = _SPAN.sub(_blank, paragraph[0])
    return paragraph[0] if "`" in blanked else blanked


def broken_fences(text: str) -> Iterator[int]:
    """The offsets of marks of code blocks that no other one closes, or that hold more than a language."""
    return (found.start() for found in _LOOSE_FENCE.finditer(_without_sure_fences(text)))


def addresses(text: str) -> Iterator[tuple[int, str | None]]:
    """Every address that an engine might make a link of, with its offset; None where it is malformed."""
    if not has_links(text):
        return
    visible = exposed(text)
    for found in re.finditer(r"\](?=\()", visible):
        target = _TARGET.match(visible, found.end())
        yield found.start(), text[slice(*target.span("target"))].strip("<>") if target else None
    for found in re.finditer(rf"^{_PREFIX}\[{_DEFINED}", visible, re.M):
        yield found.start(), text[slice(*found.span("target"))].strip("<>")


_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])?")
_HEADING_OR_SIGNS = re.compile(r"^#{1,6}[ \t]*|\{[:.#][^{}\n]*\}|`", re.M)
# The marker of a list item or a quotation, or the line below the head of a table.
_LINE_MARKUP = re.compile(r"^[ \t]*(?:(?:[-*+]|\d+[.)]|>)[ \t]+|\|?[ \t:|-]+\|[ \t:|-]*$)", re.M)
# A doubled sign, or one at the edge of a word.
_EMPHASIS = re.compile(r"([*_])(?:\1|(?<!\w.)|(?!\w))")


def plain(text: str) -> str:
    """The words of a Markdown text as a reader sees them, code blocks and descriptions of images left out.

    For counting and comparing, not for showing.
    """
    text = _FENCE.sub("", text) if "```" in text or "~~~" in text else text
    text = _IMAGE.sub("", text) if "![" in text else text
    text = _LINK.sub(r"\1", text) if "[" in text else text
    text = _HEADING_OR_SIGNS.sub("", text)
    return _EMPHASIS.sub("", _LINE_MARKUP.sub("", text))


_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


def words(text: str) -> list[str]:
    """The words of a plain text; “fine-tuning”, “don't” and “1,000” are one each."""
    # Interned: in memory, the same word on a thousand pages is one.
    return [*map(intern, _WORD.findall(text))]


def runs(text: list[str], length: int) -> Iterator[tuple[str, ...]]:
    """Every run of so many of the words of a text, without regard to case."""
    folded = [word.casefold() for word in text]
    return zip(*(folded[shift:] for shift in range(length)), strict=False)
