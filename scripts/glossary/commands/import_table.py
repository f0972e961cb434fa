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
from ..reading.frontmatter import DRAFT, LONGEST_PLAIN, SLUG_PATTERN, FrontMatter
from ..reading.settings import LEDGER, TOPICS, Ledger, Style, Topic, parse_topics
from ..reading.source import decode
from ..reading.yaml_source import load_any
from ..tables.columns import ALL_TOPICS
from .import_row import TermRow, entry_of


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
    without one. With `as_drafts`, a row that lacks something becomes a draft. `taken` says where a name
    stands, by its form in addresses, and `at` where a slug; names in `shared` may stand on several pages.
    `standing` has the fields of the pages that were there, by slug, and `known` counts the rows that say what
    stands there. `drafts` are those of the `pages` that are not published.
    """

    place: Place
    topics: dict[str, Topic]
    topic: str = ""
    as_drafts: bool = False
    at: dict[str, str] = field(default_factory=dict)
    taken: dict[str, str] = field(default_factory=dict)
    shared: set[str] = field(default_factory=set)
    standing: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    known: int = 0
    meanings: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    drafts: set[str] = field(default_factory=set)
    new_topics: list[Topic] = field(default_factory=list)

    def know(self, concept: Concept) -> None:
        """Takes the names of a concept that the glossary has."""
        self._take(concept.slug, concept.meta.names, concept.meta.shared_names, File(concept.path))
        self.standing[concept.slug] = load_any(concept.text.yaml, concept.path)[0]

    def know_pages(self, paths: Iterable[str]) -> None:
        """Takes the addresses of the pages that the glossary has, also of those that cannot be read."""
        for path in filter(is_concept, paths):
            self._take(slug_of_path(path), (), (), File(path))

    def add(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> dict[int, Mistake]:
        """Makes the pages of rows, whose cells are given by column. Returns what is wrong with those that
        are left out, by number.
        """
        wrong: dict[int, Mistake] = {}
        entries: list[TermRow] = []
        for number, cells in rows:
            try:
                entry = entry_of(number, cells, self.place.language)
                self._bring(entry.topics)
                entries.append(entry)
            except Mistake as mistake:
                wrong[number] = mistake
        self._share(entries)
        new: list[tuple[TermRow, Topic | None, str]] = []
        for entry in entries:
            try:
                if self._is_known(entry):
                    self.known += 1
                    continue
                self._refuse_homonym(entry, entries)
                new.append((entry, *self._made(entry)))
            except Mistake as mistake:
                wrong[entry.number] = mistake
        for entry, topic, text in new:
            try:
                self._refuse_alone(entry, (other for other, _, _ in new if other.number not in wrong))
                self._add(entry, topic, text)
            except Mistake as mistake:
                wrong[entry.number] = mistake
        return wrong

    def _bring(self, topics: Any) -> None:
        """Takes over the topics of the glossary from which the table comes, those that this one lacks."""
        given, problems = parse_topics(block_yaml(topics)) if topics else ([], [])
        if problems:
            what = Message("{field!r} cannot be read: {what}", field=ALL_TOPICS, what=problems[0].what)
            raise Mistake(what, problems[0].fix)
        for topic in given:
            if topic.slug not in self.topics:
                self._enter(topic)

    def _enter(self, topic: Topic) -> None:
        self.topics[topic.slug] = topic
        self.new_topics.append(topic)

    def _share(self, entries: Iterable[TermRow]) -> None:
        """“Port (harbour)” and “Port (wine)” share a name, and the abbreviation that both have."""
        alike: dict[tuple[str, str], set[str]] = {}
        for entry in entries:
            for key in self._common(entry):
                alike.setdefault(key, set()).add(entry.slug)
        for entry in entries:
            for key, name in self._common(entry).items():
                if len(alike[key]) > 1 or (name == entry.base and self._key(name) in self.shared):
                    entry.share(name)

    def _common(self, entry: TermRow) -> dict[tuple[str, str], str]:
        """What a term with an addition in brackets may have in common with others of the same base: that, and
        its abbreviation.
        """
        names = filter(None, (entry.base, entry.fields.get("abbr"))) if entry.base else ()
        return {(self._key(entry.base), self._key(name)): name for name in names}

    def _refuse_homonym(self, entry: TermRow, entries: Iterable[TermRow]) -> None:
        """Stops at a term that another row has with another meaning: neither can stand without the other."""
        title = entry.fields["title"]
        key = self._key(title)
        others = [
            other.row
            for other in entries
            if self._key(other.fields["title"]) == key
            and other.meaning not in ("", entry.meaning)
            and not all(key in map(self._key, one.shared) for one in (entry, other))
        ]
        if others:
            what = Message("{name!r} means something else in {rows}", name=title, rows=tuple(others))
            fix = Message(
                "write behind each what tells them apart, as in “{name} (…)”, or keep one row", name=title
            )
            raise Mistake(what, fix)

    def _refuse_alone(self, entry: TermRow, others: Iterable[TermRow]) -> None:
        """Stops at a shared name that no page and none of the other rows that come in has."""
        alone = {self._key(name): name for name in entry.shared if self._key(name) not in self.shared}
        # Few share a name, and only they need to look at all others.
        for other in others if alone else ():
            if other.slug != entry.slug:
                alone = {key: name for key, name in alone.items() if key not in map(self._key, other.shared)}
        if alone:
            what = Message(
                "no other row that comes in shares the name {name!r}", name=next(iter(alone.values()))
            )
            raise Mistake(what, Message("mend the one that has it too, and both come in"))

    def _is_known(self, entry: TermRow) -> bool:
        """Whether its page says all that the row says."""
        said = dict(entry.fields)
        if name := said.get("topic"):
            said["topic"] = self._topic(name).slug
        return said.items() <= self.standing.get(entry.slug, {}).items()

    def _made(self, entry: TermRow) -> tuple[Topic | None, str]:
        """The topic and the text of a page. Raises `Mistake` where the row alone cannot be one."""
        may_lack = self.as_drafts or entry.fields.get("status") == DRAFT
        if not entry.meaning and not may_lack:
            raise Mistake(Message("the row has no definition"), Message("write it, or take the row out"))
        self._refuse_slug(entry.slug)
        name = entry.fields.get("topic") or self.topic
        topic = self._topic(name) if name or not may_lack else None
        if topic:
            entry.fields["topic"] = topic.slug
        return topic, self._page(entry)

    def _add(self, entry: TermRow, topic: Topic | None, text: str) -> None:
        self._refuse_taken(entry)
        self._take(entry.slug, entry.names, entry.shared, entry.row)
        self.meanings[entry.row] = entry.meaning
        self.pages[entry.slug] = text
        if entry.fields.get("status") == DRAFT:
            self.drafts.add(entry.slug)
        if topic and topic.slug not in self.topics:
            self._enter(topic)

    def texts(self, topics: str) -> dict[str, str]:
        """What is to be written, by path; `topics` is the text of the file of topics."""
        if not self.pages:
            return {}
        ledger = self.place.ledger
        texts = {concept_path(slug): text for slug, text in self.pages.items()}
        texts[LEDGER] = ledger.text(ledger.standing | (self.pages.keys() - self.drafts))
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

    def _refuse_taken(self, entry: TermRow) -> None:
        own = self.shared & {self._key(name) for name in entry.shared}
        found = {
            name: self.taken.get(self._key(name))
            for name in (*entry.names, entry.slug)
            if self._key(name) not in own
        }
        for name, where in {**found, entry.slug: self.at.get(entry.slug) or found.get(entry.slug)}.items():
            if not where:
                continue
            what = Message("{name!r} stands on {page} already", name=name, page=where)
            fix = Message("change that page, or take the row out")
            if not isinstance(where, File):
                what = Message("{name!r} stands in {row} already", name=name, row=where)
                fix = Message("write it in one of the two, or also in the column 'shared names' of both")
                if entry.meaning in ("", self.meanings[where]):
                    fix = Message("keep one of the two")
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
        about = placeholder(title, self.place.language)
        if not slug:
            what = Message("the topic {name!r} has no letter or digit", name=name)
            raise Mistake(what, Message("write one that can stand in an address"))
        made, problems = parse_topics(block_yaml([{"slug": slug, "title": title, "description": about}]))
        if problems:
            what = Message("{name!r} cannot be a topic: {what}", name=name, what=problems[0].what)
            raise Mistake(what, problems[0].fix)
        return made[0]

    def _page(self, entry: TermRow) -> str:
        """The text of a page. Raises the first of its problems that is more than a note, unless the row may
        be a draft.
        """
        assumed = self._needed(entry.fields)
        fields = {**assumed, **entry.fields}
        ordered = {name: fields[name] for name in FrontMatter.model_fields if name in fields}
        page = f"---\n{block_yaml(ordered)}---\n" + (f"{entry.body}\n" if entry.body else "")
        path, style = concept_path(entry.slug), self.place.style
        text, problems = decode(page.encode(), path)
        if text is not None:
            problems = [*page_facts(text, path, style, self.place.language).problems]
        problems = [problem for problem in problems if not problem.is_note]
        if problems and self.as_drafts and "status" not in entry.fields:
            entry.fields["status"] = DRAFT
            return self._page(entry)
        if problems:
            # First what the row itself says.
            told = {repr(name) for name in assumed}
            first = min(problems, key=lambda problem: problem.what.values.get("name") in told)
            raise Mistake(first.what, first.fix)
        return text or ""

    def _needed(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        """What the glossary asks of each page and a row need not say."""
        asked = {
            name for name, one in self.place.style.front_matter.model_fields.items() if one.is_required()
        }
        defaults = {
            "published": fields.get("reviewed", self.place.today),
            "reviewed": fields.get("published", self.place.today),
        }
        if sentence := fields.get("plain") or fields.get("definition"):
            defaults |= {"plain": _as_sentence(sentence), "definition": sentence}
        return {name: value for name, value in defaults.items() if name in asked and name not in fields}


def placeholder(title: str, language: Language) -> str:
    """What stands in place of a sentence about a new topic."""
    return str(language.told("What belongs to “{topic}”.", topic=title))


def _as_sentence(definition: str) -> str:
    """A definition as a plain sentence: its first, with a full stop."""
    ended = definition if re.search(r"[.?!]”?\Z", definition) else f"{definition}."
    return ended if len(ended) <= LONGEST_PLAIN else ended.partition(". ")[0].removesuffix(".") + "."


def _with_topics(text: str, new: list[Topic]) -> str:
    """The text of the file of topics with new ones at its end."""
    values = [topic.model_dump(exclude_defaults=True) for topic in new]
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.SequenceNode):
        return text + block_yaml(values)
    if root.flow_style:
        return block_yaml([*yaml.safe_load(text), *values])
    return text.rstrip() + "\n" + indent(block_yaml(values), " " * root.start_mark.column)
