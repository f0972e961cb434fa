"""The pages of the site: what each says is gathered here, what it looks like stands in `templates/`."""

from functools import partial

from ...reading.source import HOME
from ..site_files import Maker
from ._context import PageContext
from .compare_pages import compare_pages
from .concept_pages import concept_pages, draft_pages
from .health_page import health_page
from .list_pages import find_page, home_page, index_pages, related_pages, topic_pages
from .meaning_pages import meaning_pages
from .path_pages import path_pages
from .picture_page import picture_pages
from .print_page import frames_of_print, print_pages

__all__ = ["PageContext", "draft_pages", "frames_of_print", "pages"]


def pages(glossary: PageContext, home: str) -> dict[str, Maker]:
    """What makes each generated page, by path. `home` is the author's own home page, "" for none."""
    return {
        **concept_pages(glossary),
        **index_pages(glossary),
        **topic_pages(glossary),
        **related_pages(glossary),
        **compare_pages(glossary),
        **meaning_pages(glossary),
        **path_pages(glossary),
        **picture_pages(glossary),
        **print_pages(glossary),
        "find/index.md": partial(find_page, glossary),
        "about/health.md": partial(health_page, glossary),
        HOME: partial(home_page, glossary, home),
    }
