"""A small drawing of what lies round a concept: broader above, narrower below, contrasts beside.

The layout is a grid of three columns, so narrow that its text can be read on a phone, and the same
for the same input.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import wrap

from ..languages import N_
from ..reading.concept import Concept
from ..reading.frontmatter import Kind
from .graph import Graph

# All in the drawing's own units, which are CSS pixels at its natural size.
WIDTH = 380
BOX_WIDTH = 112
COLUMN = (0, 134, 268)
LINE = 16
PADDING = 10
ROW_GAP = 26
CHARACTERS = 14  # that fit into a box on one line
MOST = 6  # boxes above, and below; 2 on each side

ABOVE = (Kind.BROADER, Kind.PART_OF)
BELOW = (Kind.NARROWER, Kind.HAS_PART)
BESIDE = (Kind.CONTRASTS,)
# What stands in a place, by the kinds that are drawn there.
LEGEND = {
    frozenset({Kind.BROADER}): N_("above: broader"),
    frozenset({Kind.PART_OF}): N_("above: the whole"),
    frozenset(ABOVE): N_("above: broader or the whole"),
    frozenset({Kind.NARROWER}): N_("below: narrower"),
    frozenset({Kind.HAS_PART}): N_("below: parts"),
    frozenset(BELOW): N_("below: narrower or parts"),
    frozenset(BESIDE): N_("beside: easily confused"),
}


@dataclass(frozen=True)
class Box:
    """A concept in the drawing. `lines` are its title, wrapped; `kind` is None for the concept itself."""

    concept: Concept
    kind: Kind | None
    x: float
    y: float
    height: float
    lines: list[str]

    @property
    def middle(self) -> tuple[float, float]:
        """The point at which lines to the box end."""
        return self.x + BOX_WIDTH / 2, self.y + self.height / 2


@dataclass(frozen=True)
class Neighbourhood:
    """The drawing: boxes, the concept itself among them, and its size. `more` counts what did not fit."""

    boxes: list[Box]
    centre: Box
    height: float
    more: int
    width: float = WIDTH

    @property
    def legend(self) -> list[str]:
        """What stands where, as far as something does."""
        drawn = frozenset(box.kind for box in self.boxes if box.kind)
        return [LEGEND[here] for place in (ABOVE, BELOW, BESIDE) if (here := drawn.intersection(place))]


def neighbourhood(graph: Graph, slug: str) -> Neighbourhood | None:
    """The drawing of a concept's neighbours, None where there are none to draw."""
    above = _tied(graph, slug, ABOVE)
    below = _tied(graph, slug, BELOW)
    beside = _tied(graph, slug, BESIDE)
    if not above + below + beside:
        return None
    more = sum(max(0, len(found) - most) for found, most in ((above, MOST), (below, MOST), (beside, 4)))
    boxes: list[Box] = []
    y = _rows(boxes, above[:MOST], 0)
    sides = [beside[:4][::2], beside[:4][1::2]]
    side_heights = [sum(_height(concept) + PADDING for concept, _ in side) - PADDING for side in sides]
    own = _height(graph.concepts[slug])
    band = max(own, *side_heights)
    for side, column, height in zip(sides, (COLUMN[0], COLUMN[2]), side_heights, strict=True):
        top = y + (band - height) / 2
        for concept, kind in side:
            boxes.append(_box(concept, kind, column, top))
            top += _height(concept) + PADDING
    centre = _box(graph.concepts[slug], None, COLUMN[1], y + (band - own) / 2)
    bottom = _rows(boxes, below[:MOST], y + band + ROW_GAP) - ROW_GAP
    return Neighbourhood(boxes, centre, bottom, more)


def _tied(graph: Graph, slug: str, kinds: Iterable[Kind]) -> list[tuple[Concept, Kind]]:
    return [
        (graph.concepts[edge.target], edge.kind)
        for kind in kinds
        for edge in graph.edges[slug]
        if edge.kind is kind
    ]


def _rows(boxes: list[Box], found: list[tuple[Concept, Kind]], y: float) -> float:
    """Adds rows of up to three boxes, centred, and returns where the next row begins."""
    for row in (found[start : start + 3] for start in range(0, len(found), 3)):
        height = max(_height(concept) for concept, _ in row)
        columns = {1: COLUMN[1:2], 2: (COLUMN[0] + 67, COLUMN[1] + 67), 3: COLUMN}[len(row)]
        boxes += [_box(concept, kind, x, y, height) for (concept, kind), x in zip(row, columns, strict=True)]
        y += height + ROW_GAP
    return y


def _box(concept: Concept, kind: Kind | None, x: float, y: float, height: float | None = None) -> Box:
    return Box(concept, kind, x, y, height or _height(concept), _lines(concept))


def _lines(concept: Concept) -> list[str]:
    # A word is never broken: one that is too long, as German has them, is drawn narrower.
    return wrap(concept.meta.title, CHARACTERS, max_lines=4, placeholder="…", break_long_words=False)


def _height(concept: Concept) -> float:
    return len(_lines(concept)) * LINE + PADDING * 2
