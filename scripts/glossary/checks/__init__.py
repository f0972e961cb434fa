"""The rules that a glossary is held to, and how they are run.

A rule is named after the fault it finds. It yields problems and does not print, raise or stop early. Rules
about reading a file are in `reading/`.
"""

from ..problem import RULES, Level

# Importing a module enters its rules.
from . import body, corpus, counterparts, drawings, fields, formulas, ledger, sources, status, style, wording  # noqa: F401
from ._rule import CHECKS, CheckContext, PageFacts
from ._run import check, page_facts

__all__ = ["CHECKS", "FORBIDDEN", "CheckContext", "PageFacts", "check", "page_facts"]

# The rules about what must not stand in the text of any page.
FORBIDDEN = {one.rule for one in CHECKS.values() if one.on_page and RULES[one.rule].level is Level.ERROR}
