"""The pages of the site: what each says is gathered here, what it looks like stands in `templates/`."""

from ..markdown import environment
from ._glossary import Glossary, day, minutes
from .compare_pages import compare_pages
from .concept_pages import concept_pages
from .find_page import find_page
from .health_page import health_page
from .list_pages import home_page, index_page, related_page, topic_pages
from .map_page import map_page
from .path_pages import path_pages
from .print_page import print_page

__all__ = ["Glossary", "day", "minutes", "pages"]


def pages(glossary: Glossary, home: str) -> dict[str, str]:
    """Every generated page, by its path in the docs folder. `home` is the author's own home page, "" for none."""
    env = environment()
    found = concept_pages(glossary, env)
    found |= topic_pages(glossary, env)
    found |= compare_pages(glossary, env)
    found |= path_pages(glossary, env)
    found["concepts/index.md"] = index_page(glossary, env)
    found["related/index.md"] = related_page(glossary, env)
    found["map/index.md"] = map_page(glossary, env)
    found["find/index.md"] = find_page(glossary, env)
    found["print/index.md"] = print_page(glossary, env)
    found["about/health.md"] = health_page(glossary, env)
    found["index.md"] = home_page(glossary, home, env)
    return found
