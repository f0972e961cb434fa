"""Where readers and programs meet a page's plain sentence, its well-known examples and its label."""

import json
import re
from pathlib import Path

import pytest
import yaml

from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build

from .glossaries import LEAD, SECTIONS, TODAY, write

PLAIN = "A token is a piece of text that an AI handles as one unit."
DEFINITION = "Unit of text, often a part of a word, in which a model reads and writes."
EXAMPLE = SECTIONS.replace("## Common pitfalls", "## Example\n\nOne apple.\n\n## Common pitfalls")
PAGES = {
    "token": {
        "abbr": "TOK",
        "plain": PLAIN,
        "definition": DEFINITION,
        "instances": ["Loaf of Bread", "Slice"],
        "example": "made-up",
        "body": f"{LEAD}{EXAMPLE}",
    },
    "prompt": {"lead": "A prompt may hold a token, or a Loaf of Bread.\n"},
}
LABEL = "Figures and names in this example are made up."


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """A glossary of two pages, of which one has all of it."""
    folder = tmp_path_factory.mktemp("plain")
    write(folder, PAGES)
    found = build(folder, TODAY, SiteInfo("https://example.org/"))
    assert found.problems == []
    return found


@pytest.mark.parametrize(
    "path",
    [
        "embed/cards/token.js",
        "api/v1/terms.json",
        "feed_json_created.json",
        "feed_rss_created.xml",
        "glossary.ttl",
        "llms.txt",
        "llms/basics.txt",
        "llms-full.txt",
        "print/index.md",
        "concepts/token.md",
    ],
)
def test_the_plain_sentence_stands_in_each_export_with_the_definition_behind_it(
    output: Output, path: str
) -> None:
    text = str(output.files[path])
    assert PLAIN in text and DEFINITION in text
    assert "Prompt as this small glossary sees it, no more." in text or "token" in path


@pytest.mark.parametrize("path", ["integrations/links.md", "integrations/abbr.md"])
def test_where_there_is_room_for_one_sentence_it_is_the_plain_one(output: Output, path: str) -> None:
    text = str({**output.verbatim, **output.files}[path])
    assert PLAIN in text and DEFINITION not in text


def test_a_page_is_described_by_its_plain_sentence_or_else_by_its_definition(output: Output) -> None:
    described = {
        slug: yaml.safe_load(str(output.files[f"concepts/{slug}.md"]).split("---\n")[1])["description"]
        for slug in PAGES
    }
    assert described == {"token": PLAIN, "prompt": "Prompt as this small glossary sees it, no more."}


def test_a_copy_begins_with_the_plain_sentence(output: Output) -> None:
    copy = str(output.verbatim["concepts/token/index.md"])
    assert copy.startswith(
        f"# What is a token?\n\n> {PLAIN}\n\nDefinition: **Token** · **TOK** – {DEFINITION}\n"
    )
    assert "\n- Well-known examples: Loaf of Bread, Slice\n" in copy


def test_well_known_examples_are_published_and_searched_and_never_linked(output: Output) -> None:
    terms = {term["slug"]: term for term in json.loads(str(output.files["api/v1/terms.json"]))["terms"]}
    assert {slug: term["instances"] for slug, term in terms.items()} == {
        "token": ["Loaf of Bread", "Slice"],
        "prompt": [],
    }
    assert "Slice" not in [*terms["token"]["aliases"], *terms["token"]["autolink"]]
    entries = json.loads(str(output.files["search/glossary.json"]))["concepts"]
    assert [entry.get("instances") for entry in entries] == [None, ["Loaf of Bread", "Slice"]]
    assert "a [token](token.md), or a Loaf of Bread." in output.files["concepts/prompt.md"]
    assert "concepts/slice.md" not in output.files and "concepts/slice/index.html" not in output.files


def test_an_example_that_is_made_up_says_so_at_its_head_on_the_page_in_copies_and_in_print(
    output: Output,
) -> None:
    label = f"*{LABEL}*"
    for page in ("concepts/token.md", "print/index.md"):
        assert re.search(
            rf"^##+ Example( {{: .*}})?\n\n{re.escape(label)}\n{{: \.made-up }}\n\n\nOne",
            str(output.files[page]),
            re.M,
        )
    for text in (output.verbatim["concepts/token/index.md"], output.files["llms-full.txt"]):
        assert f"## Example\n\n{label}\n\n\nOne apple." in text
    assert LABEL not in output.files["concepts/prompt.md"]


def test_a_glossary_may_ask_each_page_for_a_plain_sentence(tmp_path: Path) -> None:
    write(tmp_path, PAGES, {"style.yml": "plain: true\n"})
    (problem,) = build(tmp_path, TODAY).problems
    assert str(problem).startswith(
        "concepts/prompt.md:2: the field 'plain' is missing; add it: One full sentence, as you would say it"
    )


def test_what_is_wrong_with_a_plain_sentence_names_its_field(tmp_path: Path) -> None:
    write(tmp_path, {"token": {"plain": "A piece of text that a model reads"}})
    (problem,) = build(tmp_path, TODAY).problems
    assert problem.what == "'plain' does not end like a sentence"
