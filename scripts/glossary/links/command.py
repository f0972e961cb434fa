"""The command `glossary links`, for other repositories; installed by itself, `glossary-links`."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NoReturn

import click

from .. import atomic, report
from ..links import files, findings, terms
from ..problem import Message, Mistake, Problem, plural

HELP: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
FORMAT = click.option(
    "--format",
    "form",
    type=click.Choice([*report.FORMATS]),
    default="text",
    help="How to print; github makes annotations, gitlab a Code Quality report.",
)


@click.command(context_settings=HELP)
@click.version_option(package_name="plain-glossary")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True))
@click.option(
    "--glossary",
    "source",
    metavar="URL|FILE",
    help="The glossary's api/v1/terms.json, by address or as a file.",
)
@click.option(
    "--site",
    metavar="URL",
    envvar="GLOSSARY_URL",
    help="Instead: where the glossary is published; default: $GLOSSARY_URL. A copy of its terms is kept.",
)
@click.option("--offline", is_flag=True, help="With --site, take the copy that was kept.")
@click.option(
    "--exclude",
    "patterns",
    multiple=True,
    metavar="PATTERN",
    help="Leave out the files and folders with such a name, or, with a slash, at such a path; may stand more "
    "than once.",
)
@click.option(
    "--suggest",
    "suggesting",
    is_flag=True,
    help="Also show where a concept is first named in a file without a link.",
)
@click.option("--strict", is_flag=True, help="With --suggest, exit 1 for what is suggested as well.")
@click.option("--fix", is_flag=True, help="Write the links that moved, and with --suggest the new ones.")
@FORMAT
def links(  # noqa: PLR0913 – click passes each option by its name
    paths: tuple[str, ...],
    source: str | None,
    site: str | None,
    offline: bool,
    patterns: tuple[str, ...],
    suggesting: bool,
    strict: bool,
    fix: bool,
    form: str,
) -> None:
    """Checks how other documentation links to a published glossary; needs no project.

    Reads Markdown, MyST, MDX, Quarto, notebooks, reStructuredText, AsciiDoc and HTML, in the files and
    folders PATHS without what git ignores there, and looks at links to concept pages, roles for terms, wrong
    names and names out of use. Of the glossary's topics, comparisons and other pages, and of the sections of
    a page (#), it knows nothing. Exits 1 if anything is wrong, 2 if something could not be read or written.
    Of a file, --fix changes the links alone. A comment with the words "glossary-links: ignore" leaves out its
    line and the next one, "glossary-links: ignore file" the file.

    Example: glossary links --site https://example.org/glossary/ --suggest --fix docs
    """
    if source is None and site is None:
        raise click.UsageError("say which glossary: give --site or --glossary, or set GLOSSARY_URL")
    try:
        glossary = terms.parse(terms.fetch(source)) if source is not None else _of_site(site or "", offline)
    except terms.Unusable as error:
        _exit_2(f"{site if source is None else source} {error}")
    language = glossary.language
    names, problems = files.documents(paths)
    left_out = {pattern: files.excluded(names, pattern) for pattern in patterns}
    for pattern in (pattern for pattern, excluded in left_out.items() if not excluded):
        idle = language.told(
            "--exclude {pattern!r} leaves nothing out; give the name of a file or folder, or its path as it "
            "is printed",
            pattern=pattern,
        )
        click.echo(idle, err=True)
    names = [name for name in names if not any(name in excluded for excluded in left_out.values())]
    written = edits = 0
    try:
        for name in names:
            unsolved, edited = _link_findings(name, glossary, suggesting, fix)
            problems += unsolved
            written, edits = written + bool(edited), edits + edited
    except KeyboardInterrupt:
        mended = plural("{number} file", "{number} files", written)
        _exit_2(language.told("interrupted; {files} mended, the others as they were", files=mended))
    # A role may mean a term of the project's own, of which nothing is known here.
    if any(problem.rule == findings.UNKNOWN_TERM for problem in problems) and files.define_terms(names):
        problems = [problem for problem in problems if problem.rule != findings.UNKNOWN_TERM]
    problems.sort()
    click.echo(report.FORMATS[form](problem.said(language.words) for problem in problems), nl=False)
    counts = [
        plural("{number} file", "{number} files", len(names)),
        plural("{number} problem", "{number} problems", len(problems)),
    ]
    if fix:
        mended = plural("{number} file", "{number} files", written)
        counts.append(
            plural(
                "{number} link written in {files}", "{number} links written in {files}", edits, files=mended
            )
        )
    click.echo(", ".join(map(language.told, counts)), err=True)
    wanted = {findings.SUGGESTION} if strict else set()
    faults = [problem for problem in problems if problem.rule in wanted or not problem.is_note]
    sys.exit(2 if any(problem.rule == files.UNREADABLE for problem in problems) else 1 if faults else 0)


def _of_site(site: str, offline: bool) -> terms.PublishedGlossary:
    """The glossary at `site`, or the copy of its terms that was kept before. Raises `terms.Unusable`."""
    address, copy = terms.address_in(site), terms.copy_of(site)
    if offline and not copy.is_file():
        what = Message("has no copy of its terms here yet")
        raise terms.Unusable(what, Message("run this once without --offline"))
    try:
        data = terms.fetch(str(copy) if offline else address)
    except terms.Unusable as error:
        if offline or not copy.is_file():
            raise
        kept = datetime.fromtimestamp(copy.stat().st_mtime, UTC).date()
        glossary = terms.parse(copy.read_bytes(), site)
        told = glossary.language.told(
            "{address} {what}; its terms of {day} are used", address=address, what=error.what, day=kept
        )
        click.echo(told, err=True)
        return glossary
    glossary = terms.parse(data, site)
    if not offline:
        atomic.write(copy.parent, {copy.name: data.decode()})
    return glossary


def _link_findings(
    name: str, glossary: terms.PublishedGlossary, suggesting: bool, fix: bool
) -> tuple[list[Problem], int]:
    """What is wrong with the links of a file, with `fix` what remains wrong; and the number of edits."""
    syntax = files.syntax_of(name)
    assert syntax, "documents() returns no other files"
    try:
        text = files.read(name)
        results = findings.findings(text, name, syntax, glossary, suggesting)
    except OSError as error:
        what = Message("the file cannot be read ({reason})", reason=error.strerror)
        return [files.unreadable(name, what, Message("mend it, or leave it out"))], 0
    except Mistake as mistake:
        return [files.unreadable(name, mistake.what, mistake.fix)], 0
    problems = [finding.problem for finding in results]
    edits = [finding for finding in results if finding.edit] if fix else []
    if not edits:
        return problems, 0
    # A symbolic link stays one: the file that it leads to is replaced.
    target = Path(name).resolve()
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(0, "no permission")
        atomic.write(target.parent, {target.name: findings.mended(text, edits)})
    except OSError as error:
        what = Message("the file cannot be written ({reason})", reason=error.strerror)
        return [*problems, files.unreadable(name, what, Message("allow it, or leave out --fix"))], 0
    return [finding.problem for finding in results if not finding.edit], len(edits)


def _exit_2(message: str) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(2)
