"""The search as a page with an address: `/find/?q=…`."""

from ._context import PageContext, alphabetical


def find_page(glossary: PageContext) -> str:
    """The page lists all concepts; its script puts a search box before them. It needs no theme."""
    concepts = sorted(
        glossary.graph.concepts.values(), key=lambda concept: (alphabetical(concept.meta.title), concept.slug)
    )
    words = glossary.language.words
    description = words.gettext("Search the concepts of this glossary by name or in your own words.")
    meta = {"title": words.gettext("Search"), "description": description, "page_type": "find"}
    return glossary.page("find.md.j2", meta, concepts=concepts)
