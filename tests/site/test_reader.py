"""What a reader does beyond reading: follow a path, take a page along, print it, subscribe, look at the map
of a concept's neighbours.
"""

import gzip
import json
import re
from collections.abc import Iterator
from types import SimpleNamespace
from urllib.parse import parse_qs, urljoin, urlsplit

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader
from lxml.html import tostring
from playwright.sync_api import BrowserContext, Page, Response, Route, expect

from .accessibility import assert_accessible_on_a_phone_and_on_a_desk
from .built import ROOT, Site, linked, served
from .in_turn import in_turn
from .waiting import at_rest, typefaces, wait_for_typefaces

PATH = yaml.safe_load((ROOT / "docs/paths/newcomer.yml").read_text("utf-8"))
STEPS = [step["concept"] for step in PATH["steps"]]

# All that a concept page loads before anybody touches it, as a host sends it.
FIRST_VIEW = 80_000

# As lxml asks for it.
BREADCRUMBS = ".//nav[@aria-label='Breadcrumbs']"

SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries())
    shifts.push([value, ...sources.map(({ node }) => node?.textContent.trim())]);
})
  .observe({ type: "layout-shift", buffered: true });
"""


def follow(page: Page, name: str | re.Pattern[str], within: str) -> None:
    """Focuses a link and follows it with the keyboard."""
    link = page.locator(within).get_by_role("link", name=name).first
    link.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def press(page: Page, name: str, within: str = "body") -> None:
    """Presses a button with the keyboard."""
    button = page.locator(within).get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


# The first screen


def test_the_text_or_its_picture_stands_on_the_first_screen_of_a_phone(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    wait_for_typefaces(page, site)

    def ends_from(opened: str, slugs: list[str]) -> dict[str, float]:
        page.goto(f"{site.url}concepts/{opened}/")
        assert typefaces(page) == {"loaded"}
        return page.evaluate(in_turn(BEGINNING), [f"../{slug}/" for slug in slugs])

    ends = ends_from("llm", site.slugs)
    assert len(ends) == len(site.slugs)
    assert {address: round(end - 844) for address, end in ends.items() if end > 844} == {}
    # In the place of another page's, a text begins where it begins on its own.
    for address in sorted(ends, key=lambda address: ends[address])[:: len(ends) // 3]:
        slug = address.strip("./")
        assert ends_from(slug, [slug]) == {address: ends[address]}


@pytest.mark.parametrize("width", [1200, 1440])
def test_on_a_wide_screen_the_question_takes_two_lines_and_the_picture_stands_beside_the_sentence(
    site: Site, page: Page, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url + "concepts/llm/")
    lines = page.evaluate(in_turn(LINES_OF_QUESTION), [f"../{slug}/" for slug in site.slugs])
    assert len(lines) == len(site.slugs)
    assert {address: count for address, count in lines.items() if count > 2} == {}
    page.goto(site.url + "concepts/machine-learning/")
    question, sentence, picture, contents = (
        page.locator(part).bounding_box()
        for part in ("h1", ".sentence", "h1 ~ .picture >> nth=0", "nav.contents")
    )
    assert question and sentence and picture and contents
    assert question["y"] + question["height"] <= picture["y"] < sentence["y"] + sentence["height"]
    assert sentence["x"] + sentence["width"] < picture["x"]
    assert picture["y"] + picture["height"] < contents["y"] < 900


# How many lines the question of a concept takes.
LINES_OF_QUESTION = """main => {
  const question = main.querySelector("h1");
  return Math.round(question.offsetHeight / parseFloat(getComputedStyle(question).lineHeight));
}"""

# Where the picture below the plain sentence of a concept ends or, without one, the first sentence of its
# text.
BEGINNING = """main => {
  const picture = main.querySelector(".sentence + .picture");
  if (picture) return picture.getBoundingClientRect().bottom;
  let lead = main.querySelector(".entry").nextElementSibling;
  while (lead.tagName !== "P") lead = lead.nextElementSibling;
  const range = document.createRange();
  range.selectNodeContents(lead);
  const words = document.createTreeWalker(lead, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const end = words.currentNode.data.search(/[.:?!][”’)]?\\s/);
    if (end < 0) continue;
    range.setEnd(words.currentNode, end + 1);
    break;
  }
  return range.getBoundingClientRect().bottom;
}"""


def test_the_picture_from_daily_life_is_set_upright(site: Site, page: Page) -> None:
    page.goto(site.url + "concepts/llm/")
    assert (
        page.locator("#in-plain-words + p").evaluate("text => getComputedStyle(text).fontStyle") == "normal"
    )


# A long page


def test_on_a_phone_the_search_stays_in_sight_and_the_sections_unfold(site: Site, plain_page: Page) -> None:
    plain_page.set_viewport_size({"width": 390, "height": 844})
    plain_page.goto(site.url + "concepts/llm/")
    plain_page.get_by_text("On this page").filter(visible=True).click()
    plain_page.get_by_role("link", name="Common pitfalls", exact=True).filter(visible=True).click()
    header, heading = (
        plain_page.locator(".header").bounding_box(),
        plain_page.locator("#common-pitfalls").bounding_box(),
    )
    assert header["y"] >= 0 and header["height"] <= 64
    assert header["y"] + header["height"] <= heading["y"] < 844 / 2


def test_on_a_phone_the_header_hides_no_focus(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 640})
    page.goto(site.url + "concepts/llm/")
    page.locator(".footer a").first.focus()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        hidden = (
            "document.activeElement.getBoundingClientRect().top < "
            "document.querySelector('.header').getBoundingClientRect().bottom"
        )
        assert page.evaluate("document.activeElement.closest('main') !== null") and not page.evaluate(hidden)


def test_the_contents_mark_where_one_is(site: Site, page: Page) -> None:
    page.goto(site.url + "concepts/llm/")
    here = page.locator(".contents a[aria-current]")
    expect(here).to_have_count(0)
    for section in ("Example", "Sources", "Why it matters"):
        page.get_by_role("navigation", name="On this page").get_by_role("link", name=section).click()
        expect(here).to_have_text(section)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_map_of_neighbours_stands_with_the_related_articles(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url + "concepts/machine-learning/")
    places = [
        page.locator(place).bounding_box()["y"]
        for place in (
            "#often-confused-with",
            "#related-articles",
            ".neighbourhood",
            "#mentioned-in",
            "#sources",
        )
    ]
    assert places == sorted(places)


def test_the_map_of_neighbours_explains_only_what_it_shows(site: Site) -> None:
    places = {"above": {"broader", "part of"}, "below": {"narrower", "has part"}, "beside": {"contrasts"}}
    captions = set()
    for tree in site.concepts.values():
        for figure in tree.find_class("neighbourhood"):
            kinds = {link.get("aria-label").split(":")[0] for link in figure.iter("a")}
            caption = figure.find(".//figcaption").text_content().partition(";")[0].lower()
            assert {place for place in places if place in caption} == {
                place for place, own in places.items() if kinds & own
            }
            # Comparisons alone stand in their own list.
            assert kinds != {"contrasts"}
            captions.add(caption)
    assert len(captions) > 3


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("concepts/llm/", "Topics"),
        ("topics/agents/", "Topics"),
        ("related/agents/", "Topics"),
        ("compare/token-vs-embedding/", "Comparisons"),
        ("paths/newcomer/", "Paths"),
        ("topics/", "Topics"),
        ("concepts/", "A–Z"),
        ("a-z/", "A–Z"),
        ("pictures/", "Pictures"),
        ("pictures/language-models/", "Pictures"),
    ],
)
def test_the_menu_marks_the_section_that_a_page_belongs_to(site: Site, path: str, section: str) -> None:
    page = site.page(path)
    (marked,) = page.select(".menu [aria-current]")
    assert marked.get_text() == section
    # Only the page itself is called the current page.
    assert (marked["aria-current"] == "page") == (path in ("topics/", "concepts/", "pictures/"))
    if crumbs := page.find("nav", attrs={"aria-label": "Breadcrumbs"}):
        assert crumbs.a["href"] == marked["href"]


def test_the_items_of_the_menu_stay_where_they_are_when_one_is_marked(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 800})
    wait_for_typefaces(page, site)

    def places(path: str) -> list[float]:
        page.goto(site.url + path)
        assert typefaces(page) == {"loaded"}
        return page.locator(".menu a").evaluate_all(
            "items => items.map(item => item.getBoundingClientRect().x)"
        )

    assert len(places("")) > 4
    assert places("") == places("topics/") == places("compare/")


# Lists


def test_a_topic_says_what_to_read_first_where_there_is_a_choice(site: Site) -> None:
    topics = [path for path in site.paths if re.fullmatch("topics/.+/", path)]
    choices = set()
    for path in topics:
        article = site.pages[path].find(".//article")
        others = article.xpath(".//h2[@id = 'all']/following-sibling::ul[1]/li/a/@href")
        first = article.xpath(".//h2[@id = 'read-first']/following-sibling::ul[1]/li/a/@href")
        assert len(first) == (3 if len(first) + len(others) > 3 else 0), path
        assert others and len({*first, *others}) == len(first) + len(others), path
        choices.add(bool(first))
    assert True in choices


def test_the_sections_of_a_long_list_unfold_on_a_phone(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    for path, section, heading in (
        ("pictures/", "Language models", "#language-models"),
        ("related/language-models/", "Token", "#related-token"),
    ):
        page.goto(site.url + path)
        page.get_by_text("On this page").filter(visible=True).click()
        page.locator("details").get_by_role("link", name=section, exact=True).click()
        assert 0 < page.locator(heading).bounding_box()["y"] < 844 / 2


def names(page: Page) -> list[str]:
    """The links of the lists that are seen, in their order."""
    return page.locator("article > ul > li > a").filter(visible=True).all_inner_texts()


def test_comparisons_begin_with_twelve_and_their_names_follow_by_topic(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site.url + "compare/")
    first, *topics = page.locator("article > ul:not(.found)").all()
    cards = first.locator("> li")
    assert cards.count() == 12
    assert len({card.bounding_box()["x"] for card in cards.all()}) == 3
    assert len({item.bounding_box()["x"] for item in topics[0].locator("> li").all()}) == 3
    # Each stands once in its topic, as a name alone.
    listed = [name for topic in topics for name in topic.locator("a").all_inner_texts()]
    assert len(listed) == len(set(listed)) > 30 and set(cards.locator("a").all_inner_texts()) < set(listed)
    expect(topics[0].locator("li").first).to_have_text(
        topics[0].locator("a").first.inner_text(), use_inner_text=True
    )


def test_what_is_typed_makes_one_list_of_comparisons_the_best_first(site: Site, page: Page) -> None:
    page.goto(site.url + "compare/")
    before = names(page)
    count = len(set(before))
    field = page.get_by_role("searchbox", name="Find a comparison")
    field.press_sequentially("foundation llm")
    assert names(page) == ["LLM vs foundation model"]
    expect(page.locator("article h2").filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("status").filter(has_text=f"1 of {count}")).to_be_visible()
    # What it says of the two is seen too.
    expect(page.locator("article > ul > li").filter(visible=True)).to_contain_text(
        "LLM vs foundation model –"
    )
    field.fill("agent")
    # One that is looked for most, and neither "Agentic RAG vs RAG" nor a second time.
    assert names(page)[0] == "AI agent vs LLM" and names(page).count("AI agent vs LLM") == 1
    field.fill("no such thing")
    assert names(page) == []
    field.fill("")
    assert names(page) == before


def test_a_to_z_finds_a_concept_by_each_name_what_it_covers_and_its_examples(site: Site, page: Page) -> None:
    page.goto(site.url + "concepts/")
    field = page.get_by_role("searchbox", name="Find a term")
    for typed, entry in {
        "chatbot": "Chatbot –",
        "chatgpt": "Chatbot –",  # an example
        "conversational agent": "Chatbot –",  # another name
        "deployer": "Deployer → Provider and deployer –",
        "rag": "RAG → Retrieval-augmented generation –",  # with its sentence, which stands elsewhere
    }.items():
        field.fill(typed)
        shown = page.locator("article > ul > li").filter(visible=True)
        # All but the titles is fetched for whoever begins to type.
        expect(shown.first).to_have_text(re.compile(f"^{re.escape(entry)}"), use_inner_text=True)
        addresses = [link.get_attribute("href") for link in shown.locator("a").all()]
        assert len(addresses) == len(set(addresses)), typed
    field.fill("hat")  # Three letters are too few to be looked for within a word.
    expect(page.locator("article > ul > li", has_text="Chatbot").filter(visible=True)).to_have_count(0)
    field.fill("no such thing")
    count = page.get_by_text("concepts, abbreviations included").inner_text().split()[1]
    expect(page.get_by_role("status").filter(has_text=f"0 of {count}")).to_be_visible()
    page.get_by_role("link", name="Search everything").press("Enter")
    expect(page.get_by_role("searchbox")).to_have_value("no such thing")


def test_a_to_z_fetches_what_it_does_not_show_once_and_only_for_who_asks(site: Site, page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site.url)))
    with at_rest(page):
        page.goto(site.url + "concepts/")
    assert "concepts/" in asked and "a-z/" not in asked
    before, row = names(page), page.locator("#letter-p + ul").bounding_box()
    field = page.get_by_role("searchbox", name="Find a term")
    with at_rest(page):
        field.press("a")
    assert asked.count("a-z/") == 1
    expect(field).to_be_focused()
    field.press("Backspace")
    with at_rest(page):
        page.get_by_label("Explain each").press("Space")
    assert asked.count("a-z/") == 1
    # Without it, the same names stand where they stood, and letters are followed on.
    page.get_by_label("Explain each").press("Space")
    assert names(page) == before and page.locator("#letter-p + ul").bounding_box() == row
    page.locator("#letter-p").evaluate("heading => heading.scrollIntoView()")
    expect(page.locator(".letters [aria-current]")).to_have_text("P")


def test_a_link_that_has_the_focus_keeps_it_when_all_of_the_list_has_come(site: Site, page: Page) -> None:
    waiting: list[Route] = []
    page.route("**/a-z/", lambda route: waiting.append(route))
    page.goto(site.url + "concepts/")
    page.get_by_role("searchbox", name="Find a term").focus()
    link = page.get_by_role("link", name="Chatbot", exact=True)
    entry = page.locator("article > ul > li", has=link)
    entry.get_by_role("link").focus()
    expect(entry).to_have_count(1)
    expect(entry.locator(".sentence")).to_have_count(0)
    waiting[0].continue_()
    expect(entry.locator(".sentence")).to_have_count(1)
    expect(entry.get_by_role("link")).to_be_focused()


def test_without_the_rest_of_the_list_a_to_z_filters_titles_and_says_so(site: Site, page: Page) -> None:
    page.route("**/a-z/", lambda route: route.abort())
    page.goto(site.url + "concepts/")
    field = page.get_by_role("searchbox", name="Find a term")
    field.fill("chatb")
    status = page.get_by_role("status").filter(has_text="Only titles are here: the rest could not be loaded.")
    expect(status).to_be_visible()
    assert names(page) == ["Chatbot"]
    # It may come when somebody asks again.
    page.unroute_all()
    field.blur()
    field.fill("chatgpt")
    expect(page.locator("article > ul > li").filter(visible=True).first).to_contain_text("Chatbot –")
    expect(status).to_have_count(0)


def test_a_to_z_shows_names_and_its_switches_more(site: Site, page: Page) -> None:
    page.goto(site.url + "concepts/")
    sentence = page.get_by_text("A chatbot is a program")
    covered = page.get_by_text("AI deployer →")
    chatbot = page.locator("article").get_by_role("link", name="Chatbot", exact=True)
    expect(chatbot.first).to_be_visible()
    for hidden, switch in ((sentence, "Explain each"), (covered, "Also terms")):
        expect(hidden).to_be_hidden()
        page.get_by_label(switch).press("Space")
        expect(hidden).to_be_visible()
    # No letter stands without a name.
    page.get_by_label("Also terms").press("Space")
    for letter in page.locator("article h2").filter(visible=True).all():
        expect(letter.locator("+ ul > li").filter(visible=True)).not_to_have_count(0)


@pytest.mark.parametrize(
    ("width", "height", "columns"), [(1440, 2_200, 3), (1024, 2_500, 2), (390, 4_200, 1)]
)
def test_a_to_z_is_short_and_the_current_letter_stays_in_sight(
    site: Site, page: Page, width: int, height: int, columns: int
) -> None:
    page.set_viewport_size({"width": width, "height": 600})
    page.goto(site.url + "concepts/")
    assert page.evaluate("document.documentElement.scrollHeight") <= height
    entries = page.locator("#letter-a + ul > li").filter(visible=True)
    assert len({entry.bounding_box()["x"] for entry in entries.all()}) == columns
    page.locator("#letter-p").evaluate("heading => heading.scrollIntoView()")
    current = page.locator(".letters [aria-current]")
    expect(current).to_have_text("P")
    # One row, whatever the width, below the header.
    header, letters, box = (
        part.bounding_box() for part in (page.locator(".header"), page.locator(".letters"), current)
    )
    assert header["y"] == 0 and letters["y"] == pytest.approx(header["height"], abs=1)
    assert letters["height"] < 60
    assert box["x"] >= 0 and box["x"] + box["width"] <= width


def test_lists_are_all_there_without_javascript(site: Site, plain_page: Page) -> None:
    plain_page.goto(site.url + "concepts/")
    expect(plain_page.locator("article").get_by_role("link", name="Chatbot", exact=True)).to_be_visible()
    plain_page.get_by_role("link", name="With a sentence each").press("Enter")
    expect(plain_page).to_have_url(site.url + "a-z/")
    for path, shown in (
        ("a-z/", ["A chatbot is a program", "AI deployer →", "For example: ChatGPT", "Conversational agent"]),
        ("compare/", ["LLM vs foundation model"]),
    ):
        plain_page.goto(site.url + path)
        expect(plain_page.locator(".filter")).to_be_hidden()
        for text_shown in shown:
            expect(plain_page.get_by_text(text_shown).first).to_be_visible()


def test_a_comparison_shows_where_it_stands_both_pictures_and_its_neighbours(site: Site) -> None:
    page = site.pages["compare/token-vs-embedding/"]
    crumbs = page.find(BREADCRUMBS)
    assert [item.text_content().strip() for item in crumbs.iter("li")] == [
        "Comparisons",
        "Language models",
        "Token vs embedding",
    ]
    assert [link.get("href") for link in crumbs.iter("a")] == ["../", "../#language-models"]
    drawn = page.xpath("//*[@id = 'definitions']/following-sibling::div[1]//svg")
    pictures = [
        site.concepts[slug].find_class("picture")[0].find(".//svg") for slug in ("token", "embedding")
    ]
    assert [tostring(drawing, with_tail=False) for drawing in drawn] == [
        tostring(picture, with_tail=False) for picture in pictures
    ]
    for path in (path for path in site.paths if re.fullmatch("compare/.+/", path)):
        sides = set(path.split("/")[1].split("-vs-"))
        links = site.pages[path].xpath("//*[@id = 'also-confused']/following-sibling::ul[1]//a")
        others = [link.get("href").strip("./").split("-vs-") for link in links]
        assert all(sides & {*pair} and sides != {*pair} for pair in others)
        assert len(others) == min(
            8,
            sum(bool(sides & {*other.split("/")[1].split("-vs-")}) for other in site.paths if "-vs-" in other)
            - 1,
        )


def test_what_is_folded_unfolds_by_keyboard_without_javascript(site: Site, plain_page: Page) -> None:
    plain_page.goto(site.url + "concepts/llm/")
    folded = plain_page.locator("#mentioned-in ~ details")
    expect(folded.locator("a").first).to_be_hidden()
    folded.locator("summary").focus()
    plain_page.keyboard.press("Enter")
    expect(folded.locator("a").last).to_be_visible()


# Reading paths


def test_a_path_is_walked_and_remembered_and_forgotten_by_keyboard(path_site: Site, page: Page) -> None:
    page.goto(path_site.url + "paths/newcomer/")
    progress = page.locator(".progress")
    expect(progress).to_contain_text(f"None of {len(STEPS)} pages read")
    expect(progress.get_by_role("button", name="Clear progress")).to_be_disabled()
    follow(page, "Begin", ".progress")
    bar = page.get_by_role("navigation", name=f"Path: {PATH['title']}")
    expect(bar).to_contain_text(f"Step 1 of {len(STEPS)}")
    expect(bar.get_by_role("link", name="Previous")).to_have_count(0)
    follow(page, re.compile("Next"), ".path-bar")
    assert urlsplit(page.url).path == urlsplit(f"{path_site.url}concepts/{STEPS[1]}/").path
    expect(bar).to_contain_text(f"Step 2 of {len(STEPS)}")
    expect(bar.get_by_role("link", name="Previous")).to_have_attribute(
        "href", f"{path_site.url}concepts/{STEPS[0]}/?path=newcomer"
    )
    follow(page, PATH["title"], ".path-bar")
    expect(page).to_have_url(path_site.url + "paths/newcomer/")
    page.reload()
    expect(progress).to_contain_text(f"2 of {len(STEPS)} pages read")
    read = page.locator("ol > li").filter(has=page.locator(".step-read"))
    assert [
        href.split("/")[-2]
        for href in read.locator("> a").evaluate_all("links => links.map(link => link.pathname)")
    ] == STEPS[:2]
    expect(progress.get_by_role("link")).to_have_attribute(
        "href", f"{path_site.url}concepts/{STEPS[2]}/?path=newcomer"
    )
    press(page, "Clear progress")
    expect(progress).to_contain_text(f"None of {len(STEPS)} pages read")
    page.reload()
    expect(page.locator(".step-read")).to_have_count(0)


def test_the_last_step_leads_to_what_one_knows_now_and_to_the_path_that_goes_on(
    path_site: Site, page: Page
) -> None:
    page.goto(f"{path_site.url}concepts/{STEPS[-1]}/?path=newcomer")
    follow(page, re.compile("Done"), ".path-bar")
    expect(page).to_have_url(path_site.url + "paths/newcomer/#what-you-know-now")
    expect(page.locator("#what-you-know-now + ul > li")).to_have_text(PATH["learnt"])
    page.locator("#go-on-with + ul a").click()
    expect(page).to_have_url(f"{path_site.url}paths/{PATH['next']}/")


def test_the_bar_comes_before_the_text_for_the_keyboard_and_hides_no_focus(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 640})
    page.goto(f"{site.url}concepts/llm/?path=newcomer")
    page.locator(".path-bar").wait_for()
    reached = []
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "document.activeElement.closest('.path-bar') ? 'bar' : "
                "document.activeElement.closest('article') ? 'text' : 'other'"
            )
        )
        if reached[-1] == "text":
            hidden = (
                "document.activeElement.getBoundingClientRect().bottom > "
                "document.querySelector('.path-bar').getBoundingClientRect().top"
            )
            assert not page.evaluate(hidden)
    assert reached.index("bar") < reached.index("text")
    assert reached.count("text") > 20


def test_the_large_card_is_the_best_related_article_and_on_a_path_its_next_step(
    site: Site, page: Page
) -> None:
    card = page.locator("#related-articles + ul > li").first
    related = json.loads((site.folder / "related.json").read_text("utf-8"))
    page.goto(site.url + "concepts/llm/")
    best = related["llm"][0]
    expect(card).to_contain_text(best["why"])
    assert card.locator("svg").count() == 1
    assert card.get_by_role("link").get_attribute("href") == f"../{best['slug']}/"
    following = STEPS[STEPS.index("llm") + 1]
    page.goto(site.url + "concepts/llm/?path=newcomer")
    expect(card.get_by_role("link")).to_have_attribute(
        "href", f"{site.url}concepts/{following}/?path=newcomer"
    )
    term = json.loads((site.folder / f"api/v1/terms/{following}.json").read_text("utf-8"))
    expect(card).to_contain_text(term["plain"])


@pytest.mark.parametrize("query", ["", "?path=no-such-path", "?path=../compare", "?path=buyer"])
def test_no_bar_for_whoever_comes_another_way(site: Site, page: Page, query: str) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    elsewhere = yaml.safe_load((ROOT / "docs/paths/buyer.yml").read_text("utf-8"))
    other = next(slug for slug in site.slugs if slug not in {step["concept"] for step in elsewhere["steps"]})
    with at_rest(page):
        page.goto(f"{site.url}concepts/{other}/{query}")
    expect(page.locator(".path-bar")).to_have_count(0)
    assert errors == []


def test_a_browser_that_keeps_no_data_still_leads_along_the_path(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', "
        "'SecurityError'); } })"
    )
    page.goto(f"{site.url}concepts/llm/?path=newcomer")
    expect(page.locator(".path-bar")).to_contain_text("Step")
    page.goto(f"{site.url}paths/newcomer/")
    expect(page.locator(".progress")).to_contain_text("None of")


def test_a_path_says_where_it_stands_and_why_each_step_comes_next(site: Site) -> None:
    page = site.page("paths/newcomer/")
    crumbs = page.find("nav", attrs={"aria-label": "Breadcrumbs"})
    assert [
        (crumb.a and urljoin("/paths/newcomer/", crumb.a["href"]), crumb.get_text(strip=True))
        for crumb in crumbs.find_all("li")
    ] == [("/paths/", "Paths"), (None, PATH["title"])]
    items = page.find("article").find("ol").find_all("li", recursive=False)
    assert [urljoin("/paths/newcomer/", item.a["href"]) for item in items] == [
        f"/concepts/{slug}/" for slug in STEPS
    ]
    for item, step in zip(items, PATH["steps"], strict=True):
        assert step["why"] in item.get_text()


# Copy or cite this page


def unfold_citations(page: Page) -> None:
    """Opens what the line below a text has on citing and linking."""
    page.locator(".take summary").focus()
    page.keyboard.press("Enter")


def test_what_the_buttons_copy_is_announced_and_in_the_clipboard(path_site: Site, page: Page) -> None:
    entry = json.loads((path_site.folder / "api/v1/terms/llm.json").read_text("utf-8"))
    page.goto(path_site.url + "concepts/llm/")
    expected = {
        "Copy link": (re.escape(entry["url"]), "link"),
        "Copy: Definition": (
            re.escape(f"{entry['title']} ({entry['abbreviation']}): {entry['definition']}"),
            "Copied: Definition",
        ),
        "Copy: Citation": (
            r".*“What is an LLM\?” .*, reviewed \d+ \w+ \d{4}\. " + re.escape(entry["url"]),
            "Copied: Citation",
        ),
        "Copy as Markdown": (
            re.escape((path_site.folder / "concepts/llm/index.md").read_text("utf-8")),
            "Markdown",
        ),
    }
    unfold_citations(page)
    for button, (text, announced) in expected.items():
        press(page, button)
        expect(page.locator(".take").get_by_role("status")).to_contain_text(announced)
        assert re.fullmatch(text, page.evaluate("navigator.clipboard.readText()")), button


def test_every_form_of_link_and_citation_is_copied_by_keyboard(path_site: Site, page: Page) -> None:
    page.goto(path_site.url + "concepts/llm/")
    unfold_citations(page)
    address = path_site.url + "concepts/llm/"
    link = f'<a href="{address}">Large language model</a>'
    for name, text in {
        "Markdown": f"[Large language model]({address})",
        "Sphinx": ":term:`Large language model`",
        "MyST": "{term}`Large language model`",
        "reStructuredText": f"`Large language model <{address}>`__",
        "HTML": link,
        "HTML with a hovercard": f'<script src="{path_site.url}embed/v1.js" defer></script>\n'
        f"<ai-term>{link}</ai-term>",
    }.items():
        press(page, f"Copy: {name}")
        expect(page.locator(".take").get_by_role("status")).to_have_text(f"Copied: {name}")
        assert page.evaluate("navigator.clipboard.readText()") == text
    press(page, "Copy: BibTeX")
    expect(page.locator(".take").get_by_role("status")).to_have_text("Copied: BibTeX")
    bibtex = page.evaluate("navigator.clipboard.readText()")
    assert bibtex.startswith("@misc{llm,\n") and f"url = {{{address}}}" in bibtex
    assert bibtex.count("{") == bibtex.count("}")


def test_a_refused_clipboard_is_said(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script(
        "navigator.clipboard.write = () => Promise.reject(new DOMException('denied', 'NotAllowedError'))"
    )
    page.goto(site.url + "concepts/llm/")
    press(page, "Copy link")
    expect(page.locator(".take").get_by_role("status")).to_contain_text("could not copy")


def test_without_javascript_the_texts_are_there_and_no_dead_button(site: Site, plain_page: Page) -> None:
    plain_page.goto(site.url + "concepts/llm/")
    take = plain_page.locator(".take")
    expect(take.get_by_role("button", name=re.compile("Copy"))).to_have_count(0)
    take.locator("summary").click()
    expect(take.get_by_text("@misc{llm,")).to_be_visible()
    expect(take.get_by_text(":term:`Large language model`")).to_be_visible()
    take.get_by_role("link", name="Markdown", exact=True).click()
    expect(plain_page).to_have_url(site.url + "concepts/llm/index.md")
    plain_page.goto(site.url + "paths/newcomer/")
    expect(plain_page.locator(".progress")).to_be_hidden()


def test_a_hostile_title_stays_text_in_every_form() -> None:
    name = 'A <b>&"`]_{%}\\'
    soup = BeautifulSoup(
        partial("take.html", page=concept_page(name=name), config=config(site_url="https://example.org")),
        "html.parser",
    )
    assert not soup.find("b")
    texts = {code["id"].removeprefix("__copy-"): code.get_text() for code in soup.find_all("code", id=True)}
    assert BeautifulSoup(texts["html"], "html.parser").a.get_text() == name
    assert BeautifulSoup(texts["embed"], "html.parser").find("ai-term").get_text() == name
    assert texts["markdown"].startswith('[A \\<b>&"\\`\\]\\_{%}\\\\](')
    assert texts["definition"].startswith(name)
    title = next(line for line in texts["bibtex"].splitlines() if "title" in line)
    assert title.replace("\\{", "").replace("\\}", "").count("{") == 2


# Print


CHROME = [".header", ".footer", ".breadcrumbs", "nav.contents", ".after", ".path-bar"]


def test_a_printed_concept_is_text_alone_in_black_on_white(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.add_init_script("localStorage.setItem('palette', 'dark')")
    page.goto(site.url + "concepts/llm/?path=newcomer")
    page.locator(".path-bar").wait_for()
    for part in CHROME:
        assert page.locator(part).count() == 1, part
    page.emulate_media(media="print", color_scheme="dark")
    for part in CHROME:
        expect(page.locator(part)).to_be_hidden()
    expect(page.locator(".entry")).to_be_visible()
    colours = "['backgroundColor', 'color'].map(name => getComputedStyle(document.documentElement)[name])"
    assert page.evaluate(colours) == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    for link in page.locator("#sources + ul a").all():
        shown = link.evaluate("link => getComputedStyle(link, '::after').content")
        assert link.get_attribute("href") in shown


def test_the_printed_glossary_has_contents_that_lead_to_every_concept_and_begins_each_on_a_page(
    site: Site, page: Page
) -> None:
    page.goto(site.url + "print/")
    linked = page.locator("#contents + ul a").evaluate_all("links => links.map(link => link.hash.slice(1))")
    assert set(site.slugs) <= set(linked)
    assert page.evaluate("ids => ids.every(id => document.getElementById(id))", linked)
    page.emulate_media(media="print")
    breaks = page.locator(".print-topic, .print-concept").evaluate_all(
        "headings => headings.map(heading => [heading.className, getComputedStyle(heading).breakBefore])"
    )
    # A topic's first concept stands on the page of its topic.
    for before, (name, rule) in zip([("", ""), *breaks], breaks, strict=False):
        first = name == "print-concept" and before[0] == "print-topic"
        assert rule == ("avoid" if first else "page"), name
    expect(page.locator(".header")).to_be_hidden()


# What programs find in the head


def test_the_structured_data_of_a_concept_say_what_its_page_and_the_api_say(site: Site) -> None:
    sets = set()
    for slug, tree in site.concepts.items():
        (script,) = tree.iterfind('.//script[@type="application/ld+json"]')
        data = json.loads(script.text)
        assert data["@context"] == "https://schema.org"
        parts = {part["@type"]: part for part in data["@graph"]}
        assert set(parts) == {"DefinedTerm", "WebPage", "BreadcrumbList"}
        entry = json.loads((site.folder / f"api/v1/terms/{slug}.json").read_text("utf-8"))
        term = parts["DefinedTerm"]
        assert term["name"] == entry["title"]
        assert (term["description"], term["disambiguatingDescription"]) == (
            entry["plain"],
            entry["definition"],
        )
        assert term["url"] == entry["url"] == linked(tree, "canonical")[0].get("href")
        assert term["termCode"] == slug
        assert term["alternateName"] == entry["aliases"]
        sets.add((term["inDefinedTermSet"]["name"], term["inDefinedTermSet"]["url"]))
        front = (ROOT / f"docs/concepts/{slug}.md").read_text("utf-8").split("\n---\n")[0]
        days = dict(re.findall(r"^(published|reviewed): (\S+)$", front, re.M))
        assert parts["WebPage"]["datePublished"] == days["published"]
        assert parts["WebPage"]["dateModified"] == days["reviewed"] == entry["updated"]
        crumbs = parts["BreadcrumbList"]["itemListElement"]
        assert [crumb["position"] for crumb in crumbs] == [1, 2, 3]
        assert [crumb["name"] for crumb in crumbs] == [
            item.text_content().strip() for item in tree.find(BREADCRUMBS).iter("li")
        ]
        assert all(site.file(crumb["item"]).is_file() for crumb in crumbs)
    assert sets == {("AI in Plain Words", site.url + "concepts/")}


def test_every_page_names_its_markdown(site: Site) -> None:
    for path, tree in site.pages.items():
        addresses = [
            link.get("href") for link in linked(tree, "alternate") if link.get("type") == "text/markdown"
        ]
        assert addresses == (
            [] if path == "404.html" or path.startswith("print/") else [f"{site.url}{path}index.md"]
        ), path
        assert all(site.file(address).is_file() for address in addresses), path


def test_the_home_page_names_the_feeds_by_their_titles(site: Site) -> None:
    found = {}
    for link in site.page("").find_all("link", rel="alternate"):
        if link["type"] == "text/markdown":
            continue
        file = site.file(urljoin(site.url, link["href"]))
        found[file.name] = link["type"]
        title = (
            json.loads(file.read_text("utf-8"))["title"]
            if file.suffix == ".json"
            else feedparser.parse(file.read_bytes()).feed.title
        )
        assert link["title"] == title
    assert found == {
        "feed_rss_created.xml": "application/rss+xml",
        "feed_rss_updated.xml": "application/rss+xml",
        "feed_json_created.json": "application/feed+json",
        "feed_json_updated.json": "application/feed+json",
    }


# The map of a concept's neighbours


def test_the_links_of_every_map_lead_to_the_concepts_that_they_name(site: Site) -> None:
    drawn = 0
    for slug, tree in site.concepts.items():
        maps = tree.find_class("neighbourhood")
        assert len(maps) <= 1
        for link in (link for drawing in maps for link in drawing.iter("a")):
            target = urljoin(f"{site.url}concepts/{slug}/", link.attrib["href"]).removeprefix(site.url)
            title = json.loads(
                (site.folder / f"api/v1/terms/{target.split('/')[1]}.json").read_text("utf-8")
            )["title"]
            assert link.get("aria-label").endswith(f": {title}")
            drawn += 1
    assert drawn > len(site.slugs)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_map_is_read_and_followed_by_keyboard(site: Site, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.url + "concepts/machine-learning/")
    drawing = page.get_by_role("figure", name="Map of neighbours")
    link = drawing.get_by_role("link").first
    box = drawing.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    # The text is drawn at 13 pixels, and shrinks with the drawing.
    scale = drawing.locator("svg").evaluate("svg => svg.getScreenCTM().a")
    assert 13 * scale >= 10
    target, outline = link.get_attribute("href"), link.locator("rect")
    before = outline.evaluate("rect => getComputedStyle(rect).strokeWidth")
    page.keyboard.press("Tab")
    link.focus()
    assert outline.evaluate("rect => getComputedStyle(rect).strokeWidth") != before
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.url == urljoin(site.url + "concepts/machine-learning/", target)


# Stay in touch


def partial(name: str, **values: object) -> str:
    """A partial of the theme with its own values, as MkDocs renders it."""
    env = Environment(
        loader=FileSystemLoader(ROOT / "scripts/glossary/theme"),
        extensions=["jinja2.ext.i18n"],
        autoescape=False,
    )
    env.install_null_translations(newstyle=True)
    env.filters["url"] = lambda address: f"../../{address}"
    return env.get_template(f"partials/glossary/{name}").render(**values)


def config(**values: object) -> SimpleNamespace:
    """A configuration with only these values."""
    defaults = {
        "site_name": "Glossary",
        "site_author": "",
        "site_url": "https://example.org/",
        "repo_url": "",
        "extra": {},
    }
    return SimpleNamespace(**defaults | values)


def concept_page(name: str = "Token") -> SimpleNamespace:
    """A concept page, as far as the partials ask."""
    day = {"date": "2026-06-09", "text": "9 June 2026"}
    concept = {"slug": "token", "name": name, "published": day, "reviewed": day}
    meta = {"title": f"What is {name}?", "description": "A piece of text.", "concept": concept}
    return SimpleNamespace(
        meta=meta, url="concepts/token/", canonical_url="https://example.org/concepts/token/", edit_url=None
    )


NEWSLETTER = {
    "action": "https://news.example.org/subscribe?list=a&b=c",
    "field": "email_address",
    "title": 'New <terms> & "more"',
    "text": "Once a month.",
    "button": "Send me <it>",
}


def test_a_configured_newsletter_is_a_plain_form() -> None:
    soup = BeautifulSoup(
        partial("newsletter.html", config=config(extra={"newsletter": NEWSLETTER})), "html.parser"
    )
    assert soup.form["action"] == NEWSLETTER["action"]
    assert soup.form["method"] == "post"
    field = soup.form.find("input")
    assert (field["type"], field["name"]) == ("email", "email_address")
    assert soup.find("label", attrs={"for": field["id"]}).get_text()
    assert soup.find(id=soup.section["aria-labelledby"]).get_text() == NEWSLETTER["title"]
    assert soup.form.button.get_text() == NEWSLETTER["button"]
    assert "Once a month." in soup.get_text()
    assert not soup.find_all(["script", "terms", "it"])


@pytest.mark.parametrize(
    "extra",
    [
        {},
        {"newsletter": NEWSLETTER | {"action": "http://example.org/"}},
        {"newsletter": {"action": "javascript:alert(1)"}},
    ],
)
def test_without_a_newsletter_nothing_is_asked_for(extra: dict[str, object]) -> None:
    assert partial("newsletter.html", config=config(extra=extra)).strip() == ""


def test_every_concept_offers_its_markdown_and_the_feed(site: Site) -> None:
    for slug, tree in site.concepts.items():
        (line,) = tree.find_class("take")
        offered = {link.text_content(): link.attrib["href"] for link in line.iterchildren("a")}
        assert offered.keys() == {"Markdown", "Feed"}
        assert all(
            site.file(urljoin(f"{site.url}concepts/{slug}/", address)).is_file()
            for address in offered.values()
        )


def test_the_question_about_unclear_pages_opens_a_form_that_knows_the_page() -> None:
    repository = "https://code.example.org/team/glossary/"
    soup = BeautifulSoup(
        partial("feedback.html", page=concept_page("R&D <x>"), config=config(repo_url=repository)),
        "html.parser",
    )
    address = urlsplit(soup.a["href"])
    assert address.path == "/team/glossary/issues/new"
    query = {key: values[0] for key, values in parse_qs(address.query).items()}
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / query.pop("template")).read_text("utf-8"))
    assert query.pop("title") == form["title"] + "R&D <x>"
    # Other hosts know no fields and take the text.
    assert query.pop("body") == "https://example.org/concepts/token/"
    assert query == {"page": "https://example.org/concepts/token/"}
    assert query.keys() <= {field["id"] for field in form["body"]}


@pytest.mark.parametrize(
    "repository",
    [
        {"repo_url": "https://gitlab.com/team/glossary"},
        {"repo_url": "https://code.example.org/team/glossary", "repo_name": "GitLab"},
    ],
)
def test_on_gitlab_the_question_opens_its_form(repository: dict[str, str]) -> None:
    soup = BeautifulSoup(
        partial("feedback.html", page=concept_page("R&D <x>"), config=config(**repository)), "html.parser"
    )
    address = urlsplit(soup.a["href"])
    assert address.path == "/team/glossary/-/issues/new"
    assert parse_qs(address.query) == {
        "issue[title]": ["Unclear: R&D <x>"],
        "issue[description]": ["https://example.org/concepts/token/"],
    }


def test_without_a_repository_nothing_is_asked() -> None:
    assert "<a" not in partial("feedback.html", page=concept_page(), config=config())


# For everybody


def test_axe_finds_nothing_where_all_of_it_is_shown(site: Site, page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(f"{site.url}concepts/llm/?path=newcomer")
    page.locator(".path-bar").wait_for()
    unfold_citations(page)
    form = partial("newsletter.html", config=config(extra={"newsletter": NEWSLETTER}))
    page.locator(".after").evaluate("(after, form) => after.insertAdjacentHTML('beforeend', form)", form)
    press(page, "Copy: Citation")
    expect(page.locator(".toast")).not_to_be_empty()
    assert_accessible_on_a_phone_and_on_a_desk(page)
    page.goto(f"{site.url}paths/newcomer/")
    expect(page.locator(".step-read")).to_have_count(1)
    assert_accessible_on_a_phone_and_on_a_desk(page)


# Speed


def first_view(site: Site, context: BrowserContext, path: str, width: int = 1280) -> dict[str, int]:
    """The bytes of what a page loads before anybody touches it, by address, as a host sends them."""
    sizes: dict[str, int] = {}

    def add(response: Response) -> None:
        body = response.body()
        image = response.headers.get("content-type", "").startswith("image/p")
        sizes[response.url.removeprefix(site.url)] = len(body if image else gzip.compress(body, 6))

    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    # Browsers fetch images farther ahead over a line that they know nothing of.
    line = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 100_000}
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", line)
    page.on("response", add)
    with at_rest(page):
        page.goto(site.url + path)
    page.close()
    print(*(f"{size:6} {name}" for name, size in sizes.items()), f"{sum(sizes.values()):6} in all", sep="\n")
    assert len(sizes) > 5
    return sizes


def test_the_first_view_of_a_concept_is_light(site: Site, context: BrowserContext) -> None:
    def compressed(path: str) -> int:
        return len(gzip.compress((site.folder / path / "index.html").read_bytes(), 6))

    def signs_set_apart(path: str) -> int:
        return len(set("ńřś≈⁵ə") & set(site.pages[path].text_content()))

    concepts = [f"concepts/{slug}/" for slug in site.slugs]
    for path in {max(concepts, key=compressed), max(concepts, key=signs_set_apart)}:
        assert sum(first_view(site, context, path).values()) <= FIRST_VIEW, path


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "concepts/",
        "topics/language-models/",
        "compare/",
        "paths/",
        "pictures/",
        "pictures/language-models/",
        "find/",
        "meanings/bias/",
    ],
)
def test_the_first_view_of_a_list_is_light(
    site: Site, context: BrowserContext, path: str, width: int
) -> None:
    sizes = first_view(site, context, path, width)
    assert sum(sizes.values()) <= FIRST_VIEW
    # The search is for those who use it.
    assert not [name for name in sizes if name.startswith("search/")]


def test_scripts_of_paths_and_copying_are_loaded_only_where_they_serve(site: Site) -> None:
    for path in ("", "concepts/", "topics/", "compare/"):
        scripts = [script["src"] for script in site.page(path).find_all("script", src=True)]
        assert not [src for src in scripts if src.endswith(("path.js", "path-bar.js", "copy.js"))], path


@pytest.fixture(scope="module")
def slow_url(site: Site) -> Iterator[str]:
    """The address of the site over a line so slow that half a page is seen before the other half is there."""
    with served(site.folder, "/", slow=True) as url:
        yield url


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    "path",
    [
        "",
        "concepts/",
        "concepts/llm/",
        "concepts/llm/?path=newcomer",
        "concepts/fine-tuning/",
        "paths/newcomer/",
        "topics/",
        "compare/llm-vs-foundation-model/",
        "pictures/",
        "find/",
    ],
)
def test_nothing_moves_while_a_page_loads(
    slow_url: str, context: BrowserContext, path: str, width: int
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    # With something to show, or the progress of a path would have no reason to move anything.
    page.add_init_script(f"localStorage.setItem('path:newcomer', JSON.stringify(['concepts/{STEPS[0]}/']))")
    page.add_init_script(SHIFTS)
    with at_rest(page):
        page.goto(slow_url + path)
    if "?path" in path:
        page.locator(".path-bar").wait_for()
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("shifts") == []
