"""A page for each comparison, and their list."""

from functools import partial

from jinja2 import Environment

from ..comparisons import FOLDER, Comparison, short_name
from ..markdown import front_matter
from ..site_files import Maker
from ._context import PageContext


def compare_pages(glossary: PageContext, env: Environment) -> dict[str, Maker]:
    """What makes the comparison pages and their list, by path."""
    found: dict[str, Maker] = {f"{FOLDER}/{pair.slug}.md": partial(_comparison_page, pair, env) for pair in glossary.comparisons}
    return found | {f"{FOLDER}/index.md": partial(_comparisons_page, glossary, env)}


def _comparisons_page(glossary: PageContext, env: Environment) -> str:
    description = "Terms that are easily mixed up, and what sets them apart."
    meta = {"title": "Comparisons", "description": description, "page_type": "comparisons"}
    return front_matter(meta) + env.get_template("comparisons.md.j2").render(comparisons=glossary.comparisons)


def _comparison_page(comparison: Comparison, env: Environment) -> str:
    meta = {
        "title": f"{comparison.title}: what is the difference?",
        "description": comparison.relation.difference,
        "page_type": "comparison",
    }
    names = [short_name(comparison.this), short_name(comparison.that)]
    return front_matter(meta) + env.get_template("comparison.md.j2").render(comparison=comparison, names=names)
