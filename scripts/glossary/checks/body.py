"""Rules about the text of a page: its sections, its links, and markup that has no place there."""

import html
import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise

from ..addresses import PICTURES, concept_path, slug_of_path
from ..problem import File, Level, Message, Problem, closest, nearest
from ..reading.concept import Concept
from ..reading.pictures import path_of
from ..reading.settings import Style
from ..reading.validation import short
from ..text import Fence
from ..text.dialogue import DIALOGUE, read_dialogue
from ..text.page_parts import EXAMPLE, generated_ids, heading_id, part_titles
from ._rule import CheckContext, concept_rule, corpus_rule, page_rule
from .status import PUBLISH

# As much as a line of text holds on a large screen, and words enough for a sentence: code has signs between.
_WIDEST = 60
_WORDS_IN_A_ROW = re.compile(r"(?:[^\W\d_][\w’'-]*[,;:.?!”\"]* ){7}[“\"]?[^\W\d_]")


@page_rule()
def missing_section(concept: Concept, style: Style) -> Iterator[Problem]:
    """A page has a lead and every section that the style or the field `example` requires, and none of them is
    empty.

    Bad: a page without `## In plain words`
    Good: a page with all of its sections
    """
    lead, *others = concept.text.sections
    titles = part_titles(concept.language)
    if not lead.parts and (style.lead_paragraphs is None or style.lead_paragraphs[0]):
        fix = Message("say in one to three paragraphs what it is, above the first heading")
        what = Message("the page has no lead")
        yield concept.problem(concept.text.start, what, style.or_change("lead_paragraphs", fix))
    present = {section.title for section in others}
    # A misspelt heading is reported as misspelt, and not as missing.
    present |= {closest(title, titles.values()) or "" for title in present - {*titles.values()}}
    end = len(concept.text.source.rstrip())
    required = [*style.required_sections, *([EXAMPLE] if concept.meta.example else [])]
    for key in dict.fromkeys(required):
        title = titles[key]
        if title not in present:
            fix = Message("write it")
            if key in style.required_sections:
                fix = style.or_change("required_sections", fix)
            fix = Message("{fix}; the order is {names}", fix=fix, names=tuple(titles.values()))
            yield concept.problem(end, Message("the section '## {title}' is missing", title=title), fix)
    for section in others:
        if section.title in titles.values() and not section.parts:
            what = Message("the section '## {title}' is empty", title=section.title)
            yield concept.problem(section.start, what, Message("write it, or remove the heading"))


@page_rule()
def unknown_section(concept: Concept, style: Style) -> Iterator[Problem]:
    """A page has the known sections, each once.

    Bad: `## In simple words`
    Good: `## In plain words`
    """
    seen: set[str] = set()
    known = part_titles(concept.language).values()
    for section in concept.text.sections[1:]:
        title = section.title
        if section.level == 1:
            fix = Message("remove it: the question above the text is generated")
            yield concept.problem(section.start, Message("'# {title}' is a page heading", title=title), fix)
        elif title not in known:
            otherwise = Message("use {names}, or a '###' heading inside one of them", names=tuple(known))
            fix = nearest(title, known, otherwise)
            yield concept.problem(section.start, Message("unknown section {title!r}", title=title), fix)
        elif title in seen:
            what = Message("the section '## {title}' stands twice", title=title)
            yield concept.problem(section.start, what, Message("merge the two"))
        seen.add(title)


@page_rule()
def section_out_of_order(concept: Concept, style: Style) -> Iterator[Problem]:
    """The sections stand in the same order on every page.

    Bad: `## Common pitfalls` above `## In plain words`
    Good: `## In plain words` above `## Common pitfalls`
    """
    order = [*part_titles(concept.language).values()]
    known = [section for section in concept.text.sections[1:] if section.title in order]
    for before, section in pairwise(known):
        if order.index(section.title) < order.index(before.title):
            what = Message("'## {title}' stands below '## {other}'", title=section.title, other=before.title)
            yield concept.problem(section.start, what, Message("the order is {names}", names=tuple(order)))


@page_rule(Level.ERROR)
def broken_code_block(concept: Concept, style: Style) -> Iterator[Problem]:
    """A block of code ends with the marks it began with; only a language stands behind the first.

    Bad: three backticks, and none below the code
    Good: three backticks and `python`, the code, three backticks
    """
    fix = Message(
        "put the same marks, as far from the margin, above and below the code, with nothing "
        "but a language behind the first"
    )
    for place in concept.text.broken_fences:
        mark = concept.text.source[place:].splitlines()[0].strip()[:30]
        what = Message("a mark of a code block that stands alone: {mark!r}", mark=mark)
        yield concept.problem(place, what, fix)


