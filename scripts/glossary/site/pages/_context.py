"""All that pages are made of, and how their parts are ordered and written."""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import ceil
from typing import Any, NamedTuple

from babel.dates import format_date

from ...addresses import section_id
from ...graph.comparisons import Comparison
from ...graph.graph import Graph, most_needed, rests_on
from ...graph.meanings import SharedName
from ...graph.related import Related, inferred_scores, nearest_first, neighbours_of
from ...graph.written_names import written_names
from ...languages import N_, Language
from ...reading.answers import Answer
from ...reading.citations import CitedSources
from ...reading.concept import Concept
from ...reading.counterparts import Tie
from ...reading.frontmatter import LEVELS, Kind
from ...reading.pictures import path_of
from ...reading.reading_paths import ReadingPath
from ...reading.settings import BEGIN_WITH, Topic
from ...reading.site_config import SiteInfo
from ...text import Picture
from ...text.markdown import Markdown, front_matter, render
from ...text.mentions import Mention
from ..article import explained, shown_picture, term_id

Fields = Mapping[str, Any]

WORDS_A_MINUTE = 238  # Brysbaert, "How many words do we read per minute?", J. Mem. Lang. 109 (2019).

LEVEL_TITLES = dict(zip(LEVELS, (N_("Getting started"), N_("Intermediate"), N_("Advanced")), strict=True))
# What the other concept is to this one.
KIND_TITLES = {
    Kind.BROADER: N_("broader"),
    Kind.NARROWER: N_("narrower"),
    Kind.PART_OF: N_("part of"),
    Kind.HAS_PART: N_("has part"),
    Kind.CONTRASTS: N_("contrasts"),
}
# What a name stands in is a message of the theme too.
INSTEAD = N_("Out of use: say “{name}” instead.")
# The page of a concept that half of the glossary names would grow with the glossary.
NEAREST = 24


class Below(NamedTuple):
    """The lists below a text: of `mentioned_in` the `nearest` are shown; `terms` are those of `explained`."""

    confused: list[Comparison]
    related: list[tuple[Concept, Related]]
    mentioned_in: list[Concept]
    nearest: list[Concept]
    terms: dict[str, Mention]
    sources: CitedSources


