"""`/objects.inv`: a Sphinx inventory, version 2, as `sphinx.util.inventory` reads it (sphinx-doc.org).

Where a slug is also a name of its concept (`attention`), the term has a capital. Sphinx finds it all the
same, for which the case of terms does not count, and MyST, for which it does, finds one thing alone for
`inv:#attention`: the label.
"""

import re
import zlib
from collections.abc import Iterator

from ...addresses import CONCEPTS, slug_of
from ..pages import PageContext

# Readers take a whole number in third place or later for the priority, and drop the entry.
_MISREAD = re.compile(r"\S+\s+(?:\S+\s+)+-?\d+(?:\s|\Z)")


def fits(name: str) -> bool:
    """Whether readers of an inventory understand an entry of this name.

    >>> fits("ISO/IEC 42001"), fits("ISO IEC 42001")
    (True, False)
    """
    return not _MISREAD.match(name)


def inventory(glossary: PageContext) -> bytes:
    """Terms by each form of a name, labels by slug, documents by path; a shared name by its meanings.

    Addresses are relative to the inventory. A link to a page that is out of use says so where the inventory
    gives it its text.
    """
    concepts, project = glossary.graph.concepts, glossary.site.name
    days = (concept.meta.reviewed for concept in concepts.values() if concept.meta.reviewed)
    version = f"{max(days, default=glossary.today):%Y.%m.%d}"
    head = f"""\
# Sphinx inventory version 2
# Project: {" ".join(project.split())}
# Version: {version}
# The remainder of this file is compressed using zlib.
"""
    return head.encode() + zlib.compress("".join(_entries(glossary)).encode(), level=9)


def _entries(glossary: PageContext) -> Iterator[str]:
    """A line each: name, role, priority, address, and the text of a link that has none (`-`: the name)."""
    concepts, (written, forms) = glossary.graph.concepts, glossary.written_names
    fitting = {slug: [*filter(fits, names)] for slug, names in written.items()}
    shared = {name: meant for name, meant in forms.items() if fits(name)}
    terms = {name for names in fitting.values() for name in names} | shared.keys()
    for name, meant in shared.items():
        term = name.title() if name in concepts else name
        yield f"{term} std:term -1 {meant.url} -\n"
    for slug, names in fitting.items():
        concept = concepts[slug]
        title = concept.meta.title
        if concept.meta.is_deprecated:
            title = concept.language.words.gettext("%(title)s (out of use)") % {"title": title}
        terms_of = dict.fromkeys(name.title() if name == slug else name for name in names)
        yield from (f"{name} std:term -1 {concept.url} -\n" for name in terms_of)
        labels = sorted(
            {slug_of(name, concept.language) for name in names} - {slug, ""} - terms - concepts.keys()
        )
        yield from (f"{label} std:label -1 {concept.url} {title}\n" for label in [slug, *labels])
        yield f"{CONCEPTS}/{slug} std:doc -1 {concept.url} {title}\n"
