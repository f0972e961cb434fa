"""The command `glossary`."""

import os
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from difflib import unified_diff
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from shlex import quote

import click

from .. import atomic
from ..addresses import RESERVED, concept_path, concept_url, slug_of
from ..calendar_day import today
from ..languages import ENGLISH, N_, language_of
from ..links.command import FORMAT, HELP, links
from ..links.terms import Unusable, published_file
from ..mcp.terms import Terms
from ..problem import Message, plural
from ..reading.answers import (
    ANSWERS,
    Outcome,
    format_answers,
    review_problems,
    source_problems,
    updated_answer,
)
from ..reading.config_file import CONFIG
from ..reading.counterparts import counterpart_problems
from ..reading.frontmatter import TitleFields
from ..reading.owners import by_owner
from ..reading.settings import (
    SCHEMA,
    STYLE,
    Topic,
    parse_style,
)
from ..reading.site_config import SiteConfig
from ..reading.validation import validated
from ..requirement import PACKAGE, installed, missing
from .counterparts import counterparts
from .derived import front_matter_schema, refreshed
from .lookup import near_to
from .merge import merge, taken_in
from .new_page import PageForm, new_page, split_name
from .project import DEV_ADDRESS, Project, opened, problems_counted, published_by
from .rename import rename, retire
from .stage import Staged, staged_files
from .starter import engine_of, kept_files, starter_files, starting_languages
from .suggest import suggest
from .tables import export_table, import_command
from .told import Refused, agreed, on_terminal, print_told, speak, told
from .topic_guess import guess_topic
from .upgrade import RECORD, record_text, upgrade
from .zensical import build_site, serve_site

# How many of the cited addresses have each outcome.
_COUNTS = {
    Outcome.THERE: N_("{number} there"),
    Outcome.MOVED: N_("{number} moved"),
    Outcome.UNCLEAR: N_("{number} unclear"),
    Outcome.GONE: N_("{number} gone"),
}
STAGED_BY = "# Written by `glossary stage`; the next run replaces this folder.\n"


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
        context.obj = opened(project)
        speak(context.obj.config.site.language)


@main.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--language",
    "code",
    type=click.Choice(starting_languages()),
    default=ENGLISH.code,
    help="The language of its pages; default: en.",
)
@click.option("--small", is_flag=True, help="Begins with short pages: term, plain sentence, definition.")
def init(folder: Path, code: str, small: bool) -> None:
    """Writes a new glossary to FOLDER, which runs at once: settings, two concepts as examples, workflows that
    publish it.

    Example: glossary init our-glossary && cd our-glossary && make serve
    """
    language = language_of(code)
    speak(language)
    package = installed()
    engine = engine_of(package)
    texts = starter_files(today(), language, engine, small)
    files: dict[str, str | bytes] = {**texts, **engine.files}
    style = parse_style(str(files[f"docs/{STYLE}"]))[0]
    files[f"docs/{SCHEMA}"] = front_matter_schema(style, language)
    files[RECORD] = record_text(package.version, kept_files(texts))
    present = sorted(path for path in files if (folder / path).exists())
    # What a new repository may hold already stays as it is.
    staying = {"README.md", "LICENSE", ".gitignore", ".gitattributes"}
    staying |= {
        path for path in engine.files if path in present and (folder / path).read_bytes() == files[path]
    }
    if in_the_way := ", ".join(path for path in present if path not in staying):
        raise Refused(
            "{folder} holds {files} already; name an empty or a new folder", folder=folder, files=in_the_way
        )
    atomic.write(folder, {path: content for path, content in files.items() if path not in present})
    for path in sorted(files):
        click.echo(told("{file} (kept)", file=folder / path) if path in present else folder / path)
    if engine.advice:
        print_told(engine.advice)
    print_told("Now: {command}", command=f"cd {quote(str(folder))} && make serve")


