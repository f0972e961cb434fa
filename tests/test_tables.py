"""Tables of terms: what `glossary import` makes of them, and what `glossary export` gives back."""

import io
import re
import sys
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.commands.cli import main
from glossary.commands.export_table import exported
from glossary.graph.graph import build_graph
from glossary.languages import ENGLISH, language_of
from glossary.problem import Mistake
from glossary.reading.block_yaml import block_yaml
from glossary.reading.concept import Concept, parse
from glossary.reading.frontmatter import LEVELS, FrontMatter, Kind, front_matter
from glossary.reading.settings import Topic
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output
from glossary.site.pages import PageContext
from glossary.tables import files
from glossary.tables.cells import values_of
from glossary.tables.columns import ALL_TOPICS, COLUMNS, SLUG, TEXT
from glossary.tables.files import read_table

from .glossaries import TODAY, cases, page

CONFIG = """\
site_name: Words
site_url: https://example.org/
plugins: [glossary]
markdown_extensions: [attr_list, md_in_html]
"""
# A page may be a few lines.
SHORT = """\
hints: [0, 14]
sources: [0, 20]
required_sections: []
lead_paragraphs: [0, 3]
levels: {start: Start}
"""
FORMS = ("csv", "xlsx", "tbx")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A glossary of short pages without any, the current folder of the test."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    (tmp_path / "docs/style.yml").write_text(SHORT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(main, words, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.commands.tables.on_terminal", lambda: True)


def written(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "style.yml"
    }


# What comes in


@pytest.mark.parametrize("case", cases("tables").values(), ids=cases("tables"))
def test_a_table_becomes_pages_and_its_other_rows_are_told_by_number(
    case: dict[str, Any], project: Path
) -> None:
    for path, text in case.get("files", {}).items():
        (project / "docs" / path).parent.mkdir(exist_ok=True)
        (project / "docs" / path).write_text(text, "utf-8")
    (project / "terms.csv").write_bytes(case["table"].encode(case.get("encoding", "utf-8")))
    before = written(project / "docs")
    result = run("import", "terms.csv", *case.get("options", []))
    told = [line for line in result.stderr.splitlines() if line.startswith(("terms.csv:", "Error: "))]
    assert told == case.get("told", [])
    after = written(project / "docs")
    assert before.items() <= after.items() or set(before) <= set(after)
    pages = {path: text for path, text in after.items() if path not in before and path.endswith(".md")}
    for slug, fields in case.get("pages", {}).items():
        given = yaml.safe_load(pages.pop(f"concepts/{slug}.md").split("---\n")[1])
        assert {name: given.get(name) for name in fields} == fields
    assert not pages
    if "topics" in case:
        assert yaml.safe_load(after["topics.yml"]) == case["topics"]
    if case.get("pages"):
        assert run("check").exit_code == 0


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(project: Path) -> None:
    (project / "terms.csv").write_text(
        "Term,Definition,Topic,Level\nFlow,A pipe with hot water in it,Net,start\n,x,Net,\n"
    )
    result = run("import", "terms.csv", "--dry-run")
    assert result.exit_code == 0
    assert "docs/concepts/flow.md" in result.stdout
    assert "nothing was written" in result.stderr and "terms.csv:3:" in result.stderr
    assert written(project / "docs") == {}


def test_a_page_that_is_there_is_never_written_again(project: Path) -> None:
    (project / "terms.csv").write_text(
        "Term,Definition,Topic,Level\nFlow,A pipe with hot water in it,Net,start\n"
    )
    assert run("import", "terms.csv").exit_code == 0
    (project / "docs/concepts/flow.md").write_text("---\nbroken", "utf-8")
    result = run("import", "terms.csv")
    assert result.exit_code == 1
    assert "stands on docs/concepts/flow.md already" in result.stderr.replace("\\", "/")
    assert (project / "docs/concepts/flow.md").read_text("utf-8") == "---\nbroken"


