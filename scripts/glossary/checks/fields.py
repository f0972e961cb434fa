"""Rules about front matter that need more than one field."""

from collections.abc import Iterator

from ..addresses import slug_of
from ..problem import Problem, nearest
from ..reading.concept import Concept
from ..text.page_parts import is_prompt
from ._rule import CheckContext, PageLimits, concept_rule, page_rule


@concept_rule(blocks=True)
def unknown_topic(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A page's topic is one of those in `topics.yml`.

    Bad: `topic: langauge-models`
    Good: `topic: language-models`
    """
    topic = concept.meta.topic
    if topic not in corpus.topics:
        what = f"there is no topic {topic!r}"
        typed, language = slug_of(topic, corpus.language), corpus.language
        meant = next(
            (
                slug
                for slug, known in corpus.topics.items()
                if typed in (slug, slug_of(known.title, language))
            ),
            None,
        )
        fix = (
            f"did you mean {meant!r}?"
            if meant
            else nearest(topic, corpus.topics, f"use one of {', '.join(corpus.topics)}")
        )
        yield Problem(concept.path, concept.line_of("topic"), what, fix)


@page_rule()
def date_in_the_future(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """Nothing is published or reviewed before its day has come.

    Bad: `reviewed: 2999-01-01`
    Good: `reviewed: 2026-06-09`
    """
    for name in ("published", "reviewed"):
        day = getattr(concept.meta, name)
        if day > standard.today:
            what = f"{name!r} is {day}, which is in the future"
            yield Problem(
                concept.path, concept.line_of(name), what, f"today is {standard.today}: correct the date"
            )


@page_rule()
def question_without_name(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """The question holds the title or another name of the concept, and ends in a question mark.

    Bad: `question: What is this thing?`
    Good: `question: What is an LLM?`
    """
    question = concept.question.casefold()
    if not any(name.casefold() in question for name in concept.meta.names):
        what = "the question holds none of the page's names"
        yield Problem(
            concept.path, concept.line_of("question"), what, f"ask for {concept.meta.title!r} or an alias"
        )
    if not question.endswith("?"):
        what = "the question has no question mark"
        yield Problem(concept.path, concept.line_of("question"), what, "end it with '?'")


@page_rule()
def name_given_twice(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """A page gives each of its names once, and none of them as a misnomer or a hint too.

    Bad: `aliases: [LLM, llm]`
    Good: `aliases: [LLM]`
    """
    meta = concept.meta
    given: list[tuple[tuple[str | int, ...], str]] = [(("title",), meta.title)]
    given += [(("abbr",), meta.abbr)] if meta.abbr else []
    for field in ("aliases", "covers", "misnomers", "hints"):
        given += [
            ((field, index), name)
            for index, name in enumerate(getattr(meta, field))
            if not is_prompt(name, concept.language)
        ]
    seen: dict[str, str | int] = {}
    for location, name in given:
        if name.casefold() in seen:
            what = f"{name!r} stands in {location[0]!r} and already in {seen[name.casefold()]!r}"
            yield Problem(concept.path, concept.line_of(*location), what, "keep one of the two")
        seen.setdefault(name.casefold(), location[0])


@page_rule()
def autolink_without_name(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """What `autolink` lists is a name of the page.

    Bad: `autolink: [lnaguage model]`
    Good: `autolink: [language model]`
    """
    known = {name.casefold() for name in concept.meta.names}
    for index, name in enumerate(concept.meta.autolink or []):
        if name.casefold() not in known:
            what = f"'autolink' lists {name!r}, which is no name of this page"
            fix = nearest(name, known, "add it to 'aliases', or remove it here")
            yield Problem(concept.path, concept.line_of("autolink", index), what, fix)
