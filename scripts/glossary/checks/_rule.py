"""What a rule is, and what it may look at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from ..concept import Concept
from ..graph import Graph
from ..problem import Problem
from ..settings import Ledger, Style, Topic
from ..text import Text


@dataclass(frozen=True)
class Corpus:
    """All that rules may look at.

    `pages` holds the text of every page by its path; `broken` the slugs of pages that could not be read.
    """

    graph: Graph
    topics: Mapping[str, Topic]
    style: Style
    ledger: Ledger
    paths: frozenset[str]
    pages: Mapping[str, Text]
    broken: frozenset[str]
    today: date

    @property
    def concepts(self) -> Mapping[str, Concept]:
        """All concepts by slug."""
        return self.graph.concepts


@dataclass(frozen=True)
class Rule:
    """A named fault, the sentence that forbids it, and the function that finds it in a corpus."""

    name: str
    doc: str
    blocks: bool
    find: Callable[[Corpus], Iterator[Problem]]


RULES: dict[str, Rule] = {}

PageRule = Callable[[Concept, Corpus], Iterator[Problem]]
CorpusRule = Callable[[Corpus], Iterator[Problem]]


def page_rule(blocks: bool = False) -> Callable[[PageRule], PageRule]:
    """Registers a rule that is asked about each concept page by itself."""

    def register(function: PageRule) -> PageRule:
        def find(corpus: Corpus) -> Iterator[Problem]:
            for concept in corpus.concepts.values():
                yield from function(concept, corpus)

        _register(function.__name__, function.__doc__, blocks, find)
        return function

    return register


def corpus_rule(blocks: bool = False) -> Callable[[CorpusRule], CorpusRule]:
    """Registers a rule that looks at the whole glossary at once."""

    def register(function: CorpusRule) -> CorpusRule:
        _register(function.__name__, function.__doc__, blocks, function)
        return function

    return register


def _register(function_name: str, doc: str | None, blocks: bool, find: CorpusRule) -> None:
    name = function_name.replace("_", "-")

    def named(corpus: Corpus) -> Iterator[Problem]:
        return (replace(problem, rule=name, blocks=blocks) for problem in find(corpus))

    RULES[name] = Rule(name, doc or "", blocks, named)
