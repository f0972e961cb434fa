"""Hovercards in real Chromium: on the glossary's own pages, and on a page of another origin under a strict
policy.
"""

import gzip
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, FloatRect, Locator, Page, expect

from glossary.site.exports.embed import embed

from .accessibility import assert_accessible
from .built import Site
from .hovercards import (
    CARD,
    LONG_ENOUGH,
    box,
    open_page,
    other_website,
    page_of,
    point_at,
    stop_clock,
    tab_to,
    watch_cards,
)
from .waiting import at_rest

HOSTILE_STYLES = """
    html { font-size: 62.5%; text-transform: uppercase; }
    div, strong, span, small { color: red !important;
      font-size: 9px !important; position: static !important; margin: 50px !important; }
"""


@pytest.fixture(scope="module")
def elsewhere(path_site: Site) -> Iterator[str]:
    """The address of the page of another website; the glossary that it embeds lies below a path."""
    with other_website(path_site.url, page_of("page", path_site.url)) as url:
        yield url


def overlap(one: FloatRect, other: FloatRect) -> bool:
    """Whether two boxes share any area."""
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    along = one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]
    return across and along


def assert_well_placed(page: Page, link: Locator) -> None:
    """The card is inside the window, with all its text, and does not cover its link."""
    card = box(page.locator(CARD))
    width, height = page.evaluate("[document.documentElement.clientWidth, innerHeight]")
    assert card["x"] >= 0
    assert card["y"] >= 0
    assert card["x"] + card["width"] <= width
    assert card["y"] + card["height"] <= height
    assert not overlap(card, box(link))
    assert page.locator(CARD).evaluate(
        "({ shadowRoot: { firstChild: frame } }) => frame.scrollHeight <= frame.clientHeight"
    )


# On the glossary's own pages


def mention(page: Page, slug: str) -> Locator:
    """The first link of a page's running text to a concept."""
    return page.locator(f"article :is(p, li) > a[href$='../{slug}/']").first


def test_keyboard_focus_shows_title_definition_and_topic(path_site: Site, page: Page) -> None:
    open_page(page, path_site.url + "concepts/llm/")
    tab_to(page, mention(page, "token"))
    card = page.locator(CARD)
    expect(card).to_be_visible()
    definition = path_site.page("concepts/token/").find("meta", attrs={"name": "description"})
    topic = path_site.page("concepts/token/").select(".breadcrumbs a")[1]
    assert definition and topic
    expect(card.locator("strong")).to_have_text("Token")
    expect(card.locator("span")).to_have_text(str(definition["content"]))
    expect(card.locator("small")).to_have_text(topic.text)
    assert_well_placed(page, mention(page, "token"))


def test_pointing_at_a_link_shows_its_card_after_a_moment(site: Site, context: BrowserContext) -> None:
    page = open_page(context.new_page(), site.url + "concepts/llm/")
    link = mention(page, "chatbot")
    link.scroll_into_view_if_needed()
    stop_clock(page)
    point_at(page, link)
    page.clock.run_for(200)
    expect(page.locator(CARD)).to_be_hidden()
    page.clock.run_for(100)
    expect(page.locator(CARD)).to_contain_text("Chatbot")
    assert_well_placed(page, link)
    # Here its name is set as every name on the page is; another site's typeface may be any.
    family = "element => getComputedStyle(element).fontFamily"
    assert page.locator(CARD).locator("strong").evaluate(family) == page.locator("article").evaluate(family)


def test_a_pointer_that_only_passes_a_link_asks_for_nothing(site: Site, context: BrowserContext) -> None:
    page = open_page(context.new_page(), site.url + "concepts/llm/")
    asked = watch_cards(page)
    link = mention(page, "chatbot")
    link.scroll_into_view_if_needed()
    stop_clock(page)
    point_at(page, link)
    page.clock.run_for(200)
    page.mouse.move(1, 1)
    page.clock.run_for(LONG_ENOUGH)
    assert asked == []
    expect(page.locator(CARD)).to_be_hidden()


