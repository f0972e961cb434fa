"""Mistakes in YAML, each with its line. The words are in the golden cases of `test_checks.py`."""

from functools import partial
from typing import Any

import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict

from glossary.reading.frontmatter import FrontMatter
from glossary.reading.yaml_source import line_of, lines_of, load

_KEYS = st.text("abcxyz", min_size=1, max_size=3)
_VALUES = st.recursive(
    st.text("ab: -#'\"\n", max_size=12) | st.integers(0, 9) | st.none(),
    lambda children: st.lists(children, max_size=3) | st.dictionaries(_KEYS, children, max_size=3),
    max_leaves=10,
)


class Anything(BaseModel):
    """Accepts every mapping."""

    model_config = ConfigDict(extra="allow")


def _is_new(others: dict[str, Any], key: str) -> bool:
    return key not in others


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, tuple[str | int, ...], int]:
    """A YAML text, the location of a value in it that is like no other, and that value's line."""
    value: Any = "MARKER"
    location: list[str | int] = []
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            others = draw(st.dictionaries(_KEYS, _VALUES, max_size=3))
            key = draw(_KEYS.filter(partial(_is_new, others)))
            items = [*others.items(), (key, value)]
            value, step = dict(draw(st.permutations(items))), key
        else:
            before, behind = draw(st.lists(_VALUES, max_size=2)), draw(st.lists(_VALUES, max_size=2))
            value, step = [*before, value, *behind], len(before)
        location.insert(0, step)
    text = draw(st.sampled_from(["", "# a comment\n\n"])) + yaml.safe_dump(
        value, default_flow_style=False, sort_keys=False
    )
    return text, tuple(location), text[: text.index("MARKER")].count("\n") + 1


@given(documents(), st.integers(1, 5))
def test_the_line_of_a_value_is_the_one_it_stands_on(
    document: tuple[str, tuple[str | int, ...], int], first_line: int
) -> None:
    text, location, line = document
    assert line_of(text, location, first_line) == line + first_line - 1


def test_a_location_that_is_not_there_has_the_line_of_its_nearest_parent() -> None:
    text = "a:\n  b:\n    - c: 1\n    - d: 2\n"
    assert line_of(text, ("a", "b", 1, "e")) == 4
    assert line_of(text, ("a", "b", 7)) == 2
    assert line_of(text, ("a", "x", "y")) == 1
    assert line_of(text, ("x",)) == 1
    assert line_of("\n\na: 1\n", ("x",)) == 3
    assert line_of("", ("x",), 2) == 2


@given(st.text(max_size=60) | st.text(" \n-:?!&*#[]{},|>'\"%@`a0.<", max_size=60))
@example("title: \ud800")
@example("title: !!timestamp tomorrow")
@example('title: !!int ""')
@example("title: !!bool maybe")
@example("a: &a [*a]")
@example("? [a]\n: b")
@example("<<: 3")
@example("- " * 5000)
@example("[" * 5000)
@example("title: 2026-01-01T00:00:00+99:99")
@example("title: " + "1" * 5000)
def test_no_text_is_too_wrong_to_be_reported(text: str) -> None:
    found, problems = load(text, FrontMatter, "concepts/x.md", 2)
    assert found is None and problems
    lines = text.count("\n") + 1
    # YAML breaks lines at these as well.
    if not set(text) & set("\r\x85\u2028\u2029"):
        assert all(2 <= problem.line <= lines + 2 for problem in problems)
    assert all(problem.what and problem.fix and "\n" not in str(problem) for problem in problems)


@given(st.dictionaries(_KEYS, _VALUES, max_size=4))
def test_what_yaml_says_is_what_is_loaded(values: dict[str, Any]) -> None:
    found, problems = load(yaml.safe_dump(values), Anything, "x.yml")
    assert problems == []
    assert found is not None and found.model_dump() == values


def test_all_problems_of_a_file_are_reported_at_once() -> None:
    _, problems = load("title: 3\nabbr: []\ncolour: red\n", FrontMatter, "concepts/x.md")
    shown = sorted(str(problem) for problem in problems if "missing" not in problem.what)
    assert shown == [
        (
            "concepts/x.md:1: 'title' is 3, which is not text; write text, in quotes if it looks like "
            "a number or a date"
        ),
        (
            "concepts/x.md:2: 'abbr' is [], which is not text; write text, in quotes if it looks like "
            "a number or a date"
        ),
        "concepts/x.md:3: unknown field 'colour'; use one of " + ", ".join(FrontMatter.model_fields),
    ]


def test_all_lines_of_a_field_are_known() -> None:
    text = "a: 1\nb:\n- x\nc: [1,\n  2]\nd:\n  - y\n  - z\ne: |\n  end\n"
    assert {field: list(lines_of(text, field, 2)) for field in "abcdef"} == {
        "a": [2],
        "b": [3, 4],
        "c": [5, 6],
        "d": [7, 8, 9],
        "e": [10, 11],
        "f": [],
    }
