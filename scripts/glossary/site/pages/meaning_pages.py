"""A page for each name that several concepts share: it tells the meanings apart."""

from functools import partial

from ...addresses import MEANINGS
from ...graph.meanings import SharedName
from ..site_files import Maker
from ._context import PageContext


def meaning_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the page of each shared name, by path."""
    return {
        f"{MEANINGS}/{shared.slug}.md": partial(_meaning_page, glossary, shared)
        for shared in glossary.shared_names
    }


def _meaning_page(glossary: PageContext, shared: SharedName) -> str:
    about = glossary.language.words.gettext("“%(name)s” has more than one meaning: %(titles)s.")
    return glossary.page(
        "meaning",
        shared.title,
        about % {"name": shared.title, "titles": shared.titles},
        {"meaning": {"title": shared.title}},
        shared=shared,
        meanings=[
            (concept, glossary.topics[concept.meta.topic], glossary.place_of(shared, concept))
            for concept in shared.concepts
        ],
    )
