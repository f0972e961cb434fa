"""The home page as a reader meets it: an example, and something to ask."""

import re

import pytest
from playwright.sync_api import Page, expect

from .built import Site


@pytest.mark.parametrize("width", [390, 1280])
def test_the_first_screen_shows_what_a_page_of_this_site_says(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site.url)
    example = page.locator(".example")
    link = example.get_by_role("link", name=re.compile(r"\?$"))
    assert link.bounding_box()["y"] < 844
    picture = example.get_by_role("img")
    expect(picture).to_be_visible()
    slug = re.search(r"/concepts/([^/]+)/", link.evaluate("link => link.href"))[1]
    description = site.page(f"concepts/{slug}/").find("meta", attrs={"name": "description"})["content"]
    assert description in example.inner_text()
    # Beside the way in where there is room, and below it on a phone.
    field, box = page.locator(".search-here").bounding_box(), example.bounding_box()
    assert (
        (box["x"] >= field["x"] + field["width"])
        if width == 1280
        else (box["y"] >= field["y"] + field["height"])
    )
    assert box["y"] + box["height"] <= page.locator("#pictures").bounding_box()["y"]


@pytest.mark.parametrize("width", [320, 390, 1024])
def test_all_of_what_can_be_typed_stands_in_the_field(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(site.url)
    wanted, room = page.get_by_role("searchbox").evaluate(
        """field => {
            const said = Object.assign(document.createElement("span"), {textContent: field.placeholder});
            said.style.font = getComputedStyle(field).font;
            Object.assign(said.style, {position: "absolute", whiteSpace: "nowrap"});
            document.body.append(said);
            return [said.getBoundingClientRect().width, field.clientWidth];
        }"""
    )
    assert 0 < wanted <= room


def test_what_could_be_asked_is_answered_in_place_by_keyboard(path_site: Site, page: Page) -> None:
    page.goto(path_site.url)
    page.locator(".search-try a").first.focus()
    page.keyboard.press("Enter")
    field, answer = page.get_by_role("searchbox"), page.locator(".search-here .search__results")
    expect(field).to_have_value("why does it make things up?")
    expect(answer.get_by_role("link").first).to_have_text("Hallucination")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(answer).to_be_hidden()
    page.keyboard.type(" hallucination")
    expect(answer).to_be_visible()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url.startswith(path_site.url + "concepts/")


def test_each_question_that_is_proposed_has_an_answer(site: Site, page: Page) -> None:
    page.goto(site.url)
    proposed = page.locator(".search-try a")
    assert proposed.count() == 3
    for index in range(3):
        proposed.nth(index).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".search-here .search__list")).to_have_attribute(
            "data-query", proposed.nth(index).inner_text()
        )
        expect(page.locator(".search-here .search__list li").first).to_be_visible()


def test_without_javascript_nothing_is_proposed_to_ask(site: Site, plain_page: Page) -> None:
    for path in ("", "404.html"):
        plain_page.goto(site.url + path)
        expect(plain_page.locator(".search-try")).to_be_hidden()


def test_each_topic_leads_to_the_concepts_that_it_rests_on(site: Site) -> None:
    topics = site.page("").find(id="topics").find_next_sibling("ul").find_all("li", recursive=False)
    assert len(topics) == len(list((site.folder / "topics").glob("*/index.html")))
    for topic in topics:
        first, *links = topic.find_all("a")
        assert 1 <= len(links) <= 3
        listed = {
            link["href"].rpartition("concepts/")[2]
            for link in site.page(first["href"]).find("article").find_all("a")
        }
        assert {link["href"].rpartition("concepts/")[2] for link in links} <= listed
