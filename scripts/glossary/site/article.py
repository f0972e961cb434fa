"""What the build changes in a text for its page, its copy and the editions to print alike.

What is for the site's engine has classes, which a copy, with `classes` false, has not.
"""

from collections.abc import Iterable, Iterator

from ..addresses import slug_of
from ..reading.concept import Concept
from ..text import Edit, edited
from ..text.dialogue import DIALOGUE, read_dialogue
from ..text.markdown import macro
from ..text.mentions import Mention, Names, find
from ..text.page_parts import EXAMPLE

_MADE_UP = "\n{: .made-up }"


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


def examples(concept: Concept, classes: bool) -> Iterator[Edit]:
    """The edits that put a label below the heading of the Example section, if the page calls it made up, and
    make transcripts of conversations.
    """
    yield from _label(concept, classes)
    transcript = macro("dialogue.md.j2", "dialogue", concept.language)
    for fence in concept.text.fences:
        if fence.language == DIALOGUE:
            conversation = read_dialogue(concept.text.lines_of(fence))
            # In a list, every line is as far in as the marks.
            margin = fence.start - concept.text.source.rfind("\n", 0, fence.start) - 1
            written = transcript(conversation, classes).strip().replace("\n", "\n" + " " * margin)
            yield Edit(fence.start, fence.end, written)


def _label(concept: Concept, classes: bool) -> Iterator[Edit]:
    if not concept.meta.example:
        return
    label = concept.language.words.gettext("Figures and names in this example are made up.")
    for section in concept.sections(EXAMPLE):
        end = concept.text.source.find("\n", section.start)
        yield Edit(end, end, f"\n\n*{label}*{_MADE_UP * classes}\n")


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