@main.command()
@click.argument("name")
@click.option(
    "--topic", help="The slug of a topic; default: asked on a terminal, else guessed by the nearest terms."
)
@click.option(
    "--anyway", is_flag=True, help="Write the page even if another one has this name or a near one."
)
@click.pass_obj
def new(project: Project, name: str, topic: str | None, anyway: bool) -> None:
    """Writes a new concept page as a draft, with every field explained.

    Example: glossary new "Frequently asked questions (FAQ)" --topic words
    """
    topics, language = project.topics(), project.config.site.language
    if topic and topic not in topics:
        raise Refused("there is no topic {name!r}; use one of {names}", name=topic, names=tuple(topics))
    title, abbr = split_name(name)
    _, wrong = validated({"title": title, "abbr": abbr}, TitleFields, "", lambda location: 1)
    if wrong:
        raise Refused("{what}; {fix}", what=wrong[0].what, fix=wrong[0].fix)
    slug = slug_of(title, language)
    if not slug:
        raise Refused("{name!r} has no letter or digit that could stand in an address", name=name)
    path, ledger = concept_path(slug), project.ledger()
    if slug in RESERVED:
        raise Refused(
            "{file} is a page that the build makes; begin with a longer name, such as 'Book index': "
            "{title!r} can be one of its aliases",
            file=project.shown(path),
            title=title,
        )
    if (project.docs / path).exists():
        raise Refused("{file} exists already", file=project.shown(path))
    if slug in ledger.redirects:
        raise Refused(
            "{address} is the former address of {name!r}; choose another name",
            address=f"/{concept_url(slug)}",
            name=ledger.redirects[slug],
        )
    if not anyway and (near := near_to(title, project.pages, language, project.shown)):
        if not on_terminal():
            raise Refused("{what}; to write the page all the same, add --anyway", what=near)
        if not agreed("{what}. Write the page all the same?", what=near):
            raise Refused("nothing was written")
    topic, why = (topic, None) if topic else _topic_for(name, project, topics)
    form = PageForm(topics, project.style(), language)
    atomic.write(project.docs, {path: new_page(name, topic, today(), form)})
    command = f"glossary check {project.shown(path)}"
    click.echo(project.shown(path))
    if why:
        print_told(why)
    print_told(
        "It is a draft, seen only while serving. Its prompts say what to write; those that are left, by "
        "line: {command}",
        command=command,
    )
    print_told(
        "To publish it, remove the line 'status: draft', then run: {command}", command="glossary check --fix"
    )


def _topic_for(name: str, project: Project, topics: Mapping[str, Topic]) -> tuple[str, Message | None]:
    """The topic that somebody at the terminal says, else a guess, and what to say of a guess."""
    if len(topics) == 1:
        return next(iter(topics)), None
    guess = guess_topic(name, project.output.concepts, topics, project.config.site.language)
    if on_terminal():
        return click.prompt(told("Topic"), type=click.Choice([*topics]), default=guess.topic), None
    if guess.like:
        return guess.topic, Message(
            "Its topic is {topic}, guessed by its nearest pages: {pages}. Change its line if need be.",
            topic=guess.topic,
            pages=guess.like,
        )
    return guess.topic, Message(
        "Its topic is {topic}, the first one, because no page is like it. Change its line if need be.",
        topic=guess.topic,
    )


