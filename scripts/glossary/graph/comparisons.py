"""Pairs of concepts that people mix up, from the `contrasts` relations."""

from dataclasses import dataclass

from ..reading.concept import Concept
from ..reading.frontmatter import Kind, Relation
from .graph import Graph

FOLDER = "compare"


@dataclass(frozen=True)
class Comparison:
    """One pair. `this` is the concept on whose page the relation is declared."""

    this: Concept
    that: Concept
    relation: Relation

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
        title = self.this.language.words.gettext("%(this)s vs %(that)s") % {
            "this": short_name(self.this),
            "that": short_name(self.that),
        }
        return title[:1].upper() + title[1:]


def slug_of_pair(this: str, that: str) -> str:
    """The slug of the comparison of the concepts with these slugs."""
    return f"{this}-vs-{that}"


def comparisons(graph: Graph) -> list[Comparison]:
    """All comparisons, by their address."""
    found = [
        Comparison(concept, graph.concepts[edge.target], edge.relation)
        for concept in graph.concepts.values()
        for edge in graph.edges[concept.slug]
        if edge.declared and edge.kind is Kind.CONTRASTS
    ]
    return sorted(found, key=lambda comparison: comparison.slug)


def short_name(concept: Concept) -> str:
    """The abbreviation of a concept, or its title as it stands within a sentence."""
    return concept.meta.abbr or concept.in_sentence
