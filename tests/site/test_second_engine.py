"""The staged folder in a second site engine: the way out stays open."""

from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup

from .built import Site, build_second


def words(page: BeautifulSoup) -> list[str]:
    return page.find("article").get_text(" ").split()


def links(page: BeautifulSoup, base: str) -> list[str]:
    return [urljoin(base, link["href"]) for link in page.find("article").find_all("a", href=True)]


def test_it_builds_the_same_concept_pages(root_site: Site, second: Site) -> None:
    assert second.slugs == root_site.slugs


def test_concept_pages_have_the_same_links_and_the_same_text(root_site: Site, second: Site) -> None:
    for slug in root_site.slugs:
        page = root_site.page(f"concepts/{slug}/")
        base = f"{root_site.url}concepts/{slug}/"
        assert links(second.page(f"concepts/{slug}/"), base) == links(page, base), slug
        assert words(second.page(f"concepts/{slug}/")) == words(page), slug


def test_concept_pages_have_the_same_pictures(root_site: Site, second: Site) -> None:
    for slug in root_site.slugs:
        shown, again = ([str(figure) for figure in site.page(f"concepts/{slug}/").find("article").find_all("figure", class_="picture")] for site in (root_site, second))
        assert again == shown, slug


def test_concept_pages_have_the_same_formulas(formulas_site: Site, tmp_path: Path) -> None:
    build_second(tmp_path / "staged", formulas_site.url, formulas_site.folder.parent)
    again = Site(tmp_path / "staged/site", formulas_site.url)
    shown, again_shown = ([str(formula) for formula in each.page("concepts/formulas/").find_all("math")] for each in (formulas_site, again))
    assert len(shown) == 28
    assert again_shown == shown


def test_redirects_and_data_files_are_there_too(root_site: Site, second: Site) -> None:
    for path in ("related.json", "concepts/large-language-model/index.html"):
        assert (second.folder / path).read_text() == (root_site.folder / path).read_text()
