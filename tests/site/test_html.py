"""The HTML of the built site: what every page has, and that every link leads somewhere."""

import gzip
import json
import re
from collections.abc import Mapping, Set
from copy import copy
from hashlib import sha256
from pathlib import PurePath
from types import SimpleNamespace
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import markdown
import material
from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader

from ..test_plugin import files_of
from .built import PAGE_TYPES, ROOT, Site


def text(element: object) -> str:
    return re.sub(r"\s+", " ", element.get_text()).strip()  # type: ignore[attr-defined]


def test_every_page_type_is_there(site: Site) -> None:
    assert set(PAGE_TYPES.values()) <= set(site.paths)


# Addresses that lead to the root of a host from everywhere, unless they go on with the site's path: by the ending of the file.
ROOTED = {".html": rb'(?:href|src|action|url|content)="/(?!%b)', ".json": rb'": ?"/(?!%b)', "": rb"^/(?!%b)"}


def test_below_a_path_every_file_is_the_same_but_for_the_address(root_site: Site, path_site: Site) -> None:
    """So what is true of the site at the root of a host is true of it below a path."""
    assert (files := files_of(root_site.folder)).keys() == (below := files_of(path_site.folder)).keys()
    prefix = urlsplit(path_site.url).path.encode()
    for path, content in below.items():
        if path.endswith(".gz"):
            assert gzip.decompress(content) == below[path.removesuffix(".gz")] and gzip.decompress(files[path]) == files[path.removesuffix(".gz")]
            continue
        if rooted := ROOTED.get(PurePath(path).suffix):
            assert not re.search(rooted % prefix[1:], content, re.M), path
        assert content.replace(path_site.url.encode(), root_site.url.encode()).replace(prefix, b"/") == files[path], path


def test_as_many_concept_pages_as_files(site: Site) -> None:
    files = {path.stem for path in (ROOT / "docs/concepts").glob("*.md")}
    assert files
    assert set(site.slugs) == files


def test_every_page_has_one_heading_a_title_and_a_description(site: Site) -> None:
    for path, page in site.pages.items():
        assert len(page.find_all("h1")) == 1, path
        assert text(page.title), path
        assert page.find("meta", attrs={"name": "description"})["content"], path
        assert page.html["lang"] == "en", path


def test_every_page_but_404_has_its_own_canonical_address_and_card(site: Site) -> None:
    for path, page in site.pages.items():
        if path == "404.html":
            continue
        assert page.find("link", rel="canonical")["href"] == site.url + path
        properties = {meta["property"]: meta["content"] for meta in page.find_all("meta", property=True)}
        assert properties["og:url"] == site.url + path
        assert properties["og:title"] and properties["og:description"]
        assert site.file(properties["og:image"]).is_file()
        assert properties["og:image"].startswith(site.url)
        assert page.find("meta", attrs={"name": "twitter:card"})["content"] == "summary_large_image"


def test_every_link_leads_to_a_file_and_every_fragment_to_an_id(site: Site) -> None:
    ids = {path: {element["id"] for element in page.find_all(id=True)} for path, page in site.pages.items()}
    checked = 0
    for path, page in site.pages.items():
        for element in page.find_all(["a", "link", "script", "img", "source", "form", "use"]):
            for name in ("href", "src", "action"):
                address = element.get(name)
                if not address or urlsplit(address).scheme in {"mailto", "https"} and not address.startswith(site.url):
                    continue
                target, fragment = urldefrag(urljoin(site.url + path, address))
                assert target.startswith(site.url), f"{path}: {address} leaves the site's path"
                file = site.file(unquote(target))
                assert file.is_file(), f"{path}: {address}"
                if fragment and file.suffix == ".html":
                    there = target.removeprefix(site.url).removesuffix("index.html")
                    assert unquote(fragment) in ids[there], f"{path}: {address}"
                checked += 1
    assert checked > 1000


def test_no_page_loads_anything_from_another_host(site: Site) -> None:
    for path, page in site.pages.items():
        for element in page.find_all(["script", "img", "iframe", "source", "video", "audio", "embed", "object"]):
            address = element.get("src") or element.get("data") or ""
            assert urljoin(site.url + path, address).startswith(site.url), f"{path}: {address}"
        for link in page.find_all("link"):
            if set(link.get("rel", [])) & {"stylesheet", "preload", "preconnect", "dns-prefetch", "icon", "manifest", "modulepreload"}:
                assert urljoin(site.url + path, link["href"]).startswith(site.url), f"{path}: {link['href']}"


