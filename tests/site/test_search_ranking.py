"""The ranking on a small glossary of another subject: nothing in it may be made for this one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from glossary.languages import ENGLISH, language_of
from glossary.site.exports.search_index import _delta_encoded
from glossary.text.search_words import search_words
from tests.test_search_words import STEMS, TOKENS

ROOT = Path(__file__).parent.parent.parent
VENDOR = ROOT / "scripts/glossary/theme/vendor"
WORDS = search_words(ENGLISH)

CONCEPTS = [
    {
        "slug": "sourdough",
        "title": "Sourdough",
        "abbr": "SD",
        "aliases": ["wild yeast bread"],
        "misnomers": ["sour though"],
        "links": 3,
    },
    {
        "slug": "starter",
        "title": "Sourdough starter",
        "within": "sourdough starter",
        "aliases": ["levain", "mother"],
        "everyday": [2],
        "links": 9,
    },
    {"slug": "final-proof", "title": "Final proof", "abbr": "FP", "aliases": ["final ID"], "links": 2},
    {
        "slug": "bulk",
        "title": "Bulk fermentation",
        "covers": ["slack dough", "warm", "wild yeast"],
        "instances": ["Brod & Taylor Proofer"],
        "everyday": [2],
        "introduced": ["windowpane test", "final fold", "poke test"],
        "ids": {"poke test": "poking"},
        "links": 5,
    },
    {"slug": "autolyse", "title": "Autolyse", "links": 0},
    {"slug": "creme", "title": "Crème pâtissière", "links": 0},
    {"slug": "c", "title": "C++ oven", "links": 0},
    {"slug": "cheesecloth", "title": "Cheesecloth", "links": 0},
    {"slug": "oven-spring", "title": "Oven spring", "links": 1},
    {"slug": "finalist", "title": "Finalist of the year", "links": 0},
]
HINTS = {
    "sourdough": "bread without bought yeast",
    "starter": "feed flour and water in a jar every day",
    "final-proof": "let the loaf rest before it goes into the oven",
    "bulk": "how long must the dough rise the first time",
    "autolyse": "𐌰𐌱 𐌰𐌲",  # Of letters that JavaScript counts as two, words with the same beginning.
    "oven-spring": "why does the loaf jump up in the heat",
}

SUBJECT = "bread"  # All pages have it.


def index() -> dict[str, Any]:
    """An index as `search_index.py` makes it."""
    page = {
        "url": "about/#scales",
        "title": "About",
        "section": "Which oven and scales we use",
        "definition": "Two.",
        "kind": "About this glossary",
    }
    return {
        "topics": {"baking": "Baking"},
        "concepts": [
            {"topic": "baking", "definition": f"Definition of {concept['title']}.", **concept}
            for concept in CONCEPTS
        ],
        **WORDS.for_worker(),
        "versus": "%(this)s vs %(that)s",
        "comparison": "Comparison",
        "comparisons": [[0, 1]],
        "start": {"linked": [1, 3], "compared": [0]},
        "pages": [page],
        "hints": _delta_encoded([{SUBJECT, *HINTS.get(concept["slug"], "").split()} for concept in CONCEPTS]),
        "words": _delta_encoded([]),
    }


@pytest.fixture(scope="module")
def search(ranking: Page) -> Callable[[str], dict[str, Any]]:
    """The function that answers a query, running in the browser."""
    ranking.evaluate("index => { window.engine = makeSearch(index); }", index())
    return lambda query: ranking.evaluate("query => engine.search(query)", query)


def first(answer: dict[str, Any]) -> str:
    return answer["hits"][0]["url"] if answer["hits"] else "nothing"


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("sourdough", "sourdough"),
        ("Sourdough starter", "starter"),
        ("SOURDOUGHSTARTER", "starter"),
        ("sour-dough", "sourdough"),
        ("wild yeast breads", "sourdough"),
        ("sour though", "sourdough"),
        ("levain", "starter"),
        ("fp", "final-proof"),
        ("bf", "bulk"),
        ("creme patissiere", "creme"),
        ("crème pâtissière", "creme"),
        ("autolyze", "autolyse"),
        ("c++ oven", "c"),
        ("what is an autolyse?", "autolyse"),
        ("sourdouhg", "sourdough"),
        ("bulk fermentatoin", "bulk"),
        ("bulk fer", "bulk"),
        ("wild yeasted bre", "sourdough"),
        ("ferment", "bulk"),
        ("cloth", "cheesecloth"),
        ("finali", "finalist"),
        ("how warm should a final proof be", "final-proof"),
        ("no bought yeast", "sourdough"),
        ("loaf jumps in heat", "oven-spring"),
        ("𐌰𐌲", "autolyse"),
        ("proof, final", "final-proof"),
        ("bread from wild yeast", "sourdough"),
        ("final and bulk proof", "final-proof"),
        ("autolyse overnight", "autolyse"),  # A word that no page has, beside a name.
    ],
)
def test_a_query_finds_its_concept_first(
    search: Callable[[str], dict[str, Any]], query: str, slug: str
) -> None:
    assert first(search(query)) == f"concepts/{slug}/"


def test_a_product_or_a_term_of_a_text_leads_to_what_explains_it(
    search: Callable[[str], dict[str, Any]],
) -> None:
    for query, name, kind, url in (
        ("brod & taylor proofer", "Brod & Taylor Proofer", "instances", "concepts/bulk/"),
        ("windowpane tests", "windowpane test", "introduced", "concepts/bulk/#term-windowpane-test"),
        ("windowpan", "windowpane test", "introduced", "concepts/bulk/#term-windowpane-test"),
        ("winodwpane test", "windowpane test", "introduced", "concepts/bulk/#term-windowpane-test"),
        ("poke test", "poke test", "introduced", "concepts/bulk/#term-poking"),
    ):
        hit = search(query)["hits"][0]
        assert (hit["name"], hit["kind"], hit["url"]) == (name, kind, url), query
    # Titles that begin so come first, and a part of a term or of a product says nothing.
    assert [hit["url"] for hit in search("final")["hits"][:2]] == [
        "concepts/final-proof/",
        "concepts/finalist/",
    ]
    for query in ("taylor", "fold"):
        assert not any(hit["kind"] in ("instances", "introduced") for hit in search(query)["hits"]), query


def test_an_everyday_word_that_a_page_covers_makes_no_hit_beside_another_word(
    search: Callable[[str], dict[str, Any]],
) -> None:
    assert first(search("warm")) == "concepts/bulk/#term-warm"
    assert first(search("warm pullovers")) == "nothing"
    assert first(search("sourdough pullovers")) == "concepts/sourdough/"


def test_where_names_find_nothing_the_few_texts_with_every_word_are_found(ranking: Page) -> None:
    texts = [{"clock", "the"} if concept["slug"] == "bulk" else {"the"} for concept in CONCEPTS]
    found = ranking.evaluate(
        """([index, texts]) => {
            const engine = makeSearch(index);
            const ask = (query) => engine.search(query).hits.map((hit) => hit.url);
            const before = ask("clocks");
            engine.addWholeTexts(texts);
            return [before, ...["clocks", "clo", "clock tower", "dough rise clock"].map(ask)];
        }""",
        [index(), _delta_encoded(texts)],
    )
    bulk = ["concepts/bulk/"]
    assert found == [[], bulk, bulk, [], bulk]


def test_the_list_stays_while_a_word_is_typed(search: Callable[[str], dict[str, Any]]) -> None:
    query = "rest before the oven in hea"
    before: set[str] = set()
    gone: set[str] = set()
    for end in range(len("rest before the ov"), len(query) + 1):
        shown = {hit["url"] for hit in search(query[:end])["hits"]}
        assert shown and not shown & gone, query[:end]
        gone |= before - shown
        before = shown


def test_a_word_that_becomes_a_stop_word_takes_no_hit_away(search: Callable[[str], dict[str, Any]]) -> None:
    for query in ("flour jar", "flour jar ha", "flour jar hav", "flour jar have"):
        assert first(search(query)) == "concepts/starter/", query


def test_while_one_side_is_typed_its_comparisons_are_there(search: Callable[[str], dict[str, Any]]) -> None:
    for query in ("levain vs", "levain versus s", "difference between sourdough", "sourdough vs sour"):
        assert first(search(query)) == "compare/sourdough-vs-starter/", query
    # What was typed of the other side is a name by itself.
    assert search("levain vs wild yeast")["hits"][2]["url"] == "compare/sourdough-vs-starter/"
    assert first(search("levain vs b")) != "compare/sourdough-vs-starter/"


@pytest.mark.parametrize(
    "query", ["", "   ", "?!", "what is the", "quarterly tax return", "xkqj wvvz", "😀", "что такое"]
)
def test_what_the_glossary_does_not_know_finds_nothing(
    search: Callable[[str], dict[str, Any]], query: str
) -> None:
    assert search(query)["hits"] == []


def test_whoever_names_the_subject_of_the_glossary_needs_less_of_a_page(
    search: Callable[[str], dict[str, Any]],
) -> None:
    assert search("cheap flour jar")["hits"] == []
    assert first(search("cheap bread flour jar")) == "concepts/starter/"


def test_a_comparison_gives_its_page_and_then_both_sides_in_order(
    search: Callable[[str], dict[str, Any]],
) -> None:
    compared, one, other = "compare/sourdough-vs-starter/", "concepts/sourdough/", "concepts/starter/"
    for query in (
        "difference between sourdough and levain",
        "is sourdough the same as a sourdough starter?",
        "sourdough or mother",
    ):
        assert [hit["url"] for hit in search(query)["hits"][:3]] == [compared, one, other]
    assert [hit["url"] for hit in search("levain vs sourdough")["hits"][:3]] == [compared, other, one]
    assert search("sourdough or mother")["hits"][0]["title"] == "Sourdough vs sourdough starter"
    # Without a page of its own, a pair is its two sides.
    assert [hit["url"] for hit in search("autolyse vs levain")["hits"][:2]] == ["concepts/autolyse/", other]


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("s", ["starter", "sourdough"]),  # more pages mention it
        ("o", ["oven-spring"]),
        ("l", ["starter"]),  # "levain"
        ("f", ["final-proof"]),
        ("pr", ["final-proof"]),
        ("bf", ["bulk"]),
        ("what is a b", ["bulk"]),
        ("to", []),
    ],
)
def test_one_or_two_letters_find_names_that_begin_with_them(
    search: Callable[[str], dict[str, Any]], query: str, slugs: list[str]
) -> None:
    assert [hit["url"] for hit in search(query)["hits"][: len(slugs) or None]] == [
        f"concepts/{slug}/" for slug in slugs
    ]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "wha",
        "what",
        "what is a",
        "how doe",
        "why do",
        "explain ",
        "tell m",
        "tell me about",
        "tell me abo",
        "can you te",
        "i want to kn",
    ],
)
def test_words_that_only_ask_find_nothing_and_are_known_to_say_nothing(
    search: Callable[[str], dict[str, Any]], query: str
) -> None:
    answer = search(query)
    assert (answer["hits"], answer["brief"], answer["nearest"]) == ([], True, None)


@pytest.mark.parametrize(
    "query",
    [
        "tell me about sourdough",
        "please tell me what a sourdough is",
        "explain sourdough",
        "what is sourdough i",
    ],
)
def test_what_is_asked_for_is_found_behind_the_words_that_ask(
    search: Callable[[str], dict[str, Any]], query: str
) -> None:
    assert first(search(query)) == "concepts/sourdough/"


def test_before_a_query_there_is_what_was_read_and_what_others_read(
    ranking: Page, search: Callable[[str], dict[str, Any]]
) -> None:
    start = ranking.evaluate("engine.start(['autolyse', 'gone', 'bulk'])")
    found = {name: [hit["url"] for hit in hits] for name, hits in start.items()}
    assert found == {
        "read": ["concepts/autolyse/", "concepts/bulk/"],
        "linked": ["concepts/starter/", "concepts/bulk/"],
        "compared": ["compare/sourdough-vs-starter/"],
    }


def test_short_words_are_not_marked(search: Callable[[str], dict[str, Any]]) -> None:
    assert search("c++ oven of")["hits"][0]["text"] == [
        ["Definition of C++ ", False],
        ["oven", True],
        [".", False],
    ]


def test_each_page_is_there_once_and_concepts_come_before_other_pages(
    search: Callable[[str], dict[str, Any]],
) -> None:
    urls = [hit["url"] for hit in search("oven")["hits"]]
    assert len(urls) == len(set(urls))
    assert urls.index("concepts/oven-spring/") < urls.index("about/#scales")
    assert first(search("which scales are used")) == "about/#scales"


def test_the_name_that_matched_is_told_and_words_of_the_query_are_marked(
    search: Callable[[str], dict[str, Any]],
) -> None:
    hit = search("levain")["hits"][0]
    assert (hit["name"], hit["kind"], hit["topic"]) == ("levain", "aliases", "Baking")
    assert search("sourdough")["hits"][0]["name"] is None
    assert search("sour though")["hits"][0]["kind"] == "misnomers"
    assert search("sour thoughh")["hits"][0]["name"] is None
    assert search("fermentations in bulk")["hits"][0]["text"] == [
        ["Definition of ", False],
        ["Bulk", True],
        [" ", False],
        ["fermentation", True],
        [".", False],
    ]


def test_the_nearest_name_is_offered_where_nothing_is_found(search: Callable[[str], dict[str, Any]]) -> None:
    assert search("xautxlyxse")["nearest"] == {"url": "concepts/autolyse/", "title": "Autolyse"}
    assert search("bulk shopping")["nearest"] == {"url": "concepts/bulk/", "title": "Bulk fermentation"}
    assert search("autolyse parking permit")["nearest"] == {"url": "concepts/autolyse/", "title": "Autolyse"}
    assert search("zzzzzzzz")["nearest"] is None
    assert search("quarterly tax return")["nearest"] is None
    assert search("levain")["nearest"] is None


@pytest.mark.parametrize(("language", "text", "tokens"), TOKENS)
def test_the_worker_cuts_a_text_into_the_same_words_as_the_engine(
    workers: dict[str, Page], language: str, text: str, tokens: list[str]
) -> None:
    assert workers[language].evaluate("text => words.tokenize(text)", text) == tokens


def test_the_worker_cuts_every_real_text_into_the_same_words_as_the_engine(ranking: Page) -> None:
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))]
    assert len(texts) > 100
    assert ranking.evaluate("texts => texts.map(words.tokenize)", texts) == [
        WORDS.tokenize(text) for text in texts
    ]


def test_the_form_of_a_word_in_the_index_stands_for_all_its_forms(ranking: Page) -> None:
    """The index is made with one stemmer and read with another, which must agree on each word of the real
    hints.
    """
    texts = [path.read_text("utf-8").lower() for path in sorted((ROOT / "docs/concepts").glob("*.md"))]
    hints = [text[text.index("hints:") : text.index("topic:")] for text in texts]
    pairs = [
        [given, sorted(kept)]
        for given, kept in zip(hints, WORDS.in_one_form(map(WORDS.tokenize, hints)), strict=True)
    ]
    lost = """([stopWords, pairs]) => {
        const { tokenize, stem } = words;
        return pairs.flatMap(([given, kept]) => tokenize(given).filter(
          word => !stopWords.includes(word) && !kept.map(stem).includes(stem(word))));
    }"""
    assert len(hints) > 100
    assert ranking.evaluate(lost, [sorted(WORDS.stop_words), pairs]) == []


def test_the_german_stemmer_is_of_one_release_in_engine_and_worker(workers: dict[str, Page]) -> None:
    words = search_words(language_of("de"))
    catalogue = (ROOT / "scripts/glossary/languages/de/interface.po").read_text("utf-8")
    # Words of another language are stemmed by the same rules, and there are many of them.
    texts = [catalogue, *(path.read_text("utf-8") for path in sorted((ROOT / "docs/concepts").glob("*.md")))]
    known = sorted({word for text in texts for word in words.tokenize(text)})
    assert len(known) > 5000
    assert workers["de"].evaluate("known => known.map(words.stem)", known) == [
        words.stem(word) for word in known
    ]


@pytest.mark.parametrize(("language", "forms"), STEMS)
def test_the_forms_of_a_word_are_one(workers: dict[str, Page], language: str, forms: str) -> None:
    stems = workers[language].evaluate("forms => [...new Set(words.tokenize(forms).map(words.stem))]", forms)
    assert len(stems) == 1


GERMAN_CONCEPTS = [
    {"slug": "kostform", "title": "Kostform", "links": 5},
    {"slug": "vegetarische-kost", "title": "Vegetarische Kost", "within": "vegetarische Kost", "links": 2},
    {"slug": "ueberproduktion", "title": "Überproduktion", "aliases": ["Übermaß"], "links": 1},
    {"slug": "kuehlkette", "title": "Kühlkette", "links": 3},
    {"slug": "rueckstellprobe", "title": "Rückstellprobe", "links": 0},
]


@pytest.fixture(scope="module")
def search_german(workers: dict[str, Page]) -> Callable[[str], dict[str, Any]]:
    """The function that answers a query to a German glossary."""
    words = search_words(language_of("de"))
    hints = [["suppe", "essen"], ["fleisch"], ["reste", "strasse"], ["kalt"], ["teller"]]
    made = {
        **index(),
        **words.for_worker(),
        "versus": "%(this)s oder %(that)s",
        "comparison": "Vergleich",
        "concepts": [
            {"topic": "baking", "definition": f"Was {concept['title']} bedeutet.", **concept}
            for concept in GERMAN_CONCEPTS
        ],
        "pages": [],
        "hints": _delta_encoded([{*hint} for hint in hints]),
    }
    workers["de"].evaluate("index => { window.engine = makeSearch(index); }", made)
    return lambda query: workers["de"].evaluate("query => engine.search(query)", query)


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("kostformen", "kostform"),
        ("was ist eine Kostform?", "kostform"),
        ("was bedeutet kostform", "kostform"),
        ("erkläre mir die Kühlkette", "kuehlkette"),
        ("Erklaere mir die Kuehlkette", "kuehlkette"),
        ("überproduktion", "ueberproduktion"),
        ("ueberproduktion", "ueberproduktion"),
        ("uberproduktion", "ueberproduktion"),
        ("ueberp", "ueberproduktion"),
        ("Uebermass", "ueberproduktion"),
        ("reste von der straße", "ueberproduktion"),
        ("vegetarischer Kost", "vegetarische-kost"),
        ("VEGETARISCHE KOST", "vegetarische-kost"),
        ("KÜHLKETTE UNTERBROCHEN", "kuehlkette"),
        ("ÜBERMASS", "ueberproduktion"),
        ("rueckstellproben", "rueckstellprobe"),
        ("kühlkette unterbrochen", "kuehlkette"),
        ("Kette", "kuehlkette"),
        ("Ketten", "kuehlkette"),
        ("Kuehlkettenprotokoll", "kuehlkette"),
        ("Tagesrückstellprobe", "rueckstellprobe"),
        ("was ist eine Tagesrueckstellprobe", "rueckstellprobe"),
        ("Kostformwechsel", "kostform"),
        ("Fußball", "nothing"),
    ],
)
def test_a_german_query_finds_its_page_by_umlauts_and_by_parts_of_compounds(
    search_german: Callable[[str], dict[str, Any]], query: str, slug: str
) -> None:
    assert first(search_german(query)) == (slug if slug == "nothing" else f"concepts/{slug}/")


@pytest.mark.parametrize(
    "query",
    [
        "was ist der Unterschied zwischen Kostform und vegetarischer Kost",
        "Kostform oder vegetarische Kost",
        "kostform vs vegetarische kost",
    ],
)
def test_a_german_query_for_two_concepts_finds_their_comparison(
    search_german: Callable[[str], dict[str, Any]], query: str
) -> None:
    found = search_german(query)["hits"][0]
    assert (found["url"], found["title"], found["topic"]) == (
        "compare/kostform-vs-vegetarische-kost/",
        "Kostform oder vegetarische Kost",
        "Vergleich",
    )


@pytest.mark.parametrize("query", ["was ist eine", "erkläre mir", "kannst du mir sa", "was bedeutet"])
def test_a_german_query_that_only_asks_says_nothing_yet(
    search_german: Callable[[str], dict[str, Any]], query: str
) -> None:
    answer = search_german(query)
    assert answer["brief"] and answer["hits"] == []
