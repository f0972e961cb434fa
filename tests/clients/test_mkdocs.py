"""MkDocs and Zensical: the inventory through mkdocstrings and autorefs, the definitions through Snippets."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from .environments import python_client
from .projects import Glossary, copy_sample, lines, links, refuses, shown, succeeds

pytestmark = pytest.mark.client


@pytest.fixture(params=["mkdocs", "zensical"])
def build_command(request: pytest.FixtureRequest) -> tuple[object, ...]:
    """How either engine builds a project. Both read the same `mkdocs.yml`."""
    return python_client(request.param), "-m", request.param, "build", "--strict"


def test_the_inventory_sample_links_to_the_concepts(
    build_command: tuple[object, ...], real: Glossary, tmp_path: Path
) -> None:
    project = copy_sample("mkdocs-inventory", real, tmp_path)
    succeeds(*build_command, cwd=project)
    assert shown(project / "site/index.html", real) == [
        ("LLM", "llm"),
        ("foundation model", "foundation-model"),
        ("tokens", "token"),
    ]


def test_every_slug_and_plain_name_of_the_inventory_leads_to_its_concept(
    build_command: tuple[object, ...], glossary: Glossary, tmp_path: Path
) -> None:
    plain = {
        name: url
        for name, url in glossary.by_name.items()
        if re.fullmatch(r"[\w ():/.+'-]+", name) and not re.search(r"\d", name)
    }
    expected = plain | glossary.by_slug
    project = copy_sample("mkdocs-inventory", glossary, tmp_path)
    (project / "docs/index.md").write_text("# All\n\n" + lines(f"[x][{name}]" for name in expected), "utf-8")
    succeeds(*build_command, cwd=project)
    assert links(project / "site/index.html") == [("x", url) for url in expected.values()]


def test_an_unknown_slug_of_the_inventory_fails_the_build(
    build_command: tuple[object, ...], real: Glossary, tmp_path: Path
) -> None:
    project = copy_sample("mkdocs-inventory", real, tmp_path)
    (project / "docs/index.md").write_text("# Handbook\n\n[x][large-langauge-model]\n", "utf-8")
    refuses(*build_command, cwd=project, saying="large-langauge-model")


def test_the_snippets_sample_has_links_with_definitions_and_explains_abbreviations(
    build_command: tuple[object, ...], real: Glossary, tmp_path: Path
) -> None:
    project = copy_sample("mkdocs-snippets", real, tmp_path)
    succeeds(*build_command, cwd=project)
    page = project / "site/index.html"
    assert shown(page, real) == [
        ("large language model", "llm"),
        ("tokens", "token"),
        ("hallucinate", "hallucination"),
    ]
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    for link in soup.find_all("a", href=re.compile("/concepts/")):
        described = BeautifulSoup(
            (real.folder / link["href"].removeprefix(real.url) / "index.html").read_text("utf-8"),
            "html.parser",
        )
        assert link["title"] == described.find("meta", attrs={"name": "description"})["content"]
    assert [(abbr.text, abbr["title"].partition(" – ")[0]) for abbr in soup.find_all("abbr")] == [
        ("LLMs", "Large language model")
    ]
    # Nothing of the appended files is left for the reader to see.
    assert "]:" not in soup.get_text()


def test_every_label_of_the_definitions_leads_to_its_concept(
    build_command: tuple[object, ...], glossary: Glossary, tmp_path: Path
) -> None:
    labels = {
        name: url for name, url in glossary.names_without("[]\\*_<>`").items() if not name.startswith("^")
    }
    project = copy_sample("mkdocs-snippets", glossary, tmp_path)
    (project / "docs/index.md").write_text("# All\n\n" + lines(f"[x][{name}]" for name in labels), "utf-8")
    succeeds(*build_command, cwd=project)
    assert links(project / "site/index.html") == [("x", url) for url in labels.values()]


def test_definitions_that_are_gone_fail_the_build(
    build_command: tuple[object, ...], real: Glossary, tmp_path: Path
) -> None:
    project = copy_sample("mkdocs-snippets", real, tmp_path)
    config = project / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("links.md", "no-such-file.md"), "utf-8")
    refuses(*build_command, cwd=project, saying="no-such-file.md")
