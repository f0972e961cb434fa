"""From a source folder to every file of the site. This module alone knows the order of things."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..addresses import RESERVED, concept_path, is_concept, slug_of, slug_of_path
from ..checks import CheckContext, PageFacts, check, page_facts
from ..graph.comparisons import comparisons
from ..graph.graph import Graph, build_graph
from ..graph.related import mentioned_in, related
from ..languages import Language
from ..problem import File, Message, Problem
from ..reading.answers import ANSWERS, Answer, parse_answers
from ..reading.concept import Concept
from ..reading.frontmatter import SLUG_PATTERN
from ..reading.page_fields import faults_of
from ..reading.pictures import faults
from ..reading.reading_paths import ReadingPath, parse_path
from ..reading.settings import (
    BAD_SLUG,
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
from ..reading.site_config import SiteInfo
from ..reading.snapshot import Snapshot, snapshot
from ..reading.source import SourceFolder, is_reading_path, read
from ..text import Text
from ..text import read as read_text
from ..text.mentions import Names
from .files import makers
from .memory import Memory, gc_paused
from .pages import PageContext
from .site_files import SiteFiles

T = TypeVar("T")


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
    folder: Path | Snapshot, today: date, site: SiteInfo | None = None, memory: Memory | None = None
) -> Output:
    """The whole glossary of a source folder. Reads only that folder and writes nothing.

    `today` is the day against which dates are checked. Who has looked at the folder already hands over what
    it saw. With the `memory` of an earlier build only what changed is read and worked out again; the result
    is the same.
    """
    folder = snapshot(folder) if isinstance(folder, Path) else folder
    memory = memory or Memory()
    with gc_paused():
        output = _build(folder, today, site or SiteInfo(), memory)
    memory.forget_unused()
    return output


def _build(folder: Snapshot, today: date, site: SiteInfo, memory: Memory) -> Output:
    sources = _read(folder, site.language, memory)
    graph = memory.graph = build_graph(sources.pages.concepts, site.language, memory.graph)
    problems = [*sources.problems, *_check(sources, graph, today, memory)]
    # What all pages are held to comes first.
    problems.sort(key=lambda problem: (problem.path not in (STYLE, TOPICS), problem))
    if any(problem.blocks for problem in problems):
        return Output(problems=problems, concepts=graph.concepts)
    glossary = _glossary(sources, graph, site, today, memory)
    made = makers(glossary, sources.pages.facts, sources.others.texts, sources.settings.ledger)
    return Output(made.files, made.verbatim, problems, graph.concepts, made.print_frames, graph.names)


def _read(folder: Snapshot, language: Language, memory: Memory) -> "_Sources":
    source = memory.source = read(folder, memory.source)
    settings = _settings(source, memory)
    pages = _pages(source, settings.style, language, memory)
    return _Sources(source, settings, pages, _paths(source, pages, memory), _others(source, memory))


def _check(sources: "_Sources", graph: Graph, today: date, memory: Memory) -> list[Problem]:
    settings, pages, concepts = sources.settings, sources.pages, graph.concepts
    # Without topics every page would be told that its topic is unknown.
    assumed = {
        concept.meta.topic: Topic.model_construct(slug=concept.meta.topic) for concept in pages.concepts
    }
    pictures = {
        path: memory.recall(("picture", path), svg, partial(faults, svg))
        for path, svg in sources.source.pictures.items()
    }
    context = CheckContext(
        graph,
        settings.topics or assumed,
        settings.style,
        settings.ledger,
        sources.source.paths,
        pages.facts,
        pages.drafts,
        sources.others.texts | {concept.path: concept.text for concept in pages.concepts},
        pictures,
        pages.broken,
        today,
    )
    text = sources.source.text(TOPICS)
    return [
        *choice_problems(text, settings.topics.values(), concepts, pages.broken),
        *memory.recall("checks of fields", context.fields, partial(check, context, reads_fields=True)),
        *check(context, reads_fields=False),
    ]


def _glossary(sources: "_Sources", graph: Graph, site: SiteInfo, today: date, memory: Memory) -> PageContext:
    style = sources.settings.style
    lists, mentioned = memory.recall(
        "related", graph.signature, lambda: (lists := related(graph), mentioned_in(graph, lists))
    )
    return PageContext(
        graph,
        sources.settings.topics,
        lists,
        mentioned,
        comparisons(graph, style.familiar_abbreviations),
        sources.paths.paths,
        sources.source.pictures,
        sources.settings.answers,
        site,
        today,
        style.levels,
    )


@dataclass(frozen=True)
class _BuildSettings:
    """What the files beside the pages say, and what is wrong with them. `topics` are by slug."""

    topics: Mapping[str, Topic]
    style: Style
    ledger: Ledger
    answers: Mapping[str, Answer]
    problems: list[Problem]


def _settings(source: SourceFolder, memory: Memory) -> _BuildSettings:
    problems: list[Problem] = []

    def parsed(path: str, text: str | None, parse: Callable[..., tuple[T, list[Problem]]]) -> T:
        value, found = memory.recall(path, text, partial(parse, text))
        problems.extend(found)
        return value

    topics = parsed(TOPICS, source.text(TOPICS), parse_topics) if TOPICS in source.texts else []
    return _BuildSettings(
        {topic.slug: topic for topic in topics},
        parsed(STYLE, source.text_if_readable(STYLE), parse_style),
        parsed(LEDGER, source.text_if_readable(LEDGER), parse_ledger),
        parsed(ANSWERS, source.text(ANSWERS), parse_answers),
        problems,
    )


@dataclass(frozen=True)
class _Pages:
    """The facts of each concept page by slug, the pages with a mistake in their front matter, the slugs of
    these and of those that cannot be read, and what is wrong.
    """

    facts: Mapping[str, PageFacts]
    drafts: list[Concept]
    broken: frozenset[str]
    problems: list[Problem]

    @property
    def concepts(self) -> list[Concept]:
        return [facts.concept for facts in self.facts.values() if facts.concept]


def _pages(source: SourceFolder, style: Style, language: Language, memory: Memory) -> _Pages:
    found: dict[str, PageFacts] = {}
    drafts: list[Concept] = []
    broken = {Path(path).stem for path in source.paths if is_concept(path)}
    problems: list[Problem] = []
    rules = source.text_if_readable(STYLE)
    for path in source.concept_paths:
        slug = slug_of_path(path)
        if not re.fullmatch(SLUG_PATTERN, slug) or slug in RESERVED:
            problem, better = _bad_slug(path, slug, language)
            problems.append(problem)
            broken.add(better)
            continue
        text = source.texts[path]
        facts = memory.page_facts(
            path, (text, rules, language.code), partial(page_facts, text, path, style, language)
        )
        problems += facts.problems
        if facts.concept:
            found[slug] = facts
        drafts += [facts.draft] if facts.draft else []
    return _Pages(found, drafts, frozenset(broken - found.keys()), problems)


def _bad_slug(path: str, slug: str, language: Language) -> tuple[Problem, str]:
    """What is wrong with the name of a page, and the slug that its author probably means."""
    what = f"{slug!r} is no slug"
    if slug in RESERVED:
        what = Message(File(path), " is a page that the build makes")
    better = slug_of(re.sub(r"\.\w+$", "", slug.rpartition("/")[2]), language)
    better = "your-term" if better in RESERVED | {""} else better
    form = ", with small letters, digits and single hyphens"
    fix = Message("name the file ", File(concept_path(better)), form)
    return Problem(path, 1, what, fix, BAD_SLUG), better


@dataclass(frozen=True)
class _Paths:
    """The reading paths by position, and what is wrong with their files."""

    paths: list[ReadingPath]
    problems: list[Problem]


def _paths(source: SourceFolder, pages: _Pages, memory: Memory) -> _Paths:
    files = sorted(path for path in source.texts if is_reading_path(path))
    known, slugs = frozenset(pages.facts), frozenset(map(slug_of_path, files))
    found = []
    for path in files:
        given = source.texts[path], path, known, pages.broken, slugs
        found.append(memory.recall(("path", path), given, partial(parse_path, *given)))
    paths = [path for path, _ in found if path]
    paths.sort(key=lambda path: (path.fields.position, path.slug))
    return _Paths(paths, [problem for _, problems in found for problem in problems])


@dataclass(frozen=True)
class _Others:
    """The text of each page that is no concept by its path, and why front matter cannot be read."""

    texts: dict[str, Text]
    problems: list[Problem]


def _others(source: SourceFolder, memory: Memory) -> _Others:
    texts = {
        path: memory.recall(("text", path), text, partial(read_text, text))
        for path, text in source.other_pages.items()
    }
    return _Others(texts, [fault for path, text in texts.items() for fault in faults_of(text, path)])


@dataclass(frozen=True)
class _Sources:
    """All that was read."""

    source: SourceFolder
    settings: _BuildSettings
    pages: _Pages
    paths: _Paths
    others: _Others

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with each file by itself."""
        parts = self.source, self.settings, self.pages, self.paths, self.others
        return [problem for part in parts for problem in part.problems]
