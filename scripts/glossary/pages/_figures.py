"""Pictures with what is said of them."""

from collections.abc import Iterator, Mapping

from ..concept import Concept
from ..markdown import Markdown, environment
from ..pictures import drawn, path_of
from ..text import Edit


def figures(concept: Concept, pictures: Mapping[str, str]) -> Iterator[Edit]:
    """The edits that put each picture of a page itself in the place of its address.

    So it needs no request, keeps its room and follows the page's colours, and its words are words.
    `pictures` holds the SVGs by their path; other images stay as they are.
    """
    for figure in concept.text.figures:
        if svg := pictures.get(path_of(figure.target, concept.path)):
            yield Edit(figure.start, figure.end, _html(svg, figure.description, figure.caption))


def first_figure(concept: Concept, pictures: Mapping[str, str]) -> Markdown | None:
    """The first picture of a page, without its caption, as it can stand on any other; None if there is none."""
    drawings = ((pictures.get(path_of(figure.target, concept.path)), figure.description) for figure in concept.text.figures)
    return next((Markdown(_html(svg, description, "").strip()) for svg, description in drawings if svg), None)


def _html(svg: str, description: str, caption: str) -> str:
    return environment().get_template("figure.md.j2").render(drawing=Markdown(drawn(svg, description)), caption=caption)