@page_rule()
def malformed_dialogue(concept: Concept, style: Style) -> Iterator[Problem]:
    """In a block of code with the word `dialogue`, a line begins with who speaks and a colon, or is further
    in and goes on with the turn above it.

    Bad: `Good morning.`
    Good: `Customer: Good morning.`
    """
    for fence in concept.text.fences:
        if fence.language == DIALOGUE:
            lines = concept.text.lines_of(fence)
            for number in read_dialogue(lines).strays:
                what = Message("nobody says {line}", line=short(lines[number].strip()))
                fix = Message("write 'Speaker: words', or two spaces before what goes on with the line above")
                yield _on_line(concept, fence, number, what, fix)


@page_rule()
def prose_as_code(concept: Concept, style: Style) -> Iterator[Problem]:
    """In a block of code, a line of ordinary words has at most 60 characters: it cannot wrap on a phone.

    Bad: a conversation between marks with the word `text`
    Good: the same between marks with the word `dialogue`
    """
    for fence in concept.text.fences:
        if fence.language not in ("", "text"):
            continue
        for number, line in enumerate(concept.text.lines_of(fence)):
            if len(line) > _WIDEST and _WORDS_IN_A_ROW.search(line):
                what = Message(
                    "a line of {length} characters in a block of code: {line}",
                    length=len(line),
                    line=short(line.strip()),
                )
                fix = Message("make the block a `dialogue`, a table or a paragraph, or break the line")
                yield _on_line(concept, fence, number, what, fix)


def _on_line(concept: Concept, fence: Fence, number: int, what: Message, fix: Message) -> Problem:
    """A problem on a line between the marks of a block of code."""
    return Problem(concept.path, concept.text.line_at(fence.start) + 1 + number, what, fix)


@page_rule(Level.ERROR)
def raw_html(concept: Concept, style: Style) -> Iterator[Problem]:
    """The text is Markdown without HTML; a comment of plain words may have a line of its own.

    Bad: `<b>bold</b>`
    Good: `**bold**`
    """
    for start, end in concept.text.tags:
        written = concept.text.source[start:end]
        fix = Message("write Markdown, or put it in backticks to show it")
        if written.startswith("<!--"):
            fix = Message("give the comment a line of its own, in plain words")
        yield concept.problem(start, Message("raw HTML: {written!r}", written=written), fix)


@page_rule(Level.ERROR)
def attribute_list(concept: Concept, style: Style) -> Iterator[Problem]:
    """No braces outside code: they could set attributes of the HTML.

    Bad: `[a link](llm.md){: onclick="…" }`
    Good: `[a link](llm.md)`
    """
    for start, end in concept.text.braces:
        what = Message("braces outside code: {written!r}", written=concept.text.source[start:end])
        yield concept.problem(start, what, Message("remove them, or put them in backticks to show them"))


@page_rule()
def admonition(concept: Concept, style: Style) -> Iterator[Problem]:
    """A page has no boxes and no tabs: on most engines their mark would stand in the text.

    Bad: `!!! note`
    Good: `**Prices change.** Look them up before you sign.`
    """
    for start, end in concept.text.boxes:
        mark = concept.text.source[start:end]
        what = Message("the mark of a box: {mark!r}", mark=mark)
        fix = Message("say it in a paragraph, or as a bullet with a bold claim")
        if mark.startswith("="):
            what, fix = Message("the mark of a tab: {mark!r}", mark=mark), Message("show one after the other")
        yield concept.problem(start, what, fix)


# A page of the site by its file, an anchor, an https or mail address.
_SAFE = re.compile(r"https://[^\s\"'<>`]+|mailto:[\w.+-]+@[\w.-]+|#[\w-]*|(?!/)[\w./-]+(?:#[\w-]*)?")


@page_rule(Level.ERROR)
def unsafe_link(concept: Concept, style: Style) -> Iterator[Problem]:
    """A link leads to a page of the site by its file, or to an https or mail address.

    Bad: `[a link](javascript:alert)`, `[a link](/concepts/llm/)`
    Good: `[a link](llm.md)`
    """
    for place, written in concept.text.addresses:
        target = html.unescape(written or "")
        if written is None:
            what = Message("the address of a link is malformed")
            fix = Message("write [words](address), without spaces in the address")
            yield concept.problem(place, what, fix)
        elif not _SAFE.fullmatch(target):
            fix = Message("link to a file of the site or to an https address")
            if target.startswith("http://"):
                fix = Message("use https, or cite another page")
            elif target.startswith("/"):
                fix = Message("link to the file, such as llm.md: the site may live under a path")
            what = Message("the link to {written!r} is not allowed", written=written[:60])
            yield concept.problem(place, what, fix)


