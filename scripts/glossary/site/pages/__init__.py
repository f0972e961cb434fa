"""The pages of the site: what each says is gathered here, what it looks like stands in `templates/`."""

from functools import partial

from ...reading.source import HOME
from ...text.markdown import environment
from ..site_files import Maker
from ._context import PageContext, minutes
from .compare_pages import compare_pages
from .concept_pages import concept_pages
from .find_page import find_page
from .health_page import health_page
from .list_pages import home_page, index_page, related_pages, topic_pages
from .path_pages import path_pages
from .print_page import FOLDER as PRINT
from .print_page import print_frames, print_pages

__all__ = ["PRINT", "PageContext", "frames_of_print", "minutes", "pages"]


def pages(glossary: PageContext, home: str) -> dict[str, Maker]:
    """What makes each generated page, by its path in the docs folder. `home` is the author's own home page,
    "" for none.
    """
    env = environment(glossary.language)
    return {
        **concept_pages(glossary, env),
        **topic_pages(glossary, env),
        **related_pages(glossary, env),
        **compare_pages(glossary, env),
        **path_pages(glossary, env),
        **print_pages(glossary, env),
        "concepts/index.md": partial(index_page, glossary, env),
        "find/index.md": partial(find_page, glossary, env),
        "about/health.md": partial(health_page, glossary, env),
        HOME: partial(home_page, glossary, home, env),
    }


def frames_of_print(glossary: PageContext) -> dict[str, Maker]:
    """What makes each page in the folder `PRINT` without the texts of the concepts; see `print_frames`."""
    return print_frames(glossary, environment(glossary.language))
