"""`/integrations/links.md` and `/integrations/abbr.md`: definitions to append to other Markdown."""

import re
from collections.abc import Mapping

from ...reading.concept import Concept

# Brackets, emphasis, code and HTML; and what would be a footnote.
_NO_LABEL = re.compile(r"[\[\]\\*_<>`]|\A\^")
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_SHORT = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9]{2,8}")


def reference_definitions(concepts: Mapping[str, Concept], site_url: str) -> str:
    """A reference definition a line for each name that can be a label, the plain sentence as its title."""
    return "".join(
        f'[{name}]: {site_url + concept.url} "{concept.meta.sentence}"\n'
        for concept in concepts.values()
        for name in concept.meta.names
        if not _NO_LABEL.search(name)
    )


def abbreviation_definitions(concepts: Mapping[str, Concept]) -> str:
    """An explanation a line for each abbreviation: every name of two to six capitals, and those like “MoE”.

    Never an ordinary word, because readers' tools mark each occurrence.
    """
    return "".join(
        f"*[{name}]: {concept.meta.title} – {concept.meta.sentence}\n"
        for concept in concepts.values()
        for name in concept.meta.names
        if _CAPITALS.fullmatch(name) or (name == concept.meta.abbr and _SHORT.fullmatch(name))
    )
