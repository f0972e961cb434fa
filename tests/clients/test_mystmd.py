"""mystmd, the engine of Jupyter Book 2, with the inventory as a reference."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from .environments import node_client
from .projects import Glossary, copy_sample, lines, refuses, succeeds

pytestmark = pytest.mark.client


# mystmd downloads the theme of a site, and reads no more of it to build the content than this.
THEME = "myst: v1\ntitle: Theme\n"


def sample(glossary: Glossary, folder: Path) -> Path:
    """The sample with a theme that lies beside it."""
    project = copy_sample("mystmd", glossary, folder)
    config = project / "myst.yml"
    config.write_text(config.read_text("utf-8").replace("book-theme", "./theme"), "utf-8")
    (project / "theme").mkdir()
    (project / "theme/template.yml").write_text(THEME, "utf-8")
    return project


def links(project: Path) -> list[tuple[str, str]]:
    """The text and address of every link of the built index page."""

    def found(node: Any) -> Iterator[tuple[str, str]]:
        if isinstance(node, list):
            for child in node:
                yield from found(child)
        elif node.get("type") == "link":
            yield "".join(child["value"] for child in node["children"]), node["url"]
        else:
            yield from found(node.get("children", []))

    return list(found(json.loads((project / "_build/site/content/index.json").read_text("utf-8"))["mdast"]))


def test_the_sample_links_to_the_concepts(real: Glossary, tmp_path: Path) -> None:
    project = sample(real, tmp_path)
    # Strict builds fetch the address behind each link, too.
    succeeds(node_client("mystmd", "myst"), "build", "--site", "--strict", "--ci", cwd=project)
    assert links(project) == [
        ("Large language model", real.concept("llm")),
        ("such a base", real.concept("foundation-model")),
    ]


def test_every_slug_leads_to_its_concept(glossary: Glossary, tmp_path: Path) -> None:
    project = sample(glossary, tmp_path)
    (project / "index.md").write_text(
        "# All\n\n" + lines(f"[x](xref:ai#{slug})" for slug in glossary.by_slug), "utf-8"
    )
    succeeds(node_client("mystmd", "myst"), "build", "--site", "--ci", cwd=project)
    assert links(project) == [("x", url) for url in glossary.by_slug.values()]


def test_an_unknown_slug_fails_the_build(real: Glossary, tmp_path: Path) -> None:
    project = sample(real, tmp_path)
    (project / "index.md").write_text("# Handbook\n\n[x](xref:ai#large-langauge-model)\n", "utf-8")
    refuses(
        node_client("mystmd", "myst"),
        "build",
        "--site",
        "--strict",
        "--ci",
        cwd=project,
        saying="large-langauge-model",
    )
