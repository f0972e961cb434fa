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
    template = environment().get_template("figure.md.j2")
    for figure in concept.text.figures:
        if svg := pictures.get(path_of(figure.target, concept.path)):
            yield Edit(figure.start, figure.end, template.render(drawing=Markdown(drawn(svg, figure.description)), caption=figure.caption))
