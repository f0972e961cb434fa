"""The measurable part of the writing guide. The limits stand in the glossary's `style.yml`."""

import re
from collections.abc import Iterator

from ..languages import N_, Language
from ..problem import File, Message, Problem, plural
from ..reading.concept import Concept
from ..reading.settings import FEWEST_WITH_A_MEDIAN, Style
from ..reading.validation import dotted, short, texts_within
from ..text import Section, runs, sentences, words
from ..text.page_parts import FORMULA, NO_ADDRESS, PITFALLS, PLAIN_WORDS, WHY, is_prompt, part_titles
from ._rule import CheckContext, concept_rule, corpus_rule, page_rule
from .shared_runs import sharing
from .wording import bare


@page_rule()
def wrong_length(concept: Concept, style: Style) -> Iterator[Problem]:
    """The text, its lead and “In plain words” have the length that the style sets; tables, code, headings,
    captions and “The formula” do not count.

    Bad: a page of 120 words
    Good: a page of 450 words
    """
    start, formula = concept.text.start, part_titles(concept.language)[FORMULA]
    running = (
        block.plain
        for section in concept.text.sections
        for block in section.blocks
        if section.title != formula and block.level == 0 and block.table < 0
    )
    count = len(words("\n".join(running)))
    if not concept.prompts and (fix := _way_within("words", style, count)):
        what = plural("the text has {number} word", "the text has {number} words", count)
        yield concept.problem(start, what, fix)
    count = concept.text.sections[0].parts - len(concept.text.lead_pictures)
    if count and (fix := _way_within("lead_paragraphs", style, count)):
        what = plural("the lead has {number} paragraph", "the lead has {number} paragraphs", count)
        yield concept.problem(start, what, fix)
    for section in concept.sections(PLAIN_WORDS):
        title, count = section.title, len(words(section.plain))
        if title not in concept.prompts and (fix := _way_within("plain_words", style, count)):
            what = plural(
                "'## {title}' has {number} word", "'## {title}' has {number} words", count, title=title
            )
            yield concept.problem(section.start, what, fix)


@page_rule()
def malformed_bullets(concept: Concept, style: Style) -> Iterator[Problem]:
    """“Why it matters” and “Common pitfalls” are lists; each entry begins with a claim in bold.

    Bad: `- It is cheap.`
    Good: `- **It is cheap.** A small team can run it on one machine.`
    """
    if style.bullets is None:
        return
    for section in _written_lists(concept):
        if fix := _way_within("bullets", style, len(section.entries)):
            what = plural(
                "'## {title}' has {number} bullet",
                "'## {title}' has {number} bullets",
                len(section.entries),
                title=section.title,
            )
            yield concept.problem(section.start, what, fix)
        for entry in section.entries:
            if not entry.claim:
                what = Message("the bullet has no bold claim, or nothing follows it")
                fix = Message("write '- **Claim.** Consequence.'")
                yield concept.problem(entry.start, what, style.or_change("bullets", fix))


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
        for entry in (entry for section in _written_lists(concept) for entry in section.entries):
            claim = bare(entry.claim or "")
            if claim and first.setdefault(claim, concept.path) != concept.path:
                what = Message(
                    "the claim “{claim}” stands in {page} too", claim=entry.claim, page=File(first[claim])
                )
                yield concept.problem(entry.start, what, Message("make one that fits no other page"))


def _written_lists(concept: Concept) -> Iterator[Section]:
    """The sections that are lists of claims, but for those that still hold a prompt."""
    lists = concept.sections(WHY, PITFALLS)
    return (section for section in lists if section.title not in concept.prompts)


@page_rule()
def prompt_left(concept: Concept, style: Style) -> Iterator[Problem]:
    """Nothing is left of the prompts that `glossary new` wrote.

    Bad: `definition: "…write: what kind of thing it is, and what sets it apart"`
    Good: `definition: Predicts the next token of a text from all that came before.`
    """
    keys = {title: key for key, title in part_titles(concept.language).items()}
    for title, (start, _) in concept.prompts.items():
        what = Message("the lead still holds its prompt")
        fix = Message("write what it is, and what it is not")
        if title:
            what = Message("'## {title}' still holds its prompt", title=title)
            fix = Message("write the section, or remove it")
            if keys[title] in style.required_sections:
                fix = Message("write the section")
        yield concept.problem(start, what, fix)
    for location, value in texts_within(concept.meta.model_dump()):
        if value == NO_ADDRESS or is_prompt(value, concept.language):
            what = Message(
                "{field!r} still holds its prompt: {value}", field=dotted(location), value=short(value)
            )
            fix = Message("write the real value, without “…”")
            if value == NO_ADDRESS:
                fix = Message("write the real address")
            yield concept.problem(location, what, fix)


@page_rule()
def hard_to_read(concept: Concept, style: Style) -> Iterator[Problem]:
    """“In plain words” is easy to read.

    Bad: `The aforementioned conceptualisation necessitates considerable elaboration.`
    Good: `A cook who knows every recipe still has to taste the soup.`
    """
    most = style.reading_grade
    if most is None:
        return
    for section in concept.sections(PLAIN_WORDS):
        grade = reading_grade(section.plain, concept.language)
        if grade > most:
            what = Message(
                "'## {title}' reads like school grade {grade:.1f}", title=section.title, grade=grade
            )
            fix = Message("use shorter sentences and words, down to grade {most:g}", most=most)
            yield concept.problem(section.start, what, style.or_change("reading_grade", fix))


