"""A table of terms as a file: which kinds there are, and how large one may be.

A table may come from a stranger, so each of these limits ends in a sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice, starmap
from pathlib import Path

from ..languages import Language
from ..problem import Message, Mistake
from .columns import is_heading_row
from .csv_file import read_csv
from .tbx_file import read_tbx
from .xlsx_file import read_xlsx

MOST_BYTES = 50_000_000
MOST_ROWS = 10_000
# So many rows may stand above the headings.
_ABOVE = 10


@dataclass(frozen=True)
class TableRow:
    """One row: its `number` as a spreadsheet shows it, of a termbase that of the entry, and its cells."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True)
class TermTable:
    """The headings, and the rows that are not empty."""

    headings: Sequence[str]
    rows: Sequence[TableRow]


def read_table(path: Path, language: Language) -> TermTable:
    """The table in a file, whose kind its name says; of a termbase, the terms in the `language`.

    Raises `Mistake` where it cannot be read, and `ModuleNotFoundError` where the library for it is missing.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".tsv", ".xlsx", ".tbx"):
        raise Mistake(Message("is no table by its name"), Message("save it as .csv, .xlsx or .tbx"))
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        size = MOST_BYTES // 1_000_000
        raise Mistake(Message("is larger than {size} MB", size=size), Message("split it"))
    if kind == ".tbx":
        # An entry without a term in the language is one that lacks it.
        return _table(starmap(TableRow, enumerate(read_tbx(data, language))))
    rows = starmap(TableRow, enumerate(read_xlsx(data) if kind == ".xlsx" else read_csv(data), 1))
    return _table(row for row in rows if any(map(str.strip, row.cells)))


def _table(rows: Iterator[TableRow]) -> TermTable:
    above = [*islice(rows, _ABOVE)]
    if not above:
        fix = Message("write headings in the first row, and a term in each row below")
        raise Mistake(Message("is empty"), fix)
    head = next((index for index, row in enumerate(above) if is_heading_row(row.cells)), 0)
    headings = [" ".join(cell.split()) for cell in above[head].cells]
    width = max(index for index, heading in enumerate(headings, 1) if heading)
    return TermTable(headings[:width], [*_bounded(chain(above[head + 1 :], rows))])


def _bounded(rows: Iterable[TableRow]) -> Iterator[TableRow]:
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise Mistake(Message("has more than {most} rows", most=MOST_ROWS), Message("split it"))
        yield row
