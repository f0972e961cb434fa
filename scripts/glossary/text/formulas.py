"""TeX into MathML Core (w3.org/TR/mathml-core), which browsers draw and screen readers read without a script.

The library math-core translates. Only known elements and attributes of its output are passed on: a
formula is data, and the site's Content-Security-Policy forbids styles in attributes.
"""

import html
import re
from collections.abc import Iterator
from xml.etree import ElementTree

from math_core import LatexError, LatexToMathML

from ..problem import Message, Mistake
from ..text import Edit, Text
from .markdown import escape

# What fits in a line of a phone 320 pixels wide.
LONGEST_IN_LINE = 25
# Longer than any that can be read; the library follows braces as deep as they go.
_LONGEST = 1000

_ELEMENTS = frozenset(
    "math mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow mspace msqrt msub "
    "msubsup msup mtable mtd mtext mtr munder munderover".split()
)
_ATTRIBUTES = frozenset(
    "accent accentunder depth display displaystyle fence form height largeop linethickness lspace "
    "mathvariant maxsize minsize movablelimits rspace scriptlevel separator stretchy symmetric "
    "voffset width".split()
)
_VALUE = re.compile(r"[\w.%+-]*")
# Styles that the library writes, each with the class that stands for it in the stylesheet; the second style
# of a pair adds nothing to the first.
_CLASSES = {
    "text-align:left": "left",
    "justify-items:start": "",
    "text-align:right": "right",
    "justify-items:end": "",
    "padding-right:0": "close-right",
    "padding-left:0": "close-left",
    "padding-left:1em": "apart",
    "margin-left:-0.16666667em": "nearer",
}
# TeX that the library accepts in silence, with what is wrong with it and the way out.
_REFUSED = (
    (
        re.compile(r"\A\s*\Z"),
        Message("the formula is empty"),
        Message("write TeX between the dollar signs"),
    ),
    (
        re.compile(r"(?<!\\)(?:\\\\)*%"),
        Message("a “%” hides the rest of the line"),
        Message("write {value}", value=r"\%"),
    ),
    (
        re.compile(r"<(?=[A-Za-z/!?])"),
        Message("a “<” right before a letter looks like HTML"),
        Message("put a space behind it"),
    ),
    (
        re.compile(r"\\begin\{(?:align|alignat|equation|gather|multline)\*?\}"),
        Message("the formula asks for a number in the margin, which pages do not have"),
        Message("write \\begin{{aligned}} or \\begin{{gathered}}"),
    ),
    (
        re.compile(r"\\\\(?!.*\\end)", re.S),
        Message("“\\\\” breaks a line only within an environment"),
        Message("put the lines between \\begin{{aligned}} and \\end{{aligned}}"),
    ),
)
_UNSHOWABLE = (
    Message("the formula asks for what cannot be shown"),
    Message("leave out one command after the other until it can"),
)
_NAMED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]+;")
# It asks for a variant of the letter before it, which few typefaces have.
_VARIANT = "\ufe00"
_INVISIBLE = re.compile("[\u2061-\u2064\u200b-\u200d]")

_ENGINE = LatexToMathML(fancy_error=False)


class FormulaError(Mistake):
    """TeX that cannot be shown: where in it, what is wrong, and the way out."""

    def __init__(self, what: Message, fix: Message, offset: int = 0) -> None:
        super().__init__(what, fix)
        self.offset = offset


def mathml(tex: str, display: bool) -> str:
    """The MathML of a formula on one line; every character that could be Markdown is written as an entity.

    Raises `FormulaError` where the TeX is broken, not supported or too long for its place.
    """
    for pattern, what, fix in _REFUSED:
        if match := pattern.search(tex):
            raise FormulaError(what, fix, match.start())
    if len(tex) > _LONGEST:
        fix = Message("split it into formulas of at most {most}", most=_LONGEST)
        raise FormulaError(Message("the formula has {length} characters", length=len(tex)), fix)
    try:
        mathml = _ENGINE.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        offset, _, reason = str(error).partition(": ")
        what = Message("the TeX is broken: {reason}", reason=reason.rstrip("."))
        fix = Message("correct it there; it may hold the commands of LaTeX and amsmath")
        raise FormulaError(what, fix, int(offset)) from error
    # Named entities are HTML's, and XML knows five of them.
    xml = _NAMED.sub(lambda entity: html.unescape(entity[0]), mathml).replace(_VARIANT, "")
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError as error:
        # The library leaves a “<” or “&” in the name of an operator as it is, and gives some signs an
        # attribute twice.
        raise FormulaError(*_UNSHOWABLE) from error
    signs = len(_INVISIBLE.sub("", "".join(root.itertext())))
    if not display and signs > LONGEST_IN_LINE:
        what = Message(
            "the formula shows {signs} signs in a line, where {most} fit on a phone",
            signs=signs,
            most=LONGEST_IN_LINE,
        )
        raise FormulaError(what, Message("put it between “$$” in a paragraph of its own"))
    return "".join(_written(root))


def typeset(text: Text) -> Iterator[Edit]:
    """The edits that make MathML of the formulas of a text, and of “\\$” an entity that no engine misreads.

    MathML is a line of HTML, which every engine passes on. A formula for display can be reached by keyboard,
    because on a phone it scrolls by itself. Raises `FormulaError` as `mathml` does.
    """
    for formula in text.formulas:
        shown = mathml(formula.tex, formula.display)
        if formula.display:
            shown = f'<div class="formula" role="group" aria-label="Formula" tabindex="0">{shown}</div>'
        else:
            # Python-Markdown takes `<math>` for a block where it begins a line.
            shown = f"<span>{shown}</span>"
        yield Edit(formula.start, formula.end, shown)
    for start, end in text.escaped_dollars:
        yield Edit(start, end, "&#36;")


def _written(element: ElementTree.Element) -> Iterator[str]:
    if element.tag not in _ELEMENTS:
        what = Message(
            "the formula asks for <{name}>, which browsers draw in different ways", name=element.tag
        )
        raise FormulaError(what, Message("say it without, such as in the sentence beside it"))
    if element.tag == "mtext":
        # Browsers treat it like a space, and so set a “+” behind it as if it were the sign of what
        # follows.
        yield f'<mi mathvariant="normal" class="words">{escape(element.text or "")}</mi>'
        return
    yield f"<{element.tag}"
    for name, value in element.attrib.items():
        if name == "style":
            declarations = re.sub(r"\s", "", value).strip(";").split(";")
            name, value = "class", " ".join(filter(None, map(_class, declarations)))
        elif name not in _ATTRIBUTES or not _VALUE.fullmatch(value):
            # None of this release's, as far as is known.
            raise FormulaError(*_UNSHOWABLE)
        yield f' {name}="{value}"'
    yield f">{escape(element.text or '')}"
    for child in element:
        yield from _written(child)
    yield f"</{element.tag}>"


def _class(declaration: str) -> str:
    if declaration not in _CLASSES:
        what = Message(
            "the formula asks for the style {style!r}, which the site forbids",
            style=declaration.partition(":")[0],
        )
        raise FormulaError(what, Message("leave out colours, lines and sizes"))
    return _CLASSES[declaration]
