"""The pictures of a source folder: SVGs of one look, fit for a page's HTML and for drawing programs.

A colour is written as itself in an attribute, because that is what drawing programs write, and a strict
Content-Security-Policy blocks styles. So the colours of the palette are what classes would be: a stylesheet
names each of them and says what it becomes in the dark.
"""

import html
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from math import dist
from urllib.parse import unquote
from xml.etree import ElementTree
from xml.parsers import expat

from ..addresses import PICTURES
from ..problem import Message, nearest
from ..text import file_of

SVG = "http://www.w3.org/2000/svg"

PALETTE = {
    "#f5f0e4": Message("the ground"),
    "#fffdf8": Message("what stands on it, and words on green"),
    "#211f1b": Message("words"),
    "#5d574c": Message("words in the second row"),
    "#7c7464": Message("lines in the second row"),
    "#0b5548": Message("dark green: lines, and the model or what else does the work"),
    "#cfe3d6": Message("light green: data, or what else is worked on"),
    "#f2b53c": Message("gold: where to look"),
    "#2a2000": Message("words on gold"),
}
# A shape with one of these colours needs the class that says why.
MEANINGS = {"#0b5548": "model", "#cfe3d6": "data", "#f2b53c": "look"}

WIDTH = 680
HIGHEST = 420
# A phone 390 pixels wide shows it at 13.
LEAST_TEXT = 23
MOST_BYTES = 8_000
# More than any drawing has, and fewer than Python follows.
_DEEPEST = 50

# What an attribute may hold, as a pattern and in words.
_NUMBER = (r"-?\d+(\.\d+)?", Message("write a number without a unit"))
# A name with a part that begins with a digit needs quotation marks, or browsers ignore the whole list
# (CSS Fonts Module Level 4, section 2.1).
_FAMILY = r"'[\w -]+'|-?[^\W\d][\w-]*( -?[^\W\d][\w-]*)*"
_COLOUR = ("|".join(["none", *PALETTE]), None)
_ATTRIBUTES: dict[str, tuple[str, Message | None]] = {
    "xmlns": (re.escape(SVG), Message("write {value}", value=SVG)),
    "width": _NUMBER,
    "height": _NUMBER,
    "viewBox": (rf"0 0 {WIDTH} \d+", Message("write 0 0 {width} and the height", width=WIDTH)),
    **dict.fromkeys(["x", "y", "x1", "y1", "x2", "y2", "dx", "dy", "cx", "cy", "r", "rx", "ry"], _NUMBER),
    "d": (r"[MmZzLlHhVvCcSsQqTtAaEe\d\s,.+-]+", Message("write the path with letters and numbers alone")),
    "points": (r"[\d\s,.-]+", Message("write numbers alone")),
    "transform": (
        r"(translate|rotate)\([\d\s,.-]+\)",
        Message(
            "move or turn it and no more, or ungroup it in the drawing program, so that sizes are what they "
            "say"
        ),
    ),
    "fill": _COLOUR,
    "stroke": _COLOUR,
    "stroke-width": _NUMBER,
    "stroke-dasharray": (r"[\d\s,.]+", Message("write numbers alone")),
    "stroke-linecap": ("butt|round|square", Message("write round")),
    "stroke-linejoin": ("miter|round|bevel", Message("write round")),
    "font-family": (rf"({_FAMILY})(, *({_FAMILY}))*", Message("write 'Source Sans 3', sans-serif")),
    "font-size": _NUMBER,
    "font-weight": ("normal|bold|600", Message("write 600")),
    "text-anchor": ("start|middle|end", Message("write start, middle or end")),
}
_BLANK = re.compile(r"\s+")
_WORDS = {"title", "text", "tspan"}
_ELEMENTS = _WORDS | {"g", "rect", "circle", "ellipse", "line", "polyline", "polygon", "path"}


def is_picture(path: str) -> bool:
    """Whether a file of the source folder is a picture of the kind that is described here."""
    return path.startswith(f"{PICTURES}/") and path.endswith(".svg")


def path_of(address: str, page: str) -> str:
    """The path in the source folder to which an address on a page leads."""
    file, _ = file_of(html.unescape(address))
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(file)))


# Topics, comparisons and the page before show it too.
@lru_cache(2**9)
def drawn(svg: str, description: str) -> str:
    """The HTML of a picture without a fault, with the description for people who cannot see it."""
    root = ElementTree.fromstring(svg)
    for element in list(root.iter()):
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        # An empty line would end the HTML in a Markdown text.
        element.text = _BLANK.sub(" ", element.text or "") if element.tag in _WORDS else None
        element.tail = _BLANK.sub(" ", element.tail or "") if element.tag == "tspan" else None
    # A browser would show it over the picture as a tooltip.
    root.remove(root[0])
    root.set("role", "img")
    root.set("aria-label", " ".join(description.split()))
    return ElementTree.tostring(root, "unicode")


def title_and_height(svg: str) -> tuple[str, str]:
    """The title of a picture without a fault, and its height where its width is `WIDTH`."""
    root = ElementTree.fromstring(svg)
    return " ".join((root[0].text or "").split()), root.attrib["height"]


@dataclass(frozen=True)
class Fault:
    """What keeps an SVG from being a picture: the line, what is wrong, and the way out."""

    line: int
    what: Message
    fix: Message


