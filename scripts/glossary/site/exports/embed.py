"""`/embed/`: the script of the hovercards, and `cards/<slug>.js`, what a card shows of a concept.

A card is a small classic script. Unlike JSON, it also loads on pages of another origin from a host that sends
no CORS header.
"""

import json
from functools import partial
from pathlib import Path

from ...addresses import CARDS
from ...reading.concept import Concept
from ...reading.settings import Topic
from ...reading.site_config import ELEMENT
from ..pages import PageContext
from ..site_files import Maker

# What is published with it stays: a glossary that has set no other keeps it.
_SCRIPT = Path(__file__).parent.parent.parent / "templates/hovercards.js"


def embed(element: str) -> str:
    """The script, in which `element`, the name of a custom element, stands literally."""
    return _SCRIPT.read_text("utf-8").replace(ELEMENT, element)


def cards(glossary: PageContext) -> dict[str, Maker]:
    """What makes the card of each concept: it calls `glossaryCard` with what a card shows."""
    return {
        f"{CARDS}/{slug}.js": partial(_card, concept, glossary.topics[concept.meta.topic])
        for slug, concept in glossary.graph.concepts.items()
    }


def _card(concept: Concept, topic: Topic) -> str:
    meta = concept.meta
    values = {"slug": concept.slug, "title": meta.title, "definition": meta.definition, "topic": topic.title}
    optional = {"plain": meta.plain, "abbr": meta.abbr}
    if concept.language.code != "en":
        optional["lang"] = concept.language.code
    values |= {name: value for name, value in optional.items() if value}
    # ASCII alone, so that the script means the same whatever encoding the host declares.
    return f"glossaryCard({json.dumps(values)});\n"
