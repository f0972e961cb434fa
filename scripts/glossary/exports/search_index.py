"""`/search/glossary.json`: what the search worker knows of every page, as small as its answers allow.

What a reader is shown (names, definition, topic) is there as written. Of the text there are only the
words that tell a page from the others: the order of words and their number would double the file.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import Any

from ..comparisons import Comparison
from ..concept import Concept
from ..graph import Graph
from ..page_parts import PLAIN_WORDS
from ..prose import plain, sections, words
from ..reading_paths import ReadingPath
from ..settings import Topic

PATH = "search/glossary.json"

# A page's text gives the index at most so many words. With more, 500 pages would not fit into 120 kB
# gzipped, and the words left out are the ones that least tell pages apart.
WORDS_A_PAGE = 90
WORDS_A_SECTION = 40

# A picture from daily life speaks of kitchens and trains, which nobody who types these words looks for here.
_NOT_SEARCHED = {PLAIN_WORDS, "Example"}


def search_index(
    graph: Graph,
    topics: Mapping[str, Topic],
    comparisons: Iterable[Comparison],
    paths: Iterable[ReadingPath],
    prose: Mapping[str, str],
) -> str:
    """The index as JSON. `prose` holds the Markdown of further pages, by their path in the docs folder.

    `concepts` lists the concepts with their names, in the order title, abbreviation, aliases, misnomers;
    `pages` everything else that can be found: a comparison names its two concepts by position, and a
    page is listed once for each of its sections.
    """
    concepts = list(graph.concepts.values())
    position = {concept.slug: index for index, concept in enumerate(concepts)}
    others = [_comparison(pair, position) for pair in comparisons]
    others += [_path(path, graph) for path in paths]
    bags = [_text(concept) + _reasons(graph, concept.slug) for concept in concepts]
    others_text = [_section(path, *part) for path, text in sorted(prose.items()) for part in _prose(text)]
    rarity = _rarity([*bags, *(text for _, text in others_text)])
    index = {
        "topics": {slug: topic.title for slug, topic in topics.items()},
        "concepts": [
            _concept(concept, len(graph.linked_from[concept.slug])) | {"words": _telling(bag, rarity, WORDS_A_PAGE)}
            for concept, bag in zip(concepts, bags, strict=True)
        ],
        "pages": others + [page | {"words": _telling(text, rarity, WORDS_A_SECTION)} for page, text in others_text],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def _concept(concept: Concept, links: int) -> dict[str, Any]:
    meta = concept.meta
    return {
        "slug": concept.slug,
        "title": meta.title,
        "abbr": meta.abbr or "",
        "aliases": meta.aliases,
        "misnomers": meta.misnomers,
        "everyday": [] if meta.autolink is None else [name for name in meta.names if name not in meta.autolink],
        "definition": meta.definition,
        "hints": meta.hints,
        "topic": meta.topic,
        "links": links,
    }


def _text(concept: Concept) -> list[str]:
    parts = [part for part in concept.sections if part.title not in _NOT_SEARCHED]
    return words(plain(" ".join(part.text for part in parts)))


def _reasons(graph: Graph, slug: str) -> list[str]:
    """What other pages say of this one where they point to it: the words of somebody who is not there yet."""
    said = [tie.why for other in graph.concepts for tie in graph.ties[other] if tie.target == slug and tie.why]
    return words(" ".join(said))


def _comparison(pair: Comparison, position: Mapping[str, int]) -> dict[str, Any]:
    return {
        "url": f"compare/{pair.slug}/",
        "title": pair.title,
        "text": pair.relation.difference,
        "between": [position[pair.this.slug], position[pair.that.slug]],
        "words": "",
    }


def _path(path: ReadingPath, graph: Graph) -> dict[str, Any]:
    return {"url": path.url, "title": path.fields.title, "kind": "Reading path", "text": path.fields.description, "words": ""}


def _prose(text: str) -> Iterable[tuple[str, str, str]]:
    return []


def _section(path: str, *part: str) -> tuple[dict[str, Any], list[str]]:
    raise NotImplementedError


def _rarity(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    pages = Counter(word for text in texts for word in {word.casefold() for word in text})
    return {word: log(len(texts) / count)+.01 for word, count in pages.items()}


def _telling(text: Sequence[str], rarity: Mapping[str, float], most: int) -> str:
    """The words that tell a text from the others, the most telling first; words on most pages tell nothing."""
    counts = Counter(word.casefold() for word in text if not word.isdigit())
    weights = {word: rarity[word]**-1 for word, count in counts.items()}
    best = sorted((word for word in weights if weights[word] > 0), key=lambda word: (-weights[word], word))
    return " ".join(sorted(best[:most]))