@dataclass(frozen=True)
class PageContext:
    """All that pages are made of.

    `pictures` holds the SVGs that they show, by path, `answers` how cited addresses answered, `drafts`
    the pages that are no concepts yet, by slug, `own_levels` those that the glossary sets, `ties` the
    pages in other languages that stand for the concepts.
    """

    graph: Graph
    topics: Mapping[str, Topic]
    related: Mapping[str, list[Related]]
    mentioned_in: Mapping[str, list[str]]
    comparisons: list[Comparison]
    paths: list[ReadingPath]
    pictures: Mapping[str, str]
    answers: Mapping[str, Answer]
    site: SiteInfo
    today: date
    drafts: Mapping[str, Concept] = field(default_factory=dict)
    own_levels: Mapping[str, str] | None = None
    ties: Mapping[str, Sequence[Tie]] = field(default_factory=dict)

    @property
    def language(self) -> Language:
        """The language of the pages: that of the concepts."""
        return self.graph.language

    def page(self, name: str, title: str, about: str, more: Fields | None = None, /, **values: object) -> str:
        """A page: its front matter, with `more` fields, and what the template `name` makes of the values.

        The theme knows a page by the first word of the name: `related_index` is of the type `related`.
        """
        fields = {"title": title, "description": about, "page_type": name.partition("_")[0], **(more or {})}
        return front_matter(fields) + render(f"{name}.md.j2", self.language, **values)

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """The levels in reading order, each with its title."""
        return self.own_levels or {
            level: self.language.words.gettext(title) for level, title in LEVEL_TITLES.items()
        }

    def place_of(self, shared: SharedName, concept: Concept) -> str:
        """The fragment of the place where a concept's text has a shared name that it only covers, or ""."""
        mention = self.below(concept).terms.get(shared.name_of(concept))
        return f"#{term_id(mention)}" if mention and shared.is_covered_by(concept) else ""

    def other_meanings(self, concept: Concept) -> list[tuple[str, list[tuple[Concept, str]]]]:
        """For each shared name of a concept, the others that have it, and the place in the text of each."""
        return [
            (
                shared.name_of(concept),
                [(other, self.place_of(shared, other)) for other in shared.concepts if other is not concept],
            )
            for shared in self.graph.shared_names
            if concept in shared.concepts
        ]

    @cached_property
    def written_names(self) -> tuple[dict[str, dict[str, str]], dict[str, SharedName]]:
        """The names that lead to each concept and to each page of meanings, as people write them."""
        return written_names(self.graph)

    @cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """For each concept, all that are tied to it."""
        return neighbours_of(self.graph)

    def level(self, concept: Concept) -> dict[str, str] | None:
        """The level of a concept, None where all concepts have the same: it would say nothing."""
        level = concept.meta.level
        if level is None or not self._levels_differ:
            return None
        title = self.levels[level]
        return {"id": section_id(title, self.language, level), "title": title}

    @cached_property
    def _levels_differ(self) -> bool:
        return len({concept.meta.level for concept in self.graph.concepts.values()}) > 1

    def review(self, concept: Concept) -> dict[str, str] | None:
        """The day of the last review; None where it is that of publication, or of most pages."""
        reviewed = concept.meta.read_again
        return None if reviewed in (None, self._commonest_review) else self.day(reviewed)

    def successor(self, concept: Concept) -> Concept | None:
        """The concept whose name to use instead of that of another one."""
        return self.graph.concepts.get(concept.meta.use_instead or "")

    def notice(self, concept: Concept) -> str:
        """What to say instead of a name that nobody is to use any more, "" for all others."""
        if not concept.meta.is_deprecated:
            return ""
        successor = self.successor(concept)
        name = successor.meta.title if successor else concept.meta.use_instead
        return self.language.words.gettext(INSTEAD).replace("{name}", name or "…")

    def sentence(self, concept: Concept) -> str:
        """The sentence about a concept, behind what to say instead of its name."""
        return f"{self.notice(concept)} {concept.meta.sentence}".lstrip()

    def day(self, value: date) -> dict[str, str]:
        """A date for machines and for people: 2026-06-09, 9 June 2026."""
        # No value to be escaped: "9." begins a list where a line begins, and no date stands there.
        return {"date": value.isoformat(), "text": Markdown(format_date(value, "long", self.language.locale))}

    @cached_property
    def _commonest_review(self) -> date | None:
        """The day on which more than half of the pages were last reviewed, if there is one."""
        days = Counter(concept.meta.reviewed for concept in self.graph.concepts.values())
        ((found, count),) = days.most_common(1)
        return found if count * 2 > len(self.graph.concepts) else None

    @cached_property
    def confused(self) -> dict[str, list[Comparison]]:
        """For each concept, the comparisons of which it is a side."""
        found: dict[str, list[Comparison]] = {slug: [] for slug in self.graph.concepts}
        for comparison in self.comparisons:
            found[comparison.this.slug].append(comparison)
            found[comparison.that.slug].append(comparison)
        return found

    @cached_property
    def _below(self) -> dict[str, Below]:
        return {}

    def below(self, concept: Concept) -> Below:
        """The lists below a concept's text, worked out once for its page and its copy."""
        if concept.slug not in self._below:
            self._below[concept.slug] = self._lists(concept)
        return self._below[concept.slug]

    def _lists(self, concept: Concept) -> Below:
        concepts = self.graph.concepts
        scores = inferred_scores(self.graph, concept.slug, self.neighbours)
        # The most confusing first: what the author of this page put here, in that order, and then what stands
        # nearest in the graph.
        pairs = self.confused[concept.slug]
        others = {(pair.that if pair.this is concept else pair.this).slug: pair for pair in pairs}
        declared = [
            relation.to
            for relation in concept.meta.related
            if relation.to in others and others[relation.to].this is concept
        ]
        mentioned_in = [concepts[slug] for slug in nearest_first(self.mentioned_in[concept.slug], scores)]
        # What shows this concept as related is seen from here too.
        showing = [
            other
            for other in mentioned_in[NEAREST:]
            if any(entry.slug == concept.slug for entry in self.related[other.slug])
        ]
        return Below(
            [others[slug] for slug in [*declared, *nearest_first(others.keys() - declared, scores)]],
            [(concepts[entry.slug], entry) for entry in self.related[concept.slug]],
            mentioned_in,
            mentioned_in[:NEAREST] + showing,
            explained(concept, self.graph.to_link[concept.slug]),
            CitedSources(concept),
        )

    @cached_property
    def by_topic(self) -> list[tuple[Topic, list[Concept]]]:
        """The topics that have concepts, in reading order, with their concepts by level and title."""
        groups: dict[str, list[Concept]] = {slug: [] for slug in self.topics}
        for concept in self.graph.concepts.values():
            groups[concept.meta.topic].append(concept)
        return [
            (self.topics[slug], sorted(found, key=self._reading_order))
            for slug, found in groups.items()
            if found
        ]

    def empty_topics(self) -> list[Topic]:
        """The topics without concepts that are to be shown, in reading order."""
        used = {concept.meta.topic for concept in self.graph.concepts.values()}
        unused = [topic for slug, topic in self.topics.items() if slug not in used]
        return unused if self.site.for_authors else []

    def _reading_order(self, concept: Concept) -> tuple[int, str, str]:
        return [*self.levels, None].index(concept.meta.level), alphabetical(concept.meta.title), concept.slug

    def drawn(self, concept: Concept) -> Picture | None:
        """The first image of a concept's text that is a picture."""
        pictures = concept.text.pictures
        return next(
            (image for image in pictures if path_of(image.target, concept.path) in self.pictures), None
        )

    def picture(self, concept: Concept) -> Markdown | None:
        """The first picture of a concept's text, to be shown on any page."""
        image = self.drawn(concept)
        shown = image and shown_picture(image, concept.path, self.pictures)
        return Markdown(shown.strip()) if shown else None

    def begin_with(self, topic: Topic, concepts: list[Concept]) -> list[Concept]:
        """The few concepts of a topic to read first: those that its editors chose.

        Without a choice, those in use that the rest of it needs most, each behind those that it rests on
        itself; none where nothing ties them.
        """
        own = {concept.slug: concept for concept in concepts}
        if by_editors := [own[slug] for slug in topic.begin_with if slug in own]:
            return by_editors
        tied = (slug for slug in own if self.neighbours[slug] and not own[slug].meta.is_deprecated)
        chosen = most_needed(self.graph, tied)[:BEGIN_WITH]
        ordered: list[Concept] = []
        while chosen:
            # Different kinds of relation may make a circle: then the first as it was.
            slug = next((slug for slug in chosen if not rests_on(self.graph, slug) & {*chosen}), chosen[0])
            chosen.remove(slug)
            ordered.append(self.graph.concepts[slug])
        return ordered


def path_minutes(glossary: PageContext, path: ReadingPath) -> int:
    """The reading time of a path, in whole minutes, of all its words: rounding each page would add to it."""
    texts = (glossary.graph.concepts[step.concept].text for step in path.fields.steps)
    return max(1, ceil(sum(text.word_count for text in texts) / WORDS_A_MINUTE))


def place(concept: Concept, fragment: str = "") -> dict[str, str]:
    """A concept as a link: its title and its address, relative to the root of the site."""
    return {"title": concept.meta.title, "url": concept.url + fragment}


def alphabetical(name: str) -> str:
    """The key that sorts names as dictionaries do, without case and accents, ß as ss (DIN 5007-1)."""
    return "".join(
        sign for sign in unicodedata.normalize("NFKD", name).casefold() if not unicodedata.combining(sign)
    )
