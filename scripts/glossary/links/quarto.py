"""Quarto: Pandoc's Markdown with shortcodes, code that runs, and links through an inventory."""

import re

from ..text import read as read_text
from ..text.words import hidden, spans
from . import markdown
from .syntax import Reading, Syntax

# Pandoc's tables are drawn with characters, so nothing in them may change its length.
_TABLES = re.compile(
    r"""
      ^[ ]*\+[-=:+]{3,}\+[ ]*$(?:\n[ ]*[+|].*)*          # with a grid
    | ^[ ]*-{5,}[ ]*\n(?:.+\n){0,9}?[ ]*-+(?:[ ]+-+)+[ ]*\n(?:.*\n)*?[ ]*-{5,}[ ]*$  # rows of several lines
    | (?:^.+\n)?^[ ]*-{2,}(?:[ ]+-{2,})+[ ]*$(?:\n.+)*    # rows of one line
    """,
    re.M | re.X,
)
_SHORTCODE = re.compile(r"\{\{\{?<(?:(?!\{\{)[\s\S])*?>\}?\}\}")
# Of the filter of quartodoc: [](:term:`LLM`), [words](:external+ai:label:`llm`), [](`llm`)
_INTERLINK = re.compile(r"\]\((?P<role>(?::[\w+-]+)*:)?`(?P<name>[^`\n]+)`\)")


def read(source: str) -> Reading:
    """See `Reading`."""
    text = read_text(source)
    reading = markdown.reading_of(text)
    tables = tuple(spans(_TABLES, source))
    prose = hidden(reading.prose, sorted([*spans(_SHORTCODE, source), *tables]))
    blocks = ((fence.start, fence.end) for fence in text.fences)
    links = [*_INTERLINK.finditer(hidden(source, blocks))]
    roles = tuple(
        (link.start("name"), link["name"], "external" in link["role"])
        for link in links
        if link["role"] and link["role"].endswith(":term:")
    )
    return Reading(
        prose,
        hidden(reading.visible, text.code),
        reading.linked | {link["name"] for link in links},
        tables,
        roles,
    )


SYNTAX = Syntax(read, markdown.SYNTAX.link, markdown.has_room)