def test_headings_navigation_maps_hits_pictures_and_the_page_itself_get_no_card(
    site: Site, page: Page
) -> None:
    open_page(page, site.url + "concepts/llm/")
    asked = watch_cards(page)
    page.evaluate(
        """() => document.querySelector("article > p").insertAdjacentHTML("beforebegin",
             '<p><a id="self" href="../llm/#sources">itself</a></p>'
             + '<h2><a id="heading" href="../token/">heading</a></h2>'
             + '<p><a id="foreign" href="https://elsewhere.example/concepts/token/">foreign</a></p>'
             + '<svg width="200" height="50">'
             + '<a id="map" href="../token/"><text y="30">on a map</text></a></svg>'
             + '<ol class="search__list"><li><a id="hit" href="../token/">a hit</a></ol>'
             + '<div class="pictures"><p><a id="picture" href="../token/">a picture</a></p></div>')"""
    )
    for selector in ("#self", "#heading", "#foreign", "#map", "#hit", "#picture", "nav.contents a >> nth=0"):
        link = page.locator(selector)
        link.focus()
        point_at(page, link)
        page.wait_for_timeout(LONG_ENOUGH)
        expect(page.locator(CARD)).to_have_count(0)
    assert asked == []


def test_a_page_looks_the_same_with_and_without_the_script(site: Site, browser: Browser) -> None:
    boxes = """() => [...document.querySelectorAll("article, article *")]
      .filter((part) => part.checkVisibility()).map((part) => {
        const { x, y, width, height } = part.getBoundingClientRect();
        return [part.localName, x, y, width, height].join();
    })"""
    seen = []
    for blocked in (False, True):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        # Whether the typeface comes in time for a first page depends on the machine.
        context.route("**/*.woff2", lambda route: route.abort())
        if blocked:
            context.route(re.compile(r"/embed(/v1)?\.js$"), lambda route: route.abort())
        page = open_page(context.new_page(), site.url + "concepts/llm/")
        if not blocked:
            tab_to(page, mention(page, "token"))
            expect(page.locator(CARD)).to_be_visible()
            page.keyboard.press("Escape")
            page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
        seen.append(page.evaluate(boxes))
        context.close()
    assert seen[0] == seen[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_card_wears_the_palette_that_the_reader_chose(site: Site, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "light" else "light")
    open_page(page, site.url + "concepts/llm/")
    page.evaluate("scheme => document.documentElement.dataset.palette = scheme", scheme)
    tab_to(page, mention(page, "token"))
    expect(page.locator(CARD)).to_be_visible()
    colour = page.locator(f"{CARD} span").evaluate("text => getComputedStyle(text).color")
    red = int(colour.removeprefix("rgb(").split(",")[0])
    assert (red < 128) == (scheme == "light")


def test_a_card_beside_a_link_that_fills_its_block_leaves_the_block_free(site: Site, page: Page) -> None:
    open_page(page, site.url + "concepts/llm/")
    item = page.locator("#related-articles + ul > li").first
    tab_to(page, item.locator("a"))
    expect(page.locator(CARD)).to_be_visible()
    assert not overlap(box(page.locator(CARD)), box(item))


def test_a_page_that_scrolls_below_a_resting_pointer_opens_no_card(site: Site, page: Page) -> None:
    open_page(page, site.url + "concepts/llm/")
    link = mention(page, "token")
    link.evaluate("link => link.scrollIntoView({block: 'center', behavior: 'instant'})")
    place = box(link)
    page.mouse.move(place["x"] + 3, place["y"] + place["height"] / 2 - 150)
    page.evaluate("scrollBy({top: 150, behavior: 'instant'})")
    page.wait_for_timeout(LONG_ENOUGH)
    assert link.evaluate("link => link.matches(':hover')")
    expect(page.locator(CARD)).to_have_count(0)


def test_a_card_moves_nothing_where_the_reader_wants_no_motion(site: Site, page: Page) -> None:
    for motion, expected in (("reduce", 0), ("no-preference", 1)):
        page.emulate_media(reduced_motion=motion)
        open_page(page, site.url + "concepts/llm/")
        tab_to(page, mention(page, "token"))
        expect(page.locator(CARD)).to_be_visible()
        assert page.locator(CARD).evaluate("card => card.shadowRoot.getAnimations().length") <= expected
        names = page.locator(CARD).evaluate(
            "card => getComputedStyle(card.shadowRoot.querySelector('div')).animationName"
        )
        assert (names == "none") == (expected == 0)


def test_axe_finds_nothing_while_a_card_is_open(site: Site, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        open_page(page, site.url + "concepts/llm/")
        tab_to(page, mention(page, "token"))
        expect(page.locator(CARD)).to_be_visible()
        assert_accessible(page, CARD)


# On a page of another website


def test_nothing_is_loaded_before_it_is_needed_and_each_card_once(elsewhere: str, page: Page) -> None:
    asked = watch_cards(page)
    with at_rest(page):
        page.goto(elsewhere)
    page.wait_for_timeout(LONG_ENOUGH)
    assert asked == []
    for name in ("llm", "token", "again", "llm"):
        page.locator(f"#{name}").focus()
        expect(page.locator(f"#{name}")).to_have_attribute(
            "aria-describedby", "note ai-term-card" if name == "llm" else "ai-term-card"
        )
    assert asked == ["llm", "token"]


def test_no_policy_is_violated_and_nothing_goes_wrong(elsewhere: str, context: BrowserContext) -> None:
    page = context.new_page()
    amiss: list[str] = []
    page.on("console", lambda message: amiss.append(message.text))
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.goto(elsewhere)
    tab_to(page, page.locator("#llm"))
    card = page.locator(CARD)
    expect(card).to_be_visible()
    # Its styles have arrived although the page allows none.
    assert card.evaluate("card => getComputedStyle(card).position") == "fixed"
    assert (
        card.evaluate("card => getComputedStyle(card.shadowRoot.querySelector('div')).borderStyle") == "solid"
    )
    page.keyboard.press("Escape")
    assert amiss == []
    assert context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_link_names_its_card_while_it_is_shown_and_only_then(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    link = page.locator("#llm")
    tab_to(page, link)
    expect(page.locator(CARD)).to_be_visible()
    texts = link.evaluate(
        "link => link.getAttribute('aria-describedby').split(' ').map((id) => "
        "document.getElementById(id).textContent)"
    )
    assert texts[0] == "Opens the glossary."
    assert "Large language model" in texts[1]
    assert "the AI behind today's chatbots" in texts[1]
    # The browser's own tooltip is silent meanwhile.
    assert link.get_attribute("title") is None
    page.keyboard.press("Escape")
    expect(link).to_have_attribute("aria-describedby", "note")
    expect(link).to_have_attribute("title", "Large language model")
    other = page.locator("#token")
    tab_to(page, other)
    expect(other).to_have_attribute("aria-describedby", "ai-term-card")
    page.keyboard.press("Escape")
    assert other.get_attribute("aria-describedby") is None
    assert other.get_attribute("title") is None


def test_escape_hides_the_card_and_leaves_the_focus(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    link = page.locator("#llm")
    tab_to(page, link)
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    expect(link).to_be_focused()
    page.wait_for_timeout(LONG_ENOUGH)
    expect(page.locator(CARD)).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(CARD)).to_contain_text("Large language model")


def test_after_escape_a_pointer_must_leave_before_the_card_opens_again(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    link = page.locator("#token")
    point_at(page, link)
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    place = box(link)
    page.mouse.move(place["x"] + 3, place["y"] + 3, steps=3)
    page.wait_for_timeout(LONG_ENOUGH)
    expect(page.locator(CARD)).to_be_hidden()
    page.mouse.move(1, 1)
    point_at(page, link)
    expect(page.locator(CARD)).to_be_visible()


def test_escape_closes_the_card_and_not_the_dialog_around_its_link(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    page.evaluate(
        """() => {
            const dialog = document.body.appendChild(document.createElement("dialog"));
            dialog.append(document.createElement("button"), document.querySelector("#llm").parentElement);
            dialog.showModal();
        }"""
    )
    page.keyboard.press("Tab")
    expect(page.locator("#llm")).to_be_focused()
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(CARD)).to_be_hidden()
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()


def test_the_pointer_can_move_onto_the_card_and_leaving_it_hides_it(
    elsewhere: str, context: BrowserContext
) -> None:
    page = open_page(context.new_page(), elsewhere)
    point_at(page, page.locator("#llm"))
    card = page.locator(CARD)
    expect(card).to_be_visible()
    place = box(card)
    stop_clock(page)
    page.mouse.move(place["x"] + 40, place["y"] + place["height"] / 2, steps=10)
    page.clock.run_for(LONG_ENOUGH)
    expect(card).to_be_visible()
    page.mouse.move(place["x"] + 40, place["y"] + place["height"] + 200)
    page.clock.run_for(LONG_ENOUGH)
    expect(card).to_be_hidden()


def test_a_pointer_that_leaves_for_a_moment_finds_the_card_still_there(
    elsewhere: str, context: BrowserContext
) -> None:
    page = open_page(context.new_page(), elsewhere)
    link = page.locator("#llm")
    point_at(page, link)
    expect(page.locator(CARD)).to_be_visible()
    stop_clock(page)
    page.mouse.move(1, 1)
    page.clock.run_for(200)
    expect(page.locator(CARD)).to_be_visible()
    point_at(page, link)
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(CARD)).to_be_visible()
    page.mouse.move(1, 1)
    page.clock.run_for(LONG_ENOUGH)
    expect(page.locator(CARD)).to_be_hidden()


def test_leaving_with_the_keyboard_hides_the_card(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    tab_to(page, page.locator("#again"))
    expect(page.locator(CARD)).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator("#plain")).to_be_focused()
    expect(page.locator(CARD)).to_be_hidden()


def test_there_is_one_card_and_that_of_the_focus_comes_back(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    tab_to(page, page.locator("#llm"))
    card = page.locator(CARD)
    expect(card).to_contain_text("Large language model")
    point_at(page, page.locator("#token"))
    expect(card).to_contain_text("Token")
    expect(card).to_have_count(1)
    page.mouse.move(1, 1)
    expect(card).to_contain_text("Large language model")


def test_touch_follows_the_link_and_shows_no_card(elsewhere: str, path_site: Site, browser: Browser) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800})
    page = open_page(context.new_page(), elsewhere)
    asked = watch_cards(page)
    # First without leaving the page, so that a card would have the time to open.
    page.evaluate("addEventListener('click', window.stay = (event) => event.preventDefault())")
    page.locator("#llm").tap()
    page.wait_for_timeout(LONG_ENOUGH)
    expect(page.locator(CARD)).to_have_count(0)
    assert asked == []
    # A finger that rests and slides a little is a pointer that moves.
    place = box(page.locator("#llm"))
    finger = {"x": place["x"] + 5, "y": place["y"] + 5}
    touch = context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [finger]})
    touch.send(
        "Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [finger | {"x": finger["x"] + 4}]}
    )
    page.wait_for_timeout(400)
    expect(page.locator(CARD)).to_have_count(0)
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_timeout(LONG_ENOUGH)
    assert asked == []
    page.evaluate("removeEventListener('click', window.stay)")
    page.locator("#llm").tap()
    expect(page).to_have_url(path_site.url + "concepts/llm/")
    context.close()


