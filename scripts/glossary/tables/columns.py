"""The columns of a table of terms: a Table Schema (Frictionless Data, datapackage.org) in `columns.json`.

Beside what that standard defines, a column names its `field` in the front matter where that is called
otherwise, the `headings` by which other tables call it, and whether the `published` table has it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from ..addresses import slug_of
from ..problem import closest
from ..reading.frontmatter import FrontMatter

# What a page has beside its front matter, and what stands in one row for all.
SLUG, TEXT, ALL_TOPICS = "slug", "text", "list of topics"
# A heading that is so like one we know may be that one: somebody has to say so.
_NEAR = 0.8


@dataclass(frozen=True)
class Column:
    """One column: `type` is string, list (of texts), date, array or object (of whatever the field holds)."""

    name: str
    type: str
    field: str
    published: bool
    headings: tuple[str, ...]


def _read() -> dict[str, Column]:
    schema = json.loads((files(__package__) / "columns.json").read_text("utf-8"))
    return {
        given["name"]: Column(
            given["name"],
            given["type"],
            given.get("field", given["name"]),
            given.get("published", False),
            (given["name"], given.get("field", given["name"]), *given["headings"]),
        )
        for given in schema["fields"]
        if given.get("field", given["name"]) in {SLUG, TEXT, ALL_TOPICS, *FrontMatter.model_fields}
    }


# By name, in the order in which a table has them.
COLUMNS: Mapping[str, Column] = _read()
_KNOWN = {slug_of(heading): column.name for column in COLUMNS.values() for heading in column.headings}


@dataclass(frozen=True)
class HeadingGuess:
    """What the headings of a table mean: columns by heading, and those that may be meant by the `unsure`."""

    sure: Mapping[str, str]
    unsure: Mapping[str, str]


def guess(headings: Sequence[str]) -> HeadingGuess:
    """The column that each heading means. The first of two that mean one column has it, the other is unsure;
    so is one that is only like a heading that we know.
    """
    sure: dict[str, str] = {}
    unsure: dict[str, str] = {}
    for heading in headings:
        name = _KNOWN.get(slug_of(heading))
        if name and name not in sure.values():
            sure[heading] = name
        elif name or (name := _near(slug_of(heading))):
            unsure[heading] = name
    return HeadingGuess(
        sure, {heading: name for heading, name in unsure.items() if name not in sure.values()}
    )


def is_heading_row(cells: Sequence[str]) -> bool:
    """Whether these cells are headings: one of them means the term."""
    return any(_KNOWN.get(slug_of(cell)) == "title" for cell in cells)


def _near(heading: str) -> str | None:
    """The column that a heading may mean: one of its words is a heading, or it is one misspelt."""
    within = next((_KNOWN[word] for word in heading.split("-") if word in _KNOWN), None)
    near = closest(heading, _KNOWN, _NEAR)
    return _KNOWN[near] if near else within
