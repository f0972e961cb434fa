"""`/glossary.ttl`: the glossary as a SKOS concept scheme (W3C Recommendation, 18 August 2009) in Turtle."""

import json
import re
from collections.abc import Mapping

from ...addresses import CONCEPTS
from ...graph.graph import Graph
from ...reading.frontmatter import Kind
from ...reading.site_config import SiteInfo
from ...text.markdown import Markdown, render

_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def skos(graph: Graph, site: SiteInfo) -> str:
    """One scheme, and a concept for each page, all texts in the language of the graph.

    No concept is related to one above or below it at any distance (S27): such relations are left out.
    """
    above = _ancestors(graph)

    def iri(path: str) -> Markdown:
        return Markdown(f"<{_NOT_IN_IRI.sub(lambda sign: f'%{ord(sign[0]):02X}', site.url + path)}>")

    def text(value: str) -> Markdown:
        # What JSON escapes, and how, Turtle does too (RDF 1.1 Turtle, section 6.4 and its grammar).
        return Markdown(f"{json.dumps(value, ensure_ascii=False)}@{graph.language.code}")

    concepts = [
        {
            "iri": iri(concept.url),
            "title": text(concept.meta.title),
            "aliases": [text(name) for name in concept.meta.other_names],
            "hidden": [text(name) for name in (*concept.meta.covers, *concept.meta.misnomers)],
            "plain": text(concept.meta.plain) if concept.meta.plain else None,
            "definition": text(concept.meta.definition),
            "instances": [text(name) for name in concept.meta.instances],
            "broader": [iri(graph.concepts[target].url) for target in graph.targets(slug, Kind.BROADER)],
            "narrower": [iri(graph.concepts[target].url) for target in graph.targets(slug, Kind.NARROWER)],
            "related": [iri(graph.concepts[target].url) for target in _related(graph, slug, above)],
        }
        for slug, concept in graph.concepts.items()
    ]
    return render("glossary.ttl.j2", scheme=iri(f"{CONCEPTS}/"), title=text(site.name), concepts=concepts)


def _related(graph: Graph, slug: str, above: Mapping[str, frozenset[str]]) -> list[str]:
    hierarchical = {Kind.BROADER, Kind.NARROWER}
    tied = {edge.target for edge in graph.edges[slug] if edge.kind not in hierarchical}
    return sorted(target for target in tied if target not in above[slug] and slug not in above[target])


def _ancestors(graph: Graph) -> dict[str, frozenset[str]]:
    """Every concept above each, at any distance. `broader` has no cycle: the checks see to that."""
    found: dict[str, frozenset[str]] = {}
    for root in graph.concepts:
        todo = [root]
        while todo:
            slug = todo[-1]
            parents = graph.targets(slug, Kind.BROADER)
            unknown = [parent for parent in parents if parent not in found]
            if unknown:
                todo += unknown
                continue
            found[slug] = frozenset(parents).union(*(found[parent] for parent in parents))
            todo.pop()
    return found
