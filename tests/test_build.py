"""`build()`: the same input gives the same bytes, and wrong input gives problems and no files."""

import json
import os
import re
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from glossary.commands.new_page import PageForm, new_page
from glossary.reading.settings import Topic, parse_style
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build

from .glossaries import REAL_URL, SOURCES, relation, write
from .sample import build_sample

ROOT = Path(__file__).parent.parent
TODAY = date(2099, 1, 1)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A source folder without a problem."""
    pages = {
        "llm": {"related": [relation("token")]},
        "token": {"lead": "Drawn:\n\n![A token on a table](../pictures/token.svg)\n"},
        "rag": {"related": [relation("llm")]},
    }
    picture = (ROOT / "docs/pictures/token.svg").read_text("utf-8")
    write(tmp_path, pages, {"pictures/token.svg": picture, "style.yml": "orphans: true\n"})
    assert build(tmp_path, TODAY).problems == []
    return tmp_path


def digest(project: Path) -> str:
    """A digest of all files of the sample."""
    files = build_sample(project).files
    assert files
    return sha256(repr(sorted(files.items())).encode()).hexdigest()


def test_two_runs_give_the_same_bytes_whatever_the_hash_seed(sample_project: Path) -> None:
    # One that is not this process's own.
    seed = str(1 + int(os.environ.get("PYTHONHASHSEED", "0").replace("random", "0")))
    program = f"from {__name__} import Path, digest; print(digest(Path({str(sample_project)!r})))"
    again = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert again.stdout.strip() == digest(sample_project)


def test_windows_line_ends_change_nothing(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "token": {"abbr": "TK"},
            "prompt": {"related": [{"to": "token", "kind": "has_part", "why": "Counted in them."}]},
        },
        {"index.md": "Home\n\nHere.\n"},
    )
    before = build(tmp_path, TODAY)
    assert before.files
    for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert build(tmp_path, TODAY) == before


def test_build_writes_nothing(docs: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in docs.rglob("*")}
    build(docs, TODAY)
    assert {path: path.stat().st_mtime_ns for path in docs.rglob("*")} == before


def test_a_blocking_problem_leaves_no_files_and_all_problems_are_reported(docs: Path) -> None:
    (docs / "concepts/llm.md").write_text("no front matter")
    (docs / "concepts/Bad_Name.md").write_bytes(b"\xff")
    (docs / "topics.yml").write_text("- slug: basics\n  title: 3\n")
    output = build(docs, TODAY)
    assert not output.files
    shown = "\n".join(map(str, output.problems))
    assert "concepts/llm.md:1: the page has no front matter" in shown
    assert "concepts/Bad_Name.md:1: the file is not UTF-8" in shown
    assert "topics.yml:2: '[0].title' is 3, which is not text" in shown


def test_relations_to_a_broken_page_are_not_reported_as_unknown(docs: Path) -> None:
    (docs / "concepts/llm.md").write_text("no front matter")
    assert all(
        problem.path == "concepts/llm.md" or "'llm'" not in problem.what
        for problem in build(docs, TODAY).problems
    )


def test_the_picture_of_a_page_that_cannot_be_read_is_not_reported_as_unused(docs: Path) -> None:
    page = docs / "concepts/token.md"
    page.write_text(page.read_text("utf-8").replace("\ntopic: ", "\ntopic: No ", 1), "utf-8")
    assert [problem.path for problem in build(docs, TODAY).problems] == ["concepts/token.md"]


def test_an_unfinished_page_is_a_problem_but_can_be_shown(docs: Path) -> None:
    page = docs / "concepts/llm.md"
    page.write_text(page.read_text().replace("## In plain words", "## In simple words"))
    output = build(docs, TODAY)
    assert {problem.rule for problem in output.problems} == {"unknown-section"}
    assert output.files


@pytest.mark.parametrize("missing", ["", "concepts"])
def test_an_empty_folder_says_how_to_begin(tmp_path: Path, missing: str) -> None:
    if missing:
        (tmp_path / missing).mkdir()
    output = build(tmp_path, TODAY)
    assert not output.files
    shown = [str(problem) for problem in output.problems]
    assert (
        'concepts:1: there is no concept page in concepts/; write the first with: glossary new "Your term"'
        in shown
    )
    assert any(line.startswith("topics.yml:1: the list of topics is missing") for line in shown)


def test_a_folder_that_does_not_exist_is_reported_like_an_empty_one(tmp_path: Path) -> None:
    assert build(tmp_path / "nowhere", TODAY).problems


def test_related_json_says_what_the_pages_show(sample: Output) -> None:
    files = sample.files
    index = json.loads(files["related.json"])
    pages = {path for path in files if path.startswith("concepts/") and path.endswith(".md")} - {
        "concepts/index.md"
    }
    assert {f"concepts/{slug}.md" for slug in index} == pages
    for slug, entries in index.items():
        shown = files[f"concepts/{slug}.md"].partition("## Related articles")[2].partition("\n## ")[0]
        assert [entry["slug"] for entry in entries] == re.findall(r"^- \[.*?\]\((.*?)\.md\)", shown, re.M)
        assert all(entry["url"] == f"{REAL_URL}concepts/{entry['slug']}/" for entry in entries)
        assert slug not in {entry["slug"] for entry in entries}


def test_every_alias_leads_to_its_concept(sample: Output) -> None:
    page = sample.files["concepts/large-language-model/index.html"]
    assert 'content="0; url=../llm/"' in page
    assert '<link rel="canonical" href="' + REAL_URL + 'concepts/llm/">' in page
    assert '<a href="../llm/">What is an LLM?</a>' in page


OWN_FIELDS = "orphans: true\nlevels: {start: First steps, deep: In depth}\nhints: [1, 3]\nsources: [1, 4]\n"


def test_a_glossary_sets_its_own_levels_and_numbers(tmp_path: Path) -> None:
    own = {"hints": ["a word split into parts"], "sources": SOURCES[:1]}
    write(
        tmp_path,
        {"zebra": own | {"level": "start"}, "apple": own | {"level": "deep"}},
        {"style.yml": OWN_FIELDS},
    )
    output = build(tmp_path, TODAY)
    assert output.problems == []
    topic = str(output.files["topics/basics.md"])
    assert re.findall(r"^- \[(.+?)\].*? \*(.+?)\*\{: \.level \}", topic, re.M) == [
        ("Zebra", "First steps"),
        ("Apple", "In depth"),
    ]


def test_what_a_glossary_sets_is_what_its_messages_name(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"token": {"level": "advanced", "hints": [f"line {number}" for number in range(4)]}},
        {"style.yml": OWN_FIELDS},
    )
    assert [str(problem) for problem in build(tmp_path, TODAY).problems] == [
        "concepts/token.md:3: 'hints' has too many entries (4); "
        "give at most 3, or change 'hints' in style.yml:3",
        "concepts/token.md:5: 'level' is 'advanced', which is not known; use one of start, deep",
    ]


def test_a_new_page_asks_for_what_the_glossary_wants(tmp_path: Path) -> None:
    topics, style = (
        {"basics": Topic.model_construct(slug="basics", title="Basics", description="All.")},
        parse_style(OWN_FIELDS)[0],
    )
    text = new_page("Token", "basics", TODAY, PageForm(topics, style))
    text = text.replace("status: draft\n", "", 1)
    write(
        tmp_path,
        {"token": text, "apple": {"level": "start"} | {"hints": ["x"], "sources": SOURCES[:1]}},
        {"style.yml": OWN_FIELDS},
    )
    found = build(tmp_path, TODAY)
    assert not any(problem.blocks for problem in found.problems)
    assert found.concepts["token"].meta.level == "start" and len(found.concepts["token"].meta.hints) == 1


def test_a_new_page_that_asks_for_more_than_there_are_prompts_says_nothing_twice(tmp_path: Path) -> None:
    asked = "hints: [10, 14]\nsources: [4, 20]\n"
    topics, style = (
        {"basics": Topic.model_construct(slug="basics", title="Basics", description="All.")},
        parse_style(asked)[0],
    )
    page = new_page("Token", "basics", TODAY, PageForm(topics, style))
    write(tmp_path, {"token": page}, {"style.yml": asked})
    assert {problem.rule for problem in build(tmp_path, TODAY).problems} == {"prompt-left"}


def test_a_page_may_be_a_lead_alone_where_no_section_is_required(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"token": {"body": "A token is a piece.\n"}, "apple": None},
        {"style.yml": "required_sections: []\n"},
    )
    output = build(tmp_path, TODAY)
    assert output.problems == []
    assert "A token is a piece." in str(output.files["concepts/token.md"])
    assert "A token is a piece." in str(output.verbatim["concepts/token/index.md"])


def test_a_new_page_says_which_sections_may_go(tmp_path: Path) -> None:
    topics, style = (
        {"basics": Topic.model_construct(slug="basics", title="Basics", description="All.")},
        parse_style("required_sections: [plain-words, example]\n")[0],
    )
    sections = new_page("Token", "basics", TODAY, PageForm(topics, style)).split("\n## ")[1:]
    assert [
        section.partition("\n")[0] for section in sections if "Or remove this section." not in section
    ] == ["In plain words", "Example"]


def test_the_hovercards_have_the_element_that_a_glossary_sets(tmp_path: Path) -> None:
    write(tmp_path, {"token": None, "apple": None})
    ours, theirs = (
        str(build(tmp_path, TODAY, SiteInfo(**given)).files["embed/v1.js"])
        for given in ({}, {"embed_element": "kitchen-term"})
    )
    assert 'customElements.define("ai-term", ' in ours
    assert 'customElements.define("kitchen-term", ' in theirs and "ai-term" not in theirs
