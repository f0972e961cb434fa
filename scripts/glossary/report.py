"""How problems are said: to people, to GitHub, GitLab and other programs, and in the browser."""

import json
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from hashlib import sha256
from urllib.parse import quote

from .languages import Language
from .problem import File, Level, Message, Problem, plural, rule

# More would hide the page; the terminal has them all.
SHOWN_IN_BAR = 5
_UNFINISHED = rule(
    "unfinished-draft",
    "A draft lacks nothing; what one lacks is told by number, and one by one where `glossary check` has its "
    "path.",
    ("a page that `glossary new` has just begun", "a page from which only `status: draft` is to be removed"),
    Level.NOTE,
)


def by_draft(problems: Sequence[Problem], whole: Collection[str] = ()) -> Iterator[Problem]:
    """The problems, with one in the place of all that a draft lacks, unless `whole` has its path."""
    lacking = Counter(problem.path for problem in problems if problem.of_draft and problem.path not in whole)
    for problem in problems:
        number = lacking[problem.path] if problem.of_draft else 1
        if number > 1:
            what = plural(
                "draft: {number} thing is left to do", "draft: {number} things are left to do", number
            )
            fix = Message("to read them: glossary check {file}", file=File(problem.path))
            yield Problem(problem.path, 1, what, fix, _UNFINISHED, of_draft=True)
            lacking[problem.path] = 0
        elif number == 1 or problem.path in whole:
            yield problem


def as_text(problems: Iterable[Problem]) -> str:
    """A line for each problem."""
    return "".join(f"{_one_line(str(problem))}\n" for problem in problems)


def as_github(problems: Iterable[Problem]) -> str:
    """A workflow command for each problem (docs.github.com, “Workflow commands”)."""
    lines = []
    for problem in problems:
        level = "notice" if problem.level is Level.NOTE else problem.level
        path = _escaped(_one_line(problem.path)).replace(",", "%2C").replace(":", "%3A")
        message = _escaped(f"{problem.what}; {problem.fix}")
        place = f"line={problem.line}" + (f",col={problem.column}" if problem.column else "")
        lines.append(f"::{level} file={path},{place},title={problem.rule}::{message}\n")
    return "".join(lines)


def as_json(problems: Iterable[Problem]) -> str:
    """A list with an object for each problem; `column` is 0 where the whole line is meant."""
    keys = ("path", "line", "column", "rule", "level", "what", "fix")
    return json.dumps([{key: getattr(problem, key) for key in keys} for problem in problems], indent=1) + "\n"


# What GitLab calls each level (docs.gitlab.com, “Code Quality”).
_SEVERITIES = {Level.ERROR: "major", Level.WARNING: "minor", Level.NOTE: "info"}


def as_gitlab(problems: Iterable[Problem]) -> str:
    """A Code Quality report, for merge requests (docs.gitlab.com, “Code Quality”).

    A fingerprint does not change with the line, so that a problem that only moved is no new one.
    """
    alike: Counter[str] = Counter()
    issues = []
    for problem in problems:
        same = f"{problem.path}\n{problem.rule}\n{problem.what}"
        alike[same] += 1
        issues.append(
            {
                "description": f"{problem.what}; {problem.fix}",
                "check_name": problem.rule,
                "fingerprint": sha256(os.fsencode(f"{same}\n{alike[same]}")).hexdigest(),
                "severity": _SEVERITIES[problem.level],
                "location": {
                    "path": problem.path,
                    "positions": {"begin": {"line": problem.line, "column": max(problem.column, 1)}},
                },
            }
        )
    return json.dumps(issues, indent=1) + "\n"


def as_sarif(problems: Iterable[Problem]) -> str:
    """A log for code scanning (OASIS, SARIF 2.1.0, sections 3.13, 3.14 and 3.27)."""
    results, names = [], set()
    for problem in problems:
        region = {"startLine": problem.line} | ({"startColumn": problem.column} if problem.column else {})
        place = {"artifactLocation": {"uri": quote(os.fsencode(problem.path))}, "region": region}
        results.append(
            {
                "ruleId": problem.rule,
                "level": problem.level,
                "message": {"text": f"{problem.what}; {problem.fix}"},
                "locations": [{"physicalLocation": place}],
            }
        )
        names.add(problem.rule)
    driver = {"name": "glossary", "rules": [{"id": name} for name in sorted(names)]}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


FORMATS = {
    "text": as_text,
    "github": as_github,
    "gitlab": as_gitlab,
    "json": as_json,
    "sarif": as_sarif,
}


def with_bar(
    html: str, problems: Sequence[Problem], language: Language, stale: bool, path: str | None = None
) -> str:
    """A page with a bar that lists its notes and all problems, those of the file at `path` first.

    `language` is that of the bar, `stale` says that the page is older than its source.
    """
    notes = [problem for problem in problems if problem.is_note and problem.path == path]
    problems = [problem for problem in problems if not problem.is_note]
    if not problems and not notes:
        return html
    # `glossary-links` has no browser, and comes without Jinja.
    from .text.markdown import render

    first = sorted([*problems, *notes], key=lambda problem: problem.path != path)
    title = plural("{number} problem", "{number} problems", len(problems))
    if notes:
        found = plural("{number} note", "{number} notes", len(notes))
        title = Message("{problems}, {notes}", problems=title, notes=found) if problems else found
    if stale:
        title = Message("{problems}; the site stays as it was until this is mended", problems=title)
    more = max(0, len(first) - SHOWN_IN_BAR)
    values = {"title": language.told(title), "problems": first[:SHOWN_IN_BAR], "more": more}
    bar = render("problems.html.j2", language, **values, calm=not problems)
    body, end, rest = html.rpartition("</body>")
    return f"{body}{bar}{end}{rest}" if end else f"{rest}{bar}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _one_line(text: str) -> str:
    # A file's name may hold anything, even bytes that are no text.
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)
