"""What an agent may ask about terms, and the answers. Nothing but what a glossary publishes is ever read."""

import sqlite3
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import cached_property
from itertools import islice

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..addresses import COMPARISONS, CONCEPTS, RELATED_INDEX, TERM_LIST
from ..links.terms import PublishedTerm, Unusable, parse
from ..problem import Message
from ..text import tokens

# What an answer holds at most: a caller pays for every word, and a glossary may be anybody's.
HITS = 10
LISTED = 100
SENTENCE = 400  # characters
NAMES = 30
TOPIC = 120  # characters
PAGE = 6_000  # characters of a comparison
QUERY = 300  # characters; longer than any question

# Words of a name count more than those of a sentence about it.
_WEIGHTS = "6.0, 2.0, 1.0"


class Unknown(Exception):
    """No term, topic or comparison has this name. The message says what to ask instead."""


class Brief(BaseModel):
    """A term in a list of answers."""

    term: str
    page: str
    sentence: str


class Meaning(BaseModel):
    """All that is short about a term. Where nobody is to use its name any more, `use_instead` is what to say.
    Where others have the name that was asked for, `other_meanings` has them, and `meanings_page` tells all of
    them apart.
    """

    term: str
    use_instead: str | None
    page: str
    in_plain_words: str | None
    definition: str
    topic: str
    also_called: list[str]
    also_explains: list[str]
    well_known_examples: list[str]
    wrongly_called: list[str]
    other_meanings: list[Brief]
    meanings_page: str | None


class Difference(BaseModel):
    """What sets two terms apart. `text` is Markdown, and None where no page compares the two."""

    one: Brief
    other: Brief
    page: str | None
    text: str | None


class RelatedTerm(BaseModel):
    """A term that somebody should know beside another one, and why."""

    term: str
    page: str
    why: str


class TopicTerms(BaseModel):
    """A topic and its terms."""

    topic: str
    terms: list[Brief]


class _Why(BaseModel):
    slug: str
    why: str