def faults(svg: str) -> list[Fault]:
    """All that is wrong with the text of an SVG file.

    A picture without a fault holds nothing that could run, load or restyle anything: what is not listed here
    is refused.
    """
    inspection = _Inspection()
    try:
        inspection.parser.Parse(svg.encode(), True)
    except expat.ExpatError as error:
        what = Message("the file is no XML: {reason}", reason=expat.errors.messages[error.code])
        return [Fault(error.lineno, what, Message("mend it, or save it as SVG again"))]
    except _Doctype:
        fix = Message("remove the line that begins with <!DOCTYPE")
        return [Fault(inspection.parser.CurrentLineNumber, Message("the file has a document type"), fix)]
    return [*inspection.faults, *_size_faults(svg)]


def _size_faults(svg: str) -> Iterator[Fault]:
    root = ElementTree.fromstring(svg)
    height = root.get("height", "")
    given = root.tag, root.get("width"), root.get("viewBox")
    wanted = f"{{{SVG}}}svg", str(WIDTH), f"0 0 {WIDTH} {height}"
    if given != wanted or not height.isdecimal() or int(height) > HIGHEST:
        form = f'<svg xmlns="{SVG}" width="{WIDTH}" height="…" viewBox="0 0 {WIDTH} …">'
        what = Message(
            "the picture is not {width} wide and at most {height} high", width=WIDTH, height=HIGHEST
        )
        yield Fault(1, what, Message("begin the file with {form}, the same height in both places", form=form))
    if not len(root) or root[0].tag != f"{{{SVG}}}title" or not (root[0].text or "").strip():
        fix = Message("write <title>…</title> below the first line: a tab of the browser shows it")
        yield Fault(1, Message("the picture has no title"), fix)
    if (size := len(svg.encode())) > MOST_BYTES:
        what = Message("the file has {size} bytes, and {most} are enough", size=size, most=MOST_BYTES)
        yield Fault(1, what, Message("draw less, or let the drawing program simplify its paths"))


class _Doctype(Exception):
    """A document type can define entities, which no drawing needs."""


@dataclass
class _Inspection:
    """Goes through an SVG and notes what has no place in it."""

    faults: list[Fault] = field(default_factory=list)
    # The open elements, each with its font size.
    open: list[tuple[str, float]] = field(default_factory=list)
    parser: expat.XMLParserType = field(default_factory=lambda: expat.ParserCreate("utf-8"))

    def __post_init__(self) -> None:
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = lambda name: self.open.pop()
        self.parser.CharacterDataHandler = self.words
        self.parser.ProcessingInstructionHandler = lambda target, data: self.fault(
            Message("<?{name} …?> has no place in a picture", name=target), Message("remove it")
        )
        self.parser.StartDoctypeDeclHandler = self.doctype

    def fault(self, what: Message, fix: Message) -> None:
        self.faults.append(Fault(self.parser.CurrentLineNumber, what, fix))

    def doctype(self, *declared: object) -> None:
        raise _Doctype

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        if name not in _ELEMENTS and (name != "svg" or self.open):
            fix = nearest(name, _ELEMENTS, Message("draw with {names}", names=tuple(sorted(_ELEMENTS))))
            self.fault(Message("<{name}> has no place in a picture", name=name), fix)
        meaning, fill = attributes.pop("class", ""), attributes.get("fill", "")
        if meaning != (meant := MEANINGS.get(fill, "")):
            fix = Message("leave the class out: it says what gold and green mean")
            if meant:
                fix = Message(
                    'write class="{meant}" for {use}, or fill it with #fffdf8', meant=meant, use=PALETTE[fill]
                )
            what = Message(
                "<{name}> has fill={fill!r} and class={meaning!r}", name=name, fill=fill, meaning=meaning
            )
            self.fault(what, fix)
        for attribute, value in attributes.items():
            self.attribute(name, attribute, value)
        if len(self.open) == _DEEPEST:
            what = Message("<{name}> stands in {most} other elements", name=name, most=_DEEPEST)
            self.fault(what, Message("ungroup the drawing in the drawing program"))
        size, around = attributes.get("font-size", ""), self.open[-1][1] if self.open else 0
        self.open.append((name, float(size) if re.fullmatch(_NUMBER[0], size) else around))

    def attribute(self, element: str, name: str, value: str) -> None:
        if name not in _ATTRIBUTES:
            fix = Message(
                "save the drawing as optimised SVG, its styles as attributes, or remove this one by hand"
            )
            what = Message("{name!r} on <{element}> has no place in a picture", name=name, element=element)
            self.fault(what, fix)
            return
        form, advice = _ATTRIBUTES[name]
        if not re.fullmatch(form, value):
            fix = advice or _nearest_colour(value)
            what = Message(
                "{name}={value!r} on <{element}> is not allowed", name=name, value=value[:60], element=element
            )
            self.fault(what, fix)

    def words(self, text: str) -> None:
        name, size = self.open[-1]
        if not text.strip():
            return
        if name not in _WORDS:
            what = Message("the words {words!r} stand in <{name}>", words=text.strip()[:40], name=name)
            self.fault(what, Message("put them into <text>"))
        elif name != "title" and size < LEAST_TEXT:
            fix = Message(
                "set them in {least} or larger: a phone shows them at little more than half of that",
                least=LEAST_TEXT,
            )
            words = text.strip()[:40]
            what = Message("the words {words!r} have the size {size:g}", words=words, size=size)
            self.fault(what, fix)


def _nearest_colour(value: str) -> Message:
    """The way out for a colour that is not in the palette."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
        colours = tuple(_colour(colour) for colour in PALETTE)
        return Message("take one of {colours}", colours=colours)
    near = min(PALETTE, key=lambda colour: dist(bytes.fromhex(colour[1:]), bytes.fromhex(value[1:])))
    return Message("take {colour}", colour=_colour(near))


def _colour(colour: str) -> Message:
    return Message("{colour} ({use})", colour=colour, use=PALETTE[colour])
