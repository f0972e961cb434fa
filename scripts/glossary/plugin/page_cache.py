"""Finished pages of earlier builds, so that a build renders only those that have changed.

They lie in one SQLite file, `.cache/glossary/pages.sqlite3`. A killed build leaves it as it was, two builds
at once do not disturb each other, and of a large site only the page at hand is in memory. What is read from
it is compressed JSON: it can be damaged, which its checksum shows, but unlike a pickle it cannot run. A cache
that cannot be read is made anew.
"""

import json
import sqlite3
import zlib
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from mkdocs.plugins import get_plugin_logger

from .cache_folder import cache_folder

log = get_plugin_logger(__name__)

_FORMAT = 1


@dataclass(frozen=True)
class FinishedPage:
    """A page as it is written, and what MkDocs checks of it when all are there.

    `article` is the HTML of the author's text, for a concept. `anchors` are the ids in the page, and
    `links` are its links to sections: by the path of the page they lead to, each id with the link as
    its author wrote it.
    """

    html: str
    article: str
    anchors: list[str]
    links: dict[str, dict[str, str]]


class PageCache:
    """Finished pages by what they were made of. `project` is the folder of `mkdocs.yml`, `basis` what all
    pages depend on.
    """

    def __init__(self, project: Path, basis: bytes) -> None:
        self._basis = basis
        self._used: set[bytes] = set()
        self._pages: sqlite3.Connection | None = None
        try:
            self._path = cache_folder(project) / "pages.sqlite3"
            self._pages = _opened(self._path)
        except (OSError, sqlite3.OperationalError) as error:
            # Another build has it, or nothing can be written there.
            log.info("This build goes without its cache: %s", error)

    def key(self, *parts: str | None) -> bytes:
        """The key of a page that is made of these parts and of what all pages depend on."""
        return sha256(self._basis + json.dumps(parts).encode()).digest()

    def get(self, key: bytes) -> FinishedPage | None:
        """The page of that key, None if there is none or if it is damaged."""
        self._used.add(key)
        row = self._execute("SELECT content FROM page WHERE key = ?", key)
        try:
            return FinishedPage(**json.loads(zlib.decompress(row[0][0]))) if row else None
        except (zlib.error, TypeError, ValueError) as error:
            log.info("A page of the cache is damaged and made anew: %s", error)
            return None

    def put(self, key: bytes, page: FinishedPage) -> None:
        """Keeps a page for the next build."""
        self._execute(
            "INSERT OR REPLACE INTO page VALUES (?, ?)",
            key,
            zlib.compress(json.dumps(asdict(page)).encode(), 1),
        )

    def close(self) -> None:
        """Ends the build: the pages it has not asked for go."""
        for (key,) in self._execute("SELECT key FROM page"):
            if key not in self._used:
                self._execute("DELETE FROM page WHERE key = ?", key)
        self._execute("COMMIT")
        if self._pages:
            self._pages.close()

    def _execute(self, command: str, *values: bytes) -> list[tuple[bytes, ...]]:
        """The rows that a command finds. A damaged file is removed, and the build goes on without."""
        try:
            return self._pages.execute(command, values).fetchall() if self._pages else []
        except sqlite3.DatabaseError as error:
            log.info("The cache is given up, the next build makes another: %s: %s", self._path, error)
            assert self._pages
            self._pages.close()
            self._pages = None
            _remove(self._path)
            return []


def _opened(path: Path) -> sqlite3.Connection:
    """The database at `path`, for this build alone. One that is damaged or somebody else's is replaced.

    Raises `OSError` or `sqlite3.OperationalError` if it cannot be written, or if another build has it.
    """
    try:
        return _connected(path)
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        _remove(path)
        return _connected(path)


def _connected(path: Path) -> sqlite3.Connection:
    pages = sqlite3.connect(path, timeout=0, isolation_level=None)
    # A crash of the whole machine may damage the cache; the next build notices.
    pages.execute("PRAGMA synchronous = OFF")
    pages.execute("BEGIN IMMEDIATE")
    if pages.execute("SELECT name FROM sqlite_master").fetchall():
        if pages.execute("PRAGMA user_version").fetchone() != (_FORMAT,):
            pages.close()
            raise sqlite3.DatabaseError("the file is not ours")
    else:
        pages.execute("CREATE TABLE page (key BLOB PRIMARY KEY, content BLOB) WITHOUT ROWID")
        pages.execute(f"PRAGMA user_version = {_FORMAT}")
    return pages


def _remove(path: Path) -> None:
    # The journal of an interrupted build would be played back into the next database.
    for file in (path, path.with_name(f"{path.name}-journal")):
        file.unlink(missing_ok=True)