@concept_rule()
def dead_link(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A link to a page of the site leads to one that exists, and an image is there.

    Bad: `[a link](langauge-model.md)`, `![A bowl](../pictures/suop.svg)`
    Good: `[a link](language-model.md)`, `![A bowl](../pictures/soup.svg)`
    """
    drafts = set() if concept.is_draft else {draft.path for draft in corpus.drafts.values()}
    for link in concept.text.links:
        target = html.unescape(link.target).partition("#")[0]
        if not target or ":" in target or target.startswith("/"):
            continue
        path = path_of(link.target, concept.path)
        if path in drafts:
            what = Message("the link leads to {target!r}, a draft, which is not published", target=target)
            yield concept.problem(link.start, what, PUBLISH)
        if path in corpus.paths or path in map(concept_path, corpus.broken):
            continue
        if link.image:
            what = Message("the image {target!r} does not exist", target=target)
            names = {posixpath.basename(path) for path in corpus.paths if path.startswith(f"{PICTURES}/")}
            otherwise = Message("put it into {folder}/, or remove the line", folder=PICTURES)
            fix = nearest(posixpath.basename(target), names, otherwise)
        else:
            what = Message("the link leads to {target!r}, which does not exist", target=target)
            pages = {f"{slug}.md" for slug in corpus.concepts}
            fix = nearest(target, pages, Message("link to a file of the source folder"))
        yield concept.problem(link.start, what, fix)


# Anchors of the page's frame and of citations, which only the theme knows.
_OF_THE_THEME = re.compile(r"__.*|src-.*|cite-.*")


@concept_rule()
def dead_anchor(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A link to a section of a concept page leads to one that it has.

    Bad: `[a link](llm.md#pitfalls)`
    Good: `[a link](llm.md#common-pitfalls)`
    """
    for link in (link for link in concept.text.links if "#" in link.target):
        file, _, anchor = html.unescape(link.target).partition("#")
        path = path_of(link.target, concept.path) if file else concept.path
        other = corpus.concepts.get(slug_of_path(path))
        if not anchor or not other or other.path != path or ":" in file or _OF_THE_THEME.fullmatch(anchor):
            continue
        if any(formula.heading for formula in other.text.formulas):
            continue
        headings = (block.plain for block in other.text.blocks if block.level > 1)
        known = {heading_id(heading, other.language) for heading in headings} | generated_ids(other.language)
        # Of equal headings, all but the first get a number.
        if anchor not in known and re.sub(r"_\d+\Z", "", anchor) not in known:
            what = Message(
                "the link leads to {anchor!r}, which {page} does not have",
                anchor=f"#{anchor}",
                page=File(other.path),
            )
            fix = nearest(anchor, known, Message("use one of {names}", names=tuple(sorted(known))))
            yield concept.problem(link.start, what, fix)


@page_rule()
def image_without_description(concept: Concept, style: Style) -> Iterator[Problem]:
    """An image says in words what it shows.

    Bad: `![](attention.svg)`
    Good: `![Lines from the word “it” to the words it refers to](attention.svg)`
    """
    for link in concept.text.links:
        if link.image and not link.words.strip():
            what = Message("the image {target!r} has no description", target=link.target)
            yield concept.problem(link.start, what, Message("write between the brackets what it shows"))


@corpus_rule(needs_all=True)
def unused_picture(corpus: CheckContext) -> Iterator[Problem]:
    """A page shows every picture of the folder `pictures`.

    Bad: `pictures/soup.svg` that is on no page
    Good: `![A bowl of soup](../pictures/soup.svg)` on one page
    """
    texts = corpus.texts
    if any(path.endswith(".md") and path not in texts for path in corpus.paths):
        return  # A page that cannot be read may show any picture.
    # Hidden files of a system and pages about the pictures do not count.
    drawn = {path for path in corpus.paths if path.startswith(f"{PICTURES}/") and "/." not in path}
    unused = drawn - texts.keys()
    for page, text in texts.items() if unused else ():
        # A link without words is a definition, which an image may refer to.
        unused -= {path_of(link.target, page) for link in text.links if link.image or not link.words}
        # In HTML an address leads from the finished page, whose depth differs from the file's.
        tags = [text.source[start:end] for start, end in text.html]
        unused -= {path for path in unused if any(path in tag for tag in tags)}
    for path in unused:
        fix = Message("write ![what it shows](../{path}) on one, or delete the file", path=path)
        yield Problem(path, 1, Message("no page shows this picture"), fix)


@page_rule()
def table_heading_empty(concept: Concept, style: Style) -> Iterator[Problem]:
    """Every column of a table has a heading, the first one too: who hears the table needs it.

    Bad: `| | Age |`
    Good: `| Customer | Age |`
    """
    for table in concept.text.tables:
        if not all(table.heads):
            what = Message("a column of the table has no heading")
            yield concept.problem(table.start, what, Message("give it a word, such as “Aspect”"))
