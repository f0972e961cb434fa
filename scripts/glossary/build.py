"""From a source folder to every file of the site. This module alone knows the order of things."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .checks import Corpus, check
from .comparisons import comparisons
from .concept import FOLDER, RESERVED, Concept, parse
from .exports.api import api
from .exports.cards import cards
from .exports.feeds import feeds
from .exports.for_models import FULL as LLMS_FULL
from .exports.for_models import INDEX as LLMS_INDEX
from .exports.for_models import for_models
from .exports.hosting import hosting
from .exports.inventory import PATH as INVENTORY
from .exports.inventory import inventory
from .exports.markdown_links import ABBREVIATIONS, LINKS, abbreviation_definitions, reference_definitions
from .exports.opensearch import PATH as OPENSEARCH
from .exports.opensearch import opensearch
from .exports.related_json import PATH as RELATED_JSON
from .exports.related_json import related_json
from .exports.search_index import PATH as SEARCH_INDEX
from .exports.search_index import search_index
from .exports.skos import PATH as SKOS
from .exports.skos import skos
from .frontmatter import SLUG_PATTERN
from .graph import Graph, build_graph
from .pages import Glossary, pages
from .problem import Problem
from .reading_paths import ReadingPath, parse_path
from .redirects import redirect_pages, redirected_slugs
from .related import mentioned_in, related
from .settings import LEDGER, STYLE, TOPICS, Topic, parse_ledger, parse_style, parse_topics
from .source import HOME, OWN_ADDRESS, Source, is_reading_path, read
from .text import read as read_text


@dataclass(frozen=True)
class Output:
    """The files by their path in the docs folder, and all that is wrong with the source.

    `verbatim` holds Markdown that is published as it is, by its path in the site: a site engine
    would make HTML of it. There are no files if a problem blocks.
    """

    files: Mapping[str, str | bytes] = field(default_factory=dict)
    verbatim: Mapping[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    concepts: Mapping[str, Concept] = field(default_factory=dict)


def build(folder: Path, today: date, site_url: str = "/", site_name: str = "Glossary", description: str = "") -> Output:
    """The whole glossary of a source folder. Reads only that folder and writes nothing.

    `today` is the day against which dates are checked. `site_url` is the address of the site's
    root, with a slash at its end; absolute addresses in files begin with it. `site_name` and
    `description` stand in feeds, inventories and the index for language models.
    """
    source, problems = read(folder)
    topics, found = parse_topics(source.text(TOPICS)) if TOPICS in source.texts else ([], [])
    problems += found
    style, found = parse_style(source.text(STYLE))
    problems += found
    ledger, found = parse_ledger(source.text(LEDGER))
    problems += found
    concepts, broken, found = _parse_concepts(source)
    problems += found

    graph = build_graph(concepts)
    by_slug = {topic.slug: topic for topic in topics}
    paths, found = _parse_paths(source, graph, broken)
    problems += found
    # Without topics every page would be told that its topic is unknown.
    known = by_slug or {concept.meta.topic: Topic.model_construct(slug=concept.meta.topic) for concept in concepts}
    others = {path: read_text(text) for path, text in source.other_pages.items()}
    texts = others | {concept.path: concept.text for concept in graph.concepts.values()}
    problems += check(Corpus(graph, known, style, ledger, source.paths, texts, broken, today))
    problems.sort()
    if any(problem.blocks for problem in problems):
        return Output({}, {}, problems, graph.concepts)

    lists = related(graph)
    pairs = comparisons(graph)
    glossary = Glossary(graph, by_slug, lists, mentioned_in(graph, lists), pairs, paths, source.pictures, site_url, today)
    redirects = redirected_slugs(graph.concepts, ledger)
    files: dict[str, str | bytes] = dict(pages(glossary, source.text(HOME)))
    prose = {path: text for path, text in others.items() if path != HOME}
    files |= {path: text.source.replace(OWN_ADDRESS, site_url) for path, text in prose.items() if OWN_ADDRESS in text.source}
    verbatim = for_models(glossary, source.other_pages | files, site_name, description)
    files |= {path: verbatim.pop(path) for path in (LLMS_INDEX, LLMS_FULL)}
    verbatim[LINKS] = reference_definitions(graph.concepts, site_url)
    verbatim[ABBREVIATIONS] = abbreviation_definitions(graph.concepts)
    files |= redirect_pages(graph.concepts, redirects, pairs, site_url)
    files |= feeds(graph.concepts, site_name, site_url)
    files |= cards(graph.concepts, by_slug)
    files |= api(graph, by_slug, lists, redirects, site_url)
    files |= hosting(ledger.redirects, site_url)
    files |= {
        INVENTORY: inventory(graph.concepts, site_name),
        SKOS: skos(graph, site_name, site_url),
        RELATED_JSON: related_json(graph, lists, site_url),
        OPENSEARCH: opensearch(site_name, description, site_url),
        SEARCH_INDEX: search_index(graph, by_slug, pairs, paths, prose),
    }
    return Output(dict(sorted(files.items())), verbatim, problems, graph.concepts)


def _parse_paths(source: Source, graph: Graph, broken: frozenset[str]) -> tuple[list[ReadingPath], list[Problem]]:
    """The reading paths by position, and what is wrong with their files."""
    paths: list[ReadingPath] = []
    problems: list[Problem] = []
    for path in sorted(path for path in source.texts if is_reading_path(path)):
        route, found = parse_path(source.texts[path], path, graph.concepts, broken)
        problems += found
        paths += [route] if route else []
    return sorted(paths, key=lambda path: (path.fields.position, path.slug)), problems


def _parse_concepts(source: Source) -> tuple[list[Concept], frozenset[str], list[Problem]]:
    """The concepts, the slugs of pages that could not be read, and why."""
    concepts: list[Concept] = []
    broken: set[str] = {Path(path).stem for path in source.paths if path.startswith(f"{FOLDER}/") and path.endswith(".md")}
    problems: list[Problem] = []
    for path in source.concept_paths:
        slug = path.removeprefix(f"{FOLDER}/").removesuffix(".md")
        if not re.fullmatch(SLUG_PATTERN, slug) or slug in RESERVED:
            what = f"{slug!r} is no slug" if slug not in RESERVED else f"{path} is a page that the build makes"
            fix = f"name the file {FOLDER}/your-term.md, with small letters, digits and single hyphens"
            problems.append(Problem(path, 1, what, fix, rule="bad-slug"))
            continue
        concept, found = parse(source.texts[path], path)
        problems += found
        if concept:
            concepts.append(concept)
            broken.discard(slug)
    return concepts, frozenset(broken), problems
