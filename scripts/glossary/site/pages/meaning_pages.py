"""A page for each name that several concepts share: it tells the meanings apart."""

from functools import partial

from ...addresses import MEANINGS
from ...graph.meanings import SharedName
from ...reading.concept import Concept
from ...text.words import sentences, words
from ..site_files import Maker
from ._context import PageContext

# Fewer words are a name in a table and say nothing of it.
FEWEST = 4


def meaning_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the page of each shared name, by path."""
    return {
        f"{MEANINGS}/{shared.slug}.md": partial(_meaning_page, glossary, shared)
        for shared in glossary.graph.shared_names
    }


def _meaning_page(glossary: PageContext, shared: SharedName) -> str:
    return glossary.page(
        "meaning",
        shared.title,
        shared.about,
        {"meaning": {"title": shared.title}},
        shared=shared,
        sentence=glossary.sentence,
        meanings=[
            (
                concept,
                glossary.topics[concept.meta.topic],
                glossary.place_of(shared, concept),
                _introduction(glossary, shared, concept),
            )
            for concept in shared.concepts
        ],
    )


def _introduction(glossary: PageContext, shared: SharedName, concept: Concept) -> str:
    """The sentence that introduces the name in the text of a concept that only covers it, or ""."""
    mention = glossary.below(concept).terms.get(shared.name_of(concept))
    if not mention or not shared.is_covered_by(concept):
        return ""
    block = next(block for block in concept.text.blocks if mention.start < block.end)
    term = concept.text.source[mention.start : mention.end]
    said = (
        block.plain[start:end] for start, end in sentences(block.plain, concept.language.rules.unfinished)
    )
    sentence = next((" ".join(one.split()) for one in said if term in one), "")
    return sentence if len(words(sentence)) >= FEWEST else ""
