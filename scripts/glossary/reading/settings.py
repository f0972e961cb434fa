"""What a glossary declares beside its concepts: its topics, its style limits, its addresses."""

import re
import sys
from collections.abc import Container, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PrivateAttr

from ..addresses import CONCEPTS, concept_url
from ..problem import File, Level, Message, Mistake, Problem, RuleName, either, nearest, rule
from ..text.page_parts import KEYS, REQUIRED_SECTIONS
from .concept import Concept
from .frontmatter import (
    HINTS,
    LEVELS,
    REQUIRED,
    SLUG_PATTERN,
    SOURCES,
    Fields,
    FrontMatter,
    LanguageTag,
    Line,
    Name,
    Slug,
    front_matter,
)
from .validation import right_fields, short
from .yaml_source import line_of, lines_of, load

TOPICS = "topics.yml"
STYLE = "style.yml"
LEDGER = "urls.txt"
TOPICS_MISSING = rule(
    "no-topics",
    "A glossary has at least one topic.",
    ("`topics.yml` without an entry", "an entry with slug, title and description"),
)
_TOPIC_TWICE = rule(
    "topic-twice",
    "A topic is listed once.",
    ("two entries with `slug: words`", "one entry with `slug: words`"),
)
BAD_SLUG = rule(
    "bad-slug",
    "A slug is made of small letters, digits and single hyphens, and is no address that the build "
    "itself needs.",
    ("`concepts/Large_model.md`, `concepts/index.md`", "`concepts/large-model.md`"),
)
_WRONG_CHOICE = rule(
    "wrong-choice",
    "The concepts to begin with are concepts of their topic.",
    ("`begin_with: [soup]`, where `soup.md` is of another topic", "`begin_with: [dictionary]`"),
    Level.WARNING,
)
_BROKEN_LEDGER = rule(
    "broken-ledger",
    "A line of the ledger says of one address that it has a page, where it leads, or that it is retired.",
    ("`concepts/old => concepts/new`", "`/concepts/old/ -> /concepts/new/`"),
)
# Editors use it to complete the fields of a page; `glossary export` writes it.
SCHEMA = "concept.schema.json"


def _two_numbers(span: Any) -> Any:
    if not isinstance(span, list) or len(span) != 2:
        what = Message("is {value}, which is no span", value=short(span))
        raise Mistake(what, Message("write [least, most]"))
    return span


def _least_first(span: list[int]) -> list[int]:
    if span != sorted(span):
        raise Mistake(Message("holds the greater number first"), Message("write [least, most]"))
    return span


Span = Annotated[list[int], BeforeValidator(_two_numbers), AfterValidator(_least_first)]


def _each_once(slugs: list[str]) -> list[str]:
    twice = next((slug for slug in slugs if slugs.count(slug) > 1), None)
    if twice:
        raise Mistake(Message("holds {value!r} twice", value=twice), Message("remove one"))
    return slugs


# Few enough to be read in one sitting.
BEGIN_WITH = 3


class Topic(Fields):
    """A topic that pages may name. The file lists them in reading order.

    `begin_with` are the concepts to read first, as the editors chose; without it those that others need most.
    """

    slug: Slug
    title: Name
    description: Line = Field(max_length=200)
    begin_with: Annotated[list[Slug], Field(max_length=BEGIN_WITH), AfterValidator(_each_once)] = []


# In a smaller glossary a page has few others to name, and the median moves with every page.
FEWEST_WITH_A_MEDIAN = 20


# What asks for less than a glossary does that sets nothing.
_EASED = {
    "hints": f"[0, {HINTS[1]}]",
    "sources": f"[0, {SOURCES[1]}]",
    "required_fields": "[]",
    "required_sections": "[]",
    "lead_paragraphs": "[0, 3]",
}


