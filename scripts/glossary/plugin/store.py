"""What the next build can use again: `.cache/glossary/pages.sqlite3` beside `mkdocs.yml`, a row a page.

A row holds what the page says (`PageFacts`) and the page as it was written, each with the key of all that it
was made from. Of a large site, only the row at hand is in memory. A killed build leaves the file as it was,
and of two builds at once, the second goes without. A file that cannot be read is made anew.
"""

import json
import pickle
import sqlite3
import sys
import zlib
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.plugins import get_plugin_logger
from pydantic import BaseModel

from ..checks import PageFacts

log = get_plugin_logger(__name__)

T = TypeVar("T")

_FORMAT = 3
_TABLE = (
    "CREATE TABLE page (path TEXT PRIMARY KEY, facts_key BLOB, facts BLOB, html_key BLOB, html BLOB)"
    " WITHOUT ROWID"
)


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


_COLUMNS: dict[type, str] = {PageFacts: "facts", FinishedPage: "html"}


class Store:
    """The pages of a project by their path in its source folder. `project` is the folder of `mkdocs.yml`."""

    def __init__(self, project: Path) -> None:
        self._used: set[str] = set()
        self._pages: sqlite3.Connection | None = None
        try:
            folder = project / ".cache" / "glossary"
            folder.mkdir(parents=True, exist_ok=True)
            # Nobody means to publish it, whatever the project's own `.gitignore` says.
            (folder / ".gitignore").write_text("*\n", "utf-8")
            self._path = folder / "pages.sqlite3"
            self._pages = _opened(self._path)
        except (OSError, sqlite3.OperationalError) as error:
            # Another build has it, or nothing can be written there.
            log.info("This build goes without its cache: %s", error)

    def get(self, kind: type[T], path: str, key: bytes) -> T | None:
        """What is kept of the page at `path`, of this kind; None if that is not known for this key."""
        self._used.add(path)
        column = _COLUMNS[kind]
        rows = self._execute(f"SELECT {column} FROM page WHERE path = ? AND {column}_key = ?", path, key)
        try:
            kept = _DataUnpickler(BytesIO(zlib.decompress(rows[0][0]))).load() if rows else None
        except (zlib.error, pickle.UnpicklingError) as error:
            log.info("A page of the cache cannot be read and is made anew: %s", error)
            return None
        return kept if isinstance(kept, kind) else None

    def put(self, path: str, key: bytes, value: PageFacts | FinishedPage) -> None:
        """Keeps what a page says, or the page as it is written."""
        column = _COLUMNS[type(value)]
        self._execute(
            f"INSERT INTO page (path, {column}_key, {column}) VALUES (?, ?, ?) ON CONFLICT (path)"
            f" DO UPDATE SET {column}_key = excluded.{column}_key, {column} = excluded.{column}",
            path,
            key,
            zlib.compress(pickle.dumps(value, pickle.HIGHEST_PROTOCOL), 1),
        )

    def forget_unused(self) -> None:
        """Forgets the pages that nobody has asked for: they are gone."""
        for (path,) in self._execute("SELECT path FROM page"):
            if path not in self._used:
                self._execute("DELETE FROM page WHERE path = ?", path)

    def close(self) -> None:
        """Keeps what was put in. From now on nothing is known, and others may use the file."""
        self._execute("COMMIT")
        if self._pages:
            self._pages.close()
            self._pages = None

    def _execute(self, command: str, *values: str | bytes) -> list[tuple[Any, ...]]:
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


def digest(*parts: bytes | str | None) -> bytes:
    """The key of what is made of these parts."""
    return sha256(
        json.dumps([part.hex() if isinstance(part, bytes) else part for part in parts]).encode()
    ).digest()


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
        pages.execute(_TABLE)
        pages.execute(f"PRAGMA user_version = {_FORMAT}")
    return pages


def _remove(path: Path) -> None:
    # The journal of an interrupted build would be played back into the next database.
    for file in (path, path.with_name(f"{path.name}-journal")):
        file.unlink(missing_ok=True)


class _DataUnpickler(pickle.Unpickler):
    """Knows the engine's data classes and days alone: a pickle can name any function to be called."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name. Raises `UnpicklingError` for everything else."""
        found = getattr(sys.modules.get(module), name, None) if module.startswith("glossary.") else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, BaseModel | str | Enum)):
            return found
        if (module, name) == ("datetime", "date"):
            return date
        raise pickle.UnpicklingError(f"{module}.{name} is none of the engine's data classes")
