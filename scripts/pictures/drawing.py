"""What every picture is made of: the palette, the sizes, and a sheet to put shapes on.

All is said in attributes, for a strict Content-Security-Policy blocks styles. The colours are those
of the light palette; in the dark one the theme turns light into dark and keeps the hues.
"""

from collections.abc import Callable, Sequence
from itertools import groupby
from math import atan2, cos, hypot, sin
from xml.sax.saxutils import escape

WIDTH = 680

SHEET = "#f5f0e4"  # the ground
PAPER = "#fffdf8"  # what stands on it
INK = "#211f1b"
SOFT = "#5d574c"  # words in the second row
EDGE = "#7c7464"  # lines in the second row
GREEN = "#0b5548"
LEAF = "#cfe3d6"  # the light green of filled shapes
GOLD = "#f2b53c"  # what the picture is about

LARGE = 26
TEXT = 23
SMALL = 20

Point = tuple[float, float]


class Sheet:
    """A picture that grows by one shape with each call. What is drawn later lies above."""

    def __init__(self, title: str, height: int) -> None:
        self.title = title
        self.height = height
        self._shapes: list[str] = []

    def text(self, x: float, y: float, words: str, size: int = TEXT, fill: str = INK, anchor: str = "middle", bold: bool = False) -> None:
        """Words on one line, whose middle is at the height `y`."""
        weight = ' font-weight="600"' if bold else ""
        where = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._add(f'<text x="{_n(x)}" y="{_n(y + size * 0.35)}" font-size="{size}" fill="{fill}"{where}{weight}>{escape(words)}</text>')

    def lines(self, x: float, y: float, words: Sequence[str], size: int = TEXT, fill: str = INK, anchor: str = "middle", bold: bool = False) -> None:
        """Several lines, one below the other, whose common middle is at the height `y`."""
        for index, row in enumerate(words):
            self.text(x, y + (index - (len(words) - 1) / 2) * size * 1.25, row, size, fill, anchor, bold)

    def box(self, x: float, y: float, width: float, height: float, fill: str = PAPER, stroke: str | None = GREEN, dashed: bool = False, radius: float = 10) -> None:
        """A rectangle with round corners."""
        self._add(f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" rx="{_n(radius)}" fill="{fill}"{_stroke(stroke, 2, dashed)}/>')

    def label(
        self, x: float, y: float, width: float, height: float, words: str, fill: str = PAPER, size: int = TEXT, bold: bool = False, stroke: str | None = GREEN
    ) -> None:
        """A box with words in its middle; a line break in them begins a new line. On green they are white."""
        self.box(x, y, width, height, fill, stroke)
        self.lines(x + width / 2, y + height / 2, words.split("\n"), size, PAPER if fill == GREEN else INK, bold=bold)

    def circle(self, x: float, y: float, radius: float, fill: str = PAPER, stroke: str | None = GREEN, width: float = 2) -> None:
        """A circle round the point `x`, `y`."""
        self._add(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(radius)}" fill="{fill}"{_stroke(stroke, width, False)}/>')

    def line(self, points: Sequence[Point], stroke: str = EDGE, width: float = 2, dashed: bool = False) -> None:
        """Straight lines from point to point."""
        self.path("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points), stroke=stroke, width=width, dashed=dashed)

    def arrow(self, points: Sequence[Point], stroke: str = GREEN, width: float = 3, dashed: bool = False) -> None:
        """Straight lines with a head at the last point."""
        (before, tip) = points[-2], points[-1]
        self.line([*points[:-1], _short_of(tip, before, 10)], stroke, width, dashed)
        self._head(tip, before, stroke)

    def bow(self, start: Point, control: Point, end: Point, stroke: str = GREEN, width: float = 3, head: bool = True, dashed: bool = False) -> None:
        """A curve that `control` pulls towards itself, with a head at its end."""
        last = _short_of(end, control, 10) if head else end
        self.path(f"M{_n(start[0])} {_n(start[1])}Q{_n(control[0])} {_n(control[1])} {_n(last[0])} {_n(last[1])}", stroke=stroke, width=width, dashed=dashed)
        if head:
            self._head(end, control, stroke)

    def path(self, d: str, fill: str = "none", stroke: str | None = None, width: float = 2, dashed: bool = False) -> None:
        """A shape in SVG's own notation."""
        self._add(f'<path d="{d}" fill="{fill}"{_stroke(stroke, width, dashed)}/>')

    def cells(self, x: float, y: float, size: float, rows: Sequence[Sequence[bool]], fill: str) -> None:
        """The squares of a grid that are true, neighbours in a row as one shape."""
        d = ""
        for row, filled in enumerate(rows):
            column = 0
            for full, run in groupby(filled):
                length = len(list(run))
                d += f"M{column} {row}h{length}v1h-{length}z" if full else ""
                column += length
        self._add(f'<path transform="translate({_n(x)} {_n(y)}) scale({_n(size)})" d="{d}" fill="{fill}"/>')

    def svg(self) -> str:
        """The whole file."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{self.height}" viewBox="0 0 {WIDTH} {self.height}" '
            'font-family="system-ui, sans-serif" stroke-linecap="round" stroke-linejoin="round">\n'
            f"<title>{escape(self.title)}</title>\n"
            f'<rect width="{WIDTH}" height="{self.height}" rx="16" fill="{SHEET}"/>\n' + "\n".join(self._shapes) + "\n</svg>\n"
        )

    def _add(self, shape: str) -> None:
        self._shapes.append(shape)

    def _head(self, tip: Point, before: Point, fill: str) -> None:
        angle = atan2(tip[1] - before[1], tip[0] - before[0])
        sides = [(tip[0] - 15 * cos(angle + turn), tip[1] - 15 * sin(angle + turn)) for turn in (0.45, -0.45)]
        self.path("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in (tip, *sides)) + "Z", fill)


# The pictures by the slug of the page they are for.
PICTURES: dict[str, Sheet] = {}


def picture(title: str, height: int) -> Callable[[Callable[[Sheet], None]], Callable[[Sheet], None]]:
    """Registers a function that draws a picture; its name is the slug of the page, with underscores."""

    def draw(function: Callable[[Sheet], None]) -> Callable[[Sheet], None]:
        sheet = PICTURES[function.__name__.replace("_", "-")] = Sheet(title, height)
        function(sheet)
        return function

    return draw


def _short_of(tip: Point, before: Point, gap: float) -> Point:
    """The point that lies `gap` before `tip`, so that a line does not show behind its head."""
    length = hypot(tip[0] - before[0], tip[1] - before[1])
    return tip[0] - (tip[0] - before[0]) / length * gap, tip[1] - (tip[1] - before[1]) / length * gap


def _stroke(colour: str | None, width: float, dashed: bool) -> str:
    if colour is None:
        return ""
    dashes = ' stroke-dasharray="7 7"' if dashed else ""
    return f' stroke="{colour}" stroke-width="{_n(width)}"{dashes}'


def _n(value: float) -> str:
    """A number with one digit behind the point, or none."""
    return f"{value:.1f}".removesuffix(".0")
