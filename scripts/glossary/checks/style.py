"""The measurable part of the writing guide. The limits stand in the glossary's `style.yml`."""

import re
from collections.abc import Iterator
from typing import Any

from ..languages import Language
from ..problem import Problem, counted
from ..reading.concept import Concept
from ..reading.frontmatter import Relation
from ..reading.settings import FEWEST_WITH_A_MEDIAN
from ..reading.validation import dotted, short
from ..text import runs, sentences, words
from ..text.page_parts import NO_ADDRESS, PLAIN_WORDS, bulleted, is_prompt, part_titles
from ._phrases import phrases_of
from ._rule import CheckContext, PageLimits, concept_rule, corpus_rule, page_rule
from .shared_runs import SharedRuns


@page_rule()
def wrong_length(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """The text, its lead and “In plain words” have the length that the style sets; tables, code, headings and
    captions do not count.

    Bad: a page of 120 words
    Good: a page of 450 words
    """
    running = (block.plain for block in concept.text.blocks if block.level == 0 and block.table < 0)
    count = len(words("\n".join(running)))
    if not concept.prompts and not _within(count, standard.style.words):
        yield Problem(
            concept.path,
            concept.first_line,
            f"the text has {counted(count, 'word')}",
            f"write {_range(standard.style.words)}",
        )
    paragraphs = concept.text.sections[0].parts
    if paragraphs and not _within(paragraphs, standard.style.lead_paragraphs):
        what = f"the lead has {counted(paragraphs, 'paragraph')}"
        yield Problem(
            concept.path, concept.first_line, what, f"write {_range(standard.style.lead_paragraphs)}"
        )
    for section in concept.text.sections:
        if (
            section.title == part_titles(concept.language)[PLAIN_WORDS]
            and section.title not in concept.prompts
            and not _within(count := len(words(section.plain)), standard.style.plain_words)
        ):
            what = f"'## {section.title}' has {counted(count, 'word')}"
            yield Problem(
                concept.path,
                concept.text.line_at(section.start),
                what,
                f"write {_range(standard.style.plain_words)}",
            )


@page_rule()
def malformed_bullets(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """“Why it matters” and “Common pitfalls” are lists; each entry begins with a claim in bold.

    Bad: `- It is cheap.`
    Good: `- **It is cheap.** A small team can run it on one machine.`
    """
    if standard.style.bullets is None:
        return
    for section in concept.text.sections:
        if section.title not in bulleted(concept.language) or section.title in concept.prompts:
            continue
        if not _within(len(section.entries), standard.style.bullets):
            what = f"'## {section.title}' has {counted(len(section.entries), 'bullet')}"
            yield Problem(
                concept.path,
                concept.text.line_at(section.start),
                what,
                f"write {_range(standard.style.bullets)}",
            )
        for entry in section.entries:
            if not entry.claim:
                yield Problem(
                    concept.path,
                    concept.text.line_at(entry.start),
                    "the bullet has no bold claim, or nothing follows it",
                    "write '- **Claim.** Consequence.'",
                )


@corpus_rule()
def claim_made_twice(corpus: CheckContext) -> Iterator[Problem]:
    """The claim in bold at the head of a bullet stands on one page only.

    Bad: `- **It costs money.** …` on two pages
    Good: `- **Every token is billed.** …` on one page
    """
    if corpus.style.bullets is None:
        return
    first: dict[str, str] = {}
    for concept in corpus.concepts.values():
        for section in concept.text.sections:
            for entry in (
                section.entries
                if section.title in bulleted(corpus.language) and section.title not in concept.prompts
                else ()
            ):
                said = " ".join((entry.claim or "").split())
                claim = said.casefold().strip(" .!?")
                if claim and first.setdefault(claim, concept.path) != concept.path:
                    what = f"the claim “{said}” stands in {first[claim]} too"
                    yield Problem(
                        concept.path,
                        concept.text.line_at(entry.start),
                        what,
                        "make one that fits no other page",
                    )


@page_rule()
def prompt_left(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """Nothing is left of the prompts that `glossary new` wrote.

    Bad: `definition: "…write: what kind of thing it is, and what sets it apart"`
    Good: `definition: Predicts the next token of a text from all that came before.`
    """
    keys = {title: key for key, title in part_titles(concept.language).items()}
    for title, (start, _) in concept.prompts.items():
        may_go = "" if keys.get(title) in standard.style.required_sections else ", or remove it"
        what, fix = (
            (f"'## {title}'", f"write the section{may_go}")
            if title
            else ("the lead", "write what it is, and what it is not")
        )
        yield Problem(concept.path, concept.text.line_at(start), f"{what} still holds its prompt", fix)
    for location, value in _values(concept.meta.model_dump()):
        if value == NO_ADDRESS or is_prompt(value, concept.language):
            fix = "write the real address" if value == NO_ADDRESS else "write the real value, without “…”"
            yield Problem(
                concept.path,
                concept.line_of(*location),
                f"{dotted(location)!r} still holds its prompt: {short(value)}",
                fix,
            )


def _values(part: Any, *location: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Each text within a value of the front matter, with its location."""
    if isinstance(part, str):
        yield location, part
    elif isinstance(part, dict | list):
        for key, value in part.items() if isinstance(part, dict) else enumerate(part):
            yield from _values(value, *location, key)


@page_rule()
def banned_phrase(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """A page holds none of the phrases that the style bans, except in the titles of its sources.

    Bad: `In today's fast-paced world, models matter.`
    Good: `Two of three support teams in the survey of 2025 use a model.`
    """
    for line, phrase in phrases_of(concept, standard.style.banned_phrases):
        yield Problem(
            concept.path,
            line,
            f"the phrase {phrase!r} says nothing",
            "say what is particular to this concept",
        )


@page_rule()
def hard_to_read(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """“In plain words” is easy to read.

    Bad: `The aforementioned conceptualisation necessitates considerable elaboration.`
    Good: `A cook who knows every recipe still has to taste the soup.`
    """
    if standard.style.reading_grade is None:
        return
    for section in concept.text.sections:
        grade = (
            reading_grade(section.plain, concept.language)
            if section.title == part_titles(concept.language)[PLAIN_WORDS]
            else 0
        )
        if grade > standard.style.reading_grade:
            what = f"'## {section.title}' reads like school grade {grade:.1f}"
            yield Problem(
                concept.path,
                concept.text.line_at(section.start),
                what,
                f"use shorter sentences and words, down to grade {standard.style.reading_grade:g}",
            )


@corpus_rule()
def shared_words(corpus: CheckContext) -> Iterator[Problem]:
    """No run of words, as long as the style says, stands on two pages.

    Bad: `It is trained on a very large amount of text.` on two pages
    Good: `It has read more text than a person could in a thousand lives.` on one
    """
    length = corpus.style.shared_words
    if length is None:
        return
    index = corpus.memory.recall("shared-runs", (length,), lambda: SharedRuns(length, _texts))
    suspects = index.update(corpus.concepts)
    first: dict[tuple[str, ...], str] = {}
    for concept in corpus.concepts.values():
        if concept.slug not in suspects:
            continue
        own = dict.fromkeys(run for text in _texts(concept) for run in runs(text, length))
        shared = next((run for run in own if run in first), None)
        if shared:
            said = next(
                text[at : at + length]
                for text in _texts(concept)
                for at, run in enumerate(runs(text, length))
                if run == shared
            )
            what = f"“{' '.join(said)}” stands in {first[shared]} too"
            yield Problem(
                concept.path, _line_of_words(concept, said), what, "say it in this page's own words"
            )
        for run in own:
            first.setdefault(run, concept.path)


def _texts(concept: Concept) -> Iterator[list[str]]:
    """The words of the text, of the definition and of the reasons of a page, as far as they are written."""
    yield from map(words, concept.written)
    fields = [
        concept.meta.definition,
        *(reason for relation in concept.meta.related for reason in _sentences(relation) if reason),
    ]
    yield from (words(value) for value in fields if not is_prompt(value, concept.language))


@concept_rule(needs_all=True)
def few_relations(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A page has the number of relations that the style sets, those declared on other pages included.

    Bad: a page with one relation
    Good: a page with four relations
    """
    count = len(corpus.graph.edges[concept.slug])
    if not _within(count, corpus.style.relations):
        fix = f"declare {_range(corpus.style.relations)}; `glossary suggest {concept.slug}` proposes some"
        yield Problem(
            concept.path, concept.line_of("related"), f"the page has {counted(count, 'relation')}", fix
        )


@concept_rule(needs_all=True)
def few_links(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A text leads to as many other concepts as the style sets.

    Bad: a text that names two other concepts
    Good: a text that names eight other concepts
    """
    count = len(corpus.graph.links_to[concept.slug])
    if not concept.prompts and count < corpus.style.links_per_page:
        yield Problem(
            concept.path,
            concept.first_line,
            f"the text leads to {counted(count, 'other concept')}",
            f"name at least {corpus.style.links_per_page} where they belong",
        )


@corpus_rule(needs_all=True)
def few_links_on_the_median_page(corpus: CheckContext) -> Iterator[Problem]:
    """In a glossary of 20 concepts or more, the median text leads to as many others as the style sets; one
    that still holds a prompt does not count.

    Bad: 30 pages, of which 15 name seven others or fewer
    Good: 30 pages, of which 16 name eight others or more
    """
    least = corpus.style.links_on_median_page
    counts = sorted(
        (len(targets), slug)
        for slug, targets in corpus.graph.links_to.items()
        if not corpus.concepts[slug].prompts
    )
    if len(counts) < FEWEST_WITH_A_MEDIAN:
        return
    # The median page and those with more: of these, the ones that fall short are all that must be mended.
    upper = counts[(len(counts) - 1) // 2 :]
    for count, slug in upper:
        if count >= least:
            break
        concept = corpus.concepts[slug]
        what = (
            f"the text leads to {counted(count, 'other concept')}, that of the median page to {upper[0][0]}"
        )
        yield Problem(
            concept.path,
            concept.first_line,
            what,
            f"name at least {least} where they belong, as more than half of the pages should",
        )


@concept_rule(needs_all=True)
def orphan(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """The text of at least one other page leads to each page, or a relation does.

    Bad: a page that no other page names
    Good: a page that the page of its topic's main concept names
    """
    if corpus.style.orphans:
        return
    if not corpus.graph.linked_from[concept.slug] and not corpus.graph.edges[concept.slug]:
        yield Problem(
            concept.path,
            1,
            "no other page leads here",
            "declare a relation, or name the concept in another text",
        )


def reading_grade(plain: str, language: Language) -> float:
    """The school grade for which a plain text is easy enough, by the formula of the language."""
    count = len(
        [start for start, end in sentences(plain, language.rules.unfinished) if plain[start:end].strip()]
    )
    return language.rules.reading_grade(words(plain), count)


def _sentences(relation: Relation) -> tuple[str | None, ...]:
    return relation.why, relation.back, relation.difference, relation.when_this, relation.when_that


def _within(count: int, span: list[int] | None) -> bool:
    return span is None or span[0] <= count <= span[1]


def _range(span: list[int] | None) -> str:
    least, most = span or (0, 0)
    return f"{least}" if least == most else f"{least} to {most}"


def _line_of_words(concept: Concept, run: list[str]) -> int:
    """The line on which a run of words begins, in the text or else in the front matter."""
    pattern = re.compile(r"[^\w]+".join(map(re.escape, run)))
    found = pattern.search(concept.text.uncited, concept.text.start) or pattern.search(concept.text.source)
    return concept.text.line_at(found.start()) if found else 1
