"""One line on other people's pages: cards on all links to concepts, and links on first mentions, in real
Chromium and in the markup of six tools, across origins and under a strict policy.
"""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from glossary.addresses import TERM_LIST
from glossary.links.terms import parse
from glossary.text.mentions import find, firsts

from .accessibility import assert_accessible
from .built import Site
from .hovercards import CARD, LONG_ENOUGH, open_page, other_website, page_of, point_at, tab_to

TOOLS = ["sphinx", "docusaurus", "starlight", "vitepress", "hugo", "wordpress"]
MADE = "a.glossary-link"
OFF, ON = "Turn off word cards", "Turn on word cards"


@pytest.fixture
def visit(path_site: Site, context: BrowserContext) -> Iterator["Visit"]:
    """Opens a page of another website for a reader who was never there."""
    with ExitStack() as stack:
        yield Visit(path_site.url, context, stack)


class Visit:
    """Serves pages of other websites and opens them."""

    def __init__(self, root: str, context: BrowserContext, stack: ExitStack) -> None:
        self.root, self.context, self.stack = root, context, stack

    def body(self, html: str, attributes: str = "data-enhance", allowed: str = "") -> Page:
        """A page with one line of script; `{root}` in it is the glossary."""
        line = f'<script src="{self.root}embed/v1.js" {attributes}></script>'
        page = f"<!doctype html><html lang=en><title>Handbook</title>{line}<main>{html}</main></html>"
        return self.page(page.replace("{root}", self.root), allowed)

    def page(self, html: str, allowed: str = "") -> Page:
        """A page as it is."""
        url = self.stack.enter_context(other_website(self.root, html, allowed))
        return open_page(self.context.new_page(), url)


def linked(page: Page) -> list[tuple[str, str]]:
    """The words that became links, in order, each with the slug to which it leads."""
    links = page.locator(MADE)
    hrefs = links.evaluate_all("links => links.map(({ href }) => href)")
    return list(zip(links.all_text_contents(), [href.split("/")[-2] for href in hrefs], strict=True))


def control(page: Page, name: str) -> Locator:
    """A button of the card."""
    return page.locator(CARD).get_by_role("button", name=name)


@pytest.mark.parametrize("tool", TOOLS)
def test_one_line_gives_cards_and_links_in_the_markup_of(tool: str, visit: Visit) -> None:
    page = visit.context.new_page()
    amiss: list[str] = []
    page.on("console", lambda message: amiss.append(message.text))
    page.on("pageerror", lambda error: amiss.append(str(error)))
    url = visit.stack.enter_context(other_website(visit.root, page_of(tool, visit.root)))
    for scheme, is_light in (("light", True), ("dark", False)):
        # A card that still appears is pale.
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        open_page(page, url)
        expect(page.locator(MADE)).to_have_count(3)
        assert linked(page) == [("tokens", "token"), ("Embeddings", "embedding"), ("RAG", "rag")]
        by_hand = page.locator("main, .body").get_by_role("link", name="LLM")
        card = page.locator(CARD)
        for link, title in ((by_hand, "Large language model (LLM)"), (page.locator(MADE).last, "(RAG)")):
            link.focus()
            expect(card.locator("strong")).to_contain_text(title)
            page.keyboard.press("Escape")
            expect(card).to_be_hidden()
            expect(link).to_be_focused()
        page.locator(MADE).first.scroll_into_view_if_needed()
        point_at(page, page.locator(MADE).first)
        expect(card.locator("strong")).to_have_text("Token")
        assert_accessible(page, CARD)
        colour = card.locator("span").evaluate("text => getComputedStyle(text).color")
        assert (int(colour.removeprefix("rgb(").split(",")[0]) < 128) == is_light
    assert amiss == []


