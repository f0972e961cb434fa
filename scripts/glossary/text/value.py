"""What is known of a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate
from textwrap import dedent

from . import markup_mask
from .words import FILL, Span, filler, hidden, spans, words

_CITED = "\x01"


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image with an address of its own, or the definition of a reference, which has no words.

    `target` is the address as it is written, without angle brackets, and stands at `target_start`.
    """

    start: int
    end: int
    words: str
    target: str
    target_start: int
    image: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that is a paragraph by itself, with the words that stand for it and its title, both often "".

    `target` is its address, which ends at `target_end`.
    """

    start: int
    end: int
    target: str
    target_end: int
    description: str
    caption: str


@dataclass(frozen=True, slots=True)
class Block:
    """A heading (`level` 1 to 6) or running text (0): a paragraph, a list's entry, a table's cell.

    `plain` are its words as a reader sees them, descriptions of images and formulas left out; `cited` are the
    places in them where a citation stood. `entry` and `table` say where the outermost entry of a list, or the
    table, begins that it is part of, -1 for none.
    """

    start: int
    end: int
    level: int
    plain: str
    cited: tuple[int, ...]
    entry: int
    table: int


@dataclass(frozen=True, slots=True)
class Fence:
    """A block of code between marks, with the word behind the first of them."""

    start: int
    end: int
    language: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table, and the words that head its columns."""

    start: int
    heads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Formula:
    """TeX between dollar signs: `$…$` within a line, or `$$…$$` (`display`).

    `tex` stands between the signs, `alone` is whether the formula is a paragraph of its own in no list,
    table or quotation, and `heading` whether it stands in a heading.
    """

    start: int
    end: int
    tex: str
    display: bool
    alone: bool
    heading: bool


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An outer entry of a list. `claim` are the bold words that begin it, if something follows them."""

    start: int
    claim: str | None


@dataclass(frozen=True, slots=True)
class CitedSource:
    """A source that a citation names by its id, and the place in it: "table 3", or "" for the whole."""

    id: str
    place: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A bracket that names sources, with the spaces before it.

    `fault` says why it cannot stay so, "" if it can: it is "malformed" and has no `sources`, it stands in
    a "heading", or where another engine might see "code". Citations without a fault are not part of the
    words.
    """

    start: int
    end: int
    sources: tuple[CitedSource, ...]
    fault: str


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of level one or two with what is below it; the lead has the title "" and level 0.

    `id` is the one that the heading gives itself. `parts` counts the paragraphs, lists, tables and blocks of
    code that are in nothing else.
    """

    title: str
    level: int
    id: str | None
    start: int
    end: int
    blocks: tuple[Block, ...]
    parts: int
    entries: tuple[ListEntry, ...]

    @property
    def plain(self) -> str:
        """The words of its running text as a reader sees them, a blank line between two blocks."""
        return _plain(self.blocks)


@dataclass(frozen=True)
class Text:
    """A Markdown text. All places in it are characters of `source`, which is the whole file.

    `front_matter` is the span of the YAML between its marks, if there is any, and `start` the place where the
    Markdown begins. `citations` are all of them, those with a fault too; `code` and `html` are spans, of
    blocks and of what stands within a line. `visible` and `hidden` are spans too: the lines with running
    text, and what in them is not. `escaped_dollars` are the spans of `\\$`, and `loose_marks` the places of
    `$$` in running text that belong to no formula. `emphasised` are the spans of the words in italics,
    outside of headings.

    What an engine might take for markup is found by `with_markup`: HTML (`tags`), attribute lists (`braces`),
    the marks of `boxes` and tabs in running text, marks of code blocks that no other one closes or that hold
    more than a language (`broken_fences`), and each address of a link, None where it is malformed, with its
    place (`addresses`).
    """

    source: str
    front_matter: Span | None
    start: int
    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    citations: tuple[Citation, ...]
    pictures: tuple[Picture, ...]
    tables: tuple[Table, ...]
    fences: tuple[Fence, ...]
    code: tuple[Span, ...]
    html: tuple[Span, ...]
    visible: tuple[Span, ...]
    hidden: tuple[Span, ...]
    formulas: tuple[Formula, ...]
    escaped_dollars: tuple[Span, ...]
    loose_marks: tuple[int, ...]
    emphasised: tuple[Span, ...]
    tags: tuple[Span, ...] = ()
    braces: tuple[Span, ...] = ()
    boxes: tuple[Span, ...] = ()
    broken_fences: tuple[int, ...] = ()
    addresses: tuple[tuple[int, str | None], ...] = ()

    @property
    def yaml(self) -> str:
        """The text of the front matter, "" where there is none."""
        return self.source[slice(*self.front_matter)] if self.front_matter else ""

    @property
    def lead_pictures(self) -> tuple[Picture, ...]:
        """Those before the first heading. They are understood without the rest of the text."""
        return tuple(picture for picture in self.pictures if picture.start < self.sections[0].end)

    @property
    def body(self) -> str:
        """The Markdown below the front matter."""
        return self.source[self.start :]

    @property
    def plain(self) -> str:
        """All words as a reader sees them, a blank line between two blocks; code blocks are left out."""
        return _plain(self.blocks)

    @property
    def words(self) -> list[str]:
        """The words of `plain`."""
        return words(self.plain)

    @cached_property
    def word_count(self) -> int:
        """How many `words` there are."""
        return len(self.words)

    @property
    def prose(self) -> str:
        """The source with all hidden but running text that may become a link, its lines kept."""
        return self.prose_mask.replace(_CITED, FILL)

    @property
    def exposed(self) -> str:
        """The source without its front matter, and without what no engine could take for markup."""
        return markup_mask.exposed(self._below)

    @property
    def running(self) -> str:
        """The source with all hidden but running text as this parser sees it, its lines kept."""
        ends = accumulate((end for _, end in self.visible), max, initial=0)
        starts = (*(start for start, _ in self.visible), len(self.source))
        gaps = ((end, start) for end, start in zip(ends, starts, strict=True) if end < start)
        return hidden(hidden(self.source, gaps), self.hidden)

    @property
    def prose_mask(self) -> str:
        """`prose` with a sign of its own for what citations hide."""
        seen = self.running
        cited = [one for one in self.citations if one.fault in ("", "code")]
        if cited:
            brackets = ((self.source.index("[", one.start), one.end) for one in cited)
            seen = hidden(seen, brackets, _CITED)
        return markup_mask.prose_mask(self._without_formulas, seen)

    @property
    def uncited(self) -> str:
        """The source without its citations, which are hidden."""
        return hidden(self.source, ((citation.start, citation.end) for citation in self.citations))

    def with_markup(self) -> "Text":
        """The same text with what looks like markup: a third of the reading, so it is done once."""
        exposed, mask = self.exposed, self.prose_mask if self.citations else ""
        return replace(
            self,
            citations=tuple(
                one if one.fault or mask[one.end - 1] == _CITED else replace(one, fault="code")
                for one in self.citations
            ),
            tags=tuple(spans(markup_mask.TAG, exposed)),
            braces=tuple(spans(markup_mask.BRACES, exposed)),
            boxes=tuple(
                match.span("mark")
                for match in markup_mask.BOX.finditer(exposed)
                if any(block.start <= match.start("mark") < block.end for block in self.blocks)
            ),
            broken_fences=tuple(markup_mask.broken_fences(self._below)),
            addresses=tuple(markup_mask.addresses(self.source, exposed)),
        )

    @property
    def _below(self) -> str:
        return filler(self.source[: self.start]) + self._without_formulas[self.start :]

    @property
    def _without_formulas(self) -> str:
        """The source with its formulas hidden, which no engine is given as they are written."""
        return hidden(self.source, ((formula.start, formula.end) for formula in self.formulas))

    @property
    def attribute_lists(self) -> Iterator[Span]:
        """What the site's engine takes for lists of attributes, each with the spaces before it."""
        for start, end in spans(markup_mask.ATTRIBUTES, self._below):
            if not any(first < end and start < last for first, last in self.code):
                yield start, end

    def lines_of(self, fence: Fence) -> list[str]:
        """What stands between the marks of a block of code, by its lines."""
        inside = self.source[fence.start : fence.end].split("\n")[1:-1]
        return dedent("\n".join(inside)).split("\n")

    def line_at(self, place: int) -> int:
        """The line of a character."""
        return self.source.count("\n", 0, place) + 1


def _plain(blocks: Iterable[Block]) -> str:
    return "\n\n".join([block.plain for block in blocks])
