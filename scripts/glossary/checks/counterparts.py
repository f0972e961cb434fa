"""Rules about pages that stand for ours in glossaries of other languages."""

from collections.abc import Iterator

from ..problem import File, Level, Message, Problem, nearest
from ..reading.concept import Concept
from ..reading.counterparts import FETCH
from ..reading.settings import STYLE
from ..reading.yaml_source import line_of
from ._rule import CheckContext, concept_rule, corpus_rule


@concept_rule()
def unknown_counterpart(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A counterpart is a concept of a glossary that `style.yml` names.

    Bad: `counterparts: {de: woerterbuhc}`
    Good: `counterparts: {de: woerterbuch}`
    """
    named = corpus.style.counterparts
    for language, slug in concept.meta.counterparts.items():
        pages = corpus.counterparts.get(language)
        if named is not None and language not in named:
            what = Message("this glossary has no counterpart in {language!r}", language=language)
            fix = Message("name its terms.json under 'counterparts' in {file}", file=File(STYLE))
            yield concept.problem(("counterparts", language), what, nearest(language, named, fix))
        elif pages is not None and slug and slug not in pages:
            what = Message(
                "the glossary in {language!r} has no concept {name!r}", language=language, name=slug
            )
            fix = Message("name another one; if it is new there, first run: {command}", command=FETCH)
            yield concept.problem(("counterparts", language), what, nearest(slug, pages, fix))


@corpus_rule()
def counterpart_named_twice(corpus: CheckContext) -> Iterator[Problem]:
    """A page in another language is the counterpart of one page.

    Bad: `counterparts: {de: woerterbuch}` on two pages
    Good: `counterparts: {de: woerterbuch}` on one of them
    """
    first: dict[tuple[str, str | None], Concept] = {}
    for concept in corpus.concepts.values():
        for language, slug in concept.meta.counterparts.items():
            other = first.setdefault((language, slug), concept)
            if slug and other is not concept:
                what = Message(
                    "{name!r} in {language!r} is the counterpart of {page} already",
                    name=slug,
                    language=language,
                    page=File(other.path),
                )
                fix = Message("leave it to the page that means the same")
                yield concept.problem(("counterparts", language), what, fix)


@corpus_rule(Level.NOTE)
def counterpart_contested(corpus: CheckContext) -> Iterator[Problem]:
    """The counterpart of a page names that page, or none.

    Bad: `counterparts: {de: bank}` on a page, where the German one has `counterparts: {en: bench}`
    Good: the same with `counterparts: {en: bank}` on the German page, or without
    """
    for slug, found in corpus.ties.items():
        for tie in found:
            meant = tie.page.stands_for or ""
            other = corpus.ledger.redirects.get(meant, meant)
            if other != slug and other in corpus.concepts:
                what = Message(
                    "{name!r} in {language!r} calls {other!r} its counterpart, and not this page",
                    name=tie.slug,
                    language=tie.language,
                    other=other,
                )
                fix = Message("agree with its authors on one of the two")
                yield corpus.concepts[slug].problem(("counterparts", tie.language), what, fix)


@corpus_rule(Level.NOTE)
def counterpart_not_copied(corpus: CheckContext) -> Iterator[Problem]:
    """What each glossary publishes that `style.yml` names as a counterpart is kept in the source folder.

    Bad: `counterparts: {de: …}` in the style, before the first `glossary counterparts`
    Good: the same, with `counterparts.yml`
    """
    for language in corpus.style.counterparts or {}:
        if language not in corpus.counterparts:
            what = Message("nothing is kept of the glossary in {language!r}", language=language)
            fix = Message("to tie its pages to yours, run: {command}", command=FETCH)
            yield _in_style(corpus, language, what, fix)


@corpus_rule()
def counterpart_in_own_language(corpus: CheckContext) -> Iterator[Problem]:
    """A counterpart is in another language.

    Bad: `counterparts: {en: …}` in the style of an English glossary
    Good: `counterparts: {de: …}`
    """
    for language in corpus.style.counterparts or {}:
        if language.casefold() == corpus.language.code.casefold():
            what = Message("{language!r} is the language of this glossary", language=language)
            yield _in_style(corpus, language, what, Message("remove the line"))


def _in_style(corpus: CheckContext, language: str, what: Message, fix: Message) -> Problem:
    return Problem(STYLE, line_of(corpus.source.text(STYLE), ("counterparts", language)), what, fix)
