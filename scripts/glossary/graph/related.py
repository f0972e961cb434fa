"""The ranking behind "Related articles", and "Mentioned in", its other half."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from ..reading.frontmatter import Kind
from .graph import Graph

LIMIT = 6

# Scores are counted in millionths: a sum of whole numbers is the same in any order, and ties hang on it.
UNIT = 10**6
# A mention is the writer's own evidence. One in each direction counts for both.
MENTION = 1.0
# Adamic and Adar, "Friends and neighbors on the Web", Social Networks 25 (2003): a neighbour that
# both share says the more, the fewer neighbours it has: 1 / log(degree).
SHARED_NEIGHBOUR = 0.5
# The topic only settles what the rest leaves open.
SAME_TOPIC = 0.25
# A hub says next to nothing about any pair, and following it would cost the square of its degree.
HUB = 40


@dataclass(frozen=True)
class Related:
    """An entry of a concept's list: where to, how it is tied, and why to go there."""

    slug: str
    kind: Kind
    why: str


def related(graph: Graph) -> dict[str, list[Related]]:
    """The list of each concept, as `related_to` has it."""
    neighbours = neighbours_of(graph)
    return {slug: related_to(graph, slug, neighbours) for slug in graph.concepts}


def related_to(graph: Graph, slug: str, neighbours: Mapping[str, set[str]]) -> list[Related]:
    """At most six concepts that are related to one, the best first.

    First the relations that the page declares, in its order; then those that other pages declare
    with it, the nearest first; then what mentions, shared neighbours and topic suggest.
    """
    elsewhere = {edge.target: edge for edge in graph.edges[slug] if not edge.declared}
    edges = [edge for edge in graph.edges[slug] if edge.declared]
    # Where the page declares enough, nothing else is shown.
    scores = inferred_scores(graph, slug, neighbours) if len(edges) < LIMIT else {}
    edges += [elsewhere[target] for target in nearest_first(elsewhere, scores)]
    entries = [
        Related(edge.target, edge.kind, edge.why or graph.concepts[edge.target].meta.sentence)
        for edge in edges[:LIMIT]
    ]
    if len(entries) < LIMIT:
        entries += [
            Related(target, Kind.RELATED, graph.concepts[target].meta.sentence)
            for target in undeclared(graph, slug, scores)[: LIMIT - len(entries)]
        ]
    return entries


def mentioned_in(graph: Graph, lists: Mapping[str, list[Related]]) -> dict[str, list[str]]:
    """The concepts whose pages lead to each concept without being in its own list.

    With it, whatever one page shows as related is visible from the other side too.
    """
    sources: dict[str, set[str]] = {slug: set(graph.linked_from[slug]) for slug in graph.concepts}
    for slug, entries in lists.items():
        for entry in entries:
            sources[entry.slug].add(slug)
    return {
        slug: sorted(found - {entry.slug for entry in lists[slug]} - {slug})
        for slug, found in sources.items()
    }


def nearest_first(found: Iterable[str], scores: Mapping[str, int]) -> list[str]:
    """The concepts of `found`, the highest of the `scores` that the graph suggests first."""
    return sorted(found, key=lambda target: (-scores.get(target, 0), target))


def undeclared(graph: Graph, slug: str, scores: Mapping[str, int]) -> list[str]:
    """The concepts in use that have a score and that no relation ties to `slug`, the best first."""
    tied = {edge.target for edge in graph.edges[slug]}
    used = (target for target in scores if not graph.concepts[target].meta.is_deprecated)
    return nearest_first((target for target in used if target not in tied), scores)


def inferred_scores(graph: Graph, slug: str, neighbours: Mapping[str, set[str]]) -> dict[str, int]:
    """A score above 0 for each concept that the graph suggests as related to `slug`.

    A mention weighs the more, the fewer pages mention its target (inverse document frequency).
    """
    count = len(graph.concepts)
    scores: defaultdict[str, int] = defaultdict(int)

    def rarity(target: str) -> int:
        return round(UNIT * MENTION * log(1 + count / (1 + len(graph.linked_from[target]))))

    for target in graph.links_to[slug]:
        scores[target] += rarity(target)
    for source in graph.linked_from[slug]:
        scores[source] += rarity(slug)
    for via in neighbours[slug]:
        if 1 < len(neighbours[via]) <= HUB:
            share = round(UNIT * SHARED_NEIGHBOUR / log(len(neighbours[via])))
            for target in neighbours[via]:
                scores[target] += share
    scores.pop(slug, None)
    topic = graph.concepts[slug].meta.topic
    for target in scores:
        if graph.concepts[target].meta.topic == topic:
            scores[target] += round(UNIT * SAME_TOPIC)
    return scores


def neighbours_of(graph: Graph) -> dict[str, set[str]]:
    """For each concept, all that are tied to it by a relation or a link, whichever side it stands on."""
    return {
        slug: {edge.target for edge in graph.edges[slug]}
        | set(graph.links_to[slug])
        | set(graph.linked_from[slug])
        for slug in graph.concepts
    }
