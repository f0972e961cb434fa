"""A glossary in somebody's handbook: its pages are ours, and theirs stay as they were."""

import json
import re
import shutil
from base64 import b64encode
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ..glossaries import relation, write
from ..processes import mkdocs
from .built import ROOT, Site, served
from .waiting import at_rest

HANDBOOK = """\
# Handbook

A token is a piece of text, and an LLM reads tokens.

!!! note "Mind this"

    The kitchen closes at nine.

=== "Tea"

    Pour it.

=== "Coffee"

    Grind it first.

| One | Two |
| --- | --- |
| a | b |
"""
CONFIG = """\
site_name: Our handbook
site_url: http://{name}.localhost/
theme:
  name: material
  font: false
  features: [navigation.tabs, content.action.edit]
  palette: {{primary: deep orange}}
plugins: {plugins}
markdown_extensions:
  [admonition, attr_list, md_in_html, tables, pymdownx.superfences,
   {{pymdownx.tabbed: {{alternate_style: true}}}}]
nav: [index.md, Ours: [handbook/index.md, handbook/other.md]]
not_in_nav: "*"
"""


def handbook(folder: Path, name: str, plugins: str) -> Site:
    write(
        folder / "docs",
        {
            "llm": {"title": "Large language model", "abbr": "LLM", "related": [relation("token")]},
            "token": None,
        },
    )
    (folder / "docs/handbook").mkdir()
    (folder / "docs/index.md").write_text("# Home\n\nAn LLM.\n")
    (folder / "docs/handbook/index.md").write_text(HANDBOOK)
    (folder / "docs/handbook/other.md").write_text("# Other\n\nSee [it](../concepts/llm.md): an LLM.\n")
    (folder / "mkdocs.yml").write_text(CONFIG.format(name=name, plugins=plugins))
    run = mkdocs(folder, "build")
    assert run.returncode == 0, run.stderr
    return Site(folder / "site", f"http://{name}.localhost/")


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The handbook as it was; of the glossary it has the sources alone."""
    return handbook(tmp_path_factory.mktemp("without"), "without", "[search]")


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return handbook(tmp_path_factory.mktemp("beside"), "beside", "[search, glossary]")


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Site:
    settings = (
        "[search, {glossary: {link_in: [handbook/]}}]\nrepo_url: https://example.org/repo\nedit_uri: "
        "edit/main/docs/"
    )
    return handbook(tmp_path_factory.mktemp("linked"), "linked", settings)


def picture(site: Site, page: Page, path: str) -> bytes:
    with served(site.folder, "/") as address:
        with at_rest(page):
            page.goto(address + path)
        return page.screenshot(full_page=True, animations="disabled")


# By how much of 255 the same sign may differ from one drawing to the next: a busy browser draws a page in
# other pieces, and rounds the soft edge of a round corner by one or two there.
ROUNDING = 4


def difference(one: bytes, other: bytes, page: Page) -> int:
    """The largest difference of a colour at the same place of two pictures, of 255; 255 where one is
    larger.
    """
    page.goto("about:blank")
    shots = [f"data:image/png;base64,{b64encode(shot).decode()}" for shot in (one, other)]
    found: int = page.evaluate(
        """async shots => {
          const [one, other] = await Promise.all(shots.map(async shot => {
            const image = new Image()
            image.src = shot
            await image.decode()
            const { width, height } = image
            const canvas = new OffscreenCanvas(width, height).getContext("2d")
            canvas.drawImage(image, 0, 0)
            return { width, height, colours: canvas.getImageData(0, 0, width, height).data }
          }))
          if (one.width != other.width || one.height != other.height) return 255
          return one.colours.reduce(
            (most, colour, i) => Math.max(most, Math.abs(colour - other.colours[i])), 0)
        }""",
        shots,
    )
    return found


def test_a_page_of_the_handbook_looks_as_it_did(without: Site, beside: Site, page: Page) -> None:
    before, after, another = (
        picture(site, page, path)
        for site, path in ((without, "handbook/"), (beside, "handbook/"), (beside, "handbook/other/"))
    )
    assert difference(before, after, page) <= ROUNDING
    assert difference(before, another, page) > 100, "another page looks different"


def test_pages_of_the_glossary_are_ours_and_others_are_not(beside: Site) -> None:
    for path in ("concepts/llm/", "concepts/", "topics/", "topics/basics/"):
        assert beside.page(path).find("header", class_="header"), path
        assert not beside.page(path).find(class_="md-header"), path
    for path in ("", "handbook/", "404.html"):
        assert beside.page(path).find(class_="md-header"), path
        assert not beside.page(path).find("header", class_="header"), path
    assert not beside.page("handbook/").find_all("a", href=re.compile("concepts/"))


def test_their_own_search_finds_a_concept_by_what_people_type(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/german/docs", tmp_path / "docs")
    config = CONFIG.format(name="typed", plugins="[search, glossary]").replace(
        "material", "material\n  language: de"
    )
    (tmp_path / "mkdocs.yml").write_text(re.sub("(?m)^nav: .*", "", config))
    run = mkdocs(tmp_path, "build")
    assert run.returncode == 0, run.stderr
    index = json.loads((tmp_path / "site/search/search_index.json").read_text("utf-8"))
    path = "concepts/ueberproduktion/"
    text = next(entry["text"] for entry in index["docs"] if entry["location"] == path)
    page = (tmp_path / "site" / path / "index.html").read_text("utf-8")
    assert "Mehrproduktion" in text
    for typed in ("produktionsueberschuss", "tafel abholen lassen"):
        assert typed in text and typed not in page


def test_one_setting_gives_every_page_our_look(tmp_path: Path) -> None:
    whole = handbook(tmp_path, "whole", "[search, {glossary: {whole_site: true}}]")
    for path in ("", "handbook/", "404.html", "concepts/llm/"):
        assert whole.page(path).find("header", class_="header"), path
        assert not whole.page(path).find(class_="md-header"), path


def test_first_mentions_in_the_handbook_can_be_links(linked: Site) -> None:
    links = linked.page("handbook/").find("article").find_all("a", href=re.compile("concepts/"))
    assert [(link.get_text(), link["href"]) for link in links] == [
        ("token", "../concepts/token/"),
        ("LLM", "../concepts/llm/"),
    ]
    assert (
        len(linked.page("handbook/other/").find("article").find_all("a", href=re.compile("concepts/"))) == 1
    ), "one is there already"
    assert not linked.page("").find("article").find_all("a", href=re.compile("concepts/"))


def test_a_link_in_the_handbook_has_a_hovercard(linked: Site, page: Page) -> None:
    with served(linked.folder, "/") as address:
        page.goto(f"{address}handbook/")
        page.locator("article a", has_text="LLM").hover()
        expect(page.locator("#ai-term-card")).to_contain_text("Llm as this small glossary sees it")


def test_an_edit_link_leads_to_the_source(linked: Site) -> None:
    assert linked.page("handbook/").find(
        "a", href="https://example.org/repo/edit/main/docs/handbook/index.md"
    )
