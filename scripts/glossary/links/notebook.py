"""Jupyter notebooks: their Markdown cells, each read by itself."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import Any

from ..problem import Message, Mistake
from . import markdown
from .syntax import Extract, Reading, Syntax

# Between two cells; no name and no markup goes over it.
_BREAK = "\n\x1e\n"
# In a file that is JSON, a quotation mark begins or ends a string.
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
# A character in a string of JSON; some are written as two escapes.
_CHARACTERS = re.compile(r"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|\\u....|\\.|[^\\]", re.S)
_FIX = Message("open it in Jupyter and save it, or leave it out")


class _Quoted(str):
    """A string of a JSON text; what stands between its quotation marks begins at `start`."""

    start: int


class _Pairs(list[tuple[str, Any]]):
    """An object of a JSON text, with every key as often as it is written."""


def extract(file: str) -> Extract:
    """The text of all Markdown cells. Raises `Mistake` if the file is no notebook."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    begins: list[int] = []
    numbers: list[int] = []
    for number, cell in enumerate(_cells(file), 1):
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        if numbers:
            pieces.append(_BREAK)
            spans += [spans[-1] if spans else (0, 0)] * len(_BREAK)
        begins.append(len(spans))
        numbers.append(number)
        for quoted in _strings(cell.get("source")):
            pieces.append(quoted)
            characters = _CHARACTERS.finditer(file, quoted.start)
            spans += (match.span() for match in islice(characters, len(quoted)))
    text = "".join(pieces)

    def place(at: int) -> str:
        cell = bisect_right(begins, at) - 1
        line = text.count("\n", begins[cell], at) + 1
        return f"cell {numbers[cell]}, line {line}"

    return Extract(text, [start for start, _ in spans], [end for _, end in spans], place)


def _cells(file: str) -> list[Any]:
    try:
        read = json.loads(file, object_pairs_hook=_Pairs)
        notebook = _placed(read, _STRING.finditer(file))
    except (ValueError, RecursionError) as error:
        raise Mistake(Message("the file is no notebook ({reason})", reason=str(error)), _FIX) from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise Mistake(Message("the file has no cells, as a notebook of version 4 has"), _FIX)
    return cells


def _placed(value: Any, strings: Iterator[re.Match[str]]) -> Any:
    """A value with the place of each string, from all strings of the file in their order."""
    if isinstance(value, str):
        quoted = _Quoted(value)
        quoted.start = next(strings).start() + 1
        return quoted
    if isinstance(value, _Pairs):
        return {_placed(key, strings): _placed(inner, strings) for key, inner in value}
    return [_placed(inner, strings) for inner in value] if isinstance(value, list) else value


def _strings(source: Any) -> Iterator[_Quoted]:
    """The strings of which a cell consists: a line each, or all in one."""
    for part in source if isinstance(source, list) else [source]:
        if isinstance(part, _Quoted):
            yield part


def read(text: str) -> Reading:
    """See `Reading`. A construct that one cell leaves open does not go on in the next."""
    readings = [markdown.read(cell) for cell in text.split(_BREAK)]
    roles = []
    start = 0
    for reading in readings:
        roles += [(start + at, name, external) for at, name, external in reading.roles]
        start += len(reading.prose) + len(_BREAK)
    return Reading(
        _BREAK.join(reading.prose for reading in readings),
        _BREAK.join(reading.visible for reading in readings),
        frozenset().union(*(reading.linked for reading in readings)),
        roles=tuple(roles),
    )


SYNTAX = Syntax(read, markdown.SYNTAX.link, markdown.has_room, extract)
