"""Pages that list concepts: A–Z, topics, the index of related articles, home, the search."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter

from ...addresses import A_TO_Z, CONCEPTS, RELATED, TOPIC_PAGES, section_id
from ...languages import N_
from ...reading.concept import Concept
from ...reading.frontmatter import FrontMatter
from ...reading.page_fields import fields_of, heading_of, title_of
from ...reading.reading_paths import REASONS, ReadingPath
from ...reading.settings import Topic
from ...text import read
from ...text.markdown import Markdown, front_matter, render
from ..site_files import Maker
from ._context import PageContext, alphabetical, path_minutes

RECENT = 6
# A path that touches a topic once does not lead through it.
THROUGH = 2
# On a wide screen, two rows of three.
DRAWN = 6


def topic_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes a page for each topic that is shown, and their list, by path."""
    found: dict[str, Maker] = {f"{TOPIC_PAGES}/index.md": partial(_topics_page, glossary)}
    for topic, concepts in glossary.by_topic:
        found[f"{TOPIC_PAGES}/{topic.slug}.md"] = partial(_topic_page, glossary, topic, concepts)
    for topic in glossary.empty_topics():
        found[f"{TOPIC_PAGES}/{topic.slug}.md"] = partial(_empty_page, glossary, topic)
    return found


def _topics_page(glossary: PageContext) -> str:
    topics = _topics(glossary)
    words = glossary.language.words
    description = words.ngettext(
        "The topic of this glossary, with what it is about and where to begin.",
        "All %(count)s topics of this glossary, each with what it is about and where to begin.",
        len(topics),
    ) % {"count": len(topics)}
    title, empty = words.gettext("Topics"), glossary.empty_topics()
    tied = any(glossary.related.values())
    return glossary.page("topics", title, description, topics=topics, empty=empty, tied=tied)


def _topics(glossary: PageContext) -> list[tuple[Topic, list[Concept], list[Concept]]]:
    """The topics with their concepts, and those of them to begin with."""
    return [(topic, concepts, glossary.begin_with(topic, concepts)) for topic, concepts in glossary.by_topic]


def _topic_page(glossary: PageContext, topic: Topic, concepts: list[Concept]) -> str:
    """What the topic rests on, then its other concepts by level, its comparisons, and paths through it.

    Where concepts are short, a reader need not open them one by one: the topic has all that they say.
    """
    own = {concept.slug for concept in concepts}
    in_full = any(concept.is_short for concept in concepts)
    first = glossary.begin_with(topic, concepts)
    # Of a few concepts, these would be all, and what follows would say them again.
    first = first if len(concepts) > len(first) else []
    pictures = ((concept, found) for concept in first or concepts if (found := glossary.picture(concept)))
    drawn, picture = next(pictures, (None, None))
    through = [
        (route, steps)
        for route in glossary.paths
        if len(steps := [step for step in route.fields.steps if step.concept in own]) >= THROUGH
    ]
    return glossary.page(
        "topic",
        topic.title,
        topic.description,
        {"topic": {"title": topic.title}},
        topic=topic,
        first=first,
        drawn=drawn,
        picture=picture,
        others=[
            (concept, glossary.level(concept)) for concept in concepts if in_full or concept not in first
        ],
        in_full=in_full,
        tied=any(glossary.related[slug] for slug in own),
        comparisons=[pair for pair in glossary.comparisons if {pair.this.slug, pair.that.slug} <= own],
        paths=sorted(through, key=lambda item: -len(item[1])),
        sentence=glossary.sentence,
    )


def _empty_page(glossary: PageContext, topic: Topic) -> str:
    more = {"topic": {"title": topic.title}}
    return glossary.page("topic_empty", topic.title, topic.description, more, topic=topic)


def index_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes A–Z, by path: the page with names alone, which is light, and the one with all that its
    filter and its switches fetch, which without JavaScript is a page like any other.
    """
    return {
        f"{CONCEPTS}/index.md": partial(_index_page, glossary, in_full=False),
        f"{A_TO_Z}/index.md": partial(_index_page, glossary, in_full=True),
    }


def _index_page(glossary: PageContext, *, in_full: bool) -> str:
    """Each concept by its title and its abbreviation, and `in_full` what else it explains, by letters."""
    entries = []
    for concept in glossary.graph.concepts.values():
        fields = concept.meta
        # A name that differs in nothing but capitals would stand beside itself.
        others = {alphabetical(name): (name, "see") for name in fields.covers if in_full}
        if fields.abbr:
            others[alphabetical(fields.abbr)] = (fields.abbr, "short")
        others[alphabetical(fields.title)] = (fields.title, "")
        entries += [(name, concept, kind) for name, kind in others.values()]
    entries.sort(key=lambda entry: (_letter(entry[0]) == "0–9", alphabetical(entry[0]), entry[1].slug))
    letters = []
    for letter, group in groupby(entries, key=lambda entry: _letter(entry[0])):
        anchor = section_id(letter, glossary.language, f"letter-{letter.lower().replace('–', '-')}")
        below = list(group)
        # A letter under which nothing but references stands comes and goes with them.
        letters.append((letter, anchor, all(kind == "see" for *_, kind in below), below))
    count = len(glossary.graph.concepts)
    words = glossary.language.words
    title = words.gettext("A–Z")
    description = words.ngettext(
        "The concept of this glossary, explained in a plain sentence.",
        "All %(count)s concepts of this glossary from A to Z, each explained in a plain sentence.",
        count,
    )
    if in_full:
        title = words.gettext("A–Z with explanations")
        description = words.ngettext(
            "The concept of this glossary in a plain sentence, with its other names and examples.",
            "All %(count)s concepts of this glossary in a plain sentence each, with their other names and "
            "examples.",
            count,
        )
    return glossary.page(
        "index",
        title,
        description % {"count": count},
        {"in_full": True} if in_full else None,
        title=title,
        letters=letters,
        count=count,
        in_full=in_full,
        sentence=glossary.sentence,
    )


def related_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the index of related articles, by path: a page for each topic, and one that leads there."""
    found: dict[str, Maker] = {
        f"{RELATED}/{topic.slug}.md": partial(_related_page, glossary, topic, members)
        for topic, members in glossary.by_topic
    }
    return found | {f"{RELATED}/index.md": partial(_related_index, glossary)}


