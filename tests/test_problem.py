"""What a problem looks like, and the guess at what was meant."""

import pytest

from glossary.problem import Problem, nearest


def test_a_problem_is_one_line_with_place_fault_and_way_out() -> None:
    problem = Problem(
        "concepts/llm.md", 3, "there is no topic 'x'", "use one of basics, safety", "unknown-topic"
    )
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


def test_the_files_that_a_problem_names_are_shown_as_the_reader_would_open_them() -> None:
    problem = Problem(
        "urls.txt",
        3,
        "'/concepts/llm/' leads to concepts/token.md",
        "write ![soup](../pictures/soup.svg), or change topics.yml",
    )
    shown = problem.shown(lambda path: f"docs/{path}")
    assert (
        str(shown)
        == "docs/urls.txt:3: '/concepts/llm/' leads to docs/concepts/token.md; write ![soup](../pictures/soup.svg), or change docs/topics.yml"
    )
