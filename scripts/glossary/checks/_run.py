"""Runs every rule and collects what they find."""

from ..problem import Problem
from ._rule import RULES, Corpus


def check(corpus: Corpus) -> list[Problem]:
    """Every problem of every rule, sorted by file and line."""
    return sorted(problem for rule in RULES.values() for problem in rule.find(corpus))
