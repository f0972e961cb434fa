"""A small published glossary for the tests of `glossary links`."""

import json
from typing import Any

ROOT = "https://glossary.example/ai/"


def entry(slug: str, title: str, **more: Any) -> dict[str, Any]:
    """An entry of `terms.json`, with all that the format asks for."""
    return {
        "slug": slug,
        "title": title,
        "url": f"{ROOT}concepts/{slug}/",
        "definition": "A sentence that says what it is.",
        "abbreviation": None,
        "aliases": [],
        "misnomers": [],
        "redirects": [],
        "topic": {"slug": "basics", "title": "Basics"},
        "updated": "2026-05-08",
        "api": f"{ROOT}api/v1/terms/{slug}.json",
        "markdown": f"{ROOT}concepts/{slug}/index.md",
    } | more


TERMS = [
    entry(
        "llm",
        "Large language model",
        abbreviation="LLM",
        aliases=["LLM"],
        misnomers=["language learning model"],
        redirects=["large-language-model"],
    ),
    entry(
        "rag",
        "Retrieval-augmented generation",
        abbreviation="RAG",
        aliases=["RAG"],
        redirects=["retrieval-augmented-generation"],
    ),
    entry("token", "Token"),
    entry("training", "Training", aliases=["model training"], autolink=["model training"]),
    entry("cpp", "C++"),
]


def terms_json(terms: list[dict[str, Any]] = TERMS, **more: Any) -> str:
    """A `terms.json`."""
    return json.dumps(
        {"$schema": f"{ROOT}api/v1/schema.json#/$defs/list", "count": len(terms), "terms": terms} | more
    )
