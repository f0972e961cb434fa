"""The fields of a concept page. Every fact about a field is declared here and nowhere else.

The checks, the published JSON Schema, the field table in CONTRIBUTING and the page that
`glossary new` writes are all derived from these models.
"""

import re
from collections.abc import Iterable, Mapping, Set
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    create_model,
    field_validator,
    model_validator,
)

from ..problem import Message, Mistake
from .owners import owner_of
from .validation import right_fields

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
# Addresses without characters that could end a link or begin other markup in any of the syntaxes.
PUBLISHED_URL = re.compile(r"^https?://[\w.:@-]+/[\w.~%/+@:,=-]*$")
# YAML itself removes only two of them.
_QUOTATION_MARKS = set("\"'“”„‟‘’‚‛«»‹›")


def _one_line(text: str) -> str:
    if not text.isprintable():
        hidden = next(char for char in text if not char.isprintable())
        what = Message("holds {character!r}, which nobody can see", character=hidden)
        raise Mistake(what, Message("write it on one line, with ordinary spaces"))
    return text


def _plain(text: str) -> str:
    for char in '"\\<>`*[]':
        if char in text:
            fix = Message("write plain text, with “ ” for quotation marks")
            raise Mistake(Message("holds {character!r}", character=char), fix)
    return text


def _unquoted(name: str) -> str:
    if len(name) > 1 and {name[0], name[-1]} <= _QUOTATION_MARKS:
        what = Message("is {name!r}, which stands in quotation marks", name=name)
        raise Mistake(what, Message("write it without them"))
    return name


def _sentence(text: str) -> str:
    if not re.search(r"[.?!]”?\Z", text):
        fix = Message("write one full sentence, with a full stop")
        raise Mistake(Message("does not end like a sentence"), fix)
    return text


def _https(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        fix = Message("copy it from the browser's address bar")
        raise Mistake(Message("is {url!r}, which is no address", url=url), fix) from None
    if parts.scheme != "https" or not parts.hostname or re.search(r"[\s<>\"`\\]", url):
        fix = Message("give the full address, beginning with https://")
        raise Mistake(Message("is {url!r}, which is no https address", url=url), fix)
    return url


def _tag(language: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*", language):
        what = Message("is {language!r}, which is no tag of a language", language=language)
        raise Mistake(what, Message("write one such as 'en' or 'de-CH'"))
    return language


def _owner(text: str) -> str:
    owner = owner_of(text)
    if not owner:
        fix = Message(
            "write a name, an address, or 'Name <address>', with a mail address or one that begins https://"
        )
        raise Mistake(Message("is {text!r}, which is neither a name nor an address", text=text), fix)
    if owner.link and owner.link.startswith("https:"):
        _https(owner.link)
    return text


Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_one_line)]
Name = Annotated[Line, Field(max_length=120), AfterValidator(_unquoted)]
Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN, max_length=80)]
# The slug of a name that leads to a page is as long as the name.
AnySlug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN)]
# The slug of something that must exist: a rule that knows what exists reports the others.
Reference = Annotated[Line, Field(json_schema_extra={"pattern": SLUG_PATTERN, "maxLength": 80})]
SourceId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)]
LONGEST_PLAIN, LONGEST_DEFINITION = 140, 200
Definition = Annotated[Line, Field(min_length=20, max_length=LONGEST_DEFINITION)]
PlainSentence = Annotated[
    Line, Field(min_length=20, max_length=LONGEST_PLAIN), AfterValidator(_plain), AfterValidator(_sentence)
]
Address = Annotated[Line, AfterValidator(_https)]
LanguageTag = Annotated[str, AfterValidator(_tag)]
Owner = Annotated[Line, Field(max_length=120), AfterValidator(_owner)]

LEVELS = ("getting-started", "intermediate", "advanced")
DRAFT, DEPRECATED = "draft", "deprecated"
HINTS = (8, 14)
SOURCES = (2, 20)
# The fields that a page may do without, where its glossary says so.
REQUIRED = ("level", "published", "reviewed")


class Kind(StrEnum):
    """How the other concept stands to this one."""

    BROADER = "broader"
    NARROWER = "narrower"
    PART_OF = "part_of"
    HAS_PART = "has_part"
    REQUIRES = "requires"
    REQUIRED_BY = "required_by"
    CONTRASTS = "contrasts"
    RELATED = "related"


