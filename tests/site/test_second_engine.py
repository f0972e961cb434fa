"""The staged folder in a second site engine: the way out stays open."""

from urllib.parse import urljoin

from lxml.html import HtmlElement, tostring

from .built import Site


def words(page: HtmlElement) -> list[str]:
    return " ".join(page.xpath("//article//text()")).split()


def links(page: HtmlElement, base: str) -> list[str]:
    return [urljoin(base, link) for link in page.xpath("//article//a/@href")]


def test_it_builds_the_same_concept_pages(site: Site, second: Site) -> None:
    assert second.slugs == site.slugs


def test_concept_pages_have_the_same_links_and_the_same_text(site: Site, second: Site) -> None:
    again = second.concepts
    for slug, page in site.concepts.items():
        base = f"{site.url}concepts/{slug}/"
        assert links(page, base), slug
        assert links(again[slug], base) == links(page, base), slug
        assert words(again[slug]) == words(page), slug


def test_concept_pages_have_the_same_pictures_and_formulas(site: Site, second: Site) -> None:
    for drawn, least in ("figure[contains(@class, 'picture')]", 20), ("math", 50):
        shown, again = (
            {
                slug: [tostring(one, with_tail=False) for one in page.xpath(f"//article//{drawn}")]
                for slug, page in built.concepts.items()
            }
            for built in (site, second)
        )
        assert sum(map(len, shown.values())) >= least
        assert again == shown


def test_redirects_and_data_files_are_there_too(site: Site, second: Site) -> None:
    for path in ("related.json", "concepts/large-language-model/index.html"):
        assert (second.folder / path).read_text() == (site.folder / path).read_text()
