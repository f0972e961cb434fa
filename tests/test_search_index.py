"""The search index: what it holds of each page, how small it is, and that nothing of the query set leaked
into hints.
"""

import gzip
import hashlib
import json
import re
from collections import Counter
from itertools import accumulate
from pathlib import Path

import pytest
import yaml

from glossary.graph.comparisons import comparisons
from glossary.graph.graph import Graph, build_graph
from glossary.languages import ENGLISH
from glossary.reading.concept import Concept
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.site.exports.opensearch import opensearch
from glossary.site.exports.page_titles import page_titles
from glossary.site.exports.search_index import WORDS_A_PAGE, differences
from glossary.text.search_words import search_words

from .glossaries import TODAY, write

ROOT = Path(__file__).parent.parent
WORDS = search_words(ENGLISH)
VENDOR = ROOT / "scripts/glossary/theme/vendor"
SOURCES = ("edit_distance.js", "full_text.js", "ranking.js", "words.js", "worker.js")
QUERIES = yaml.safe_load((ROOT / "tests/search/queries.yml").read_text("utf-8"))


@pytest.fixture(scope="module")
def graph(sample: Output) -> Graph:
    """The concepts of the sample."""
    return build_graph(sample.concepts.values())


@pytest.fixture(scope="module")
def index(sample: Output) -> dict:
    """The index of the sample."""
    return json.loads(str(sample.files["search/glossary.json"]))


def pages_of(index: dict, part: str) -> dict[str, list[int]]:
    """The numbers of the pages that have each word of a part, from the differences between the places of its
    words.
    """
    known = index[part]["known"].split(" ")
    found: dict[str, list[int]] = {word: [] for word in known}
    for page, steps in enumerate(index[part]["pages"]):
        lengths = [
            80 * len(further) + ord(rest) - ord("(") + 1 for further, rest in re.findall("(~*)([^~])", steps)
        ]
        for place in accumulate(lengths):
            found[known[place - 1]].append(page)
    return found


def number_of(index: dict, slug: str) -> int:
    return [concept["slug"] for concept in index["concepts"]].index(slug)


def test_terms_in_italics_can_be_found_at_their_place(tmp_path: Path) -> None:
    lead = (
        "Soup is *thin*, made of *clear stock*, and so is *Bread*. It is _no sentence, at all_, and"
        " *clear stock* again. A *café au lait* warms it. Croutons float in it."
    )
    write(tmp_path, {"soup": {"lead": lead, "covers": ["Crouton", "Noodle"]}, "bread": None})
    output = build(tmp_path, TODAY)
    assert not [problem for problem in output.problems if problem.blocks], output.problems
    soup = json.loads(str(output.files["search/glossary.json"]))["concepts"][1]
    assert soup["slug"] == "soup"
    assert soup["introduced"] == ["thin", "clear stock", "café au lait"]
    assert soup["ids"] == {"Noodle": "", "café au lait": "cafe-au-lait"}
    page = str(output.files["concepts/soup.md"])
    for place in ("term-thin", "term-clear-stock", "term-cafe-au-lait", "term-crouton"):
        assert page.count(f'id="{place}"') == 1, place
    assert "term-bread" not in page


def test_a_concept_can_be_found_by_every_name_and_is_shown_with_its_sentence(
    index: dict, graph: Graph
) -> None:
    for entry in index["concepts"]:
        concept: Concept = graph.concepts[entry["slug"]]
        names = [
            entry["title"],
            entry.get("abbr"),
            *entry.get("aliases", []),
            *entry.get("covers", []),
            *entry.get("instances", []),
            *entry.get("misnomers", []),
        ]
        meta = concept.meta
        assert [name for name in names if name] == [*meta.names, *meta.instances, *meta.misnomers]
        assert entry["definition"] == meta.sentence
        assert index["topics"][entry["topic"]]


def test_stop_words_are_left_out(index: dict) -> None:
    assert {"what", "the", "how"} <= set(index["stop_words"])
    assert not set(index["stop_words"]) & {*pages_of(index, "hints"), *pages_of(index, "words")}


