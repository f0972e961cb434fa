"""The project in a folder, as the commands see it."""

import os
from codecs import BOM_UTF8
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import click

from .. import atomic, report
from ..addresses import CONCEPTS, concept_path
from ..calendar_day import today
from ..graph.graph import Graph, build_graph
from ..graph.redirects import ambiguous_slugs
from ..languages import N_
from ..links.terms import Unusable
from ..problem import Message, Problem, nearest, plural
from ..reading.answers import (
    ANSWERS,
    Answer,
    parse_answers,
)
from ..reading.concept import NO_FRONT_MATTER, Concept
from ..reading.config_file import CONFIG
from ..reading.settings import (
    LEDGER,
    STYLE,
    TOPICS,
    Ledger,
    Style,
    Topic,
    parse_ledger,
    parse_style,
    parse_topics,
)
from ..reading.site_config import SiteConfig, SiteInfo, read_config
from ..reading.snapshot import Snapshot, snapshot
from ..reading.source import MERGE_CONFLICT, NO_TOPICS, NOT_PLAIN_TEXT, decode, is_reading_path, is_text
from ..reading.yaml_source import BROKEN_YAML, line_of
from ..site.build import Output, build
from ..site.memory import Memory
from ..site.other_pages import faults, is_within, keeps_its_own
from ..site.site_files import as_bytes
from .finished_site import LOST_IN_SITE, lost_from_site, lost_links
from .lookup import slug_meant
from .rename import Change
from .stage import Staged, staged
from .told import Refused, print_told, told

T = TypeVar("T")

# The rules whose problems leave a file of which nobody can tell what it names.
UNREADABLE = {BROKEN_YAML, MERGE_CONFLICT, NO_FRONT_MATTER, NOT_PLAIN_TEXT}
DEV_ADDRESS = "127.0.0.1:8000"