def _on_one_line(schema: dict[str, Any]) -> None:
    for field in schema["properties"].values():
        if "description" in field:
            field["description"] = " ".join(field["description"].split())


class Fields(BaseModel):
    """Unknown fields are refused and nothing is converted: `level: 3` is a mistake, not "3"."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
    # Of fields whose length or presence is a setting: where to change that.
    limits: ClassVar[Mapping[str, Message]] = {}


class DescribedFields(Fields):
    """The text below a field describes it, here and wherever fields are explained."""

    model_config = ConfigDict(use_attribute_docstrings=True, json_schema_extra=_on_one_line)


class Row(DescribedFields):
    """One aspect of a comparison."""

    aspect: Line = Field(max_length=60)
    """What is compared, in a word or two."""
    this: Line = Field(max_length=200)
    """How it is with this page's concept."""
    that: Line = Field(max_length=200)
    """How it is with the other concept."""


class Relation(DescribedFields):
    """A tie to another concept. It is declared once, on either side."""

    to: Reference
    """The slug of the other concept."""
    kind: Annotated[Kind, Field(strict=False)]
    """How the other concept stands to this one."""
    why: Line = Field(max_length=240)
    """A sentence of its own: what a reader of this page gains by going there."""
    back: Line | None = Field(default=None, max_length=240)
    """The same in the other direction; without it, the other page shows this page's plain sentence."""
    difference: Line | None = Field(default=None, max_length=400)
    """For `contrasts`: one or two sentences that settle the confusion."""
    rows: list[Row] | None = Field(default=None, min_length=3, max_length=5)
    """For `contrasts`: three to five aspects side by side."""

    when_this: Line | None = Field(default=None, max_length=240)
    """For `contrasts`: a sentence that says when this page's name is the right one."""
    when_that: Line | None = Field(default=None, max_length=240)
    """For `contrasts`: a sentence that says when the other name is the right one."""

    @model_validator(mode="after")
    def _comparison_is_whole(self) -> Self:
        comparison = [self.difference, self.rows, self.when_this, self.when_that]
        if self.kind is Kind.CONTRASTS and None in comparison:
            fix = Message("add 'difference', three to five 'rows', 'when_this' and 'when_that'")
            raise Mistake(Message("is of the kind 'contrasts' and has no whole comparison"), fix)
        if self.kind is not Kind.CONTRASTS and any(part is not None for part in comparison):
            fix = Message(
                "remove 'difference', 'rows', 'when_this' and 'when_that', or make its kind 'contrasts'"
            )
            raise Mistake(Message("is of the kind {kind!r} and has a comparison", kind=self.kind.value), fix)
        return self


class Source(DescribedFields):
    """Where a claim of the page can be checked."""

    id: SourceId | None = Field(default=None, examples=["iso1087"])
    """The name by which the text cites it, as in `[@id]` or `[@id, table 3]`. It begins with a letter."""
    title: Line = Field(max_length=200)
    """The title of the paper, page or law."""
    url: Address
    """Its address, with https."""
    publisher: Line = Field(max_length=120)
    """Who published it."""
    kind: Literal["primary", "secondary"]
    """`primary` for a paper, specification, law or official documentation."""


class TitleFields(DescribedFields):
    """What a concept is called in the first place."""

    title: Name = Field(examples=["Frequently asked questions"])
    """The term as running text has it, with a capital first letter."""
    abbr: Name | None = Field(default=None, examples=["FAQ"])
    """Its short form."""


