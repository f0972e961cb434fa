"""Sphinx with intersphinx, the oldest and the newest release that this Python runs, and MyST-Parser."""

from pathlib import Path

import pytest

from glossary.site.exports.inventory import fits

from .environments import python_client
from .projects import Glossary, copy_sample, lines, links, refuses, shown, succeeds

pytestmark = pytest.mark.client
# Roles take these for themselves: `text <target>`, and the escape character.
SYNTAX = "`\\<>"


def build_command(client: str) -> tuple[object, ...]:
    return python_client(client), "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html", ".", "out"


@pytest.fixture(params=["sphinx-oldest", "sphinx-newest"])
def client(request: pytest.FixtureRequest) -> str:
    """Both releases."""
    return request.param


def test_the_sample_links_to_the_concepts(client: str, real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("sphinx", real, tmp_path)
    succeeds(*build_command(client), cwd=project)
    assert shown(project / "out/index.html", real) == [
        ("LLM", "llm"),
        ("large language model", "llm"),
        ("tokens", "token"),
        ("programs that write", "llm"),
        ("Foundation model", "foundation-model"),
        ("such a base", "foundation-model"),
        ("token", "token"),
        ("Retrieval-augmented generation", "rag"),
    ]


def test_every_name_slug_and_path_leads_to_its_concept(
    client: str, glossary: Glossary, tmp_path: Path
) -> None:
    names = {name: url for name, url in glossary.names_without(SYNTAX).items() if fits(name)}
    project = copy_sample("sphinx", glossary, tmp_path)
    (project / "index.rst").write_text(
        "All\n===\n\n"
        + lines(f":term:`{name}`" for name in names)
        + lines(f":term:`x <{name.lower()}>`" for name in names)
        + lines(f":ref:`x <{slug}>`" for slug in glossary.by_slug)
        + lines(f":external+ai:doc:`x <concepts/{slug}>`" for slug in glossary.by_slug),
        "utf-8",
    )
    succeeds(*build_command(client), cwd=project)
    expected = [*names.values(), *names.values(), *glossary.by_slug.values(), *glossary.by_slug.values()]
    assert [url for _, url in links(project / "out/index.html")] == expected


def test_an_unknown_name_fails_the_build(client: str, real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("sphinx", real, tmp_path)
    (project / "index.rst").write_text("Handbook\n========\n\n:term:`large langauge model`\n", "utf-8")
    refuses(*build_command(client), cwd=project, saying="large langauge model")


def test_the_myst_parser_sample_links_to_the_concepts(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("myst-parser", real, tmp_path)
    succeeds(*build_command("myst-parser"), cwd=project)
    assert shown(project / "out/index.html", real) == [
        ("Foundation model", "foundation-model"),
        ("such a base", "foundation-model"),
        ("LLM", "llm"),
        ("LLMs", "llm"),
        ("programs that write", "llm"),
        ("token", "token"),
        ("Retrieval-augmented generation", "rag"),
    ]


def test_every_slug_and_path_leads_to_its_concept_in_myst_parser(glossary: Glossary, tmp_path: Path) -> None:
    project = copy_sample("myst-parser", glossary, tmp_path)
    (project / "index.md").write_text(
        "# All\n\n"
        + lines(f"[x](inv:ai:std:label#{slug})" for slug in glossary.by_slug)
        + lines(f"[x](inv:ai#{slug})" for slug in glossary.by_slug)
        + lines(f"[x](inv:ai:std:doc#concepts/{slug})" for slug in glossary.by_slug),
        "utf-8",
    )
    succeeds(*build_command("myst-parser"), cwd=project)
    assert links(project / "out/index.html") == [("x", url) for url in glossary.by_slug.values()] * 3


def test_an_unknown_slug_fails_the_build_in_myst_parser(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("myst-parser", real, tmp_path)
    (project / "index.md").write_text("# Handbook\n\n[x](inv:ai#large-langauge-model)\n", "utf-8")
    refuses(*build_command("myst-parser"), cwd=project, saying="large-langauge-model")
