"""The command `glossary import`, and what `glossary export` does with a table."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from .. import atomic
from ..calendar_day import today
from ..problem import Message, Mistake, Problem, plural, rule
from ..reading.frontmatter import DEPRECATED, DRAFT, LEVELS
from ..reading.settings import TOPICS, TOPICS_MISSING, Style, parse_topics
from ..reading.yaml_source import line_of
from ..requirement import missing
from ..site.pages import PageContext
from ..tables.columns import COLUMNS, guess
from ..tables.files import TableRow, TermTable, read_table
from .export_table import exported
from .import_table import Intake, Place, placeholder
from .project import Project
from .told import Refused, agreed, on_terminal, print_told, told

ROW_LEFT_OUT = rule(
    "row-left-out",
    "A row of a table becomes a page if that could stand in the glossary as it is.",
    ("a row without a term, or with one that another row has", "a row with a term and its definition"),
    command="import",
)
# A table needs one of each; drafts need the first.
_NEEDED = (("title",), ("definition", "plain"))

T = TypeVar("T")


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--topic", default="", metavar="NAME", help="The topic of rows that name none; a new one is made."
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=COLUMN",
    help="What a heading means, where that is not guessed; without COLUMN, its cells are left out.",
)
@click.option(
    "--draft",
    "as_drafts",
    is_flag=True,
    help="Let rows that lack something in too, as drafts; 'glossary check' says what is left to write.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; say what would be written.")
@click.pass_obj
def import_command(  # noqa: PLR0913 – click passes each option by its name
    project: Project, file: Path, topic: str, columns: tuple[str, ...], as_drafts: bool, dry_run: bool
) -> None:
    """Makes a page of each row of a table of terms: a .csv, .xlsx or .tbx file.

    What its columns mean is guessed from their headings, in English and German, and shown. A row with a
    problem is told by its number and left out; the others come in. No page is overwritten.

    Example: glossary import terms.xlsx --dry-run
    """
    table = _readable(file, partial(read_table, file, project.config.site.language))
    meanings = _meanings(table, dict(_given(table, columns)), _NEEDED[:1] if as_drafts else _NEEDED)
    if not columns:
        meanings |= dict.fromkeys(_foreign(table, meanings, project.style()), "")
    _tell_columns(table, meanings)
    intake = _intake(project)
    intake.as_drafts = as_drafts
    rows = {row.number: _cells(table, meanings, row) for row in table.rows if not _is_too_wide(table, row)}
    intake.topic = topic or _topic_for(intake, rows.values())
    problems = list(_problems(file, table, intake.add(rows.items())))
    project.tell(problems, err=True)
    texts = intake.texts(project.text(TOPICS))
    if not dry_run:
        atomic.write(project.docs, texts)
    for path in sorted(texts):
        click.echo(project.shown(path))
    drafts = plural("{number} of them a draft", "{number} of them drafts", len(intake.drafts))
    for count in (
        plural("{number} page", "{number} pages", len(intake.pages)),
        *([drafts] if intake.drafts else ()),
        plural("{number} new topic", "{number} new topics", len(intake.new_topics)),
        plural("{number} row known already", "{number} rows known already", intake.known),
        plural("{number} row left out", "{number} rows left out", len(problems)),
    ):
        print_told(count, err=True)
    if problems and not as_drafts:
        print_told("a row that only lacks something can come in as a draft, with --draft", err=True)
    if dry_run:
        print_told("nothing was written", err=True)
    elif TOPICS in texts:
        _tell_new_topics(project, intake, texts[TOPICS])
    sys.exit(1 if problems and not intake.pages and not intake.known else 0)


def export_table(project: Project, files: Mapping[str, str]) -> None:
    """Writes the glossary to a file for each form: csv, xlsx or tbx."""
    project.stop_on([problem for problem in project.output.problems if problem.blocks])
    # What pages say beside their own fields is in no table.
    glossary = PageContext(
        project.graph(), project.topics(), {}, {}, [], [], {}, {}, project.config.site, today()
    )
    for form, name in files.items():
        path = Path(name)
        content = _readable(path, partial(exported, form, glossary))
        atomic.write(path.parent, {path.name: content})
        click.echo(name)


def _readable(file: Path, make: Callable[[], T]) -> T:
    """What is made from a file or for it. Ends the command with a sentence where that fails."""
    try:
        return make()
    except ModuleNotFoundError as error:
        raise Refused(missing(str(error.name), "tables")) from error
    except Mistake as mistake:
        raise Refused("{file}: {what}; {fix}", file=file, what=mistake.what, fix=mistake.fix) from mistake


def _given(table: TermTable, columns: Iterable[str]) -> Iterable[tuple[str, str]]:
    """What the options say of headings. Ends the command for one that is not there."""
    for option in columns:
        heading, _, name = option.rpartition("=")
        for wrong, known in ((heading, table.headings), (name, ["", *COLUMNS])):
            if wrong not in known:
                names = tuple(filter(None, known))
                raise Refused("--column: {name!r} is none of {names}", name=wrong, names=names)
        yield heading, name


def _meanings(table: TermTable, given: Mapping[str, str], wanted: Sequence[Sequence[str]]) -> dict[str, str]:
    """The column that each heading means, "" for one that is left out. Asks where that is unsure and
    somebody is there to answer. Ends the command where one of those `wanted` is missing.
    """
    guessed = guess([heading for heading in table.headings if heading not in given])
    meanings = {heading: name for heading, name in guessed.sure.items() if name not in given.values()}
    meanings |= given
    for heading, name in guessed.unsure.items():
        if name in meanings.values() or not on_terminal():
            continue
        if agreed("Does {heading!r} mean the column {column!r}?", heading=heading, column=name):
            meanings[heading] = name
    for needed, *others in wanted:
        if not {needed, *others}.isdisjoint(meanings.values()):
            continue
        unused = [heading for heading in table.headings if heading and not meanings.get(heading)]
        if not on_terminal():
            raise Refused(
                'no heading means the column {column!r}; say which: --column "HEADING={column}" ({headings})',
                column=needed,
                headings=(*unused,),
            )
        question = told("Which heading means the column {column!r}?", column=needed)
        meanings[click.prompt(question, type=click.Choice(unused))] = needed
    return meanings


def _tell_columns(table: TermTable, meanings: Mapping[str, str]) -> None:
    """Says what each heading means, and how one that is not used gets a meaning."""
    unused = told("not used")
    for heading in filter(None, table.headings):
        click.echo(f"{heading} → {meanings.get(heading) or unused}")
    if any(heading and heading not in meanings for heading in table.headings):
        left = (
            name for name, column in COLUMNS.items() if column.published and name not in meanings.values()
        )
        what = Message(
            'what is not used comes in with --column "HEADING=COLUMN"; a COLUMN is {columns}',
            columns=(*left,),
        )
        print_told(what, err=True)


def _tell_new_topics(project: Project, intake: Intake, topics: str) -> None:
    """Says where the sentences about new topics stand, in the text of the file of `topics`."""
    for index, topic in enumerate(parse_topics(topics)[0]):
        if topic in intake.new_topics and topic.description == placeholder(
            topic.title, intake.place.language
        ):
            place = f"{project.shown(TOPICS)}:{line_of(topics, (index, 'description'))}"
            what = Message(
                "{place}: here a sentence of yours can say what belongs to “{topic}”",
                place=place,
                topic=topic.title,
            )
            print_told(what, err=True)


def _foreign(table: TermTable, meanings: Mapping[str, str], style: Style) -> Iterable[str]:
    """The headings of columns that name status or level by other words than ours in each of their cells."""
    ours = {"status": {DRAFT, DEPRECATED}, "level": {*(style.levels or LEVELS)}}
    for index, heading in enumerate(table.headings):
        if known := ours.get(meanings.get(heading, "")):
            given = {cell for row in table.rows for cell in row.cells[index : index + 1]}
            if given.isdisjoint(known):
                yield heading


def _cells(table: TermTable, meanings: Mapping[str, str], row: TableRow) -> dict[str, str]:
    cells: dict[str, str] = {}
    for heading, cell in zip(table.headings, row.cells, strict=False):
        if name := meanings.get(heading):
            cells.setdefault(name, cell)
    return cells


def _intake(project: Project) -> Intake:
    """The glossary as it is, ready to take rows. It need not have a page or a topic yet."""
    topics, problems = parse_topics(project.text(TOPICS))
    project.stop_on([problem for problem in problems if problem.rule != TOPICS_MISSING])
    place = Place(project.style(), project.config.site.language, project.ledger(), today())
    intake = Intake(place, {topic.slug: topic for topic in topics})
    intake.know_pages(project.paths)
    for concept in project.pages.values():
        intake.know(concept)
    return intake


def _topic_for(intake: Intake, rows: Iterable[Mapping[str, str]]) -> str:
    """The topic of rows that name none: the only one there is, if no row names any, or the one that somebody
    answers.
    """
    named = [cells.get("topic", "").strip() for cells in rows]
    if all(named):
        return ""
    if len(intake.topics) == 1 and not any(named):
        (topic,) = intake.topics.values()
        print_told("no row names a topic; they come into {topic!r}", topic=topic.title, err=True)
        return topic.slug
    if not on_terminal():
        return ""
    return str(click.prompt(told("Which topic have the rows that name none?")))


def _problems(file: Path, table: TermTable, mistakes: Mapping[int, Mistake]) -> Iterable[Problem]:
    """What is wrong with the rows that are left out."""
    fix = Message("put each cell that holds the sign between cells in quotation marks")
    wide = Mistake(Message("the row has more cells than there are headings"), fix)
    for row in table.rows:
        if mistake := wide if _is_too_wide(table, row) else mistakes.get(row.number):
            what = Message("row {row}: {what}", row=row.number, what=mistake.what)
            yield Problem(str(file.resolve()), row.number, what, mistake.fix, ROW_LEFT_OUT)


def _is_too_wide(table: TermTable, row: TableRow) -> bool:
    return any(map(str.strip, row.cells[len(table.headings) :]))