class FrontMatter(TitleFields):
    """What stands above the text of a concept page."""

    question: Annotated[Line, Field(max_length=160)] | None = Field(
        default=None, examples=["What are frequently asked questions?"]
    )
    """The heading of the page. Without it: “What is an encyclopedia?”, with the right article, or “What is
    knitting?” where the plain sentence begins so. Plurals set it themselves."""
    aliases: list[Name] = Field(default=[], max_length=30)
    """Other right names. Each can be searched and linked, and its address leads here."""
    covers: list[Name] = Field(default=[], max_length=10, examples=[["Answers"]])
    """Terms that this page explains without being called so: a part, a kind, the opposite. Searched and
    linked like names, and the address of each leads here."""
    instances: list[Name] = Field(default=[], max_length=12, examples=[["How-to archive"]])
    """Products and projects that people meet and that are one of these (“ChatGPT is a chatbot”), the best
    known first. Shown on the page and searched, never linked."""
    misnomers: list[Name] = Field(default=[], max_length=30, examples=[["frequent asked questions"]])
    """Wrong names that people use, the likeliest first. Searched, the first two shown, never linked."""
    autolink: list[Name] | None = Field(default=None, max_length=30, examples=[["list of questions"]])
    """The names that become links in other pages' prose. Without it: title, abbreviation, aliases and what it
    covers. Set it where a name is an everyday word."""
    shared_names: list[Name] = Field(default=[], max_length=10, examples=[["Questions"]])
    """Those of its names that another page has for something else; that page lists them too. A page of
    meanings tells them apart, and such a name is linked only where `autolink` or `context` says so."""
    context: list[Line] = Field(default=[], max_length=10, examples=[["words", "handbook/support/"]])
    """Where a shared name means this page and is linked to it: topics by their slugs, and folders of the
    site, each with a slash at its end."""
    counterparts: dict[LanguageTag, Reference | None] = Field(
        default={}, examples=[{"de": "haeufige-fragen"}]
    )
    """The slugs of the pages that stand for it in the glossaries of other languages, by language: only where
    a slug there is not the same, and that page does not name this one. `null` where the page with the same
    slug is about something else."""
    hints: list[Name] = Field(min_length=HINTS[0], max_length=HINTS[1])
    """Plain phrases of somebody who does not know the term. For search only."""
    topic: Reference = Field(examples=["words"])
    """One of the topics in `docs/topics.yml`."""
    level: Literal[*LEVELS] | None = None  # type: ignore[valid-type]
    """Who the page is for."""
    plain: PlainSentence | None = None
    """One full sentence, as you would say it at the door: first on the page, on cards, in tooltips and search
    results. Without it, the definition takes its place."""
    definition: Annotated[Definition, AfterValidator(_plain)]
    """One phrase that stands alone, precise and short: below the plain sentence, and in every export."""
    status: Literal[DRAFT, DEPRECATED] | None = None  # type: ignore[valid-type]
    """`draft` for a page that is not finished: it is only seen while serving, and stops no build. Remove the
    line to publish the page. `deprecated` for a name that nobody is to use any more: its page says what to
    say instead, and no text is linked to it by itself."""
    use_instead: Line | None = Field(default=None, max_length=120, examples=["help-page"])
    """For `deprecated`: the slug of the concept whose name to use now, or other words with a capital first
    letter."""
    owner: Owner | None = Field(default=None, examples=["Word desk <words@example.org>"])
    """Who answers for the page: a name, a mail address, an https address, or a name with an address behind it
    in `<>`. It stands at the foot of the page; what is due is listed by it."""
    example: Literal["made-up"] | None = None
    """For a page whose section “Example” has made-up figures or names: a label there says so."""
    published: date | None = None
    """The day the page first appeared."""
    reviewed: date | None = None
    """The day somebody last read it against its sources."""
    review_by: date | None = None
    """For a page with a claim that ages: when it must be read again."""
    related: list[Relation] = Field(default=[], max_length=60)
    """Ties to other concepts, the most useful first."""
    sources: list[Source] = Field(min_length=SOURCES[0], max_length=SOURCES[1])
    """Where its claims can be checked; at least one is primary."""

    @field_validator("reviewed")
    @classmethod
    def _dates_in_order(cls, reviewed: date | None, info: ValidationInfo) -> date | None:
        published = info.data.get("published")
        if reviewed and published and reviewed < published:
            what = Message(
                "is {day}, which is before 'published' ({published})", day=reviewed, published=published
            )
            raise Mistake(what, Message("set it to the day of the last review"))
        return reviewed

    @field_validator("sources")
    @classmethod
    def _a_primary_source(cls, sources: list[Source]) -> list[Source]:
        if sources and all(source.kind != "primary" for source in sources):
            fix = Message("cite the paper, specification, law or official documentation itself")
            raise Mistake(Message("has none that is primary"), fix)
        return sources

    def is_due(self, today: date) -> bool:
        """Whether the day has come to read the page again."""
        return self.review_by is not None and self.review_by <= today

    @property
    def read_again(self) -> date | None:
        """The day of the last review, if that is not the day the page appeared."""
        return None if self.reviewed == self.published else self.reviewed

    @property
    def names(self) -> tuple[str, ...]:
        """Title, abbreviation, aliases and what the page covers, each once."""
        return names_of(self.title, self.abbr, self.aliases, self.covers)

    @property
    def other_names(self) -> tuple[str, ...]:
        """Abbreviation and aliases: what the concept is called besides its title."""
        return names_of(self.title, self.abbr, self.aliases, [])[1:]

    @property
    def sentence(self) -> str:
        """The sentence about the concept where there is room for one."""
        return self.plain or self.definition

    @property
    def linkable(self) -> tuple[str, ...]:
        """The names that may become links in other pages' prose: none of one that nobody is to use."""
        return () if self.is_deprecated else linkable_of(self.names, self.autolink, self.shared)

    @property
    def shared(self) -> frozenset[str]:
        """Its names, in small letters, that another page has too."""
        return frozenset(name.casefold() for name in self.shared_names)

    @property
    def is_deprecated(self) -> bool:
        """Whether nobody is to use the name any more."""
        return self.status == DEPRECATED


