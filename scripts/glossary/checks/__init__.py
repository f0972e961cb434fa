"""The rules that a glossary is held to, and how they are run.

A rule is named after the fault it finds. It yields problems and neither prints, raises nor stops
early. What a file must be so that it can be
read is asked where it is read.
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
from ._rule import CHECKS, CheckContext, PageFacts, PageLimits
from ._run import check, page_facts

__all__ = ["CHECKS", "CheckContext", "PageFacts", "PageLimits", "check", "page_facts"]
