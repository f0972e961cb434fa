"""Rules about front matter that need more than one field."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..addresses import CONCEPTS, slug_of
from ..problem import Level, Message, Problem, nearest
from ..reading.concept import Concept
from ..reading.settings import Style
from ..reading.validation import Location, texts_within
from ..text.page_parts import is_prompt
from ._rule import CheckContext, concept_rule, page_rule
from .sources import month_of_paper


@concept_rule(Level.ERROR)
def unknown_topic(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A page's topic is one of those in `topics.yml`.

    Bad: `topic: langauge-models`
    Good: `topic: language-models`
    """
    yield from _topic_problems(concept, ("topic",), concept.meta.topic, corpus)


@concept_rule()
def unknown_context(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A page with shared names has as its `context` topics of `topics.yml` and folders that exist.

    Bad: `context: [evalution]`
    Good: `context: [evaluation, handbook/tests/]`
    """
    for index, place in enumerate(concept.meta.context):
        location = "context", index
        if not concept.meta.shared_names:
            what = Message("'context' decides about names in 'shared_names', and the page has none")
            yield concept.problem(location, what, Message("list these names, or remove it"))
            return
        if not place.endswith("/"):
            yield from _topic_problems(concept, location, place, corpus)
        elif not any(path.startswith(place) for path in corpus.paths):
            what = Message("there is no folder {name!r} beside {folder!r}", name=place, folder=f"{CONCEPTS}/")
            folders = (f"{folder}/" for path in corpus.paths for folder in PurePosixPath(path).parents)
            fix = nearest(place, folders, Message("write it as it is seen from there, or remove it"))
            yield concept.problem(location, what, fix)


def _topic_problems(
    concept: Concept, location: Location, topic: str, corpus: CheckContext
) -> Iterator[Problem]:
    # Without topics every page would be told that its topic is unknown.
    if corpus.topics and topic not in corpus.topics:
        slugs = {slug_of(known.title, corpus.language): slug for slug, known in corpus.topics.items()}
        meant = (slugs | {slug: slug for slug in corpus.topics}).get(slug_of(topic, corpus.language))
        otherwise = nearest(topic, corpus.topics, Message("use one of {names}", names=tuple(corpus.topics)))
        fix = Message("did you mean {name!r}?", name=meant) if meant else otherwise
        yield concept.problem(location, Message("there is no topic {name!r}", name=topic), fix)


@concept_rule()
def date_in_the_future(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """Nothing is published or reviewed before its day has come, and no paper is cited before its month has.

    Bad: `reviewed: 2999-01-01`
    Good: `reviewed: 2026-06-09`
    """
    for name in ("published", "reviewed"):
        day = getattr(concept.meta, name)
        if day and day > corpus.today:
            what = Message("{field!r} is {day}, which is in the future", field=name, day=day)
            fix = Message("today is {day}: correct the date", day=corpus.today)
            yield concept.problem((name,), what, fix)
    for index, source in enumerate(concept.meta.sources):
        month = month_of_paper(source.url)
        if month and month > (corpus.today.year, corpus.today.month):
            what = Message(
                "{url!r} is a paper of {month}, which is in the future",
                url=source.url,
                month=f"{month[0]}-{month[1]:02}",
            )
            fix = Message("today is {day}: correct the identifier", day=corpus.today)
            yield concept.problem(("sources", index, "url"), what, fix)


@page_rule()
def question_without_name(concept: Concept, style: Style) -> Iterator[Problem]:
    """The question holds the title or another name of the concept, and ends in a question mark.

    Bad: `question: What is this thing?`
    Good: `question: What is an LLM?`
    """
    question = concept.question.casefold()
    if not any(name.casefold() in question for name in concept.meta.names):
        what = Message("the question holds none of the page's names")
        fix = Message("ask for {title!r} or an alias", title=concept.meta.title)
        yield concept.problem(("question",), what, fix)
    if not question.endswith("?"):
        what = Message("the question has no question mark")
        yield concept.problem(("question",), what, Message("end it with '?'"))


@page_rule()
def name_given_twice(concept: Concept, style: Style) -> Iterator[Problem]:
    """A page gives each of its names once, and none of them as an instance, a misnomer or a hint too.

    Bad: `aliases: [LLM, llm]`
    Good: `aliases: [LLM]`
    """
    names = ("title", "abbr", "aliases", "covers", "instances", "misnomers", "hints")
    given = {field: getattr(concept.meta, field) for field in names}
    seen: dict[str, str | int] = {}
    for location, name in texts_within(given):
        if is_prompt(name, concept.language):
            continue
        if earlier := seen.get(name.casefold()):
            what = Message(
                "{name!r} stands in {field!r} and already in {other!r}",
                name=name,
                field=location[0],
                other=earlier,
            )
            yield concept.problem(location, what, Message("keep one of the two"))
        seen.setdefault(name.casefold(), location[0])


@page_rule()
def autolink_without_name(concept: Concept, style: Style) -> Iterator[Problem]:
    """What `autolink` lists is a name of the page.

    Bad: `autolink: [lnaguage model]`
    Good: `autolink: [language model]`
    """
    known = {name.casefold() for name in concept.meta.names}
    for index, name in enumerate(concept.meta.autolink or []):
        if name.casefold() not in known:
            what = Message("'autolink' lists {name!r}, which is no name of this page", name=name)
            fix = nearest(name, known, Message("add it to 'aliases', or remove it here"))
            yield concept.problem(("autolink", index), what, fix)
