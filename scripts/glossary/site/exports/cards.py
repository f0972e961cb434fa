"""`/embed/cards/<slug>.js`: what a hovercard shows of a concept, as a small classic script.

Unlike JSON, it also loads on pages of another origin from a host that sends no CORS header.
"""

import json
from functools import partial

from ...addresses import CARDS
from ...reading.concept import Concept
from ...reading.settings import Topic
from ..pages import PageContext
from ..site_files import Maker


def cards(glossary: PageContext) -> dict[str, Maker]:
    """What makes the script of each concept: it calls `glossaryCard` with what a card shows."""
    return {
        f"{CARDS}/{slug}.js": partial(_card, concept, glossary.topics[concept.meta.topic])
        for slug, concept in glossary.graph.concepts.items()
    }


def _card(concept: Concept, topic: Topic) -> str:
    meta = concept.meta
    values = {"slug": concept.slug, "title": meta.title, "definition": meta.definition, "topic": topic.title}
    if meta.plain:
        values["plain"] = meta.plain
    if meta.abbr:
        values["abbr"] = meta.abbr
    if concept.language.code != "en":
        values["lang"] = concept.language.code
    # ASCII alone, so that the script means the same whatever encoding the host declares.
    return f"glossaryCard({json.dumps(values)});\n"
