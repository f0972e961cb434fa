"""Makes the `Text` of a Markdown file from the events of a CommonMark parser.

The parser is pulldown-cmark (github.com/pulldown-cmark/pulldown-cmark) through its binding pyromark,
which says where in the source each event stands; the places are bytes of UTF-8.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

import pyromark
from pyromark import Options

from . import markup_mask
from .citations import citations
from .value import Block, Citation, Fence, Formula, Link, ListEntry, Picture, Section, Table, Text
from .words import FILL, Span

_OPTIONS = (
    Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_HEADING_ATTRIBUTES | Options.ENABLE_MATH
)

# YAML between lines of hyphens, as Jekyll had it first; in other people's pages also TOML between plus signs.
_FRONT_MATTER = re.compile(r"\A(?P<mark>---|\+\+\+)[ \t]*\n(?P<fields>(?:.*\n)*?)(?P=mark)[ \t]*(?:\n|\Z)")
_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)*\]:[\s>]*(?P<target><[^<>\n]*>|\S+)")
_TARGET = re.compile(r"[\s>]*(?P<target><[^<>\n]*>|\S*)")
# A dollar sign without a backslash before it.
_DOLLAR = re.compile(r"(?<!\\)(?:\\\\)*\$")
# A character that means nothing to the parser, in place of a dollar sign that does not begin a formula.
_NO_MARK = ";"
# Of each byte of UTF-8, whether a character begins with it.
_BEGINS = bytes(byte & 0xC0 != 0x80 for byte in range(256))
# No link may be put inside these elements.
_CLOSED_TAG = re.compile(r"<(?P<end>/)?(?P<tag>a|code|pre|script|style|kbd|samp)\b", re.I)
_OPENING = frozenset({"Emphasis", "Strong", "Link", "Image"})
_LEAVES = frozenset({"Paragraph", "Heading", "TableCell"})


def read(source: str) -> Text:
    """The text of a Markdown file."""
    match = _FRONT_MATTER.match(source)
    start = match.end() if match else 0
    reader = _Reader(source, start)
    reader.read()
    reader.add_definitions()
    return Text(
        source,
        match.span("fields") if match else None,
        start,
        tuple(reader.blocks),
        tuple(_sections(reader, start, len(source))),
        tuple(sorted(reader.links, key=lambda link: link.start)),
        tuple(reader.brackets),
        tuple(reader.pictures),
        tuple(reader.tables),
        tuple(reader.fences),
        tuple(reader.code),
        tuple(reader.html),
        tuple(reader.visible),
        tuple(sorted(reader.hidden)),
        tuple(reader.formulas),
        tuple(reader.escaped_dollars),
        tuple(reader.loose_marks),
        tuple(reader.emphasised),
    ).with_markup()


@dataclass
class _Leaf:
    """The block whose words are being read. `tight` is the text of an entry without a paragraph round it."""

    start: int
    level: int = 0
    id: str | None = None
    tight: bool = False
    # Place, end, TeX, and whether it is one for display.
    formulas: list[tuple[int, int, str, bool]] = field(default_factory=list)


@dataclass(frozen=True)
class _Opened:
    """A link or an image whose end has not come. `words` is the place where its words begin."""

    kind: str
    start: int
    words: int
    link_type: str
    title: str


class _Reader:
    """Goes through the events once and collects what they say about the text."""

    def __init__(self, source: str, start: int) -> None:
        self.source = source
        self.start = start
        # The parser takes only text that can be encoded in UTF-8.
        self.body = source[start:].encode("utf-8", "replace").decode("utf-8")
        self.place = _places(self.body, start)
        self.blocks: list[Block] = []
        self.headings: list[tuple[int, str | None]] = []  # the place of each outer one in `blocks`, its id
        self.outer: list[int] = []  # where each outer block begins that is no heading
        self.entries: list[ListEntry] = []
        self.links: list[Link] = []
        self.brackets: list[Citation] = []
        self.pictures: list[Picture] = []
        self.tables: list[Table] = []
        self.fences: list[Fence] = []
        self.code: list[Span] = []
        self.html: list[Span] = []
        self.first_cell = 0  # where in `blocks` the cells of the row begin that is being read
        self.visible: list[Span] = []
        self.hidden: list[Span] = []
        self.formulas: list[Formula] = []
        self.escaped_dollars: list[Span] = []
        self.loose_marks: list[int] = []
        self.emphasised: list[Span] = []
        self.depth = 0
        self.leaf: _Leaf | None = None
        self.pieces: list[str] = []
        self.places: list[int] = []  # where each of the pieces stands that could be part of a citation, or -1
        self.end = 0  # where the last inline event ended
        self.within = {"Item": -1, "Table": -1}  # where the outermost entry and the table begin that are open
        self.entry: int | None = None  # where the outer entry begins whose first block has not ended
        self.claim = 0  # how many of `pieces` are the bold beginning of the entry
        self.open: list[_Opened] = []  # links and images
        self.description: list[str] = []  # the words of the last image
        self.image: Picture | None = None  # the last image, if it may be all of its paragraph
        self.silent = 0  # how many images, notes or blocks of code are open: their words are no text
        self.element: tuple[str, int] | None = None  # an open HTML element in which no link may be put

    def read(self) -> None:
        for event, span in self.events():
            start, end = self.place(span["start"]), self.place(span["end"])
            if event == "Rule":
                self.close_leaf(start)
                if self.depth == 0:
                    self.outer.append(start)
                continue
            # Any other event without a value is a line break.
            ((name, value),) = [("Text", "\n")] if isinstance(event, str) else event.items()
            if name == "Start" or name == "End":
                kind, about = (value, {}) if isinstance(value, str) else next(iter(value.items()))
                (self.begin if name == "Start" else self.finish)(kind, about, start, end)
            else:
                self.inline(name, value, start, end)
        self.close_leaf(len(self.source))

    def events(self) -> list[tuple[Any, Any]]:
        """What the parser finds, with formulas by Pandoc's rule (pandoc.org/MANUAL.html, `tex_math_dollars`).

        The parser also lets a dollar sign end a formula that has a digit behind it, as in “US$3 and US$4”.
        """
        while True:
            events = list(pyromark.events_with_range(self.body, options=_OPTIONS))
            if "$" not in self.body:
                return events
            signs = bytearray(self.body.encode())
            begun = [
                span["start"]
                for event, span in events
                if isinstance(event, dict) and isinstance(tex := event.get("InlineMath"), str)
                if signs[span["end"] : span["end"] + 1].isdigit() or _DOLLAR.search(tex)
            ]
            if not begun:
                return events
            for place in begun:
                signs[place] = ord(_NO_MARK)
            self.body = signs.decode()

    def begin(self, kind: str, about: dict[str, Any], start: int, end: int) -> None:
        if kind in _OPENING:
            self.open_leaf(start)
            self.end = start
            if kind == "Strong" and self.entry is not None and not "".join(self.pieces).strip():
                self.claim = -1
            if kind == "Link" or kind == "Image":
                self.end = start + (2 if kind == "Image" else 1)
                self.open.append(_Opened(kind, start, self.end, about["link_type"], about["title"]))
                if kind == "Image":
                    self.silent += 1
                    self.description.clear()
            return
        if kind not in _LEAVES or self.leaf:
            self.close_leaf(start)
        if kind in _LEAVES:
            is_heading = kind == "Heading"
            self.leaf = _Leaf(start, int(about["level"][1]), about["id"]) if is_heading else _Leaf(start)
            if kind == "Paragraph":
                self.show(start, end)
                if self.depth == 0:
                    self.outer.append(start)
            return
        if self.depth == 0 and kind != "HtmlBlock":
            self.outer.append(start)
        self.depth += 1
        if self.within.get(kind) == -1:
            self.within[kind] = start
        if kind == "Item" and self.depth == 2:
            self.entry, self.claim = start, 0
        elif kind == "TableHead" or kind == "TableRow":
            self.show(start, end)
            self.first_cell = len(self.blocks)
        elif kind == "CodeBlock":
            self.code.append((start, end))
            if isinstance(about, dict):
                self.fences.append(Fence(start, end, about["Fenced"].strip()))
            self.silent += 1
        elif kind == "HtmlBlock":
            self.html.append((start, end))
            self.silent += 1
        elif kind == "FootnoteDefinition":
            self.hidden.append((start, end))
            self.silent += 1

    def finish(self, kind: str, about: dict[str, Any], start: int, end: int) -> None:
        if kind in _LEAVES:
            self.close_leaf(end)
        elif kind == "Link" or kind == "Image":
            self.close_link(end)
        elif kind == "Strong":
            if self.claim < 0:
                self.claim = len(self.pieces)
            self.end = end
        elif kind in _OPENING:
            self.end = end
            if kind == "Emphasis" and not self.silent and self.leaf and not self.leaf.level:
                self.emphasised.append((start + 1, end - 1))
        else:
            self.close_leaf(end)
            self.depth -= 1
            if kind == "Table" or (kind == "Item" and self.depth <= 1):
                self.within[kind] = -1
            if kind == "TableHead":
                heads = tuple(block.plain for block in self.blocks[self.first_cell :])
                self.tables.append(Table(start, heads))
            if kind == "Item" and self.depth == 1 and self.entry is not None:
                self.entries.append(ListEntry(self.entry, None))
                self.entry = None
            if kind in {"CodeBlock", "HtmlBlock", "FootnoteDefinition"}:
                self.silent -= 1

    def inline(self, name: str, value: str, start: int, end: int) -> None:
        if name == "Html":
            return
        if name == "Text" and self.silent and not self.open:
            return
        leaf = self.open_leaf(start)
        self.end = end
        if (
            name == "Text"
            and "$" in self.source[start:end]
            and value == self.body[start - self.start : end - self.start]
        ):
            value = self.source[start:end]  # A dollar sign that begins no formula.
        if name == "InlineMath" or name == "DisplayMath":
            self.hidden.append((start, end))
            if not self.silent:
                leaf.formulas.append((start, end, value, name == "DisplayMath"))
        elif name == "Text" or name == "Code":
            if not self.silent:
                self.pieces.append(value)
                as_written = name == "Text" and value == self.source[start:end] and not self.open
                self.places.append(start if as_written else -1)
            elif self.open:
                self.description.append(value)
            if name == "Code":
                self.code.append((start, end))
                self.hidden.append((start, end))
            elif value != self.source[start:end] and value != "\n":
                self.hidden.append((start, end))  # An entity.
            elif value.startswith("$"):
                self.dollar(start)
        else:
            self.hidden.append((start, end))
            if name == "InlineHtml":
                self.tag(value, start, end)

    def dollar(self, start: int) -> None:
        if self.source.startswith("\\", start - 1):
            self.escaped_dollars.append((start - 1, start + 1))
        elif self.source.startswith("$$", start) and not self.silent:
            self.loose_marks.append(start)

    def tag(self, written: str, start: int, end: int) -> None:
        self.html.append((start, end))
        tag = _CLOSED_TAG.match(written)
        if tag and not tag["end"] and not self.element:
            self.element = tag["tag"].lower(), start
        elif tag and tag["end"] and self.element and self.element[0] == tag["tag"].lower():
            self.hidden.append((self.element[1], end))
            self.element = None

    def open_leaf(self, start: int) -> _Leaf:
        """The open block, or a new one for the words of a list entry that has no paragraph of its own."""
        self.leaf = self.leaf or _Leaf(start, tight=True)
        return self.leaf

    def show(self, start: int, end: int) -> None:
        """Makes lines visible, with what stands before them."""
        self.visible.append((self.source.rfind("\n", 0, start) + 1, end))

    def close_leaf(self, end: int) -> None:
        if not self.leaf:
            return
        leaf, self.leaf = self.leaf, None
        image, self.image = self.image, None
        if leaf.tight:
            self.show(leaf.start, self.end)
        if self.element:
            self.hidden.append((self.element[1], end))
            self.element = None
        if not self.silent:
            cited = self.take_citations(leaf.level > 0)
            words = "".join(self.pieces)
            plain = markup_mask.ATTRIBUTES.sub("", words).strip()
            blanks = len(words) - len(words.lstrip())
            whole = self.source[leaf.start : end].strip() if self.depth == 0 else None
            for formula in leaf.formulas:
                alone = whole == self.source[formula[0] : formula[1]]
                self.formulas.append(Formula(*formula, alone, leaf.level > 0))
            if leaf.level and self.depth == 0:
                self.headings.append((len(self.blocks), leaf.id))
            if image and whole == self.source[image.start : image.end] and not leaf.level:
                self.pictures.append(image)
            places = tuple(place - blanks for place in cited)
            self.blocks.append(Block(leaf.start, end, leaf.level, plain, places, *self.within.values()))
            if self.entry is not None:
                followed = self.claim > 0 and "".join(self.pieces[self.claim :]).strip()
                claim = " ".join("".join(self.pieces[: self.claim]).split())
                self.entries.append(ListEntry(self.entry, claim if followed else None))
                self.entry = None
        self.pieces.clear()
        self.places.clear()

    def take_citations(self, in_heading: bool) -> list[int]:
        """Takes the citations without a fault out of the words of a block, and says where they were."""
        if not any("@" in piece for piece in self.pieces):
            return []
        kept = [*map(list, self.pieces)]
        for citation, characters in citations(self.source, self.pieces, self.places, in_heading):
            self.brackets.append(citation)
            if not citation.fault:
                for piece, place in characters:
                    kept[piece][place] = ""
                piece, place = characters[0]
                kept[piece][place] = FILL
        marked = [*map("".join, kept)]
        self.pieces = [piece.replace(FILL, "") for piece in marked]
        return [*accumulate(map(len, "".join(marked).split(FILL)[:-1]))]

    def close_link(self, end: int) -> None:
        opened = self.open.pop()
        place, image = opened.start, opened.kind == "Image"
        if opened.link_type == "Collapsed" and self.source.startswith("[]", end):
            end += 2
        self.hidden.append((place, end))
        self.silent -= image
        if opened.link_type == "Inline":
            inside = self.end
            # The words are followed by a bracket, a parenthesis and, up to the first space, the address.
            match = _TARGET.match(self.source, inside + 2, end - 1)
            target = match["target"] if match else ""
            at = match.start("target") if match else inside + 2
            link = _link((place, end), self.source[opened.words : inside], target, at, image)
            self.links.append(link)
            if image:
                words = "".join(self.description)
                self.image = Picture(place, end, link.target, at + len(target), words, opened.title)
        self.end = end

    def add_definitions(self) -> None:
        """Adds the definitions of references to the links."""
        if "]:" not in self.source:
            return
        for definition in pyromark.reference_definitions(self.body, options=_OPTIONS).values():
            start, end = (self.place(definition["span"][side]) for side in ("start", "end"))
            if match := _DEFINITION.match(self.source, start, end):
                self.links.append(_link((start, end), "", match["target"], match.start("target"), False))


def _link(span: tuple[int, int], words: str, written: str, at: int, image: bool) -> Link:
    angled = written.startswith("<") and written.endswith(">")
    return Link(*span, words, written[1:-1] if angled else written, at + angled, image)


def _places(body: str, shift: int) -> Callable[[int], int]:
    """A function from the place of a byte in the UTF-8 of `body` to that of its character, plus `shift`."""
    if body.isascii():
        return lambda byte: byte + shift
    characters_before = [*accumulate(body.encode().translate(_BEGINS), initial=shift)]
    return lambda byte: characters_before[byte]


def _sections(reader: _Reader, start: int, end: int) -> Iterator[Section]:
    blocks = reader.blocks
    heads = [(place, id) for place, id in reader.headings if blocks[place].level <= 2]
    for (place, id), (behind, _) in pairwise([(-1, None), *heads, (len(blocks), None)]):
        title, level = (blocks[place].plain, blocks[place].level) if place >= 0 else ("", 0)
        first = blocks[place].start if place >= 0 else start
        last = blocks[behind].start if behind < len(blocks) else end
        yield Section(
            title,
            level,
            id,
            first,
            last,
            tuple(blocks[place + 1 : behind]),
            sum(first <= outer < last for outer in reader.outer),
            tuple(entry for entry in reader.entries if first <= entry.start < last),
        )
