"""Pages of a site beside its glossary, such as a handbook: their links to concepts, and their faults."""

import html
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from functools import partial

from ..addresses import concept_path
from ..checks import CHECKS
from ..problem import Message, Problem, nearest
from ..reading.pictures import path_of
from ..reading.source import HOME
from ..text import Text, composed, edited, file_of, read
from ..text.mentions import Mention, Names, find, firsts, link, linked_slugs, places_of
from .exports.hosting import HEADERS

# The mark of a box or a tab, and the Markdown extension that takes it.
_BOXES = {"!!!": "admonition", "???": "pymdownx.details", "===": "pymdownx.tabbed"}
_DEAD_LINK, _BOX = CHECKS["dead-link"].rule, CHECKS["admonition"].rule


def is_within(path: str, folders: Iterable[str]) -> bool:
    """Whether a page lies in one of the folders, as `link_in` names them: `.` is that of all pages."""
    return any(path.startswith(f"{folder.strip('/')}/".removeprefix("./")) for folder in folders)


def keeps_its_own(path: str, is_there: bool) -> bool:
    """Whether a handbook does without a file of ours: it has its own home page, files and policy."""
    return path == HEADERS or (is_there and (path == HOME or not path.endswith(".md")))


def with_links(source: str, path: str, names: Names, slugs: Collection[str]) -> str:
    """The Markdown of a page, the first mention of each concept linked unless it links there already."""
    source = composed(source)
    mentions = first_mentions(read(source), path, names, slugs)
    return edited(source, link(source, mentions, partial(_href, folder=posixpath.dirname(path))))


def first_mentions(text: Text, path: str, names: Names, slugs: Collection[str]) -> list[Mention]:
    """The mentions that become links on a page: the first of each concept, unless it links there by hand."""
    folder = posixpath.dirname(path)
    by_hand = linked_slugs(text.links, {_href(slug, folder): slug for slug in slugs})
    return firsts(find(text.prose, names, places_of(path)), by_hand)


def _href(slug: str, folder: str) -> str:
    return posixpath.relpath(concept_path(slug), folder or ".")


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
            what = Message("the link leads to {target!r}, which does not exist", target=target)
            fix = nearest(target, near, Message("link to a page of the site"))
            yield Problem(path, text.line_at(one.start), what, fix, _DEAD_LINK)
    for start, end in text.boxes:
        mark = source[start:end]
        extension = _BOXES.get(mark[:3])
        if extension and extension not in extensions:
            fix = Message(
                "say it in a paragraph, or add {extension!r} to 'markdown_extensions' in mkdocs.yml",
                extension=extension,
            )
            what = Message("the mark of a box: {mark!r}", mark=mark)
            if mark[0] == "=":
                what = Message("the mark of a tab: {mark!r}", mark=mark)
            yield Problem(path, text.line_at(start), what, fix, _BOX)
