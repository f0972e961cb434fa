"""How the concepts hang together: declared relations with their inverses, and mentions."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from ..languages import ENGLISH, Language
from ..reading.concept import Concept
from ..reading.frontmatter import Kind, Relation
from ..text.mentions import Mention, Names, find, firsts, linked_slugs, pattern_of, places_of
from .meanings import SharedName, shared_names

INVERSE = {
    Kind.BROADER: Kind.NARROWER,
    Kind.NARROWER: Kind.BROADER,
    Kind.PART_OF: Kind.HAS_PART,
    Kind.HAS_PART: Kind.PART_OF,
    Kind.REQUIRES: Kind.REQUIRED_BY,
    Kind.REQUIRED_BY: Kind.REQUIRES,
    Kind.CONTRASTS: Kind.CONTRASTS,
    Kind.RELATED: Kind.RELATED,
}
RESTS_ON = frozenset({Kind.REQUIRES, Kind.BROADER, Kind.PART_OF})
# A writer who declares that one page rests on another says more than a text that leads there.
DECLARED = 2


@dataclass(frozen=True)
class Edge:
    """A relation as one of its two sides sees it. `why` is None where that side has no reason of its own."""

    target: str
    kind: Kind
    why: str | None
    declared: bool
    relation: Relation


@dataclass(frozen=True)
class Graph:
    """All concepts by slug, in the order of their slugs, and the edges between them.

    `edges` holds a concept's own relations in the writer's order, then those declared on other
    pages. `mentions` holds what each text names, `to_link` the mentions that become links, and
    `links_to` every concept that the text leads to, by hand or by the build.
    """

    concepts: Mapping[str, Concept]
    names: Names
    edges: Mapping[str, list[Edge]]
    mentions: Mapping[str, list[Mention]]
    to_link: Mapping[str, list[Mention]]
    links_to: Mapping[str, list[str]]
    linked_from: Mapping[str, list[str]] = field(repr=False)

    @property
    def language(self) -> Language:
        """The language of the concepts."""
        return self.names.language

    @cached_property
    def shared_names(self) -> list[SharedName]:
        """The names that several concepts have."""
        return shared_names(self.concepts.values())

    @cached_property
    def ambiguous(self) -> Set[str]:
        """The shared names in small letters."""
        return {shared.name.casefold() for shared in self.shared_names}

    @cached_property
    def signature(self) -> dict[str, tuple[str, list[str]]]:
        """For each page its front matter and its links, which an edit of prose leaves as they were."""
        return {slug: (concept.text.yaml, self.links_to[slug]) for slug, concept in self.concepts.items()}

    def targets(self, slug: str, kind: Kind) -> list[str]:
        """The concepts that stand in relation `kind` to `slug`, as `slug` sees it."""
        return [edge.target for edge in self.edges[slug] if edge.kind is kind]


def build_graph(
    concepts: Iterable[Concept], language: Language = ENGLISH, before: Graph | None = None
) -> Graph:
    """The graph of the concepts; relations to unknown concepts are left out of it.

    With the graph of `before`, a text that did not change is searched again only for names that did.
    """
    by_slug = {concept.slug: concept for concept in sorted(concepts, key=lambda concept: concept.slug)}
    names, mentions = _mentions(by_slug, language, before)
    paths = _paths(by_slug.values())
    to_link, links_to = {}, {}
    linked_from: dict[str, list[str]] = {slug: [] for slug in by_slug}
    for slug, concept in by_slug.items():
        to_link[slug], links_to[slug] = _links(concept, mentions[slug], paths)
        for target in links_to[slug]:
            linked_from[target].append(slug)
    return Graph(by_slug, names, _edges(by_slug), mentions, to_link, links_to, linked_from)


def with_concept(graph: Graph, concept: Concept) -> Graph:
    """The graph with one more concept, as that sees it: nothing in the graph leads there."""
    slug, concepts = concept.slug, {**graph.concepts, concept.slug: concept}
    mentions = find(concept.text.prose, graph.names, places_of(concept.path, concept.meta.topic))
    to_link, links_to = _links(concept, mentions, _paths(concepts.values()))
    return Graph(
        concepts,
        graph.names,
        {**graph.edges, slug: _edges(concepts)[slug]},
        {**graph.mentions, slug: mentions},
        {**graph.to_link, slug: to_link},
        {**graph.links_to, slug: links_to},
        {**graph.linked_from, slug: []},
    )


def _paths(concepts: Iterable[Concept]) -> dict[str, str]:
    """The slug of each concept by all that a concept page may write to link to it."""
    return {
        written: concept.slug
        for concept in concepts
        for written in (f"{concept.slug}.md", f"./{concept.slug}.md", f"../{concept.path}")
    }


def _links(
    concept: Concept, mentions: list[Mention], paths: Mapping[str, str]
) -> tuple[list[Mention], list[str]]:
    """The mentions in a text that become links, and all concepts to which it leads."""
    by_hand = [target for target in linked_slugs(concept.text.links, paths) if target != concept.slug]
    to_link = firsts(mentions, by_hand)
    return to_link, by_hand + [mention.slug for mention in to_link]


def _mentions(
    concepts: Mapping[str, Concept], language: Language, before: Graph | None
) -> tuple[Names, dict[str, list[Mention]]]:
    """All names, and what each text names."""
    if before is None or before.language != language:
        before = Graph({}, collect_names((), language), {}, {}, {}, {}, {})
    changed = _declared(concepts, before.concepts) ^ _declared(before.concepts, concepts)
    names = collect_names(concepts.values(), language) if changed else before.names
    # All names of a large glossary would take a second to compile, and a first build has nothing to save.
    may_hold = (
        pattern_of({name for _, name, *_ in changed}, language) if changed and before.concepts else None
    )
    found = {}
    for slug, concept in concepts.items():
        known, source = before.concepts.get(slug), concept.text.source
        # The source holds all that its running text does, which would have to be worked out.
        if known and known.text.source == source and not (may_hold and may_hold.search(source.casefold())):
            found[slug] = before.mentions[slug]
        else:
            found[slug] = [
                one
                for one in find(concept.text.prose, names, places_of(concept.path, concept.meta.topic))
                if one.slug != slug
            ]
    return names, found


def _declared(
    concepts: Mapping[str, Concept], others: Mapping[str, Concept]
) -> Set[tuple[str, str, bool, Set[str]]]:
    """The names of concepts that are not among the `others`, with whether and where each is linked."""
    return {
        (slug, name, name in concept.meta.linkable, _places(concept, name))
        for slug, concept in concepts.items()
        if others.get(slug) is not concept
        for name in concept.meta.names
    }


def collect_names(concepts: Iterable[Concept], language: Language = ENGLISH) -> Names:
    """The look-up of all names. One that may not become a link still hides shorter names inside it."""
    names = Names(language)
    for concept in concepts:
        linkable = concept.meta.linkable
        for name in concept.meta.names:
            names.add(concept.slug, name, name in linkable, _places(concept, name))
    return names


def _places(concept: Concept, name: str) -> frozenset[str]:
    """Where a shared name means the concept: on its own page, and in its context."""
    meta = concept.meta
    if name.casefold() not in meta.shared:
        return frozenset()
    return frozenset([concept.path, *([] if meta.is_deprecated else meta.context)])


def cycles(graph: Graph, kind: Kind) -> list[list[str]]:
    """The cycles that `kind` makes with its inverse: lists of slugs, each from the first by name."""
    targets = {slug: {*graph.targets(slug, kind)} for slug in graph.concepts}
    found = []
    while True:
        try:
            TopologicalSorter(targets).prepare()
        except CycleError as error:
            # Each leads to the one before it, and the first stands at the end again.
            cycle = error.args[1][:0:-1]
            start = cycle.index(min(cycle))
            found.append(cycle[start:] + cycle[:start])
            targets[cycle[-1]].remove(cycle[0])
        else:
            return sorted(found)


def rests_on(graph: Graph, slug: str) -> set[str]:
    """What one needs for `slug`: what it requires, what it is a kind of, and what it is a part of."""
    return {edge.target for edge in graph.edges[slug] if edge.kind in RESTS_ON}


def most_needed(graph: Graph, group: Iterable[str]) -> list[str]:
    """The concepts of a group, those that the rest of it needs most first.

    That is the weighted in-degree within the group (Freeman, "Centrality in social networks: conceptual
    clarification", Social Networks 1, 1979): a concept of the group that leads to one from its text counts
    1, one that rests on it 2. What this leaves open is settled by the links from the whole glossary, then
    by the address.
    """
    members = sorted(set(group))
    score = {slug: len({*graph.linked_from[slug]} & {*members}) for slug in members}
    for slug in members:
        for target in rests_on(graph, slug) & score.keys():
            score[target] += DECLARED
    return sorted(members, key=lambda slug: (-score[slug], -len(graph.linked_from[slug]), slug))


def _edges(concepts: Mapping[str, Concept]) -> dict[str, list[Edge]]:
    edges: dict[str, list[Edge]] = {slug: [] for slug in concepts}
    inverse: dict[str, list[Edge]] = {slug: [] for slug in concepts}
    for slug, concept in concepts.items():
        for relation in concept.meta.related:
            if relation.to in concepts and relation.to != slug:
                edges[slug].append(Edge(relation.to, relation.kind, relation.why, True, relation))
                back = Edge(slug, INVERSE[relation.kind], relation.back, False, relation)
                inverse[relation.to].append(back)
    return {slug: edges[slug] + inverse[slug] for slug in concepts}