class WrongField(Exception):
    """A rule asked for a field that has a mistake."""


class RightFields(FrontMatter):
    """The fields of a page that have no mistake. Asking for another one raises `WrongField`."""

    def __getattr__(self, name: str) -> Any:
        """Called for fields that are missing."""
        raise WrongField(name)


def right_part(given: Mapping[str, Any], fields: type[FrontMatter]) -> RightFields:
    """The correct fields of the front matter `given`, which need not be all of it."""
    right = right_fields(given, fields)
    meta = RightFields.model_construct(**right)
    # Wrong fields are left out. So are missing ones if there is an unknown field, which may be a misspelling.
    known = fields.model_fields.keys()
    for name in (given.keys() if given.keys() <= known else known) - right.keys():
        meta.__dict__.pop(name, None)
    return meta


@cache
def front_matter(
    levels: tuple[str, ...] = LEVELS,
    hints: tuple[int, int] = HINTS,
    sources: tuple[int, int] = SOURCES,
    required: tuple[str, ...] = REQUIRED,
    limits: tuple[tuple[str, Message], ...] = (),
) -> type[FrontMatter]:
    """The fields of a page as a glossary wants them: levels, how many hints and sources, and which of
    `level`, `plain` and the dates are `required`. `limits` says of fields where to change that.
    """

    def field(name: str, **more: Any) -> Any:
        return Field(description=FrontMatter.model_fields[name].description, **more)

    def some(name: str, least: int, most: int) -> Any:
        # A list that may be empty may be missing.
        return field(name, min_length=least, max_length=most, **({} if least else {"default": []}))

    level: Any = Literal[levels] if levels else Slug
    kinds = {"level": level, "plain": PlainSentence, "published": date, "reviewed": date}
    asked: dict[str, Any] = {name: (kinds[name], field(name)) for name in required}
    # Its choices are the glossary's own, asked for or not.
    asked.setdefault("level", (level | None, field("level", default=None)))
    fields: type[FrontMatter] = create_model(
        FrontMatter.__name__,
        __base__=FrontMatter,
        __doc__=FrontMatter.__doc__,
        hints=(list[Name], some("hints", *hints)),
        sources=(list[Source], some("sources", *sources)),
        **asked,
    )
    fields.limits = dict(limits)
    return fields


def names_of(title: str, abbr: str | None, aliases: Iterable[str], covers: Iterable[str]) -> tuple[str, ...]:
    """The names by which a page is found and linked, each once: title, other names, and what it covers."""
    return tuple(dict.fromkeys([title, *([abbr] if abbr else []), *aliases, *covers]))


def linkable_of(
    names: Iterable[str], autolink: Iterable[str] | None, shared: Set[str] = frozenset()
) -> tuple[str, ...]:
    """The names to link: those that `autolink` lists, in any case, or else all that are not `shared`."""
    listed = None if autolink is None else {name.casefold() for name in autolink}
    return tuple(
        name
        for name in names
        if (name.casefold() not in shared if listed is None else name.casefold() in listed)
    )
