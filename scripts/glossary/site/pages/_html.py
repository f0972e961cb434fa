"""What of a text becomes HTML before an engine sees it: pictures, citations, formulas and labels."""

from collections.abc import Iterator, Mapping

from ...reading.citations import CitedSources
from ...reading.concept import Concept
from ...reading.pictures import drawn, path_of
from ...text import Edit, Picture
from ...text.formulas import typeset
from ...text.markdown import Markdown, macro, render
from ..article import examples


def in_html(sources: CitedSources, pictures: Mapping[str, str], prefix: str = "") -> Iterator[Edit]:
    """The edits that write all of it, for a text with these sources. Ids of citations begin with `prefix`."""
    concept = sources.concept
    citation = macro("citation.md.j2", "citation", concept.language)
    yield from pictures_in_html(concept, pictures)
    yield from sources.edits(lambda uses: citation(uses, prefix))
    yield from typeset(concept.text)
    yield from examples(concept, classes=True)


def pictures_in_html(concept: Concept, pictures: Mapping[str, str]) -> Iterator[Edit]:
    """The edits that put each picture itself in the place of its address; other images stay."""
    for picture in concept.text.pictures:
        if shown := shown_picture(picture, concept.path, pictures):
            yield Edit(picture.start, picture.end, shown)


def shown_picture(picture: Picture, page: str, pictures: Mapping[str, str]) -> Markdown | None:
    """The picture itself, with its caption, for any page; None if it is an image of another kind.

    So it needs no request, keeps its room and follows the page's colours, and its words are words.
    `page` is the path from which its address leads, `pictures` holds the SVGs by their path.
    """
    svg = pictures.get(path_of(picture.target, page))
    if svg is None:
        return None
    drawing = Markdown(drawn(svg, picture.description))
    return Markdown(render("figure.md.j2", drawing=drawing, caption=picture.caption))
