"""Markup that engines read in different ways: hidden from links, and searched for what is dangerous.

The parser reads CommonMark, but pages are rendered by Python-Markdown, and other people's by any engine.
Everything here errs on the side of safety, and tests compare it with what Python-Markdown renders.
"""

import re
from collections.abc import Iterator

from .words import FILL, filler, hidden, spans

# What may stand before a block inside a list or a quotation.
_PREFIX = r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*"
_INDENTED = r"(?:[ ]{4}|[ ]{0,3}\t)[^\n]*"
_DEFINED = r"(?:(?!\n[ \t]*\n)[^\[\]])*\]:[ \t]*\n?[ \t]*(?P<target>\S+)"
_PARAGRAPH = re.compile(r"(?:[ \t]*[^ \t\n][^\n]*(?:\n|\Z))+")

# Lines that some engine takes for more than running text.
_BLOCKS = re.compile(
    rf"""
    ^(?:
      {_PREFIX}\#{{1,6}}[^\n]*$(?:\n{_INDENTED})*        # heading without a space, and code right below it
    | [^\n]++\n[ \t>]*[=-]+[ \t]*$(?:\n{_INDENTED})*      # the same, underlined
    | [ ]{{0,3}}(?:[-*_][ ]*){{3,}}$(?:\n{_INDENTED})*    # line across the page
    # definition of a reference, abbreviation, footnote
    | {_PREFIX}\*?\[{_DEFINED}[^\n]*(?:\n[ ]*["'(][^\n]*)?(?:\n{_INDENTED})*
    | [ \t]*(?:!!!|\?\?\?\+?|===|///|;?--8<--)[^\n]*$     # admonition, tab, block, snippet
    )
    """,
    re.M | re.X,
)
_ESCAPED = re.compile(r"\\.", re.S)
_WHOLE_TAG = re.compile(r"<[A-Za-z/!?][^>]*>")
# Each is only looked for in a text that holds its character.
_SIGNS = {
    "&": re.compile(r"&\#?\w+;"),  # entity
    "{": re.compile(r"(?<=\{)[^{}\n]*(?=\})"),  # attribute list
    "://": re.compile(r"https?://[^\s)\]]+"),
    "www.": re.compile(r"www\.[^\s)\]]+"),
    "@": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"),  # mail address
    ":": re.compile(r":[a-z0-9_+-]+:"),  # emoji
}
_INDENTED_LINES = re.compile(rf"(?:{_INDENTED}(?:\n|\Z))+")
_LIST_ENTRY = re.compile(r"[ ]{0,3}(?:[-*+]|\d+[.)])[ \t]")
# A pair of brackets that the parser did not read as a link, though an address or a label follows.
_BRACKETED = re.compile(r"\[[^\[\]]*\](?:\((?:[^()]|\([^()]*\))*\)?|[ \t]?\[[^\]\n]*\])?")
_AFTER_BRACKET = re.compile(r"\][ \t\n]?\w")

# The first blank of a row of them begins it: none of the others is tried.
ATTRIBUTES = re.compile(r"(?<![ \t])[ \t]*\{:[^{}\n]*\}")


def _hidden(match: re.Match[str]) -> str:
    return filler(match[0])


def prose_mask(source: str, prose: str) -> str:
    """The `prose` of a text as the parser sees it, without what another engine might take for markup."""
    # Blocks are looked for in the source: a line that the parser hides may make the one above a heading.
    prose = hidden(prose, spans(_BLOCKS, source))
    prose = _without_indented_code(prose)
    prose = _ESCAPED.sub(_hidden, prose)
    # Behind the last ">", the search for the end of a tag would go to the end of the text from each "<".
    closed = prose.rfind(">") + 1
    prose = _WHOLE_TAG.sub(_hidden, prose[:closed]) + prose[closed:]
    for sign, pattern in _SIGNS.items():
        prose = pattern.sub(_hidden, prose) if sign in prose else prose
    if "`" in prose or "[" in prose or "]" in prose:
        prose = _PARAGRAPH.sub(_without_doubt, prose)
    # In a text with definitions of references, words that follow brackets may name one.
    if "]:" in source:
        for match in _AFTER_BRACKET.finditer(source):
            prose = prose[: match.end() - 1] + FILL + prose[match.end() :]
    return prose


def _without_doubt(paragraph: re.Match[str]) -> str:
    if "`" in paragraph[0]:
        return _hidden(paragraph)
    text = _BRACKETED.sub(_hidden, paragraph[0])
    first, last = text.find("["), text.rfind("]")
    return text[:first] + filler(text[first : last + 1]) + text[last + 1 :] if 0 <= first < last else text


