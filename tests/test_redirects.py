"""Former addresses, and those of other names, lead to the concept."""

from html import unescape
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from glossary.graph.comparisons import comparisons
from glossary.graph.graph import build_graph
from glossary.graph.redirects import moved_comparisons, redirected_slugs, reversed_comparisons
from glossary.reading.concept import Concept
from glossary.reading.settings import Ledger
from glossary.reading.site_config import SiteInfo
from glossary.site.build import build
from glossary.site.exports.hosting import hosting
from glossary.site.redirects import redirect_pages

from .glossaries import COMPARISON, TODAY, concepts, ledger, relation, write


def by_slug(*found: Concept) -> dict[str, Concept]:
    return {concept.slug: concept for concept in found}


def test_every_name_of_a_page_has_an_address_that_leads_to_it() -> None:
    found = by_slug(
        *concepts(
            {
                "llm": {"title": "Large language model", "abbr": "LLM", "aliases": ["Text model", "…"]},
                "token": None,
            }
        )
    )
    assert redirected_slugs(found, Ledger()) == {"large-language-model": "llm", "text-model": "llm"}


def test_a_former_address_leads_where_the_ledger_says_and_never_away_from_a_page() -> None:
    found = by_slug(*concepts({"llm": {"aliases": ["Token", "Old"]}, "token": None}))
    former = Ledger({"old": 1, "older": 2}, {"old": "token", "older": "llm"})
    assert redirected_slugs(found, former) == {"old": "token", "older": "llm"}


@pytest.mark.parametrize("site_url", ["/", "https://example.org/", "https://example.org/glossary/"])
def test_a_redirect_works_without_script_and_from_any_folder(site_url: str) -> None:
    found = by_slug(*concepts({"llm": {"question": 'What is an "LLM" <b>& why?'}}))
    pages = redirect_pages(found, {"old": "llm"}, {}, SiteInfo(site_url))
    assert list(pages) == ["concepts/old/index.html", "redirect.js"]
    page = BeautifulSoup(pages["concepts/old/index.html"](), "html.parser")
    refresh, canonical, link = (
        page.find("meta", attrs={"http-equiv": "refresh"}),
        page.find("link", rel="canonical"),
        page.find("a"),
    )
    assert refresh and canonical and link
    assert refresh["content"] == "0; url=../llm/"
    assert canonical["href"] == f"{site_url}concepts/llm/"
    assert link["href"] == "../llm/"
    assert link.get_text() == 'What is an "LLM" <b>& why?'
    assert page.find("b") is None
    assert page.title and unescape(page.title.get_text()) == 'What is an "LLM" <b>& why?'


def test_a_comparison_can_be_asked_for_the_other_way_round() -> None:
    graph = build_graph(
        concepts({"bread": {"related": [relation("soup", "contrasts", **COMPARISON)]}, "soup": None})
    )
    pages = redirect_pages(graph.concepts, {}, reversed_comparisons(comparisons(graph)), SiteInfo())
    assert list(pages) == ["compare/soup-vs-bread/index.html", "redirect.js"]
    assert "../bread-vs-soup/" in pages["compare/soup-vs-bread/index.html"]()


def test_a_comparison_stays_where_it_was_looked_for_when_its_concepts_get_other_slugs() -> None:
    graph = build_graph(
        concepts({"bread": {"related": [relation("soup", "contrasts", **COMPARISON)]}, "soup": None})
    )
    moved = moved_comparisons(comparisons(graph), {"loaf": "bread", "broth": "soup", "stew": "dish"})
    assert set(moved) == {
        f"{one}-vs-{other}"
        for one, other in (
            ("loaf", "soup"),
            ("soup", "loaf"),
            ("bread", "broth"),
            ("broth", "bread"),
            ("loaf", "broth"),
            ("broth", "loaf"),
        )
    }
    assert (
        "../bread-vs-soup/"
        in redirect_pages(graph.concepts, {}, moved, SiteInfo())["compare/soup-vs-loaf/index.html"]()
    )
    assert (
        "/x/compare/soup-vs-loaf/ /x/compare/bread-vs-soup/ 301\n"
        in hosting({}, moved, "https://example.org/x/")["_redirects"]
    )


def test_a_build_lets_both_comparisons_of_a_renamed_concept_lead_on(tmp_path: Path) -> None:
    pages = {
        "bread": {"related": [relation("soup", "contrasts", **COMPARISON)]},
        "cake": {"related": [relation("bread", "contrasts", **COMPARISON)]},
        "soup": None,
    }
    write(tmp_path, pages, {"urls.txt": f"/concepts/loaf/ -> /concepts/bread/\n{ledger(pages)}"})
    files = build(tmp_path, TODAY, SiteInfo("https://example.org/x/")).files
    for old, new in (("loaf-vs-soup", "bread-vs-soup"), ("cake-vs-loaf", "cake-vs-bread")):
        assert f"../{new}/" in str(files[f"compare/{old}/index.html"])
        assert f"/x/compare/{old}/ /x/compare/{new}/ 301\n" in str(files["_redirects"])


def test_a_former_comparison_never_stands_in_the_way_of_one_that_is_there() -> None:
    contrast = {"related": [relation("soup", "contrasts", **COMPARISON)]}
    graph = build_graph(concepts({"bread": contrast, "soup-vs-bread": contrast, "soup": None}))
    assert "bread-vs-soup" not in moved_comparisons(comparisons(graph), {"bread": "soup-vs-bread"})
