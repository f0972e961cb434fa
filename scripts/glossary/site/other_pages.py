"""Pages of a site beside its glossary, such as a handbook: their links to concepts, and their faults."""

import html
import posixpath
import re
from collections.abc import Collection, Iterator

from ..addresses import concept_path
from ..checks import CHECKS
from ..problem import Problem, nearest
from ..reading.pictures import path_of
from ..text import composed, edited, file_of, read
from ..text.mentions import Names, find, firsts, link, linked_slugs

# The mark of a box or a tab, and the Markdown extension that takes it.
_BOXES = {"!!!": "admonition", "???": "pymdownx.details", "===": "pymdownx.tabbed"}
_DEAD_LINK, _BOX = CHECKS["dead-link"].rule, CHECKS["admonition"].rule


def with_links(source: str, path: str, names: Names, slugs: Collection[str]) -> str:
    """The Markdown of a page, the first mention of each concept linked unless it links there already."""
    source = composed(source)
    text, folder = read(source), posixpath.dirname(path) or "."

    def href(slug: str) -> str:
        return posixpath.relpath(concept_path(slug), folder)

    by_hand = linked_slugs(text.links, {href(slug): slug for slug in slugs})
    return edited(source, link(source, firsts(find(text.prose, names), by_hand), href))


def faults(source: str, path: str, paths: Collection[str], extensions: Collection[str]) -> Iterator[Problem]:
    """Links of a page to pages that are not among the `paths` of the site, and boxes without their extension.

    What other links and marks mean is the business of the site.
    """
    text, folder = read(source), posixpath.dirname(path) or "."
    for one in text.links:
        target = file_of(html.unescape(one.target))[0]
        to_page = not one.image and re.fullmatch(r"(?!/)[^:{]*\.md", target)
        if to_page and path_of(one.target, path) not in paths:
            pages = (other for other in paths if other.endswith(".md") and other != path)
            near = {posixpath.relpath(other, folder) for other in pages}
            what = f"the link leads to {target!r}, which does not exist"
            fix = nearest(target, near, "link to a page of the site")
            yield Problem(path, text.line_at(one.start), what, fix, _DEAD_LINK)
    for start, end in text.boxes:
        mark = source[start:end]
        extension = _BOXES.get(mark[:3])
        if extension and extension not in extensions:
            fix = f"say it in a paragraph, or add {extension!r} to 'markdown_extensions' in mkdocs.yml"
            what = f"the mark of a {'tab' if mark[0] == '=' else 'box'}: {mark!r}"
            yield Problem(path, text.line_at(start), what, fix, _BOX)
