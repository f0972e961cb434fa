"""The editions to print, put together from the HTML of the articles: the same as if their Markdown were
rendered.
"""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from .glossaries import relation, write
from .processes import mkdocs

TRICKY = """\
A token reads `x id="a" href="../llm/"` and `<h2 class="section-sources">`, says
<https://example.org/?a=1&b=2>, and leads [up](#in-plain-words), [there](llm.md#in-plain-words),
[aside](../about.md#here), [away](https://example.org/concepts/llm/)
and [on](llm.md "More > less").

```html
<h2 id="sources" class="section-sources">&lt;</h2> <a href="../llm/">
<!-- article: llm --><!-- own text -->
```
"""


def edition(site: Path, path: str = "print/index.html") -> Tag:
    found = BeautifulSoup((site / path).read_text("utf-8"), "html.parser").find("article")
    assert isinstance(found, Tag)
    return found


def shape(text: Tag) -> list[str]:
    """Every element and every word, without ids and without the links within the page, which are written
    otherwise.
    """
    found = []
    for part in text.descendants:
        if isinstance(part, Tag):
            found.append(
                " ".join(
                    [
                        part.name,
                        *(
                            f"{name}={value}"
                            for name, value in sorted(part.attrs.items())
                            if not _within(name, str(value))
                        ),
                    ]
                )
            )
        elif part.strip():
            found.append(" ".join(part.split()))
    return found


def _within(name: str, value: str) -> bool:
    return name == "id" or (name == "href" and value.startswith("#"))


def assert_links_lead_within(text: Tag) -> None:
    ids = [element["id"] for element in text.find_all(id=True)]
    assert_all_lead_to([link["href"] for link in text.find_all("a", href=True)], ids)


def assert_all_lead_to(addresses: list[str], ids: list[str]) -> None:
    """Those within the page lead to one of its places, of which no two have the same id."""
    places = {f"#{one}" for one in ids}
    assert len(places) == len(ids)
    assert [address for address in addresses if address.startswith("#") and address not in places] == []


def built(project: Path, site: str) -> Tag:
    run = mkdocs(project, "build", "--site-dir", site)
    assert run.returncode == 0, run.stderr
    return edition(project / site)


@pytest.mark.parametrize("directories", ["true", "false"])
def test_signs_in_a_text_are_no_markup(tmp_path: Path, directories: str) -> None:
    llm = {"related": [relation("token")], "lead": "Here it reads one token after another.\n"}
    write(tmp_path / "docs", {"llm": llm, "token": {"lead": TRICKY}}, {"about.md": "# About\n\n## Here\n"})
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Terms\ntheme: {{name: material, font: false}}\nplugins: [glossary]\n"
        f"use_directory_urls: {directories}\n"
        "markdown_extensions: [attr_list, md_in_html, pymdownx.superfences]\nnot_in_nav: '*'\n"
    )
    text = built(tmp_path, "site")
    token = BeautifulSoup("".join(map(str, text.find(id="token").find_next_siblings())), "html.parser")
    assert [code.text for code in token.find_all("code")][:2] == [
        'x id="a" href="../llm/"',
        '<h2 class="section-sources">',
    ]
    assert (
        '<h2 id="sources" class="section-sources">&lt;</h2> <a href="../llm/">\n<!-- article: llm '
        "--><!-- own text -->"
    ) in token.find("pre").text
    links = {link.text: link["href"] for link in token.find_all("a")}
    assert links["up"] == "#token--in-plain-words" and links["there"] == links["on"] == "#llm"
    assert links["aside"] == ("../about/#here" if directories == "true" else "../about.html#here")
    assert links["away"] == "https://example.org/concepts/llm/" and token.find(title="More > less")
    assert token.find(id="token--in-plain-words").name == "h4"
    assert "Sources" not in token.text and "Related articles" not in token.text
    assert_links_lead_within(text)


def test_the_edition_of_a_topic_holds_its_concepts_and_leads_to_the_pages_of_others(tmp_path: Path) -> None:
    pages = {
        "llm": {"lead": "Here it reads a token. It has [guards](guard.md#why-it-matters).\n"},
        "token": None,
        "guard": {"topic": "safety", "lead": "Around an LLM, the llm.\n"},
    }
    write(tmp_path / "docs", pages)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Terms\ntheme: {name: material, font: false}\nplugins: [glossary]\n"
        "markdown_extensions: [attr_list, md_in_html]\nnot_in_nav: '*'\n"
    )
    built(tmp_path, "site")
    basics, safety = (
        edition(tmp_path / "site", "print/basics/index.html"),
        edition(tmp_path / "site", "print/safety/index.html"),
    )
    assert [heading.text for heading in basics.select("h3")] == ["What is a llm?", "What is a token?"]
    assert [heading.text for heading in safety.select("h3")] == ["What is a guard?"]
    assert {link.text: link["href"] for link in basics.select("p a")} == {
        "the whole glossary": "../",
        "token": "#token",
        "guards": "../../concepts/guard/#why-it-matters",
    }
    assert safety.find("a", string="llm")["href"] == "../../concepts/llm/"
    whole = edition(tmp_path / "site")
    assert [link["href"] for link in whole.select("#one-topic-alone + ul a")] == ["basics/", "safety/"]
