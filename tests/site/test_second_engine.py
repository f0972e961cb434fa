"""The staged folder in a second site engine: the way out stays open."""

from pathlib import Path
from urllib.parse import urljoin

from lxml.html import HtmlElement, tostring

from .built import Site, build_second


def words(page: HtmlElement) -> list[str]:
    return " ".join(page.xpath("//article//text()")).split()


def links(page: HtmlElement, base: str) -> list[str]:
    return [urljoin(base, link) for link in page.xpath("//article//a/@href")]


def test_it_builds_the_same_concept_pages(root_site: Site, second: Site) -> None:
    assert second.slugs == root_site.slugs


def test_concept_pages_have_the_same_links_and_the_same_text(root_site: Site, second: Site) -> None:
    again = second.concepts
    for slug, page in root_site.concepts.items():
        base = f"{root_site.url}concepts/{slug}/"
        assert links(page, base), slug
        assert links(again[slug], base) == links(page, base), slug
        assert words(again[slug]) == words(page), slug


def test_concept_pages_have_the_same_pictures(root_site: Site, second: Site) -> None:
    shown, again = (
        {
            slug: [*map(tostring, page.find(".//article").find_class("picture"))]
            for slug, page in site.concepts.items()
        }
        for site in (root_site, second)
    )
    assert sum(map(len, shown.values())) > 100
    assert again == shown


def test_concept_pages_have_the_same_formulas(formulas_site: Site, tmp_path: Path) -> None:
    build_second(tmp_path / "staged", formulas_site.url, formulas_site.folder.parent)
    again = Site(tmp_path / "staged/site", formulas_site.url)
    shown, again_shown = (
        [str(formula) for formula in each.page("concepts/formulas/").find_all("math")]
        for each in (formulas_site, again)
    )
    assert len(shown) == 28
    assert again_shown == shown


def test_redirects_and_data_files_are_there_too(root_site: Site, second: Site) -> None:
    for path in ("related.json", "concepts/large-language-model/index.html"):
        assert (second.folder / path).read_text() == (root_site.folder / path).read_text()
