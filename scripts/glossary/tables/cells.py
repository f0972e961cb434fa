"""The fields of a page as the cells of a row, and back: nothing that a page says is lost on the way."""

import json
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ..problem import Message, Mistake
from ..reading.concept import Concept
from ..reading.yaml_source import load, load_any
from .columns import COLUMNS, SLUG, TEXT, Column

_RUN = ("=", "+", "-", "@", "\t", "\r")
_NO_ENTRIES = "[]"


def harmless(text: str) -> str:
    """A text as a cell of a CSV file that no spreadsheet runs: one that begins like a formula, or with an
    apostrophe, has one more apostrophe in front.

    >>> harmless("=1+1"), harmless("'tis"), harmless("F1 score")
    ("'=1+1", "''tis", 'F1 score')
    """
    return f"'{text}" if text.startswith((*_RUN, "'")) else text


def restored(cell: str) -> str:
    """The text that `harmless` was given.

    >>> restored("'=1+1"), restored("''tis"), restored("'tis")
    ('=1+1', "'tis", "'tis")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_RUN, "'")) else cell


def cells_of(concept: Concept) -> dict[str, str]:
    """The cells of a concept by column, those that have something; its topic is the slug."""
    fields = load_any(concept.text.yaml, concept.path)[0]
    body = concept.text.source[concept.text.start :].strip("\n")
    values = {**fields, SLUG: concept.slug, TEXT: body}
    written = {name: cell(values.get(column.field)) for name, column in COLUMNS.items()}
    return {name: text for name, text in written.items() if text}


def joined(names: list[str]) -> str:
    """Names in one cell: “; ” between them, or a line each where one has a semicolon or comma itself."""
    if any(sign in name for name in names for sign in ";,") or names == [_NO_ENTRIES]:
        return "".join(f"{name}\n" for name in names)
    return "; ".join(names) or _NO_ENTRIES


def values_of(cells: Mapping[str, str]) -> dict[str, Any]:
    """What the cells of a row say by field. What is no value of its column stays as it is written: the check
    of the fields says so. Raises `Mistake` for a cell that cannot be read.
    """
    given = {COLUMNS[name]: cell for name, cell in cells.items() if cell.strip()}
    return {column.field: _value(cell, column) for column, cell in given.items()}


def cell(value: Any) -> str:
    """The value of a field as a cell: names joined, a day as 2026-06-09, what has parts as JSON."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
        return joined(value)
    return json.dumps(value, ensure_ascii=False)


def _value(cell: str, column: Column) -> Any:
    if column.name == TEXT:
        return cell.strip("\n")
    if column.type == "list":
        if cell.strip() == cell == _NO_ENTRIES:
            return []
        between = next((sign for sign in "\n;" if sign in cell), ",")
        parts = cell.split(between)
        return [_on_one_line(part) for part in parts if part.strip()]
    if column.type == "date":
        return _day(cell.strip())
    if column.type in ("array", "object"):
        value, problems = load(cell, object, "")
        if problems:
            what = Message("{field!r} cannot be read: {what}", field=column.name, what=problems[0].what)
            raise Mistake(what, problems[0].fix)
        return value
    return _on_one_line(cell)


def _on_one_line(text: str) -> str:
    """A text without the line breaks and hard spaces that people type into cells."""
    return re.sub(r"[^\S ]+", " ", text).strip()


def _day(text: str) -> date | str:
    """The day that is meant by 2026-06-09, 2026-06-09 00:00:00 or 9.6.2026; else the text."""
    for form in ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return text
