"""How well the glossary hangs together, as a page that everybody can see."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from statistics import median

from ...graph.graph import Graph
from ...languages import N_
from ...problem import Message
from ...reading.answers import source_problems
from ...reading.concept import Concept
from ...reading.counterparts import counterpart_problems
from ...reading.owners import by_owner
from ...text.markdown import Markdown, escape
from ._context import PageContext

_KIND_TITLES = {"primary": N_("primary"), "secondary": N_("secondary")}
UPCOMING = 10
MISSING = 20


def health_page(glossary: PageContext) -> str:
    """Counts, link distribution, what is missing, what is due, and the sources by kind."""
    graph, concepts = glossary.graph, list(glossary.graph.concepts.values())
    # Nobody expects links of a page that has no text, nor to it.
    articles = [concept for concept in concepts if not concept.is_short]
    numbers = sorted(len(graph.links_to[concept.slug]) for concept in articles)
    dated = sorted(
        (concept for concept in concepts if concept.meta.review_by),
        key=lambda concept: (concept.meta.review_by, concept.slug),
    )
    due = [concept for concept in dated if concept.meta.is_due(glossary.today)]
    sources = Counter(source.kind for concept in concepts for source in concept.meta.sources)
    asked = max((answer.asked for answer in glossary.answers.values()), default=None)
    words = glossary.language.words

    def grouped(found: Iterable[Concept]) -> list[tuple[str, list[Concept]]]:
        return by_owner(found, lambda concept: concept.meta.owner)

    return glossary.page(
        "health",
        words.gettext("Health of this glossary"),
        words.gettext("The state of this glossary: counts, links, gaps and pages due for review."),
        {"search": {"exclude": True}},
        day=glossary.day,
        today=glossary.today,
        counts={
            "concepts": len(concepts),
            "topics": len(glossary.by_topic),
            "words": sum(concept.text.word_count for concept in concepts),
            "links": sum(numbers),
            "relations": sum(len(concept.meta.related) for concept in concepts),
            "comparisons": len(glossary.comparisons),
            "sources": sum(sources.values()),
        },
        spread=numbers and {"least": numbers[0], "median": f"{median(numbers):g}", "most": numbers[-1]},
        bars=_bars(numbers),
        orphans=[
            concept
            for concept in articles
            if not graph.linked_from[concept.slug] and not concept.meta.is_deprecated
        ],
        ambiguous=ambiguous_mentions(graph),
        missing=missing_relations(graph)[:MISSING],
        drafts=grouped(glossary.drafts.values()),
        drafts_shown=glossary.site.for_authors,
        due=grouped(due),
        changed=[
            (problem.path, problem.line, _told(problem.what, glossary))
            for problem in counterpart_problems(concepts, glossary.ties)
        ],
        upcoming=dated[len(due) : len(due) + UPCOMING],
        sources=[(words.gettext(_KIND_TITLES[kind]), number) for kind, number in sorted(sources.items())],
        faults=[
            (problem.path, problem.line, _told(problem.what, glossary))
            for problem in source_problems(concepts, glossary.answers)
        ],
        asked=asked,
    )


def _told(message: Message, glossary: PageContext) -> Markdown:
    """A message as readers see it, with its days in words."""
    values = {
        name: glossary.day(value)["text"] if isinstance(value, date) else value
        for name, value in message.values.items()
    }
    return Markdown(escape(glossary.language.told(Message(*message.forms, **values))))


def missing_relations(graph: Graph) -> list[tuple[Concept, Concept]]:
    """Pairs whose texts lead to each other and that no relation ties."""
    return [
        (graph.concepts[slug], graph.concepts[target])
        for slug, targets in graph.links_to.items()
        for target in sorted(targets)
        if slug < target
        and slug in graph.links_to[target]
        and target not in {edge.target for edge in graph.edges[slug]}
    ]


def ambiguous_mentions(graph: Graph) -> list[tuple[str, int]]:
    """The names that stand in texts and may not become links, with how often, the most frequent first."""
    found = Counter(
        graph.concepts[slug].text.source[mention.start : mention.end].casefold()
        for slug, mentions in graph.mentions.items()
        for mention in mentions
        if not mention.linkable
    )
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


def _bars(numbers: list[int]) -> list[tuple[str, int]]:
    """How many pages have how many links: a label and a count for each bar, gaps included."""
    counts = Counter(min(number, 20) for number in numbers)
    return [
        (str(number) if number < 20 else "20+", counts[number])
        for number in range(min(counts, default=0), max(counts, default=-1) + 1)
    ]
