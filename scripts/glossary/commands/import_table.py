"""What the rows of a table become: a page for each that could stand in the glossary as it is."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from textwrap import indent
from typing import Any

import yaml

from ..addresses import RESERVED, concept_path, concept_url, is_concept, slug_of, slug_of_path
from ..checks import page_facts
from ..languages import Language
from ..problem import File, Message, Mistake
from ..reading.block_yaml import block_yaml
from ..reading.concept import Concept
from ..reading.frontmatter import DRAFT, LONGEST_PLAIN, SLUG_PATTERN, FrontMatter, names_of
from ..reading.settings import LEDGER, TOPICS, Ledger, Style, Topic, parse_topics
from ..reading.source import decode
from ..tables.cells import values_of
from ..tables.columns import SLUG, TEXT
from .new_page import split_name

# No cell but that of the text has any; the text is checked as that of a page.
_MARKUP = re.compile(r"<[A-Za-z/!?]")


@dataclass(frozen=True)
class Place:
    """The glossary into which rows come, on a day."""

    style: Style
    language: Language
    ledger: Ledger
    today: date


@dataclass
class Intake:
    """The pages that rows have become so far.

    `topics` are those of the glossary, in the end the new ones too, and `topic` is the name of that of rows
    without one. `taken` says where a name stands, by its form in addresses, and `at` where a slug; names in
    `shared` may stand on several pages.
    """

    place: Place
    topics: dict[str, Topic]
    topic: str = ""
    at: dict[str, str] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    definitions: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    published: set[str] = field(default_factory=set)
    new_topics: list[Topic] = field(default_factory=list)

    def know(self, concept: Concept) -> None:
        """Takes the names of a concept that the glossary has."""
        self._take(concept.slug, concept.meta.names, concept.meta.shared_names, File(concept.path))

    def know_pages(self, paths: Iterable[str]) -> None:
        """Takes the addresses of the pages that the glossary has, also of those that cannot be read."""
        for path in filter(is_concept, paths):
            self._take(slug_of_path(path), (), (), File(path))

    def add(self, number: int, cells: Mapping[str, str]) -> None:
        """Makes the page of a row, whose cells are given by column. Raises `Mistake` where it cannot stand in
        the glossary.
        """
        _refuse_markup(cells)
        fields = values_of(cells)
        slug, body = fields.pop(SLUG, ""), fields.pop(TEXT, "")
        if not fields.get("title"):
            raise Mistake(Message("the row has no term"), Message("write it, or take the row out"))
        if not slug:
            fields = _named(fields)
            slug = slug_of(fields["title"], self.place.language)
        self._refuse_slug(slug)
        topic = self._topic(fields.pop("topic", "") or self.topic)
        text = self._page(slug, fields | {"topic": topic.slug}, body)
        names = names_of(
            fields["title"], fields.get("abbr"), fields.get("aliases", []), fields.get("covers", [])
        )
        self._refuse_taken(names, slug, fields)
        row = Message("row {row}", row=number)
        self._take(slug, names, fields.get("shared_names", []), row)
        self.definitions[row] = fields.get("definition", "")
        self.pages[slug] = text
        if fields.get("status") != DRAFT:
            self.published.add(slug)
        if topic.slug not in self.topics:
            self.topics[topic.slug] = topic
            self.new_topics.append(topic)

    def texts(self, topics: str) -> dict[str, str]:
        """What is to be written, by path; `topics` is the text of the file of topics."""
        if not self.pages:
            return {}
        ledger = self.place.ledger
        texts = {concept_path(slug): text for slug, text in self.pages.items()}
        texts[LEDGER] = ledger.text(ledger.standing | self.published)
        return texts | ({TOPICS: _with_topics(topics, self.new_topics)} if self.new_topics else {})

    def _key(self, name: str) -> str:
        return slug_of(name, self.place.language) or name.casefold()

    def _take(self, slug: str, names: Iterable[str], shared: Iterable[str], where: str) -> None:
        self.at.setdefault(slug, where)
        for key in {slug, *map(self._key, names)}:
            self.taken.setdefault(key, where)
        self.shared.update(map(self._key, shared))

    def _refuse_slug(self, slug: str) -> None:
        fix = Message("give the row another one in a column 'slug'")
        if not re.fullmatch(SLUG_PATTERN, slug) or slug in RESERVED:
            raise Mistake(Message("{slug!r} cannot be the address of a page", slug=slug), fix)
        if former := self.place.ledger.redirects.get(slug):
            what = "/{address} is the former address of {slug!r}"
            raise Mistake(Message(what, address=concept_url(slug), slug=former), fix)

    def _refuse_taken(self, names: tuple[str, ...], slug: str, fields: Mapping[str, Any]) -> None:
        own = self.shared & {self._key(name) for name in fields.get("shared_names", [])}
        found = {
            name: self.taken.get(self._key(name)) for name in (*names, slug) if self._key(name) not in own
        }
        for name, where in {**found, slug: self.at.get(slug) or found.get(slug)}.items():
            if isinstance(where, File):
                what = Message("{name!r} stands on {page} already", name=name, page=where)
                raise Mistake(what, Message("change that page, or take the row out"))
            if where and self.definitions[where] == fields.get("definition", ""):
                what = Message("{name!r} stands in {row} already", name=name, row=where)
                raise Mistake(what, Message("keep one of the two"))
            if where:
                what = Message(
                    "{name!r} stands in {row} already, and means something else", name=name, row=where
                )
                fix = Message(
                    "tell the two apart by their titles, as in “{name} (…)”, and list {name!r} in the "
                    "columns 'aliases' and 'shared names' of both",
                    name=name,
                )
                raise Mistake(what, fix)

    def _topic(self, name: str) -> Topic:
        """The topic of this slug or title, a new one if there is none."""
        if not name:
            raise Mistake(
                Message("the row has no topic"), Message("write it, or give such rows one: --topic NAME")
            )
        slug = slug_of(name, self.place.language)
        titles = {topic.title.casefold(): topic for topic in self.topics.values()}
        if known := self.topics.get(slug) or titles.get(name.casefold()):
            return known
        title = name[:1].upper() + name[1:]
        about = str(self.place.language.told("What belongs to “{topic}”.", topic=title))
        made, problems = parse_topics(block_yaml([{"slug": slug, "title": title, "description": about}]))
        if problems:
            what = Message("{name!r} cannot be a topic: {what}", name=name, what=problems[0].what)
            raise Mistake(what, problems[0].fix)
        return made[0]

    def _page(self, slug: str, fields: Mapping[str, Any], body: str) -> str:
        """The text of a page. Raises the first of its problems that is more than a note."""
        fields = {**self._needed(fields), **fields}
        ordered = {name: fields[name] for name in FrontMatter.model_fields if name in fields}
        page = f"---\n{block_yaml(ordered)}---\n" + (f"{body}\n" if body else "")
        path, style = concept_path(slug), self.place.style
        text, problems = decode(page.encode(), path)
        if text is not None:
            problems = [*page_facts(text, path, style, self.place.language).problems]
        for problem in problems:
            if not problem.is_note:
                raise Mistake(problem.what, problem.fix)
        return text or ""

    def _needed(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What the glossary asks of each page and a row need not say."""
        asked = {
            name for name, one in self.place.style.front_matter.model_fields.items() if one.is_required()
        }
        sentence = fields.get("plain") or fields.get("definition")
        defaults = {
            "plain": sentence and _as_sentence(sentence),
            "definition": sentence,
            "published": fields.get("reviewed", self.place.today),
            "reviewed": fields.get("published", self.place.today),
        }
        return {name: value for name, value in defaults.items() if value and name in asked}


