"""Tables as CSV files (RFC 4180), in the kinds that spreadsheets write."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import islice

from ..problem import Message, Mistake
from .cells import harmless, restored

# What the reader of Python's library takes.
LONGEST_CELL = 131_072
# Without it, Excel takes the file for one in the encoding of the machine.
_BYTE_ORDER_MARK = "\ufeff"
# So many rows show what stands between cells.
_SAMPLE = 20


def read_csv(data: bytes) -> Iterator[list[str]]:
    """The rows of a file in UTF-8, UTF-16 or Windows-1252, with commas, semicolons, tabs or bars between its
    cells. Raises `Mistake` where it cannot be read.
    """
    text = _decoded(data)
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for row in reader:
            yield [restored(cell) for cell in row]
    except csv.Error as error:
        what = Message("cannot be read at line {line}: {error}", line=reader.line_num, error=str(error))
        fix = Message("see to the quotation marks there, or save the table as CSV again")
        raise Mistake(what, fix) from error


def write_csv(rows: Iterable[Sequence[str]]) -> str:
    """The text of a file with these rows."""
    file = StringIO()
    csv.writer(file).writerows([harmless(cell) for cell in row] for row in rows)
    return _BYTE_ORDER_MARK + file.getvalue()


def _decoded(data: bytes) -> str:
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1252"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Mistake(Message("is no text"), Message("save the table as “CSV UTF-8”"))


def _delimiter(text: str) -> str:
    """What splits each of the first rows into most cells."""

    def widths(delimiter: str) -> tuple[int, int]:
        rows = islice(csv.reader(StringIO(text, newline=""), delimiter=delimiter), _SAMPLE)
        try:
            lengths = [len(row) for row in rows if row]
        except csv.Error:
            lengths = []
        return min(lengths, default=0), max(lengths[:1], default=0)

    return max(",;\t|", key=widths)
