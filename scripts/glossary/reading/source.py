"""Reads the source folder. The only place of the engine that `build()` reads from."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..addresses import CONCEPTS, PATHS, is_concept
from ..problem import Problem
from ..text import composed
from .answers import ANSWERS
from .pictures import is_picture
from .settings import LEDGER, SCHEMA, STYLE, TOPICS

HOME = "index.md"
# In the prose of a source folder this stands for the site's own address, so that what a page shows
# can be copied as it is.
OWN_ADDRESS = "https://example.org/glossary/"
_NO_TEXT = "not-plain-text"
NO_TOPICS = Problem(
    TOPICS,
    1,
    "the list of topics is missing",
    "list at least one topic with slug, title and description",
    "no-topics",
)
# Control characters but for tab and line feed, and what turns the direction of writing round.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# What Git and others write where both sides of a merge have changed the same lines.
_CONFLICT = re.compile(r"^<{7} .*?^={7}$.*?^>{7} ", re.M | re.S)


@dataclass(frozen=True)
class SourceFolder:
    """The texts and the pictures of a source folder by their path in it, and every path there is."""

    texts: Mapping[str, str]
    pictures: Mapping[str, str]
    paths: frozenset[str]

    def text(self, path: str) -> str:
        """The text of a file, "" where there is none."""
        return self.texts.get(path, "")

    def text_if_readable(self, path: str) -> str | None:
        """The same, but None where there is one that cannot be read."""
        return None if path in self.paths and path not in self.texts else self.text(path)

    @property
    def other_pages(self) -> dict[str, str]:
        """The pages that are no concepts."""
        return {
            path: text for path, text in self.texts.items() if path.endswith(".md") and not is_concept(path)
        }

    @property
    def concept_paths(self) -> list[str]:
        """The concept pages, sorted."""
        return sorted(filter(is_concept, self.texts))


def read(folder: Path) -> tuple[SourceFolder, list[Problem]]:
    """What a glossary consists of: its Markdown pages, its pictures, and the files that say how to build it.

    Every other file of the folder is only listed. Files that cannot be read as text are problems.
    """
    texts: dict[str, str] = {}
    pictures: dict[str, str] = {}
    problems: list[Problem] = []
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    paths = frozenset(path.relative_to(folder).as_posix() for path in files)
    for path in sorted(paths):
        if is_concept(path) or _is_setting(path) or is_picture(path) or path.endswith(".md"):
            try:
                data = (folder / path).read_bytes()
            except OSError as error:
                problems.append(
                    Problem(
                        path,
                        1,
                        f"the file cannot be read: {error.strerror}",
                        "see to its permissions",
                        _NO_TEXT,
                    )
                )
                continue
            text, found = decode(data, path)
            problems += found
            if text is not None:
                (pictures if is_picture(path) else texts)[path] = text
    if not any(is_concept(path) for path in paths):
        what = f"there is no concept page in {CONCEPTS}/"
        problems.append(
            Problem(CONCEPTS, 1, what, 'write the first with: glossary new "Your term"', "no-concepts")
        )
    if TOPICS not in paths:
        problems.append(NO_TOPICS)
    return SourceFolder(texts, pictures, paths), problems


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, its lines ending in LF and its letters `composed`, or None and every problem found.

    It must be UTF-8 without byte order mark. A character that nobody can see and that could make a text look
    other than it is, is refused (Unicode Standard Annex 9; Boucher and Anderson, “Trojan Source”, 2021).
    """
    if data.startswith(b"\xef\xbb\xbf"):
        return None, [
            Problem(
                path, 1, "the file begins with a byte order mark", "save it as UTF-8 without BOM", _NO_TEXT
            )
        ]
    try:
        text = composed(data.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        return None, [
            Problem(
                path,
                data.count(b"\n", 0, error.start) + 1,
                "the file is not UTF-8",
                "save it as UTF-8",
                _NO_TEXT,
            )
        ]
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        return None, [
            Problem(
                path,
                line,
                "a merge has left two versions here",
                "keep one, and remove the lines <<<<<<<, ======= and >>>>>>>",
                "merge-conflict",
            )
        ]
    if not _HIDDEN.search(text):
        return text, []
    return None, [
        Problem(path, number, *_words(character), _NO_TEXT)
        for number, line in enumerate(text.split("\n"), start=1)
        for character in sorted(set(_HIDDEN.findall(line)))
    ]


def is_reading_path(path: str) -> bool:
    """Whether a file of the source folder describes a route."""
    return path.startswith(f"{PATHS}/") and path.endswith(".yml")


def is_input(path: str) -> bool:
    """Whether a file only says how to write and build, and is no part of the site."""
    return path == SCHEMA or _is_setting(path)


def _is_setting(path: str) -> bool:
    return path in {TOPICS, STYLE, LEDGER, ANSWERS} or is_reading_path(path)


def _words(hidden: str) -> tuple[str, str]:
    if hidden == "\r":
        return "a line ends in CR", "save the file with LF line ends"
    return f"the invisible character U+{ord(hidden):04X} is not allowed", "remove it"
