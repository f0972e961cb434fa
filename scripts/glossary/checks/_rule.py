"""What a rule is, and what it may look at."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..graph.graph import Graph
from ..languages import Language
from ..memory import Memory
from ..problem import Problem
from ..reading.concept import Concept
from ..reading.settings import Ledger, Style, Topic
from ..text import Text


@dataclass(frozen=True)
class CheckContext:
    """All that rules may look at.

    `pages` holds the text of every page that could be read by its path, `pictures` each SVG; `broken` the
    slugs of pages that could not be read.
    """

    graph: Graph
    topics: Mapping[str, Topic]
    style: Style
    ledger: Ledger
    paths: frozenset[str]
    pages: Mapping[str, Text]
    pictures: Mapping[str, str]
    broken: frozenset[str]
    today: date
    memory: Memory

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """All concepts by slug."""
        return self.graph.concepts

    @property
    def language(self) -> Language:
        """The language of the concepts."""
        return self.graph.language


@dataclass(frozen=True)
class PageLimits:
    """What a page is held to by itself."""

    style: Style
    today: date


PageRule = Callable[[Concept, PageLimits], Iterator[Problem]]
ConceptRule = Callable[[Concept, CheckContext], Iterator[Problem]]
CorpusRule = Callable[[CheckContext], Iterator[Problem]]


@dataclass(frozen=True)
class Rule:
    """A named fault, the sentence that forbids it, and the function that finds it.

    A rule has either `on_page`, which sees one page alone, or `on_corpus`. One that `needs_all` is not asked
    while a page cannot be read: what it would miss may stand there.
    """

    name: str
    doc: str
    blocks: bool
    needs_all: bool = False
    on_page: PageRule | None = None
    on_corpus: CorpusRule | None = None

    def named(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The problems with what all of this rule have in common."""
        return (replace(problem, rule=self.name, blocks=self.blocks) for problem in problems)


RULES: dict[str, Rule] = {}


def page_rule(blocks: bool = False) -> Callable[[PageRule], PageRule]:
    """Registers a rule that is asked about each page and sees nothing but the page."""

    def register(function: PageRule) -> PageRule:
        _register(function, blocks, on_page=function)
        return function

    return register


def concept_rule(blocks: bool = False, needs_all: bool = False) -> Callable[[ConceptRule], ConceptRule]:
    """Registers a rule that is asked about each concept and may look at all others."""

    def register(function: ConceptRule) -> ConceptRule:
        def find(corpus: CheckContext) -> Iterator[Problem]:
            for concept in corpus.concepts.values():
                yield from function(concept, corpus)

        _register(function, blocks, needs_all=needs_all, on_corpus=find)
        return function

    return register


def corpus_rule(blocks: bool = False, needs_all: bool = False) -> Callable[[CorpusRule], CorpusRule]:
    """Registers a rule that looks at the whole glossary at once."""

    def register(function: CorpusRule) -> CorpusRule:
        _register(function, blocks, needs_all=needs_all, on_corpus=function)
        return function

    return register


def _register(function: Callable[..., Any], blocks: bool, **rest: Any) -> None:
    name = function.__name__.replace("_", "-")
    sentence, _, examples = (function.__doc__ or "").partition("\n\n")
    RULES[name] = Rule(name, f"{' '.join(sentence.split())}\n\n{examples}", blocks, **rest)
