"""What a reader learns about the glossary, and what contributors find together."""

from urllib.parse import urljoin

import pytest

from .built import Site

FOR_CONTRIBUTORS = ["about/writing/", "about/rules/", "about/health/", "about/how-it-works/"]


def test_about_begins_with_what_readers_ask(site: Site) -> None:
    (about,) = [link for link in site.page("").select(".menu a") if link.get_text() == "About"]
    assert urljoin(site.url, about["href"]) == site.url + "about/"
    asked = [heading.contents[0] for heading in site.page("about/").find("article").find_all("h2")]
    assert asked[:5] == [
        "Who writes it",
        "How a page is checked",
        "What “reviewed” means",
        "How to correct a page",
        "What you may do with it",
    ]


@pytest.mark.parametrize("path", ["", "concepts/llm/", "about/rules/"])
def test_the_foot_of_every_page_leads_to_what_is_for_readers_and_then_to_what_is_for_contributors(
    site: Site, path: str
) -> None:
    readers, contributors = site.page(path).find("footer").find("nav").find_all("ul")
    addresses = [
        [urljoin(site.url + path, link["href"]).removeprefix(site.url) for link in links.find_all("a")]
        for links in (readers, contributors)
    ]
    assert addresses[0][0] == "about/"
    assert addresses[1] == FOR_CONTRIBUTORS
    assert contributors.find_previous_sibling("p").get_text() == "For contributors"


def test_the_pages_for_contributors_stand_together(site: Site) -> None:
    for path in FOR_CONTRIBUTORS:
        section = site.page(path).find("nav", class_="section")
        group = section.find("ul", attrs={"aria-labelledby": section.find("span")["id"]})
        assert [
            urljoin(site.url + path, link["href"]).removeprefix(site.url) for link in group.find_all("a")
        ] == FOR_CONTRIBUTORS
        assert section.find("a", attrs={"aria-current": "page"}) in group.find_all("a")
