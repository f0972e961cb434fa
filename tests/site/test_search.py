"""The search in real Chromium: every state, by keyboard and by the names that a screen reader hears."""

import json
import re
import time
from xml.etree import ElementTree

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from .accessibility import COLOURS, assert_accessible
from .built import Site, served
from .test_browser import watch
from .waiting import at_rest

OPEN = "Control+k"


def opened(page: Page, site: Site, path: str = "concepts/token/") -> list[str]:
    """Opens the search dialog of a page, and says whatever goes wrong there."""
    amiss = watch(page, site.url)
    page.goto(site.url + path)
    page.keyboard.press(OPEN)
    expect(dialog(page)).to_be_visible()
    return amiss


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


def test_the_first_hit_opens_with_enter(path_site: Site, page: Page) -> None:
    amiss = opened(page, path_site)
    page.keyboard.type("halucination", delay=10)
    expect(hits(page).first).to_be_visible()
    assert amiss == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(path_site.url + "concepts/hallucination/")


def test_enter_waits_for_hits_that_are_not_there_yet(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.route("**/search/glossary.json", lambda route: (time.sleep(0.5), route.continue_()))
    page.goto(site.url)
    page.keyboard.press(OPEN)
    page.keyboard.type("llm")
    page.keyboard.press("Enter")
    expect(page).to_have_url(site.url + "concepts/llm/")


def test_a_hit_shows_by_which_name_it_was_found_its_sentence_and_its_topic(site: Site, page: Page) -> None:
    opened(page, site)
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


def test_arrow_keys_move_between_field_and_hits_and_escape_closes(site: Site, page: Page) -> None:
    opened(page, site)
    ask(page, "prompt")
    links = hits(page).get_by_role("link")
    status = dialog(page).get_by_role("status")
    assert links.count() > 2
    expect(status).to_contain_text(f"Enter opens “{links.nth(0).inner_text()}”.")
    # Enter opens the first one from the field already.
    for step, focused in (
        ("ArrowDown", links.nth(1)),
        ("ArrowDown", links.nth(2)),
        ("ArrowUp", links.nth(1)),
    ):
        page.keyboard.press(step)
        expect(focused).to_be_focused()
        expect(status).to_contain_text(f"Enter opens “{focused.inner_text()}”.")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_be_hidden()


def test_the_key_slash_opens_the_search_unless_it_is_switched_off_or_something_is_typed(
    site: Site, page: Page
) -> None:
    page.goto(site.url)
    field = page.get_by_role("searchbox")
    field.focus()
    page.keyboard.press("/")
    expect(field).to_have_value("/")
    expect(dialog(page)).to_be_hidden()
    field.blur()
    page.keyboard.press("/")
    expect(dialog(page)).to_be_visible()
    page.get_by_label("The key / opens the search").uncheck()
    page.reload()
    page.keyboard.press("/")
    page.keyboard.press(OPEN)
    expect(page.get_by_role("textbox", name="Search")).to_have_value("")
    expect(page.get_by_label("The key / opens the search")).not_to_be_checked()


def test_a_mouse_that_rests_where_hits_appear_selects_none(site: Site, page: Page) -> None:
    colour = "row => getComputedStyle(row).backgroundColor"
    opened(page, site)
    ask(page, "prompt")
    box = hits(page).nth(1).bounding_box()
    plain = hits(page).nth(2).evaluate(colour)
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    assert hits(page).nth(1).evaluate(colour) != plain
    ask(page, "promp")
    assert hits(page).nth(1).evaluate(colour) == plain


def test_the_number_of_hits_is_announced(site: Site, page: Page) -> None:
    opened(page, site)
    status = dialog(page).get_by_role("status")
    ask(page, "large language model")
    expect(status).to_have_text(f"{hits(page).count()} results. Enter opens “Large language model”.")
    ask(page, "zxqvbn wkkjq")
    expect(status).to_have_text("Nothing found.")
    ask(page, "")
    expect(status).to_have_text("Ask in your own words, or begin here:")


def test_a_change_of_the_result_is_announced_once_and_no_change_is_not(site: Site, page: Page) -> None:
    opened(page, site)
    ask(page, "hallucination")
    page.evaluate(
        """() => { window.said = []; const status = document.querySelector("dialog .search__status");
            new MutationObserver(() => said.push(status.textContent))
              .observe(status, {childList: true, characterData: true, subtree: true}); }"""
    )
    ask(page, "hallucination ")
    ask(page, "hallucination?")
    assert page.evaluate("said") == []
    ask(page, "token")
    said = page.evaluate("said")
    assert len(said) == 1
    assert "Enter opens “Token”" in said[0]


def test_nothing_found_offers_the_nearest_name_the_list_and_a_way_to_propose_the_term(
    path_site: Site, page: Page
) -> None:
    opened(page, path_site)
    ask(page, "emxxxdding")
    assert hits(page).count() == 0
    expect(dialog(page)).to_contain_text("Did you mean Embedding?")
    propose = dialog(page).get_by_role("link", name="Propose this term")
    assert propose.evaluate("link => link.href") == path_site.url + "about/writing/"
    dialog(page).get_by_role("link", name="All concepts from A to Z").click()
    expect(page).to_have_url(path_site.url + "concepts/")


def test_a_comparison_gives_both_sides_and_the_page_that_compares_them(site: Site, page: Page) -> None:
    compared = next(path for path in site.paths if path.startswith("compare/") and "-vs-" in path)
    one, other = compared.removeprefix("compare/").strip("/").split("-vs-")
    title = site.page(compared).h1.get_text().rstrip("#").strip()
    opened(page, site)
    ask(page, title)
    found = [link.get_attribute("href") for link in hits(page).get_by_role("link").all()]
    assert found[0] == site.url + compared
    assert set(found[1:3]) == {f"{site.url}concepts/{slug}/" for slug in (one, other)}
    assert hits(page).first.get_by_role("link").inner_text() + ": what is the difference?" == title
    said = json.loads((site.folder / "search/differences.json").read_text("utf-8"))[compared]
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
  const dialog = document.querySelector("dialog.search"),
    field = dialog.querySelector(".search__query"), list = dialog.querySelector(".search__list");
  const seen = [];
  for (let end = 1; end <= question.length; end++) {
    field.value = question.slice(0, end);
    field.dispatchEvent(new Event("input", {bubbles: true}));
    while (list.dataset.query !== field.value) await new Promise(requestAnimationFrame);
    const links = [...dialog.querySelectorAll(".search__list a, .search__start a")]
      .filter(link => link.checkVisibility());
    seen.push([field.value, dialog.innerText, links.length]);
  }
  return seen;
}"""


def test_at_every_key_of_a_question_there_is_a_hit_or_something_to_begin_with(site: Site, page: Page) -> None:
    amiss = opened(page, site)
    for question, slug in QUESTIONS.items():
        for typed, text, links in page.evaluate(TYPED, question):
            assert links, typed
            assert "Nothing found" not in text, typed
        found = [link.get_attribute("href") for link in hits(page).get_by_role("link").all()[:3]]
        assert f"{site.url}concepts/{slug}/" in found, question
        ask(page, "")
    assert amiss == []


def test_every_letter_that_begins_a_title_shows_such_a_title_first(site: Site, page: Page) -> None:
    titles = [
        concept["title"]
        for concept in json.loads((site.folder / "search/glossary.json").read_text("utf-8"))["concepts"]
    ]
    letters = sorted({title[0].lower() for title in titles})
    assert len(letters) > 15
    opened(page, site)
    for letter in letters:
        ask(page, letter)
        first = hits(page).first.get_by_role("link").inner_text()
        assert first.lower().startswith(letter), letter
    for query, title in (("ll", "Large language model"), ("ag", "AI agent"), ("to", "Token")):
        ask(page, query)
        expect(hits(page).first.get_by_role("link")).to_have_text(title)


def test_every_comparison_is_first_for_its_pair_under_its_own_title(site: Site, ranking: Page) -> None:
    index = json.loads((site.folder / "search/glossary.json").read_text("utf-8"))
    pairs = [[index["concepts"][number] for number in pair] for pair in index["comparisons"]]
    asked = {
        form.format(one["title"], other["title"]): f"compare/{one['slug']}-vs-{other['slug']}/"
        for one, other in pairs
        for form in ("{} vs {}", "difference between {} and {}", "{} or {}")
    }
    assert len(asked) > 100
    first = ranking.evaluate(
        (
            "([index, queries]) => { const { search } = makeSearch(index); return queries.map(query => "
            "search(query).hits[0]); }"
        ),
        [index, list(asked)],
    )
    assert {query: hit["url"] for query, hit in zip(asked, first, strict=True)} == asked
    for hit in first:
        # In the heading: a browser's title is cut where it is long.
        assert f">{hit['title']}: what is the difference?" in (
            site.folder / hit["url"] / "index.html"
        ).read_text("utf-8")


def test_two_names_in_passing_and_an_and_ask_for_no_comparison(site: Site, ranking: Page) -> None:
    index = json.loads((site.folder / "search/glossary.json").read_text("utf-8"))
    titles = [[index["concepts"][number]["title"] for number in pair] for pair in index["comparisons"]]
    story = (
        "my neighbour wrote a furious letter to her bank about {} last winter and her grandmother in Lisbon "
        "read of {} in some yellowed newspaper under the kitchen carpet"
    )
    first = ranking.evaluate(
        "([index, queries]) => { const { search } = makeSearch(index); return queries.map(query => "
        "search(query).hits[0]?.url ?? ''); }",
        [index, [story.format(*pair) for pair in titles]],
    )
    assert first
    assert [url for url in first if url.startswith("compare/")] == []


def test_the_open_dialog_offers_what_was_read_what_is_mentioned_most_and_comparisons(
    path_site: Site, page: Page
) -> None:
    amiss = watch(page, path_site.url)
    for slug in ("token", "hallucination", "rag"):
        # Whoever goes on at once cuts the request for the icon off.
        with at_rest(page):
            page.goto(f"{path_site.url}concepts/{slug}/")
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
    assert address.startswith(path_site.url + "compare/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert amiss == []


def test_what_was_read_last_can_be_cleared_by_keyboard(site: Site, page: Page) -> None:
    with at_rest(page):
        page.goto(site.url + "concepts/token/")
    page.goto(site.url)
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
    site: Site, context: BrowserContext
) -> None:
    context.add_init_script("localStorage.setItem('read', '{\"a\": 1}')")
    page = context.new_page()
    amiss = opened(page, site, "")
    expect(started(page).first).to_be_visible()
    assert page.get_by_role("list", name="Recently read").count() == 0
    assert amiss == []


def test_the_row_that_enter_opens_is_marked_while_the_field_has_the_focus(site: Site, page: Page) -> None:
    sign = "row => getComputedStyle(row, '::after').content"
    opened(page, site)
    ask(page, "prompt")
    assert "↵" in hits(page).first.evaluate(sign)
    assert "↵" not in hits(page).nth(1).evaluate(sign)
    page.keyboard.press("ArrowDown")
    assert "↵" not in hits(page).first.evaluate(sign)


def test_on_a_phone_the_dialog_takes_the_width_and_leaves_room_for_the_keyboard(
    site: Site, page: Page
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.url)
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog").bounding_box()
    assert dialog["width"] > 350
    assert dialog["y"] < 24


def test_the_room_of_the_scroll_bar_is_as_dark_as_the_page_below_the_dialog(site: Site, page: Page) -> None:
    grounds = (
        "() => ['html', 'body'].map(name => getComputedStyle(document.querySelector(name)).backgroundColor)"
    )
    opened(page, site)
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


def test_typing_goes_on_in_the_field_while_a_hit_has_the_focus(site: Site, page: Page) -> None:
    opened(page, site)
    field = page.get_by_role("textbox", name="Search")
    ask(page, "prompt")
    page.keyboard.press("ArrowDown")
    page.keyboard.type(" in")
    expect(field).to_have_value("prompt in")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Backspace")
    expect(field).to_have_value("prompt i")
    expect(field).to_be_focused()


def test_new_hits_leave_the_focus_where_it_was(site: Site, page: Page) -> None:
    opened(page, site)
    ask(page, "prompt")
    page.keyboard.press("ArrowDown")
    # As if the answer came only now, for somebody who is quicker than the search.
    page.get_by_role("textbox", name="Search").evaluate(
        "field => { field.value = 'prompt injection'; field.dispatchEvent(new Event('input')); }"
    )
    expect(hits(page).first).to_contain_text("Prompt injection")
    expect(hits(page).nth(1).get_by_role("link")).to_be_focused()


def test_the_last_hits_stay_while_a_question_is_typed_on_until_enter_ends_it(site: Site, page: Page) -> None:
    opened(page, site)
    status = dialog(page).get_by_role("status")
    ask(page, "quantization")
    before = hits(page).all_inner_texts()
    ask(page, "quantization zxqvbn wkkjq pflonk grmbl trzsk")
    assert hits(page).all_inner_texts() == before
    expect(status).to_have_text("No closer results yet. These are for “quantization”.")
    page.keyboard.press("Enter")
    expect(status).to_have_text("Nothing found.")
    assert hits(page).count() == 0
    assert page.url == site.url + "concepts/token/"
    # What has nothing to do with the question that was there before does not inherit its hits.
    ask(page, "quantization")
    ask(page, "zxqvbn wkkjq")
    expect(status).to_have_text("Nothing found.")


def test_a_section_of_another_page_can_be_the_answer_and_lists_never_are(site: Site, page: Page) -> None:
    opened(page, site)
    ask(page, "phrases to leave out")
    link = hits(page).first.get_by_role("link").get_attribute("href")
    assert link.startswith(site.url + "about/writing/")
    for query in ("A–Z", "related articles", "print", "health"):
        ask(page, query)
        found = {
            link.get_attribute("href").removeprefix(site.url) for link in hits(page).get_by_role("link").all()
        }
        assert not found & {"concepts/", "related/", "print/", "about/health/", "find/"}


@pytest.mark.parametrize("start", ["dialog", "find"])
def test_worker_and_index_are_loaded_for_who_opens_the_search_or_types_on_its_page(
    site: Site, context: BrowserContext, start: str
) -> None:
    page = context.new_page()
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    with at_rest(page):
        page.goto(site.url + ("" if start == "dialog" else "find/"))
    parts = {"assets/javascripts/search-worker.js", "search/glossary.json"}
    assert not [
        url
        for url in loaded
        if "worker" in url or "search/" in url or ("vendor/" in url and url.endswith(".js"))
    ]
    # Whoever opens the dialog is about to type; the page has the focus in its field for everybody.
    page.keyboard.press(OPEN if start == "dialog" else "r")
    end = time.monotonic() + 5
    while not parts <= {url.removeprefix(site.url) for url in loaded} and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert parts <= {url.removeprefix(site.url) for url in loaded}


@pytest.mark.parametrize(
    "missing",
    ["search/glossary.json", "assets/javascripts/search-worker.js", "vendor/porter2/porter2.min.js"],
)
@pytest.mark.parametrize("broken", [True, False], ids=["broken", "missing"])
def test_without_worker_or_index_the_box_says_so_and_leads_to_the_list(
    site: Site, context: BrowserContext, missing: str, broken: bool
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
    page.goto(site.url)
    page.keyboard.press(OPEN)
    page.keyboard.type("llm")
    expect(dialog(page).get_by_role("status")).to_have_text("The search is unavailable.")
    expect(dialog(page).get_by_role("link", name="All concepts from A to Z")).to_be_visible()
    assert errors == []


def test_without_the_texts_as_a_whole_the_index_answers_alone(site: Site, context: BrowserContext) -> None:
    context.route("**/search/texts.json", lambda route: route.fulfill(status=404, body=""))
    page = context.new_page()
    page.goto(site.url)
    page.keyboard.press(OPEN)
    page.keyboard.type("xkqj wvvz ")
    expect(dialog(page).get_by_role("status")).to_have_text("Nothing found.")
    ask(page, "llm")
    expect(hits(page).first).to_contain_text("Large language model")


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


def test_odd_queries_are_answered_at_once_without_an_error(site: Site, page: Page) -> None:
    amiss = opened(page, site)
    for name, query in BAD.items():
        ask(page, "warm up")
        took = page.evaluate(
            """async query => {
                const list = document.querySelector("dialog .search__list");
                const input = document.querySelector("dialog .search__query");
                const start = performance.now();
                const answered = new Promise((done, fail) => { setTimeout(fail, 10_000, "no answer");
                  new MutationObserver(() => {
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
def test_axe_finds_nothing_in_an_open_search(site: Site, page: Page, path: str) -> None:
    page.emulate_media(reduced_motion="reduce", color_scheme="light")
    page.goto(site.url + path)
    if not path:
        page.keyboard.press(OPEN)
    for query in ("llm", "emxxxdding", ""):
        ask(page, query)
        assert_accessible(page, None if path else "dialog")
    # Each of its colours is that of a start, a hit or an answer.
    page.emulate_media(color_scheme="dark")
    for query in ("llm", "emxxxdding", ""):
        ask(page, query)
        assert_accessible(page, None if path else "dialog", COLOURS)


def test_only_spaces_ask_nothing(site: Site, page: Page) -> None:
    amiss = opened(page, site)
    ask(page, "   ")
    assert hits(page).count() == 0
    expect(started(page).first).to_be_visible()
    assert amiss == []


def test_find_is_a_page_that_keeps_its_query_in_the_address(path_site: Site, page: Page) -> None:
    amiss = watch(page, path_site.url)
    page.goto(path_site.url + "find/?q=ai%20makes%20things%20up")
    expect(hits(page).first.get_by_role("link")).to_have_text("Hallucination")
    expect(page.get_by_role("main").get_by_role("status")).to_have_text(
        f"{hits(page).count()} results. Enter opens “Hallucination”."
    )
    field = page.get_by_role("searchbox")
    expect(field).to_have_value("ai makes things up")
    field.fill("rag")
    expect(page).to_have_url(path_site.url + "find/?q=rag")
    assert amiss == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(path_site.url + "concepts/rag/")
    page.go_back()
    expect(hits(page).first.get_by_role("link")).to_have_text("Retrieval-augmented generation")


def test_find_shows_what_the_dialog_shows(site: Site, page: Page) -> None:
    query = "ai makes things up"
    opened(page, site)
    ask(page, query)
    in_dialog = hits(page).all_inner_texts()
    page.goto(f"{site.url}find/?q={query}")
    expect(hits(page)).to_have_text(in_dialog, use_inner_text=True)


def test_find_lists_all_concepts_without_javascript_and_without_a_query(
    site: Site, page: Page, plain_page: Page
) -> None:
    for reader in (plain_page, page):
        reader.goto(site.url + "find/")
        links = reader.get_by_role("main").get_by_role("link").filter(visible=True)
        shown = {
            href.strip("./")
            for href in links.evaluate_all("links => links.map(link => link.getAttribute('href'))")
        }
        assert {f"concepts/{slug}" for slug in site.slugs} <= shown


def test_the_browser_finds_the_description_of_the_search(site: Site) -> None:
    link = site.page("").find("link", rel="search")
    assert link["type"] == "application/opensearchdescription+xml"
    root = ElementTree.fromstring((site.folder / "opensearch.xml").read_text("utf-8"))
    names = {"o": "http://a9.com/-/spec/opensearch/1.1/"}
    assert root.find("o:Url", names).get("template") == site.url + "find/?q={searchTerms}"
    assert 0 < len(root.find("o:ShortName", names).text) <= 16


def test_no_query_leaves_the_browser(site: Site, page: Page) -> None:
    opened(page, site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    ask(page, "embedding")
    ask(page, "something secret")
    assert not [url for url in asked if "secret" in url or "embedding" in url]


def test_the_index_holds_every_concept(site: Site) -> None:
    index = json.loads((site.folder / "search/glossary.json").read_text("utf-8"))
    assert {concept["slug"] for concept in index["concepts"]} == set(site.slugs)


def test_the_second_engine_has_the_same_search(second: Site, page: Page) -> None:
    with served(second.folder, "/below/a/path/") as url:
        amiss = watch(page, url)
        for path in ("", "find/"):
            page.goto(url + path)
            if not path:
                page.keyboard.press(OPEN)
            ask(page, "ai makes things up")
            expect(hits(page).first.get_by_role("link")).to_have_text("Hallucination")
        assert amiss == []
