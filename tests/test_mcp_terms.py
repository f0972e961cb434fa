"""What agents are told of terms: from what is published alone, each with its page, and never too much."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from glossary.commands.project import DEV_ADDRESS, Project, published_by
from glossary.links.terms import Unusable
from glossary.mcp import terms as mcp_terms
from glossary.mcp.terms import Terms, Unknown
from glossary.reading.site_config import read_config
from glossary.site.build import Output

from .glossaries import REAL_URL, write

Read = Callable[[str], bytes]


def reader(files: dict[str, str]) -> Read:
    """What reads these files, and no others."""

    def read(path: str) -> bytes:
        if path not in files:
            raise Unusable("has no such file", "ask for another one")
        return files[path].encode()

    return read


@pytest.fixture(scope="module")
def published(sample: Output) -> dict[str, str]:
    """The published files of the sample of the real glossary."""
    return {
        path: str(files[path])
        for files in (sample.verbatim, sample.files)
        for path in files
        if path.startswith(("api/v1/terms.json", "related.json", "compare/"))
    }


@pytest.fixture(scope="module")
def terms(published: dict[str, str]) -> Terms:
    """They, to be asked."""
    return Terms(reader(published))


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("RAG", "Retrieval-augmented generation"),
        ("open-book AI", "Retrieval-augmented generation"),
        ("why does it state something false as fact", "Hallucination"),
        ("overfit", "Overfitting"),
    ],
)
def test_a_search_finds_names_wrong_names_and_descriptions(terms: Terms, query: str, first: str) -> None:
    hits = terms.search(query)
    assert hits[0].term == first
    assert len(hits) <= mcp_terms.HITS
    assert all(hit.page.startswith(REAL_URL) and hit.sentence for hit in hits)


@pytest.mark.parametrize(
    "query", ["", " ", '"', '" OR slug:* NEAR(', "names:llm", "x" * 100_000, "\0", "💥", "*"]
)
def test_whatever_is_asked_is_text(terms: Terms, query: str) -> None:
    assert all(hit.page.startswith(REAL_URL) for hit in terms.search(query))
    with pytest.raises(Unknown) as unknown:
        terms.look_up(query)
    assert len(str(unknown.value)) < 2000


def test_a_term_is_told_with_its_page(terms: Terms) -> None:
    told = terms.look_up("large language models")
    assert told.page == f"{REAL_URL}concepts/llm/"
    assert "LLM" in told.also_called
    assert told.in_plain_words
    assert told.definition


def test_a_comparison_is_found_in_either_order_and_two_terms_without_one_still_have_their_sentences(
    terms: Terms,
) -> None:
    there, back = terms.compare("LLM", "foundation model"), terms.compare("foundation model", "LLM")
    assert there.page == back.page
    assert there.text is not None
    assert "When to say which" in there.text
    apart = terms.compare("LLM", "overfitting")
    assert (apart.page, apart.text) == (None, None)
    assert apart.one.sentence
    assert apart.other.sentence


def test_what_is_related_says_why(terms: Terms) -> None:
    related = terms.related("RAG")
    assert 3 <= len(related) <= mcp_terms.HITS
    assert all(entry.why for entry in related)


def test_a_topic_is_listed_by_its_title_or_slug(terms: Terms) -> None:
    assert "Language models" in terms.topics()
    assert terms.topic("language models") == terms.topic("language-models")
    assert terms.topic("Language models").terms
    with pytest.raises(Unknown, match="Language models"):
        terms.topic("Cooking")


def test_who_misspells_a_term_is_told_what_is_near(terms: Terms) -> None:
    with pytest.raises(Unknown, match="Overfitting"):
        terms.look_up("overfiting")


def test_an_answer_is_bounded_whatever_a_glossary_publishes(published: dict[str, str]) -> None:
    listed = json.loads(published["api/v1/terms.json"])
    for term in listed["terms"]:
        term |= {"plain": "long " * 10_000, "definition": "long " * 10_000}
        term["aliases"] = [f"{term['slug']} {number} {'long ' * 15}" for number in range(100)]
        term["topic"]["title"] = "long " * 10_000
    terms = Terms(reader({**published, "api/v1/terms.json": json.dumps(listed)}))
    assert len(terms.look_up("rag").model_dump_json()) < 8_000
    assert sum(len(hit.model_dump_json()) for hit in terms.search("long")) < 10_000
    assert sum(map(len, terms.topics())) < 10_000
    assert len(terms.topic("language-models").topic) < 200


def test_what_is_no_glossary_is_refused() -> None:
    with pytest.raises(Unusable, match="is no terms"):
        Terms(reader({"api/v1/terms.json": "{}"}))


def test_reasons_in_another_form_than_this_release_reads_are_refused(published: dict[str, str]) -> None:
    other = Terms(reader({**published, "related.json": "[]"}))
    with pytest.raises(Unusable, match=r"publishes related\.json in another form than this release reads"):
        other.related("RAG")


def test_the_terms_of_another_site_are_refused(published: dict[str, str]) -> None:
    assert Terms(reader(published), REAL_URL).topics()
    with pytest.raises(Unusable, match="holds the terms of another site"):
        Terms(reader(published), "https://other.example/")


def test_a_project_without_an_address_can_be_asked_too(tmp_path: Path) -> None:
    write(tmp_path / "docs", {"token": {"title": "Token"}})
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Words\ntheme: material\nplugins: [glossary]\n"
        "markdown_extensions: [attr_list, md_in_html]\n"
    )
    terms = Terms(published_by(Project(read_config(tmp_path))))
    with pytest.raises(Unusable, match=r"has no compare/all\.json; ask for another one"):
        published_by(Project(read_config(tmp_path)))("compare/all.json")
    assert terms.look_up("token").page == f"http://{DEV_ADDRESS}/concepts/token/"
