"""`/objects.inv`: a Sphinx inventory, version 2 (sphinx-doc.org, `sphinx.util.inventory`)."""

import re
import zlib
from collections.abc import Mapping

import sphobjinv

from ..concept import Concept
from ..slugs import slug_of

PATH = "objects.inv"
HEAD_LINES = 4
# Readers take a whole number in third place or later for the priority, and drop the entry.
_MISREAD = re.compile(r"\S+\s+(?:\S+\s+)+-?\d+(?:\s|\Z)")


def fits(name: str) -> bool:
    """Whether readers of an inventory understand an entry of this name.

    >>> fits("ISO/IEC 42001"), fits("ISO IEC 42001")
    (True, False)
    """
    return not _MISREAD.match(name)


def inventory(concepts: Mapping[str, Concept], project: str) -> bytes:
    """Terms by every name, labels by slug, documents by path. Addresses are relative to the inventory."""
    found = sphobjinv.Inventory()
    found.project = project
    found.version = f"{max(concept.meta.reviewed for concept in concepts.values()):%Y.%m.%d}"
    terms = {name for concept in concepts.values() for name in concept.meta.names if fits(name)}
    for slug, concept in concepts.items():
        names = [name for name in concept.meta.names if fits(name)]
        labels = [slug] + sorted({slug_of(name) for name in names} - {slug, ""} - terms - concepts.keys())
        for role, entries, shown in (("term", names, "-"), ("label", labels, concept.meta.title), ("doc", [f"concepts/{slug}"], concept.meta.title)):
            found.objects += [
                sphobjinv.DataObjStr(name=name, domain="std", role=role, priority="-1", uri=concept.url, dispname=shown)
                for name in entries
            ]
    # Not sphobjinv.compress(): it takes a name that begins with "#" for a line of the head.
    text = found.data_file()
    head = b"".join(text.splitlines(keepends=True)[:HEAD_LINES])
    return head + zlib.compress(text.removeprefix(head), level=9)
