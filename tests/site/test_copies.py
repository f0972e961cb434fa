"""The Markdown beside each page says what the page says, in the same order."""

import re
from copy import copy

import markdown
from bs4 import BeautifulSoup, Tag

from glossary.text import Edit, edited, read

from .built import PAGE_TYPES, Site

# What the site adds to be used on a screen: it says nothing of the subject.
ON_SCREEN = "summary, .headerlink, .search-field, .search-try, .filter, .progress, .improve, .contents, figure:not(.picture), script, [role=doc-backlink]"
# Where else there is something to read, which only a copy says.
ADDRESSES = re.compile(r"^Page: <.*?>\. All concepts: <.*?>\.$", re.M)


def words(text: Tag) -> list[str]:
    return re.findall(r"\w+", text.get_text(" "))


def page_and_copy(site: Site, path: str) -> tuple[Tag, Tag]:
    # Others read the same page.
    page = copy(site.page(path).find("article"))
    # A formula is MathML there and TeX in the copy.
    for element in page.select(f"{ON_SCREEN}, math"):
        element.extract()
    for figure in page.select("figure.picture"):
        if re.fullmatch("concepts/.+", path):
            figure.svg.name = "img"
            figure.img.clear()
        else:
            # One that belongs to another page.
            figure.extract()
    text = read(ADDRESSES.sub("", (site.folder / path / "index.md").read_text("utf-8")))
    without = edited(text.source, [Edit(formula.start, formula.end, "") for formula in text.formulas], text.start)
    return page, BeautifulSoup(markdown.markdown(without, extensions=["tables", "pymdownx.superfences"]), "html.parser")


def test_a_copy_has_the_words_and_the_links_of_its_page_in_the_same_order(root_site: Site) -> None:
    compared = [path for path in root_site.paths if path != "404.html" and not path.startswith("print/")]
    assert set(PAGE_TYPES.values()) - {"404.html", "print/", PAGE_TYPES["print of a topic"]} <= set(compared)
    for path in compared:
        page, published = page_and_copy(root_site, path)
        assert words(page) == words(published), path
        assert len(page.find_all("img")) == len(published.find_all("img")), path
        # The number of a source is in brackets where it cannot be small.
        assert [link.get_text() for link in page.find_all("a")] == [link.get_text().strip("[]") for link in published.find_all("a")], path
        assert [heading.get_text() for heading in page.find_all(["h1", "h2", "h3"])] == [heading.get_text() for heading in published.find_all(["h1", "h2", "h3"])], path


def test_a_copy_holds_nothing_that_only_frames_a_page(root_site: Site) -> None:
    for path in PAGE_TYPES.values():
        file = root_site.folder / path / "index.md"
        if file.is_file():
            assert not re.search(r"^<(?!/?https?:)|\{:", re.sub(r"`+[^`]*`+", "", file.read_text("utf-8")), re.M), path
