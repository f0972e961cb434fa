"""What a rule is and what it sees."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from inspect import cleandoc
from typing import Any, TypeVar

from ..graph.graph import Graph
from ..languages import Language
from ..problem import Level, Problem, RuleName, rule
from ..reading.answers import Answer
from ..reading.concept import Concept
from ..reading.counterparts import Kept, Tie
from ..reading.frontmatter import WrongField
from ..reading.pictures import Fault
from ..reading.reading_paths import ReadingPath
from ..reading.settings import Ledger, Style, Topic
from ..reading.source import SourceFolder
from ..text import Section, Text


@dataclass(frozen=True)
class PageFacts:
    """What one concept page says, made of its source alone.

    `problems` says what is wrong with the page by itself. `concept` is None for a draft and where the front
    matter has a mistake; `right_part` then has the correct fields, or is None if no field can be trusted.

    The rest serves rules and files about all pages: `capitals` are the capitalised words within its plain
    words, `fingerprint` stands for its runs of words (see `shared_runs.py`), `hint_words` and `text_words`
    are its words in the search, with a space between two.
    """

    concept: Concept | None
    problems: tuple[Problem, ...]
    capitals: tuple[tuple[Section, str], ...] = ()
    fingerprint: bytes = b""
    hint_words: str = ""
    text_words: str = ""
    right_part: Concept | None = None

    @property
    def is_draft(self) -> bool:
        """Whether the page is not to be published yet."""
        return self.right_part is not None and self.right_part.is_draft


@dataclass(frozen=True)
class CheckContext:
    """A glossary as it was read: everything that rules may look at.

    `topics` are by slug, `facts` those of each concept by slug. `drafts` are pages that are not finished, by
    slug, and `right_parts` those with a mistake in their front matter, both with their correct fields alone.
    `broken` holds the slugs of the latter and of pages that could not be read, `others` the text of each page
    that is no concept, `pictures` what is wrong with each SVG. `counterparts` is what is kept of the
    glossaries in other languages that the style names, `ties` which of their pages stand for each concept.
    """

    source: SourceFolder
    topics: Mapping[str, Topic]
    style: Style
    ledger: Ledger
    answers: Mapping[str, Answer]
    facts: Mapping[str, PageFacts]
    drafts: Mapping[str, Concept]
    right_parts: Sequence[Concept]
    broken: frozenset[str]
    reading_paths: list[ReadingPath]
    others: Mapping[str, Text]
    pictures: Mapping[str, Sequence[Fault]]
    graph: Graph
    today: date
    counterparts: Kept
    ties: Mapping[str, Sequence[Tie]]

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """All concepts by slug."""
        return self.graph.concepts

    @property
    def paths(self) -> frozenset[str]:
        """Every file of the source folder."""
        return self.source.paths

    @property
    def texts(self) -> dict[str, Text]:
        """The text of every page that could be read, by its path."""
        return {**self.others, **{concept.path: concept.text for concept in self.concepts.values()}}

    @property
    def fields(self) -> tuple[object, ...]:
        """Everything that rules depend on which read front matter alone."""
        own = self.graph.signature, self.drafts, self.right_parts, self.broken
        return self.language, *own, [*self.topics], self.style, self.ledger

    @property
    def language(self) -> Language:
        """The language of the concepts."""
        return self.graph.language


PageRule = Callable[[Concept, Style], Iterator[Problem]]
ConceptRule = Callable[[Concept, CheckContext], Iterator[Problem]]
CorpusRule = Callable[[CheckContext], Iterator[Problem]]
AnyRule = TypeVar("AnyRule", PageRule, ConceptRule, CorpusRule)


@dataclass(frozen=True)
class Check:
    """A rule with the function that finds what breaks it.

    It has either `on_page`, which sees one page alone, or `on_corpus`. One that `needs_all` is not asked
    while a page cannot be read: what it would miss may stand there. One that `reads_fields` looks at the
    front matter of pages, their relations and the ledger, and not at texts.
    """

    rule: RuleName
    needs_all: bool = False
    reads_fields: bool = False
    on_page: PageRule | None = None
    on_corpus: CorpusRule | None = None

    def named(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems with the name of this rule."""
        return (replace(problem, rule=self.rule) for problem in problems)


CHECKS: dict[str, Check] = {}


def as_far_as_right(problems: Iterator[Problem]) -> Iterator[Problem]:
    """What a rule finds on a page until it asks for a wrong field, whose mistake is reported already."""
    with suppress(WrongField):
        yield from problems


def page_rule(level: Level = Level.WARNING) -> Callable[[PageRule], PageRule]:
    """Registers a rule that is asked about each page and sees nothing but the page and the style."""
    return lambda rule: _registered(rule, level, on_page=rule)


def concept_rule(level: Level = Level.WARNING, **when: bool) -> Callable[[ConceptRule], ConceptRule]:
    """Registers a rule that is asked about each concept and may look at all others; `when` as in `Check`."""

    def on_corpus(rule: ConceptRule, context: CheckContext) -> Iterator[Problem]:
        for concept in (*context.concepts.values(), *context.right_parts):
            yield from as_far_as_right(rule(concept, context))
        # What others say of a draft, and how it hangs together with them, is not known yet.
        for draft in () if when.get("needs_all") else context.drafts.values():
            yield from (problem.in_draft() for problem in as_far_as_right(rule(draft, context)))

    return lambda rule: _registered(rule, level, on_corpus=partial(on_corpus, rule), **when)


def corpus_rule(level: Level = Level.WARNING, **when: bool) -> Callable[[CorpusRule], CorpusRule]:
    """Registers a rule that looks at the whole glossary at once; `when` as in `Check`."""
    return lambda rule: _registered(rule, level, on_corpus=rule, **when)


def _registered(function: AnyRule, level: Level, **rest: Any) -> AnyRule:
    """Enters a rule. The docstring of its function is the sentence and, below it, the two examples."""
    name = function.__name__.replace("_", "-")
    sentence, _, examples = cleandoc(function.__doc__ or "").partition("\n\nBad: ")
    bad, _, good = examples.partition("\nGood: ")
    CHECKS[name] = Check(rule(name, " ".join(sentence.split()), (bad, good), level), **rest)
    return function
