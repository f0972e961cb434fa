"""Citations in real Chromium: numbers in the text, cards, the list of sources and the way back."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .accessibility import assert_accessible_in_light_and_dark
from .built import Site
from .test_hovercards import CARD, assert_well_placed, open_page, point_at, tab_to, watch_cards


@pytest.fixture(scope="module")
def path(root_site: Site) -> str:
    """The page that cites most."""
    found = {
        slug: len([link for cite in tree.find_class("cite") for link in cite.iter("a")])
        for slug, tree in root_site.concepts.items()
    }
    slug = max(found, key=lambda slug: found[slug])
    assert found[slug] > 2
    return f"concepts/{slug}/"


def citation(page: Page) -> Locator:
    """The second citation of a page: above it is another one that nothing is said of here."""
    return page.locator(".cite a").nth(1)


def source_of(page: Page, link: Locator) -> Locator:
    return page.locator(str(link.get_attribute("href")))


def test_the_card_of_a_citation_shows_the_source_and_asks_for_nothing(
    root_site: Site, path: str, context: BrowserContext
) -> None:
    page = open_page(context, root_site.url + path)
    asked = watch_cards(page)
    link, card = citation(page), page.locator(CARD)
    link.focus()
    expect(card.locator("strong")).to_have_text(source_of(page, link).locator("a").first.inner_text())
    expect(card.locator("span")).to_have_text(source_of(page, link).locator("span").first.inner_text())
    expect(card.locator("small")).to_contain_text(f"Source {link.inner_text()}")
    assert_well_placed(page, link)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(link).to_be_focused()
    assert asked == []
    link.scroll_into_view_if_needed()
    point_at(page, link)
    expect(card).to_be_visible()


def test_a_citation_leads_to_its_source_and_the_source_back(
    root_site: Site, path: str, context: BrowserContext
) -> None:
    page = open_page(context, root_site.url + path)
    link = citation(page)
    entry = source_of(page, link)
    tab_to(page, link)
    page.keyboard.press("Enter")
    expect(entry).to_be_in_viewport(ratio=1)
    expect(entry).to_be_focused()
    expect(page.locator(CARD)).to_be_hidden()
    page.keyboard.press("Tab")
    expect(entry.locator("a").first).to_be_focused()
    back = page.locator(f"a[href='#{link.get_attribute('id')}']")
    back.click()
    expect(link).to_be_in_viewport(ratio=1)
    assert link.evaluate("link => link.matches(':target')")
    assert link.evaluate("link => link.getBoundingClientRect().top") > page.locator(".header").evaluate(
        "header => header.getBoundingClientRect().bottom"
    )


@pytest.mark.parametrize("width", [320, 1280])
def test_numbers_keep_lines_even_and_are_easy_to_hit(
    root_site: Site, path: str, browser: Browser, width: int
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(root_site.url + path)
    heights = """block => {
        const height = () => block.getBoundingClientRect().height;
        const before = height();
        for (const number of block.querySelectorAll(".cite")) number.style.verticalAlign = "baseline";
        return [before, height()];
    }"""
    blocks = page.locator("article :is(p, li):has(> .cite)")
    assert blocks.count()
    for block in blocks.all():
        before, behind = block.evaluate(heights)
        assert before == pytest.approx(behind, abs=0.5)
    page.reload()
    sizes = page.locator(".sources__back").evaluate_all(
        "links => links.map((link) => [link.offsetWidth, link.offsetHeight])"
    )
    targets = page.locator(".cite a").evaluate_all(
        "links => links.map((link) => [parseFloat(getComputedStyle(link, '::before').width), parseFloat(getComputedStyle(link, '::before').height)])"
    )
    assert min(map(min, sizes)) >= 24 and min(map(min, targets)) >= 24
    # Half a number's width beyond it is still the number.
    link = citation(page)
    link.scroll_into_view_if_needed()
    assert link.evaluate("""link => {
        const { left, right, top, bottom } = link.getBoundingClientRect();
        return document.elementFromPoint((left + right) / 2, (top + bottom) / 2 + 10) === link;
    }""")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_where_a_source_is_marked(
    root_site: Site, path: str, browser: Browser, width: int
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, reduced_motion="reduce", bypass_csp=True
    )
    page = open_page(context, root_site.url + path)
    citation(page).click()
    expect(source_of(page, citation(page))).to_be_in_viewport()
    assert_accessible_in_light_and_dark(page)
    page.locator(".sources__back").first.click()
    assert_accessible_in_light_and_dark(page)
    context.close()


def test_without_a_script_the_number_is_a_link(root_site: Site, path: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(root_site.url + path)
    citation(page).click()
    expect(source_of(page, citation(page))).to_be_in_viewport(ratio=1)
    context.close()


def test_paper_shows_numbers_and_addresses_and_no_way_back(
    root_site: Site, path: str, context: BrowserContext
) -> None:
    page = context.new_page()
    for address in (path, "print/"):
        page.goto(root_site.url + address)
        page.emulate_media(media="print")
        expect(page.locator(".cite a").first).to_be_visible()
        expect(page.locator(".sources__back").first).to_be_hidden()
        assert "https://" in page.locator(".sources a").first.evaluate(
            "link => getComputedStyle(link, '::after').content"
        )