def test_the_browser_links_what_a_build_would(visit: Visit, path_site: Site) -> None:
    glossary = parse((path_site.folder / TERM_LIST).read_bytes())
    # Each name and each text on its own, so that none hides the others.
    texts = [f"Some {name}. {name}, too." for term in glossary.terms.values() for name in term.names]
    texts += [
        text
        for term in json.loads((path_site.folder / TERM_LIST).read_text("utf-8"))["terms"]
        for text in (term["plain"], term["definition"])
    ]
    texts += [
        "The Token Company and its tokens; self-attention, token_limit, LLM-based, llms, LLMs’ and LLM.",
        "A/B, C++, .NET, k-nearest neighbours, retrieval\u00a0augmented generation and “Prompts” (RAG).",
    ]
    page = visit.body("".join(f"<p>{text}</p>" for text in texts), 'data-link="p"')
    expect(page.locator(MADE).first).to_be_visible()
    found = page.locator("p").evaluate_all(
        f"all => all.map(p => [...p.querySelectorAll('{MADE}')]"
        ".map(a => [a.textContent, a.pathname.split('/').at(-2)]))"
    )
    expected = [
        [[text[one.start : one.end], one.slug] for one in firsts(find(text, glossary.names), ())]
        for text in texts
    ]
    assert [pair for pair in zip(texts, found, expected, strict=True) if pair[1] != pair[2]] == []
    assert sum(map(len, found)) > 300


def test_names_are_linked_in_the_forms_of_the_language(german_site: Site, context: BrowserContext) -> None:
    html = (
        f'<!doctype html><meta charset="iso-8859-1"><script src="{german_site.url}embed/v1.js" data-link="p">'
        "</script><p>Wir liefern vegetarische Kostformen, keine kostformen und keine Kostform-Liste.</p>"
    )
    with other_website(german_site.url, html) as url:
        page = open_page(context.new_page(), url)
        expect(page.locator(MADE)).to_have_text(["Kostformen"])
        tab_to(page, page.locator(MADE))
        expect(control(page, "Wortkarten ausschalten")).to_be_visible()


def test_the_links_of_a_drawing_are_left_alone(visit: Visit) -> None:
    drawing = '<svg><a href="{root}concepts/token/"><text y="20">Token</text></a></svg>'
    page = visit.body(f"{drawing}<p>It is RAG.</p>", 'data-link="main"')
    expect(page.locator(MADE)).to_have_text(["RAG"])


def test_editable_parts_stay_as_they_are_and_a_name_across_tags_is_none(visit: Visit) -> None:
    page = visit.body(
        "<p contenteditable>A token.</p><p>A large <b>language model</b>, a <span hidden>prompt</span>"
        "<ai-term>RAG</ai-term>.</p><div contenteditable><i>RAG</i></div><p>It is RAG.</p>",
        'data-link="main"',
    )
    expect(page.locator(MADE).first).to_be_visible()
    assert linked(page) == [("RAG", "rag")]


def test_what_a_page_adds_later_is_served_too(visit: Visit) -> None:
    page = visit.body("<p>A token.</p>", 'data-enhance data-link="main, article"')
    expect(page.locator(MADE)).to_have_count(1)
    page.evaluate(
        """root => {
            document.querySelector("main").insertAdjacentHTML("beforeend", "<p>Tokens, and RAG.</p>");
            document.body.insertAdjacentHTML("beforeend", "<div><article>Tokens.</article><p>RAG.</p></div>"
              + `<p><a id="added" href="${root}concepts/gpu/">it</a></p>`);
        }""",
        visit.root,
    )
    expect(page.locator(MADE)).to_have_count(3)
    assert linked(page) == [("token", "token"), ("RAG", "rag"), ("Tokens", "token")]
    page.locator("#added").focus()
    expect(page.locator(CARD)).to_contain_text("GPU")
    # Another view of a single-page site takes the place of the first.
    page.evaluate("document.querySelector('main').innerHTML = '<p>A token and an LLM.</p>'")
    expect(page.locator(f"main {MADE}")).to_have_text(["token", "LLM"])


def test_a_page_that_writes_its_own_text_anew_finds_it_as_it_left_it(visit: Visit) -> None:
    page = visit.body("<p>A token, an LLM and RAG.</p>", 'data-link="main"')
    # Frameworks keep the text node.
    page.evaluate("window.text = document.querySelector('p').firstChild")
    expect(page.locator(MADE)).to_have_count(3)
    page.evaluate("text.data = 'Embeddings, RAG.'")
    expect(page.locator(MADE)).to_have_text(["Embeddings", "RAG"])
    expect(page.locator("p")).to_have_text("Embeddings, RAG.")
    page.evaluate("text.remove()")
    expect(page.locator("p")).to_have_text("")


