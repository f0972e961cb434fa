"""The print edition, put together from the HTML of the articles: the same as if its Markdown were rendered."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from .glossaries import relation, write
from .processes import mkdocs
from .test_plugin import configure
from .test_plugin import project as project  # noqa: PLC0414 (a fixture)

ROOT = Path(__file__).parent.parent
TRICKY = """\
A token reads `x id="a" href="../llm/"` and `<h2 id="sources">`, says <https://example.org/?a=1&b=2>, and
leads [up](#in-plain-words), [there](llm.md#in-plain-words), [aside](../about.md#here), [away](https://example.org/concepts/llm/)
and [on](llm.md "More > less").

```html
<h2 id="sources" class="x">&lt;</h2> <a href="../llm/">
<!-- article: llm -->
```
"""


def edition(site: Path) -> Tag:
    found = BeautifulSoup((site / "print/index.html").read_text("utf-8"), "html.parser").find("article")
    assert isinstance(found, Tag)
    return found


def shape(text: Tag) -> list[str]:
    """Every element and every word, without ids and without the links within the page, which are written otherwise."""
    found = []
    for part in text.descendants:
        if isinstance(part, Tag):
            found.append(" ".join([part.name, *(f"{name}={value}" for name, value in sorted(part.attrs.items()) if not _within(name, str(value)))]))
        elif part.strip():
            found.append(" ".join(part.split()))
    return found


def _within(name: str, value: str) -> bool:
    return name == "id" or name == "href" and value.startswith("#")


def assert_links_lead_within(text: Tag) -> None:
    ids = [element["id"] for element in text.find_all(id=True)]
    assert len(ids) == len(set(ids))
    assert [link["href"] for link in text.find_all("a", href=re.compile("^#")) if link["href"][1:] not in ids] == []


def built(project: Path, site: str) -> Tag:
    run = mkdocs(project, "build", "--site-dir", site)
    assert run.returncode == 0, run.stderr
    return edition(project / site)


def test_the_real_edition_has_the_shape_of_its_markdown(project: Path) -> None:
    shutil.rmtree(project / "docs")
    shutil.copytree(ROOT / "docs", project / "docs")
    configure(project, "[attr_list, tables]", "[attr_list, tables, {toc: {permalink: true}}]")
    ours = built(project, "ours")
    # Another plugin takes part, so MkDocs renders the Markdown of the edition.
    (project / "hook.py").write_text("def on_page_content(html, page, config, files):\n    return html\n")
    configure(project, "plugins: [glossary]", "plugins: [glossary]\nhooks: [hook.py]")
    assert shape(ours) == shape(built(project, "theirs"))
    assert_links_lead_within(ours)
    concepts = ours.select(".print-concept")
    assert len(concepts) == len(list((project / "docs/concepts").glob("*.md")))
    assert ours.select("figure > svg")
    assert len(ours.select(f"a[href='#{concepts[0]['id']}']")) > 1


@pytest.mark.parametrize("directories", ["true", "false"])
def test_signs_in_a_text_are_no_markup(tmp_path: Path, directories: str) -> None:
    llm = {"related": [relation("token")], "lead": "Here it reads one token after another.\n"}
    write(tmp_path / "docs", {"llm": llm, "token": {"lead": TRICKY}}, {"about.md": "# About\n\n## Here\n"})
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: Terms\ntheme: {{name: material, font: false}}\nplugins: [glossary]\nuse_directory_urls: {directories}\n"
        "markdown_extensions: [attr_list, pymdownx.superfences]\nnot_in_nav: '*'\n"
    )
    text = built(tmp_path, "site")
    token = BeautifulSoup("".join(map(str, text.find(id="token").find_next_siblings())), "html.parser")
    assert [code.text for code in token.find_all("code")][:2] == ['x id="a" href="../llm/"', '<h2 id="sources">']
    assert '<h2 id="sources" class="x">&lt;</h2> <a href="../llm/">\n<!-- article: llm -->' in token.find("pre").text
    links = {link.text: link["href"] for link in token.find_all("a")}
    assert links["up"] == "#token--in-plain-words" and links["there"] == links["on"] == "#llm"
    assert links["aside"] == ("../about/#here" if directories == "true" else "../about.html#here")
    assert links["away"] == "https://example.org/concepts/llm/" and token.find(title="More > less")
    assert token.find(id="token--in-plain-words").name == "h4"
    assert "Sources" not in token.text and "Related articles" not in token.text
    assert_links_lead_within(text)
