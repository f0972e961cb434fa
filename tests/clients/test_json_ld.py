"""What extruct finds on the concept pages: the term, its page and the way to it, for search engines."""

import json
import subprocess
from datetime import date

import pytest

from .environments import python_client
from .projects import Glossary

pytestmark = pytest.mark.client

EXTRACT = """
import extruct, json, sys
pages = json.load(sys.stdin)
found = {url: extruct.extract(open(path, encoding="utf-8").read(), base_url=url,
  errors="strict") for url, path in pages.items()}
json.dump(found, sys.stdout)
"""


@pytest.fixture(scope="module")
def found(real: Glossary) -> dict[str, dict]:
    """Everything machine-readable on each concept page, by the slug of the concept."""
    pages = {url: str(real.folder / f"concepts/{slug}/index.html") for slug, url in real.by_slug.items()}
    run = subprocess.run(
        [python_client("extruct"), "-c", EXTRACT],
        input=json.dumps(pages),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    by_url = json.loads(run.stdout)
    return {slug: by_url[url] for slug, url in real.by_slug.items()}


def things(page: dict, kind: str) -> list[dict]:
    """The things of a kind that a page describes in JSON-LD, wherever they are nested."""

    def walk(node: object) -> list[dict]:
        if isinstance(node, list):
            return [thing for child in node for thing in walk(child)]
        if not isinstance(node, dict):
            return []
        own = [node] if node.get("@type") == kind else []
        return own + [thing for child in node.values() for thing in walk(child)]

    return walk(page["json-ld"])


def test_each_page_describes_its_term(real: Glossary, found: dict[str, dict]) -> None:
    sets = set()
    for slug, page in found.items():
        term = json.loads((real.folder / f"api/v1/terms/{slug}.json").read_text("utf-8"))
        assert {block["@context"] for block in page["json-ld"]} == {"https://schema.org"}
        (described,) = things(page, "DefinedTerm")
        assert (described["name"], described["description"], described["url"], described["termCode"]) == (
            term["title"],
            term["plain"],
            term["url"],
            slug,
        )
        assert described["disambiguatingDescription"] == term["definition"]
        assert described.get("alternateName", []) == term["aliases"]
        of = described["inDefinedTermSet"]
        assert of["@type"] == "DefinedTermSet"
        sets.add((of["name"], of["url"]))
    assert len(sets) == 1
    assert sets.pop()[1].startswith(real.url)


def test_each_page_has_its_dates(found: dict[str, dict]) -> None:
    for slug, page in found.items():
        (described,) = things(page, "WebPage")
        assert date.fromisoformat(described["datePublished"]) <= date.fromisoformat(
            described["dateModified"]
        ), slug


def test_each_page_says_where_it_stands(real: Glossary, found: dict[str, dict]) -> None:
    for slug, page in found.items():
        (trail,) = things(page, "BreadcrumbList")
        steps = trail["itemListElement"]
        assert len(steps) >= 2
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1)), slug
        assert all(step["@type"] == "ListItem" and step["name"] for step in steps)
        for step in steps[:-1]:
            assert step["item"].startswith(real.url)
            assert (real.folder / step["item"].removeprefix(real.url) / "index.html").is_file(), step


def test_no_page_claims_to_be_a_list_of_questions(found: dict[str, dict]) -> None:
    assert not any("FAQPage" in json.dumps(page) for page in found.values())
