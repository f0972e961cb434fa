"""The HTML of the built site: what every page has, and that every link leads somewhere."""

import gzip
import json
import re
from collections.abc import Mapping, Set
from copy import deepcopy
from hashlib import sha256
from pathlib import PurePath
from types import SimpleNamespace
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import markdown
import material
from jinja2 import Environment, FileSystemLoader
from lxml.html import HtmlElement, tostring

from glossary.graph.graph import build_graph
from glossary.site.build import Output

from ..glossaries import real
from ..sample import CONCEPTS
from ..test_plugin import files_of
from .built import PAGE_TYPES, ROOT, Site, described, linked


def text(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def test_every_page_type_is_there(site: Site) -> None:
    assert set(PAGE_TYPES.values()) <= set(site.paths)


# Addresses that lead to the root of a host from everywhere, unless they go on with the site's path: by the
# ending of the file.
ROOTED = {".html": rb'(?:href|src|action|url|content)="/(?!%b)', ".json": rb'": ?"/(?!%b)', "": rb"^/(?!%b)"}


def test_below_a_path_every_file_is_the_same_but_for_the_address(site: Site, path_site: Site) -> None:
    """So what is true of the site at the root of a host is true of it below a path."""
    files, below = files_of(site.folder), files_of(path_site.folder)
    assert files.keys() == below.keys()
    prefix = urlsplit(path_site.url).path.encode()
    for path, content in below.items():
        if path.endswith(".gz"):
            assert (
                gzip.decompress(content) == below[path.removesuffix(".gz")]
                and gzip.decompress(files[path]) == files[path.removesuffix(".gz")]
            )
            continue
        if rooted := ROOTED.get(PurePath(path).suffix):
            assert not re.search(rooted % prefix[1:], content, re.M), path
        assert (
            content.replace(path_site.url.encode(), site.url.encode()).replace(prefix, b"/") == files[path]
        ), path


def test_each_concept_has_a_page(site: Site) -> None:
    assert set(site.slugs) == CONCEPTS


def test_every_page_has_one_heading_a_title_and_a_description(site: Site) -> None:
    for path, page in site.pages.items():
        assert len(page.findall(".//h1")) == 1, path
        assert text(page.find("head/title")), path
        assert described(page), path
        assert page.get("lang") == "en", path


def test_every_page_but_404_has_its_own_canonical_address_and_card(site: Site) -> None:
    for path, page in site.pages.items():
        if path == "404.html":
            continue
        assert linked(page, "canonical")[0].get("href") == site.url + path
        properties = {
            meta.get("property"): meta.attrib["content"] for meta in page.iterfind(".//meta[@property]")
        }
        assert properties["og:url"] == site.url + path
        assert properties["og:title"] and properties["og:description"]
        assert site.file(properties["og:image"]).is_file()
        assert properties["og:image"].startswith(site.url)
        assert page.find('.//meta[@name="twitter:card"]').get("content") == "summary_large_image"


def test_every_link_leads_to_a_file_and_every_fragment_to_an_id(site: Site) -> None:
    # Where each address was found last: most stand on many pages.
    named: dict[str, str] = {}
    for path, page in site.pages.items():
        for element in page.iter("a", "link", "script", "img", "source", "form", "use"):
            for name in ("href", "src", "action"):
                address = element.get(name)
                if not address or (
                    urlsplit(address).scheme in {"mailto", "https"} and not address.startswith(site.url)
                ):
                    continue
                target = urljoin(site.url + path, address)
                assert target.startswith(site.url), f"{path}: {address} leaves the site's path"
                named[target] = f"{path}: {address}"
    assert len(named) > 1000
    ids = {path: set(page.xpath("//@id")) for path, page in site.pages.items()}
    for whole, where in named.items():
        target, fragment = urldefrag(whole)
        file = site.file(unquote(target))
        assert file.is_file(), where
        if fragment and file.suffix == ".html":
            there = target.removeprefix(site.url).removesuffix("index.html")
            assert unquote(fragment) in ids[there], where


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    for path, page in site.pages.items():
        for element in page.iter("script", "img", "iframe", "source", "video", "audio", "embed", "object"):
            address = element.get("src") or element.get("data") or ""
            assert urljoin(site.url + path, address).startswith(site.url), f"{path}: {address}"
        for link in page.iter("link"):
            if set(link.get("rel", "").split()) & {
                "stylesheet",
                "preload",
                "preconnect",
                "dns-prefetch",
                "icon",
                "manifest",
                "modulepreload",
            }:
                address = link.attrib["href"]
                assert urljoin(site.url + path, address).startswith(site.url), f"{path}: {address}"


def test_a_stylesheet_that_browsers_keep_for_ever_is_named_after_what_is_in_it(site: Site) -> None:
    kept = re.search(
        r"^(\S+)\*\n  Cache-Control: public, max-age=31536000, immutable$",
        (site.folder / "_headers").read_text("utf-8"),
        re.M,
    )
    assert kept
    for path, page in site.pages.items():
        for link in linked(page, "stylesheet"):
            address = urljoin(site.url + path, link.attrib["href"])
            assert urlsplit(address).path.startswith(kept[1]), f"{path}: {address}"
            file = site.file(address)
            assert file.name.split(".")[1] == sha256(file.read_bytes()).hexdigest()[:8], f"{path}: {address}"


def test_no_page_has_inline_scripts_styles_or_handlers(site: Site) -> None:
    for path, page in site.pages.items():
        for script in page.iter("script"):
            assert script.get("src") or script.get("type") in {"application/json", "application/ld+json"}, (
                path
            )
        assert page.find(".//style") is None, path
        assert [
            tostring(element) for element in page.xpath('//*[@style or @*[starts-with(name(), "on")]]')
        ] == [], path


def test_a_concept_page_shows_what_its_front_matter_says(site: Site) -> None:
    page = site.pages["concepts/llm/"]
    article = page.find(".//article")
    assert text(page.find(".//h1")).startswith("What is an LLM?")
    source = (ROOT / "docs/concepts/llm.md").read_text("utf-8")
    assert described(page) == re.search(r'^plain: "(.*)"$', source, re.M)[1]
    crumbs = page.find('.//nav[@aria-label="Breadcrumbs"]')
    assert [text(link) for link in crumbs.iter("a")][-1] == "Language models"
    assert [text(level) for level in crumbs.find_class("level")] == ["Getting started"]
    assert "Token" in text(article) and "Read first" in text(article)
    assert "language learning model" not in text(page.find_class("entry")[0])
    assert [text(line) for line in page.find_class("long-name")] == ["Large language model"]
    assert (
        "Often wrongly called “language learning model” or “large learning model”. The right name "
        "is large language model (LLM)."
    ) in text(article)


def test_two_other_names_are_shown_and_the_rest_unfolds(site: Site) -> None:
    # A copy, because other tests read the same page.
    shown = deepcopy(site.pages["concepts/llm/"].find_class("entry__names")[0])
    folded = shown.find(".//details")
    assert text(folded) == "and 3 more generative language model, large neural language model, large LM"
    folded.drop_tree()
    assert text(shown) == "AI language model, large-scale language model"


def test_below_its_text_a_page_says_what_else_it_explains_and_where(site: Site) -> None:
    page = site.pages["concepts/overfitting/"]
    (covers,) = page.find_class("covers")
    assert text(covers).startswith("Also explains: Underfitting, ")
    places = {text(link): page.get_element_by_id(link.get("href")[1:]) for link in covers.iter("a")}
    assert text(places["Underfitting"]).casefold() == "underfitting"


def test_a_term_that_a_page_covers_leads_to_its_place_in_the_text(site: Site) -> None:
    led = {
        link.get("href"): page
        for page in site.concepts.values()
        for line in page.find_class("covers")
        for link in line.iter("a")
    }
    assert len(led) > 30
    for place, page in led.items():
        assert page.xpath("boolean(//article//*[@id = $id])", id=place.removeprefix("#")), place


def test_most_terms_that_real_pages_cover_have_a_place_in_their_text() -> None:
    lines = [
        line
        for path, page in real().files.items()
        if path.startswith("concepts/") and path.endswith(".md")
        for line in re.findall(r"^(.*)\n\{: \.covers \}", page, re.M)
    ]
    listed = sum(line.count(",") + 1 for line in lines)
    assert sum(line.count("](#term-") for line in lines) > 0.6 * listed > 100


def test_the_picture_of_a_lead_stands_right_behind_the_plain_sentence(site: Site) -> None:
    page = site.pages["concepts/machine-learning/"]
    (sentence,) = page.find_class("sentence")
    assert "picture" in sentence.getnext().classes
    assert "sentence" not in site.pages["print/"].find(".//article").classes
    (printed,) = site.pages["print/"].xpath('//h3[@id="machine-learning"]')
    following = [element.tag for element in printed.itersiblings()][:4]
    assert following.index("figure") < 4


def test_every_concept_has_the_generated_lists_with_reasons(site: Site) -> None:
    index = json.loads((site.folder / "related.json").read_text())
    for slug, page in site.concepts.items():
        items = page.xpath('//*[@id="related-articles"]/following::ul[1]/li')
        assert [urljoin(f"{site.url}concepts/{slug}/", item.find(".//a").get("href")) for item in items] == [
            entry["url"] for entry in index[slug]
        ]
        for item, entry in zip(items, index[slug], strict=True):
            assert entry["why"] in text(item)
        assert len(page.xpath('//*[@id="sources"]/following::*[self::ul or self::ol][1]//li')) >= 2
        assert {"in-plain-words", "why-it-matters", "common-pitfalls"} <= set(page.xpath("//@id")), slug


def test_a_page_says_first_what_a_hurried_reader_needs(site: Site) -> None:
    order = ["in-plain-words", "why-it-matters", "how-it-works", "example", "common-pitfalls"]
    for slug, page in site.concepts.items():
        parts = [
            heading.get("id") for heading in page.find(".//article").iter("h2") if heading.get("id") in order
        ]
        assert parts == [part for part in order if part in parts], slug


def test_every_related_pair_is_visible_from_both_sides(site: Site) -> None:
    def listed(page: HtmlElement, head: str) -> set[str]:
        heading = page.get_element_by_id(head, None)
        if heading is None:
            return set()
        (shown,) = heading.xpath("following::ul[1]")
        links = shown.xpath("./li/a | following-sibling::*[1][self::details]//ul//a")
        return {re.fullmatch(r"\.\./([a-z0-9-]+)/", link.attrib["href"])[1] for link in links}

    related = {slug: listed(page, "related-articles") for slug, page in site.concepts.items()}
    shown = {slug: related[slug] | listed(page, "mentioned-in") for slug, page in site.concepts.items()}
    pairs = [(slug, other) for slug, others in related.items() for other in others]
    assert len(pairs) > 100
    assert [pair for pair in pairs if pair[0] not in shown[pair[1]]] == []


def test_long_lists_show_what_matters_most_and_fold_the_rest(site: Site) -> None:
    """At most three pairs are shown; where there are more, the rest is folded and counted. All mentions are
    folded.
    """
    folds = 0
    for slug, page in site.concepts.items():
        for heading in page.xpath('//h2[@id="mentioned-in"]'):
            folded = heading.getnext()
            assert re.fullmatch(r"[1-9]\d* articles?", text(folded.find("summary"))), slug
            assert folded.findall(".//li") and "open" not in folded.attrib, slug
        for heading in page.xpath('//h2[@id="often-confused-with"]'):
            (shown,) = heading.xpath("following-sibling::ul[1]")
            count = len(shown.findall(".//li"))
            assert 1 <= count <= 3, slug
            folded = next(shown.itersiblings("*"), None)
            if folded is None or folded.tag != "details":
                continue
            assert count == 3, slug
            assert text(folded.find("summary")) == f"{len(folded.findall('.//li'))} more", slug
            assert folded.find(".//a") is not None and "open" not in folded.attrib, slug
            folds += 1
    assert folds


def test_each_place_that_the_index_of_related_articles_had_is_still_there(site: Site) -> None:
    index = site.pages["related/"]
    for slug in site.slugs:
        link = index.get_element_by_id(f"related-{slug}")
        page, place = urldefrag(urljoin(f"{site.url}related/", link.attrib["href"]))
        section = site.pages[page.removeprefix(site.url)].get_element_by_id(place)
        assert section.find(".//a").get("href") == f"../../concepts/{slug}/"
        assert section.xpath("following-sibling::ul[1]//li"), slug
    topics = {heading.get("id") for heading in index.find(".//article").iter("h2")}
    assert topics == {path.split("/")[1] for path in site.paths if re.fullmatch(r"topics/.+/", path)}


def test_a_text_leads_to_the_concepts_that_the_rules_count(site: Site, sample: Output) -> None:
    graph = build_graph(sample.concepts.values())
    for slug, page in site.concepts.items():
        article = deepcopy(page.find(".//article"))
        for generated in article.xpath(
            ".//*[@class = 'entry' or @class = 'neighbourhood']"
            " | .//h2[starts-with(@class, 'section-')][1] | .//h2[starts-with(@class, "
            "'section-')][1]/following::*"
        ):
            generated.drop_tree()
        found = {
            match[1]
            for link in article.iter("a")
            if (match := re.fullmatch(r"\.\./([a-z0-9-]+)/(?:#.*)?", link.get("href", "")))
        }
        assert graph.links_to[slug], slug
        assert found == set(graph.links_to[slug]), slug


def clicks(links: Mapping[str, Set[str]], start: str) -> dict[str, int]:
    """The fewest clicks from one page to every other that its links reach; a page without an entry leads
    nowhere.
    """
    found = {start: 0}
    queue = [start]
    for here in queue:
        for there in links.get(here, set()) - found.keys():
            found[there] = found[here] + 1
            queue.append(there)
    return found


def test_clicks_are_counted_along_the_shortest_way() -> None:
    links = {"": {"a", "b"}, "a": {"c"}, "b": {"a", "d", ""}, "c": {"e"}, "f": {"a"}}
    assert clicks(links, "") == {"": 0, "a": 1, "b": 1, "c": 2, "d": 2, "e": 3}


def test_every_concept_is_within_three_clicks_of_home(site: Site) -> None:
    """Along home, reading paths and articles alone.

    With the pages that are made of lists, it could not fail: home leads to each topic and to the A–Z,
    and these to each concept. Whoever reads on from page to page sees none of them, nor the
    comparisons, the printed page or a search.
    """
    followed = [
        path
        for path in site.pages
        if path == "" or path.startswith("paths/") or re.fullmatch(r"concepts/[^/]+/", path)
    ]
    links = {
        path: {
            urldefrag(urljoin(site.url + path, link.get("href")))[0].removeprefix(site.url)
            for link in site.pages[path].iterfind(".//a[@href]")
        }
        & set(followed)
        for path in followed
    }
    found = clicks(links, "")
    assert [slug for slug in site.slugs if found.get(f"concepts/{slug}/", 4) > 3] == []


def test_the_index_lists_every_concept_and_abbreviations_twice(site: Site) -> None:
    article = site.pages["concepts/"].find(".//article")
    addresses = [link.attrib["href"] for link in article.iter("a")]
    assert set(site.slugs) <= {
        address.strip("./").strip("/") for address in addresses if not address.startswith("#")
    }
    assert re.search(r"RAG → Retrieval-augmented generation", text(article))


def test_no_navigation_lists_the_concepts(site: Site) -> None:
    for path in ("", "concepts/llm/", "about/writing/"):
        header = [
            link.get("href") for nav in site.pages[path].iter("nav") for link in nav.iterfind(".//a[@href]")
        ]
        assert (
            len([href for href in header if re.search(r"concepts/[a-z-]+/$", urljoin(site.url + path, href))])
            < 20
        )


def test_the_files_that_only_say_how_to_build_are_not_published(site: Site) -> None:
    published = {path.name for path in site.folder.iterdir()}
    assert not published & {"topics.yml", "style.yml", "urls.txt", "concept.schema.json"}


def test_the_sitemap_lists_each_page_once_and_no_redirect(site: Site) -> None:
    addresses = re.findall(r"<loc>(.*?)</loc>", (site.folder / "sitemap.xml").read_text())
    assert sorted(addresses) == sorted(site.url + path for path in site.paths if path != "404.html")


def test_the_theme_adds_nothing_to_an_author_s_text_but_a_way_to_scroll_by_keyboard() -> None:
    written = markdown.markdown(
        "# Title\n\nSee [one](a.md) – and `</a> – `, `<pre>`, `</h1>`.\n\n<!-- search -->\n\n"
        "- [Two](b.md) – then [three](c.md) – here\n\n1. First\n\n| a |\n| - |\n| `<table>` |\n\n    code\n",
        extensions=["attr_list", "tables"],
    )
    assert written.count("</a> – ") == 3
    env = Environment(
        loader=FileSystemLoader([ROOT / "scripts/glossary/theme", f"{material.__path__[0]}/templates"]),
        autoescape=False,
    )
    shown = env.get_template("partials/glossary/content.html").render(
        page=SimpleNamespace(content=written, meta={}), config={}
    )
    assert shown.count('<pre tabindex="0">') == shown.count('<table tabindex="0">') == 1
    assert shown.replace(' tabindex="0"', "").strip() == written


def test_the_dash_behind_the_title_of_a_card_can_be_hidden(site: Site) -> None:
    for path in ("", "topics/", "compare/", "concepts/llm/"):
        dashes = site.pages[path].find(".//article").find_class("dash")
        assert dashes, path
        assert all(dash.text_content() == "–" and dash.getparent().tag == "li" for dash in dashes), path
        # A title, a space, the dash.
        assert all(
            dash.getprevious() is dash.getparent().find(".//a") and dash.getprevious().tail == " "
            for dash in dashes
        ), path
