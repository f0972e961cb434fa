"""`/integrations/glossary.csv`: a row a concept, for spreadsheets (RFC 4180).

A spreadsheet runs a cell that begins like a formula. Such a cell, or one that begins with an apostrophe, has
one more apostrophe in front: a program that takes one off each cell that begins with one has the text back.
"""

import csv
from collections.abc import Mapping
from io import StringIO

from ...reading.concept import Concept
from ...reading.settings import Topic

_RUN = ("=", "+", "-", "@", "\t", "\r")
# Without it, Excel takes the file for one in the encoding of the machine.
_BYTE_ORDER_MARK = "\ufeff"


def table(concepts: Mapping[str, Concept], topics: Mapping[str, Topic], site_url: str) -> str:
    """The fields of the API that fit into cells, under the same names; “; ” stands between names."""
    rows = [
        {
            "slug": concept.slug,
            "title": concept.meta.title,
            "abbreviation": concept.meta.abbr or "",
            "aliases": "; ".join(concept.meta.other_names),
            "covers": "; ".join(concept.meta.covers),
            "instances": "; ".join(concept.meta.instances),
            "misnomers": "; ".join(concept.meta.misnomers),
            "plain": concept.meta.plain or "",
            "definition": concept.meta.definition,
            "topic": topics[concept.meta.topic].title,
            "updated": str(concept.meta.reviewed or ""),
            "url": site_url + concept.url,
        }
        for concept in concepts.values()
    ]
    file = StringIO()
    writer = csv.writer(file)
    writer.writerows(rows[:1])  # Their names; without a row, there are none.
    writer.writerows([harmless(text) for text in row.values()] for row in rows)
    return _BYTE_ORDER_MARK + file.getvalue()


def harmless(text: str) -> str:
    """A text as a cell that no spreadsheet runs.

    >>> harmless("=1+1"), harmless("'tis"), harmless("F1 score")
    ("'=1+1", "''tis", 'F1 score')
    """
    return f"'{text}" if text.startswith((*_RUN, "'")) else text
