"""`/search/glossary.json`: what the search worker knows of every page, as small as its answers allow.

What a reader is shown (names, plain sentence, topic) stands there as written. Of hints and texts there
are only the words, each with the pages that have it: their order would double the file.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from math import log
from textwrap import shorten
from typing import Any

from markdown.extensions.toc import slugify

from ...addresses import COMPARISONS, page_url, slug_of
from ...checks import PageFacts
from ...graph.comparisons import Comparison
from ...graph.graph import Graph
from ...reading.concept import Concept
from ...reading.page_fields import fields_of, title_of
from ...reading.reading_paths import ReadingPath
from ...text import Text
from ...text.mentions import Mention
from ...text.search_words import search_words
from ..pages import PageContext

PATH = "search/glossary.json"
TEXTS = "search/texts.json"

# Those that best tell a page from the others. With more, queries about something else find pages
# that have a word of theirs in passing, and those about the subject find nothing that hints do not find.
WORDS_A_PAGE = 4

# Enough for two lines below a hit.
TEASER = 180

# What the search offers before a key is pressed: as many of each as fit beside each other.
STARTING = 5


def search_index(glossary: PageContext, facts: Mapping[str, PageFacts], prose: Mapping[str, Text]) -> str:
    """The index as JSON. `prose` holds the Markdown of further pages that can be found, by their path in the
    docs folder.

    `concepts` and `pages` (reading paths and sections of prose) are numbered in one row, concepts first;
    `short` and `within` are the names before and behind the “vs” of a comparison, where they are no title;
    `everyday` are the places of those names of a concept that are everyday words; `introduced` are the terms
    that its text has in italics, and `ids` those of the places of terms that are not made of the term alone,
    or "" where the text doesn't name it. What the worker must know of the language comes from
    `SearchWords.for_worker`. `comparisons` are pairs of such numbers, `versus` and `comparison` how one is
    called; `in_handbook` says that there are titles of other pages; `start` says which concepts and
    comparisons to offer before there is a query, by their places.
    `hints` and `words` hold their words from A to Z in one text, and for each page which of them it has.
    """
    graph, language = glossary.graph, glossary.language
    words, gettext = search_words(language), language.words.gettext
    tokenize = words.tokenize
    concepts = list(graph.concepts.values())
    pairs = glossary.comparisons
    first = {pair.this.slug: pair.labels[0] for pair in pairs}
    second = {pair.that.slug: pair.names[1] for pair in pairs}
    links = [len(graph.linked_from[concept.slug]) for concept in concepts]
    names = {slug_of(name, language) for concept in concepts for name in concept.meta.names}
    number = {concept.slug: index for index, concept in enumerate(concepts)}
    sides = [(number[pair.this.slug], number[pair.that.slug]) for pair in pairs]
    others = [
        *(_path(path, gettext) for path in glossary.paths),
        *(section for path, text in sorted(prose.items()) for section in _prose(path, text, gettext)),
    ]
    hints = [facts[concept.slug].hint_words.split() for concept in concepts]
    texts = [
        facts[concept.slug].text_words.split() + tokenize(_said_elsewhere(graph, concept.slug))
        for concept in concepts
    ]
    texts += [tokenize(text) for _, text in others]
    # Inverse document frequency, how much each word tells: nothing if every text has it.
    counts = Counter(word for text in texts for word in set(text))
    idf = {word: log(len(texts) / pages) for word, pages in counts.items()}
    shown = (tokenize(" ".join([concept.meta.sentence, *concept.meta.names])) for concept in concepts)
    known: list[set[str]] = [{*hint, *entry} for hint, entry in zip(hints, shown, strict=True)]
    known += [set() for _ in others]
    telling = [_telling(text, idf, own) for text, own in zip(texts, known, strict=True)]
    index = {
        "topics": {slug: topic.title for slug, topic in glossary.topics.items()},
        "concepts": [
            _concept(concept, count, first.get(concept.slug), second.get(concept.slug))
            | {"definition": glossary.sentence(concept)}
            | _terms(concept, glossary.below(concept).terms, names)
            for concept, count in zip(concepts, links, strict=True)
        ],
        **words.for_worker(),
        "versus": gettext("%(this)s vs %(that)s"),
        "comparison": gettext("Comparison"),
        "comparisons": sides,
        "start": {
            "linked": _most(links),
            "compared": _most([links[this] * links[that] for this, that in sides]),
        },
        "pages": [page for page, _ in others],
        "in_handbook": glossary.site.in_handbook,
        "hints": _delta_encoded(words.in_one_form(hints)),
        "words": _delta_encoded(words.in_one_form(telling)),
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def text_index(glossary: PageContext, facts: Mapping[str, PageFacts]) -> str:
    """All words of each concept's text, as JSON; fetched where the index has no hit."""
    words = search_words(glossary.language)
    texts = [facts[slug].text_words.split() for slug in glossary.graph.concepts]
    index = _delta_encoded(words.in_one_form(texts))
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def differences(comparisons: Iterable[Comparison]) -> str:
    """What each comparison says in a sentence or two, by address, as JSON; fetched with the first hit."""
    teasers = {f"{COMPARISONS}/{pair.slug}/": _teaser(pair.relation.difference or "") for pair in comparisons}
    return json.dumps(teasers, ensure_ascii=False, separators=(",", ":")) + "\n"


