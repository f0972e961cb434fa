"""Tables as workbooks (ECMA-376), by openpyxl, which comes with the extra `tables`."""

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from ..problem import Message, Mistake

# More does not fit into a cell of Excel.
LONGEST_CELL = 32_767
MOST_UNPACKED = 100_000_000
MOST_COLUMNS = 200
_SAVE = Message("open it in a spreadsheet and save it as .xlsx")


def read_xlsx(data: bytes) -> Iterator[list[str]]:
    """The rows of the first sheet, with the results of formulas. Raises `Mistake` where it cannot be read."""
    # openpyxl takes its parser of XML from there, if it is there.
    import defusedxml  # noqa: F401
    from openpyxl import load_workbook
    from openpyxl.utils.escape import unescape

    _refuse_bomb(data)
    try:
        sheet = load_workbook(BytesIO(data), read_only=True, data_only=True).worksheets[0]
        # A sheet may say that it is larger than it is.
        sheet.reset_dimensions()
        for row in sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            if row[MOST_COLUMNS] is not None:
                what = Message("has more than {most} columns", most=MOST_COLUMNS)
                raise Mistake(what, Message("take out those that no page needs"))
            # There may be a million empty ones.
            yield [_unicode(unescape(_shown(value))) for value in row] if any(row) else []
    except Mistake:
        raise
    except Exception as error:
        # What a damaged workbook makes openpyxl raise can be anything.
        what = Message("is no workbook that can be read ({error})", error=type(error).__name__)
        raise Mistake(what, _SAVE) from error


def write_xlsx(rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook with these rows. Each cell is a text, also one that looks like a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    sheet = book.create_sheet("glossary")
    for row in rows:
        cells = []
        for text in row:
            # `_x000D_` would be read as a carriage return.
            cell = WriteOnlyCell(sheet, text.replace("_x", "_x005F_x"))
            cell.data_type, cell.quotePrefix = "s", True
            cells.append(cell)
        sheet.append(cells)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _refuse_bomb(data: bytes) -> None:
    """Stops where the files of the archive are together larger than any table need be."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except BadZipFile as error:
        raise Mistake(Message("is no .xlsx file"), _SAVE) from error
    if unpacked > MOST_UNPACKED:
        size = MOST_UNPACKED // 1_000_000
        raise Mistake(Message("unpacks to more than {size} MB", size=size), Message("split it"))


def _shown(value: Any) -> str:
    """A value as its reader would type it: 2026-06-09, 12, 1.5."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _unicode(text: str) -> str:
    """A text whose characters beyond the first 65,536 may be written in two halves; a half alone is none."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
