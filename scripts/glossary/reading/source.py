"""Reads the source folder, the only thing that `build()` reads."""

import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..addresses import CONCEPTS, PATHS, is_concept
from ..problem import Message, Problem, rule
from ..text import composed
from .answers import ANSWERS
from .counterparts import COUNTERPARTS
from .pictures import is_picture
from .settings import LEDGER, SCHEMA, STYLE, TOPICS, TOPICS_MISSING
from .snapshot import Snapshot, Stamp

HOME = "index.md"
# A placeholder for the site's own address in pages of the source folder, so that readers can copy what a
# page shows.
OWN_ADDRESS = "https://example.org/glossary/"
NOT_PLAIN_TEXT = rule(
    "not-plain-text",
    "A file is text in UTF-8, without characters that nobody can see.",
    ("a page that was saved in UTF-16", "a page that was saved in UTF-8"),
)
MERGE_CONFLICT = rule(
    "merge-conflict",
    "A file holds one version of each line.",
    ("`<<<<<<< HEAD` on a line of a page", "the line that is to stay"),
)
_NO_CONCEPTS = rule(
    "no-concepts",
    "A glossary has at least one concept page.",
    ("a folder `concepts` without pages", "`concepts/dictionary.md`"),
)
NO_TOPICS = Problem(
    TOPICS,
    1,
    Message("the list of topics is missing"),
    Message("list at least one topic with slug, title and description"),
    TOPICS_MISSING,
)
# Control characters except tab and line feed, and those that change the direction of writing.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# What Git and others write when both sides of a merge have changed the same lines.
_CONFLICT = re.compile(r"^<{7} .*?^={7}$.*?^>{7} ", re.M | re.S)


@dataclass(frozen=True)
class _File:
    """A file as it was read: its text, or None and why it is none."""

    stamp: Stamp
    text: str | None
    problems: list[Problem]


@dataclass(frozen=True)
class SourceFolder:
    """The files of a source folder that can be read as text, by their path in it, and every path there is."""

    files: Mapping[str, _File]
    paths: frozenset[str]

    @cached_property
    def texts(self) -> dict[str, str]:
        """All texts except those of pictures."""
        return {path: text for path, text in self._readable.items() if not is_picture(path)}

    @cached_property
    def pictures(self) -> dict[str, str]:
        """Each SVG."""
        return {path: text for path, text in self._readable.items() if is_picture(path)}

    @property
    def _readable(self) -> dict[str, str]:
        return {path: file.text for path, file in self.files.items() if file.text is not None}

    @property
    def problems(self) -> list[Problem]:
        """Why files cannot be read, and what a glossary lacks that it needs."""
        problems = [problem for file in self.files.values() for problem in file.problems]
        if not any(map(is_concept, self.paths)):
            what = Message("there is no concept page in {folder}/", folder=CONCEPTS)
            fix = Message('write the first with: glossary new "Your term"')
            problems.append(Problem(CONCEPTS, 1, what, fix, _NO_CONCEPTS))
        return problems if TOPICS in self.paths else [*problems, NO_TOPICS]

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


def read(folder: Snapshot, before: SourceFolder | None = None) -> SourceFolder:
    """What a glossary consists of: its Markdown pages, its pictures, and the files that say how to build it.

    Every other file of the folder is only listed. Of the files that were read `before`, those that have not
    changed are not read again.
    """
    known = before.files if before else {}
    files = {
        path: known[path] if path in known and known[path].stamp == stamp else _read(folder.root, path, stamp)
        for path, stamp in sorted(folder.stamps.items())
        if is_text(path)
    }
    return SourceFolder(files, frozenset(folder.stamps))


def _read(folder: Path, path: str, stamp: Stamp) -> _File:
    try:
        return _File(stamp, *decode((folder / path).read_bytes(), path))
    except OSError as error:
        what = Message("the file cannot be read: {reason}", reason=error.strerror)
        return _File(stamp, None, [Problem(path, 1, what, Message("see to its permissions"), NOT_PLAIN_TEXT)])


def decode(data: bytes, path: str) -> tuple[str | None, list[Problem]]:
    """The text of a file, its lines ending in LF and its letters `composed`, or None and every problem found.

    It must be UTF-8; a byte order mark, which some Windows programs write, is left out. Invisible characters
    that could make a text look different are refused (Unicode Standard Annex 9; Boucher and Anderson, “Trojan
    Source”, 2021).
    """
    data = data.removeprefix(BOM_UTF8)
    try:
        text = composed(data.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what, fix = Message("the file is not UTF-8"), Message("save it as UTF-8")
        return None, [Problem(path, line, what, fix, NOT_PLAIN_TEXT)]
    if conflict := _CONFLICT.search(text):
        line = text.count("\n", 0, conflict.start()) + 1
        fix = Message("keep one, and remove the lines <<<<<<<, ======= and >>>>>>>")
        return None, [Problem(path, line, Message("a merge has left two versions here"), fix, MERGE_CONFLICT)]
    if not _HIDDEN.search(text):
        return text, []
    return None, [
        Problem(path, number, *_words(character), NOT_PLAIN_TEXT)
        for number, line in enumerate(text.split("\n"), start=1)
        for character in sorted(set(_HIDDEN.findall(line)))
    ]


def is_text(path: str) -> bool:
    """Whether a file of the source folder is read."""
    return is_concept(path) or _is_setting(path) or is_picture(path) or path.endswith(".md")


def is_reading_path(path: str) -> bool:
    """Whether a file of the source folder describes a route."""
    return path.startswith(f"{PATHS}/") and path.endswith(".yml")


def is_input(path: str) -> bool:
    """Whether a file only says how to write and build, and is no part of the site."""
    return path == SCHEMA or _is_setting(path)


def _is_setting(path: str) -> bool:
    return path in {TOPICS, STYLE, LEDGER, ANSWERS, COUNTERPARTS} or is_reading_path(path)


def _words(hidden: str) -> tuple[Message, Message]:
    if hidden == "\r":
        return Message("a line ends in CR"), Message("save the file with LF line ends")
    what = Message("the invisible character {code} is not allowed", code=f"U+{ord(hidden):04X}")
    return what, Message("remove it")
