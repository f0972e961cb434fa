"""Runs every rule and collects what they find."""

from functools import partial

from ..problem import Problem
from ..reading.concept import Concept
from ._rule import RULES, CheckContext, PageLimits


def check(corpus: CheckContext) -> list[Problem]:
    """Every problem of every rule, sorted by file and line."""
    standard = PageLimits(corpus.style, corpus.today)
    found = []
    for concept in corpus.concepts.values():
        found += corpus.memory.recall(
            ("rules", concept.slug),
            (concept, corpus.style, corpus.today),
            partial(check_page, concept, standard),
        )
    for rule in RULES.values():
        if rule.on_corpus and not (rule.needs_all and corpus.broken):
            found += rule.named(rule.on_corpus(corpus))
    return sorted(found)


def check_page(concept: Concept, standard: PageLimits) -> list[Problem]:
    """Every problem that a page has by itself."""
    return [
        problem
        for rule in RULES.values()
        if rule.on_page
        for problem in rule.named(rule.on_page(concept, standard))
    ]