class Style(Fields):
    """The measurable part of a glossary's writing guide. Spans are [least, most]. What is not set is not
    asked for.

    `archaic_phrases` maps each phrase to the advice on what to write instead; `familiar_abbreviations` are
    those that more people know than the names behind them; `capitals_in_plain_words` are the words with a
    capital that may stand there; `claim_words` is the least number of words of a claim in bold; with
    `cited_sources`, each source is cited, and so is each figure in the parts that are read first. `levels`
    are those that a page may name, in reading order, each with its title; without them there are three.
    `hints` and `sources` are for how many a page asks; with `plain`, each has its plain sentence.
    `required_fields` are those that every page has besides title, topic and definition, `required_sections`
    the sections that it has, by their keys, which are the same in all languages. A page has a lead, unless
    `lead_paragraphs` allows none. `counterparts` are the glossaries of the same subject in other languages:
    the address or the file of the `terms.json` of each, by its language; None where nobody can tell.
    """

    levels: Annotated[dict[Slug, Name], Field(min_length=1)] | None = None
    hints: Span = [*HINTS]
    sources: Span = [*SOURCES]
    plain: bool = False
    required_fields: list[Literal[*REQUIRED]] = [*REQUIRED]  # type: ignore[valid-type]
    required_sections: list[Literal[*KEYS]] = [*REQUIRED_SECTIONS]  # type: ignore[valid-type]
    words: Span | None = None
    lead_paragraphs: Span | None = None
    bullets: Span | None = None
    relations: Span | None = None
    links_per_page: int = 0
    links_on_median_page: int = 0
    orphans: bool = True
    reading_grade: float | None = None
    shared_words: int | None = Field(default=None, ge=4)
    banned_phrases: list[Line] = []
    archaic_phrases: dict[Line, Line] = {}
    familiar_abbreviations: list[Line] = []
    plain_words: Span | None = None
    capitals_in_plain_words: list[Line] | None = None
    ing_pitfalls: int | None = None
    claim_words: int | None = None
    cited_sources: bool = False
    counterparts: dict[LanguageTag, Line] | None = {}

    # Where each of them stands in the file.
    _lines: dict[str, int] = PrivateAttr({})

    def or_change(self, name: str, fix: Message) -> Message:
        """The way out for a page that does not keep to the limit `name`, or else where to change that."""
        return either(fix, self._change(name))

    def _change(self, name: str) -> Message:
        file = File(STYLE)
        if line := self._lines.get(name):
            return Message("change {name!r} in {file}:{line}", name=name, file=file, line=line)
        return Message("put '{name}: {value}' into {file}", name=name, value=_EASED[name], file=file)

    @property
    def front_matter(self) -> type[FrontMatter]:
        """The fields of a page, as this glossary has them."""
        limits = {name: self._change("required_fields") for name in self.required_fields}
        asked = ("hints", "sources", *(["plain"] if self.plain else []))
        limits |= {name: self._change(name) for name in asked}
        return front_matter(
            LEVELS if self.levels is None else tuple(self.levels),
            (self.hints[0], self.hints[1]),
            (self.sources[0], self.sources[1]),
            (*self.required_fields, *(["plain"] if self.plain else [])),
            tuple(limits.items()),
        )

    @property
    def asks_for_text(self) -> bool:
        """Whether a page is more than its fields."""
        return self.lead_paragraphs is None or self.lead_paragraphs[0] > 0 or bool(self.required_sections)


@dataclass(frozen=True)
class Ledger:
    """Every concept address ever published, by line: those that stand, where others lead, and the retired.

    `whole` is whether every line could be read, `head` the comments above the first address.
    """

    lines: Mapping[str, int] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    retired: frozenset[str] = frozenset()
    whole: bool = True
    head: str = (
        "# Every concept address ever published. `glossary check --fix` and `glossary rename` keep this "
        "file.\n"
    )

    @cached_property
    def standing(self) -> frozenset[str]:
        """The slugs that have a page."""
        return frozenset(self.lines) - set(self.redirects) - self.retired

    def without(self, drafts: Container[str]) -> "Ledger":
        """The ledger where each address that would lead to a draft is a retired one."""
        leading = {old for old, slug in self.redirects.items() if slug in drafts}
        held = leading | {slug for slug in self.standing if slug in drafts}
        kept = {old: slug for old, slug in self.redirects.items() if old not in leading}
        return replace(self, redirects=kept, retired=self.retired | held)

    def text(
        self,
        standing: Set[str],
        redirects: Mapping[str, str] | None = None,
        retired: Set[str] | None = None,
    ) -> str:
        """The text of the ledger with these slugs, sorted by address; what is not given stays as it is."""
        redirects = self.redirects if redirects is None else redirects
        retired = (self.retired if retired is None else retired) - standing
        entries = {slug: f"/{concept_url(slug)}" for slug in standing}
        entries |= {slug: f"/{concept_url(slug)} retired" for slug in retired}
        entries |= {old: f"/{concept_url(old)} -> /{concept_url(new)}" for old, new in redirects.items()}
        return self.head + "".join(f"{entries[slug]}\n" for slug in sorted(entries))


_BEYOND_COMMENTS = re.compile(r"^[ \t]*[^\s#]", re.M)


def parse_topics(text: str) -> tuple[list[Topic], list[Problem]]:
    """The topics in order. There is at least one, and each slug stands once."""
    text = text if _BEYOND_COMMENTS.search(text) else "[]"
    topics, problems = load(text, list[Topic], TOPICS)

    def problem(index: int, what: Message, fix: Message, broken: RuleName) -> None:
        problems.append(Problem(TOPICS, line_of(text, (index, "slug")), what, fix, broken))

    if topics == []:
        fix = Message("list at least one with slug, title and description")
        problem(0, Message("the list of topics is empty"), fix, TOPICS_MISSING)
    seen: set[str] = set()
    for index, topic in enumerate(topics or []):
        if topic.slug in seen:
            what = Message("the topic {name!r} stands twice", name=topic.slug)
            problem(index, what, Message("remove one"), _TOPIC_TWICE)
        if topic.slug == "index":
            what = Message("the topic 'index' has the address of the list of topics")
            problem(index, what, Message("give it another slug"), BAD_SLUG)
        seen.add(topic.slug)
    return topics or [], problems