class Terms:
    """The terms of one glossary, to be asked.

    `read` gives the bytes of a published file by its path in the site, and raises `Unusable` where there is
    none. `site` is where the glossary is published; "" for wherever it says.
    """

    def __init__(self, read: Callable[[str], bytes], site: str = "") -> None:
        self._read = read
        self._glossary = parse(read(TERM_LIST), site)
        self._root = self._glossary.folder.removesuffix(f"{CONCEPTS}/")

    def search(self, query: str) -> list[Brief]:
        """The terms that a name, a description or a question means, best first; at most ten."""
        query = query[:QUERY]
        first = [slug for slug in [self._glossary.named(query), self._loosely_named(query)] if slug]
        named = [*first[:1], *self._glossary.meanings(query), *first[1:]]
        found = dict.fromkeys([*named, *self._with_words_of(query)])
        return [self._brief(slug) for slug in [*found][:HITS]]

    def look_up(self, name: str) -> Meaning:
        """What a term means. Raises `Unknown`."""
        term = self._term(name)
        meanings = self._glossary.meanings(name[:QUERY])
        return Meaning(
            term=term.title,
            use_instead=term.use_instead,
            page=term.url,
            in_plain_words=_cut(term.plain) if term.plain else None,
            definition=_cut(term.definition),
            topic=_cut(term.topic.title, TOPIC),
            also_called=[name for name in term.names if name not in {term.title, *term.covers}][:NAMES],
            also_explains=term.covers[:NAMES],
            well_known_examples=term.instances[:NAMES],
            wrongly_called=term.misnomers[:NAMES],
            other_meanings=[self._brief(slug) for slug in islice(meanings, HITS) if slug != term.slug],
            meanings_page=meanings.get(term.slug),
        )

    def compare(self, one: str, other: str) -> Difference:
        """What sets two terms apart. Raises `Unknown`."""
        terms = [self._term(name) for name in (one, other)]
        slugs = [term.slug for term in terms]
        page, text = None, None
        for first, second in (slugs, slugs[::-1]):
            path = f"{COMPARISONS}/{first}-vs-{second}"
            try:
                text = self._read(f"{path}/index.md").decode("utf-8", "replace")
            except Unusable:
                continue
            page = f"{self._root}{path}/"
            break
        briefs = [self._brief(slug) for slug in slugs]
        return Difference(one=briefs[0], other=briefs[1], page=page, text=_cut(text, PAGE) if text else None)

    def related(self, name: str) -> list[RelatedTerm]:
        """What to know beside a term, and why, the nearest first. Raises `Unknown`."""
        entries = self._related.get(self._term(name).slug, [])
        known = ((self._glossary.terms.get(entry.slug), entry.why) for entry in entries[:HITS])
        return [RelatedTerm(term=term.title, page=term.url, why=_cut(why)) for term, why in known if term]

    def topics(self) -> list[str]:
        """The topics of the glossary."""
        return [_cut(title, TOPIC) for title in islice(self._topics, LISTED)]

    def topic(self, name: str) -> TopicTerms:
        """The terms of a topic. Raises `Unknown`."""
        topics = {term.topic.slug: term.topic.title for term in self._glossary.terms.values()}
        titles = topics | {title.casefold(): title for title in self._topics}
        title = titles.get(" ".join(name.split()).casefold())
        if title is None:
            raise Unknown(f"There is no topic {name[:QUERY]!r}. The topics are: {'; '.join(self.topics())}.")
        return TopicTerms(
            topic=_cut(title, TOPIC), terms=[self._brief(slug) for slug in self._topics[title][:LISTED]]
        )

    def _term(self, name: str) -> PublishedTerm:
        name = name[:QUERY]
        slug = self._glossary.named(name) or self._loosely_named(name) or self._glossary.redirects.get(name)
        if slug:
            return self._glossary.terms[slug]
        near = get_close_matches(name.casefold(), self._glossary.slugs_by_name, HITS // 2)
        meant = [self._glossary.terms[self._glossary.slugs_by_name[one]].title for one in near]
        meant += [hit.term for hit in self.search(name)]
        advice = f"Near it are: {'; '.join(dict.fromkeys(meant[:HITS]))}." if meant else "Search for it."
        raise Unknown(f"There is no term {name!r}. {advice}")

    def _loosely_named(self, name: str) -> str | None:
        """The slug of the term that this is a wrong name or a well-known example of."""
        return self._by_loose_name.get(" ".join(name.split()).casefold())

    def _brief(self, slug: str) -> Brief:
        term = self._glossary.terms[slug]
        return Brief(term=term.title, page=term.url, sentence=_cut(term.plain or term.definition))

    @cached_property
    def _by_loose_name(self) -> dict[str, str]:
        terms = self._glossary.terms.values()
        return {name.casefold(): term.slug for term in terms for name in (*term.misnomers, *term.instances)}

    @cached_property
    def _topics(self) -> dict[str, list[str]]:
        """The slugs of each topic, by its title."""
        topics: dict[str, list[str]] = {}
        for slug, term in self._glossary.terms.items():
            topics.setdefault(term.topic.title, []).append(slug)
        return topics

    @cached_property
    def _related(self) -> dict[str, list[_Why]]:
        try:
            return TypeAdapter(dict[str, list[_Why]]).validate_json(self._read(RELATED_INDEX))
        except ValidationError as error:
            what = Message("publishes {file} in another form than this release reads", file=RELATED_INDEX)
            raise Unusable(what, Message("build it with the same release")) from error

    @cached_property
    def _index(self) -> sqlite3.Connection:
        """A full-text index in memory: SQLite's FTS5, with BM25 and Porter's stemmer."""
        index = sqlite3.connect(":memory:", check_same_thread=False)
        index.execute(
            "CREATE VIRTUAL TABLE term USING "
            "fts5(slug UNINDEXED, names, plain, definition, tokenize = 'porter')"
        )
        index.executemany("INSERT INTO term VALUES (?, ?, ?, ?)", self._rows())
        return index

    def _rows(self) -> Iterable[tuple[str, str, str, str]]:
        for slug, term in self._glossary.terms.items():
            names = "; ".join([*term.names, *term.instances, *term.misnomers])
            yield slug, names, term.plain or "", term.definition

    def _with_words_of(self, query: str) -> list[str]:
        """The slugs of terms that have words of the query, best first."""
        # Quoted, a word is a word to FTS5 and never one of its operators.
        words = " OR ".join(f'"{word}"' for word in tokens(query)[0])
        if not words:
            return []
        ranked = f"SELECT slug FROM term WHERE term MATCH ? ORDER BY bm25(term, 0.0, {_WEIGHTS}) LIMIT {HITS}"
        return [slug for (slug,) in self._index.execute(ranked, (words,))]


def _cut(text: str, limit: int = SENTENCE) -> str:
    return text if len(text) <= limit else f"{text[:limit].rstrip()} …"
