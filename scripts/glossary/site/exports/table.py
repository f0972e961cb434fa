"""`/integrations/glossary.csv`: a row a concept, for spreadsheets (RFC 4180).

A program that takes one apostrophe off each cell that begins with one has the text of the page.
"""

from collections.abc import Mapping
from typing import Any

from ...reading.concept import Concept
from ...reading.settings import Topic
from ...tables.cells import cell
from ...tables.columns import COLUMNS
from ...tables.csv_file import write_csv

_PUBLISHED = [column for column in COLUMNS.values() if column.published]


def table(concepts: Mapping[str, Concept], topics: Mapping[str, Topic], site_url: str) -> str:
    """The published columns and the address; “; ” stands between names."""

    def row(concept: Concept) -> list[str]:
        meta = concept.meta
        values: dict[str, Any] = {
            **dict(meta),
            "slug": concept.slug,
            "aliases": meta.other_names,
            "topic": topics[meta.topic].title,
        }
        published = [values[column.field] for column in _PUBLISHED]
        cells = ["; ".join(value) if isinstance(value, list | tuple) else cell(value) for value in published]
        return [*cells, site_url + concept.url]

    return write_csv([[*(column.name for column in _PUBLISHED), "url"], *map(row, concepts.values())])
