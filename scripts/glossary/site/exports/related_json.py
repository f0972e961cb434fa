"""`/related.json`: the index of related articles as data."""

import json
from collections.abc import Mapping

from ...graph.graph import Graph
from ...graph.related import Related

PATH = "related.json"


def related_json(graph: Graph, lists: Mapping[str, list[Related]], site_url: str) -> str:
    """An object with one key for each slug; its value lists the related concepts in the page's order."""
    index = {
        slug: [
            {
                "slug": entry.slug,
                "title": graph.concepts[entry.slug].meta.title,
                "url": site_url + graph.concepts[entry.slug].url,
                "kind": entry.kind.value,
                "why": entry.why,
            }
            for entry in entries
        ]
        for slug, entries in lists.items()
    }
    return json.dumps(index, ensure_ascii=False) + "\n"
