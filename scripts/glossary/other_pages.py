"""Pages of a site that are no part of its glossary, such as a handbook, with links to the concepts that they name."""

import posixpath
from collections.abc import Collection

from .concept import FOLDER
from .mentions import Names, find, firsts, link, linked_slugs
from .text import edited, read


def with_links(source: str, path: str, names: Names, slugs: Collection[str]) -> str:
    """The Markdown of a page at `path` with the first mention of each concept linked, unless it links there already."""
    text, folder = read(source), posixpath.dirname(path) or "."

    def href(slug: str) -> str:
        return posixpath.relpath(f"{FOLDER}/{slug}.md", folder)

    by_hand = linked_slugs(text.links, {href(slug): slug for slug in slugs})
    return edited(source, link(source, firsts(find(text.prose, names), by_hand), href))