@corpus_rule()
def shared_words(corpus: CheckContext) -> Iterator[Problem]:
    """No run of words, as long as the style says, stands on two pages.

    Bad: `It is trained on a very large amount of text.` on two pages
    Good: `It has read more text than a person could in a thousand lives.` on one
    """
    length = corpus.style.shared_words
    if length is None:
        return
    suspects = sharing({slug: facts.fingerprint for slug, facts in corpus.facts.items()})
    first: dict[tuple[str, ...], str] = {}
    for concept in corpus.concepts.values():
        if concept.slug not in suspects:
            continue
        own: dict[tuple[str, ...], list[str]] = {}
        for text in texts_of(concept):
            for at, run in enumerate(runs(text, length)):
                own.setdefault(run, text[at : at + length])
        if shared := next((run for run in own if run in first), None):
            what = Message(
                "“{words}” stands in {page} too", words=" ".join(own[shared]), page=File(first[shared])
            )
            place = _place_of_words(concept, own[shared])
            fix = Message("say it in this page's own words")
            yield concept.problem(place, what, corpus.style.or_change("shared_words", fix))
        for run in own:
            first.setdefault(run, concept.path)


def texts_of(concept: Concept) -> Iterator[list[str]]:
    """The words of a page as far as they are written: text, plain sentence, definition and reasons."""
    yield from map(words, concept.written)
    fields = [concept.meta.plain, concept.meta.definition]
    for relation in concept.meta.related:
        fields += relation.why, relation.back, relation.difference, relation.when_this, relation.when_that
    yield from (words(value) for value in fields if value and not is_prompt(value, concept.language))


@concept_rule(needs_all=True)
def few_relations(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A page has the number of relations that the style sets, those declared on other pages included.

    Bad: a page with one relation
    Good: a page with four relations
    """
    count = len(corpus.graph.edges[concept.slug])
    if fix := _way_within("relations", corpus.style, count, N_("declare {wanted}")):
        what = plural("the page has {number} relation", "the page has {number} relations", count)
        fix = Message("{fix}; `glossary suggest {slug}` proposes some", fix=fix, slug=concept.slug)
        yield concept.problem(("related",), what, fix)


@concept_rule(needs_all=True)
def few_links(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """A text leads to as many other concepts as the style sets.

    Bad: a text that names two other concepts
    Good: a text that names eight other concepts
    """
    count = len(corpus.graph.links_to[concept.slug])
    if not concept.prompts and count < corpus.style.links_per_page:
        what = plural(
            "the text leads to {number} other concept", "the text leads to {number} other concepts", count
        )
        fix = Message("name at least {least} where they belong", least=corpus.style.links_per_page)
        yield concept.problem(concept.text.start, what, corpus.style.or_change("links_per_page", fix))


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
    # It is enough to mend the pages that fall short among the median page and those with more links.
    upper = counts[(len(counts) - 1) // 2 :]
    for count, slug in upper:
        if count >= least:
            break
        concept = corpus.concepts[slug]
        what = plural(
            "the text leads to {number} other concept, that of the median page to {median}",
            "the text leads to {number} other concepts, that of the median page to {median}",
            count,
            median=upper[0][0],
        )
        fix = Message(
            "name at least {least} where they belong, as more than half of the pages should", least=least
        )
        yield concept.problem(concept.text.start, what, corpus.style.or_change("links_on_median_page", fix))


@concept_rule(needs_all=True)
def orphan(concept: Concept, corpus: CheckContext) -> Iterator[Problem]:
    """The text of at least one other page leads to each page, or a relation does.

    Bad: a page that no other page names
    Good: a page that the page of its topic's main concept names
    """
    leads_here = corpus.graph.linked_from[concept.slug] or corpus.graph.edges[concept.slug]
    if not corpus.style.orphans and not leads_here and not concept.meta.is_deprecated:
        fix = Message("declare a relation, or name the concept in another text")
        yield concept.problem(0, Message("no other page leads here"), corpus.style.or_change("orphans", fix))


def reading_grade(plain: str, language: Language) -> float:
    """The school grade for which a plain text is easy enough, by the formula of the language."""
    spans = sentences(plain, language.rules.unfinished)
    count = sum(1 for start, end in spans if plain[start:end].strip())
    return language.rules.reading_grade(words(plain), count)


def _way_within(limit: str, style: Style, count: int, form: str = N_("write {wanted}")) -> Message | None:
    """The way out where so many are not within the span that the style sets; None where they are."""
    span: list[int] | None = getattr(style, limit)
    if span is None or span[0] <= count <= span[1]:
        return None
    wanted = f"{span[0]}" if span[0] == span[1] else Message("{least} to {most}", least=span[0], most=span[1])
    return style.or_change(limit, Message(form, wanted=wanted))


def _place_of_words(concept: Concept, run: list[str]) -> int:
    """Where a run of words begins, in the text or else in the front matter."""
    pattern = re.compile(r"[^\w]+".join(map(re.escape, run)))
    match = pattern.search(concept.text.uncited, concept.text.start) or pattern.search(concept.text.source)
    return match.start() if match else 0
