"""What is said at the head of an example that is made up."""

from collections.abc import Iterator

from ..reading.concept import Concept
from ..text import Edit
from ..text.page_parts import EXAMPLE

# A class for the page's styles, as the site's engine reads it.
_CLASS = "\n{: .made-up }"


def labelled(concept: Concept, with_class: bool = False) -> Iterator[Edit]:
    """The edit that puts the label below the heading of the Example section, if the page calls it made up.
    `with_class` is for what an engine reads.
    """
    if not concept.meta.example:
        return
    label = concept.language.words.gettext("Figures and names in this example are made up.")
    for section in concept.sections(EXAMPLE):
        end = concept.text.source.find("\n", section.start)
        yield Edit(end, end, f"\n\n*{label}*{_CLASS * with_class}\n")
