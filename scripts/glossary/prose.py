"""What of a page's Markdown is running prose, and what stands where in it.

Nothing here renders Markdown. `mask` blanks out all that is not prose with filler of the same
length, so that whoever searches the rest still has true offsets and lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FILL = "\x00"

_FENCE = re.compile(
    r"^[ \t>]*(?P<mark>`{3,}|~{3,})[^\n]*\n(?:.*?^[ \t>]*(?P=mark)[`~]*[ \t]*$|.*\Z)", re.M | re.S
)
_BLOCKS = re.compile(
    r"""
    ^[ \t>]*\#{1,6}[^\n]*$                       # heading
  | ^[^\n]+\n[ \t]*(?:=+|-+)[ \t]*$              # heading, underlined
  | ^[ ]{0,3}\*?\[[^\]\n]*\]:[^\n]*$             # definition of a reference or an abbreviation
  | ^[ \t]*(?:!!!|\?\?\?\+?|===|///|;?--8<--)[^\n]*$   # admonition, tab, block, snippet
  | (?:(?<=\n\n)|\A)(?:(?:[ ]{4}|\t)[^\n]*(?:\n|\Z))+   # indented code
    """,
    re.M | re.X,
)
_CODE = re.compile(
    r"""
    \\.                                          # escaped character
  | <!--.*?(?:-->|\Z)                            # comment
  | (?<!`)(?P<tick>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=tick)(?!`)   # code
  | <(?P<tag>a|code|pre|script|style|kbd|samp)\b(?:(?!<(?P=tag)\b).)*?</(?P=tag)\s*>
  | <[A-Za-z/!?][^>]*>                           # tag or <https://…>
  | &\#?\w+;                                     # entity
    """,
    re.S | re.X | re.I,
)
_INLINE = re.compile(
    r"""
    \{[:.\#][^{}\n]*\}                           # attribute list
  | (?:https?://|www\.)[^\s)\]]+                 # bare address
  | [\w.+-]+@[\w-]+\.[\w.-]+                     # mail address
  | :[a-z0-9_+-]+:                               # emoji
    """,
    re.X,
)
_BRACKETS = re.compile(r"[\[\]]|\n[ \t]*\n")
_TARGET = re.compile(
    r"""\(\s*(?P<target><[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)
        (?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""",
    re.X,
)
_REFERENCE = re.compile(r"[ \t]?\[[^\]\n]*\]")
_DEFINITION = re.compile(r"^[ ]{0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*(?P<target>\S+)", re.M)
_HEADING = re.compile(r"^(?P<marks>#{1,6})[ \t]*(?P<title>[^\n]*?)[ \t]*#*[ \t]*$", re.M)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", FILL, found[0])


def mask_code(text: str) -> str:
    """`text` with code, comments, HTML, entities and escaped characters blanked out."""
    text = _FENCE.sub(_blank, text) if "```" in text or "~~~" in text else text
    return _CODE.sub(_blank, text)


def mask(text: str) -> str:
    """`text` with everything blanked out but prose: no code, headings, links, addresses, HTML.

    The result has the length and the line breaks of `text`.
    """
    text = _BLOCKS.sub(_blank, _FENCE.sub(_blank, text) if "```" in text or "~~~" in text else text)
    text = _CODE.sub(_blank, text)
    pieces, end = [], 0
    for link in _bracketed(text):
        pieces += text[end : link.start], re.sub(r"[^\n]", FILL, text[link.start : link.end])
        end = link.end
    return _INLINE.sub(_blank, "".join(pieces) + text[end:])


@dataclass(frozen=True)
class Link:
    """A link or an image, or any other text in brackets. `target` is None without an address."""

    start: int
    end: int
    text: str
    target: str | None
    image: bool


def links(text: str) -> Iterator[Link]:
    """The links and images of a Markdown text, and its reference definitions, in reading order."""
    code_free = mask_code(text)
    found = [link for link in _bracketed(code_free, nested=True) if link.target is not None]
    for match in _DEFINITION.finditer(code_free):
        found.append(Link(match.start(), match.end(), "", match["target"].strip("<>"), False))
    yield from sorted(found, key=lambda link: link.start)


def _bracketed(text: str, nested: bool = False) -> Iterator[Link]:
    """Balanced brackets with the address behind them; only the outermost unless `nested`."""
    open_at: list[int] = []
    last: list[Link] = []
    for found in _BRACKETS.finditer(text):
        if found[0] == "[":
            open_at.append(found.start())
        elif found[0] == "]":
            if not open_at:
                continue
            start = open_at.pop()
            target = _TARGET.match(text, found.end())
            behind = target or _REFERENCE.match(text, found.end())
            image = text[start - 1 : start] == "!"
            link = Link(
                start - image,
                behind.end() if behind else found.end(),
                text[start + 1 : found.start()],
                target["target"].strip("<>") if target else None,
                image,
            )
            if not nested:
                last = [inner for inner in last if inner.start < link.start]
            last.append(link)
        else:  # A paragraph ends, and with it every bracket left open.
            open_at.clear()
    yield from sorted(_outermost(last) if not nested else last, key=lambda link: link.start)


def _outermost(found: list[Link]) -> list[Link]:
    kept: list[Link] = []
    for link in sorted(found, key=lambda link: link.start):
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return kept


@dataclass(frozen=True)
class Section:
    """A heading of level two and the text below it; the lead has the title ""."""

    title: str
    start: int
    text: str
    text_start: int


def sections(body: str) -> list[Section]:
    """The parts of a page in order, the lead first. Deeper headings belong to the part they stand in."""
    masked = mask_code(body)
    heads = [head for head in _HEADING.finditer(masked) if len(head["marks"]) <= 2]
    ends = [head.start() for head in heads] + [len(body)]
    parts = [Section("", 0, body[: ends[0]], 0)]
    for head, end in zip(heads, ends[1:], strict=True):
        title = body[head.start("title") : head.end("title")]
        parts.append(Section(title, head.start(), body[head.end() : end], head.end()))
    return parts


def without_code(text: str) -> str:
    """`text` with code and comments blanked out, HTML left in."""
    text = _FENCE.sub(_blank, text) if "```" in text or "~~~" in text else text
    return _CODE.sub(lambda found: found[0] if found[0][0] in "<&" and found[0][:4] != "<!--" else _blank(found), text)


_MARKUP = re.compile(r"^[ \t]*(?:[-*+]|\d+[.)]|>)[ \t]+|\*\*|__|(?<!\w)[*_]|[*_](?!\w)|^[ \t]*\|?[ \t:|-]+\|[ \t:|-]*$", re.M)


def plain(text: str) -> str:
    """The words of a Markdown text as a reader sees them, code blocks left out.

    For counting and comparing, not for showing.
    """
    text = _FENCE.sub("", text) if "```" in text or "~~~" in text else text
    text = re.sub(r"!?\[([^\[\]]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])?", r"\1", text)
    text = re.sub(r"^#{1,6}[ \t]*|\{[:.#][^{}\n]*\}|`", "", text, flags=re.M)
    return _MARKUP.sub("", text)


_WORD = re.compile(r"\w+(?:[-'’.,]\w+)*")


def words(text: str) -> list[str]:
    """The words of a plain text; “fine-tuning”, “don't” and “1,000” are one each."""
    return _WORD.findall(text)
