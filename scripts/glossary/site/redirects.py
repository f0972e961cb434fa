"""Pages at former addresses and at those of other names, which lead to what is meant."""

from collections.abc import Iterable, Mapping
from functools import partial

from ..addresses import COMPARISONS, CONCEPTS, concept_url
from ..graph.comparisons import Comparison
from ..graph.meanings import SharedName
from ..reading.concept import Concept
from ..reading.site_config import SiteInfo
from ..text.markdown import render
from .site_files import Maker


def redirect_pages(
    concepts: Mapping[str, Concept],
    redirected: Mapping[str, str],
    comparisons: Mapping[str, Comparison],
    site: SiteInfo,
) -> dict[str, Maker]:
    """What makes an HTML file by path for each former slug and other name of a concept or comparison.

    `redirected` leads from slugs to those of concepts, `comparisons` from slugs to comparisons. A page works
    without script, and from any folder; with one, the fragment of the address is kept.
    """
    moves = [(CONCEPTS, old, slug, concepts[slug].question) for old, slug in sorted(redirected.items())]
    moves += [(COMPARISONS, old, pair.slug, pair.title) for old, pair in comparisons.items()]
    page = partial(render, "redirect.html.j2", site.language)
    found: dict[str, Maker] = {
        f"{folder}/{old}/index.html": partial(
            page, title=title, target=f"../{slug}/", canonical=f"{site.url}{folder}/{slug}/"
        )
        for folder, old, slug, title in moves
    }
    return found | {"redirect.js": partial(render, "redirect.js")}


def pages_of_ambiguous_slugs(names: Mapping[str, SharedName], site: SiteInfo) -> dict[str, Maker]:
    """What makes, at the address that each of these names would have as a concept, where it leads."""
    page = partial(render, "redirect.html.j2", site.language)
    return {
        f"{concept_url(slug)}index.html": partial(
            page, title=shared.title, target=f"../../{shared.url}", canonical=site.url + shared.url
        )
        for slug, shared in names.items()
    }


def retired_pages(retired: Iterable[str], site: SiteInfo) -> dict[str, Maker]:
    """What makes, at each retired address, the page that says so."""
    page = partial(render, "retired.html.j2", site.language)
    return {
        f"{url}index.html": partial(page, canonical=site.url + url)
        for url in map(concept_url, sorted(retired))
    }
