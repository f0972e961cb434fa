"""Problems as text for people, as annotations for GitHub, and as JSON for programs."""

import json
from collections.abc import Iterable

from ..problem import Problem
from .findings import SUGGESTION


def as_text(problems: Iterable[Problem]) -> str:
    """A line for each problem."""
    return "".join(f"{_one_line(str(problem))}\n" for problem in problems)


def as_github(problems: Iterable[Problem]) -> str:
    """A workflow command for each problem (docs.github.com, “Workflow commands”)."""
    lines = []
    for problem in problems:
        level = "notice" if problem.rule == SUGGESTION else "error"
        path = _escaped(_one_line(problem.path)).replace(",", "%2C").replace(":", "%3A")
        message = _escaped(f"{problem.what}; {problem.fix}")
        lines.append(f"::{level} file={path},line={problem.line},title={problem.rule}::{message}\n")
    return "".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """A list with an object for each problem."""
    keys = ("path", "line", "rule", "what", "fix")
    return json.dumps([{key: getattr(problem, key) for key in keys} for problem in problems], indent=1) + "\n"


FORMATS = {"text": as_text, "github": as_github, "json": as_json}


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _one_line(text: str) -> str:
    # A file's name may hold anything, even bytes that are no text.
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
