"""The Markdown beside each page says what the page says, in the same order."""

import re
from copy import deepcopy

import markdown
from lxml.html import HtmlElement, fragment_fromstring

from glossary.text import Edit, edited, read

from .built import PAGE_TYPES, Site

# What the site adds to be used on a screen, by class: it says nothing of the subject.
ON_SCREEN = ("headerlink", "search-here", "no-search", "filter", "progress", "improve", "contents")
# Where the page belongs, and where else there is something to read, which only a copy says within the text.
ADDRESSES = re.compile(r"^(?:Topic: \[.*|Page: <.*?>\. All concepts: <.*?>\.)$", re.M)


def words(text: HtmlElement) -> list[str]:
    return re.findall(r"\w+", " ".join(text.xpath(".//text()")))


def page_and_copy(site: Site, path: str) -> tuple[HtmlElement, HtmlElement]:
    # Others read the same page.
    page = deepcopy(site.pages[path].find(".//article"))
    # A formula is MathML there and TeX in the copy.
    left_out = {*page.iter("summary", "script", "math"), *page.xpath(".//*[@role = 'doc-backlink']")}
    left_out.update(element for name in ON_SCREEN for element in page.find_class(name))
    for figure in page.iter("figure"):
        if (
            "picture" in figure.classes
            and re.fullmatch("concepts/.+", path)
            and not figure.xpath("ancestor::li")
        ):
            drawing = figure.find(".//svg")
            drawing.clear(keep_tail=True)
            drawing.tag = "img"
        else:
            # A map, or a picture that belongs to another page.
            left_out.add(figure)
    for element in left_out:
        element.drop_tree()
    text = read(ADDRESSES.sub("", (site.folder / path / "index.md").read_text("utf-8")))
    without = edited(
        text.source, [Edit(formula.start, formula.end, "") for formula in text.formulas], text.start
    )
    return page, fragment_fromstring(
        markdown.markdown(without, extensions=["tables", "pymdownx.superfences"]), create_parent=True
    )


def test_a_copy_has_the_words_and_the_links_of_its_page_in_the_same_order(site: Site) -> None:
    compared = [path for path in site.paths if path != "404.html" and not path.startswith("print/")]
    assert set(PAGE_TYPES.values()) - {"404.html", "print/", PAGE_TYPES["print of a topic"]} <= set(compared)
    for path in compared:
        page, published = page_and_copy(site, path)
        assert words(page) == words(published), path
        assert len(page.findall(".//img")) == len(published.findall(".//img")), path
        # The number of a source is in brackets where it cannot be small.
        assert [link.text_content() for link in page.iter("a")] == [
            link.text_content().strip("[]") for link in published.iter("a")
        ], path
        assert [heading.text_content() for heading in page.iter("h1", "h2", "h3")] == [
            heading.text_content() for heading in published.iter("h1", "h2", "h3")
        ], path


def test_a_copy_holds_nothing_that_only_frames_a_page(site: Site) -> None:
    for path in PAGE_TYPES.values():
        file = site.folder / path / "index.md"
        if file.is_file():
            assert not re.search(
                r"^<(?!/?https?:)|\{:", re.sub(r"`+[^`]*`+", "", file.read_text("utf-8")), re.M
            ), path
