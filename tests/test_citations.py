"""Citations from the front matter and the text to each page and file that shows them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from glossary.commands.new_page import PageForm, new_page
from glossary.reading.citations import CitedSources
from glossary.reading.settings import Style, Topic
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.site.memory import Memory

from .glossaries import SOURCES, TODAY, concept, write
from .nasty_markdown import render
from .test_markdown import ATTACKS

URL = "https://example.org/glossary/"
TEXT = """\
A prompt is text [@report, p. 4; @paper].
It may be long [@report].

| Word | Meaning |
| --- | --- |
| *Prompt* | a text [@paper, § 2] |
"""


def source(number: int, **fields: Any) -> dict[str, Any]:
    return {
        "title": f"Title {number}",
        "url": f"https://example.org/{number}",
        "publisher": f"Publisher {number}",
        "kind": "primary",
    } | fields


CITING = {
    "sources": [
        source(1, id="unread"),
        source(2),
        source(3, id="paper"),
        source(4, id="report", kind="secondary"),
    ],
    "lead": TEXT,
}


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """A page that cites, and one that does not. That a source is never cited keeps nothing from being
    built.
    """
    folder = tmp_path_factory.mktemp("docs")
    write(folder, {"token": CITING, "prompt": None})
    return build(folder, TODAY, SiteInfo(URL))


def html(output: Output, path: str) -> BeautifulSoup:
    return BeautifulSoup(render(str(output.files[path]).split("---\n", 2)[2]), "html.parser")


def target(page: BeautifulSoup, link: Tag) -> Tag:
    found = page.find(id=str(link["href"]).removeprefix("#"))
    assert isinstance(found, Tag)
    return found


@pytest.mark.parametrize(
    ("lead", "numbered"),
    [
        ("A [@c]. B [@a; @c].", [("c", 2), ("a", 1), (None, 0), ("b", 0)]),
        ("A [@b].\n\n### [@a]\n\n`[@a]`", [("b", 1), ("a", 0), (None, 0), ("c", 0)]),
        ("A [@c; @wrong]. B [@c].", [("c", 1), ("a", 0), (None, 0), ("b", 0)]),
        ("A.", [("a", 0), (None, 0), ("b", 0), ("c", 0)]),
    ],
)
def test_sources_are_numbered_by_first_citation_and_the_others_follow(
    lead: str, numbered: list[tuple[str | None, int]]
) -> None:
    sources = [source(1, id="a"), source(2), source(3, id="b"), source(4, id="c")]
    found = CitedSources(concept("token", sources=sources, lead=f"{lead}\n")).numbered
    assert [(cited.source.id, cited.count) for cited in found] == numbered
    assert [cited.number for cited in found] == [1, 2, 3, 4]


def test_a_citation_is_a_number_that_leads_to_the_source_and_back(output: Output) -> None:
    page = html(output, "concepts/token.md")
    cited = page.select("sup.cite")
    assert [found.text for found in cited] == ["1, 2", "1", "2"]
    assert "text1, 2.\nIt may be long1." in page.find("p").text
    links = page.select("a[role=doc-biblioref]")
    assert [link["aria-label"] for link in links] == [
        "Source 1: Title 4, p. 4",
        "Source 2: Title 3",
        "Source 1: Title 4",
        "Source 2: Title 3, § 2",
    ]
    for link in links:
        entry = target(page, link)
        assert entry.name == "li" and entry.find_parent("section")["role"] == "doc-bibliography"
        assert str(link["aria-label"]).partition(": ")[2].partition(",")[0] == entry.find("a").text
        backs = [target(page, back) for back in entry.select("a[role=doc-backlink]")]
        assert link in backs


def test_every_source_stands_in_the_list_in_the_order_of_its_number(output: Output) -> None:
    entries = html(output, "concepts/token.md").select("ol.sources > li")
    assert [entry.find("a")["href"] for entry in entries] == [
        f"https://example.org/{number}" for number in (4, 3, 1, 2)
    ]
    assert [entry.find("span").text for entry in entries] == [
        "Publisher 4",
        "Publisher 3 (primary source)",
        "Publisher 1 (primary source)",
        "Publisher 2 (primary source)",
    ]
    assert [len(entry.select("a[role=doc-backlink]")) for entry in entries] == [2, 2, 0, 0]
    assert [back["aria-label"] for back in entries[0].select("a[role=doc-backlink]")] == [
        "Back to citation 1 of source 1",
        "Back to citation 2 of source 1",
    ]


def test_without_ids_the_list_of_sources_is_plain(output: Output) -> None:
    page = html(output, "concepts/prompt.md")
    assert not page.find("section")
    assert [entry.text for entry in page.find(id="sources").find_next("ul").find_all("li")] == [
        f"{one['title']} – {one['publisher']}" + " (primary source)" * (one["kind"] == "primary")
        for one in SOURCES
    ]


def test_in_the_print_edition_each_page_has_its_sources_under_ids_of_its_own(tmp_path: Path) -> None:
    write(
        tmp_path, {"token": CITING, "bit": CITING | {"lead": TEXT.replace("prompt", "bit")}, "prompt": None}
    )
    page = html(build(tmp_path, TODAY, SiteInfo(URL)), "print/index.md")
    ids = [element["id"] for element in page.find_all(id=True)]
    assert len(ids) == len(set(ids))
    links = page.select("a[role=doc-biblioref], a[role=doc-backlink]")
    assert len(links) == 16 and all(target(page, link) for link in links)
    names = [section["aria-label"] for section in page.select("section[role=doc-bibliography]")]
    assert names == ["Sources: Bit", "Sources: Token"]


def test_a_copy_cites_in_plain_markdown(output: Output) -> None:
    copy = str(output.verbatim["concepts/token/index.md"])
    assert (
        'is text [\\[1\\]](https://example.org/4 "Title 4, p. 4"), [\\[2\\]](https://example.org/3 '
        '"Title 3").\n'
    ) in copy
    assert copy.endswith(
        "## Sources\n\n1. [Title 4](https://example.org/4) – Publisher 4\n2. [Title "
        "3](https://example.org/3) – Publisher 3 (primary source)\n"
        "3. [Title 1](https://example.org/1) – Publisher 1 (primary source)\n4. [Title "
        "2](https://example.org/2) – Publisher 2 (primary source)\n"
    )
    links = BeautifulSoup(render(copy), "html.parser").select("a[title]")
    assert [(link.text, link["title"]) for link in links][:2] == [
        ("[1]", "Title 4, p. 4"),
        ("[2]", "Title 3"),
    ]
    assert "- [The paper]" in str(output.verbatim["concepts/prompt/index.md"])


def test_a_citation_is_no_part_of_what_is_said_elsewhere(output: Output) -> None:
    # The address of a source is all that such files may hold of it.
    said = {
        path: str(text)
        for path, text in output.files.items()
        if path.startswith(("api/", "embed/", "search/", "feed")) and "token" in path + str(text)
    }
    assert len(said) > 3
    assert [path for path, text in said.items() if re.search(r"@(?:report|paper)|cite-|p\. 4", text)] == []
    assert "[@" not in str(output.files["llms-full.txt"])


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_name_of_a_citation_is_the_title_to_the_letter(attack: str, tmp_path: Path) -> None:
    before, behind = ATTACKS[attack]
    title = " ".join(f"{before}Title {behind}".split())
    write(
        tmp_path,
        {
            "token": {
                "sources": [source(1, id="a", title=title), source(2)],
                "lead": f"Text [@a, {'“x” &' if before else 'p. 4'}]. More.\n",
            }
        },
    )
    output = build(tmp_path, TODAY, SiteInfo(URL))
    page = html(output, "concepts/token.md")
    link = page.find("a", role="doc-biblioref")
    assert link["aria-label"] == f"Source 1: {title}, {'“x” &' if before else 'p. 4'}"
    assert link.attrs.keys() == {"id", "href", "role", "aria-label", "data-source"}
    assert page.select_one("ol.sources a").text == title
    copied = BeautifulSoup(render(str(output.verbatim["concepts/token/index.md"])), "html.parser").find(
        "a", string="[1]"
    )
    assert copied["title"] == link["aria-label"].removeprefix("Source 1: ")


def test_a_new_page_cites_the_sources_that_it_asks_for() -> None:
    topics = {"basics": Topic.model_construct(slug="basics", title="Basics", description="All.")}
    text = new_page("Vector database", "basics", date(2026, 6, 9), PageForm(topics, Style()))
    assert set(re.findall(r"- id: (\S+)", text)) == set(
        re.findall(r"@([a-z]+)", text.partition("\n---\n")[2])
    )


def test_a_citation_that_is_added_gives_the_page_of_a_first_build(tmp_path: Path) -> None:
    memory = Memory()
    write(tmp_path, {"token": CITING, "prompt": None})
    build(tmp_path, TODAY, SiteInfo(URL), memory=memory)
    write(
        tmp_path, {"token": CITING | {"lead": TEXT.replace("A prompt", "A prompt [@unread]")}, "prompt": None}
    )
    again, first = build(tmp_path, TODAY, SiteInfo(URL), memory=memory), build(tmp_path, TODAY, SiteInfo(URL))
    assert again.files["concepts/token.md"] == first.files["concepts/token.md"]
    assert "Source 1: Title 1" in str(again.files["concepts/token.md"])
