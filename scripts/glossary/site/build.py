"""From a source folder to every file of the site. This module alone knows the order of things."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

from ..addresses import RESERVED, concept_path, is_concept, slug_of, slug_of_path
from ..checks import FORBIDDEN, CheckContext, PageFacts, check, page_facts
from ..graph.comparisons import comparisons
from ..graph.graph import build_graph
from ..graph.related import mentioned_in, related
from ..languages import Language
from ..problem import File, Message, Problem
from ..reading.answers import ANSWERS, parse_answers
from ..reading.concept import Concept
from ..reading.counterparts import COUNTERPARTS, Tie, parse_counterparts, ties
from ..reading.drafts import whole
from ..reading.frontmatter import SLUG_PATTERN
from ..reading.page_fields import faults_of
from ..reading.pictures import faults
from ..reading.reading_paths import parse_path
from ..reading.settings import (
    BAD_SLUG,
    LEDGER,
    STYLE,
    TOPICS,
    Style,
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
from .pages import PageContext, frames_of_print
from .site_files import SiteFiles

T = TypeVar("T")


@dataclass(frozen=True)
class Output:
    """The files by their path in the docs folder, and all that is wrong with the source.

    `verbatim` holds Markdown that is published as it is, by its path in the site: a site engine
    would make HTML of it. There are no files if a problem blocks. A file is made when it is asked for.
    `others` are the pages of the folder that are no concepts. `print_frames` are the editions to print with
    a comment in the place of each text (see `pages/print_page.py`). By `names` the concepts are found in
    other texts. `drafts` are the pages that are no concepts yet. `ties` are the pages in other languages that
    stand for the concepts, by their slugs.
    """

    files: SiteFiles = field(default_factory=lambda: SiteFiles({}))
    verbatim: SiteFiles = field(default_factory=lambda: SiteFiles({}))
    problems: list[Problem] = field(default_factory=list)
    concepts: Mapping[str, Concept] = field(default_factory=dict)
    drafts: Mapping[str, Concept] = field(default_factory=dict)
    others: Mapping[str, Text] = field(default_factory=dict, compare=False)
    ties: Mapping[str, Sequence[Tie]] = field(default_factory=dict)
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
    context, problems = _read(folder, today, site.language, memory)
    # A text that could do harm is shown and does nothing.
    harmful = {found.path for found in problems if found.of_draft and found.rule in FORBIDDEN}
    topics = context.source.text(TOPICS), context.topics.values()
    problems += choice_problems(*topics, context.concepts, context.broken | context.drafts.keys())
    problems += memory.recall("checks of fields", context.fields, partial(check, context, reads_fields=True))
    problems += check(context, reads_fields=False)
    # What all pages are held to comes first.
    problems.sort(key=lambda problem: (problem.path not in (STYLE, TOPICS), problem))
    drafts = {
        slug: whole(draft, context.topics, as_code=draft.path in harmful)
        for slug, draft in context.drafts.items()
    }
    found = Output(
        problems=problems,
        concepts=context.concepts,
        drafts=drafts,
        ties=context.ties,
        names=context.graph.names,
    )
    if any(problem.blocks for problem in problems):
        return found
    glossary = _glossary(context, drafts, site, memory)
    files, verbatim = makers(glossary, context.facts, context.others, context.ledger.without(drafts))
    frames = SiteFiles(frames_of_print(glossary))
    return replace(
        found,
        files=SiteFiles(files),
        verbatim=SiteFiles(verbatim),
        others=context.others,
        print_frames=frames,
    )


def _read(
    folder: Snapshot, today: date, language: Language, memory: Memory
) -> tuple[CheckContext, list[Problem]]:
    """The glossary of a folder, and what is wrong with each file by itself."""
    source = memory.source = read(folder, memory.source)
    problems = source.problems

    def parsed(path: str, parse: Callable[..., tuple[T, list[Problem]]], *given: object) -> T:
        value, found = memory.recall(path, given, partial(parse, *given))
        problems.extend(found)
        return value

    topics = parsed(TOPICS, parse_topics, source.text(TOPICS)) if TOPICS in source.texts else []
    style = parsed(STYLE, parse_style, source.text_if_readable(STYLE))
    ledger = parsed(LEDGER, parse_ledger, source.text_if_readable(LEDGER))
    answers = parsed(ANSWERS, parse_answers, source.text(ANSWERS))
    copies = parsed(COUNTERPARTS, parse_counterparts, source.text(COUNTERPARTS))
    counterparts = {language: copies[language] for language in style.counterparts or () if language in copies}
    pages, slugs, wrong = _concept_pages(source, style, language, memory)
    problems += wrong
    facts = {slug: page for slug, page in pages.items() if page.concept}
    drafts = {slug: page.right_part for slug, page in pages.items() if page.is_draft and page.right_part}
    broken = frozenset(slugs - facts.keys() - drafts.keys())
    files = sorted(filter(is_reading_path, source.texts))
    around = frozenset(facts), broken | drafts.keys(), frozenset(map(slug_of_path, files))
    paths = [parsed(path, parse_path, source.texts[path], path, *around) for path in files]
    concepts = [page.concept for page in pages.values() if page.concept]
    memory.graph = build_graph(concepts, language, memory.graph)
    context = CheckContext(
        source,
        {topic.slug: topic for topic in topics},
        style,
        ledger,
        answers,
        facts,
        drafts,
        [page.right_part for page in pages.values() if page.right_part and not page.is_draft],
        broken,
        sorted(filter(None, paths), key=lambda path: (path.fields.position, path.slug)),
        {path: parsed(path, _other_page, text, path) for path, text in source.other_pages.items()},
        {path: memory.recall(path, svg, partial(faults, svg)) for path, svg in source.pictures.items()},
        memory.graph,
        today,
        counterparts,
        ties(memory.graph.concepts, counterparts, ledger.redirects),
    )
    return context, problems


def _other_page(source: str, path: str) -> tuple[Text, list[Problem]]:
    """The text of a page that is no concept, and why its front matter cannot be read."""
    text = read_text(source)
    return text, faults_of(text, path)


def _concept_pages(
    source: SourceFolder, style: Style, language: Language, memory: Memory
) -> tuple[dict[str, PageFacts], set[str], list[Problem]]:
    """The facts of each page by slug, every slug that a file has or should have, and what is wrong."""
    pages: dict[str, PageFacts] = {}
    slugs = {Path(path).stem for path in source.paths if is_concept(path)}
    problems: list[Problem] = []
    rules = source.text_if_readable(STYLE)
    for path in source.concept_paths:
        slug = slug_of_path(path)
        if not re.fullmatch(SLUG_PATTERN, slug) or slug in RESERVED:
            problem, better = _bad_slug(path, slug, language)
            problems.append(problem)
            slugs.add(better)
            continue
        text = source.texts[path]
        pages[slug] = memory.page_facts(
            path, (text, rules, language.code), partial(page_facts, text, path, style, language)
        )
        problems += pages[slug].problems
    return pages, slugs, problems


def _bad_slug(path: str, slug: str, language: Language) -> tuple[Problem, str]:
    """What is wrong with the name of a page, and the slug that its author probably means."""
    what = Message("{slug!r} is no slug", slug=slug)
    if slug in RESERVED:
        what = Message("{file} is a page that the build makes", file=File(path))
    better = slug_of(re.sub(r"\.\w+$", "", slug.rpartition("/")[2]), language)
    better = "your-term" if better in RESERVED | {""} else better
    fix = Message(
        "name the file {file}, with small letters, digits and single hyphens", file=File(concept_path(better))
    )
    return Problem(path, 1, what, fix, BAD_SLUG), better


def _glossary(
    context: CheckContext, drafts: Mapping[str, Concept], site: SiteInfo, memory: Memory
) -> PageContext:
    graph, style = context.graph, context.style
    lists, mentioned = memory.recall(
        "related", graph.signature, lambda: (lists := related(graph), mentioned_in(graph, lists))
    )
    return PageContext(
        graph,
        context.topics,
        lists,
        mentioned,
        comparisons(graph, style.familiar_abbreviations),
        context.reading_paths,
        context.source.pictures,
        context.answers,
        site,
        context.today,
        drafts,
        style.levels,
        context.ties,
    )
