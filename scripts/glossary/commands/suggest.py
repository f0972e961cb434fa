"""Relations that the graph suggests and nobody has declared yet."""

from ..graph.graph import Graph
from ..graph.related import inferred_scores, neighbours_of, undeclared
from ..problem import Message, plural
from ..text.markdown import Markdown, render
from ..text.page_parts import MARK

# More would not be read.
_LIMIT = 6


def suggest(graph: Graph, slug: str) -> str:
    """A concept's undeclared neighbours as entries of `related`, the most telling first; "" for none."""
    neighbours, words = neighbours_of(graph), graph.language.words
    suggestions = [
        {
            "slug": Markdown(target),
            "title": Markdown(graph.concepts[target].meta.title),
            "evidence": Markdown(
                ", ".join(part.said(words) for part in _evidence(graph, slug, target, neighbours))
            ),
        }
        for target in undeclared(graph, slug, inferred_scores(graph, slug, neighbours))[:_LIMIT]
    ]
    return render("suggestions.yml.j2", graph.language, write=words.gettext(MARK), suggestions=suggestions)


def _evidence(graph: Graph, slug: str, target: str, neighbours: dict[str, set[str]]) -> list[Message]:
    here, there = target in graph.links_to[slug], slug in graph.links_to[target]
    found = []
    if here and there:
        found.append(Message("each text names the other"))
    elif here or there:
        found.append(Message("this text names it") if here else Message("its text names this page"))
    shared = len(neighbours[slug] & neighbours[target])
    if shared:
        found.append(plural("{number} neighbour in common", "{number} neighbours in common", shared))
    return found
