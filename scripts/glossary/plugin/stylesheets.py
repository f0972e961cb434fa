"""Stylesheets under names that hold their hash, so that browsers can keep them for ever."""

import re
from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePosixPath

from mkdocs.structure.files import File

from ..site.exports.hosting import HASHED

# The theme's stylesheets, and a project's own beside them; those of the theme underneath have hashes in their
# names.
_STYLESHEET = re.compile(r"assets/stylesheets/[\w-]+\.css")
# The address of a file beside the stylesheet, which another folder would lead astray.
_BESIDE = re.compile(
    rb"""(?:@import\s++(?!url\()|\burl\()\s*+["']?+(?!\.\./|[/#]|[a-z][a-z0-9+.-]*:)""", re.I
)

# What a browser passes over: comments and the blanks that begin a line. A text in quotation marks may hold
# both, an address the signs of comments.
_PASSED_OVER = re.compile(
    rb"""("(?:\\.|[^"\\])*+"|'(?:\\.|[^'\\])*+'|\burl\([^"')]*+\))|/\*.*?\*/|\n\s+""", re.S
)


def hashed_names(files: Iterable[File]) -> dict[str, str]:
    """Each stylesheet that can lie elsewhere with its new path: `assets/hashed/text.0f3a9c12.css`."""
    return {
        file.src_uri: _hashed(file)
        for file in files
        if _STYLESHEET.fullmatch(file.src_uri) and not _BESIDE.search(file.content_bytes)
    }


def compact(css: bytes) -> bytes:
    """The same stylesheet without comments and indents, which are a fifth of what is sent."""
    return _PASSED_OVER.sub(lambda found: found[1] or (b"\n" if found[0].startswith(b"\n") else b""), css)


def _hashed(file: File) -> str:
    name = PurePosixPath(file.src_uri)
    return f"{HASHED}/{name.stem}.{sha256(compact(file.content_bytes)).hexdigest()[:8]}{name.suffix}"
