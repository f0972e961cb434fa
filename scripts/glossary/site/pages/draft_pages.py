"""The pages of drafts, for those who write them: each as it will look among those that are published."""

from dataclasses import replace
from functools import partial

from ...graph.graph import with_concept
from ...graph.related import neighbours_of, related_to
from ...reading.concept import Concept
from ..site_files import Maker
from ._context import PageContext
from .concept_pages import concept_page


def draft_pages(glossary: PageContext) -> dict[str, Maker]:
    """What makes the page of each draft, by path. Only the health page leads to it."""
    return {draft.path: partial(_draft_page, glossary, draft) for draft in glossary.drafts.values()}


def _draft_page(glossary: PageContext, draft: Concept) -> str:
    graph = with_concept(glossary.graph, draft)
    related = {**glossary.related, draft.slug: related_to(graph, draft.slug, neighbours_of(graph))}
    mentioned_in = {**glossary.mentioned_in, draft.slug: []}
    return concept_page(replace(glossary, graph=graph, related=related, mentioned_in=mentioned_in), draft)
