"""`/integrations/links.md` and `/integrations/abbr.md`: definitions to append to other Markdown."""

import re

from ...reading.concept import Concept
from ..pages import PageContext

# Brackets, emphasis, code and HTML; and what would be a footnote.
_NO_LABEL = re.compile(r"[\[\]\\*_<>`]|\A\^")
_CAPITALS = re.compile(r"[A-Z]{2,6}")
_SHORT = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9]{2,8}")


def reference_definitions(glossary: PageContext) -> str:
    """A definition a line for each written name that can be a label, with what it is or may mean."""
    concepts, (written, shared) = glossary.graph.concepts, glossary.written_names
    targets = {
        name: (concepts[slug].url, concepts[slug].meta.sentence)
        for slug, names in written.items()
        for name in names
    }
    targets |= {name: (meant.url, meant.titles) for name, meant in shared.items()}
    return "".join(
        f'[{name}]: {glossary.site.url + url} "{title}"\n'
        for name, (url, title) in targets.items()
        if not _NO_LABEL.search(name)
    )


def abbreviation_definitions(glossary: PageContext) -> str:
    """An explanation a line for each abbreviation, in each form: every name of two to six capitals, and those
    like “MoE”. Of a shared one, it is all that it may mean.

    Never an ordinary word, because readers' tools mark each occurrence.
    """
    concepts, (written, shared) = glossary.graph.concepts, glossary.written_names
    meant = {
        form: f"{concepts[slug].meta.title} – {concepts[slug].meta.sentence}"
        for slug, names in written.items()
        for form, name in names.items()
        if _is_short(name, concepts[slug])
    }
    meant |= {
        form: one.titles
        for form, one in shared.items()
        if any(_is_short(one.name, concept) for concept in one.concepts)
    }
    return "".join(f"*[{form}]: {explained}\n" for form, explained in meant.items())


def _is_short(name: str, concept: Concept) -> bool:
    return bool(_CAPITALS.fullmatch(name) or (name == concept.meta.abbr and _SHORT.fullmatch(name)))
