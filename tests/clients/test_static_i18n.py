"""mkdocs-static-i18n, which builds a site for each language: the glossary belongs to the default one."""

import json
import os
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from ..glossaries import relation, write
from .environments import packages_of
from .projects import refuses, succeeds

pytestmark = pytest.mark.client

CONFIG = """\
site_name: Two languages
site_url: https://example.org/two/
theme: {name: material, font: false}
plugins:
  - search
  - i18n:
      docs_structure: STRUCTURE
      languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]
  - glossary: {link_in: [.]}
markdown_extensions: [attr_list, md_in_html]
nav:
  - index.md
  - Guide: [guide/tools.md, guide/only.md]
  - A–Z: concepts/index.md
  - concepts/llm.md
not_in_nav: "*"
"""
GLOSSARY = sys.executable, "-c", "from glossary.entry import main; main()"
# Where a page lies in each language, and how it names a folder beside its own.
PLACES = {
    "suffix": {"en": "{page}.md", "de": "{page}.de.md", "beside": "../concepts"},
    "folder": {"en": "en/{page}.md", "de": "de/{page}.md", "beside": "../../concepts"},
}


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> tuple[object, ...]:
    """MkDocs with the engine from this environment, and the plugin from its own."""
    monkeypatch.setenv("PYTHONPATH", packages_of("handbook"), prepend=os.pathsep)
    return sys.executable, "-m", "mkdocs", "build", "--strict"


def handbook(folder: Path, structure: str) -> None:
    place = PLACES[structure]
    pages = {
        ("en", "index"): "# Home\n\nA token.\n",
        ("de", "index"): "# Heim\n\nEin Token heißt auch in English: a token.\n",
        ("en", "guide/tools"): f"# Tools\n\nAn LLM. See [this]({place['beside']}/token.md).\n",
        ("de", "guide/tools"): f"# Werkzeuge\n\nEin LLM. Siehe [das]({place['beside']}/token.md).\n",
        ("en", "guide/only"): "# Only in English\n\nA token.\n",
    }
    llm = {"title": "Large language model", "abbr": "LLM", "related": [relation("token")]}
    files = {place[code].format(page=page): text for (code, page), text in pages.items()}
    write(folder / "docs", {"llm": llm, "token": None}, files)
    (folder / "mkdocs.yml").write_text(CONFIG.replace("STRUCTURE", structure), "utf-8")


def page(folder: Path, path: str) -> BeautifulSoup:
    return BeautifulSoup((folder / "site" / path / "index.html").read_text("utf-8"), "html.parser")


def links(within: Tag | None) -> list[tuple[str, str]]:
    assert within
    return [(link.get_text(strip=True), str(link["href"])) for link in within.find_all("a", href=True)]


@pytest.mark.parametrize("structure", PLACES)
def test_the_glossary_stands_in_the_default_language(
    structure: str, tmp_path: Path, command: tuple[object, ...]
) -> None:
    handbook(tmp_path, structure)
    succeeds(*command, cwd=tmp_path)
    succeeds(*GLOSSARY, "check", "--site", "site", cwd=tmp_path)
    assert links(page(tmp_path, "guide/tools").article) == [
        ("LLM", "../../concepts/llm/"),
        ("this", "../../concepts/token/"),
    ]
    assert links(page(tmp_path, ".").article) == [("token", "concepts/token/")]
    # It is built once, and its pages have no translation.
    assert not [path for path in (tmp_path / "site/de").rglob("*") if "concepts" in path.parts]
    assert page(tmp_path, "concepts/llm").html["lang"] == "en"
    sitemap = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert sitemap.count("<loc>https://example.org/two/concepts/llm/</loc>") == 1
    assert "/de/guide/tools/" in sitemap and "/de/concepts" not in sitemap
    index = json.loads((tmp_path / "site/search/search_index.json").read_text("utf-8"))
    assert {"concepts/llm/", "guide/tools/", "de/guide/tools/"} <= {one["location"] for one in index["docs"]}


@pytest.mark.parametrize("structure", PLACES)
def test_pages_in_another_language_have_no_links_but_those_by_hand(
    structure: str, tmp_path: Path, command: tuple[object, ...]
) -> None:
    handbook(tmp_path, structure)
    succeeds(*command, cwd=tmp_path)
    tools = page(tmp_path, "de/guide/tools")
    assert tools.html["lang"] == "de"
    assert links(tools.article) == [("das", "../../../concepts/token/")]
    assert links(page(tmp_path, "de").article) == links(page(tmp_path, "de/guide/only").article) == []
    assert not tools.find("script", attrs={"data-enhance": True})
    # Their navigation leads to the glossary all the same.
    in_menu = links(tools.select_one("nav.md-nav--primary"))
    assert ("A–Z", "../../../concepts/") in in_menu
    assert ("What is a large language model?", "../../../concepts/llm/") in in_menu


def test_a_build_of_another_language_alone_is_refused(tmp_path: Path, command: tuple[object, ...]) -> None:
    handbook(tmp_path, "suffix")
    config = tmp_path / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("suffix\n", "suffix\n      build_only_locale: de\n"), "utf-8")
    refuses(*command, cwd=tmp_path, saying="mkdocs.yml:8: 'build_only_locale' leaves out 'en'")
    assert not (tmp_path / "site").exists()


def test_the_site_of_each_language_is_checked_for_lost_links(
    tmp_path: Path, command: tuple[object, ...]
) -> None:
    handbook(tmp_path, "folder")
    succeeds(*command, cwd=tmp_path)
    lost = tmp_path / "site/guide/tools/index.html"
    lost.write_text(lost.read_text("utf-8").replace('href="../../concepts/llm/"', 'href="#"'), "utf-8")
    refuses(
        *(*GLOSSARY, "check", "--site", "site"),
        cwd=tmp_path,
        saying="docs/en/guide/tools.md:3: in the site, this page has no link to 'llm', which it calls 'LLM'",
    )
