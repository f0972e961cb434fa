"""`/integrations/links.md` and `/integrations/abbr.md`: definitions to append to other Markdown."""

import re
from collections.abc import Mapping

from ...reading.concept import Concept
from .written_names import written_names

# Brackets, emphasis, code and HTML; and what would be a footnote.
_NO_LABEL = re.compile(r"[\[\]\\*_<>`]|\A\^")
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_SHORT = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9]{2,8}")


def reference_definitions(concepts: Mapping[str, Concept], site_url: str) -> str:
    """A reference definition a line for each written name that can be a label, the plain sentence as its
    title.
    """
    return "".join(
        f'[{name}]: {site_url + concepts[slug].url} "{concepts[slug].meta.sentence}"\n'
        for slug, names in written_names(concepts).items()
        for name in names
        if not _NO_LABEL.search(name)
    )


def abbreviation_definitions(concepts: Mapping[str, Concept]) -> str:
    """An explanation a line for each abbreviation, in each form: every name of two to six capitals, and those
    like “MoE”.

    Never an ordinary word, because readers' tools mark each occurrence.
    """
    return "".join(
        f"*[{form}]: {concepts[slug].meta.title} – {concepts[slug].meta.sentence}\n"
        for slug, names in written_names(concepts).items()
        for form, name in names.items()
        if _CAPITALS.fullmatch(name) or (name == concepts[slug].meta.abbr and _SHORT.fullmatch(name))
    )
