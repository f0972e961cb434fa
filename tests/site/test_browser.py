"""The built site in real Chromium, under the strict policy, as its readers use it."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .accessibility import assert_accessible_on_a_phone_and_on_a_desk
from .built import PAGE_TYPES, Site
from .conftest import WINDOW
from .waiting import at_rest


def watch(page: Page, home: str) -> list[str]:
    """Whatever goes wrong while a page is open: console errors, policy violations, failed requests and those
    that leave `home`.

    A request that the browser gives up because the reader goes on to another page (net::ERR_ABORTED) is no
    failure.
    """
    amiss: list[str] = []
    page.on(
        "console",
        lambda message: amiss.append(message.text) if message.type in {"error", "warning"} else None,
    )
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.on(
        "requestfailed",
        lambda request: (
            amiss.append(f"failed: {request.url}") if request.failure != "net::ERR_ABORTED" else None
        ),
    )
    page.on(
        "response",
        lambda response: (
            amiss.append(f"{response.status}: {response.url}") if response.status >= 400 else None
        ),
    )
    page.on(
        "request",
        lambda request: amiss.append(f"foreign: {request.url}") if not request.url.startswith(home) else None,
    )
    return amiss


def test_every_page_type_opens_without_an_error_serves_the_keyboard_and_fits_any_window(
    site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    amiss = watch(page, site.url)
    for path in PAGE_TYPES.values():
        page.set_viewport_size(WINDOW)
        with at_rest(page):
            page.goto(site.url + path)
        assert amiss == [], path
        expect(page.locator("h1")).to_be_visible()
        assert_first_stop_skips_to_the_text(page)
        page.set_viewport_size({"width": 1024, "height": 768})
        assert_navigation_is_words_that_do_not_overlap(page)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


@pytest.mark.parametrize("width", [320, 390])
def test_text_of_twice_the_size_leaves_the_menu_within_reach_on_a_phone(
    site: Site, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    for name in ("home", "concept", "A–Z", "pictures", "comparison"):
        page.goto(site.url + PAGE_TYPES[name])
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        button = page.locator(".menu-button").bounding_box()
        assert button and button["x"] + button["width"] <= width


def assert_first_stop_skips_to_the_text(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    assert skip and skip.startswith("#")
    assert page.evaluate("id => document.getElementById(id) !== null", skip[1:])


def assert_navigation_is_words_that_do_not_overlap(page: Page) -> None:
    expect(page.locator(".menu-button")).to_be_hidden()
    edges = page.locator(".menu a").evaluate_all(
        "links => links.map(link => link.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert len(edges) >= 6
    assert all(left < right for left, right in edges), "a link is hidden"
    assert all(left[1] <= right[0] for left, right in pairwise(edges))
    assert edges[-1][1] <= page.locator(".header .search-button").bounding_box()["x"]


def test_a_missing_page_anywhere_shows_the_way_back(path_site: Site, page: Page) -> None:
    page.goto(path_site.url + "no/such/page/")
    page.get_by_role("main").get_by_role("link", name="All concepts from A to Z").click()
    expect(page).to_have_url(path_site.url + "concepts/")


def test_from_home_to_a_concept_and_on_through_related_articles_and_back(site: Site, page: Page) -> None:
    page.goto(site.url)
    page.get_by_role("main").get_by_role("link", name="Language models").first.click()
    page.get_by_role("main").get_by_role("link", name="What is an LLM?").first.click()
    expect(page.locator("h1")).to_contain_text("What is an LLM?")
    page.locator("#related-articles + ul a").first.click()
    expect(page.locator("h1")).not_to_contain_text("What is an LLM?")
    # The list of what mentions a concept is folded where it is long.
    for folded in page.locator("#mentioned-in ~ details.folded summary").all():
        folded.click()
    lists = page.locator("#related-articles + ul, #mentioned-in + ul, #mentioned-in ~ details.folded")
    lists.locator("a[href$='/llm/']").first.click()
    expect(page).to_have_url(site.url + "concepts/llm/")


def test_everything_but_search_works_without_javascript(site: Site, plain_page: Page) -> None:
    for path in PAGE_TYPES.values():
        plain_page.goto(site.url + path)
        expect(plain_page.locator("h1")).to_be_visible()
        fields = plain_page.locator("input, [data-search-open]").filter(visible=True)
        assert fields.count() == 0, f"{path} shows what does nothing without a script"
    plain_page.goto(site.url + "concepts/llm/")
    plain_page.locator("#related-articles + ul a").first.click()
    expect(plain_page.locator("h1")).not_to_contain_text("What is an LLM?")
    plain_page.goto(site.url)
    assert plain_page.get_by_role("main").get_by_role("link", name=re.compile("A.*Z")).first.is_visible()


def test_an_alias_leads_to_its_concept_without_javascript(site: Site, plain_page: Page) -> None:
    plain_page.goto(site.url + "concepts/large-language-model/")
    expect(plain_page).to_have_url(site.url + "concepts/llm/")


def test_the_address_of_the_map_leads_to_the_topics_without_javascript(site: Site, plain_page: Page) -> None:
    plain_page.goto(site.url + "map/")
    expect(plain_page).to_have_url(site.url + "topics/")


def test_a_redirect_keeps_the_place_within_the_page(path_site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    amiss = watch(page, path_site.url)
    page.goto(path_site.url + "concepts/large-language-model/#sources")
    page.wait_for_url(path_site.url + "concepts/llm/#sources")
    assert amiss == []


def test_search_by_keyboard_finds_a_concept(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    amiss = watch(page, site.url)
    page.goto(site.url + "concepts/token/")
    page.keyboard.press("Control+k")
    page.keyboard.type("hallucination", delay=20)
    expect(page.locator("dialog.search .search__list a").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("hallucination")
    assert amiss == []


# The whole edition to print has the template of a topic's.
# The whole edition to print has the template of a topic's.
@pytest.mark.parametrize("path", [path for path in PAGE_TYPES.values() if path != "print/"])
def test_axe_finds_nothing(site: Site, page: Page, path: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    with at_rest(page):
        page.goto(site.url + path)
    assert_accessible_on_a_phone_and_on_a_desk(page)