def choice_problems(
    text: str, topics: Iterable[Topic], concepts: Mapping[str, Concept], broken: Set[str]
) -> list[Problem]:
    """What is wrong with the concepts to begin with: each has a page, of that topic, unless it is `broken`.

    `text` is that of the `topics`.
    """
    problems: list[Problem] = []
    for index, topic in enumerate(topics):
        for place, slug in enumerate(topic.begin_with):
            at = concepts[slug].meta.topic if slug in concepts else None
            if at == topic.slug or slug in broken:
                continue
            own = [other for other, concept in concepts.items() if concept.meta.topic == topic.slug]
            what, fix = Message("there is no concept {name!r}", name=slug), Message("name one of this topic")
            if at:
                what = Message("{name!r} is a concept of the topic {topic!r}", name=slug, topic=at)
            else:
                fix = nearest(slug, own, fix)
            line = line_of(text, (index, "begin_with", place))
            problems.append(Problem(TOPICS, line, what, fix, _WRONG_CHOICE))
    return problems


# What a style with a mistake may have meant to set: nothing is asked for then, because the defaults might be
# the wrong limits.
_UNASKED: dict[str, Any] = {
    "levels": {},
    "hints": [0, sys.maxsize],
    "sources": [0, sys.maxsize],
    "required_fields": [],
    "required_sections": [],
    "lead_paragraphs": [0, sys.maxsize],
    "counterparts": None,
}


def parse_style(text: str | None) -> tuple[Style, list[Problem]]:
    """The limits that `style.yml` sets, without those that are wrong. None is a file that cannot be read."""
    if text is None:
        return Style().model_copy(update=_UNASKED), []
    text = text if _BEYOND_COMMENTS.search(text) else "{}"
    style, problems = load(text, Style, STYLE)
    if style is None:
        given = load(text, object, STYLE)[0]
        right = right_fields(given, Style)
        # If it has an unknown field, that may be a misspelling of any field that is missing.
        meant = given if isinstance(given, dict) and given.keys() <= Style.model_fields.keys() else _UNASKED
        unasked = {name: value for name, value in _UNASKED.items() if name in meant and name not in right}
        style = Style.model_validate(right).model_copy(update=unasked)
        if given is None:
            return style, problems
    style._lines = {name: lines[0] for name in Style.model_fields if (lines := lines_of(text, name))}
    return style, problems


_HEAD = re.compile(r"(?:#.*\n|[ \t]*\n)+")
_SLUG = SLUG_PATTERN.strip("^$")
# `/concepts/llm/`, `/concepts/old/ -> /concepts/new/` or `/concepts/gone/ retired`.
_ENTRY = re.compile(
    rf"/{CONCEPTS}/(?P<slug>{_SLUG})/"
    rf"(?:[ \t]+(?:->[ \t]+/{CONCEPTS}/(?P<to>{_SLUG})/|(?P<retired>retired)))?"
)


def parse_ledger(text: str | None) -> tuple[Ledger, list[Problem]]:
    """The ledger: an address a line (see `_ENTRY`). None stands for a file that cannot be read."""
    if text is None:
        return Ledger(whole=False), []
    lines: dict[str, int] = {}
    entries: dict[str, re.Match[str]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        entry = _ENTRY.fullmatch(line.strip())
        if not entry:
            what = Message("{line!r} is no ledger entry", line=line.strip()[:80])
            fix = Message(
                "write '/{slug}', '/{old} -> /{new}' or '/{gone} retired'",
                **{name: concept_url(name) for name in ("slug", "old", "new", "gone")},
            )
            problems.append(Problem(LEDGER, number, what, fix, _BROKEN_LEDGER))
            continue
        slug = entry["slug"]
        first = entries.setdefault(slug, entry)
        # A merge that keeps the lines of both sides may leave the same line twice.
        if first.group("to", "retired") != entry.group("to", "retired"):
            what = Message("the address {name!r} stands twice", name=slug)
            fix = Message("keep one of lines {first} and {second}", first=lines[slug], second=number)
            problems.append(Problem(LEDGER, number, what, fix, _BROKEN_LEDGER))
        lines.setdefault(slug, number)
    redirects = {slug: entry["to"] for slug, entry in entries.items() if entry["to"]}
    retired = frozenset(slug for slug, entry in entries.items() if entry["retired"])
    head = _HEAD.match(text)
    return Ledger(lines, redirects, retired, not problems, head[0] if head else Ledger.head), problems
