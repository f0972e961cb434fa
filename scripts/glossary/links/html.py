"""HTML."""

import re
from collections import Counter
from html import escape
from html.parser import HTMLParser

from ..text import FILL
from ..text.myst import FORMATTING, VOID
from .syntax import NEUTRAL, Reading, Syntax, clear_of_emphasis

# Elements without prose, or in which a link must not stand.
_CLOSED = set(
    "a audio button canvas code dfn h1 h2 h3 h4 h5 h6 head iframe kbd label math nav noscript object option "
    "pre samp script select style summary svg template textarea title var video".split()
)
_CODE = set("code kbd pre samp script style template textarea".split())
# A name may stand right beside the tags of `FORMATTING`, not beside these; any other tag ends a paragraph.
_WITHIN_WORDS = set(
    "a bdi bdo code data dfn img input kbd label math object samp sub sup svg time var wbr".split()
)
_SPACES = str.maketrans("\n\r\t\f", "    ")


class _Parser(HTMLParser):
    """Fills `prose` with the running text, and `visible` with all but code and comments."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.text = text
        self.prose = [FILL] * len(text)
        self.visible = list(text)
        self.linked: list[str] = []
        # The open elements without prose, the innermost last, and how often each is open.
        self.open: list[str] = []
        self.open_tags: Counter[str] = Counter()
        self.line_starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.feed(text[: _unfinished(text)])
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, len(self.get_starttag_text() or ""))
        # Elements for translators or scripts, and custom elements, count as without prose too.
        if tag not in VOID and (
            tag in _CLOSED
            or "-" in tag
            or self.open
            or {"hidden", "contenteditable", "translate"} & {name for name, _ in attrs}
        ):
            self.open.append(tag)
            self.open_tags[tag] += 1
        if tag == "a":
            self.linked.append("")

    # HTML knows no element that closes itself: a browser reads `<a/>` as `<a>`.
    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        start = self._offset()
        self._tag(tag, self.text.find(">", start) + 1 - start)
        closed = "" if self.open_tags[tag] else tag
        while closed != tag:
            closed = self.open.pop()
            self.open_tags[closed] -= 1

    def handle_data(self, data: str) -> None:
        start = self._offset()
        end = start + len(data)
        if any(self.open_tags[tag] for tag in _CODE):
            self._blank(start, end)
        if self.open_tags["a"]:
            self.linked[-1] += data
        if not self.open and self.text[start:end] == data:
            self.prose[start:end] = data.translate(NEUTRAL).translate(_SPACES)

    def handle_comment(self, data: str) -> None:
        start = self._offset()
        self._blank(start, self.text.find(data, start) + len(data))

    def _tag(self, tag: str, length: int) -> None:
        start = self._offset()
        inline = tag in FORMATTING or tag in _WITHIN_WORDS or "-" in tag
        sign = "*" if tag in FORMATTING else FILL if inline else "\n"
        self.prose[start : start + length] = sign * length

    def _blank(self, start: int, end: int) -> None:
        self.visible[start:end] = FILL * (end - start)

    def _offset(self) -> int:
        line, column = self.getpos()
        return self.line_starts[line - 1] + column


def _unfinished(text: str) -> int:
    """Where a comment, a section or a tag begins that never ends, or the end; parsers differ on the rest."""
    marks = (("<!--", "-->"), ("<![", "]>"), ("<", ">"))
    starts = (text.find(begin, text.rfind(end) + 1) for begin, end in marks)
    return min((start for start in starts if start >= 0), default=len(text))


def read(text: str) -> Reading:
    """See `Reading`."""
    try:
        parser = _Parser(text)
    except AssertionError:  # The library raises it for `<![unknown[`.
        return Reading(FILL * len(text), text, frozenset())
    return Reading("".join(parser.prose), "".join(parser.visible), frozenset(parser.linked))


SYNTAX = Syntax(read, lambda words, url: f'<a href="{escape(url)}">{words}</a>', clear_of_emphasis)