def test_the_first_tap_shows_the_card_and_the_second_follows_the_link(visit: Visit, browser: Browser) -> None:
    visit.context = browser.new_context(
        has_touch=True, is_mobile=True, viewport={"width": 390, "height": 800}
    )
    html = "".join(
        f'<p><a id="{name}" href="{{root}}concepts/{name}/">it</a></p>'
        for name in ("llm", "rag", "no-such-concept")
    )
    html += '<p id="text">Text.</p>'
    page = visit.body(html)
    here = page.url
    card = page.locator(CARD)
    page.locator("#llm").tap()
    expect(card).to_contain_text("Large language model")
    more = card.get_by_role("link", name="Read the page")
    expect(more).to_have_attribute("href", f"{visit.root}concepts/llm/")
    card.locator("span").tap()
    page.wait_for_timeout(LONG_ENOUGH)
    expect(card).to_be_visible()
    page.locator("#text").tap()
    expect(card).to_be_hidden()
    page.locator("#llm").tap()
    expect(card).to_be_visible()
    assert page.url == here
    page.locator("#llm").tap()
    expect(page).to_have_url(f"{visit.root}concepts/llm/")
    page.goto(here)
    page.locator("#llm").tap()
    expect(card).to_contain_text("Large language model")
    page.locator("#text").tap()
    page.locator("#rag").tap()
    expect(card).to_contain_text("Retrieval-augmented generation")
    more.tap()
    expect(page).to_have_url(f"{visit.root}concepts/rag/")
    page.goto(here)
    # Where there is no card, one tap is enough.
    page.locator("#no-such-concept").tap()
    expect(page).to_have_url(f"{visit.root}concepts/no-such-concept/")
    page.goto(here)
    page.locator("#llm").tap()
    control(page, OFF).tap()
    page.locator("#text").tap()
    page.locator("#llm").tap()
    expect(page).to_have_url(f"{visit.root}concepts/llm/")
    visit.context.close()


def test_a_reader_turns_the_cards_off_by_keyboard_and_later_on_again(visit: Visit) -> None:
    page = visit.body('<p><a href="{root}concepts/llm/">LLM</a> <a href="#next">next</a></p>')
    llm, card = page.locator("main a").first, page.locator(CARD)
    tab_to(page, llm)
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(control(page, OFF)).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    expect(llm).to_be_focused()
    tab_to(page, llm)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(card).to_contain_text("At the end of each page you can turn them on again.")
    assert_accessible(page, CARD)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="next")).to_be_focused()
    expect(card).to_be_hidden()
    for open_again in (page.reload, lambda: None):
        open_again()
        tab_to(page, page.get_by_role("link", name="next"))
        tab_to(page, llm)
        point_at(page, llm)
        page.wait_for_timeout(LONG_ENOUGH)
        expect(card).to_be_hidden()
    page.get_by_role("button", name=ON).press("Enter")
    tab_to(page, llm)
    expect(card).to_contain_text("Large language model")
    page.reload()
    tab_to(page, llm)
    expect(card).to_be_visible()
    expect(page.get_by_role("complementary")).to_have_count(0)


def test_where_storage_is_forbidden_the_cards_can_be_turned_off_for_a_page(visit: Visit) -> None:
    allowed = "{}://{}; sandbox allow-scripts".format(*urlsplit(visit.root))
    errors: list[str] = []
    visit.context.on("weberror", lambda error: errors.append(str(error.error)))
    page = visit.body('<a href="{root}concepts/llm/">LLM</a>', allowed=allowed)
    with pytest.raises(Exception, match="sandboxed"):
        page.evaluate("localStorage")
    llm, card = page.locator("main a"), page.locator(CARD)
    point_at(page, llm)
    control(page, OFF).click()
    page.mouse.move(1, 400)
    expect(card).to_be_hidden()
    point_at(page, llm)
    page.wait_for_timeout(LONG_ENOUGH)
    expect(card).to_be_hidden()
    page.get_by_role("button", name=ON).click()
    point_at(page, llm)
    expect(card).to_be_visible()
    assert errors == []
