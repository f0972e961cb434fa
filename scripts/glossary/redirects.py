"""Pages at former addresses and at those of other names, which lead to the concept."""

from collections.abc import Iterable, Mapping
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from .comparisons import FOLDER as COMPARE
from .comparisons import Comparison
from .concept import FOLDER, Concept
from .settings import Ledger
from .site_files import Maker
from .slugs import slug_of

SCRIPT = "redirect.js"


def redirect_pages(
    concepts: Mapping[str, Concept], redirected: Mapping[str, str], comparisons: Iterable[Comparison], site_url: str
) -> dict[str, Maker]:
    """What makes an HTML file by path for each redirected slug, and for each comparison the other way round.

    `redirected` leads from slugs to those of concepts. A page works without script, from any folder;
    with it, the fragment of the address is kept.
    """
    env = Environment(loader=PackageLoader(__package__, "templates"), autoescape=True, undefined=StrictUndefined)
    template = env.get_template("redirect.html.j2")

    def page(folder: str, slug: str, title: str) -> str:
        return template.render(title=title, target=f"../{slug}/", canonical=f"{site_url}{folder}/{slug}/", script=SCRIPT)

    moves = [(FOLDER, old, slug, concepts[slug].question) for old, slug in sorted(redirected.items())]
    moves += [(COMPARE, pair.reversed_slug, pair.slug, pair.title) for pair in comparisons]
    found: dict[str, Maker] = {f"{folder}/{old}/index.html": partial(page, folder, slug, title) for folder, old, slug, title in moves}
    return found | {SCRIPT: env.get_template("redirect.js").render}


def redirected_slugs(concepts: Mapping[str, Concept], ledger: Ledger) -> dict[str, str]:
    """Every slug that leads to a concept without being its own: former ones, and those of its names."""
    found = {slug_of(name): slug for slug, concept in concepts.items() for name in concept.meta.names}
    found |= ledger.redirects
    return {old: slug for old, slug in found.items() if old and old not in concepts}
