"""What a problem looks like, and the guess at what was meant."""

import json
import pickle
import re

import pytest

import glossary.commands.cli  # noqa: F401 – enters the rules of all commands
from glossary.languages import ENGLISH, language_of
from glossary.links.files import UNREADABLE
from glossary.problem import RULES, File, Message, Problem, nearest, plural
from glossary.report import FORMATS, as_github, as_json, as_sarif, with_bar


def test_a_problem_is_one_line_with_place_fault_and_way_out() -> None:
    problem = Problem("concepts/llm.md", 3, "there is no topic 'x'", "use one of basics, safety")
    assert str(problem) == "concepts/llm.md:3: there is no topic 'x'; use one of basics, safety"


def test_problems_are_sorted_by_file_and_by_line_as_a_number() -> None:
    problems = [Problem("b.md", 2, "x", "y"), Problem("a.md", 10, "x", "y"), Problem("a.md", 9, "x", "y")]
    assert [(problem.path, problem.line) for problem in sorted(problems)] == [
        ("a.md", 9),
        ("a.md", 10),
        ("b.md", 2),
    ]


@pytest.mark.parametrize(
    ("wrong", "choices", "fix"),
    [
        ("defnition", ["definition", "related"], "did you mean 'definition'?"),
        ("IN PLAIN WORD", ["In plain words", "Example"], "did you mean 'In plain words'?"),
        ("prompt", ["Prompt", "prompt"], "did you mean 'Prompt'?"),
        ("soup", ["definition", "related"], "use one of these"),
        ("", ["definition"], "use one of these"),
        ("soup", [], "use one of these"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_right_one(wrong: str, choices: list[str], fix: str) -> None:
    assert nearest(wrong, choices, "use one of these") == fix
    assert nearest(wrong, reversed(choices), "use one of these") == fix


def test_a_very_long_name_is_no_burden() -> None:
    assert nearest("x" * 1_000_000, ["definition"], "use one of these") == "use one of these"


def test_a_message_is_english_until_it_is_said_in_another_language_with_files_as_the_reader_opens_them() -> (
    None
):
    german = language_of("de").words
    what = Message(
        "the name {name!r} is claimed by {pages} too", name="{x}", pages=(File("a.md"), File("b.md"))
    )
    fix = Message("bring back {page}", page="topics.yml")
    problem = Problem("concepts/llm.md", 3, what, fix)
    text = "the name '{x}' is claimed by a.md, b.md too; bring back topics.yml"
    assert str(problem) == f"concepts/llm.md:3: {text}"
    kept = pickle.loads(pickle.dumps(problem))
    assert kept == problem
    assert str(kept.said(ENGLISH.words, lambda path: f"docs/{path}")) == (
        "docs/concepts/llm.md:3: the name '{x}' is claimed by docs/a.md, docs/b.md too; bring back topics.yml"
    )
    assert kept.said(german, lambda path: f"docs/{path}").what == (
        "der Name '{x}' wird auch von docs/a.md, docs/b.md beansprucht"
    )


def test_a_message_about_a_number_has_the_form_for_it_and_one_within_another_is_said_with_it() -> None:
    forms = "{number} problem", "{number} problems"
    assert [plural(*forms, number) for number in (0, 1, 2)] == ["0 problems", "1 problem", "2 problems"]
    within = Message("{problems}; the site stays as it was until this is mended", problems=plural(*forms, 2))
    assert within == "2 problems; the site stays as it was until this is mended"
    assert within.said(language_of("de").words).startswith("2 Fehler; ")


def test_the_bar_of_a_page_counts_what_stops_a_build_and_what_only_its_draft_lacks() -> None:
    problem = Problem("a.md", 1, Message("x"), Message("y"), RULES["unknown-topic"].name)
    note = Problem("b.md", 1, Message("x"), Message("y"), RULES["unlinked-mention"].name)
    for found, title in (
        ([problem, note, note], "1 problem, 2 notes"),
        ([problem], "1 problem"),
        ([note], "1 note"),
    ):
        assert f">{title}</summary>" in with_bar("<body></body>", found, ENGLISH, stale=False, path="b.md")


def test_a_rule_says_what_it_forbids_with_an_example_of_both() -> None:
    assert {rule.command for rule in RULES.values()} == {"check", "due", "import", "links", "retire"}
    for rule in RULES.values():
        assert rule.sentence.endswith(".") and all(rule.examples), rule.name


def test_a_level_is_said_in_the_words_of_each_format() -> None:
    rules = ["unknown-topic", "few-links", "unlinked-mention"]
    problems = [Problem("a.md", 1, "this is so", "change it", RULES[rule].name) for rule in rules]
    assert [problem.level for problem in problems] == ["error", "warning", "note"]
    assert re.findall(r"^::(\w+) ", as_github(problems), re.M) == ["error", "warning", "notice"]
    assert [entry["level"] for entry in json.loads(as_json(problems))] == ["error", "warning", "note"]
    (run,) = json.loads(as_sarif(problems))["runs"]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_name_of_a_file_may_hold_bytes_that_are_no_text(form: str) -> None:
    said = FORMATS[form]([Problem("caf\udce9.md", 1, "x", "y", UNREADABLE)])
    assert "caf" in said and said.encode()
