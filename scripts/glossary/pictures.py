"""The pictures of a source folder, and what a page says of each before it has loaded."""

import html
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from .text import Edit, Link

FOLDER = "pictures"
_ROOT = re.compile(r"<svg\b[^>]*>")
_LENGTH = re.compile(r"\s(width|height)\s*=\s*[\"'](\d+)(?:\.\d+)?(?:px)?[\"']")


def is_picture(path: str) -> bool:
    """Whether a file of the source folder is a picture whose size can be read."""
    return path.startswith(f"{FOLDER}/") and path.endswith(".svg")


def path_of(address: str, page: str) -> str:
    """The path in the source folder to which an address on a page leads; “#” and what follows is left out."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(html.unescape(address).partition("#")[0])))


def size(svg: str) -> tuple[int, int] | None:
    """The width and height that an SVG gives itself in pixels, None where one of them is missing."""
    root = _ROOT.search(svg)
    lengths = dict(_LENGTH.findall(root[0])) if root else {}
    return (int(lengths["width"]), int(lengths["height"])) if len(lengths) == 2 else None


def sized(links: Iterable[Link], page: str, pictures: Mapping[str, str], lazy: bool = True) -> Iterator[Edit]:
    """The edits that let each picture of a page say its size, so that nothing moves when it arrives.

    `page` is the path from which the addresses of the links lead, `pictures` holds the SVGs by their
    path. With `lazy`, a picture is loaded only when a reader comes near it.
    """
    for image in links:
        found = image.image and size(pictures.get(path_of(image.target, page), ""))
        if found:
            loading = ' loading="lazy"' if lazy else ""
            yield Edit(image.end, image.end, f'{{: width="{found[0]}" height="{found[1]}"{loading} decoding="async" }}')
