"""The search in real Chromium: every state, by keyboard and by the names that a screen reader hears."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from .accessibility import assert_accessible_in_light_and_dark
from .built import Site, anywhere, served
from .test_browser import watch
from .test_search_ranking import page as ranking  # noqa: F401 (a fixture)
from .test_search_ranking import workers  # noqa: F401 (what it needs)
from .waiting import at_rest

OPEN = "Control+k"


@contextmanager
def opened(
    site: Site, context: BrowserContext, path: str = "concepts/token/"
) -> Iterator[tuple[Page, list[str]]]:
    """A page with its search dialog open, and whatever goes wrong there."""
    page = context.new_page()
    amiss = watch(page, site.url)
    page.goto(site.url + path)
    page.keyboard.press(OPEN)
    expect(dialog(page)).to_be_visible()
    yield page, amiss
    page.close()


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Search")


def hits(page: Page) -> Locator:
    return page.get_by_role("list", name="Results").get_by_role("listitem")


def started(page: Page) -> Locator:
    """What the dialog offers before there is a query."""
    return dialog(page).locator(".search__start").get_by_role("link")


def ask(page: Page, query: str) -> None:
    """Puts a query into the field and waits for its answer."""
    page.locator(".search__query:visible").fill(query)
    page.wait_for_function(
        "query => [...document.querySelectorAll('.search__list')].some(list => list.dataset.query === query)",
        arg=query,
    )


@anywhere
def test_the_first_hit_opens_with_enter(site: Site, context: BrowserContext) -> None:
    with opened(site, context) as (page, amiss):
        page.keyboard.type("halucination", delay=10)
        expect(hits(page).first).to_be_visible()
        assert amiss == []
        page.keyboard.press("Enter")
        expect(page).to_have_url(site.url + "concepts/hallucination/")


def test_enter_waits_for_hits_that_are_not_there_yet(root_site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.route("**/search/glossary.json", lambda route: (time.sleep(0.5), route.continue_()))
    page.goto(root_site.url)
    page.keyboard.press(OPEN)
    page.keyboard.type("llm")
    page.keyboard.press("Enter")
    expect(page).to_have_url(root_site.url + "concepts/llm/")


def test_a_hit_shows_by_which_name_it_was_found_its_sentence_and_its_topic(
    root_site: Site, context: BrowserContext
) -> None:
    with opened(root_site, context) as (page, _):
        for query, title, name in (
            ("LLM", "Large language model", "short: LLM"),
            ("confabulation", "Hallucination", "also called: confabulation"),
            ("underfitting", "Overfitting", "also explains: Underfitting"),
            ("pgvector", "Vector database", "for example: pgvector"),
            ("language learning model", "Large language model", "wrongly called: language learning model"),
        ):
            ask(page, query)
            first = hits(page).first
            assert first.get_by_role("link").inner_text() == title
            expect(first).to_contain_text(name)
        expect(first).to_contain_text("the AI behind today's chatbots")
        expect(first).to_contain_text("Language models")
        ask(page, "what does predicting the next word mean")
        marked = hits(page).first.locator("mark").all_inner_texts()
        assert {"next"} <= {word.lower() for word in marked} <= {"predict", "prediction", "next", "word"}


def test_arrow_keys_move_between_field_and_hits_and_escape_closes(
    root_site: Site, context: BrowserContext
) -> None:
    with opened(root_site, context) as (page, _):
        ask(page, "prompt")
        links = hits(page).get_by_role("link")
        assert links.count() > 1
        for step, focused in (
            ("ArrowDown", links.nth(0)),
            ("ArrowDown", links.nth(1)),
            ("ArrowUp", links.nth(0)),
        ):
            page.keyboard.press(step)
            expect(focused).to_be_focused()
        page.keyboard.press("ArrowUp")
        expect(page.get_by_role("textbox", name="Search")).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog(page)).to_be_hidden()


def test_the_number_of_hits_is_announced(root_site: Site, context: BrowserContext) -> None:
    with opened(root_site, context) as (page, _):
        status = dialog(page).get_by_role("status")
        ask(page, "large language model")
        expect(status).to_have_text(f"{hits(page).count()} results. Enter opens “Large language model”.")
        ask(page, "zxqvbn wkkjq")
        expect(status).to_have_text("Nothing found.")
        ask(page, "")
        expect(status).to_have_text("Ask in your own words, or begin here:")


def test_a_change_of_the_result_is_announced_once_and_no_change_is_not(
    root_site: Site, context: BrowserContext
) -> None:
    with opened(root_site, context) as (page, _):
        ask(page, "hallucination")
        page.evaluate(
            """() => { window.said = []; const status = document.querySelector("dialog .search__status");
                new MutationObserver(() => said.push(status.textContent)).observe(status, {childList: true, characterData: true, subtree: true}); }"""
        )
        ask(page, "hallucination ")
        ask(page, "hallucination?")
        assert page.evaluate("said") == []
        ask(page, "token")
        said = page.evaluate("said")
        assert len(said) == 1
        assert "Enter opens “Token”" in said[0]


@anywhere
def test_nothing_found_offers_the_nearest_name_the_list_and_a_way_to_propose_the_term(
    site: Site, context: BrowserContext
) -> None:
    with opened(site, context) as (page, _):
        ask(page, "emxxxdding")
        assert hits(page).count() == 0
        expect(dialog(page)).to_contain_text("Did you mean Embedding?")
        propose = dialog(page).get_by_role("link", name="Propose this term")
        assert propose.evaluate("link => link.href") == site.url + "about/writing/"
        dialog(page).get_by_role("link", name="All concepts from A to Z").click()
        expect(page).to_have_url(site.url + "concepts/")


def test_a_comparison_gives_both_sides_and_the_page_that_compares_them(
    root_site: Site, context: BrowserContext
) -> None:
    compared = next(path for path in root_site.paths if path.startswith("compare/") and "-vs-" in path)
    one, other = compared.removeprefix("compare/").strip("/").split("-vs-")
    title = root_site.page(compared).h1.get_text().rstrip("#").strip()
    with opened(root_site, context) as (page, _):
        ask(page, title)
        found = [link.get_attribute("href") for link in hits(page).get_by_role("link").all()]
        assert found[0] == root_site.url + compared
        assert set(found[1:3]) == {f"{root_site.url}concepts/{slug}/" for slug in (one, other)}
        assert hits(page).first.get_by_role("link").inner_text() + ": what is the difference?" == title
        said = json.loads((root_site.folder / "search/differences.json").read_text("utf-8"))[compared]
        expect(hits(page).first).to_contain_text(said)


# Of each question, the concept that it is about.
QUESTIONS = {
    "what is a vector database": "vector-database",
    "what is an llm?": "llm",
    "how does rag work": "rag",
    "why do language models hallucinate": "hallucination",
    "explain fine-tuning": "fine-tuning",
    "tell me about tokens": "token",
    "what does context window mean": "context-window",
    "can you explain prompt injection": "prompt-injection",
    "what are embeddings used for": "embedding",
    "how is an ai agent different from a chatbot": "ai-agent",
    "why does it make things up": "hallucination",
    "define overfitting please": "overfitting",
}


# What the dialog shows at each key of a question, typed into it: its text, and how many links are in its
# lists.
TYPED = """async question => {
  const dialog = document.querySelector("dialog.search"), field = dialog.querySelector(".search__query"), list = dialog.querySelector(".search__list");
  const seen = [];
  for (let end = 1; end <= question.length; end++) {
    field.value = question.slice(0, end);
    field.dispatchEvent(new Event("input", {bubbles: true}));
    while (list.dataset.query !== field.value) await new Promise(requestAnimationFrame);
    const links = [...dialog.querySelectorAll(".search__list a, .search__start a")].filter(link => link.checkVisibility());
    seen.push([field.value, dialog.innerText, links.length]);
  }
  return seen;
}"""


def test_at_every_key_of_a_question_there_is_a_hit_or_something_to_begin_with(
    root_site: Site, context: BrowserContext
) -> None:
    with opened(root_site, context) as (page, amiss):
        for question, slug in QUESTIONS.items():
            for typed, text, links in page.evaluate(TYPED, question):
                assert links, typed
                assert "Nothing found" not in text, typed
            found = [link.get_attribute("href") for link in hits(page).get_by_role("link").all()[:3]]
            assert f"{root_site.url}concepts/{slug}/" in found, question
            ask(page, "")
        assert amiss == []


def test_every_letter_that_begins_a_title_shows_such_a_title_first(
    root_site: Site, context: BrowserContext
) -> None:
    titles = [
        concept["title"]
        for concept in json.loads((root_site.folder / "search/glossary.json").read_text("utf-8"))["concepts"]
    ]
    letters = sorted({title[0].lower() for title in titles})
    assert len(letters) > 15
    with opened(root_site, context) as (page, _):
        for letter in letters:
            ask(page, letter)
            first = hits(page).first.get_by_role("link").inner_text()
            assert first.lower().startswith(letter), letter
        for query, title in (("ll", "Large language model"), ("ag", "AI agent"), ("to", "Token")):
            ask(page, query)
            expect(hits(page).first.get_by_role("link")).to_have_text(title)


def test_every_comparison_is_first_for_its_pair_under_its_own_title(root_site: Site, ranking: Page) -> None:
    index = json.loads((root_site.folder / "search/glossary.json").read_text("utf-8"))
    pairs = [[index["concepts"][number] for number in pair] for pair in index["comparisons"]]
    asked = {
        form.format(one["title"], other["title"]): f"compare/{one['slug']}-vs-{other['slug']}/"
        for one, other in pairs
        for form in ("{} vs {}", "difference between {} and {}", "{} or {}")
    }
    assert len(asked) > 100
    first = ranking.evaluate(
        "([index, queries]) => { const { search } = makeSearch(index); return queries.map(query => search(query).hits[0]); }",
        [index, list(asked)],
    )
    assert {query: hit["url"] for query, hit in zip(asked, first, strict=True)} == asked
    for hit in first:
        # In the heading: a browser's title is cut where it is long.
        assert f">{hit['title']}: what is the difference?" in (
            root_site.folder / hit["url"] / "index.html"
        ).read_text("utf-8")


@anywhere
def test_the_open_dialog_offers_what_was_read_what_is_mentioned_most_and_comparisons(
    site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    amiss = watch(page, site.url)
    for slug in ("token", "hallucination", "rag"):
        # Whoever goes on at once cuts the request for the icon off.
        with at_rest(page):
            page.goto(f"{site.url}concepts/{slug}/")
    page.keyboard.press(OPEN)
    read = page.get_by_role("list", name="Recently read").get_by_role("link")
    # The page where one is needs no link to itself.
    expect(read).to_have_text(["Hallucination", "Token"])
    assert page.get_by_role("list", name="Mentioned most often").get_by_role("link").count() > 2
    page.keyboard.press("ArrowDown")
    expect(read.first).to_be_focused()
    compared = page.get_by_role("list", name="Often confused").get_by_role("link").first
    address = compared.evaluate("link => link.href")
    compared.click()
    expect(page).to_have_url(address)
    assert address.startswith(site.url + "compare/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert amiss == []


def test_what_was_read_last_can_be_cleared_by_keyboard(root_site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    with at_rest(page):
        page.goto(root_site.url + "concepts/token/")
    page.goto(root_site.url)
    page.keyboard.press(OPEN)
    expect(page.get_by_role("list", name="Recently read").get_by_role("link")).to_have_text(["Token"])
    page.get_by_role("button", name="Clear recently read").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("list", name="Recently read")).to_have_count(0)
    expect(page.get_by_role("list", name="Mentioned most often")).to_be_visible()
    expect(page.locator(".search__query")).to_be_focused()
    page.reload()
    page.keyboard.press(OPEN)
    expect(page.get_by_role("list", name="Mentioned most often")).to_be_visible()
    expect(page.get_by_role("list", name="Recently read")).to_have_count(0)


def test_what_was_read_is_no_matter_where_the_browser_keeps_nothing_or_nonsense(
    root_site: Site, context: BrowserContext
) -> None:
    context.add_init_script("localStorage.setItem('read', '{\"a\": 1}')")
    with opened(root_site, context, "") as (page, amiss):
        expect(started(page).first).to_be_visible()
        assert page.get_by_role("list", name="Recently read").count() == 0
        assert amiss == []


def test_the_row_that_enter_opens_is_marked_while_the_field_has_the_focus(
    root_site: Site, context: BrowserContext
) -> None:
    sign = "row => getComputedStyle(row, '::after').content"
    with opened(root_site, context) as (page, _):
        ask(page, "prompt")
        assert "↵" in hits(page).first.evaluate(sign)
        assert "↵" not in hits(page).nth(1).evaluate(sign)
        page.keyboard.press("ArrowDown")
        assert "↵" not in hits(page).first.evaluate(sign)


def test_on_a_phone_the_dialog_takes_the_width_and_leaves_room_for_the_keyboard(
    root_site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(root_site.url)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog").bounding_box()
    assert dialog["width"] > 350
    assert dialog["y"] < 24


def test_the_room_of_the_scroll_bar_is_as_dark_as_the_page_below_the_dialog(
    root_site: Site, context: BrowserContext
) -> None:
    grounds = (
        "() => ['html', 'body'].map(name => getComputedStyle(document.querySelector(name)).backgroundColor)"
    )
    with opened(root_site, context) as (page, _):
        room, below = (
            [
                255 * float(part) if colour.startswith("color") else float(part)
                for part in re.findall(r"[\d.]+", colour)
            ]
            for colour in page.evaluate(grounds)
        )
        backdrop = page.get_by_role("dialog").evaluate(
            "box => getComputedStyle(box, '::backdrop').backgroundColor"
        )
        *tint, share = map(float, re.findall(r"[\d.]+", backdrop))
        assert room[:3] == pytest.approx(
            [dark * share + light * (1 - share) for dark, light in zip(tint, below[:3], strict=True)], abs=1
        )


def test_typing_goes_on_in_the_field_while_a_hit_has_the_focus(
    root_site: Site, context: BrowserContext
) -> None:
    with opened(root_site, context) as (page, _):
        field = page.get_by_role("textbox", name="Search")
        ask(page, "prompt")
        page.keyboard.press("ArrowDown")
        page.keyboard.type(" in")
        expect(field).to_have_value("prompt in")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Backspace")
        expect(field).to_have_value("prompt i")
        expect(field).to_be_focused()


def test_new_hits_leave_the_focus_where_it_was(root_site: Site, context: BrowserContext) -> None:
    with opened(root_site, context) as (page, _):
        ask(page, "prompt")
        page.keyboard.press("ArrowDown")
        # As if the answer came only now, for somebody who is quicker than the search.
        page.get_by_role("textbox", name="Search").evaluate(
            "field => { field.value = 'prompt injection'; field.dispatchEvent(new Event('input')); }"
        )
        expect(hits(page).first).to_contain_text("Prompt injection")
        expect(hits(page).first.get_by_role("link")).to_be_focused()


def test_the_last_hits_stay_while_a_question_is_typed_on_until_enter_ends_it(
    root_site: Site, context: BrowserContext
) -> None:
    with opened(root_site, context) as (page, _):
        status = dialog(page).get_by_role("status")
        ask(page, "quantization")
        before = hits(page).all_inner_texts()
        ask(page, "quantization zxqvbn wkkjq pflonk grmbl trzsk")
        assert hits(page).all_inner_texts() == before
        expect(status).to_have_text("No closer results yet. These are for “quantization”.")
        page.keyboard.press("Enter")
        expect(status).to_have_text("Nothing found.")
        assert hits(page).count() == 0
        assert page.url == root_site.url + "concepts/token/"
        # What has nothing to do with the question that was there before does not inherit its hits.
        ask(page, "quantization")
        ask(page, "zxqvbn wkkjq")
        expect(status).to_have_text("Nothing found.")


def test_a_section_of_another_page_can_be_the_answer_and_lists_never_are(
    root_site: Site, context: BrowserContext
) -> None:
    with opened(root_site, context) as (page, _):
        ask(page, "phrases to leave out")
        link = hits(page).first.get_by_role("link").get_attribute("href")
        assert link.startswith(root_site.url + "about/writing/")
        for query in ("A–Z", "related articles", "print", "health"):
            ask(page, query)
            found = {
                link.get_attribute("href").removeprefix(root_site.url)
                for link in hits(page).get_by_role("link").all()
            }
            assert not found & {"concepts/", "related/", "print/", "about/health/", "find/"}


@pytest.mark.parametrize("start", ["dialog", "find"])
def test_worker_and_index_are_loaded_on_first_focus_and_not_before(
    root_site: Site, context: BrowserContext, start: str
) -> None:
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    with at_rest(page):
        page.goto(root_site.url + ("" if start == "dialog" else "find/"))
    parts = {"assets/javascripts/search-worker.js", "search/glossary.json"}
    if start == "dialog":
        assert not [
            url
            for url in loaded
            if "worker" in url or "search/" in url or ("vendor/" in url and url.endswith(".js"))
        ]
        page.keyboard.press(OPEN)
    end = time.monotonic() + 5
    while not parts <= {url.removeprefix(root_site.url) for url in loaded} and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert parts <= {url.removeprefix(root_site.url) for url in loaded}


@pytest.mark.parametrize(
    "missing",
    ["search/glossary.json", "assets/javascripts/search-worker.js", "vendor/minisearch/minisearch.min.js"],
)
@pytest.mark.parametrize("broken", [True, False], ids=["broken", "missing"])
def test_without_worker_or_index_the_box_says_so_and_leads_to_the_list(
    root_site: Site, context: BrowserContext, missing: str, broken: bool
) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    status = (
        {"status": 200, "body": "{", "content_type": "text/javascript"}
        if broken
        else {"status": 404, "body": ""}
    )
    context.route(f"**/{missing}", lambda route: route.fulfill(**status))
    page.goto(root_site.url)
    page.keyboard.press(OPEN)
    page.keyboard.type("llm")
    expect(dialog(page).get_by_role("status")).to_have_text("The search is unavailable.")
    expect(dialog(page).get_by_role("link", name="All concepts from A to Z")).to_be_visible()
    assert errors == []


BAD = {
    "long": "why does the ai " * 313,
    "one long word": "x" * 5000,
    "markup": "<img src=x onerror=alert(1)><script>alert(1)</script>",
    "quotes": "\"llm' `token",
    "operators": "+llm -token title:rag* ~2 ^3 (a OR b) \\",
    "emoji": "🤖🧠 👩‍💻",
    "other scripts": "что такое нейросеть 什么是人工智能",
    "right to left": "ما هو الذكاء الاصطناعي ‮abc",
    "stop words": "what is the of and a",
    "prototype": "__proto__ constructor toString",
    "combining": "a\u0301" * 200,
    "lone surrogate": "llm \ud83d",
}


def test_odd_queries_are_answered_at_once_without_an_error(root_site: Site, context: BrowserContext) -> None:
    with opened(root_site, context) as (page, amiss):
        for name, query in BAD.items():
            ask(page, "warm up")
            took = page.evaluate(
                """async query => {
                    const list = document.querySelector("dialog .search__list");
                    const input = document.querySelector("dialog .search__query");
                    const start = performance.now();
                    const answered = new Promise((done, fail) => { setTimeout(fail, 10_000, "no answer"); new MutationObserver(() => {
                        if (list.dataset.query === input.value) done(performance.now());
                    }).observe(list, {attributes: true}); });
                    input.value = query;
                    input.dispatchEvent(new Event("input"));
                    return await answered - start;
                }""",
                query,
            )
            # How fast is for the evaluation to say: a busy machine is no fault of the page.
            assert took > 0, name
            assert page.locator("dialog :is(script, img)").count() == 0, name
            assert amiss == [], name


@pytest.mark.parametrize("path", ["", "find/"])
@pytest.mark.parametrize("query", ["", "llm", "emxxxdding"], ids=["start", "hits", "none"])
def test_axe_finds_nothing_in_an_open_search(
    root_site: Site, browser: Browser, path: str, query: str
) -> None:
    context = browser.new_context(reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(root_site.url + path)
    if not path:
        page.keyboard.press(OPEN)
    ask(page, query)
    assert_accessible_in_light_and_dark(page)
    context.close()


def test_only_spaces_ask_nothing(root_site: Site, context: BrowserContext) -> None:
    with opened(root_site, context) as (page, amiss):
        ask(page, "   ")
        assert hits(page).count() == 0
        expect(started(page).first).to_be_visible()
        assert amiss == []


@anywhere
def test_find_is_a_page_that_keeps_its_query_in_the_address(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    amiss = watch(page, site.url)
    page.goto(site.url + "find/?q=ai%20makes%20things%20up")
    expect(hits(page).first.get_by_role("link")).to_have_text("Hallucination")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        f"{hits(page).count()} results. Enter opens “Hallucination”."
    )
    field = page.get_by_role("searchbox")
    expect(field).to_have_value("ai makes things up")
    field.fill("rag")
    expect(page).to_have_url(site.url + "find/?q=rag")
    assert amiss == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.url + "concepts/rag/")
    page.go_back()
    expect(hits(page).first.get_by_role("link")).to_have_text("Retrieval-augmented generation")


def test_find_shows_what_the_dialog_shows(root_site: Site, context: BrowserContext) -> None:
    query = "ai makes things up"
    with opened(root_site, context) as (page, _):
        ask(page, query)
        in_dialog = hits(page).all_inner_texts()
        page.goto(f"{root_site.url}find/?q={query}")
        expect(hits(page)).to_have_text(in_dialog, use_inner_text=True)


def test_find_lists_all_concepts_without_javascript_and_without_a_query(
    root_site: Site, browser: Browser
) -> None:
    for script in (False, True):
        context = browser.new_context(java_script_enabled=script)
        page = context.new_page()
        page.goto(root_site.url + "find/")
        links = page.get_by_role("main").get_by_role("link").filter(visible=True)
        shown = {
            href.strip("./")
            for href in links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
        }
        assert {f"concepts/{slug}" for slug in root_site.slugs} <= shown
        context.close()


def test_the_browser_finds_the_description_of_the_search(site: Site) -> None:
    link = site.page("").find("link", rel="search")
    assert link["type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring((site.folder / "opensearch.xml").read_text("utf-8"))
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.find("o:Url", names).get("template") == site.url + "find/?q={searchTerms}"
    assert 0 < len(root.find("o:ShortName", names).text) <= 16


def test_no_query_leaves_the_browser(root_site: Site, context: BrowserContext) -> None:
    with opened(root_site, context) as (page, _):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        ask(page, "embedding")
        ask(page, "something secret")
        assert not [url for url in asked if "secret" in url or "embedding" in url]


def test_the_index_holds_every_concept(root_site: Site) -> None:
    index = json.loads((root_site.folder / "search/glossary.json").read_text("utf-8"))
    assert {concept["slug"] for concept in index["concepts"]} == set(root_site.slugs)


@pytest.mark.parametrize("path", ["", "find/"])
def test_the_second_engine_has_the_same_search(second: Site, context: BrowserContext, path: str) -> None:
    with served(second.folder, "/below/a/path/") as url:
        page = context.new_page()
        amiss = watch(page, url)
        page.goto(url + path)
        if not path:
            page.keyboard.press(OPEN)
        ask(page, "ai makes things up")
        expect(hits(page).first.get_by_role("link")).to_have_text("Hallucination")
        assert amiss == []