def test_a_stylesheet_that_browsers_keep_for_ever_is_named_after_what_is_in_it(site: Site) -> None:
    kept = re.search(r"^(\S+)\*\n  Cache-Control: public, max-age=31536000, immutable$", (site.folder / "_headers").read_text("utf-8"), re.M)
    assert kept
    for path, page in site.pages.items():
        for link in page.find_all("link", rel="stylesheet"):
            address = urljoin(site.url + path, link["href"])
            assert urlsplit(address).path.startswith(kept[1]), f"{path}: {address}"
            file = site.file(address)
            assert file.name.split(".")[1] == sha256(file.read_bytes()).hexdigest()[:8], f"{path}: {address}"


def test_no_page_has_inline_scripts_styles_or_handlers(site: Site) -> None:
    for path, page in site.pages.items():
        for script in page.find_all("script"):
            assert script.get("src") or script.get("type") in {"application/json", "application/ld+json"}, path
        assert not page.find_all("style"), path
        for element in page.find_all(True):
            assert not [name for name in element.attrs if name == "style" or name.startswith("on")], f"{path}: {element}"


def test_a_concept_page_shows_what_its_front_matter_says(site: Site) -> None:
    page = site.page("concepts/llm/")
    assert text(page.h1).startswith("What is an LLM?")
    source = (ROOT / "docs/concepts/llm.md").read_text("utf-8")
    definition = re.search(r'^definition: "(.*)"$', source, re.M)[1]
    assert page.find("meta", attrs={"name": "description"})["content"] == definition
    crumbs = page.find("nav", attrs={"aria-label": "Breadcrumbs"})
    assert [text(link) for link in crumbs.find_all("a")][-1] == "Language models"
    assert "Token" in text(page) and "Read first" in text(page)
    assert "language learning model" not in text(page.find(class_="entry"))
    assert "Often wrongly called “language learning model” or “large learning model”. The right name is large language model (LLM)." in text(page)


def test_three_other_names_are_shown_and_the_rest_unfolds(site: Site) -> None:
    # A copy, because other tests read the same page.
    shown = copy(site.page("concepts/llm/").find(class_="entry__names"))
    folded = shown.details.extract()
    assert text(shown) == "AI language model, large-scale language model, generative language model"
    assert text(folded) == "and 2 more large neural language model, large LM"


def test_an_entry_says_what_else_its_page_explains(site: Site) -> None:
    notes = site.page("concepts/overfitting/").find(class_="entry__notes")
    assert text(notes.find("dt", string="Also explains").find_next("dd")).startswith("Underfitting, ")


def test_every_concept_has_the_generated_lists_with_reasons(site: Site) -> None:
    index = json.loads((site.folder / "related.json").read_text())
    for slug, page in site.concepts.items():
        items = page.find(id="related-articles").find_next("ul").find_all("li", recursive=False)
        assert [urljoin(f"{site.url}concepts/{slug}/", item.a["href"]) for item in items] == [entry["url"] for entry in index[slug]]
        for item, entry in zip(items, index[slug], strict=True):
            assert entry["why"] in text(item)
        assert len(page.find(id="sources").find_next(["ul", "ol"]).find_all("li")) >= 2
        assert page.find(id="in-plain-words") and page.find(id="why-it-matters") and page.find(id="common-pitfalls")


def test_a_page_says_first_what_a_hurried_reader_needs(site: Site) -> None:
    order = ["in-plain-words", "why-it-matters", "how-it-works", "example", "common-pitfalls"]
    for slug, page in site.concepts.items():
        parts = [heading["id"] for heading in page.find("article").find_all("h2", id=order)]
        assert parts == [part for part in order if part in parts], slug


def test_every_related_pair_is_visible_from_both_sides(site: Site) -> None:
    def listed(page: BeautifulSoup, head: str) -> set[str]:
        if not (found := page.find(id=head)):
            return set()
        lists = [found.find_next("ul")]
        if (folded := lists[0].find_next_sibling()) and folded.name == "details":
            lists.append(folded.ul)
        return {re.fullmatch(r"\.\./([a-z0-9-]+)/", link["href"])[1] for found in lists for link in found.find_all("a")}

    related = {slug: listed(page, "related-articles") for slug, page in site.concepts.items()}
    shown = {slug: related[slug] | listed(page, "mentioned-in") for slug, page in site.concepts.items()}
    pairs = [(slug, other) for slug, others in related.items() for other in others]
    assert len(pairs) > 100
    assert [pair for pair in pairs if pair[0] not in shown[pair[1]]] == []


