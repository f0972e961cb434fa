"""`glossary upgrade`: what the engine, as it is installed now, changes for a glossary.

What the engine has written is remembered in a file of the project, so that an upgrade replaces only what its
authors have left alone.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from functools import partial
from hashlib import sha256
from pathlib import Path

import yaml
from pydantic import Field

from ..problem import Message, Problem
from ..reading.frontmatter import Fields
from ..reading.settings import SCHEMA, STYLE, parse_style
from ..reading.yaml_source import lines_of, load
from .derived import front_matter_schema
from .project import Project
from .starter import Engine, kept_files, starter_files

RECORD = ".glossary.yml"
_HEAD = """\
# What the engine has written; by it, `glossary upgrade` knows which files you have changed since. Keep it in
# the repository.
"""
# The settings of `style.yml` that earlier versions had, each with what is in its place.
_GONE = {
    "figures": Message(
        "'cited_sources' asks that each percentage, amount of money and past year has a citation beside it"
    ),
}


class Record(Fields):
    """Which version a project was begun or last upgraded with, and the hash of each file as it is there."""

    version: str = ""
    files: dict[str, str] = Field(default_factory=dict)


@dataclass(frozen=True)
class Upgrade:
    """What to say, the differences that only an author can judge, and the `files` to write, by path."""

    before: str
    said: list[Message]
    differences: list[str]
    files: Mapping[str, str]


def record_text(version: str, files: Mapping[str, str]) -> str:
    """The file that remembers these files as this version writes them."""
    record = {"version": version, "files": {path: _hash(files[path]) for path in sorted(files)}}
    return _HEAD + yaml.safe_dump(record, sort_keys=False)


def upgrade(project: Project, version: str) -> Upgrade:
    """What this version changes for a project. Ends the command where the record or the style cannot be read.

    A file of the starter is replaced if it stands as an earlier version wrote it; if its authors have changed
    it, they are shown the difference, once. What this version writes as before is theirs in any case.
    """
    root = project.config.path.parent
    path = os.path.relpath(root / RECORD, project.docs)
    record = project.parsed(path, partial(_parse_record, path))
    # None of them bears a day or says where the engine comes from.
    fresh = kept_files(starter_files(date.min, project.config.site.language, Engine("")))
    said, differences = [], []
    settings, gone = _settings(project)
    files = {**settings}
    for path, text in fresh.items():
        shown = os.path.relpath(root / path)
        here, known = _text(root / path), record.files.get(path)
        if text == here or _hash(text) == known:
            continue
        if here is None:
            if record.version and not known:
                said.append(Message("{file}: a new glossary has it; `glossary init` writes it", file=shown))
        elif _hash(here) == known:
            said.append(
                Message("{file}: replaced by that of this version; nobody has changed it", file=shown)
            )
            files[path] = text
        else:
            lines = here.splitlines(True), text.splitlines(True)
            differences.append("".join(unified_diff(*lines, shown, f"{shown} (glossary {version})")))
    record_now = record_text(version, fresh)
    if record_now != _text(root / RECORD):
        files[RECORD] = record_now
    return Upgrade(record.version, [*gone, *said], differences, files)


def _settings(project: Project) -> tuple[dict[str, str], list[Message]]:
    """The style without the settings that are gone, and the schema that editors read, where these change."""
    docs = os.path.relpath(project.docs, project.config.path.parent)
    text = kept = project.text(STYLE)
    said = []
    for name, instead in _GONE.items():
        if lines_of(kept, name):
            kept = _without(kept, name)
            file = project.shown(STYLE)
            said.append(
                Message(
                    "{file}: {name!r} is no setting any more; {instead}",
                    name=name,
                    file=file,
                    instead=instead,
                )
            )
    files = {f"{docs}/{STYLE}": kept} if kept != text else {}
    style, problems = parse_style(kept)
    schema = front_matter_schema(style, project.config.site.language)
    if not problems and _text(project.docs / SCHEMA) not in (None, schema):
        files[f"{docs}/{SCHEMA}"] = schema
        said.append(Message("{file}: written anew, for editors", file=project.shown(SCHEMA)))
    return files, said


def _without(text: str, name: str) -> str:
    """A text of YAML without a field; comments below it belong to what follows."""
    lines, span = text.splitlines(True), lines_of(text, name)
    end = span.stop - 1
    while not lines[end - 1].partition("#")[0].strip():
        end -= 1
    return "".join(lines[: span.start - 1] + lines[end:])


def _parse_record(path: str, text: str) -> tuple[Record, list[Problem]]:
    record, problems = load(text, Record, path) if text.strip() else (None, [])
    return record or Record(), problems


def _text(path: Path) -> str | None:
    return path.read_text("utf-8", "replace") if path.is_file() else None


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
