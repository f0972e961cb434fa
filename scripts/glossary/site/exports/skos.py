"""`/glossary.ttl`: the glossary as a SKOS concept scheme (W3C Recommendation, 18 August 2009) in Turtle."""

import json
import re
from graphlib import TopologicalSorter

from ...addresses import CONCEPTS
from ...graph.graph import Graph
from ...reading.frontmatter import Kind
from ...text.markdown import Markdown, render
from ..pages import PageContext

_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def skos(glossary: PageContext) -> str:
    """One scheme, and a concept for each page, all texts in the language of the graph.

    No concept is related to one above or below it at any distance (S27): such relations are left out.
    """
    graph, site = glossary.graph, glossary.site
    above = _ancestors(graph)

    def iri(path: str) -> Markdown:
        return Markdown(f"<{_NOT_IN_IRI.sub(lambda sign: f'%{ord(sign[0]):02X}', site.url + path)}>")

    def text(value: str) -> Markdown:
        # What JSON escapes, and how, Turtle does too (RDF 1.1 Turtle, section 6.4 and its grammar).
        return Markdown(f"{json.dumps(value, ensure_ascii=False)}@{graph.language.code}")

    def related(slug: str) -> list[str]:
        tied = {edge.target for edge in graph.edges[slug] if edge.kind not in (Kind.BROADER, Kind.NARROWER)}
        return sorted(target for target in tied if target not in above[slug] and slug not in above[target])

    return render(
        "glossary.ttl.j2",
        graph=graph,
        Kind=Kind,
        scheme=iri(f"{CONCEPTS}/"),
        title=site.name,
        iri=iri,
        text=text,
        related=related,
        successor=glossary.successor,
        notice=glossary.notice,
    )


def _ancestors(graph: Graph) -> dict[str, frozenset[str]]:
    """Every concept above each, at any distance. `broader` has no cycle: the checks see to that."""
    broader = {slug: graph.targets(slug, Kind.BROADER) for slug in graph.concepts}
    found: dict[str, frozenset[str]] = {}
    for slug in TopologicalSorter(broader).static_order():
        found[slug] = frozenset(broader[slug]).union(*(found[parent] for parent in broader[slug]))
    return found
