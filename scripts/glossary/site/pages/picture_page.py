"""A page with pictures of each topic, and for topics that have more a page with all of theirs."""

import posixpath
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from ...addresses import PICTURES
from ...reading.concept import Concept
from ...reading.pictures import WIDTH, path_of, title_and_height
from ...reading.settings import Topic
from ...text import Picture
from ..site_files import Maker
from ._context import PageContext

# On a wide screen, one row.
SHOWN = 3


class _Drawn(NamedTuple):
    """A picture as its page shows it."""

    concept: Concept
    file: str
    title: str
    height: str
    caption: str


def picture_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the pages of pictures, by path; none where there are no pictures."""
    groups = [
        (topic, drawn)
        for topic, concepts in glossary.by_topic
        if (drawn := [concept for concept in concepts if glossary.drawn(concept)])
    ]
    pages: dict[str, Maker] = {
        f"{PICTURES}/{topic.slug}.md": partial(_topic_page, glossary, topic, drawn)
        for topic, drawn in groups
        if len(drawn) > SHOWN
    }
    return pages | {f"{PICTURES}/index.md": partial(_first_pictures, glossary, groups)} if groups else {}


def _first_pictures(glossary: PageContext, groups: Sequence[tuple[Topic, Sequence[Concept]]]) -> str:
    """Of each topic the pictures to begin with."""
    shown = []
    for topic, concepts in groups:
        # A picture that stands in the lead, and its caption, need no text around them.
        alone = sorted(concepts, key=lambda one: glossary.drawn(one) not in one.text.lead_pictures)
        shown.append((topic, _described(glossary, alone[:SHOWN]), len(concepts)))
    words = glossary.language.words
    title = words.gettext("Pictures")
    about = words.gettext("The pictures of this glossary by topic, each with the term that it explains.")
    return glossary.page("pictures", title, about, title=title, groups=shown, width=WIDTH)


def _topic_page(glossary: PageContext, topic: Topic, concepts: Sequence[Concept]) -> str:
    words, values = glossary.language.words, {"topic": topic.title}
    title = words.gettext("Pictures: %(topic)s") % values
    about = words.gettext("All pictures of the topic “%(topic)s”, each with the term that it explains.")
    return glossary.page(
        "pictures",
        title,
        about % values,
        {"pictures": {"title": topic.title}},
        title=title,
        groups=[(None, _described(glossary, concepts), len(concepts))],
        width=WIDTH,
    )


def _described(glossary: PageContext, concepts: Sequence[Concept]) -> list[_Drawn]:
    """The files themselves, so that a browser loads each when it is scrolled to; a script colours them.

    Each says its title, because its description, which the article has, would double the size of the page.
    """

    def described(concept: Concept, picture: Picture) -> _Drawn:
        path = path_of(picture.target, concept.path)
        title, height = title_and_height(glossary.pictures[path])
        # The caption of any other picture may need the text around it.
        caption = picture.caption if picture in concept.text.lead_pictures else None
        return _Drawn(
            concept, posixpath.relpath(path, PICTURES), title, height, caption or concept.meta.sentence
        )

    return [described(concept, drawn) for concept in concepts if (drawn := glossary.drawn(concept))]
