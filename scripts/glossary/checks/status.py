"""Rules about pages that are not finished, and about names that nobody is to use any more."""

import re
from collections.abc import Iterator

from ..addresses import PATHS
from ..problem import Level, Message, Problem, nearest
from ..reading.concept import Concept
from ..reading.frontmatter import DEPRECATED, SLUG_PATTERN
from ..reading.settings import Style
from ..reading.yaml_source import line_of
from ._rule import CheckContext, concept_rule, corpus_rule, page_rule

PUBLISH = Message("leave it out until that page is published, or remove 'status: draft' there")


@concept_rule(Level.NOTE, reads_fields=True)
def relation_to_draft(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A relation leads to a page that is published; one that leads to a draft is left out until then.

    Bad: `to: thesaurus`, a page with `status: draft`
    Good: `to: thesaurus`, a page without `status`
    """
    for index, relation in enumerate(concept.meta.related):
        if relation.to in corpus.drafts and not concept.is_draft:
            what = Message("the relation leads to {name!r}, a draft, and is left out", name=relation.to)
            fix = Message("remove 'status: draft' there to have it")
            yield concept.problem(("related", index, "to"), what, fix)


@corpus_rule(Level.ERROR)
def step_to_draft(corpus: CheckContext) -> Iterator[Problem]:
    """A step of a reading path is a page that is published.

    Bad: `concept: thesaurus`, a page with `status: draft`
    Good: `concept: thesaurus`, a page without `status`
    """
    for path in corpus.reading_paths:
        file = f"{PATHS}/{path.slug}.yml"
        for index, step in enumerate(path.fields.steps):
            if step.concept in corpus.drafts:
                line = line_of(corpus.source.text(file), ("steps", index, "concept"))
                what = Message("{name!r} is a draft, which is not published", name=step.concept)
                yield Problem(file, line, what, PUBLISH)


@page_rule()
def half_deprecated(concept: Concept, style: Style) -> Iterator[Problem]:
    """A page says what to use instead of its name if it is deprecated, and only then.

    Bad: `status: deprecated` alone
    Good: `status: deprecated` and `use_instead: language-model`
    """
    meta = concept.meta
    if meta.is_deprecated and not meta.use_instead:
        what = Message("the page does not say what to use instead of its name")
        fix = Message("add 'use_instead' with the slug of a concept, or with other words")
        yield concept.problem(("status",), what, fix)
    if meta.use_instead and meta.status is None:
        what = Message("'use_instead' stands on a page that is not deprecated")
        fix = Message("add 'status: {status}', or remove the field", status=DEPRECATED)
        yield concept.problem(("use_instead",), what, fix)


@concept_rule(reads_fields=True)
def unknown_successor(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """What is written like a slug in `use_instead` is another concept that has a page and can be used.

    Bad: `use_instead: langauge-model`
    Good: `use_instead: language-model`, `use_instead: Term bank`
    """
    given = concept.meta.use_instead if concept.meta.is_deprecated else None
    if not given or not re.fullmatch(SLUG_PATTERN, given) or given in corpus.broken:
        return
    successor = corpus.concepts.get(given)
    others = [slug for slug, other in corpus.concepts.items() if not other.meta.is_deprecated]
    if successor is None:
        fix = nearest(given, others, Message("write other words with a capital first letter"))
        if given in corpus.drafts:
            fix = Message("publish that draft first")
        what = Message("there is no concept {name!r}", name=given)
        yield concept.problem(("use_instead",), what, fix)
    elif successor.meta.is_deprecated:
        what = Message("{name!r} is deprecated itself", name=given)
        if successor is concept:
            what = Message("the page names itself")
        yield concept.problem(("use_instead",), what, Message("name a concept that can be used"))
