"""The command `glossary`."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import unified_diff
from functools import cached_property, partial
from importlib.util import find_spec
from pathlib import Path
from shlex import quote
from typing import TypeVar

import click

from .. import atomic, report
from ..addresses import CONCEPTS, RESERVED, concept_path, concept_url, slug_of
from ..calendar_day import today
from ..graph.graph import Graph, build_graph
from ..languages import ENGLISH, language_of
from ..links.command import FORMAT, HELP, links
from ..links.terms import Unusable, published_file
from ..mcp.terms import Terms
from ..problem import Problem, closest, counted, nearest
from ..reading.answers import (
    ANSWERS,
    Answer,
    format_answers,
    parse_answers,
    review_problems,
    source_problems,
    updated_answer,
)
from ..reading.concept import NO_FRONT_MATTER, Concept
from ..reading.frontmatter import TitleFields
from ..reading.settings import (
    LEDGER,
    SCHEMA,
    STYLE,
    TOPICS,
    Ledger,
    Style,
    Topic,
    parse_ledger,
    parse_style,
    parse_topics,
)
from ..reading.site_config import CONFIG, SiteConfig, SiteInfo, read_config
from ..reading.snapshot import Snapshot, snapshot
from ..reading.source import MERGE_CONFLICT, NO_TOPICS, NOT_PLAIN_TEXT, decode, is_reading_path
from ..reading.validation import validated
from ..reading.yaml_source import BROKEN_YAML, line_of
from ..requirement import PACKAGE, missing
from ..site.build import Output, build
from ..site.memory import Memory
from ..site.other_pages import faults, is_within, keeps_its_own
from ..site.site_files import as_bytes
from .derived import front_matter_schema, refreshed
from .finished_site import LOST_IN_SITE, lost_from_site, lost_links
from .lookup import holder, slug_meant
from .merge import merge, taken_in
from .new_page import PageForm, guess_topic, new_page, split_name
from .rename import Change, rename, retire
from .stage import Staged, staged, staged_files
from .starter import installed_engine, starter_files, starting_languages
from .suggest import suggest
from .zensical import build_site, serve_site

T = TypeVar("T")

# From here on, a new name may be another one misspelt: a wrong letter of eight is enough.
NEAR = 0.85
# The rules whose problems leave a file of which nobody can tell what it names.
UNREADABLE = {BROKEN_YAML, MERGE_CONFLICT, NO_FRONT_MATTER, NOT_PLAIN_TEXT}
CONCERNED = " in files that this would change"
DEV_ADDRESS = "127.0.0.1:8000"
STAGED_BY = "# Written by `glossary stage`; the next run replaces this folder.\n"


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
        """The project as it is now, None where nothing was saved. Raises `ValueError` as `read_config`
        does.
        """
        site = self.config.site
        config = read_config(self.config.path.parent)
        config = replace(config, site=replace(config.site, shows_empty=site.shows_empty))
        fresh = Project(config, self.memory)
        return fresh if (config, fresh.state) != (self.config, self.state) else None

    @cached_property
    def output(self) -> Output:
        """The whole glossary, as of today."""
        output = build(self.state[0], today(), self.config.site, self.memory)
        return replace(output, problems=[*self.config.problems, *output.problems])

    def faults_beside(self) -> list[Problem]:
        """What is wrong with pages beside the glossary. Where no page could be made, nobody can tell."""
        if not self.output.files or not self.config.is_plain:
            return []
        known, extensions = self.paths | self.output.files.keys(), self.config.extensions
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
        own, folders = self.published(), self.config.options.link_in
        return {
            path: self.text(path)
            for path in self.pages_beside()
            if path not in own and is_within(path, folders)
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
        return [
            Problem(path, line, f"the site in {str(site)!r}: {what}", fix, LOST_IN_SITE)
            for what, fix in lost_from_site(site, self.output, self.published())
        ] + [*lost_links(site, self.output, self.linked_pages())]

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
        """How the concepts hang together."""
        return build_graph(self.output.concepts.values(), self.config.site.language)

    def readable_concepts(self) -> Collection[Concept]:
        """The concepts. Ends the command where a page, and so a reference, cannot be read."""
        self.stop_on([problem for problem in self.output.problems if problem.blocks])
        return self.output.concepts.values()

    def meant(self, typed: str) -> Concept:
        """The concept that somebody means who typed this. Ends the command if there is none to be read."""
        concepts = self.output.concepts
        slug = slug_meant(typed, concepts, self.ledger(), self.config.site.language)
        if slug in concepts:
            return concepts[slug]
        if (self.docs / concept_path(slug)).is_file():
            path = self.shown(concept_path(slug))
            raise click.ClickException(f"{path} cannot be read; to see why: glossary check {path}")
        names = {name for slug, concept in concepts.items() for name in (slug, *concept.meta.names)}
        way_out = nearest(typed, names, "write its slug or one of its names")
        raise click.ClickException(f"there is no concept {typed!r}; {way_out}")

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
        self.stop_on([problem for problem in problems if problem.path in concerned], CONCERNED)
        return {
            path: self.text(path)
            for path in sorted(self.paths - unreadable)
            if path.endswith(".md") or is_reading_path(path) or path == TOPICS
        }

    def carry_out(self, change: Change) -> None:
        """Writes what changes and says which files. Ends the command where a problem of theirs blocks."""
        paths = {*change.texts, *change.gone}
        blocking = [problem for problem in self.output.problems if problem.blocks and problem.path in paths]
        self.stop_on(blocking, CONCERNED)
        atomic.write(self.docs, change.texts, change.gone)
        for path in sorted(paths):
            click.echo(f"{self.shown(path)}{' (removed)' if path in change.gone else ''}")

    def fix_ledger(self) -> bool:
        """Writes the ledger sorted and with all concepts, and says so; False if that changes nothing."""
        ledger, concepts = self.ledger(), self.output.concepts
        text = ledger.text(ledger.standing | (concepts.keys() - ledger.lines.keys()))
        if text == self.text(LEDGER):
            return False
        atomic.write(self.docs, {LEDGER: text})
        click.echo(f"{self.shown(LEDGER)}: written", err=True)
        return True

    def stop_on(self, problems: Sequence[Problem], where: str = "") -> None:
        """Ends the command with the problems, if there are any; `where` says which they are."""
        if problems:
            self.tell(problems, err=True)
            raise click.ClickException(f"{counted(len(problems), 'problem')}{where}; nothing was written")

    def tell(self, problems: Iterable[Problem], form: str = "text", err: bool = False) -> None:
        """Prints problems with paths that editors can open from here."""
        click.echo(report.FORMATS[form](problem.shown(self.shown) for problem in problems), nl=False, err=err)

    def shown(self, path: str) -> str:
        """A path of the source folder as the user would type it here."""
        return os.path.relpath(self.docs / path)


@click.group(context_settings=HELP)
@click.version_option(package_name=PACKAGE, prog_name="glossary")
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of mkdocs.yml; default: this one.",
)
@click.pass_context
def main(context: click.Context, project: Path) -> None:
    """Keeps a glossary of Markdown concept pages.

    Example: glossary new "Frequently asked questions"
    """
    # These run where mkdocs.yml is none of their business, or where there is none yet.
    if context.invoked_subcommand not in ("init", "links", "mcp"):
        context.obj = _opened(project)


def _opened(project: Path) -> Project:
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


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--language",
    "code",
    type=click.Choice(starting_languages()),
    default=ENGLISH.code,
    help="The language of its pages; default: en.",
)
def init(folder: Path, code: str) -> None:
    """Writes a new glossary to FOLDER, which runs at once: settings, two concepts as examples, workflows that
    publish it.

    Example: glossary init our-glossary && cd our-glossary && make serve
    """
    engine = installed_engine()
    files: dict[str, str | bytes] = {**starter_files(today(), language_of(code), engine), **engine.files}
    files[f"docs/{SCHEMA}"] = front_matter_schema(parse_style(str(files[f"docs/{STYLE}"]))[0])
    present = sorted(path for path in files if (folder / path).exists())
    # What a new repository may hold already stays as it is.
    staying = {"README.md", "LICENSE", ".gitignore", ".gitattributes"}
    staying |= {
        path for path in engine.files if path in present and (folder / path).read_bytes() == files[path]
    }
    if in_the_way := ", ".join(path for path in present if path not in staying):
        raise click.ClickException(f"{folder} holds {in_the_way} already; name an empty or a new folder")
    atomic.write(folder, {path: content for path, content in files.items() if path not in present})
    for path in sorted(files):
        click.echo(f"{folder / path}{' (kept)' if path in present else ''}")
    if engine.advice:
        click.echo(engine.advice)
    click.echo(f"Now: cd {quote(str(folder))} && make serve")


@main.command()
@click.argument("name")
@click.option("--topic", help="The slug of a topic; default: guessed from the name.")
@click.pass_obj
def new(project: Project, name: str, topic: str | None) -> None:
    """Writes a new concept page, with every field explained, and enters its address in the ledger.

    Example: glossary new "Frequently asked questions (FAQ)" --topic words
    """
    topics = project.topics()
    if topic and topic not in topics:
        what = f"there is no topic {topic!r}; use one of {', '.join(topics)}"
        raise click.BadParameter(what, param_hint="--topic")
    title, abbr = split_name(name)
    _, wrong = validated({"title": title, "abbr": abbr}, TitleFields, "", lambda location: 1)
    if wrong:
        raise click.BadParameter(f"{wrong[0].what}; {wrong[0].fix}", param_hint="NAME")
    if not slug_of(title, project.config.site.language):
        what = f"{name!r} has no letter or digit that could stand in an address"
        raise click.BadParameter(what, param_hint="NAME")
    concepts, ledger = project.output.concepts, project.ledger()
    form = PageForm(topics, project.style(), project.config.site.language)
    slug, text = new_page(name, topic or guess_topic(name, concepts, topics), today(), form)
    path = concept_path(slug)
    if slug in RESERVED:
        raise click.ClickException(
            f"{project.shown(path)} is a page that the build makes; begin with a longer name, such as "
            f"'Book index': {title!r} can be one of its aliases"
        )
    if (project.docs / path).exists():
        raise click.ClickException(f"{project.shown(path)} exists already")
    if slug in ledger.redirects:
        raise click.ClickException(
            f"/{concept_url(slug)} is the former address of {ledger.redirects[slug]!r}; choose another name"
        )
    if held := holder(title, concepts, project.config.site.language):
        owner, known = held
        which = "" if known.casefold() == title.casefold() else f"a form of {known!r}, "
        kind = "a wrong name" if known in owner.meta.misnomers else "a name"
        raise click.ClickException(
            f"{name!r} is {which}{kind} on {project.shown(owner.path)} already; write there, or take it off "
            "that page first"
        )
    atomic.write(project.docs, {path: text, LEDGER: ledger.text(ledger.standing | {slug})})
    command = f"glossary check {project.shown(path)}"
    click.echo(
        f"{project.shown(path)}\nIts prompts say what to write; those that are left, by line: {command}"
    )
    paths = {known: concept.path for concept in concepts.values() for known in concept.meta.names}
    if near := closest(title, paths, NEAR):
        undo = f"glossary retire {slug} --unpublished"
        click.echo(f"Did you mean {near!r}? {project.shown(paths[near])} exists. If so: {undo}")


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option("--fix", is_flag=True, help="Enter the addresses of new pages in the ledger, and sort it.")
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read the finished site in this folder too, and say what it has lost of the glossary.",
)
@FORMAT
@click.pass_obj
def check(project: Project, paths: tuple[str, ...], fix: bool, site: Path | None, form: str) -> None:
    """Prints everything that is wrong, by file and line; exits 1 if there is anything.

    With PATHS, only what is wrong there (the whole glossary is read all the same). Of pages beside the
    glossary, dead links and boxes without their extension are told, unless other plugins add or change pages.
    With --site, so is every page, file and link of the glossary that the site should have and has not.

    Example: glossary check docs/concepts/dictionary.md --format github
    """
    if fix and project.fix_ledger():
        project = Project(project.config)
    output = project.output
    wanted = [os.path.abspath(path) for path in paths]
    problems = [
        problem
        for problem in [*output.problems, *project.faults_beside()]
        if _within(os.path.abspath(project.docs / problem.path), wanted)
    ]
    if site:
        problems += project.lost_in(site)
    project.tell(problems, form)
    click.echo(f"{counted(len(output.concepts), 'concept')}, {counted(len(problems), 'problem')}", err=True)
    sys.exit(1 if problems else 0)


@main.command("rename")
@click.argument("old")
@click.argument("new_slug", metavar="NEW")
@click.pass_obj
def rename_command(project: Project, old: str, new_slug: str) -> None:
    """Gives the concept OLD, a slug or a name, the slug NEW: moves the page, rewrites every reference, leaves
    a redirect.

    Example: glossary rename dictionary word-book
    """
    concept = project.meant(old)
    texts = project.referring_texts(concept.slug)
    project.carry_out(rename(concept, new_slug, project.output.concepts, texts, project.ledger()))
    click.echo(f"Its title stays {concept.meta.title!r}; it is a field of the page.")


@main.command("retire")
@click.argument("name")
@click.option(
    "--into",
    metavar="OTHER",
    help="The concept to which its address leads from now on; links in texts are turned to it, relations are "
    "not: what they say may not be true of it.",
)
@click.option(
    "--unpublished", is_flag=True, help="The page was never published, so its address is forgotten."
)
@click.pass_obj
def retire_command(project: Project, name: str, into: str | None, unpublished: bool) -> None:
    """Ends the concept NAME: removes its page, and lets its address say so or lead to OTHER.

    Stops where a relation, a reading path or a topic names it or, without --into, a text links to it, and
    says where. Texts that only name it lose their link; it says which.

    Example: glossary retire dictionary --into glossary
    """
    if into and unpublished:
        raise click.UsageError(
            "an address that was never published leads nowhere: give either --into or --unpublished"
        )
    concept = project.meant(name)
    slug, other = concept.slug, project.meant(into).slug if into else None
    if other == slug:
        raise click.BadParameter(f"{slug!r} cannot lead to itself", param_hint="--into")
    texts = project.referring_texts(slug)
    change, problems = retire(slug, other, texts, project.ledger(), published=not unpublished)
    project.stop_on(problems)
    project.carry_out(change)
    naming = [
        project.shown(concept_path(page))
        for page, mentions in project.graph().to_link.items()
        if any(mention.slug == slug for mention in mentions)
    ]
    if naming:
        click.echo(f"These texts name it, without a link from now on: {', '.join(naming)}")
    if other:
        names = ", ".join(concept.meta.names)
        click.echo(f"Enter what people may still call it as 'aliases' or 'covers' of {other}: {names}")


@main.command("merge")
@click.argument("name")
@click.argument("into", metavar="OTHER")
@click.pass_obj
def merge_command(project: Project, name: str, into: str) -> None:
    """Puts the concept NAME into the concept OTHER, whose page takes over its names, ties, sources and text.

    The address of NAME leads to OTHER from now on, and so does all that names it. What the page says twice
    then, its author shortens.

    Example: glossary merge dictionary glossary
    """
    old, new = project.meant(name), project.meant(into)
    if old == new:
        raise click.BadParameter(f"{old.slug!r} cannot go into itself", param_hint="OTHER")
    texts, most = project.referring_texts(old.slug), project.style().hints[1]
    text, left_out = taken_in(texts[new.path], old, new, project.graph(), most)
    change, problems = merge(old.slug, new.slug, text, texts, project.ledger())
    project.stop_on(problems)
    project.carry_out(change)
    if left_out:
        click.echo(f"Left out, because a page has at most {most} hints: {', '.join(map(repr, left_out))}")
    click.echo(f"Now make one text of it: {project.shown(new.path)}, then run: glossary check")


@main.command()
@FORMAT
@click.pass_obj
def sources(project: Project, form: str) -> None:
    """Asks every cited address whether it still answers, remembers what it said, and prints what is to be
    looked at.

    An address is gone when it was so on three different days. Where nobody answers at all, nothing is
    remembered. Exits 0 whatever the answers are.

    Example: glossary sources --format json
    """
    from .asking import BETWEEN, ask_all  # Nobody else needs the network, and it takes a while to import.

    concepts, fresh = project.readable_concepts(), project.answers()
    cited = sorted({source.url for concept in concepts for source in concept.meta.sources})
    replies = dict(ask_all(cited, BETWEEN))
    # That says something of the network here, and nothing of any address.
    unreachable = bool(replies) and not any(reply.reached for reply in replies.values())
    if not unreachable:
        fresh = {url: updated_answer(fresh.get(url), reply, today()) for url, reply in replies.items()}
    problems = list(source_problems(concepts, fresh))
    project.tell(problems, form)
    if unreachable:
        what = "No cited address could be reached, so nothing was remembered; is there a network?"
        click.echo(what, err=True)
        return
    atomic.write(project.docs, {ANSWERS: format_answers(fresh)})
    counts = Counter(answer.outcome.value for answer in fresh.values())
    outcomes = ", ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items()))
    click.echo(f"{len(fresh)} addresses ({outcomes}), {counted(len(problems), 'problem')}", err=True)


@main.command()
@FORMAT
@click.pass_obj
def due(project: Project, form: str) -> None:
    """Prints what is due: pages to review, and sources that `glossary sources` found gone, moved or retitled.

    Example: glossary due
    """
    concepts, answers = project.readable_concepts(), project.answers()
    problems = sorted([*review_problems(concepts, today()), *source_problems(concepts, answers)])
    project.tell(problems, form)
    click.echo(f"{counted(len(problems), 'thing')} due", err=True)


@main.command("suggest")
@click.argument("name")
@click.pass_obj
def suggest_command(project: Project, name: str) -> None:
    """Proposes relations for the concept NAME, ready to paste below `related:`.

    Example: glossary suggest dictionary
    """
    slug = project.meant(name).slug
    proposed = suggest(project.graph(), slug)
    click.echo(proposed or f"# Every neighbour of {slug} is related to it already.\n", nl=False)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.pass_obj
def stage(project: Project, folder: Path) -> None:
    """Writes the finished Markdown, theme and mkdocs.yml to FOLDER, for another site engine.

    The folder appears whole or not at all; files that did not change keep their date.

    Example: glossary stage build/staged && cd build/staged && zensical build
    """
    project.stop_on(project.output.problems)
    _refuse_foreign(folder, project)
    files = staged_files(project.config, project.staged())
    files[CONFIG] = STAGED_BY.encode() + files[CONFIG]
    atomic.replace_folder(folder, files)
    click.echo(f"{len(files)} files in {folder}")


ENGINE = click.option(
    "--engine",
    type=click.Choice(["zensical"]),
    required=True,
    help="The site engine. MkDocs and ProperDocs have the plugin, and commands of their own.",
)


@main.command("build")
@ENGINE
@click.option("--strict", is_flag=True, help="Warnings of the engine are errors.")
@click.pass_obj
def build_command(project: Project, engine: str, strict: bool) -> None:
    """Builds the site, the handbook around the glossary included, with an engine that runs no MkDocs plugin.

    Links and cards stand in the pages of `link_in` too. The site is complete, or stays as it was.

    Example: glossary build --engine zensical && glossary check --site site
    """
    _need(engine)
    project.stop_on(project.output.problems)
    _refuse_site(project.config)
    sys.exit(build_site(project.config, project.staged(), strict))


@main.command("serve")
@ENGINE
@click.option(
    "--dev-addr", default=DEV_ADDRESS, metavar="IP:PORT", help=f"Where to serve; default: {DEV_ADDRESS}."
)
@click.pass_obj
def serve_command(project: Project, engine: str, dev_addr: str) -> None:
    """Serves what `glossary build` would build, again after each save.

    What is wrong stands in the terminal; where nothing can be built, the site stays as it was.

    Example: glossary serve --engine zensical --dev-addr 127.0.0.1:8001
    """
    _need(engine)
    site = replace(project.config.site, shows_empty=True)
    current = Project(replace(project.config, site=site), project.memory)
    current.stop_on([problem for problem in current.output.problems if problem.blocks])
    said = ""

    def changed() -> tuple[SiteConfig, Staged] | None:
        nonlocal current, said
        try:
            fresh = current.renewed()
            made = fresh.told_and_staged() if fresh else None
        except (OSError, ValueError) as error:
            # Editors remove a file before they write it anew, so the next look compares with the same state.
            if said != str(error):
                said = str(error)
                click.echo(said, err=True)
            return None
        said = ""
        if not fresh:
            return None
        current = fresh
        if made:
            return current.config, made
        click.echo("The site stays as it was until this is mended.", err=True)
        return None

    current.tell(current.output.problems, err=True)
    sys.exit(serve_site(current.config, current.staged(), dev_addr, changed))


@main.command()
@click.option(
    "--check",
    "check_only",
    is_flag=True,
    help="Write nothing; exit 1 and show the difference if a file is not current.",
)
@click.pass_obj
def export(project: Project, check_only: bool) -> None:
    """Writes what follows from the code: the JSON Schema of pages, and the generated parts of the docs.

    Example: glossary export --check
    """
    topics, style = project.topics(), project.style()
    paths = [*project.docs.parent.glob("*.md"), *sorted((project.docs / "about").glob("*.md"))]
    fresh = {path: refreshed(path.read_text("utf-8"), style, topics, command_help()) for path in paths}
    fresh[project.docs / SCHEMA] = front_matter_schema(style)
    before = {path: path.read_text("utf-8") if path.is_file() else "" for path in fresh}
    stale = [path for path in fresh if fresh[path] != before[path]]
    for path in stale:
        name = os.path.relpath(path)
        if check_only:
            lines = before[path].splitlines(True), fresh[path].splitlines(True)
            click.echo("".join(unified_diff(*lines, name, name)))
        else:
            atomic.write(path.parent, {path.name: fresh[path]})
            click.echo(name)
    if check_only and stale:
        raise click.ClickException(f"{counted(len(stale), 'file')} not current; run: glossary export")


@main.command("mcp")
@click.argument("site", required=False, metavar="[SITE]")
@click.pass_context
def mcp_command(context: click.Context, site: str | None) -> None:
    """Answers what agents ask about the terms of the glossary published at SITE, or of this project.

    It is a server of the Model Context Protocol on standard input and output, which only reads.

    Example: glossary mcp https://words.example/glossary/
    """
    try:
        from ..mcp.server import server
    except ModuleNotFoundError as error:
        raise click.ClickException(missing(str(error.name), "pages,mcp")) from error
    read = (
        partial(published_file, site)
        if site
        else published_by(_opened(context.find_root().params["project"]))
    )
    try:
        server(Terms(read), site or "this glossary").run("stdio")
    except Unusable as error:
        raise click.ClickException(f"{site or 'this glossary'} {error.what}; {error.fix}") from error


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
        raise Unusable(f"has no {path}", "ask for another one")

    return read


main.add_command(links)


def command_help() -> dict[str, str]:
    """The help of each command, by its name."""
    settings = {"terminal_width": 88, "max_content_width": 88, **HELP}
    return {
        name: command.get_help(click.Context(command, info_name=f"glossary {name}", **settings))
        for name, command in sorted(main.commands.items())
    }


def _within(path: str, wanted: list[str]) -> bool:
    return not wanted or any(path == one or path.startswith(one + os.sep) for one in wanted)


def _need(engine: str) -> None:
    """Stops where the engine is not installed."""
    if find_spec(engine) is None:
        raise click.ClickException(missing(engine, engine))


def _refuse_site(config: SiteConfig) -> None:
    """Stops where replacing the site would take the project or its pages along."""
    site = config.site_dir.resolve()
    if any(path.resolve().is_relative_to(site) for path in (config.path, config.docs_dir)):
        raise click.ClickException(
            f"'site_dir' is {config.site_dir}, which holds the project; name a folder for the site alone"
        )


def _refuse_foreign(folder: Path, project: Project) -> None:
    """Stops where replacing `folder` would lose files that are not ours."""
    mark = folder / CONFIG
    ours = mark.is_file() and mark.read_text("utf-8").startswith(STAGED_BY)
    if folder.exists() and any(folder.iterdir()) and not ours:
        raise click.ClickException(f"{folder} holds other files; name an empty or a new folder")
    inside = project.docs.resolve()
    if folder.resolve() == inside or inside in folder.resolve().parents:
        raise click.ClickException(f"{folder} is inside the source folder; name one outside it")