def test_rows_that_stand_there_already_are_counted_and_the_others_come_in(project: Path) -> None:
    rows = "Term,Definition,Topic,Level\nFlow,A pipe with hot water in it,Net,start\n"
    (project / "terms.csv").write_text(rows)
    assert run("import", "terms.csv").exit_code == 0
    (project / "terms.csv").write_text(rows + "Return,A pipe with cold water in it,Net,start\n")
    result = run("import", "terms.csv")
    assert result.exit_code == 0
    assert "1 page\n" in result.stderr and "1 row known already" in result.stderr
    assert "flow.md" not in result.stdout
    assert run("import", "terms.csv").exit_code == 0


def test_meanings_that_are_told_apart_come_in_with_the_name_that_they_share(project: Path) -> None:
    row = "Station,Where people get off the train in a town,Rail,start\n"
    (project / "terms.csv").write_text(
        f"Term,Definition,Topic,Level\n{row}Station,Where heat enters a building,Net,start\n"
    )
    result = run("import", "terms.csv")
    assert result.exit_code == 1 and "'Station' means something else in row 3" in result.stderr
    assert written(project / "docs") == {}
    table = (project / "terms.csv").read_text().replace("Station,Where p", "Station (rail),Where p")
    (project / "terms.csv").write_text(table.replace("Station,", "Station (heat),"))
    assert run("import", "terms.csv").exit_code == 0
    assert run("check").exit_code == 0
    head = (project / "docs/concepts/station-heat.md").read_text("utf-8").split("---\n")[1]
    fields = yaml.safe_load(head)
    assert (fields["title"], fields["aliases"], fields["shared_names"]) == (
        "Station (heat)",
        ["Station"],
        ["Station"],
    )
    more = "Term,Definition,Topic,Level\nStation (radio),Who sends music on one frequency,Rail,start\n"
    (project / "more.csv").write_text(more)
    assert run("import", "more.csv").exit_code == 0
    assert "shared_names:\n- Station\n" in (project / "docs/concepts/station-radio.md").read_text("utf-8")


def test_a_row_that_stands_there_is_known_also_if_it_names_no_topic_or_no_definition(project: Path) -> None:
    rows = "Term,Definition,Topic,Level\nFlow,A pipe with hot water in it,Net,start\n"
    rows += "Bond,Money lent to a firm for years,Law,start\n"
    (project / "terms.csv").write_text(rows)
    assert run("import", "terms.csv").exit_code == 0
    (project / "terms.csv").write_text(
        rows.replace("in it,Net,", "in it,,").replace("Money lent to a firm for years", "")
    )
    result = run("import", "terms.csv")
    assert result.exit_code == 0 and "2 rows known already\n0 rows left out\n" in result.stderr


def test_an_empty_cell_among_topics_is_a_gap_and_a_table_without_any_comes_into_the_only_topic(
    project: Path,
) -> None:
    (project / "docs/topics.yml").write_text("- {slug: words, title: Words, description: All words.}\n")
    rows = "Term,Definition,Topic,Level\nFlow,A pipe with hot water in it,,start\n"
    (project / "terms.csv").write_text(rows)
    result = run("import", "terms.csv", "--dry-run")
    assert "no row names a topic; they come into 'Words'\n" in result.stderr and "1 page\n" in result.stderr
    (project / "terms.csv").write_text(f"{rows}Bond,Money lent to a firm for years,Law,start\n")
    result = run("import", "terms.csv", "--dry-run")
    assert "terms.csv:2: row 2: the row has no topic" in result.stderr and "come into" not in result.stderr


def test_what_a_new_topic_lacks_and_what_of_the_table_is_not_used_is_said_with_the_way(project: Path) -> None:
    (project / "docs/topics.yml").write_text(
        "# Ours\n- {slug: words, title: Words, description: All words.}\n"
    )
    (project / "terms.csv").write_text(
        "No.,Term,Definition,Topic,Level\n1,Flow,A pipe with hot water in it,Net,start\n"
    )
    told = run("import", "terms.csv").stderr
    (place,) = (line.split(": ")[0] for line in told.splitlines() if "what belongs to “Net”" in line)
    path, number = place.rsplit(":", 1)
    assert "What belongs to “Net”." in (project / path).read_text("utf-8").splitlines()[int(number) - 1]
    assert '--column "HEADING=COLUMN"' in told and "abbreviation, aliases" in told
    # Whoever has said so knows, and nothing is new.
    told = run("import", "terms.csv", "--column", "No.=").stderr
    assert "--column" not in told and "“Net”" not in told


