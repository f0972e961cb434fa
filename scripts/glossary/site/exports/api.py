"""`/api/v1/`: the glossary as JSON, and the schema that it is valid against; `/related.json`.

Fields may be added to a version, never removed or retyped. The models below are the format.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from ...addresses import API, TERM_LIST
from ...reading.concept import Concept
from ...reading.frontmatter import AnySlug, Definition, Kind, PlainSentence
from ..pages import PageContext
from ..site_files import Maker

SCHEMA = f"{API}/schema.json"

Url = Annotated[str, Field(json_schema_extra={"format": "uri"})]


class TopicEntry(BaseModel):
    """A topic."""

    slug: AnySlug
    title: str


class CounterpartEntry(BaseModel):
    """The page of another glossary that stands for a concept."""

    slug: AnySlug
    declared: bool = Field(
        description="Whether this glossary says so itself, and has it not only from the other one."
    )
    title: str | None = Field(default=None, description="As far as this glossary knows it.")
    url: Url | None = Field(default=None, description="The page, as far as this glossary knows it.")


class Entry(BaseModel):
    """A concept, as the list has it."""

    # Readers must accept what a later release of the same version adds.
    model_config = ConfigDict(extra="allow")

    slug: AnySlug = Field(description="Stable identifier.")
    title: str
    in_sentence: str = Field(description="The title as it stands within a sentence.")
    url: Url = Field(description="The page.")
    plain: PlainSentence | None = Field(
        default=None, description="What it is or does, in one plain sentence."
    )
    definition: Definition
    abbreviation: str | None
    aliases: Annotated[list[str], Field(json_schema_extra={"uniqueItems": True})] = Field(
        description="Other names."
    )
    covers: list[str] = Field(default=[], description="Terms that the page explains without being called so.")
    instances: list[str] = Field(default=[], description="Products and projects that are one of these.")
    misnomers: list[str] = Field(description="Wrong names that people use.")
    shared_names: dict[str, Url] = Field(
        default={},
        description="Names that other concepts have too, each with the page that tells them apart.",
    )
    deprecated: bool = Field(default=False, description="Whether nobody is to use its names any more.")
    use_instead: str | None = Field(default=None, description="What to say instead of a deprecated name.")
    replaced_by: AnySlug | None = Field(default=None, description="The concept of which that is the title.")
    autolink: list[str] = Field(description="The names that may become links in running text.")
    redirects: list[AnySlug] = Field(description="Every slug with a redirect page to this concept.")
    counterparts: dict[str, CounterpartEntry | None] = Field(
        default={},
        description="The pages that stand for it in other languages (BCP 47); null where none does, although "
        "one has its slug.",
    )
    topic: TopicEntry
    updated: date | None = Field(description="Last change of the text, null where the page says none.")
    api: Url = Field(description="The concept's own JSON file.")
    markdown: Url = Field(description="The page as Markdown.")


class Term(Entry):
    """A concept, as its own file has it."""

    related: list[AnySlug] = Field(description="Related concepts, best first.")
    backlinks: list[AnySlug] = Field(description="The concepts whose `related` names this one.")
    broader: list[AnySlug]


def api(glossary: PageContext, redirects: Mapping[str, str]) -> dict[str, Maker]:
    """What makes the list, a file for each concept and the schema, by path.

    `redirects` leads from former slugs to those of concepts.
    """
    graph, lists, root = glossary.graph, glossary.related, glossary.site.url
    schema = root + SCHEMA
    old: dict[str, list[str]] = {slug: [] for slug in graph.concepts}
    for former, slug in sorted(redirects.items()):
        old[slug].append(former)
    backlinks: dict[str, list[str]] = {slug: [] for slug in graph.concepts}
    for slug, entries in lists.items():
        for other in entries:
            backlinks[other.slug].append(slug)

    def counterparts(concept: Concept) -> dict[str, Any]:
        # What is declared is told before a copy shows where it is: the other glossary may build on it.
        named = {
            language: other and {"slug": other, "declared": True}
            for language, other in concept.meta.counterparts.items()
        }
        return named | {
            tie.language: {
                "slug": tie.slug,
                "declared": tie.declared,
                "title": tie.page.title,
                "url": tie.page.url,
            }
            for tie in glossary.ties.get(concept.slug, ())
        }

    def entry(slug: str) -> dict[str, Any]:
        concept, meta = graph.concepts[slug], graph.concepts[slug].meta
        outdated: dict[str, Any] = {}
        if meta.is_deprecated:
            successor = glossary.successor(concept)
            instead = successor.meta.title if successor else meta.use_instead
            outdated = {"deprecated": True, "use_instead": instead}
            outdated |= {"replaced_by": successor.slug} if successor else {}
        # Built by hand and held to the model by a test: validating each of thousands costs more than all the
        # rest.
        return {
            "slug": slug,
            "title": meta.title,
            "in_sentence": concept.in_sentence,
            "url": root + concept.url,
            "plain": meta.plain,
            "definition": meta.definition,
            "abbreviation": meta.abbr,
            "aliases": list(meta.other_names),
            "covers": meta.covers,
            "instances": meta.instances,
            "misnomers": meta.misnomers,
            "shared_names": {
                shared.name_of(concept): root + shared.url
                for shared in glossary.graph.shared_names
                if concept in shared.concepts
            },
            **outdated,
            "autolink": list(meta.linkable),
            "redirects": old[slug],
            "counterparts": counterparts(concept),
            "topic": {"slug": meta.topic, "title": glossary.topics[meta.topic].title},
            "updated": meta.reviewed and meta.reviewed.isoformat(),
            "api": f"{root}{API}/terms/{slug}.json",
            "markdown": f"{root}{concept.url}index.md",
        }

    def term(slug: str) -> str:
        related = {
            "related": [other.slug for other in lists[slug]],
            "backlinks": backlinks[slug],
            "broader": graph.targets(slug, Kind.BROADER),
        }
        return _dump({"$schema": f"{schema}#/$defs/term"} | entry(slug) | related)

    def listed() -> str:
        entries = [entry(slug) for slug in graph.concepts]
        head = {"$schema": f"{schema}#/$defs/list", "language": graph.language.code, "count": len(entries)}
        return _dump({**head, "terms": entries})

    files: dict[str, Maker] = {f"{API}/terms/{slug}.json": partial(term, slug) for slug in graph.concepts}
    return files | {TERM_LIST: listed, SCHEMA: lambda: _dump(json_schema(root))}


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
    return _dump(index)


def json_schema(root: str) -> dict[str, Any]:
    """JSON Schema draft 2020-12 of the files. By itself it accepts the list as well as a term."""
    models = [(Entry, "serialization"), (Term, "serialization")]
    _, made = models_json_schema(models, ref_template="#/$defs/{model}")  # type: ignore[arg-type]
    names = {"entry": "Entry", "term": "Term"}
    names |= {name: name for name in ("TopicEntry", "CounterpartEntry")}
    definitions = {name: made["$defs"][model] for name, model in names.items()}
    link = {"type": "string", "format": "uri"}
    definitions["list"] = {
        "type": "object",
        "required": ["count", "terms"],
        "properties": {
            "$schema": link,
            "language": {
                "type": "string",
                "description": "The language of the terms (BCP 47). Without it: English.",
            },
            "count": {"type": "integer", "minimum": 0},
            "terms": {"type": "array", "items": {"$ref": "#/$defs/entry"}},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": root + SCHEMA,
        "title": "Terms of a glossary, version 1",
        "anyOf": [{"$ref": "#/$defs/list"}, {"$ref": "#/$defs/term"}],
        "$defs": definitions,
    }


def _dump(values: Mapping[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False) + "\n"
