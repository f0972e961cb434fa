"""What people type who look for a concept, told to the search of the handbook that the glossary stands in.

Search plugins of MkDocs read a page's HTML when its context is made. What they should find more of is put in
before they look, and taken out behind them. Where no plugin of ours runs, it stays in the page, hidden.
"""

from html import escape

from ..reading.concept import Concept


def typed_words(concept: Concept) -> str:
    """A paragraph of what people type for a concept: wrong names, products, umlauts spelt out, hints."""
    meta, letters = concept.meta, concept.language.rules.transliterated
    names = [name.casefold() for name in (*meta.names, *meta.misnomers)]
    respelt = [typed for name in names if (typed := name.translate(letters)) != name]
    return f"<p hidden>{escape(', '.join([*meta.misnomers, *meta.instances, *respelt, *meta.hints]))}</p>\n"


def before_sections(page: str, paragraph: str, section: str = "<h2") -> str:
    """A page with a paragraph before its first `section`: a hit leads to the top and shows other words."""
    first, heading, others = page.partition(section)
    return first + paragraph + heading + others
