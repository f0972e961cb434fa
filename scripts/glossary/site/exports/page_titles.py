"""`/search/pages.json`: the titles of the handbook's own pages, which the glossary's search shows last."""

import json
from collections.abc import Mapping
from pathlib import PurePosixPath

from ...reading.page_fields import title_of
from ...text import Text

PATH = "search/pages.json"


def page_titles(pages: Mapping[str, Text], addresses: Mapping[str, str]) -> str:
    """The pages as JSON, each with its address; one that has none is not on the site."""
    titles = [
        {"url": addresses[path], "title": title_of(text, PurePosixPath(path).stem.capitalize())}
        for path, text in pages.items()
        if path in addresses
    ]
    return json.dumps(titles, ensure_ascii=False, separators=(",", ":")) + "\n"
