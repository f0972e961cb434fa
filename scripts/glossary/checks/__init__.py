"""The rules that a glossary is held to, and how they are run.

A rule is named after the fault it finds. It yields problems and does not print, raise or stop early. Rules
about reading a file are in `reading/`.
"""

# Importing a module enters its rules.
from . import body, corpus, drawings, fields, formulas, ledger, sources, style, wording  # noqa: F401
from ._rule import CHECKS, CheckContext, PageFacts
from ._run import check, page_facts

__all__ = ["CHECKS", "CheckContext", "PageFacts", "check", "page_facts"]
