"""A page with all pictures, by topic."""

import posixpath
from functools import partial

from ...addresses import PICTURES
from ...reading.concept import Concept
from ...reading.pictures import WIDTH, path_of, title_and_height
from ...text import Picture
from ..site_files import Maker
from ._context import PageContext


def picture_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the page of pictures, by path; none where there are no pictures."""
    shown = any(map(glossary.drawn, glossary.graph.concepts.values()))
    return {f"{PICTURES}/index.md": partial(_pictures_page, glossary)} if shown else {}


def _pictures_page(glossary: PageContext) -> str:
    """The files themselves, so that a browser loads each when it is scrolled to; a script colours them.

    Each says its title, because its description, which the article has, would double the size of the page.
    """

    def described(concept: Concept, picture: Picture) -> tuple[Concept, str, str, str, str]:
        path = path_of(picture.target, concept.path)
        title, height = title_and_height(glossary.pictures[path])
        # The caption of any other picture may need the text around it.
        caption = picture.caption if picture in concept.text.lead_pictures else None
        return concept, posixpath.relpath(path, PICTURES), title, height, caption or concept.meta.sentence

    groups = [
        (topic, [described(concept, drawn) for concept in concepts if (drawn := glossary.drawn(concept))])
        for topic, concepts in glossary.by_topic
    ]
    words = glossary.language.words
    about = words.gettext("All pictures of this glossary, each with the term that it explains.")
    groups = [(topic, drawn) for topic, drawn in groups if drawn]
    return glossary.page("pictures", words.gettext("Pictures"), about, groups=groups, width=WIDTH)
