"""Problems as text for people, as annotations for GitHub, and as JSON and SARIF for programs."""

import json
from collections.abc import Iterable
from urllib.parse import quote

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


def as_sarif(problems: Iterable[Problem]) -> str:
    """A log for code scanning (OASIS, SARIF 2.1.0, sections 3.13, 3.14 and 3.27)."""
    results, found = [], list(problems)
    for problem in found:
        place = {"artifactLocation": {"uri": quote(problem.path)}, "region": {"startLine": problem.line}}
        results.append(
            {
                "ruleId": problem.rule,
                "level": "note" if problem.rule == SUGGESTION else "error",
                "message": {"text": f"{problem.what}; {problem.fix}"},
                "locations": [{"physicalLocation": place}],
            }
        )
    rules = [{"id": rule} for rule in sorted({problem.rule for problem in found})]
    run = {"tool": {"driver": {"name": "glossary", "rules": rules}}, "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


FORMATS = {"text": as_text, "github": as_github, "json": as_json, "sarif": as_sarif}


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _one_line(text: str) -> str:
    # A file's name may hold anything, even bytes that are no text.
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