@pytest.mark.parametrize("press", ["click", "Enter"])
def test_a_click_and_enter_follow_the_link(elsewhere: str, path_site: Site, page: Page, press: str) -> None:
    open_page(page, elsewhere)
    link = page.locator("#llm")
    if press == "click":
        point_at(page, link)
    else:
        tab_to(page, link)
    expect(page.locator(CARD)).to_be_visible()
    assert link.get_attribute("href") == path_site.url + "concepts/llm/"
    if press == "click":
        page.mouse.down()
        page.mouse.up()
    else:
        page.keyboard.press("Enter")
    expect(page).to_have_url(path_site.url + "concepts/llm/")


# 320 × 256 is a window of 1280 × 1024 at 400 %.
@pytest.mark.parametrize("size", [(1280, 900), (320, 640), (320, 256)])
def test_the_card_stays_inside_the_window_and_off_its_link(
    elsewhere: str, page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, elsewhere)
    for name in ("llm", "again", "edge", "last"):
        link = page.locator(f"#{name}")
        tab_to(page, link)
        expect(link).to_have_attribute("aria-describedby", re.compile("ai-term-card"))
        expect(page.locator(CARD)).to_be_visible()
        assert_well_placed(page, link)
        assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_the_card_follows_its_link_when_the_page_scrolls(elsewhere: str, page: Page) -> None:
    page.set_viewport_size({"width": 600, "height": 500})
    open_page(page, elsewhere)
    link = page.locator("#edge")
    tab_to(page, link)
    expect(page.locator(CARD)).to_be_visible()
    before = box(page.locator(CARD))["y"] - box(link)["y"]
    page.evaluate("scrollBy({top: 60, behavior: 'instant'})")
    page.wait_for_function("scrollY > 0")
    # A browser tells of the scrolling before it draws the next frame, however long that takes on a busy
    # machine.
    page.evaluate("new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    assert box(page.locator(CARD))["y"] - box(link)["y"] == pytest.approx(before, abs=1)


def test_a_term_that_is_added_later_works_and_takes_its_card_with_it(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    page.evaluate(
        """() => {
            const term = document.createElement("ai-term");
            term.innerHTML = '<a id="added" href="/concepts/rag/">RAG</a>';
            document.querySelector("#later").append(term);
        }"""
    )
    page.locator("#added").focus()
    expect(page.locator(CARD)).to_contain_text("Retrieval-augmented generation")
    page.evaluate("document.querySelector('#added').parentElement.remove()")
    expect(page.locator(CARD)).to_have_count(0)
    tab_to(page, page.locator("#llm"))
    expect(page.locator(CARD)).to_contain_text("Large language model")


def test_a_link_that_has_changed_shows_where_it_now_leads(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    tab_to(page, page.locator("#llm"))
    expect(page.locator(CARD)).to_contain_text("Large language model")
    page.keyboard.press("Tab")
    page.evaluate("document.querySelector('#llm').href = '/concepts/rag/'")
    page.keyboard.press("Shift+Tab")
    expect(page.locator(CARD)).to_contain_text("Retrieval-augmented generation")


def test_a_link_to_the_meanings_of_a_name_shows_what_it_may_mean(path_site: Site, page: Page) -> None:
    root = path_site.url
    html = (
        f'<!doctype html><script src="{root}embed/v1.js" data-enhance></script>'
        f'<p>A <a href="{root}meanings/bias/">bias</a>.</p>'
    )
    with other_website(root, html) as url:
        open_page(page, url)
        tab_to(page, page.get_by_role("link", name="bias"))
        expect(page.locator(CARD)).to_contain_text("“Bias” has more than one meaning: ")
        expect(page.locator(CARD).locator("small")).to_have_text("Which one do you mean?")


def test_an_unknown_concept_leaves_a_plain_link_and_raises_nothing(
    elsewhere: str, context: BrowserContext
) -> None:
    page = open_page(context.new_page(), elsewhere)
    asked = watch_cards(page)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for name in ("unknown", "invalid", "unknown"):
        link = page.locator(f"#{name}")
        tab_to(page, link)
        point_at(page, link)
        page.wait_for_timeout(LONG_ENOUGH)
        expect(page.locator(CARD)).to_have_count(0)
        assert link.get_attribute("aria-describedby") is None
        page.locator("#plain").focus()
    assert asked == ["no-such-concept"]
    assert errors == []


def test_two_glossaries_show_their_cards_on_one_page(path_site: Site, context: BrowserContext) -> None:
    other = f"{path_site.url}kitchen/"
    context.route(
        f"{other}embed/v1.js",
        lambda route: route.fulfill(body=embed("kitchen-term"), content_type="text/javascript"),
    )
    context.route(
        f"{other}embed/cards/roux.js",
        lambda route: route.fulfill(
            body='glossaryCard({title: "Roux", definition: "Thickens."})', content_type="text/javascript"
        ),
    )
    html = "".join(
        (
            f'<script src="{root}embed/v1.js" defer></script><{element}><a id="{slug}" '
            f'href="{root}concepts/{slug}/">it</a></{element}>'
        )
        for root, element, slug in ((path_site.url, "ai-term", "llm"), (other, "kitchen-term", "roux"))
    )
    with other_website(path_site.url, html) as url:
        page = open_page(context.new_page(), url)
        for slug, shown in (("llm", "Large language model"), ("roux", "Thickens.")):
            tab_to(page, page.locator(f"#{slug}"))
            expect(page.locator(CARD)).to_contain_text(shown)


@pytest.mark.parametrize("script", ["embed.js", "embed/v1.js"])
def test_the_nonce_of_a_policy_is_enough(path_site: Site, page: Page, script: str) -> None:
    html = (
        f'<script nonce="n0" src="{path_site.url}{script}" defer></script><ai-term><a '
        f'href="{path_site.url}concepts/llm/">LLM</a></ai-term>'
    )
    with other_website(path_site.url, html, "'nonce-n0'") as url:
        open_page(page, url)
        page.keyboard.press("Tab")
        expect(page.locator(CARD)).to_be_visible()


def test_a_blocked_script_leaves_an_ordinary_link(
    elsewhere: str, path_site: Site, context: BrowserContext
) -> None:
    context.route(re.compile(r"/embed(/v1)?\.js$"), lambda route: route.abort())
    page = open_page(context.new_page(), elsewhere)
    link = page.locator("#llm")
    tab_to(page, link)
    point_at(page, link)
    page.wait_for_timeout(LONG_ENOUGH)
    expect(page.locator(CARD)).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page).to_have_url(path_site.url + "concepts/llm/")


def test_the_styles_of_the_page_do_not_reach_the_card(path_site: Site, browser: Browser) -> None:
    # Without the page's policy, so that it can have styles at all.
    with other_website(path_site.url, page_of("page", path_site.url)) as url:
        context = browser.new_context(bypass_csp=True)
        page = open_page(context.new_page(), url)
        look = """card => [card, ...card.children].map((part) => {
            const { color, fontSize, display, position, textTransform, marginTop } = getComputedStyle(part);
            return [color, fontSize, display, position, textTransform, marginTop].join();
        })"""
        tab_to(page, page.locator("#llm"))
        expect(page.locator(CARD)).to_be_visible()
        before = page.locator(CARD).evaluate(look)
        page.add_style_tag(content=HOSTILE_STYLES)
        assert page.locator(CARD).evaluate(look) == before
        context.close()


def test_paper_shows_no_card(elsewhere: str, page: Page) -> None:
    open_page(page, elsewhere)
    tab_to(page, page.locator("#llm"))
    expect(page.locator(CARD)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(CARD)).to_be_hidden()


def test_the_script_is_small() -> None:
    assert len(gzip.compress(embed("ai-term").encode(), mtime=0)) <= 3600
