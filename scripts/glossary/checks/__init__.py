"""The rules that a glossary is held to, and how they are run.

A rule is named after the fault it finds. It yields problems and neither prints, raises nor stops
early. Types and allowed values of single fields are no rules: they stand in `frontmatter.py`.
"""

# Importing a module enters its rules.
from . import (  # noqa: F401
    body,
    corpus,
    drawings,
    fields,
    formulas,
    ledger,
    sources,
    style,
    wording,
)
from ._rule import RULES, CheckContext, PageFacts, PageLimits, Rule
from ._run import check, page_facts

__all__ = ["RULES", "CheckContext", "PageFacts", "PageLimits", "Rule", "check", "page_facts"]
