"""Topics, style and the address ledger. What is said about mistakes in them is in the golden cases of
`test_checks.py`.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.reading.settings import Ledger, Style, parse_ledger, parse_style, parse_topics

from .glossaries import TOPICS

_SLUGS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)


def test_topics_stand_in_the_order_of_the_file() -> None:
    topics, problems = parse_topics(TOPICS)
    assert problems == []
    assert [(topic.slug, topic.title) for topic in topics] == [("basics", "Basics"), ("safety", "Safety")]


@pytest.mark.parametrize("text", ["", "\n", "# words: [300, 650]\n", "{}", "  # nothing\n\n"])
def test_a_style_without_limits_sets_none(text: str) -> None:
    assert parse_style(text) == (Style(), [])


def test_a_style_sets_the_limits_it_names() -> None:
    style, problems = parse_style("words: [300, 650]\nreading_grade: 9\n")
    assert problems == []
    assert (style.words, style.reading_grade, style.bullets) == ([300, 650], 9, None)


def test_a_ledger_tells_what_stands_and_what_has_moved() -> None:
    text = (
        "# Addresses\n\n/concepts/llm/\n/concepts/old/ -> /concepts/llm/\n  /concepts/token/  \n"
        "/concepts/gone/ retired\n"
    )
    ledger = Ledger(
        {"llm": 3, "old": 4, "token": 5, "gone": 6},
        {"old": "llm"},
        frozenset({"gone"}),
        head="# Addresses\n\n",
    )
    assert parse_ledger(text) == (ledger, [])
    assert ledger.standing == {"llm", "token"}


def test_the_same_line_twice_is_what_a_merge_leaves_and_no_mistake() -> None:
    text = (
        "/concepts/llm/\n/concepts/old/ -> /concepts/llm/\n/concepts/llm/\n/concepts/old/ -> /concepts/llm/\n"
    )
    assert parse_ledger(text) == (Ledger({"llm": 1, "old": 2}, {"old": "llm"}), [])


def test_the_comment_above_a_ledger_stays_in_the_language_it_is_in() -> None:
    text = "# Jede Adresse.\n# Für immer.\n/concepts/llm/\n"
    ledger, _ = parse_ledger(text)
    assert ledger.text(ledger.standing) == text
    assert Ledger().text({"llm"}).startswith("# Every concept address")


@given(st.sets(_SLUGS), st.dictionaries(_SLUGS, _SLUGS), st.sets(_SLUGS))
def test_a_ledger_that_is_written_can_be_read_back(
    standing: set[str], redirects: dict[str, str], retired: set[str]
) -> None:
    retired -= standing | redirects.keys()
    ledger, problems = parse_ledger(Ledger().text(standing, redirects, retired))
    assert problems == []
    assert (set(ledger.lines), ledger.redirects, ledger.retired) == (
        standing | redirects.keys() | retired,
        redirects,
        retired,
    )


@given(st.text() | st.text("/concepts ->\nab#"))
def test_no_text_is_too_wrong_to_be_reported(text: str) -> None:
    for parse in (parse_topics, parse_style, parse_ledger):
        _, problems = parse(text)
        assert all(problem.what and problem.fix and problem.line >= 1 for problem in problems)