@dataclass(frozen=True)
class Project:
    """The project in the current folder. Its `memory` is that of former builds."""

    config: SiteConfig
    memory: Memory = field(default_factory=Memory)

    @property
    def docs(self) -> Path:
        """The source folder."""
        return self.config.docs_dir

    @cached_property
    def state(self) -> tuple[Snapshot, Snapshot | None]:
        """The files of the source folder and of the theme, when somebody asked for the first time."""
        theme = self.config.custom_dir
        return snapshot(self.docs), snapshot(theme) if theme else None

    def renewed(self) -> "Project | None":
        """The project as it is now, None if nothing was saved. Raises `ValueError` like `read_config`."""
        site = self.config.site
        config = read_config(self.config.path.parent)
        config = replace(config, site=replace(config.site, for_authors=site.for_authors))
        fresh = Project(config, self.memory)
        return fresh if (config, fresh.state) != (self.config, self.state) else None

    @cached_property
    def output(self) -> Output:
        """The whole glossary, as of today."""
        output = build(self.state[0], today(), self.config.site, self.memory)
        return replace(output, problems=[*self.config.problems, *output.problems])

    @property
    def pages(self) -> dict[str, Concept]:
        """The concepts and the drafts, by slug."""
        return {**self.output.concepts, **self.output.drafts}

    def faults_beside(self) -> list[Problem]:
        """What is wrong with pages beside the glossary. Where no page could be made, nobody can tell."""
        if not self.output.files or not self.config.is_plain:
            return []
        drafts = {draft.path for draft in self.output.drafts.values()}
        known, extensions = self.paths - drafts | self.output.files.keys(), self.config.extensions
        return [
            fault
            for path in self.pages_beside()
            for fault in faults(self.text(path), path, known, extensions)
        ]

    @cached_property
    def paths(self) -> set[str]:
        """The path of everything in the source folder, when somebody asked for the first time."""
        return {path.relative_to(self.docs).as_posix() for path in self.docs.rglob("*")}

    def pages_beside(self) -> list[str]:
        """The path of every page in the source folder that is no concept."""
        return sorted(
            path for path in self.paths if path.endswith(".md") and not path.startswith((f"{CONCEPTS}/", "."))
        )

    def linked_pages(self) -> dict[str, str]:
        """The Markdown of each page beside the glossary that is to have links, by its path."""
        own, folders, languages = self.published(), self.config.options.link_in, self.config.translations
        return {
            path: self.text(path)
            for path in self.pages_beside()
            if path not in own
            and is_within(path, folders)
            and not (languages and languages.common_path(path) is None)
        }

    def published(self) -> list[str]:
        """The files of the glossary that a site of this project has, by their path in the docs folder."""
        whole = self.config.options.whole_site
        return [
            path
            for path in self.output.files
            if whole or not keeps_its_own(path, (self.docs / path).is_file())
        ]

    def lost_in(self, site: Path) -> list[Problem]:
        """What the finished site in a folder lacks of the glossary."""
        self.stop_on([problem for problem in self.output.problems if problem.blocks])
        path, line = os.path.relpath(self.config.path, self.docs), line_of(self.config.text, ("plugins",))
        found = lost_from_site(site, self.output, self.published())
        faults = [
            (Message("the site in {folder!r}: {what}", folder=str(site), what=what), fix)
            for what, fix in found
        ]
        sources, languages = self.linked_pages(), self.config.translations
        places = {page: (languages and languages.common_path(page)) or page for page in sources}
        links = lost_links(site, self.config.site.url, self.output, sources, places)
        return [*(Problem(path, line, *fault, LOST_IN_SITE) for fault in faults), *links]

    def staged(self) -> Staged:
        """The project as other site engines take it."""
        return staged(self.config, self.output, self.published(), self.linked_pages())

    def told_and_staged(self) -> Staged | None:
        """Tells what is wrong with the project. Returns it staged, None where that cannot be done."""
        self.tell(self.output.problems, err=True)
        try:
            return self.staged() if self.output.files else None
        except click.ClickException:
            # A page beside the glossary cannot be read, which has been told.
            return None

    def text(self, path: str) -> str:
        """A text of the source folder, "" where there is none."""
        file = self.docs / path
        if not file.is_file():
            return ""
        text, problems = decode(file.read_bytes(), path)
        self.stop_on(problems)
        return text or ""

    def parsed(self, path: str, parse: Callable[[str], tuple[T, list[Problem]]]) -> T:
        """What a file of the source folder says. Ends the command where it has a mistake."""
        value, problems = parse(self.text(path))
        self.stop_on(problems)
        return value

    def topics(self) -> dict[str, Topic]:
        """The topics by slug, of which there is at least one."""
        self.stop_on([] if (self.docs / TOPICS).is_file() else [NO_TOPICS])
        return {topic.slug: topic for topic in self.parsed(TOPICS, parse_topics)}

    def style(self) -> Style:
        """What the style of the glossary sets."""
        return self.parsed(STYLE, parse_style)

    def ledger(self) -> Ledger:
        """The address ledger."""
        return self.parsed(LEDGER, parse_ledger)

    def answers(self) -> dict[str, Answer]:
        """How cited addresses answered when they were last asked."""
        return self.parsed(ANSWERS, parse_answers)

    def graph(self) -> Graph:
        """How the concepts hang together, the drafts included."""
        return build_graph(self.pages.values(), self.config.site.language)

    def readable_concepts(self) -> Collection[Concept]:
        """The concepts. Ends the command where a page, and so a reference, cannot be read."""
        self.stop_on([problem for problem in self.output.problems if problem.blocks])
        return self.output.concepts.values()

    def meant(self, typed: str) -> Concept:
        """The concept or draft that is meant. Ends the command if there is none that can be read."""
        concepts = self.pages
        slug = slug_meant(typed, concepts, self.ledger(), self.config.site.language)
        if slug in concepts:
            return concepts[slug]
        if (self.docs / concept_path(slug)).is_file():
            path = self.shown(concept_path(slug))
            raise Refused("{file} cannot be read; to see why: glossary check {file}", file=path)
        if shared := ambiguous_slugs(concepts, self.ledger()).get(slug):
            meant = tuple(concept.slug for concept in shared.concepts)
            raise Refused(
                "{name!r} has more than one meaning; write one of: {slugs}", name=typed, slugs=meant
            )
        names = {name for slug, concept in concepts.items() for name in (slug, *concept.meta.names)}
        way_out = nearest(typed, names, Message("write its slug or one of its names"))
        raise Refused("there is no concept {name!r}; {fix}", name=typed, fix=way_out)

    def referring_texts(self, slug: str) -> dict[str, str]:
        """The text of each page, each reading path and the topics by path, but of those of which nobody can
        tell what they name. Ends the command where that may be `slug`.
        """
        problems = self.output.problems
        unreadable = {problem.path for problem in problems if problem.rule in UNREADABLE}

        def may_name(path: str) -> bool:
            file = self.docs / path
            return not os.access(file, os.R_OK) or slug.encode() in file.read_bytes()

        concerned = set(filter(may_name, unreadable))
        self.stop_on([problem for problem in problems if problem.path in concerned], concerned=True)
        return {
            path: self.text(path)
            for path in sorted(self.paths - unreadable)
            if path.endswith(".md") or is_reading_path(path) or path == TOPICS
        }

    def carry_out(self, change: Change) -> None:
        """Writes what changes and says which files. Ends the command where a problem of theirs blocks."""
        paths = {*change.texts, *change.gone}
        blocking = [problem for problem in self.output.problems if problem.blocks and problem.path in paths]
        self.stop_on(blocking, concerned=True)
        atomic.write(self.docs, change.texts, change.gone)
        for path in sorted(paths):
            shown = self.shown(path)
            click.echo(told("{file} (removed)", file=shown) if path in change.gone else shown)

    def mend(self) -> bool:
        """Writes the ledger anew, and files without byte order marks; says which. False for none."""
        ledger, concepts = self.ledger(), self.output.concepts
        files: dict[str, str | bytes] = {
            path: data.removeprefix(BOM_UTF8)
            for path in sorted(filter(is_text, self.state[0].stamps))
            if os.access(self.docs / path, os.R_OK)
            and (data := (self.docs / path).read_bytes()).startswith(BOM_UTF8)
        }
        text = ledger.text(ledger.standing | (concepts.keys() - ledger.redirects.keys()))
        if text != self.text(LEDGER):
            files[LEDGER] = text
        atomic.write(self.docs, files)
        for path in files:
            print_told("{file}: written", file=self.shown(path), err=True)
        return bool(files)

    def stop_on(self, problems: Sequence[Problem], concerned: bool = False) -> None:
        """Ends the command with problems that are no notes, `concerned` if it would change their files."""
        if problems := [problem for problem in problems if not problem.is_note]:
            self.tell(problems, err=True)
            form = N_("{problems}; nothing was written")
            if concerned:
                form = N_("{problems} in files that this would change; nothing was written")
            raise Refused(form, problems=problems_counted(problems))

    def tell(
        self, problems: Sequence[Problem], form: str = "text", err: bool = False, whole: Collection[str] = ()
    ) -> None:
        """Prints problems with paths that editors can open from here; see `report.by_draft` for `whole`."""
        words = self.config.site.language.words
        said = (problem.said(words, self.shown) for problem in report.by_draft(problems, whole))
        click.echo(report.FORMATS[form](said), nl=False, err=err)

    def shown(self, path: str) -> str:
        """A path of the source folder as the user would type it here."""
        return os.path.relpath(self.docs / path)