def test_long_lists_show_what_matters_most_and_fold_the_rest(site: Site) -> None:
    """At most three pairs and eight mentions are shown; where there are more, the rest is folded and counted."""
    folds = 0
    for slug, page in site.concepts.items():
        for head, most in (("often-confused-with", 3), ("mentioned-in", 8)):
            if not (heading := page.find(id=head)):
                continue
            shown = heading.find_next_sibling("ul")
            assert 1 <= len(shown.find_all("li")) <= most, slug
            folded = shown.find_next_sibling()
            if folded is None or folded.name != "details":
                continue
            assert len(shown.find_all("li")) == most, slug
            assert text(folded.summary) == f"{len(folded.find_all('li'))} more", slug
            assert folded.find("a") and not folded.has_attr("open"), slug
            folds += 1
    assert folds > 20


def test_each_place_that_the_index_of_related_articles_had_is_still_there(site: Site) -> None:
    index = site.page("related/")
    for slug in site.slugs:
        link = index.find(id=f"related-{slug}")
        page, place = urldefrag(urljoin(f"{site.url}related/", link["href"]))
        section = site.page(page.removeprefix(site.url)).find(id=place)
        assert section.a["href"] == f"../../concepts/{slug}/"
        assert section.find_next_sibling("ul").find_all("li")
    topics = {heading["id"] for heading in index.find("article").find_all("h2")}
    assert topics == {path.split("/")[1] for path in site.paths if re.fullmatch(r"topics/.+/", path)}


def test_every_concept_leads_to_six_others_from_its_text(site: Site) -> None:
    for slug, page in site.concepts.items():
        article = page.find("article")
        found = set()
        for link in article.find_all("a"):
            if link.find_previous(id="related-articles") is not None or link.find_parent(["nav", "header", "footer"]):
                continue
            target = urljoin(f"{site.url}concepts/{slug}/", link.get("href", ""))
            if match := re.fullmatch(re.escape(site.url) + r"concepts/([a-z0-9-]+)/", target):
                found.add(match[1])
        assert len(found - {slug}) >= 6, slug


def clicks(links: Mapping[str, Set[str]], start: str) -> dict[str, int]:
    """The fewest clicks from one page to every other that its links reach; a page without an entry leads nowhere."""
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
    followed = [path for path in site.pages if path == "" or path.startswith("paths/") or re.fullmatch(r"concepts/[^/]+/", path)]
    links = {
        path: {urldefrag(urljoin(site.url + path, link["href"]))[0].removeprefix(site.url) for link in site.pages[path].find_all("a", href=True)}
        & set(followed)
        for path in followed
    }
    found = clicks(links, "")
    assert [slug for slug in site.slugs if found.get(f"concepts/{slug}/", 4) > 3] == []


def test_the_index_lists_every_concept_and_abbreviations_twice(site: Site) -> None:
    article = site.page("concepts/").find("article")
    linked = {link["href"].strip("./").strip("/") for link in article.find_all("a") if not link["href"].startswith("#")}
    assert set(site.slugs) <= linked
    assert re.search(r"RAG → Retrieval-augmented generation", text(article))


def test_no_navigation_lists_the_concepts(site: Site) -> None:
    for path in ("", "concepts/llm/", "about/writing/"):
        header = [link["href"] for nav in site.page(path).find_all("nav") for link in nav.find_all("a", href=True)]
        assert len([href for href in header if re.search(r"concepts/[a-z-]+/$", urljoin(site.url + path, href))]) < 20


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
    env = Environment(loader=FileSystemLoader([ROOT / "scripts/glossary/theme", f"{material.__path__[0]}/templates"]), autoescape=False)
    shown = env.get_template("partials/glossary/content.html").render(page=SimpleNamespace(content=written, meta={}), config={})
    assert shown.count('<pre tabindex="0">') == shown.count('<table tabindex="0">') == 1
    assert shown.replace(' tabindex="0"', "").strip() == written


def test_the_dash_behind_the_title_of_a_card_can_be_hidden(site: Site) -> None:
    for path in ("", "topics/", "paths/", "compare/", "concepts/llm/"):
        dashes = site.pages[path].select("article .dash")
        assert dashes, path
        assert all(dash.get_text() == "–" and dash.parent.name == "li" and dash.previous_sibling == " " for dash in dashes), path
        assert all(dash.find_previous_sibling() == dash.parent.find("a") for dash in dashes), path