def test_a_column_that_is_not_there_is_refused_in_the_language_of_the_glossary(project: Path) -> None:
    (project / "mkdocs.yml").write_text(CONFIG + "theme: {language: de}\n")
    (project / "terms.csv").write_text("Begriff,Definition\nVorlauf,Das Rohr mit heißem Wasser\n", "utf-8")
    result = run("import", "terms.csv", "--column", "Begriff=thema")
    assert result.exit_code == 1
    assert result.stderr.startswith("Fehler: --column: 'thema' ist nicht darunter: slug, title, ")


def test_a_termbase_without_definitions_makes_drafts(project: Path) -> None:
    (project / "mkdocs.yml").write_text(CONFIG + "theme: {language: de}\n")
    (project / "terms.tbx").write_text(
        re.sub(r'<descrip type="definition">.*?</descrip>', "", MARTIF), "utf-8"
    )
    result = run("import", "terms.tbx", "--draft")
    assert result.exit_code == 0 and "1 Seite\n1 davon Entwurf\n" in result.stderr
    assert (project / "docs/concepts/vorlauf.md").is_file()


def test_what_a_full_glossary_asks_for_can_be_written_later(sample_project: Path, project: Path) -> None:
    for name in ("style.yml", "topics.yml"):
        (project / "docs" / name).write_bytes((sample_project / "docs" / name).read_bytes())
    (project / "terms.csv").write_text("Term,Definition,Topic\nFlow,A pipe with hot water in it,words\n")
    refused = run("import", "terms.csv")
    assert refused.exit_code == 1 and not (project / "docs/concepts").exists()
    assert (
        "1 row left out\na row that only lacks something can come in as a draft, with --draft\n"
        in refused.stderr
    )
    result = run("import", "terms.csv", "--draft")
    assert result.exit_code == 0 and "1 page\n1 of them a draft\n" in result.stderr
    assert "--draft" not in result.stderr
    assert "/concepts/flow/" not in (project / "docs/urls.txt").read_text("utf-8")
    checked = run("check", "docs/concepts/flow.md")
    assert checked.exit_code == 0 and "'hints' is missing" in checked.stdout
    again = run("import", "terms.csv")
    assert again.exit_code == 0 and "1 row known already" in again.stderr


def test_a_status_in_other_words_than_ours_is_left_out_and_a_misspelt_one_is_told(project: Path) -> None:
    rows = ["Flow,A pipe with hot water in it", "Return,A pipe with cold water in it"]

    def imported(*statuses: str) -> Result:
        lines = [f"{row},{status},Net,start" for row, status in zip(rows, statuses, strict=True)]
        (project / "terms.csv").write_text("\n".join(["Term,Definition,Status,Topic,Level", *lines]))
        return run("import", "terms.csv", "--dry-run")

    foreign, ours = imported("approved", "in work"), imported("draft", "daft")
    assert "Status → not used" in foreign.stdout and "2 pages" in foreign.stderr
    assert "Status → status" in ours.stdout and "row 3: 'status' is 'daft'" in ours.stderr


def test_of_a_long_explanation_the_first_sentence_is_the_definition(project: Path) -> None:
    first = "A flow pipe, e.g. one of steel, brings hot water into the house."
    rest = "It is *hot*; " + "so nobody touches it, ever, and " * 6 + "that is that."
    (project / "terms.csv").write_text(f'Term,Definition,Topic,Level\nFlow,"{first} {rest}",Net,start\n')
    assert run("import", "terms.csv").exit_code == 0
    _, head, body = (project / "docs/concepts/flow.md").read_text("utf-8").split("---\n")
    assert yaml.safe_load(head)["definition"] == first
    assert body.startswith("It is &#42;hot&#42;; so nobody")
    assert run("check").exit_code == 0


