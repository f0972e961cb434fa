"""The search as a page with an address: `/find/?q=…`."""

from jinja2 import Environment

from ...text.markdown import front_matter
from ._context import PageContext, alphabetical


def find_page(glossary: PageContext, env: Environment) -> str:
    """The page lists all concepts; its script puts a search box before them. It needs no theme."""
    concepts = sorted(
        glossary.graph.concepts.values(), key=lambda concept: (alphabetical(concept.meta.title), concept.slug)
    )
    words = glossary.language.words
    description = words.gettext("Search the concepts of this glossary by name or in your own words.")
    meta = {"title": words.gettext("Search"), "description": description, "page_type": "find"}
    return front_matter(meta) + env.get_template("find.md.j2").render(concepts=concepts)
