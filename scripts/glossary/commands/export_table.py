"""The whole glossary as a table that `glossary import` takes back: nothing that its pages say is lost."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import islice

from ..addresses import slug_of
from ..problem import File, Message, Mistake
from ..reading.concept import Concept
from ..reading.settings import Topic
from ..site.exports.tbx import tbx
from ..site.pages import PageContext
from ..tables.cells import cell, cells_of
from ..tables.columns import ALL_TOPICS, COLUMNS
from ..tables.csv_file import LONGEST_CELL as LONGEST_IN_CSV
from ..tables.csv_file import write_csv
from ..tables.tbx_file import NOTE, read_tbx
from ..tables.xlsx_file import LONGEST_CELL as LONGEST_IN_XLSX
from ..tables.xlsx_file import write_xlsx

Rows = Mapping[str, Mapping[str, str]]
# These stand there even where no page has anything in them.
_ALWAYS = {"slug", "title", "abbreviation", "aliases", "topic", "plain", "definition"}
# What no XML file can hold, of what a page can.
_NO_XML = re.compile("[\ufffe\uffff]")


def exported(form: str, glossary: PageContext) -> str | bytes:
    """A file of the `form` csv, xlsx or tbx. Raises `Mistake` where a page does not fit into it."""
    concepts = glossary.graph.concepts
    rows = {concept.path: _row(concept, glossary.topics) for concept in concepts.values()}
    for first in islice(rows.values(), 1):
        first[ALL_TOPICS] = cell(
            [topic.model_dump(exclude_defaults=True) for topic in glossary.topics.values()]
        )
    if form == "csv":
        _refuse(rows, lambda cell: len(cell) >= LONGEST_IN_CSV, Message("is too long for a CSV file"))
        return write_csv(_lines(rows))
    _refuse(rows, lambda cell: bool(_NO_XML.search(cell)), Message("holds a character that XML cannot hold"))
    if form == "tbx":
        return _termbase(rows, glossary)
    what = Message("is too long for a cell of a workbook")
    # Excel counts in UTF-16.
    _refuse(rows, lambda cell: len(cell.encode("utf-16-le")) // 2 > LONGEST_IN_XLSX, what)
    return write_xlsx(_lines(rows))


def _row(concept: Concept, topics: Mapping[str, Topic]) -> dict[str, str]:
    """The cells of a concept, its topic with its title, where that leads back to it in any glossary."""
    cells = cells_of(concept)
    title = topics[concept.meta.topic].title
    if slug_of(title, concept.language) == concept.meta.topic:
        cells["topic"] = title
    return cells


def _lines(rows: Rows) -> list[Sequence[str]]:
    used = [name for name in COLUMNS if name in _ALWAYS or any(name in row for row in rows.values())]
    return [used, *([row.get(name, "") for name in used] for row in rows.values())]


def _termbase(rows: Rows, glossary: PageContext) -> str:
    """The termbase, with a note for each cell that its terms and categories do not give back."""
    concepts = glossary.graph.concepts
    columns, *entries = read_tbx(tbx(glossary).encode(), glossary.language)
    notes = {}
    for slug, row, entry in zip(concepts, rows.values(), entries, strict=True):
        told = dict(zip(columns, entry, strict=True))
        # A note without text takes back what the terms seem to say.
        names = [name for name in COLUMNS if row.get(name, "") != told.get(name, "")]
        notes[slug] = [f"{NOTE}{name}: {row.get(name, '')}" for name in names]
    return tbx(glossary, notes)


def _refuse(rows: Rows, is_unfit: Callable[[str], bool], what: Message) -> None:
    for path, row in rows.items():
        for name, written in row.items():
            if is_unfit(written):
                said = Message("{column!r} of {page} {what}", column=name, page=File(path), what=what)
                raise Mistake(said, Message("shorten it, or export another kind of file"))
