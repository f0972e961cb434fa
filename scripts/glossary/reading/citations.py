"""Where a page cites its sources, and which number each source has."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from ..text import Citation, Edit
from .concept import Concept
from .frontmatter import Source


@dataclass(frozen=True)
class NumberedSource:
    """A source with its number on a page, and how often the text cites it."""

    number: int
    source: Source
    count: int


@dataclass(frozen=True)
class Use:
    """One citation of a source: the `nth` in the text, from 1, and the place in it, "" for the whole."""

    cited: NumberedSource
    nth: int
    place: str


@dataclass(frozen=True)
class CitedSources:
    """The sources of a page: those it cites in the order of its text, then the others as they are listed."""

    concept: Concept

    @property
    def citable(self) -> bool:
        """Whether the page can cite: one of its sources has an id."""
        return any(source.id for source in self.concept.meta.sources)

    @cached_property
    def numbered(self) -> list[NumberedSource]:
        """All sources with their numbers, from 1."""
        counts = Counter(named.id for citation in _resolved(self.concept) for named in citation.sources)
        by_id = {source.id: source for source in reversed(self.concept.meta.sources) if source.id}
        cited = [by_id[id] for id in counts]
        others = [source for source in self.concept.meta.sources if source not in cited]
        return [
            NumberedSource(number, source, counts[source.id or ""])
            for number, source in enumerate([*cited, *others], start=1)
        ]

    def edits(self, written: Callable[[list[Use]], str]) -> Iterator[Edit]:
        """The edits that put `written(uses)` in the place of each citation whose sources are known."""
        by_id = {cited.source.id: cited for cited in self.numbered}
        nth: Counter[str] = Counter()
        for citation in _resolved(self.concept):
            uses = []
            for named in citation.sources:
                nth[named.id] += 1
                uses.append(Use(by_id[named.id], nth[named.id], named.place))
            yield Edit(citation.start, citation.end, written(uses))


def _resolved(concept: Concept) -> Iterator[Citation]:
    """The citations whose sources are all known."""
    known = {source.id for source in concept.meta.sources}
    return (
        citation
        for citation in concept.text.citations
        if not citation.fault and all(named.id in known for named in citation.sources)
    )