def problems_counted(problems: Sequence[Problem]) -> Message:
    """“1 problem”, “2 problems”: those that are more than notes."""
    return plural("{number} problem", "{number} problems", sum(not problem.is_note for problem in problems))


def opened(project: Path) -> Project:
    """The project in a folder. Ends the command where there is none."""
    if not (project / CONFIG).is_file():
        where = "here" if project == Path(".") else f"in {project}"
        if (project / "zensical.toml").is_file():
            raise click.ClickException(
                f"there is no {CONFIG} {where}, and zensical.toml cannot take its place; write its settings "
                f"into a {CONFIG} beside it, which Zensical reads too"
            )
        raise click.ClickException(
            f"there is no {CONFIG} {where}; change to your glossary's folder, name it with "
            "--project, or begin one: glossary init FOLDER"
        )
    try:
        return Project(read_config(project))
    except ValueError as error:
        raise click.ClickException(str(error)) from error


def published_by(project: Project) -> Callable[[str], bytes]:
    """What gives the published files of a project by their paths, as of now."""
    site = project.config.site
    if site.url == SiteInfo.url:
        # Terms need an address: without any, that of `glossary serve`.
        site = replace(site, url=f"http://{DEV_ADDRESS}/")
        project = Project(replace(project.config, site=site), project.memory)
    output = project.output
    project.stop_on(output.problems)

    def read(path: str) -> bytes:
        for files in (output.verbatim, output.files):
            if path in files:
                return as_bytes(files[path])
        raise Unusable(Message("has no {file}", file=path), Message("ask for another one"))

    return read
