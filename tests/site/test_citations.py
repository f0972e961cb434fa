"""Citations in real Chromium: numbers in the text, cards, the list of sources and the way back."""

import pytest
from playwright.sync_api import Locator, Page, expect

from .accessibility import COLOURS, assert_accessible, assert_accessible_in_light_and_dark
from .built import Site
from .test_hovercards import CARD, assert_well_placed, open_page, point_at, tab_to, watch_cards

# A page that cites much.
PATH = "concepts/provider-and-deployer/"


def citation(page: Page) -> Locator:
    """The second citation of a page: above it is another one that nothing is said of here."""
    return page.locator(".cite a").nth(1)


def source_of(page: Page, link: Locator) -> Locator:
    return page.locator(str(link.get_attribute("href")))


def test_the_card_of_a_citation_shows_the_source_and_asks_for_nothing(site: Site, page: Page) -> None:
    open_page(page, site.url + PATH)
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


def test_a_citation_leads_to_its_source_and_the_source_back(site: Site, page: Page) -> None:
    open_page(page, site.url + PATH)
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
def test_numbers_keep_lines_even_and_are_easy_to_hit(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url + PATH)
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
        "links => links.map((link) => [parseFloat(getComputedStyle(link, '::before').width), "
        "parseFloat(getComputedStyle(link, '::before').height)])"
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


def test_axe_finds_nothing_where_a_source_is_marked(site: Site, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 390, "height": 900})
    open_page(page, site.url + PATH)
    citation(page).click()
    expect(source_of(page, citation(page))).to_be_in_viewport()
    assert_accessible_in_light_and_dark(page)
    page.locator(".sources__back").first.click()
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page, "article", COLOURS)


def test_without_a_script_the_number_is_a_link(site: Site, plain_page: Page) -> None:
    plain_page.goto(site.url + PATH)
    citation(plain_page).click()
    expect(source_of(plain_page, citation(plain_page))).to_be_in_viewport(ratio=1)


def test_paper_shows_numbers_and_addresses_and_no_way_back(site: Site, page: Page) -> None:
    for address in (PATH, "print/business/"):
        page.goto(site.url + address)
        page.emulate_media(media="print")
        expect(page.locator(".cite a").first).to_be_visible()
        expect(page.locator(".sources__back").first).to_be_hidden()
        assert "https://" in page.locator(".sources a").first.evaluate(
            "link => getComputedStyle(link, '::after').content"
        )
