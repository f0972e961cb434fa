"""From a source folder to every file of the site. This module alone knows the order of things."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from pathlib import Path

from ..addresses import COMPARISONS, CONCEPTS, RESERVED, concept_path, is_concept, slug_of, slug_of_path
from ..checks import CheckContext, check
from ..graph.comparisons import comparisons
from ..graph.graph import Graph, build_graph
from ..graph.redirects import moved_comparisons, redirected_slugs, reversed_comparisons
from ..graph.related import mentioned_in, related
from ..languages import ENGLISH, Language
from ..memory import Memory, gc_paused
from ..problem import Problem
from ..reading.answers import ANSWERS, Answer, parse_answers
from ..reading.concept import Concept, parse
from ..reading.frontmatter import SLUG_PATTERN
from ..reading.page_fields import faults_of
from ..reading.reading_paths import ReadingPath, parse_path
from ..reading.settings import (
    LEDGER,
    STYLE,
    TOPICS,
    Ledger,
    Style,
    Topic,
    choice_problems,
    parse_ledger,
    parse_style,
    parse_topics,
)
from ..reading.site_config import ELEMENT
from ..reading.source import HOME, OWN_ADDRESS, SourceFolder, is_reading_path, read
from ..text import Text
from ..text import read as read_text
from ..text.mentions import Names
from .exports.api import api
from .exports.cards import cards
from .exports.embed import PATH as EMBED
from .exports.embed import embed
from .exports.feeds import PATHS as FEEDS
from .exports.feeds import feeds
from .exports.hosting import PATHS as HOSTING
from .exports.hosting import hosting
from .exports.inventory import PATH as INVENTORY
from .exports.inventory import inventory
from .exports.llms_txt import llms_txt
from .exports.markdown_links import ABBREVIATIONS, LINKS, abbreviation_definitions, reference_definitions
from .exports.opensearch import PATH as OPENSEARCH
from .exports.opensearch import opensearch
from .exports.related_json import PATH as RELATED_JSON
from .exports.related_json import related_json
from .exports.script_words import PATH as SCRIPT_WORDS
from .exports.script_words import script_words
from .exports.search_index import DIFFERENCES, differences, search_index
from .exports.search_index import PATH as SEARCH_INDEX
from .exports.skos import PATH as SKOS
from .exports.skos import skos
from .pages import PageContext, frames_of_print, pages
from .redirects import redirect_pages, retired_pages
from .site_files import Maker, SiteFiles, together


@dataclass(frozen=True)
class Output:
    """The files by their path in the docs folder, and all that is wrong with the source.

    `verbatim` holds Markdown that is published as it is, by its path in the site: a site engine
    would make HTML of it. There are no files if a problem blocks. A file is made when it is asked for.
    `print_frames` are the editions to print with a comment in the place of each text (see
    `pages/print_page.py`). By `names` the concepts are found in other texts.
    """

    files: SiteFiles = field(default_factory=lambda: SiteFiles({}))
    verbatim: SiteFiles = field(default_factory=lambda: SiteFiles({}))
    problems: list[Problem] = field(default_factory=list)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    print_frames: SiteFiles = field(default_factory=lambda: SiteFiles({}), compare=False)
    names: Names = field(default_factory=Names, compare=False)


def build(
    folder: Path,
    today: date,
    site_url: str = "/",
    site_name: str = "Glossary",
    description: str = "",
    language: Language = ENGLISH,
    embed_element: str = ELEMENT,
    shows_empty: bool = False,
    memory: Memory | None = None,
) -> Output:
    """The whole glossary of a source folder. Reads only that folder and writes nothing.

    `today` is the day against which dates are checked. `site_url` is the address of the site's root, with a
    slash at its end; absolute addresses in files begin with it. `site_name` and `description` stand in feeds,
    inventories and the index for language models; `language` is that of the texts, `embed_element` the custom
    element of the hovercards. With `shows_empty`, as for authors, a topic has a page before it has concepts.
    With the `memory` of an earlier build only what changed is worked out again; the result is the same.
    """
    with gc_paused():
        return _build(
            folder,
            today,
            SiteInfo(site_url, site_name, description, language, embed_element),
            shows_empty,
            memory or Memory(),
        )


@dataclass(frozen=True)
class SiteInfo:
    """What a project says of its site: the address of its root, with a slash at its end, its name, its
    description, its language and the element of its hovercards.
    """

    url: str
    name: str
    description: str
    language: Language
    embed_element: str


def _build(folder: Path, today: date, site: SiteInfo, shows_empty: bool, memory: Memory) -> Output:
    source, problems = read(folder)
    topics, found = (
        memory.recall(TOPICS, (source.text(TOPICS),), lambda: parse_topics(source.text(TOPICS)))
        if TOPICS in source.texts
        else ([], [])
    )
    problems += found
    style, found = memory.recall(
        STYLE, (source.text_if_readable(STYLE),), lambda: parse_style(source.text_if_readable(STYLE))
    )
    problems += found
    ledger, found = memory.recall(
        LEDGER, (source.text_if_readable(LEDGER),), lambda: parse_ledger(source.text_if_readable(LEDGER))
    )
    problems += found
    answers, found = memory.recall(
        ANSWERS, (source.text(ANSWERS),), lambda: parse_answers(source.text(ANSWERS))
    )
    problems += found
    concepts, broken, found = _parse_concepts(source, memory, site.language, style)
    problems += found

    graph = build_graph(concepts, memory, site.language)
    problems += choice_problems(source.texts.get(TOPICS, ""), topics, graph.concepts, broken)
    by_slug = {topic.slug: topic for topic in topics}
    paths, found = _parse_paths(source, graph, broken, memory)
    problems += found

    others = {
        path: memory.recall(("text", path), (text,), partial(read_text, text))
        for path, text in source.other_pages.items()
    }
    problems += [fault for path, text in others.items() for fault in faults_of(text, path)]
    texts = others | {concept.path: concept.text for concept in graph.concepts.values()}
    # Without topics every page would be told that its topic is unknown.
    known = by_slug or {
        concept.meta.topic: Topic.model_construct(slug=concept.meta.topic) for concept in concepts
    }
    problems += check(
        CheckContext(graph, known, style, ledger, source.paths, texts, source.pictures, broken, today, memory)
    )
    # What all pages are held to comes first.
    problems.sort(key=lambda problem: (problem.path not in (STYLE, TOPICS), problem))
    memory.forget_unused()
    if any(problem.blocks for problem in problems):
        return Output(problems=problems, concepts=graph.concepts)
    files, verbatim, frames = _files(
        source, graph, by_slug, style, paths, others, ledger, answers, site, shows_empty, today
    )
    return Output(
        SiteFiles(files), SiteFiles(verbatim), problems, graph.concepts, SiteFiles(frames), graph.names
    )


def _files(
    source: SourceFolder,
    graph: Graph,
    topics: Mapping[str, Topic],
    style: Style,
    paths: list[ReadingPath],
    others: Mapping[str, Text],
    ledger: Ledger,
    answers: Mapping[str, Answer],
    site: SiteInfo,
    shows_empty: bool,
    today: date,
) -> tuple[dict[str, Maker], dict[str, Maker], dict[str, Maker]]:
    """What makes each file, what makes each that is published as it is, and what makes the frames of the
    editions to print.
    """
    lists = related(graph)
    pairs = comparisons(graph, style.familiar_abbreviations)
    glossary = PageContext(
        graph,
        topics,
        lists,
        mentioned_in(graph, lists),
        pairs,
        paths,
        source.pictures,
        answers,
        site.url,
        site.name,
        today,
        style.levels,
        shows_empty,
    )
    redirects = redirected_slugs(graph.concepts, ledger)
    moved = moved_comparisons(pairs, ledger.redirects)
    concepts = graph.concepts
    prose = {path: text for path, text in others.items() if path != HOME}
    # Every page but those of concepts is read again for its copy. Comparisons are too many to be kept for it.
    many = f"{CONCEPTS}/", f"{COMPARISONS}/"
    generated = {
        path: make if path.startswith(many) else cache(make)
        for path, make in pages(glossary, source.text(HOME)).items()
    }
    generated |= {
        path: partial(text.source.replace, OWN_ADDRESS, site.url)
        for path, text in prose.items()
        if OWN_ADDRESS in text.source
    }
    as_written = {path: partial(str, text.source) for path, text in others.items()}
    indices, verbatim = llms_txt(glossary, as_written | generated, site.name, site.description)
    verbatim[LINKS] = partial(reference_definitions, concepts, site.url)
    verbatim[ABBREVIATIONS] = partial(abbreviation_definitions, concepts)
    files: dict[str, Maker] = {
        **generated,
        **indices,
        **redirect_pages(concepts, redirects, reversed_comparisons(pairs) | moved, site.url, site.language),
        **retired_pages(ledger.retired, site.url, site.language),
        **together(FEEDS, partial(feeds, concepts, site.name, site.url, site.language)),
        **cards(concepts, topics),
        EMBED: partial(embed, site.embed_element),
        **api(graph, topics, lists, redirects, site.url),
        **together(HOSTING, partial(hosting, ledger.redirects, moved, site.url)),
        INVENTORY: partial(inventory, concepts, site.name),
        SKOS: partial(skos, graph, site.name, site.url),
        RELATED_JSON: partial(related_json, graph, lists, site.url),
        SCRIPT_WORDS: partial(script_words, site.language),
        OPENSEARCH: partial(opensearch, site.name, site.description, site.url, site.language),
        SEARCH_INDEX: partial(search_index, graph, topics, pairs, paths, prose),
        DIFFERENCES: partial(differences, pairs),
    }
    return files, verbatim, frames_of_print(glossary)


def _parse_paths(
    source: SourceFolder, graph: Graph, broken: frozenset[str], memory: Memory
) -> tuple[list[ReadingPath], list[Problem]]:
    """The reading paths by position, and what is wrong with their files."""
    paths: list[ReadingPath] = []
    problems: list[Problem] = []
    known, files = frozenset(graph.concepts), sorted(path for path in source.texts if is_reading_path(path))
    slugs = frozenset(map(slug_of_path, files))
    for path in files:
        text = source.texts[path]
        route, found = memory.recall(
            ("path", path),
            (text, known, broken, slugs),
            partial(parse_path, text, path, known, broken, slugs),
        )
        problems += found
        paths += [route] if route else []
    return sorted(paths, key=lambda path: (path.fields.position, path.slug)), problems


def _parse_concepts(
    source: SourceFolder, memory: Memory, language: Language, style: Style
) -> tuple[list[Concept], frozenset[str], list[Problem]]:
    """The concepts, the slugs of pages that could not be read, and why."""
    concepts: list[Concept] = []
    broken: set[str] = {Path(path).stem for path in source.paths if is_concept(path)}
    problems: list[Problem] = []
    fields = repr((style.levels, style.hints, style.sources))
    for path in source.concept_paths:
        slug = slug_of_path(path)
        if not re.fullmatch(SLUG_PATTERN, slug) or slug in RESERVED:
            what = (
                f"{slug!r} is no slug" if slug not in RESERVED else f"{path} is a page that the build makes"
            )
            better = slug_of(re.sub(r"\.\w+$", "", slug.rpartition("/")[2]), language)
            better = "your-term" if better in RESERVED | {""} else better
            fix = f"name the file {concept_path(better)}, with small letters, digits and single hyphens"
            problems.append(Problem(path, 1, what, fix, rule="bad-slug"))
            broken.add(better)
            continue
        text = source.texts[path]
        concept, found = memory.recall(
            ("concept", path),
            (text, language.code, fields),
            partial(parse, text, path, language, style.front_matter),
        )
        problems += found
        if concept:
            concepts.append(concept)
    return concepts, frozenset(broken - {concept.slug for concept in concepts}), problems
