"""`glossary counterparts`: copies what the glossaries in other languages publish."""

import click

from .. import atomic
from ..languages import Language, language_of
from ..links.terms import PublishedTerm, Unusable, fetch, parse
from ..problem import File, Message, plural
from ..reading.counterparts import COUNTERPARTS, Counterpart, format_counterparts
from ..reading.settings import STYLE
from ..reading.yaml_source import line_of
from .project import Project
from .told import Refused, print_told


@click.command()
@click.pass_obj
def counterparts(project: Project) -> None:
    """Copies what the glossaries in other languages publish that docs/style.yml names under 'counterparts',
    so that pages of one concept lead to each other.

    Reads the terms.json of each, at its address or in a file, seen from the folder of mkdocs.yml, and writes
    docs/counterparts.yml. Builds read that copy alone. If one cannot be read, nothing is written.

    Example: glossary counterparts && glossary due
    """
    named = project.style().counterparts or {}
    if not named:
        raise Refused(
            "{file} names no counterparts; enter them, as in: {line}",
            file=project.shown(STYLE),
            line="counterparts: {de: https://words.example/de/api/v1/terms.json}",
        )
    kept = {}
    for language, source in named.items():
        try:
            kept[language] = _pages(project, language, source)
        except Unusable as error:
            raise Refused(
                "{file}:{line}: {source!r} {what}; {fix}. Nothing was written",
                file=project.shown(STYLE),
                line=line_of(project.text(STYLE), ("counterparts", language)),
                source=source,
                what=error.what,
                fix=error.fix,
            ) from error
    atomic.write(project.docs, {COUNTERPARTS: format_counterparts(kept)})
    click.echo(project.shown(COUNTERPARTS))
    found = Project(project.config, project.memory).output.ties.values()
    for language, pages in kept.items():
        tied = sum(tie.language == language for ties in found for tie in ties)
        counted = plural("{number} page", "{number} pages", len(pages))
        of_ours = plural("{number} counterpart of ours", "{number} counterparts of ours", tied)
        print_told("{language}: {pages}, {tied}", language=language, pages=counted, tied=of_ours, err=True)


def _pages(project: Project, language: str, source: str) -> dict[str, Counterpart]:
    """What is kept of the glossary at an address or in a file. Raises `Unusable`."""
    own = project.config.site.language
    found = parse(fetch(source if "://" in source else str(project.config.path.parent / source)))
    written = found.names.language
    if written.main != language_of(language).main:
        raise Unusable(
            Message("is in {found!r}, and not in {language!r}", found=written.code, language=language),
            Message("write {found!r} before it in {file}", found=written.code, file=File(STYLE)),
        )
    return {
        slug: Counterpart(title=term.title, url=term.url, updated=term.updated, stands_for=_ours(term, own))
        for slug, term in found.terms.items()
    }


def _ours(term: PublishedTerm, own: Language) -> str | None:
    """The slug of our page for which a term says that it stands: its own, another one, or none."""
    for language, page in term.counterparts.items():
        # What it only took from us, we would take for its own word after we have changed ours.
        if language_of(language).main == own.main and (page is None or page.declared):
            return page.slug if page else None
    return term.slug
