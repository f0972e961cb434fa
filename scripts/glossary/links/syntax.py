"""What a markup language knows of a text: which parts are prose, and how a link is written."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from ..text import FILL
from ..text.words import filler

# Next to these characters no name is looked for, because they may have a meaning to some reader.
NEUTRAL = str.maketrans(dict.fromkeys("`[]\\#~|<", FILL))
_INDENT = re.compile(r"[ \t>]*(?:(?:[-*+]|(?:\d+|\#)[.)])[ \t]+)*")
# Filler counts as a word, because it may hide a link.
_EMPHASIS_BEFORE = re.compile(rf"(?:[^\W_]|{FILL})[*_~=^]+\Z")
_EMPHASIS_BEHIND = re.compile(rf"[*_~=^]+(?:[^\W_]|{FILL})")


@dataclass(frozen=True)
class Reading:
    """A text as its language sees it.

    `prose` and `visible` have its length, with filler for what is left out. `prose` holds what is
    running text and may hold a new link; `visible` everything but code and comments. `linked` are
    the texts and targets of its links, as written. In the spans of `rigid` nothing may change its
    length, as in a table drawn with characters. `roles` are the names of terms that a role of Sphinx or
    MyST looks up, each with its place and whether it must be in another project's glossary.
    """

    prose: str
    visible: str
    linked: frozenset[str]
    rigid: tuple[tuple[int, int], ...] = ()
    roles: tuple[tuple[int, str, bool], ...] = ()

    def is_rigid(self, offset: int) -> bool:
        """Whether the character at `offset` is part of something that must keep its length."""
        return any(start <= offset < end for start, end in self.rigid)


@dataclass(frozen=True)
class Extract:
    """What of a file is text in its language.

    The character `i` of `text` stands in the file from `starts[i]` to `ends[i]`. `place(i)` says where that
    is to somebody who does not see the file's lines, "" if everybody does.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    place: Callable[[int], str] = lambda at: ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `text` stands in the file."""
        return self.starts[start], self.ends[end - 1]


def whole(text: str) -> Extract:
    """A file that is text in its language from the first to the last character."""
    return Extract(text, range(len(text)), range(1, len(text) + 1))


@dataclass(frozen=True)
class Syntax:
    """A markup language.

    `extract` finds the text in a file, and raises `Mistake` where that is not possible. `link(words, url)` is
    a link in it. `has_room(text, start, end)` says whether the words
    there can become one without harm to what touches them; `text` is the file's or its prose.
    """

    read: Callable[[str], Reading]
    link: Callable[[str, str], str]
    has_room: Callable[[str, int, int], bool]
    extract: Callable[[str], Extract] = whole


def blank(match: re.Match[str]) -> str:
    """Filler for what a pattern matched, the line breaks kept."""
    return re.sub(r"[^\n]", FILL, match[0])


def clear_of_emphasis(text: str, start: int, end: int) -> bool:
    """Whether no emphasis ends within a word next to the span: a link would break `**LLM**s`."""
    return not (_EMPHASIS_BEFORE.search(text[max(0, start - 8) : start]) or _EMPHASIS_BEHIND.match(text, end))


def on_even_lines(text: str, start: int, end: int) -> bool:
    """Whether the lines of the span begin in the same column, as those of one paragraph do."""
    first = text.rfind("\n", 0, start) + 1
    lines = text[first:end].split("\n")
    return len({len(_INDENT.match(line)[0]) for line in lines}) == 1  # type: ignore[index]  # It always matches, if only "".


class LineKind(Enum):
    """What a line is to its reader."""

    TEXT = 1  # Running text.
    MARKUP = 2  # A reader may see it, and follow its links, but no link can be put there.
    RIGID = 3  # The same, and it must keep its length.
    HIDDEN = 4  # Code or a comment.


def only(lines: list[str], kinds: list[LineKind], wanted: set[LineKind]) -> str:
    """The text with filler for the lines of other kinds."""
    return "\n".join(
        line if kind in wanted else filler(line) for line, kind in zip(lines, kinds, strict=True)
    )
