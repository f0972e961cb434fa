"""What the build changes in a text for its page, its copy and the editions to print.

Pictures, citations and formulas of a page become HTML before an engine sees them. What is for the site's
engine has classes, which a copy, with `classes` false, has not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..addresses import slug_of
from ..reading.citations import CitedSources
from ..reading.concept import Concept
from ..reading.pictures import drawn, path_of
from ..text import Edit, Picture, edited
from ..text.dialogue import DIALOGUE, read_dialogue
from ..text.formulas import typeset
from ..text.markdown import Markdown, macro, render
from ..text.mentions import Mention, Names, find
from ..text.page_parts import EXAMPLE

# Up to five words with a letter: not “if … then”, “p < 0.05” or a sentence.
_TERM = re.compile(r"(?=.*[^\W\d_]{2})[^\W_][\w+#’'/.-]*(?:\s[\w+#’'&/.-]+){0,4}(?<![.])")
_MADE_UP = "\n{: .made-up }"
# A blank where a line must not end: in a sum, on both sides of a sign and behind "=", and between a number
# that is no year and the next word. What it begins with is the blank: if it looked behind first, it would do
# so at every character of a text.
_UNBROKEN = re.compile(
    r" (?:(?<=[\d)²³%] )(?=[×·÷+−] [\d(−])|(?:(?<=[\d)²³%] [×·÷+−] )|(?<=[=≈] ))(?=[\d(−])"
    r"|(?<=\d )(?<!\b[12]\d{3} )(?=[^\W\d_]))"
)


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


def in_html(sources: CitedSources, pictures: Mapping[str, str], prefix: str = "") -> Iterator[Edit]:
    """The edits that write all of it, for a text with these sources. Ids of citations begin with `prefix`."""
    concept = sources.concept
    citation = macro("citation.md.j2", "citation", concept.language)
    yield from pictures_in_html(concept, pictures)
    yield from sources.edits(lambda uses: citation(uses, prefix))
    yield from typeset(concept.text)
    yield from examples(concept, classes=True)
    for blank in _UNBROKEN.finditer(concept.text.prose):
        yield Edit(*blank.span(), "\N{NO-BREAK SPACE}")


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


def examples(concept: Concept, classes: bool) -> Iterator[Edit]:
    """The edits that label an Example section that is made up, and make transcripts of conversations."""
    label = concept.language.words.gettext("Figures and names in this example are made up.")
    for section in concept.sections(EXAMPLE) if concept.meta.example else ():
        end = concept.text.source.find("\n", section.start)
        yield Edit(end, end, f"\n\n*{label}*{_MADE_UP * classes}\n")
    transcript = macro("dialogue.md.j2", "dialogue", concept.language)
    for fence in concept.text.fences:
        if fence.language == DIALOGUE:
            conversation = read_dialogue(concept.text.lines_of(fence))
            # In a list, every line is as far in as the marks.
            margin = fence.start - concept.text.source.rfind("\n", 0, fence.start) - 1
            written = transcript(conversation, classes).strip().replace("\n", "\n" + " " * margin)
            yield Edit(fence.start, fence.end, written)


def explained(concept: Concept, linked: Sequence[Mention]) -> dict[str, Mention]:
    """Where a text first has each term that it covers or has in italics, beside `linked` mentions."""
    covers = _covered(concept, linked)
    return covers | _introduced(concept, [*linked, *covers.values()])


def _covered(concept: Concept, linked: Sequence[Mention]) -> dict[str, Mention]:
    names = Names(concept.language)
    for name in concept.meta.covers:
        names.add(slug_of(name, concept.language), name)
    found: dict[str, Mention] = {}
    for mention in find(concept.text.prose, names):
        if _stands_apart(mention, linked):
            found.setdefault(mention.slug, mention)
    by_slug = {slug_of(name, concept.language): name for name in concept.meta.covers}
    return {by_slug[slug]: mention for slug, mention in found.items()}


def _introduced(concept: Concept, taken: Sequence[Mention]) -> dict[str, Mention]:
    found: dict[str, Mention] = {}
    known = {slug_of(name, concept.language) for name in concept.meta.names}
    for start, end in concept.text.emphasised:
        term = concept.text.source[start:end]
        mention = Mention(start, end, slug_of(term, concept.language), linkable=False)
        if _TERM.fullmatch(term) and mention.slug not in known and _stands_apart(mention, taken):
            known.add(mention.slug)
            found[" ".join(term.split())] = mention
    return found


def _stands_apart(mention: Mention, taken: Iterable[Mention]) -> bool:
    return not any(one.start < mention.end and mention.start < one.end for one in taken)


def term_id(mention: Mention) -> str:
    """The id of the place where a text names a term that it covers."""
    return f"term-{mention.slug}"