def _as_sentence(definition: str) -> str:
    """A definition as a plain sentence: its first, with a full stop."""
    ended = definition if re.search(r"[.?!]”?\Z", definition) else f"{definition}."
    return ended if len(ended) <= LONGEST_PLAIN else ended.partition(". ")[0].removesuffix(".") + "."


def _named(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a new concept, named as `glossary new` does it: “heat pump (HP)” has a short form."""
    title, abbr = split_name(fields["title"])
    if abbr is None or not abbr.isupper() or fields.get("abbr", abbr) != abbr:
        return {**fields, "title": fields["title"][:1].upper() + fields["title"][1:]}
    return {**fields, "title": title, "abbr": abbr}


def _refuse_markup(cells: Mapping[str, str]) -> None:
    for name, cell in cells.items():
        if name != TEXT and (found := _MARKUP.search(cell)):
            what = Message("{column!r} holds markup: {cell!r}", column=name, cell=cell[found.start() :][:40])
            raise Mistake(what, Message("write plain text"))


def _with_topics(text: str, new: list[Topic]) -> str:
    """The text of the file of topics with new ones at its end."""
    values = [topic.model_dump(exclude_defaults=True) for topic in new]
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.SequenceNode):
        return text + block_yaml(values)
    if root.flow_style:
        return block_yaml([*yaml.safe_load(text), *values])
    return text.rstrip() + "\n" + indent(block_yaml(values), " " * root.start_mark.column)
