"""Rules about pictures: how they are drawn, and where they stand."""

from collections.abc import Iterator

from ..problem import Level, Message, Problem
from ..reading.concept import Concept
from ..reading.pictures import is_picture, path_of
from ..reading.settings import Style
from ._rule import CheckContext, corpus_rule, page_rule


@corpus_rule(Level.ERROR)
def picture_out_of_style(corpus: CheckContext) -> Iterator[Problem]:
    """A picture is a plain SVG in the sizes and colours of the others, and a shape in gold or green says by
    its class what that means (see [how to draw one](writing.md#pictures)).

    Bad: `<rect style="fill: red" onclick="…"/>`
    Good: `<rect class="look" x="20" y="20" width="180" height="64" fill="#f2b53c"/>`
    """
    for path, faults in corpus.pictures.items():
        yield from (Problem(path, fault.line, fault.what, fault.fix) for fault in faults)


@page_rule()
def picture_beside_text(concept: Concept, style: Style) -> Iterator[Problem]:
    """A picture stands between blank lines, in no list, table or link.

    Bad: `A bowl: ![A bowl of soup](../pictures/soup.svg)`
    Good: `![A bowl of soup](../pictures/soup.svg)` on a line of its own
    """
    alone = {picture.start for picture in concept.text.pictures}
    for link in concept.text.links:
        if link.image and link.start not in alone and is_picture(path_of(link.target, concept.path)):
            what = Message("the picture {target!r} is no paragraph by itself", target=link.target)
            fix = Message("put it on a line of its own between blank lines")
            yield concept.problem(link.start, what, fix)


@page_rule()
def caption_points_elsewhere(concept: Concept, style: Style) -> Iterator[Problem]:
    """The caption of a picture says nothing of what stands around it: comparisons show the picture too.

    Bad: `![Three steps](../pictures/soup.svg "The numbers are those of the list above.")`
    Good: `![Three steps](../pictures/soup.svg "1 cut, 2 boil, 3 taste.")`
    """
    for picture in concept.text.pictures:
        if match := concept.language.rules.elsewhere.search(picture.caption):
            what = Message(
                "the caption says {words!r}, and the picture is shown on other pages too", words=match[0]
            )
            yield concept.problem(picture.start, what, Message("say it without the text around the picture"))
