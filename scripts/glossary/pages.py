"""The pages of the site: what each says is gathered here, what it looks like stands in `templates/`."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import ceil
from typing import Any

from jinja2 import Environment

from .concept import FOLDER, Concept
from .frontmatter import Kind, Level
from .graph import Graph
from .markdown import Markdown, environment, front_matter
from .mentions import link
from .related import Related
from .settings import Topic

WORDS_A_MINUTE = 238  # Brysbaert, "How many words do we read per minute?", J. Mem. Lang. 109 (2019).
RECENT = 6

LEVEL_TITLES = {
    Level.GETTING_STARTED: "Getting started",
    Level.INTERMEDIATE: "Intermediate",
    Level.ADVANCED: "Advanced",
}
_LEVEL_ORDER = list(Level)


@dataclass(frozen=True)
class Glossary:
    """All that pages are made of."""

    graph: Graph
    topics: Mapping[str, Topic]
    related: Mapping[str, list[Related]]
    mentioned_in: Mapping[str, list[str]]

    def by_topic(self) -> list[tuple[Topic, list[Concept]]]:
        """The topics that have concepts, in reading order, with their concepts by level and title."""
        groups: dict[str, list[Concept]] = {slug: [] for slug in self.topics}
        for concept in self.graph.concepts.values():
            groups[concept.meta.topic].append(concept)
        return [(self.topics[slug], sorted(found, key=_reading_order)) for slug, found in groups.items() if found]


def pages(glossary: Glossary, home: str) -> dict[str, str]:
    """Every generated page, by its path in the docs folder. `home` is the author's own home page, "" for none."""
    env = environment()
    found = concept_pages(glossary, env)
    found |= topic_pages(glossary, env)
    found[f"{FOLDER}/index.md"] = index_page(glossary, env)
    found["related/index.md"] = related_page(glossary, env)
    found["index.md"] = home_page(glossary, home, env)
    return found


def concept_pages(glossary: Glossary, env: Environment) -> dict[str, str]:
    """The concept pages, with first mentions linked and the generated lists below the text."""
    template = env.get_template("concept.md.j2")
    graph = glossary.graph
    href = {slug: f"{slug}.md" for slug in graph.concepts}
    found = {}
    for topic, concepts in glossary.by_topic():
        for index, concept in enumerate(concepts):
            before = concepts[index - 1] if index else None
            after = concepts[index + 1] if index + 1 < len(concepts) else None
            meta = _concept_meta(concept, topic, graph, before, after)
            found[concept.path] = front_matter(meta) + template.render(
                concept=concept,
                body=Markdown(link(concept.body, graph.to_link[concept.slug], href).strip()),
                related=[(graph.concepts[entry.slug], entry) for entry in glossary.related[concept.slug]],
                mentioned_in=[graph.concepts[slug] for slug in glossary.mentioned_in[concept.slug]],
            )
    return found


def topic_pages(glossary: Glossary, env: Environment) -> dict[str, str]:
    """A page for each topic that has concepts, and their list."""
    groups = glossary.by_topic()
    found = {
        "topics/index.md": front_matter({"title": "Topics", "description": f"All {len(groups)} topics of this glossary.", "page_type": "topics"})
        + env.get_template("topics.md.j2").render(groups=groups)
    }
    template = env.get_template("topic.md.j2")
    for topic, concepts in groups:
        meta = {
            "title": topic.title,
            "description": topic.description,
            "page_type": "topic",
            "topic": {"slug": topic.slug, "title": topic.title, "count": len(concepts)},
        }
        levels = [
            (LEVEL_TITLES[level], level.value, list(group)) for level, group in groupby(concepts, key=lambda concept: concept.meta.level)
        ]
        found[f"topics/{topic.slug}.md"] = front_matter(meta) + template.render(topic=topic, levels=levels)
    return found


