"""What a reader learns about the glossary, and what contributors find together."""

from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from .built import Site

FOR_TEAMS = [f"about/{name}/" for name in ("your-own", "tables", "handbook", "settings", "publish")]
FOR_CONTRIBUTORS = [f"about/{name}/" for name in ("writing", "rules", "health", "how-it-works")]


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
def test_the_foot_of_every_page_leads_to_what_is_for_readers_for_teams_and_for_contributors(
    site: Site, path: str
) -> None:
    readers, teams, contributors = site.page(path).find("footer").find("nav").find_all("ul")
    addresses = [
        [urljoin(site.url + path, link["href"]).removeprefix(site.url) for link in links.find_all("a")]
        for links in (readers, teams, contributors)
    ]
    assert addresses[0][0] == "about/"
    assert addresses[1:] == [FOR_TEAMS, FOR_CONTRIBUTORS]
    assert teams.find_previous_sibling("p").get_text() == "Your own glossary"
    assert contributors.find_previous_sibling("p").get_text() == "For contributors"


@pytest.mark.parametrize("group", [FOR_TEAMS, FOR_CONTRIBUTORS])
def test_the_pages_of_a_group_stand_together(site: Site, group: list[str]) -> None:
    for path in group:
        section = site.page(path).find("nav", class_="section")
        current = section.find("a", attrs={"aria-current": "page"})
        together = current.find_parent("ul")
        assert section.find("span", id=together["aria-labelledby"])
        assert [
            urljoin(site.url + path, link["href"]).removeprefix(site.url) for link in together.find_all("a")
        ] == group


def test_the_way_from_a_table_to_a_site_comes_first_and_all_fits_on_two_screens(
    site: Site, page: Page
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site.url + "about/your-own/")
    article = page.locator("article")
    assert article.locator("h2").first.inner_text().startswith("From a table")
    assert "glossary import" in article.locator("pre").first.inner_text()
    ends = [entry.bounding_box() for entry in article.locator("p, pre, li").all()]
    assert max(box["y"] + box["height"] for box in ends) <= 2 * 900
