"""The map: every concept by topic, and which topics lead to which."""

from collections import Counter

from jinja2 import Environment

from ..markdown import front_matter
from ._context import PageContext

# More would say less: the list only shows where a topic mostly leads.
OUTWARD = 3


def map_page(glossary: PageContext, env: Environment) -> str:
    """All concepts with the number of texts that lead to each."""
    graph = glossary.graph
    groups = []
    for topic, concepts in glossary.by_topic():
        outward = Counter(
            graph.concepts[target].meta.topic
            for concept in concepts
            for target in graph.links_to[concept.slug]
            if graph.concepts[target].meta.topic != topic.slug
        )
        strongest = sorted(outward.items(), key=lambda item: (-item[1], item[0]))[:OUTWARD]
        members = [(concept, len(graph.linked_from[concept.slug])) for concept in concepts]
        groups.append((topic, members, [(glossary.topics[slug], number) for slug, number in strongest]))
    meta = {"title": "Map", "description": "The whole glossary by topic, with links and counts.", "page_type": "map"}
    links = sum(len(targets) for targets in graph.links_to.values())
    return front_matter(meta) + env.get_template("map.md.j2").render(groups=groups, count=len(graph.concepts), links=links)
