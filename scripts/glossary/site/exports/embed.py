"""`/embed/`: the script of the hovercards, what it loads on other people's pages, and what a card shows of a
concept (`cards/<slug>.js`) or of a name with several meanings (`cards/meanings/<slug>.js`).

All of it is classic scripts. Unlike JSON and modules, they also load on pages of another origin from a host
that sends no CORS header.
"""

import json
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from ...addresses import CARDS
from ...graph.graph import Graph
from ...graph.meanings import SharedName
from ...languages import Language
from ...reading.concept import Concept
from ...reading.settings import Topic
from ...reading.site_config import ELEMENT
from ...text.markdown import Markdown, render
from ...text.mentions import forms_of
from ..pages import PageContext
from ..site_files import Maker

_SCRIPT = Path(__file__).parent.parent.parent / "templates/hovercards.js"
_COMMENT_LINE = re.compile(r"^\s*(?:/?\*|//).*\n", re.M)
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def embed(element: str) -> str:
    """The script, in which `element`, the name of a custom element, stands literally."""
    # What is published with the first name stays: a glossary that has set no other keeps it.
    return _published(_SCRIPT.read_text("utf-8").replace(ELEMENT, element))


def reader_controls(language: Language) -> str:
    """What cards have on other people's pages: how they serve touch screens, how one turns them off."""
    gettext = language.words.gettext
    words = {
        "lang": language.spoken,
        "more": gettext("Read the page"),
        "off": gettext("Turn off word cards"),
        "on": gettext("Turn on word cards"),
        "cards": gettext("Word cards"),
        "note": gettext("Word cards are off. At the end of each page you can turn them on again."),
    }
    return _published(render("hovercards_reader.js.j2", words=_data(words)))


def linked_names(graph: Graph) -> str:
    """What links first mentions on other people's pages: each name, whether it is linked, its forms."""
    names = {
        slug: [
            (name, name in concept.meta.linkable, [forms[1:] for forms in forms_of(name, graph.language)])
            for name in concept.meta.names
            if forms_of(name, graph.language)
        ]
        for slug, concept in graph.concepts.items()
    }
    rules = graph.language.rules
    data = {"capitals": rules.nouns_have_capitals, "joined": rules.joins_nouns, "names": names}
    return _published(render("hovercards_links.js.j2", data=_data(data)))


def cards(glossary: PageContext) -> dict[str, Maker]:
    """What makes the card of each concept and shared name: it calls `glossaryCard` with what a card shows."""
    of_names: dict[str, Maker] = {
        f"{CARDS}/{shared.url.rstrip('/')}.js": partial(_card_of_name, shared, glossary.language)
        for shared in glossary.graph.shared_names
    }
    return of_names | {
        f"{CARDS}/{slug}.js": partial(
            _card, concept, glossary.topics[concept.meta.topic], glossary.sentence(concept)
        )
        for slug, concept in glossary.graph.concepts.items()
    }


def _card(concept: Concept, topic: Topic, sentence: str) -> str:
    meta = concept.meta
    values = {"slug": concept.slug, "title": meta.title, "definition": meta.definition, "topic": topic.title}
    optional = {"plain": sentence if meta.plain or meta.is_deprecated else None, "abbr": meta.abbr}
    return _handed_over(values | {name: value for name, value in optional.items() if value}, concept.language)


def _card_of_name(shared: SharedName, language: Language) -> str:
    question = language.words.gettext("Which one do you mean?")
    return _handed_over({"title": shared.title, "definition": shared.about, "topic": question}, language)


def _handed_over(values: Mapping[str, str], language: Language) -> str:
    spoken = {} if language.code == "en" else {"lang": language.code}
    return f"glossaryCard({_data({**values, **spoken})});\n"


def _data(values: object) -> Markdown:
    return Markdown(json.dumps(values))


def _published(script: str) -> str:
    """A script without comments, in ASCII: it means the same whatever encoding a host declares."""
    return _NOT_ASCII.sub(lambda sign: f"\\u{ord(sign[0]):04x}", _COMMENT_LINE.sub("", script))