def _concept(concept: Concept, links: int, first: str | None, second: str | None) -> dict[str, Any]:
    meta = concept.meta
    everyday = [place for place, name in enumerate(meta.names) if name not in meta.linkable]
    fields = {
        "slug": concept.slug,
        "title": meta.title,
        "abbr": meta.abbr,
        "aliases": meta.aliases,
        "covers": meta.covers,
        "instances": meta.instances,
        "misnomers": meta.misnomers,
        "everyday": everyday,
        "short": first if first != meta.title else None,
        "within": second if second != meta.title else None,
        "topic": meta.topic,
        "links": links,
    }
    return {name: value for name, value in fields.items() if value not in (None, [])}


def _terms(concept: Concept, terms: Mapping[str, Mention], names: AbstractSet[str]) -> dict[str, Any]:
    """The terms that a text introduces, without the names of concepts, and where to find what it explains."""
    introduced = [
        term
        for term, mention in terms.items()
        if term not in concept.meta.covers and mention.slug not in names
    ]
    ids = {
        term: terms[term].slug if term in terms else ""
        for term in [*concept.meta.covers, *introduced]
        if term not in terms or terms[term].slug != "-".join(term.lower().split())
    }
    return {name: value for name, value in (("introduced", introduced), ("ids", ids)) if value}


def _most(counts: Sequence[int]) -> list[int]:
    """The places of the highest counts, the highest first."""
    return sorted(range(len(counts)), key=lambda place: -counts[place])[:STARTING]


def _said_elsewhere(graph: Graph, slug: str) -> str:
    """The reasons that other pages give for going to a concept: words of somebody who is not there yet."""
    reasons = (edge.relation.back if edge.declared else edge.relation.why for edge in graph.edges[slug])
    return " ".join(filter(None, reasons))


def _path(path: ReadingPath, gettext: Callable[[str], str]) -> tuple[dict[str, Any], str]:
    fields = path.fields
    page = {
        "url": path.url,
        "title": fields.title,
        "definition": fields.description,
        "kind": gettext("Reading path"),
    }
    return page, " ".join([fields.audience, *(step.why for step in fields.steps)])


def _prose(path: str, text: Text, gettext: Callable[[str], str]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each section of a prose page, with its text; the first is the page itself."""
    url = page_url(path)
    lead, *parts = [section for section in text.sections if section.parts] or text.sections
    page = {"url": url, "title": title_of(text, path), "kind": gettext("About this glossary")}
    yield page | {"definition": str(fields_of(text).get("description") or _teaser(lead.plain))}, lead.plain
    for part in parts:
        place = {"url": f"{url}#{part.id or slugify(part.title, '-')}", "section": part.title}
        yield page | place | {"definition": _teaser(part.plain)}, f"{part.title} {part.plain}"


def _teaser(text: str) -> str:
    """The first words of a section, cut where a word ends."""
    return shorten(text, TEASER, placeholder=" …")


def _telling(text: Sequence[str], idf: Mapping[str, float], known: AbstractSet[str]) -> list[str]:
    """The words that best tell a text from the others, without those that are `known` of it anyway."""
    weights = {
        word: (1 + log(count)) * idf[word]
        for word, count in Counter(text).items()
        if word not in known and not word.isdigit()
    }
    telling = (word for word in weights if weights[word] > 0)
    return sorted(telling, key=lambda word: (-weights[word], word))[:WORDS_A_PAGE]


def _delta_encoded(pages: Iterable[AbstractSet[str]]) -> dict[str, Any]:
    """All words from A to Z, and for each page the differences between the places of its words.

    A difference is a letter, "(" being 1 and "w" 80; before it, each "~" adds 80 more. As numbers in plain
    arrays, they would make the compressed index a tenth larger.
    """
    kept = [[*page] for page in pages]
    known = sorted(set().union(*kept))
    place = {word: number for number, word in enumerate(known, 1)}
    rows = (sorted(place[word] for word in page) for page in kept)
    steps = ([after - before for before, after in pairwise([0, *row])] for row in rows)
    return {"known": " ".join(known), "pages": ["".join(map(_difference, page)) for page in steps]}


def _difference(length: int) -> str:
    further, rest = divmod(length - 1, 80)
    return "~" * further + chr(ord("(") + rest)