@main.command()
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option(
    "--fix",
    is_flag=True,
    help="Enter the addresses of new pages in the ledger and sort it; remove byte order marks.",
)
@click.option(
    "--site",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Read the finished site in this folder too, and say what it has lost of the glossary.",
)
@FORMAT
@click.pass_obj
def check(project: Project, paths: tuple[str, ...], fix: bool, site: Path | None, form: str) -> None:
    """Prints everything that is wrong, by file and line; exits 1 if there is anything but notes.

    What a draft still lacks is a note, and stops nothing; of a draft that PATHS does not name, the number is
    told. With PATHS, only what is wrong there (the whole
    glossary is read all the same). Of pages beside the glossary, dead links and boxes without their extension
    are told, unless other plugins add or change pages. With --site, so is every page, file and link of the
    glossary that the site should have and has not.

    Example: glossary check docs/concepts/dictionary.md --format github
    """
    if fix and project.mend():
        project = Project(project.config)
    output = project.output
    wanted = [os.path.abspath(path) for path in paths]
    problems = [
        problem
        for problem in [*output.problems, *project.faults_beside()]
        if not wanted or any(map(Path(os.path.abspath(project.docs / problem.path)).is_relative_to, wanted))
    ]
    if site:
        problems += project.lost_in(site)
    # What stops the build stands last, where a terminal shows it.
    problems.sort(key=lambda problem: not problem.is_note)
    project.tell(problems, form, whole={os.path.relpath(path, project.docs) for path in paths})
    notes = sum(problem.is_note for problem in problems)
    counts = [
        plural("{number} concept", "{number} concepts", len(output.concepts)),
        problems_counted(problems),
        *([plural("{number} draft", "{number} drafts", len(output.drafts))] if output.drafts else []),
        *([plural("{number} note", "{number} notes", notes)] if notes else []),
    ]
    click.echo(", ".join(map(told, counts)), err=True)
    sys.exit(1 if len(problems) > notes else 0)


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
    project.carry_out(rename(concept, new_slug, project.pages, texts, project.ledger()))
    print_told("Its title stays {title!r}; it is a field of the page.", title=concept.meta.title)


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
        raise Refused(
            "an address that was never published leads nowhere: give either --into or --unpublished"
        )
    concept = project.meant(name)
    slug, other = concept.slug, project.meant(into).slug if into else None
    if other == slug:
        raise Refused("{name!r} cannot lead to itself", name=slug)
    texts = project.referring_texts(slug)
    ledger = project.ledger()
    published = not unpublished and (slug in ledger.lines or not concept.is_draft)
    change, problems = retire(slug, other, texts, ledger, published)
    project.stop_on(problems)
    project.carry_out(change)
    naming = tuple(
        project.shown(concept_path(page))
        for page, mentions in project.graph().to_link.items()
        if any(mention.slug == slug for mention in mentions)
    )
    if naming:
        print_told("These texts name it, without a link from now on: {files}", files=naming)
    if other:
        print_told(
            "Enter what people may still call it as 'aliases' or 'covers' of {other}: {names}",
            other=other,
            names=tuple(concept.meta.names),
        )


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
    if new.is_draft and not old.is_draft:
        raise Refused(
            "{page} is a draft, to which no published address can lead; remove its line 'status: draft' "
            "first",
            page=project.shown(new.path),
        )
    # The fields of a draft need not be right, but both pages are read here.
    faults = (problem for problem in project.output.problems if problem.path in (old.path, new.path))
    published = [replace(problem, of_draft=False) for problem in faults]
    project.stop_on([problem for problem in published if problem.blocks], concerned=True)
    if old == new:
        raise Refused("{name!r} cannot go into itself", name=old.slug)
    texts, most = project.referring_texts(old.slug), project.style().hints[1]
    text, left_out = taken_in(texts[new.path], old, new, project.graph(), most)
    change, problems = merge(old.slug, new.slug, text, texts, project.ledger())
    project.stop_on(problems)
    project.carry_out(change)
    if left_out:
        hints = tuple(map(repr, left_out))
        print_told("Left out, because a page has at most {most} hints: {hints}", most=most, hints=hints)
    page = project.shown(new.path)
    print_told("Now make one text of it: {page}, then run: glossary check", page=page)


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
        what = told("No cited address could be reached, so nothing was remembered; is there a network?")
        click.echo(what, err=True)
        return
    atomic.write(project.docs, {ANSWERS: format_answers(fresh)})
    counts = Counter(answer.outcome for answer in fresh.values())
    outcomes = tuple(Message(_COUNTS[outcome], number=number) for outcome, number in sorted(counts.items()))
    addresses = Message("{count} addresses ({outcomes})", count=len(fresh), outcomes=outcomes)
    click.echo(f"{told(addresses)}, {told(problems_counted(problems))}", err=True)


@main.command()
@FORMAT
@click.pass_obj
def due(project: Project, form: str) -> None:
    """Prints what is due, by owner: pages to review, pages whose counterparts have changed, and sources that
    `glossary sources` found gone, moved or retitled.

    Example: glossary due
    """
    concepts, answers = project.readable_concepts(), project.answers()
    problems = sorted(
        [
            *review_problems(concepts, today()),
            *counterpart_problems(concepts, project.output.ties),
            *source_problems(concepts, answers),
        ]
    )
    owners = {concept.path: concept.meta.owner for concept in concepts}
    groups = by_owner(problems, lambda problem: owners[problem.path])
    if form == "text" and any(owner for owner, _ in groups):
        for owner, owned in groups:
            click.echo(f"{owner or told('Without an owner')}:")
            project.tell(owned)
    else:
        project.tell([problem for _, owned in groups for problem in owned], form)
    print_told(plural("{number} thing due", "{number} things due", len(problems)), err=True)


