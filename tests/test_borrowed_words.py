"""No page shares a run of eight words with the article on the same subject that the glossary is compared
with.

That article is somebody else's and stays out of the repository; `borrowed_words.txt` holds the hashes of its
runs, made from its text by `python -m tests.borrowed_words ARTICLE.txt`.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from .borrowed_words import HASHES, hashed_runs

ROOT = Path(__file__).parent.parent
BORROWED = frozenset(HASHES.read_text("utf-8").split())
# Pages, and the descriptions that become pages.
TEXTS = sorted(path for path in (ROOT / "docs").rglob("*") if path.suffix in {".md", ".yml"})

ARTICLE = "The soup is ready when the cook’s spoon stands up in it, and not before."


def test_no_page_shares_a_run_of_words_with_the_article() -> None:
    assert len(TEXTS) > 100
    shared = {
        path.relative_to(ROOT).as_posix(): [
            run for hashed, run in hashed_runs(path.read_text("utf-8")).items() if hashed in BORROWED
        ]
        for path in TEXTS
    }
    assert {path: found for path, found in shared.items() if found} == {}


def test_the_hashes_are_those_of_a_whole_article_and_nothing_else() -> None:
    assert len(BORROWED) > 300
    assert {hashed for hashed in BORROWED if not re.fullmatch(r"[0-9a-f]{12}", hashed)} == set()


@pytest.mark.parametrize(
    ("page", "shared"),
    [
        (
            "They say THE cook's **spoon** stands\nup in [it](soup.md), and goes on.",
            ["the cook's spoon stands up in it and"],
        ),
        ("- When the cook's spoon stands up in the soup, it is done.", []),
        (
            "It is ready when the cook’s spoon stands up — in *it*, they say.",
            [
                "is ready when the cook's spoon stands up",
                "ready when the cook's spoon stands up in",
                "when the cook's spoon stands up in it",
            ],
        ),
        ("It stands before not and, it in up.", []),
    ],
)
def test_eight_words_in_a_row_are_found_and_seven_are_not(page: str, shared: list[str]) -> None:
    known = hashed_runs(ARTICLE).keys()
    assert [run for hashed, run in hashed_runs(page).items() if hashed in known] == shared


def test_the_file_is_written_from_a_text_on_the_command_line(tmp_path: Path) -> None:
    article = tmp_path / "article.txt"
    article.write_text(ARTICLE, "utf-8")
    command = [sys.executable, "-m", "tests.borrowed_words", str(article)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == sorted(hashed_runs(ARTICLE))
    assert len(run.stdout.split()) == 8