def index_page(glossary: Glossary, env: Environment) -> str:
    """A–Z: each concept under its title, and its abbreviation under its own letter."""
    entries = []
    for concept in glossary.graph.concepts.values():
        entries.append((concept.meta.title, concept, False))
        if concept.meta.abbr and concept.meta.abbr.casefold() != concept.meta.title.casefold():
            entries.append((concept.meta.abbr, concept, True))
    entries.sort(key=lambda entry: (_letter(entry[0]) == "0–9", _alphabetical(entry[0]), entry[1].slug))
    letters = [(letter, list(group)) for letter, group in groupby(entries, key=lambda entry: _letter(entry[0]))]
    count = len(glossary.graph.concepts)
    meta = {"title": "A–Z", "description": f"All {count} concepts of this glossary from A to Z.", "page_type": "index"}
    return front_matter(meta) + env.get_template("index.md.j2").render(letters=letters, count=count)


def related_page(glossary: Glossary, env: Environment) -> str:
    """The whole index of related articles, grouped by topic."""
    concepts = glossary.graph.concepts
    groups = [
        (topic, [(concept, [(concepts[entry.slug], entry) for entry in glossary.related[concept.slug]]) for concept in members])
        for topic, members in glossary.by_topic()
    ]
    meta = {
        "title": "Related articles",
        "description": "Every concept of this glossary with the articles related to it, and why.",
        "page_type": "related",
    }
    return front_matter(meta) + env.get_template("related.md.j2").render(groups=groups)


def home_page(glossary: Glossary, home: str, env: Environment) -> str:
    """The author's home page, with the topics and the newest concepts below."""
    newest = sorted(glossary.graph.concepts.values(), key=lambda concept: (-concept.meta.published.toordinal(), concept.slug))
    generated = env.get_template("home.md.j2").render(
        own=Markdown(home),
        groups=glossary.by_topic(),
        newest=newest[:RECENT],
        count=len(glossary.graph.concepts),
    )
    return generated if home.startswith("---\n") else front_matter({"title": "Home", "page_type": "home"}) + generated


def day(value: date) -> dict[str, str]:
    """A date for machines and for people: 2026-06-09, 9 June 2026."""
    return {"date": value.isoformat(), "text": f"{value.day} {value:%B %Y}"}


def _concept_meta(concept: Concept, topic: Topic, graph: Graph, before: Concept | None, after: Concept | None) -> dict[str, Any]:
    """What the theme shows round the text; addresses are relative to the root of the site."""
    meta = concept.meta
    details: dict[str, Any] = {
        "slug": concept.slug,
        "name": meta.title,
        "topic": {"title": topic.title, "url": f"topics/{topic.slug}/"},
        "level": {"slug": meta.level.value, "title": LEVEL_TITLES[meta.level]},
        "minutes": minutes(len(concept.words)),
        "published": day(meta.published),
        "reviewed": day(meta.reviewed),
        "know_first": [_place(graph.concepts[slug]) for slug in graph.targets(concept.slug, Kind.REQUIRES)],
    }
    for key, value in (("abbr", meta.abbr), ("aliases", meta.aliases), ("misnomers", meta.misnomers)):
        if value:
            details[key] = value
    if before:
        details["previous"] = _place(before)
    if after:
        details["next"] = _place(after)
    return {"title": concept.question, "description": meta.definition, "page_type": "concept", "concept": details}


def minutes(words: int) -> int:
    """The reading time of so many words, in whole minutes, at least 1."""
    return max(1, ceil(words / WORDS_A_MINUTE))


def _place(concept: Concept) -> dict[str, str]:
    return {"title": concept.meta.title, "url": concept.url}


def _reading_order(concept: Concept) -> tuple[int, str, str]:
    return _LEVEL_ORDER.index(concept.meta.level), _alphabetical(concept.meta.title), concept.slug


def _alphabetical(name: str) -> str:
    return unicodedata.normalize("NFKD", name).casefold()


def _letter(name: str) -> str:
    first = _alphabetical(name)[:1].upper()
    return first if first.isalpha() else "0–9"
