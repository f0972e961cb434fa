"""A page for each comparison, and their list."""

import re
from collections.abc import Iterable
from functools import partial

from ...addresses import COMPARISONS
from ...graph.comparisons import Comparison
from ..site_files import Maker
from ._context import PageContext, alphabetical

# As many characters of a description as search engines show.
DESCRIPTION = 160
# Of the pairs that share a side with another, the list names so many.
NEIGHBOURS = 8
# So many stand at the head of the list.
MOST = 12


def whole_sentences(text: str, limit: int) -> str:
    """The first sentences that fit into `limit` characters; below a third of it, as many words and “…”."""
    if len(text) <= limit:
        return text
    ends = [match.end() for match in re.finditer(r"[.!?](?= )", text[: limit + 1]) if match.end() > limit / 3]
    return text[: ends[-1]] if ends else text[: limit - 1].rsplit(" ", 1)[0] + "…"


def compare_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the comparison pages and their list, by path."""
    found: dict[str, Maker] = {
        f"{COMPARISONS}/{pair.slug}.md": partial(_comparison_page, glossary, pair)
        for pair in glossary.comparisons
    }
    return found | {f"{COMPARISONS}/index.md": partial(_comparisons_page, glossary)}


def _comparisons_page(glossary: PageContext) -> str:
    words = glossary.language.words
    description = words.gettext("Terms that are easily mixed up, and what sets them apart.")
    by_title = sorted(glossary.comparisons, key=lambda pair: (alphabetical(pair.title), pair.slug))
    # Where the two are of different topics, that of the page which declares the pair.
    groups = [
        (topic, [pair for pair in by_title if pair.this.meta.topic == topic.slug])
        for topic, _ in glossary.by_topic
    ]
    most = _likeliest(glossary, by_title)[:MOST]
    return glossary.page(
        "comparisons",
        words.gettext("Comparisons"),
        description,
        # Of a few comparisons, these would be all, and what follows would say them again.
        most=most if len(by_title) > len(most) else [],
        groups=[(topic, pairs) for topic, pairs in groups if pairs],
    )


def _comparison_page(glossary: PageContext, comparison: Comparison) -> str:
    sides = (comparison.this, comparison.that)
    topic = glossary.topics[comparison.this.meta.topic]
    neighbours = {
        pair.slug: pair
        for concept in sides
        for pair in glossary.confused[concept.slug]
        if pair is not comparison
    }
    title = glossary.language.words.gettext("%(title)s: what is the difference?")
    shown_topic = {"title": topic.title, "url": f"{COMPARISONS}/#{topic.slug}"}
    best = _likeliest(glossary, neighbours.values())
    return glossary.page(
        "comparison",
        title % {"title": comparison.title},
        whole_sentences(comparison.relation.difference or "", DESCRIPTION),
        {"comparison": {"title": comparison.title, "topic": shown_topic}},
        comparison=comparison,
        both=[(concept, glossary.picture(concept)) for concept in sides],
        names=comparison.labels,
        neighbours=best[:NEIGHBOURS],
    )


def _likeliest(glossary: PageContext, pairs: Iterable[Comparison]) -> list[Comparison]:
    """The pairs that somebody looks for first: those to whose two sides the most texts lead."""

    def links(pair: Comparison) -> int:
        return sum(len(glossary.graph.linked_from[concept.slug]) for concept in (pair.this, pair.that))

    return sorted(pairs, key=lambda pair: (-links(pair), pair.slug))