def _without_indented_code(text: str) -> str:
    if "\n    " not in text and "\t" not in text and not text.startswith("    "):
        return text
    in_list = False

    def settled_paragraph(paragraph: re.Match[str]) -> str:
        nonlocal in_list
        indented = _INDENTED_LINES.match(paragraph[0])
        if not indented:
            in_list = bool(_LIST_ENTRY.match(paragraph[0]))
            return paragraph[0]
        # In a list, an indented paragraph belongs to the entry above; code is indented further.
        if in_list and not paragraph[0].expandtabs(4).startswith(" " * 8):
            return paragraph[0]
        return filler(indented[0]) + paragraph[0][indented.end() :]

    return _PARAGRAPH.sub(settled_paragraph, text)


# A block of code that every engine recognises: only a language follows its first fence, and the last fence
# is like the first.
_SURE_FENCE = re.compile(
    r"^(?P<indent>[ ]*)(?P<mark>`{3,}|~{3,})[ ]*[\w#.+-]*[ ]*\n"
    r"(?:(?P=indent)[^\n]*\n|(?!(?P=indent))[ ]*\n)*?(?P=indent)(?P=mark)[ ]*$",
    re.M,
)
_LOOSE_FENCE = re.compile(r"^[ \t>]*(?:`{3,}[^`\n]*|~{3,}[^\n]*)$", re.M)
_COMMENT = re.compile(r"^[ ]{0,3}<!--(?:(?!--)[^<>{}\[\]`\n])*-->[ ]*$", re.M)
_SPAN = re.compile(r"\\[\\`*_{}\[\]()>#+.!-]|`(?<!``)(?P<ticks>`*)(?!`).+?(?<!`)`(?P=ticks)(?!`)", re.S)
_TARGET = re.compile(
    r"""\(\s*(?P<target><[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)
        (?:\s+(?:"[^"]{0,300}"|'[^']{0,300}'))?\s*\)""",
    re.X,
)
_DEFINITION = re.compile(rf"^{_PREFIX}\[{_DEFINED}", re.M)


def exposed(source: str) -> str:
    """`source` without what no engine could take for markup: code, escaped characters, and comments of plain
    words on a line of their own.

    Where the backticks of a paragraph do not pair within its lines, engines disagree on what is code, so it
    stays.
    """
    text = _without_sure_fences(source)
    text = _COMMENT.sub(_hidden, text) if "<!--" in text else text
    return _PARAGRAPH.sub(_without_spans, text) if "`" in text or "\\" in text else text


def _without_sure_fences(text: str) -> str:
    return _SURE_FENCE.sub(_hidden, text) if "```" in text or "~~~" in text else text


def _without_spans(paragraph: re.Match[str]) -> str:
    if any("\n" in span[0] for span in _SPAN.finditer(paragraph[0])):
        return paragraph[0]
    hidden = _SPAN.sub(_hidden, paragraph[0])
    return paragraph[0] if "`" in hidden else hidden


# The beginning of all that an engine might take for HTML; addresses in angle brackets are Markdown.
TAG = re.compile(r"<(?!https://[^<>\s\"'`]+>|mailto:[\w.+-]+@[\w.-]+>)(?=[A-Za-z/!?])[^>\n]{0,30}>?")
# What an engine might take for a list of attributes.
BRACES = re.compile(r"\{[^{}\n]*\}")
# A box, or the head of a tab, also on a line right below a paragraph.
BOX = re.compile(
    rf"""^{_PREFIX}(?P<mark>(?:!!!|\?\?\?\+?|:::)[ \t]*\w+|===[+!]*[ \t]+(?:"[^"\n]*"|'[^'\n]*'))""", re.M
)


def broken_fences(source: str) -> Iterator[int]:
    """The places of marks of code blocks that no other one closes, or that hold more than a language."""
    return (match.start() for match in _LOOSE_FENCE.finditer(_without_sure_fences(source)))


def addresses(source: str, visible: str) -> Iterator[tuple[int, str | None]]:
    """Every address in the `visible` part of a text that an engine might make a link of, with its place.

    None where it is malformed.
    """
    if "](" not in source and "]:" not in source:
        return
    for match in re.finditer(r"\](?=\()", visible):
        target = _TARGET.match(visible, match.end())
        yield match.start(), source[slice(*target.span("target"))].strip("<>") if target else None
    for match in _DEFINITION.finditer(visible):
        yield match.start(), source[slice(*match.span("target"))].strip("<>")
