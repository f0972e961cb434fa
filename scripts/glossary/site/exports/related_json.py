"""`/related.json`: the index of related articles as data."""

import json

from ..pages import PageContext

PATH = "related.json"


def related_json(glossary: PageContext) -> str:
    """An object with one key for each slug; its value lists the related concepts in the page's order."""
    concepts = glossary.graph.concepts
    index = {
        slug: [
            {
                "slug": entry.slug,
                "title": concepts[entry.slug].meta.title,
                "url": glossary.site.url + concepts[entry.slug].url,
                "kind": entry.kind.value,
                "why": entry.why,
            }
            for entry in entries
        ]
        for slug, entries in glossary.related.items()
    }
    return json.dumps(index, ensure_ascii=False) + "\n"
