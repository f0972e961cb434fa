"""The concept pages: the author's text with its first mentions linked, and the generated lists below."""

from typing import Any

from jinja2 import Environment

from ..comparisons import Comparison
from ..concept import Concept
from ..frontmatter import Kind
from ..graph import Graph
from ..markdown import Markdown, front_matter
from ..mentions import link
from ..neighbourhood import neighbourhood
from ..pictures import sized
from ..settings import Topic
from ..text import edited
from ._glossary import LEVEL_TITLES, Glossary, day, minutes, place


def concept_pages(glossary: Glossary, env: Environment) -> dict[str, str]:
    """The concept pages, with first mentions linked and the generated lists below the text."""
    template, drawing = env.get_template("concept.md.j2"), env.get_template("neighbourhood.svg.j2")
    graph = glossary.graph
    confused: dict[str, list[Comparison]] = {slug: [] for slug in graph.concepts}
    for comparison in glossary.comparisons:
        confused[comparison.this.slug].append(comparison)
        confused[comparison.that.slug].append(comparison)
    found = {}
    for topic, concepts in glossary.by_topic():
        for index, concept in enumerate(concepts):
            before = concepts[index - 1] if index else None
            after = concepts[index + 1] if index + 1 < len(concepts) else None
            meta = _concept_meta(concept, topic, graph, before, after)
            if found_map := neighbourhood(graph, concept.slug):
                # Not in the Markdown: engines differ on the links of HTML that stands there.
                meta["neighbourhood"] = drawing.render(concept=concept, map=found_map)
            text = concept.text
            edits = [*link(text.source, graph.to_link[concept.slug], "{}.md".format), *sized(text.links, concept.path, glossary.pictures)]
            found[concept.path] = front_matter(meta) + template.render(
                concept=concept,
                confused=confused[concept.slug],
                body=Markdown(edited(text.source, edits, text.start).strip()),
                related=[(graph.concepts[entry.slug], entry) for entry in glossary.related[concept.slug]],
                mentioned_in=[graph.concepts[slug] for slug in glossary.mentioned_in[concept.slug]],
            )
    return found


def _concept_meta(concept: Concept, topic: Topic, graph: Graph, before: Concept | None, after: Concept | None) -> dict[str, Any]:
    """What the theme shows round the text; addresses are relative to the root of the site."""
    meta = concept.meta
    details: dict[str, Any] = {
        "slug": concept.slug,
        "name": meta.title,
        "topic": {"title": topic.title, "url": f"topics/{topic.slug}/"},
        "level": {"slug": meta.level.value, "title": LEVEL_TITLES[meta.level]},
        "minutes": minutes(len(concept.text.words)),
        "published": day(meta.published),
        "reviewed": day(meta.reviewed),
        "know_first": [place(graph.concepts[slug]) for slug in graph.targets(concept.slug, Kind.REQUIRES)],
    }
    for key, value in (("abbr", meta.abbr), ("aliases", meta.aliases), ("misnomers", meta.misnomers)):
        if value:
            details[key] = value
    if before:
        details["previous"] = place(before)
    if after:
        details["next"] = place(after)
    return {"title": concept.question, "description": meta.definition, "page_type": "concept", "concept": details}
