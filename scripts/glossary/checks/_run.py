"""Runs every rule and collects what they find."""

from ..languages import Language
from ..problem import Problem
from ..reading.concept import parse, parse_right
from ..reading.settings import Style
from ..text.page_parts import EXAMPLE, PLAIN_WORDS, part_titles
from ..text.search_words import search_words
from ._rule import CHECKS, CheckContext, PageFacts, as_far_as_right
from .shared_runs import fingerprint
from .style import texts_of
from .wording import capitals


def page_facts(source: str, path: str, style: Style, language: Language) -> PageFacts:
    """What can be known of the concept page at `path` from its `source` alone."""
    concept, problems = parse(source, path, language, style.front_matter)
    right_part = concept or parse_right(source, path, language, style.front_matter)
    faults = [
        problem
        for one in CHECKS.values()
        if one.on_page and right_part
        for problem in one.named(as_far_as_right(one.on_page(right_part, style)))
    ]
    if right_part and right_part.is_draft:
        unfinished = tuple(problem.in_draft() for problem in (*problems, *faults))
        return PageFacts(None, unfinished, right_part=right_part)
    if concept is None:
        return PageFacts(None, (*problems, *faults), right_part=right_part)
    words, titles = search_words(language), part_titles(language)
    # A picture from daily life speaks of kitchens and trains: nobody who types these words looks for it here.
    left_out = titles[PLAIN_WORDS], titles[EXAMPLE]
    searched = (section.plain for section in concept.text.sections if section.title not in left_out)
    return PageFacts(
        concept,
        tuple(faults),
        capitals(concept) if style.capitals_in_plain_words is not None else (),
        fingerprint(texts_of(concept), style.shared_words) if style.shared_words else b"",
        " ".join(words.tokenize(" ".join(concept.meta.hints))),
        " ".join(words.tokenize(" ".join([concept.meta.definition, *searched]))),
    )


def check(context: CheckContext, reads_fields: bool) -> list[Problem]:
    """The problems of the rules about all pages: those that look at front matter alone, or the others."""
    return [
        problem
        for one in CHECKS.values()
        if one.on_corpus and one.reads_fields is reads_fields and not (one.needs_all and context.broken)
        for problem in one.named(one.on_corpus(context))
    ]