def _related_page(glossary: PageContext, topic: Topic, members: list[Concept]) -> str:
    entries = [(concept, glossary.below(concept)) for concept in members]
    words, values = glossary.language.words, {"topic": topic.title}
    title = words.gettext("Related articles: %(topic)s") % values
    about = words.gettext("Each concept of the topic “%(topic)s” with the articles related to it, and why.")
    return glossary.page("related", title, about % values, topic=topic, members=entries)


def _related_index(glossary: PageContext) -> str:
    words = glossary.language.words
    about = words.gettext("Every concept of this glossary with the articles related to it, and why.")
    title = words.gettext("Related articles")
    return glossary.page("related_index", title, about, groups=glossary.by_topic)


def home_page(glossary: PageContext, home: str) -> str:
    """The author's home page, named like the site unless it says otherwise, and the generated parts below."""
    own = read(home)
    own_fields = fields_of(own)
    fields = {"title": title_of(own, glossary.site.name), "page_type": "home"}
    concepts = list(glossary.graph.concepts.values())
    in_turn = _in_turn(glossary)
    pick = in_turn[0] if in_turn else None
    reviewed = [
        concept for concept in _latest(concepts, lambda meta: meta.reviewed) if concept.meta.read_again
    ]
    generated = render(
        "home.md.j2",
        glossary.language,
        title="" if heading_of(own) else fields["title"],
        own=Markdown(own.body),
        pick=pick,
        picture=glossary.picture(pick) if pick else None,
        start=[(path, path_minutes(glossary, path)) for path in _first_paths(glossary)],
        topics=_topics(glossary),
        drawn=[
            (concept, picture) for concept in in_turn[1 : DRAWN + 1] if (picture := glossary.picture(concept))
        ],
        latest=[
            (N_("Newest"), _latest(concepts, lambda meta: meta.published)),
            (N_("Recently reviewed"), reviewed),
        ],
        count=len(concepts),
    )
    lacking = front_matter({name: value for name, value in fields.items() if not own_fields.get(name)})
    return lacking.removesuffix("---\n") + own.yaml * bool(own_fields) + "---\n" + generated


def _first_paths(glossary: PageContext) -> list[ReadingPath]:
    """The path for newcomers, and the first of each reason to walk one; without reasons, as many others."""
    first, others = glossary.paths[:1], glossary.paths[1:]
    by_reason = {path.fields.reason: path for path in reversed(others)}
    chosen = [by_reason[reason] for reason in REASONS if reason in by_reason]
    return first + (chosen or others[: len(REASONS)])


def _in_turn(glossary: PageContext) -> list[Concept]:
    """The concepts to show on the home page, the best linked first; each day another begins.

    They are those with a picture in the lead, which needs no text; if there are none, those with any picture,
    or else all that are in use. Whoever builds on the same day shows the same.
    """
    linked_from = glossary.graph.linked_from
    in_use = [concept for concept in glossary.graph.concepts.values() if not concept.meta.is_deprecated]
    ranked = sorted(in_use, key=lambda concept: (-len(linked_from[concept.slug]), concept.slug))
    drawn = [concept for concept in ranked if glossary.drawn(concept)]
    ranked = [concept for concept in drawn if concept.text.lead_pictures] or drawn or ranked
    turn = glossary.today.toordinal() % max(len(ranked), 1)
    return ranked[turn:] + ranked[:turn]


def _latest(concepts: list[Concept], day: Callable[[FrontMatter], date | None]) -> list[Concept]:
    """The concepts of the latest days that fit whole into a short list: none where too many share a date."""
    latest: list[Concept] = []
    dated = [(found, concept) for concept in concepts if (found := day(concept.meta))]
    newest_first = sorted(dated, key=lambda one: (-one[0].toordinal(), one[1].slug))
    for _, group in groupby(newest_first, key=itemgetter(0)):
        of_day = [concept for _, concept in group]
        if len(latest) + len(of_day) > RECENT:
            break
        latest += of_day
    return latest


def _letter(name: str) -> str:
    first = alphabetical(name)[:1].upper()
    return first if first.isalpha() else "0–9"


def find_page(glossary: PageContext) -> str:
    """The search as a page with an address, `/find/?q=…`: all concepts; its script puts a box before them."""
    concepts = sorted(
        glossary.graph.concepts.values(), key=lambda concept: (alphabetical(concept.meta.title), concept.slug)
    )
    words = glossary.language.words
    description = words.gettext("Search the concepts of this glossary by name or in your own words.")
    return glossary.page("find", words.gettext("Search"), description, concepts=concepts)
