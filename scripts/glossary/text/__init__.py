"""The text of a page: one value, read once by a CommonMark parser, that everything else consumes.

No other module looks for Markdown in a string. `value.py` says what is known of a text, `reading.py` makes it
from the parser's events, `citations.py` finds citations, which the parser does not know,
`markup_mask.py` hides what engines might read in another way, `words.py` cuts words, `edits.py` changes a
text at given places.
"""

from .edits import Edit, edited, file_of, retargeted
from .reading import read
from .value import Block, Citation, CitedSource, Fence, Formula, Link, ListEntry, Picture, Section, Text
from .words import FILL, Span, composed, filler, runs, sentences, tokens, words

__all__ = [
    "FILL",
    "Block",
    "Citation",
    "CitedSource",
    "Edit",
    "Fence",
    "Formula",
    "Link",
    "ListEntry",
    "Picture",
    "Section",
    "Span",
    "Text",
    "composed",
    "edited",
    "file_of",
    "filler",
    "read",
    "retargeted",
    "runs",
    "sentences",
    "tokens",
    "words",
]
