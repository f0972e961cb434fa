"""The front matter of pages that are no concepts, and their titles."""

from dataclasses import replace
from typing import Any

from ..problem import Level, Problem, rule
from ..text import Text
from .yaml_source import load_any

_BROKEN_FIELDS = rule(
    "broken-fields",
    "The fields of a page that is no concept can be read as well.",
    ("`title: About: us` in `about.md`", '`title: "About: us"`'),
    Level.WARNING,
)


def fields_of(text: Text) -> dict[str, Any]:
    """The fields of a page, {} where it has none or they cannot be read."""
    return load_any(text.yaml, "")[0]


def faults_of(text: Text, path: str) -> list[Problem]:
    """Why the front matter of the page at `path` cannot be read; nothing if it can."""
    return [replace(problem, rule=_BROKEN_FIELDS) for problem in load_any(text.yaml, path, first_line=2)[1]]


def heading_of(text: Text) -> str:
    """The heading of a page, "" where it has none."""
    return next((block.plain for block in text.blocks if block.level == 1), "")


def title_of(text: Text, otherwise: str) -> str:
    """The title of a page as MkDocs has it: that of its front matter, or its heading, or `otherwise`."""
    return str(fields_of(text).get("title") or heading_of(text) or otherwise)
