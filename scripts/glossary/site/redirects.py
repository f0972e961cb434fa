"""Pages at former addresses and at those of other names, which lead to what is meant."""

from collections.abc import Iterable, Mapping
from functools import partial
from posixpath import relpath

from ..addresses import COMPARISONS, CONCEPTS, concept_url
from ..graph.comparisons import Comparison
from ..languages import ENGLISH, Language
from ..reading.concept import Concept
from ..text.markdown import render
from .site_files import Maker

SCRIPT = "redirect.js"


def redirect_pages(
    concepts: Mapping[str, Concept],
    redirected: Mapping[str, str],
    comparisons: Mapping[str, Comparison],
    site_url: str,
    language: Language = ENGLISH,
) -> dict[str, Maker]:
    """What makes an HTML file by path for each former slug and other name of a concept or comparison.

    `redirected` leads from slugs to those of concepts, `comparisons` from slugs to comparisons. A page
    is in the `language` and works without script, from any folder; with it, the fragment of the address is
    kept.
    """
    moves = [(CONCEPTS, old, slug, concepts[slug].question) for old, slug in sorted(redirected.items())]
    moves += [(COMPARISONS, old, pair.slug, pair.title) for old, pair in comparisons.items()]
    found: dict[str, Maker] = {
        f"{folder}/{old}/index.html": partial(
            _page, f"{folder}/{old}/", f"{folder}/{slug}/", title, site_url, language
        )
        for folder, old, slug, title in moves
    }
    return found | {SCRIPT: partial(render, "redirect.js")}


def retired_pages(retired: Iterable[str], site_url: str, language: Language = ENGLISH) -> dict[str, Maker]:
    """What makes, at each retired address, the page that says so in this language."""
    return {
        f"{concept_url(slug)}index.html": partial(
            render, "retired.html.j2", language, canonical=f"{site_url}{concept_url(slug)}"
        )
        for slug in sorted(retired)
    }


def _page(old: str, new: str, title: str, site_url: str, language: Language) -> str:
    return render(
        "redirect.html.j2",
        language,
        title=title,
        target=f"{relpath(new, old)}/",
        canonical=site_url + new,
        script="../" * old.count("/") + SCRIPT,
    )