def test_somebody_at_a_terminal_is_asked_only_what_is_unsure(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_terminal(monkeypatch)
    (project / "terms.csv").write_text("Term,Defnition,Level\nFlow,A pipe with hot water in it,start\n")
    result = run("import", "terms.csv", typed="y\nNet\n")
    assert result.stdout.count("?") == 2
    assert "'Defnition'" in result.stdout and "Term → title" in result.stdout
    fields = yaml.safe_load((project / "docs/concepts/flow.md").read_text("utf-8").split("---\n")[1])
    assert fields["definition"] == "A pipe with hot water in it" and fields["topic"] == "net"
    # All is clear: nobody is asked.
    (project / "more.csv").write_text("Term,Definition,Level\nReturn,A pipe with cold water in it,start\n")
    assert "?" not in run("import", "more.csv").stdout


def test_somebody_at_a_terminal_says_which_column_holds_the_term(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_terminal(monkeypatch)
    (project / "terms.csv").write_text(
        "Was,Definition,Topic,Level\nFlow,A pipe with hot water in it,Net,start\n"
    )
    assert run("import", "terms.csv", typed="Was\n").exit_code == 0
    assert (project / "docs/concepts/flow.md").is_file()


def test_workbooks_have_dates_numbers_and_results_of_formulas(project: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Begriff", "Definition", "Thema", "Stufe", "Geprüft am", "Synonyme"])
    sheet.append(["Vorlauf", "Das Rohr mit heißem\nWasser darin", "Netz", "start", date(2026, 1, 2), 12])
    sheet.append([])
    sheet.append(["Rücklauf", '=CONCATENATE("a","b")', "Netz", "start"])
    book.save(project / "terms.xlsx")
    result = run("import", "terms.xlsx")
    # Nobody has worked out the formula, so there is nothing in its cell.
    assert "terms.xlsx:4: row 4: the row has no definition" in result.stderr
    fields = yaml.safe_load((project / "docs/concepts/vorlauf.md").read_text("utf-8").split("---\n")[1])
    assert fields["reviewed"] == date(2026, 1, 2) and fields["aliases"] == ["12"]
    assert fields["definition"] == "Das Rohr mit heißem Wasser darin"


# Termbases of others: TBX of 2008, and TBX of 2019 with other categories
MARTIF = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX"><text><body>
<termEntry id="c1"><descripGrp><descrip type="subjectField">Netz</descrip></descripGrp>
<langSet xml:lang="en"><tig><term>flow</term></tig></langSet>
<langSet xml:lang="de-AT">
<descripGrp><descrip type="definition">Das Rohr mit heißem Wasser</descrip></descripGrp>
<ntig><termGrp><term>VL</term><termNote type="termType">acronym</termNote></termGrp></ntig>
<ntig><termGrp><term>Vorlaufleitung</term></termGrp></ntig>
<ntig><termGrp><term>Vorlauf</term>
<termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
<ntig><termGrp><term>Hinlauf</term>
<termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
</langSet></termEntry>
<termEntry id="c2"><langSet xml:lang="en"><tig><term>return</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_a_termbase_brings_its_terms_in_the_language_of_the_glossary(tmp_path: Path) -> None:
    (tmp_path / "terms.tbx").write_text(MARTIF, "utf-8")
    table = read_table(tmp_path / "terms.tbx", language_of("de"))
    first, second = (dict(zip(table.headings, row.cells, strict=True)) for row in table.rows)
    assert first == {
        "title": "Vorlauf",
        "abbreviation": "VL",
        "aliases": "Vorlaufleitung",
        "misnomers": "Hinlauf",
        "topic": "Netz",
        "definition": "Das Rohr mit heißem Wasser",
    }
    assert not any(second.values())
    assert [row.number for row in table.rows] == [1, 2]
    with pytest.raises(Mistake, match="has no term in 'fr', but in de-at, en"):
        read_table(tmp_path / "terms.tbx", language_of("fr"))


# From strangers


def zipped(entries: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return file.getvalue()


def workbook(sheet: bytes) -> bytes:
    """A workbook whose sheet is this XML."""
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    with zipfile.ZipFile(file) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    return zipped(entries | {"xl/worksheets/sheet1.xml": sheet})


def columns(number: int) -> bytes:
    """A workbook with as many headings."""
    book = openpyxl.Workbook()
    book.active.append([f"Column {column}" for column in range(number)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


LAUGHS = b"<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]>"
SHEET = b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><sheetData>%s</sheetData></worksheet>"
LETTERS = b"<row r='1'><c t='inlineStr'><is><t>Term</t></is></c></row>"
HOSTILE = {
    "entities.tbx": (LAUGHS + b"<tbx>&b;</tbx>", "declares XML entities, which could be a trap"),
    "outside.tbx": (
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><tbx>&a;</tbx>",
        "declares XML entities, which could be a trap",
    ),
    "deep.tbx": (b"<tbx>" * 200_000, "is no XML that can be read"),
    "broken.tbx": (b"<tbx>", "is no XML that can be read"),
    "empty.tbx": (b"<tbx/>", "holds no entry"),
    "odd.tbx": (b"<?xml version='1.0' encoding='klingon'?><tbx/>", "is in an encoding that nobody knows"),
    "bomb.xlsx": (zipped({"xl/workbook.xml": bytes(200_000_000)}), "unpacks to more than 100 MB"),
    "text.xlsx": (b"Term,Definition", "is no .xlsx file"),
    "other.xlsx": (zipped({"a.txt": b"a"}), "is no workbook that can be read"),
    "entities.xlsx": (workbook(LAUGHS + SHEET % LETTERS), "is no workbook that can be read"),
    "wide.xlsx": (
        workbook(SHEET % b"<row r='1'><c r='XFD1' t='inlineStr'><is><t>Term</t></is></c></row>"),
        "is empty",
    ),
    "columns.xlsx": (columns(201), "has more than 200 columns; take out those that no page needs"),
    "rows.csv": (b"Term\n" + b"x\n" * 1_000_000, "has more than 10000 rows"),
    "quote.csv": (b'Term,Definition\nFlow,"A pipe\n', "cannot be read at line 2"),
    "cell.csv": (b"Term,Definition\n" + b"x" * 200_000, "cannot be read at line 2"),
    "picture.csv": (b"\x89PNG\r\n\x1a\n\x81\x8d", "is no text"),
    "empty.csv": (b"\n;;\n", "is empty"),
    "old.xls": (b"", "is no table by its name"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_table_that_cannot_be_read_ends_in_a_sentence(name: str, project: Path) -> None:
    content, sentence = HOSTILE[name]
    (project / name).write_bytes(content)
    result = run("import", name)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {name}: {sentence}") and "; " in result.stderr
    assert written(project / "docs") == {}


def test_a_table_too_large_to_be_read_is_not_read(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 1_000_000)
    (project / "terms.csv").write_bytes(b"Term\n" * 1_000_000)
    assert "terms.csv: is larger than 1 MB; split it" in run("import", "terms.csv").stderr


def test_a_sheet_of_a_million_empty_rows_is_read_all_the_same(tmp_path: Path) -> None:
    rows = LETTERS + b"<row r='1048576'><c t='inlineStr'><is><t>Flow</t></is></c></row>"
    (tmp_path / "terms.xlsx").write_bytes(workbook(SHEET % rows))
    table = read_table(tmp_path / "terms.xlsx", ENGLISH)
    assert [row.number for row in table.rows] == [1_048_576]


def test_what_is_not_installed_is_said_with_the_command_that_installs_it(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    (project / "terms.xlsx").write_bytes(zipped({"a": b""}))
    result = run("import", "terms.xlsx")
    assert result.exit_code == 1
    assert "openpyxl is not installed; run: pip install" in result.stderr and "[tables]" in result.stderr


# There and back

LINE = st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), min_size=1)
TITLE = LINE.map(str.strip).filter(bool)
# What programs read as something else than text, each on a line.
AWKWARD = st.sampled_from(
    """\
=1+1
'tis
''x
+x
-
@a
a;b
[]
a, b
a|b
a  b
{}
null
1
yes
2026-01-02
#N/A
_x0041_
x: y
“x”
🜁
A (BC)
glossary.hints: x
\\n""".splitlines()
)
NAMES = st.lists(AWKWARD | TITLE.filter(lambda text: len(text) < 100), max_size=4)
PLAIN = st.sampled_from(["A sentence that says it in one go.", "-1 is less than nothing, as we know."])


@st.composite
def concepts(draw: st.DrawFn) -> Concept:
    """A concept whose fields hold anything that a page may hold."""

    def maybe(values: st.SearchStrategy[Any]) -> Any:
        return draw(st.none() | values)

    texts = AWKWARD | TITLE
    fields = {
        "title": draw(AWKWARD | TITLE.filter(lambda text: len(text) < 120)),
        "abbr": maybe(AWKWARD),
        "question": maybe(AWKWARD),
        "aliases": maybe(NAMES),
        "covers": maybe(NAMES),
        "instances": maybe(NAMES),
        "misnomers": maybe(NAMES),
        "autolink": maybe(NAMES),
        "shared_names": maybe(NAMES),
        "context": maybe(st.just(["net", "handbook/sales/"])),
        "counterparts": maybe(st.dictionaries(st.sampled_from(["de", "fr-CH"]), st.none() | st.just("wort"))),
        "hints": maybe(NAMES),
        "topic": draw(st.sampled_from(["net", "other-words"])),
        "level": draw(st.sampled_from(LEVELS)),
        "plain": maybe(PLAIN),
        "definition": draw(
            st.sampled_from(["=SUM(1, 2) is what it is called.", "A pipe; with “hot” water."])
        ),
        "status": maybe(st.sampled_from(["draft", "deprecated"])),
        "use_instead": maybe(AWKWARD),
        "owner": maybe(
            st.sampled_from(["Word desk", "Word desk <words@example.org>", "https://example.org/a"])
        ),
        "example": maybe(st.just("made-up")),
        "published": date(2026, 1, 2),
        "reviewed": draw(st.dates(date(2026, 1, 2), date(2026, 6, 9))),
        "review_by": maybe(st.dates()),
        "related": maybe(st.lists(st.fixed_dictionaries({"to": st.just("b"), "kind": KINDS, "why": texts}))),
        "sources": maybe(st.lists(SOURCES(texts), max_size=2)),
    }
    fields = {name: value for name, value in fields.items() if value is not None}
    body = draw(
        st.sampled_from(["", "Text.", "- a\n\n---\n\n| a | b |\n\n    code", "=x, “y”\n\n```\n'\n```"])
    )
    source = f"---\n{block_yaml(fields)}---\n" + (f"{body}\n" if body else "")
    concept, _ = parse(source, "concepts/a-slug.md", ENGLISH, front_matter(LEVELS, (0, 99), (0, 99)))
    return concept if concept else draw(st.nothing())


KINDS = st.sampled_from([kind.value for kind in Kind if kind is not Kind.CONTRASTS])


def SOURCES(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, str]]:
    return st.fixed_dictionaries(
        {
            "title": texts,
            "url": st.just("https://example.org/a"),
            "publisher": st.just("A"),
            "kind": st.just("primary"),
        }
    )


TOPICS = {
    slug: Topic(slug=slug, title=title, description="Words.")
    for slug, title in (("net", "Net"), ("other-words", "All else"))
}
BASICS = {"basics": Topic(slug="basics", title="Basics", description="All.")}


def glossary_of(concept: Concept, topics: Mapping[str, Topic]) -> PageContext:
    """A glossary of one concept, as an export sees it."""
    site = SiteInfo("https://example.org/", "Words")
    return PageContext(build_graph([concept], ENGLISH), topics, {}, {}, [], [], {}, {}, site, TODAY)


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_a_page_says_is_lost(form: str, tmp_path: Path) -> None:
    file = tmp_path / f"terms.{form}"

    @settings(max_examples=60)
    @given(concepts())
    def there_and_back(concept: Concept) -> None:
        content = exported(form, glossary_of(concept, TOPICS))
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        table = read_table(file, ENGLISH)
        values = values_of(dict(zip(table.headings, table.rows[0].cells, strict=False)))
        assert values.pop(SLUG) == concept.slug
        assert values.pop(TEXT, "") == concept.text.source[concept.text.start :].strip("\n")
        topics = [topic.model_dump(exclude_defaults=True) for topic in TOPICS.values()]
        assert values.pop(ALL_TOPICS) == topics
        assert values.pop("topic").casefold() in (
            concept.meta.topic,
            TOPICS[concept.meta.topic].title.casefold(),
        )
        given_fields = yaml.safe_load(concept.text.yaml)
        given_fields.pop("topic")
        assert values == given_fields

    there_and_back()


def test_each_field_of_a_page_has_a_column() -> None:
    assert {column.field for column in COLUMNS.values()} == {
        *FrontMatter.model_fields,
        SLUG,
        TEXT,
        ALL_TOPICS,
    }


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_glossary_comes_back_the_same(
    form: str, sample: Output, sample_project: Path, project: Path
) -> None:
    (project / "docs/style.yml").write_bytes((sample_project / "docs/style.yml").read_bytes())
    file = project / f"terms.{form}"
    assert run("--project", str(sample_project), "export", f"--{form}", str(file)).exit_code == 0
    result = run("import", file.name)
    assert result.exit_code == 0 and "0 rows left out" in result.stderr, result.stderr
    for slug, concept in sample.concepts.items():
        text = (project / f"docs/concepts/{slug}.md").read_text("utf-8")
        head, body = text.removeprefix("---\n").split("\n---\n", 1)
        assert yaml.safe_load(head) == yaml.safe_load(concept.text.yaml)
        assert body.strip("\n") == concept.text.source[concept.text.start :].strip("\n")
    given, taken = (folder / "docs/topics.yml" for folder in (sample_project, project))
    assert yaml.safe_load(taken.read_text("utf-8")) == yaml.safe_load(given.read_text("utf-8"))
    assert "can say what belongs to" not in result.stderr


@pytest.mark.parametrize("form", FORMS)
def test_what_a_draft_lacks_does_not_keep_it_from_coming_back(form: str, project: Path) -> None:
    (project / "docs/topics.yml").write_text("- {slug: words, title: Words, description: All words.}\n")
    (project / "docs/concepts").mkdir()
    heads = {
        "flow": "title: Flow\ntopic: words\nstatus: draft\n",
        "return": "title: Return\ndefinition: short\nstatus: draft\n",
    }
    for slug, head in heads.items():
        (project / f"docs/concepts/{slug}.md").write_text(f"---\n{head}---\n")
    assert run("export", f"--{form}", f"terms.{form}").exit_code == 0
    for slug in heads:
        (project / f"docs/concepts/{slug}.md").unlink()
    assert run("import", f"terms.{form}").exit_code == 0
    for slug, head in heads.items():
        back = (project / f"docs/concepts/{slug}.md").read_text("utf-8").split("---\n")[1]
        assert yaml.safe_load(head).items() <= yaml.safe_load(back).items()


@pytest.mark.parametrize(
    "given",
    ["5", "[1]", '{"slug": "net"}', '[{"slug": "../x", "title": "a", "description": "b"}]', "[", '"a"'],
)
def test_topics_that_cannot_be_read_are_told_by_row(given: str, project: Path) -> None:
    cell = given.replace('"', '""')
    (project / "terms.csv").write_text(
        f'Term,Definition,Topic,Level,list of topics\nFlow,A pipe with hot water in it,Net,start,"{cell}"\n'
    )
    result = run("import", "terms.csv")
    assert "terms.csv:2: row 2: 'list of topics' cannot be read: " in result.stderr
    assert written(project / "docs") == {}


def test_no_spreadsheet_runs_a_cell_of_a_workbook(tmp_path: Path) -> None:
    source = page("flow", {"definition": "=HYPERLINK(1) is how this one begins", "lead": "- a\n"})
    concept, _ = parse(source, "concepts/flow.md")
    assert concept
    content = exported("xlsx", glossary_of(concept, BASICS))
    assert isinstance(content, bytes)
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert "=HYPERLINK(1) is how this one begins" in [cell.value for cell in cells]


def test_a_page_too_long_for_a_cell_is_named(tmp_path: Path) -> None:
    concept, _ = parse(page("flow", {"lead": "word " * 7000}), "concepts/flow.md")
    assert concept
    what = "'text' of concepts/flow.md is too long for a cell of a workbook; shorten it"
    with pytest.raises(Mistake, match=what):
        exported("xlsx", glossary_of(concept, BASICS))
    assert exported("csv", glossary_of(concept, BASICS))
