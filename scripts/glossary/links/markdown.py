"""Markdown and MyST."""

import re

from ..text import Text, myst
from ..text import read as read_text
from .syntax import Reading, Syntax, clear_of_emphasis, on_even_lines

_DEFINED = re.compile(r"[^\n]*\n(?:[^\n]+\n)*?\n?[ ]{0,3}:[ \t]")


def read(source: str) -> Reading:
    """See `Reading`."""
    return reading_of(read_text(source))


def reading_of(text: Text) -> Reading:
    """What a text says to readers of Markdown and MyST."""
    # An address in the front matter is a link too.
    visible = text.source[: text.start] + text.exposed[text.start :]
    return Reading(myst.prose(text), visible, frozenset(myst.linked(text)), roles=tuple(myst.terms(text)))


def has_room(text: str, start: int, end: int) -> bool:
    """See `Syntax`."""
    # Of lines above a definition, each is a term of its own.
    divided = "\n" in text[start:end] and _DEFINED.match(text, end)
    return not divided and clear_of_emphasis(text, start, end) and on_even_lines(text, start, end)


SYNTAX = Syntax(read, lambda words, url: f"[{words}]({url})", has_room)
