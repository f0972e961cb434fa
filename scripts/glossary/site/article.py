"""What the build changes in a text for its page, its copy and the editions to print alike."""

from collections.abc import Iterable, Iterator

from ..addresses import slug_of
from ..reading.concept import Concept
from ..text import Edit, edited
from ..text.mentions import Mention, Names, find
from ..text.page_parts import EXAMPLE


def parted(concept: Concept, edits: Iterable[Edit]) -> tuple[str, str]:
    """The picture of a page's lead, "" if it has none, and the rest of its text, with the edits made.

    The picture stands at the head of the page, however far below the first line its author wrote it.
    """
    text, edits = concept.text, [*edits]
    lead = text.sections[0]
    for picture in text.pictures:
        if picture.start < lead.end:
            within = (edit for edit in edits if edit.start < picture.end)
            shown = edited(text.source[: picture.end], within, picture.start)
            edits.insert(0, Edit(picture.start, picture.end, ""))
            return shown.strip(), edited(text.source, edits, text.start).strip()
    return "", edited(text.source, edits, text.start).strip()


def labelled(concept: Concept, attributes: str = "") -> Iterator[Edit]:
    """The edit that puts a label below the heading of the Example section, if the page calls it made up.
    `attributes` are those that the site's engine gives to it.
    """
    if not concept.meta.example:
        return
    label = concept.language.words.gettext("Figures and names in this example are made up.")
    for section in concept.sections(EXAMPLE):
        end = concept.text.source.find("\n", section.start)
        yield Edit(end, end, f"\n\n*{label}*{attributes}\n")


def covered(concept: Concept, linked: Iterable[Mention]) -> dict[str, Mention]:
    """Where a text first names each term that it covers, by the term: no term that stands in one of the
    `linked` mentions, nor one that the text does not name.
    """
    names = Names(concept.language)
    for name in concept.meta.covers:
        names.add(slug_of(name, concept.language), name)
    taken = [(mention.start, mention.end) for mention in linked]
    found: dict[str, Mention] = {}
    for mention in find(concept.text.prose, names):
        if not any(mention.start < end and start < mention.end for start, end in taken):
            found.setdefault(mention.slug, mention)
    by_slug = {slug_of(name, concept.language): name for name in concept.meta.covers}
    return {by_slug[slug]: mention for slug, mention in found.items()}


def term_id(mention: Mention) -> str:
    """The id of the place where a text names a term that it covers."""
    return f"term-{mention.slug}"