@main.command("suggest")
@click.argument("name")
@click.pass_obj
def suggest_command(project: Project, name: str) -> None:
    """Proposes relations for the concept NAME, ready to paste below `related:`.

    Example: glossary suggest dictionary
    """
    slug = project.meant(name).slug
    proposed = suggest(project.graph(), slug)
    nothing = told("Every neighbour of {name} is related to it already.", name=slug)
    click.echo(proposed or f"# {nothing}\n", nl=False)


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
    print_told("{count} files in {folder}", count=len(files), folder=folder)


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
    # Replacing the site must not take the project or its pages along.
    config, site = project.config, project.config.site_dir.resolve()
    if any(path.resolve().is_relative_to(site) for path in (config.path, config.docs_dir)):
        raise Refused(
            "'site_dir' is {folder}, which holds the project; name a folder for the site alone",
            folder=config.site_dir,
        )
    sys.exit(build_site(config, project.staged(), strict))


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
    site = replace(project.config.site, for_authors=True)
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
        print_told("The site stays as it was until this is mended.", err=True)
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
@click.option("--csv", type=click.Path(dir_okay=False), help="Write the glossary to this table instead.")
@click.option("--xlsx", type=click.Path(dir_okay=False), help="The same as a workbook.")
@click.option("--tbx", type=click.Path(dir_okay=False), help="The same as a termbase.")
@click.pass_obj
def export(project: Project, /, check_only: bool, **tables: str | None) -> None:
    """Writes what follows from the code: the JSON Schema of pages, and the generated parts of the docs.

    With --csv, --xlsx or --tbx, it writes the glossary as a table, which `glossary import` takes back.

    Example: glossary export --check
    """
    if wanted := {form: file for form, file in tables.items() if file}:
        export_table(project, wanted)
        return
    topics, style = project.topics(), project.style()
    paths = [*project.docs.parent.glob("*.md"), *sorted((project.docs / "about").glob("*.md"))]
    fresh = {path: refreshed(path.read_text("utf-8"), style, topics, command_help()) for path in paths}
    fresh[project.docs / SCHEMA] = front_matter_schema(style, project.config.site.language)
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
        files = plural("{number} file", "{number} files", len(stale))
        raise Refused("{files} not current; run: glossary export", files=files)


@main.command("upgrade")
@click.option("--yes", is_flag=True, help="Write what can be written without asking.")
@click.pass_context
def upgrade_command(context: click.Context, yes: bool) -> None:
    """Says what the engine, as it is installed now, changes for this glossary, and writes what it can.

    Settings that are gone leave `style.yml`, and files that `glossary init` wrote are replaced if nobody has
    changed them since; of the others it shows the difference. Then it checks the glossary.

    Example: glossary upgrade --yes
    """
    project: Project = context.obj
    version, root = installed().version, project.config.path.parent
    change = upgrade(project, version)
    before = change.before or Message("an unknown version")
    form = N_("The engine is {version}; this glossary was begun or last upgraded with {before}.")
    print_told(form, version=version, before=before)
    for message in change.said:
        click.echo(f"- {told(message)}")
    for difference in change.differences:
        click.echo(f"\n{difference}")
    if change.differences:
        print_told("Yours differ from those of this version. Take over what you want; this is shown once.")
    files = tuple(os.path.relpath(root / path) for path in change.files)
    if files:
        if not yes and not on_terminal():
            raise Refused("nothing was written; to write {files}, add --yes", files=files)
        if not yes and not agreed("Write {files}?", files=files):
            raise Refused("nothing was written")
        atomic.write(root, change.files)
        for path in files:
            print_told("{file}: written", file=path)
    else:
        print_told("There is nothing to change.")
    context.obj = opened(root)
    context.invoke(check)


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
        raise Refused(missing(str(error.name), "pages,mcp")) from error
    read = (
        partial(published_file, site) if site else published_by(opened(context.find_root().params["project"]))
    )
    try:
        server(Terms(read, site or ""), site or "this glossary").run("stdio")
    except Unusable as error:
        raise Refused(
            "{glossary} {what}; {fix}",
            glossary=site or Message("this glossary"),
            what=error.what,
            fix=error.fix,
        ) from error


main.add_command(counterparts)
main.add_command(links)
main.add_command(import_command)


def command_help() -> dict[str, str]:
    """The help of each command, by its name."""
    settings = {"terminal_width": 88, "max_content_width": 88, **HELP}
    return {
        name: command.get_help(click.Context(command, info_name=f"glossary {name}", **settings))
        for name, command in sorted(main.commands.items())
    }


def _need(engine: str) -> None:
    """Stops where the engine is not installed."""
    if find_spec(engine) is None:
        raise Refused(missing(engine, engine))


def _refuse_foreign(folder: Path, project: Project) -> None:
    """Stops where replacing `folder` would lose files that are not ours."""
    mark = folder / CONFIG
    ours = mark.is_file() and mark.read_text("utf-8").startswith(STAGED_BY)
    if folder.exists() and any(folder.iterdir()) and not ours:
        raise Refused("{folder} holds other files; name an empty or a new folder", folder=folder)
    inside = project.docs.resolve()
    if folder.resolve() == inside or inside in folder.resolve().parents:
        raise Refused("{folder} is inside the source folder; name one outside it", folder=folder)
