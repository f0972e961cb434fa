"""Languages whose blocks are lines: what each line is, and the text of some kinds alone."""

from enum import Enum

from ..text.words import filler


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