def test_what_other_pages_say_of_a_concept_counts_as_its_own_text(index: dict, graph: Graph) -> None:
    pages = pages_of(index, "words")
    borrowed = 0
    for slug, own in graph.concepts.items():
        reasons = " ".join(
            edge.why for edges in graph.edges.values() for edge in edges if edge.target == slug and edge.why
        )
        here, there = (
            {WORDS.stem(word) for word in WORDS.tokenize(text)}
            for text in (f"{own.meta.definition} {own.text.body}", reasons)
        )
        found = {
            WORDS.stem(word) for word, having in pages.items() if number_of(index, slug) in having
        } - here
        assert found <= there
        borrowed += len(found)
    assert borrowed


def test_the_picture_from_daily_life_is_not_searched(index: dict, graph: Graph) -> None:
    rag = graph.concepts["rag"]
    section = next(section for section in rag.text.sections if section.title == "In plain words")
    picture = section.plain
    others = " ".join(other.plain for other in rag.text.sections if other is not section)
    rest = (
        others
        + " ".join(rag.meta.hints)
        + " ".join(edge.why or "" for edges in graph.edges.values() for edge in edges if edge.target == "rag")
    )
    only = set(re.findall(r"[a-z]{4,}", picture.lower())) - set(re.findall(r"[a-z]+", rest.lower()))
    assert only
    pages = pages_of(index, "words")
    assert not [word for word in only if number_of(index, "rag") in pages.get(word, [])]


def test_the_concepts_to_begin_with_are_those_that_most_pages_mention(index: dict) -> None:
    links = [concept["links"] for concept in index["concepts"]]
    linked = [links[number] for number in index["start"]["linked"]]
    assert len(linked) > 2
    assert linked == sorted(links, reverse=True)[: len(linked)]
    assert len({tuple(index["comparisons"][place]) for place in index["start"]["compared"]}) > 2


def test_each_comparison_has_its_difference(graph: Graph) -> None:
    pairs = comparisons(graph)
    said = json.loads(differences(pairs))
    assert list(said) == [f"compare/{pair.slug}/" for pair in pairs]
    for pair in pairs:
        assert (pair.relation.difference or "").startswith(said[f"compare/{pair.slug}/"].removesuffix(" …"))
    assert all(20 < len(text) <= 180 for text in said.values())


def test_no_page_fills_the_index(index: dict) -> None:
    counts = Counter(number for pages in pages_of(index, "words").values() for number in pages)
    assert max(counts.values()) <= WORDS_A_PAGE


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("---\ntitle: About us\n---\n\n# What we do\n", "About us"),
        ("---\ntitle:\n---\n\n# What we do\n", "What we do"),
        ("A word before.\n\n# What we do\n", "What we do"),
        ("---\ntitle: Home: b\n---\n\n# What we do\n", "What we do"),
        ("---\n- a\n- list\n---\n\n# What we do\n", "What we do"),
        ("---\ntitle: 2026-01-02\n---\n", "2026-01-02"),
        ("A word.\n", "about.md"),
    ],
    ids=["both", "empty", "heading", "broken", "list", "date", "neither"],
)
def test_a_page_is_called_the_same_in_the_search_and_in_llms_txt(
    text: str, title: str, tmp_path: Path
) -> None:
    write(tmp_path, {"token": None}, {"about.md": text})
    files = build(tmp_path, TODAY).files
    pages = json.loads(str(files["search/glossary.json"]))["pages"]
    assert {page["title"] for page in pages if page["url"].startswith("about/")} == {title}
    assert f"\n- [{title}](/about/index.md)\n" in str(files["llms.txt"])


def test_generated_lists_are_never_found(index: dict) -> None:
    urls = [page["url"].partition("#")[0] for page in index["pages"]]
    assert set(urls) & {"about/writing/", "paths/newcomer/"} == {"about/writing/", "paths/newcomer/"}
    assert not set(urls) & {"concepts/", "related/", "print/", "about/health/", "find/"}


def test_worker_and_stemmer_fit_into_8_kilobytes() -> None:
    files = [
        ROOT / "scripts/glossary/theme/assets/javascripts/search-worker.js",
        *sorted(VENDOR.glob("porter2/*.js")),
    ]
    assert len(files) == 2
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) <= 8_000


