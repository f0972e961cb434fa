"""What the standard, search engines and assistive technology ask of the HTML; what the frame shows where."""

import re
from itertools import pairwise

from lxml.html import tostring
from playwright.sync_api import Page, expect

from .built import Site, described

# A cell of a column of numbers, as XPath.
RIGHT = "//td[contains(concat(' ', @class, ' '), ' right ')]"

# Elements whose role may bear a name.
NAMED = {"a", "button", "dialog", "figure", "form", "input", "nav", "ol", "section", "ul"}


def test_no_element_has_the_attribute_for_alignment_that_html_has_dropped(site: Site) -> None:
    assert not [
        (path, tostring(found)) for path, tree in site.pages.items() for found in tree.xpath("//*[@align]")
    ]
    assert any(tree.xpath(RIGHT) for tree in site.pages.values())


def test_a_column_of_numbers_stands_at_the_right(site: Site, page: Page) -> None:
    page.goto(site.url + next(path for path, tree in site.pages.items() if tree.xpath(RIGHT)))
    assert page.locator("td.right").first.evaluate("cell => getComputedStyle(cell).textAlign") == "right"


def test_no_title_is_longer_than_a_search_result_shows_it(site: Site) -> None:
    titles = {path: tree.findtext("head/title") for path, tree in site.pages.items()}
    assert not [(path, title) for path, title in titles.items() if len(title) > 80]


def test_the_description_of_a_comparison_is_short_and_ends_with_a_sentence(site: Site) -> None:
    found = {path: described(tree) for path, tree in site.pages.items() if re.fullmatch("compare/.+/", path)}
    assert len(found) > 20
    for path, description in found.items():
        assert len(description) <= 160 and description[-1] in ".!?…", (path, description)


def test_no_page_skips_a_level_of_headings(site: Site) -> None:
    for path, tree in site.pages.items():
        levels = [
            int(heading.tag[1]) for heading in tree.find(".//main").iter("h1", "h2", "h3", "h4", "h5", "h6")
        ]
        assert all(below <= above + 1 for above, below in pairwise(levels)), path


def test_only_elements_that_may_have_a_name_have_one(site: Site) -> None:
    for path, tree in site.pages.items():
        assert not [
            tostring(element)[:80]
            for element in tree.iterfind(".//*[@aria-label]")
            if element.tag not in NAMED and not element.get("role")
        ], path


def test_the_button_of_the_palette_says_which_is_in_use(site: Site, page: Page) -> None:
    page.goto(site.url)
    for name in ("same as your system", "light", "dark", "same as your system"):
        button = page.get_by_role("button", name="Colours:")
        expect(button).to_have_count(1)
        expect(button).to_have_accessible_name(re.compile(rf"^Colours: {name}\. Switch to "))
        button.click()


def test_without_javascript_nothing_looks_like_a_field(site: Site, plain_page: Page) -> None:
    plain_page.goto(site.url)
    link = plain_page.locator(".no-search").get_by_role("link", name="All concepts from A to Z")
    expect(link).to_be_visible()
    assert link.evaluate("link => getComputedStyle(link).borderTopStyle") == "none"
    expect(plain_page.locator(".search-here")).to_be_hidden()
    # On the error page that link stands in a list already.
    plain_page.goto(site.url + "404.html")
    in_text = plain_page.get_by_role("main").get_by_role("link", name="All concepts from A to Z")
    expect(in_text).to_have_count(1)


def test_the_sign_that_links_to_a_section_is_named_by_its_title(site: Site, page: Page) -> None:
    page.goto(site.url + "concepts/token/")
    heading = page.get_by_role("heading", name="In plain words")
    expect(heading.get_by_role("link", name="Link to this section", exact=True)).to_have_count(1)


def test_the_page_of_the_search_says_that_it_needs_javascript_where_there_is_none(
    site: Site, page: Page, plain_page: Page
) -> None:
    for reader, shown in ((page, False), (plain_page, True)):
        reader.goto(site.url + "find/")
        expect(reader.locator("noscript p")).to_be_visible(visible=shown)
    expect(plain_page.locator("noscript p")).to_contain_text("The search needs JavaScript")
