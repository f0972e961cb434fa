"""Relations that the graph suggests and nobody has declared yet."""

from dataclasses import dataclass

from ..graph.graph import Graph
from ..graph.related import inferred_scores, neighbours_of, undeclared
from ..languages import ENGLISH, Language
from ..problem import counted
from ..text.markdown import Markdown, render
from ..text.page_parts import MARK


@dataclass(frozen=True)
class Suggestion:
    """A concept to relate to, and what speaks for it."""

    slug: str
    title: str
    evidence: str


def suggest(graph: Graph, slug: str, limit: int = 6) -> list[Suggestion]:
    """The undeclared neighbours of a concept, the most telling first, `limit` at most."""
    neighbours = neighbours_of(graph)
    return [
        Suggestion(target, graph.concepts[target].meta.title, _evidence(graph, slug, target, neighbours))
        for target in undeclared(graph, slug, inferred_scores(graph, slug, neighbours))[:limit]
    ]


def _evidence(graph: Graph, slug: str, target: str, neighbours: dict[str, set[str]]) -> str:
    here, there = target in graph.links_to[slug], slug in graph.links_to[target]
    found = []
    if here and there:
        found.append("each text names the other")
    elif here or there:
        found.append("this text names it" if here else "its text names this page")
    shared = len(neighbours[slug] & neighbours[target])
    if shared:
        found.append(f"{counted(shared, 'neighbour')} in common")
    return ", ".join(found)


def as_yaml(suggestions: list[Suggestion], language: Language = ENGLISH) -> str:
    """The suggestions as entries of a page's `related` field, to be pasted there and completed."""
    return render(
        "suggestions.yml.j2",
        language,
        write=language.words.gettext(MARK),
        suggestions=[{key: Markdown(value) for key, value in vars(one).items()} for one in suggestions],
    )