def test_the_worker_was_made_from_its_sources_as_they_are() -> None:
    sources = b"".join((ROOT / "scripts/search" / name).read_bytes() for name in SOURCES)
    first = (
        (ROOT / "scripts/glossary/theme/assets/javascripts/search-worker.js")
        .read_text("utf-8")
        .partition("\n")[0]
    )
    assert hashlib.sha256(sources).hexdigest()[:16] in first, "run: make search-worker (needs Node.js)"


@pytest.mark.parametrize(("name", "licence"), [("porter2", "MIT"), ("snowball-german", "Redistribution")])
def test_vendored_libraries_are_what_their_note_says_and_have_their_licence(name: str, licence: str) -> None:
    note = (VENDOR / name / "README.md").read_text("utf-8")
    digest = hashlib.sha256((VENDOR / name / f"{name}.min.js").read_bytes()).hexdigest()
    assert digest in note
    assert licence in (VENDOR / name / "LICENSE").read_text("utf-8")


def test_no_hint_was_copied_from_a_query(graph: Graph) -> None:
    queries = {query["query"].strip().casefold() for query in QUERIES}
    hints = {
        hint.strip().casefold(): slug
        for slug, concept in graph.concepts.items()
        for hint in concept.meta.hints
    }
    assert not queries & set(hints)


def test_every_expected_page_of_the_query_set_exists() -> None:
    assert len(QUERIES) >= 400
    expected = {slug for query in QUERIES for slug in query["expect"]}
    assert expected <= {path.stem for path in (ROOT / "docs/concepts").glob("*.md")}


def test_the_notes_count_the_query_set_as_it_is() -> None:
    counts = Counter(query["class"] for query in QUERIES)
    notes = (ROOT / "tests/search/README.md").read_text("utf-8")
    line = re.search(r"^Classes \((\S+) queries\): (.+)\.$", notes, re.M)
    assert line
    assert line[1] == f"{len(QUERIES):,}"
    assert dict(part.split() for part in line[2].split(", ")) == {
        name: str(count) for name, count in counts.items()
    }
    assert len(counts) == 15
    assert f"{line[1]} queries in fifteen classes" in (ROOT / "README.md").read_text("utf-8")


def test_values_cannot_break_the_description_of_the_search() -> None:
    text = opensearch(SiteInfo("https://example.org/x/", '<script>&"' * 9, "a & b"))
    assert "<script>" not in text
    assert 'template="https://example.org/x/find/?q={searchTerms}"' in text


def test_the_index_knows_how_a_title_stands_within_that_of_a_comparison(index: dict) -> None:
    within = {concept["slug"]: concept.get("within") for concept in index["concepts"]}
    assert (within["embedding"], within["eu-ai-act"], within["gpu"]) == ("embedding", None, None)


def test_pages_of_a_handbook_are_known_by_their_titles_alone(tmp_path: Path) -> None:
    pages = {
        "index.md": "# Our handbook\n",
        "guide/expenses.md": "---\ntitle: Travel & expenses\n---\n\nKeep the ticket.\n",
        "guide/README.md": "No heading.\n",
        "blog/posts/moved.md": "# A post\n",
    }
    write(tmp_path, {"llm": None}, pages)
    built = build(tmp_path, TODAY, SiteInfo(in_handbook=True))
    assert json.loads(str(built.files["search/pages.json"])) == [
        {"url": "blog/posts/moved/", "title": "A post"},
        {"url": "guide/", "title": "Readme"},
        {"url": "guide/expenses/", "title": "Travel & expenses"},
        {"url": "", "title": "Our handbook"},
    ]
    index = json.loads(str(built.files["search/glossary.json"]))
    assert (index["in_handbook"], index["pages"]) == (True, [])
    assert "search/pages.json" not in build(tmp_path, TODAY).files
    # A blog has other addresses for its posts; what is not published has none.
    elsewhere = {"blog/posts/moved.md": "blog/2026/01/02/a-post/"}
    assert json.loads(page_titles(built.others, elsewhere)) == [
        {"url": "blog/2026/01/02/a-post/", "title": "A post"}
    ]
