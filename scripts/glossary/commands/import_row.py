"""A row of a table as a page of its own: named and filled as its author would do it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..addresses import slug_of
from ..languages import Language
from ..problem import Message, Mistake
from ..reading.frontmatter import LONGEST_DEFINITION, names_of
from ..tables.cells import values_of
from ..tables.columns import ALL_TOPICS, SLUG, TEXT
from ..text.markdown import escape
from ..text.words import sentences
from .new_page import split_name

# No cell but that of the text has any; the text is checked as that of a page.
_MARKUP = re.compile(r"<[A-Za-z/!?]")


@dataclass
class TermRow:
    """A row with its `number`: the `slug` of its page, its fields, of which the topic may be a title, its
    text, and the `topics` of the glossary from which it comes. Of “port (harbour)”, the `base` is “Port”.
    """

    number: int
    slug: str
    fields: dict[str, Any]
    body: str
    topics: Any = None
    base: str = ""

    @property
    def row(self) -> Message:
        """What messages call it."""
        return Message("row {row}", row=self.number)

    @property
    def names(self) -> tuple[str, ...]:
        """The names that its page has."""
        fields = self.fields
        return names_of(
            fields["title"], fields.get("abbr"), fields.get("aliases", []), fields.get("covers", [])
        )

    @property
    def shared(self) -> list[str]:
        """Those that other pages may have too."""
        shared: list[str] = self.fields.get("shared_names", [])
        return shared

    @property
    def meaning(self) -> str:
        """What it says that its term means."""
        return str(self.fields.get("definition") or self.fields.get("plain") or "")

    def share(self, name: str) -> None:
        """Gives its page a name that it shares with others."""
        if name not in self.names:
            self.fields["aliases"] = [*self.fields.get("aliases", []), name]
        self.fields["shared_names"] = [*dict.fromkeys([*self.shared, name])]


def entry_of(number: int, cells: Mapping[str, str], language: Language) -> TermRow:
    """What a row says, its cells given by column. Raises `Mistake` where that is no term."""
    for name, cell in cells.items():
        if name != TEXT and (found := _MARKUP.search(cell)):
            what = Message("{column!r} holds markup: {cell!r}", column=name, cell=cell[found.start() :][:40])
            raise Mistake(what, Message("write plain text"))
    fields = values_of(cells)
    entry = TermRow(number, fields.pop(SLUG, ""), fields, fields.pop(TEXT, ""), fields.pop(ALL_TOPICS, None))
    if not fields.get("title"):
        raise Mistake(Message("the row has no term"), Message("write it, or take the row out"))
    if not entry.slug:
        _name(entry)
        _shorten(entry, language)
        entry.slug = slug_of(fields["title"], language)
    return entry


def _name(entry: TermRow) -> None:
    """Names a new concept as `glossary new` does it: “heat pump (HP)” has a short form. What stands in two
    columns is one name.
    """
    fields = entry.fields
    title, behind = split_name(fields["title"])
    if behind and behind.isupper() and fields.get("abbr", behind) == behind:
        fields |= {"title": title, "abbr": behind}
    else:
        fields["title"] = fields["title"][:1].upper() + fields["title"][1:]
        entry.base = title if behind else ""
    if others := [*_without(fields.pop("aliases", []), [fields["title"], fields.get("abbr", "")])]:
        fields["aliases"] = others
    # Whoever says that a page shares a name says that it has it.
    for name in entry.shared:
        entry.share(name)


def _without(names: Iterable[str], others: Iterable[str]) -> Iterable[str]:
    """The names that are none of the others, each once, without regard to case."""
    known = {name.casefold() for name in others}
    for name in names:
        if name.casefold() not in known:
            yield name
            known.add(name.casefold())


def _shorten(entry: TermRow, language: Language) -> None:
    """Moves what stands behind the first sentence of a long explanation into the text of the page."""
    definition = entry.fields.get("definition", "")
    if len(definition) <= LONGEST_DEFINITION or entry.body:
        return
    for _, end in sentences(definition, language.rules.unfinished):
        rest = definition[end:].strip()
        # What goes on with a small letter has not ended there.
        if rest[:1].isupper():
            entry.fields["definition"], entry.body = definition[:end], escape(rest)
            return
