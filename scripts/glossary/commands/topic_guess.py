"""The topic of a new page, guessed by the pages that are most like its name."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

from ..languages import ENGLISH, Language
from ..reading.concept import Concept
from ..reading.settings import Topic
from ..text.search_words import search_words

# A word in a page's own names says more than one in its text.
_IN_NAMES = 2
# So many of the pages most like a name have a say.
_NEAREST = 30
# Shorter words are parts of others by chance.
_PART = 4
_SHOWN = 3


@dataclass(frozen=True)
class Guess:
    """A topic, and the titles of its pages that spoke for it; none where no page did."""

    topic: str
    like: tuple[str, ...]


def guess_topic(
    name: str, concepts: Mapping[str, Concept], topics: Mapping[str, Topic], language: Language = ENGLISH
) -> Guess:
    """The topic of the pages that share the most particular words with `name`; the first one if none does.

    A page counts by the words that it shares, each by its inverse document frequency; a topic by those of
    its pages, relative to its size so that a large one does not always win, and by its own title and
    description. Forms of a word are one word and, where a language joins nouns, so are a name and what it is
    joined from.
    """
    search, joins = search_words(language), language.rules.joins_nouns
    ignored = search.stop_words

    def cut(*texts: str) -> set[str]:
        return {search.stem(word) for word in search.tokenize(" ".join(texts)) if word not in ignored}

    def is_part(short: str, long: str) -> bool:
        return len(short) >= _PART and (long.startswith(short) or long.endswith(short))

    def share(wanted: str, slug: str) -> int:
        joined = joins and any(is_part(wanted, own) or is_part(own, wanted) for own in names[slug])
        return _IN_NAMES if joined or wanted in names[slug] else wanted in others[slug]

    names = {slug: cut(*concept.meta.names) for slug, concept in concepts.items()}
    others = {
        slug: cut(page.meta.definition, page.meta.plain or "", *page.meta.hints, *page.text.words)
        for slug, page in concepts.items()
    }
    wanted = cut(name)
    shares = {slug: {word: share(word, slug) for word in wanted} for slug in concepts}
    holding = Counter(word for shared in shares.values() for word, count in shared.items() if count)
    rarity = {word: log(1 + len(concepts) / (1 + holding[word])) for word in wanted}
    scores = {
        slug: sum(count * rarity[word] for word, count in shared.items()) for slug, shared in shares.items()
    }
    nearest = sorted(filter(scores.get, scores), key=lambda slug: -scores[slug])[:_NEAREST]
    sizes = Counter(concept.meta.topic for concept in concepts.values())

    def score(slug: str) -> float:
        found = sum(scores[page] for page in nearest if concepts[page].meta.topic == slug)
        own = wanted & cut(topics[slug].title, topics[slug].description)
        return found / sqrt(sizes[slug] or 1) + sum(rarity[word] for word in own)

    # `max` keeps the first of equals, and so the reading order of the topics.
    topic = max(topics, key=score)
    like = [concepts[page].meta.title for page in nearest if concepts[page].meta.topic == topic]
    return Guess(topic, tuple(like[:_SHOWN]))
