"""Pairs of concepts that people mix up, from the `contrasts` relations."""

from collections.abc import Collection
from dataclasses import dataclass

from ..reading.concept import Concept
from ..reading.frontmatter import Kind, Relation
from .graph import Graph


@dataclass(frozen=True)
class Comparison:
    """One pair. `this` is the concept on whose page the relation is declared.

    `names` are those of both as they stand within a sentence: an abbreviation only where more people know it.
    """

    this: Concept
    that: Concept
    relation: Relation
    names: tuple[str, str]

    @property
    def slug(self) -> str:
        """The last part of the page's address: `llm-vs-foundation-model`."""
        return slug_of_pair(self.this.slug, self.that.slug)

    @property
    def reversed_slug(self) -> str:
        """The address that somebody might guess instead."""
        return slug_of_pair(self.that.slug, self.this.slug)

    @property
    def title(self) -> str:
        """“LLM vs foundation model”, with a capital first letter."""
        this, that = self.names
        title = self.this.language.words.gettext("%(this)s vs %(that)s") % {"this": this, "that": that}
        return _with_capital(title)

    @property
    def labels(self) -> tuple[str, str]:
        """The names as they stand alone, with a capital first letter."""
        return _with_capital(self.names[0]), _with_capital(self.names[1])


def slug_of_pair(this: str, that: str) -> str:
    """The slug of the comparison of the concepts with these slugs."""
    return f"{this}-vs-{that}"


def comparisons(graph: Graph, familiar: Collection[str] = ()) -> list[Comparison]:
    """All by address. The `familiar` abbreviations are better known than the names behind them."""

    def name(concept: Concept) -> str:
        abbr = concept.meta.abbr
        return abbr if abbr and abbr in familiar else concept.in_sentence

    pairs = [
        (concept, graph.concepts[edge.target], edge.relation)
        for concept in graph.concepts.values()
        for edge in graph.edges[concept.slug]
        if edge.declared and edge.kind is Kind.CONTRASTS
    ]
    found = [Comparison(this, that, relation, (name(this), name(that))) for this, that, relation in pairs]
    return sorted(found, key=lambda comparison: comparison.slug)


def _with_capital(text: str) -> str:
    return text[:1].upper() + text[1:]
