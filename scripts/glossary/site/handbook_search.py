"""What people type who look for a concept, told to the search of the handbook that the glossary stands in.

Search plugins of MkDocs read a page's HTML when its context is made. What they should find more of is put in
before they look, and taken out behind them. Where no plugin of ours runs, it stays in the page, hidden.
"""

from html import escape

from ..reading.concept import Concept


def typed_words(concept: Concept) -> str:
    """A paragraph in HTML of what people type and the concept's page may not say: wrong names, products,
    names without their umlauts, and hints.
    """
    meta, letters = concept.meta, concept.language.rules.transliterated
    names = [name.casefold() for name in (*meta.names, *meta.misnomers)]
    respelt = [typed for name in names if (typed := name.translate(letters)) != name]
    return f"<p hidden>{escape(', '.join([*meta.misnomers, *meta.instances, *respelt, *meta.hints]))}</p>\n"


def before_sections(page: str, paragraph: str, section: str = "<h2") -> str:
    """A page with a paragraph at the end of its first part, before what begins a `section`: a hit leads to
    the top of the page, and what it shows doesn't begin with these words.
    """
    first, heading, others = page.partition(section)
    return first + paragraph + heading + others
