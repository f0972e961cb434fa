"""The command `glossary`, as a writer meets it."""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from click.testing import CliRunner, Result

from glossary.commands.cli import main
from glossary.commands.topic_guess import guess_topic
from glossary.languages import language_of
from glossary.reading.settings import Topic
from glossary.reading.site_config import SiteInfo
from glossary.text.page_parts import PARTS

from .glossaries import HINTS, concept, ledger, page, relation, write

ROOT = Path(__file__).parent.parent
TOPICS = "".join(
    f"- slug: {slug}\n  title: {slug.capitalize()}\n  description: All about it.\n"
    for slug in ("foundations", "language-models", "retrieval")
)
# Written as people write it.
RELATION = "related:\n- to: token\n  kind: requires\n  why: It reads them.\n"
PAGES = {
    "llm": page("llm", {"topic": "language-models"}).replace("level:", f"{RELATION}level:", 1),
    "token": {"topic": "language-models"},
    "rag": {"topic": "retrieval", "related": [relation("llm")], "lead": "With retrieval it finds a token.\n"},
}


LISTS = {"topics.yml": TOPICS, "urls.txt": ledger([*PAGES, "zebra"])}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small glossary in the project of the real one, the current folder of the test."""
    write(tmp_path / "docs", PAGES, {"topics.yml": TOPICS, "index.md": "# Home\n"})
    # Where one proposes a term is a page that this glossary does not have.
    (tmp_path / "mkdocs.yml").write_text(
        (ROOT / "mkdocs.yml").read_text("utf-8").replace("propose: about/writing/", ""), "utf-8"
    )
    shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def real_project(project: Path) -> Path:
    """A copy of the real glossary, the current folder of the test."""
    shutil.rmtree(project / "docs")
    shutil.copytree(ROOT / "docs", project / "docs")
    for name in ("CONTRIBUTING.md", "README.md"):
        shutil.copy(ROOT / name, project / name)
    return project


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def edit(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_real_glossary_has_no_problem(real_project: Path) -> None:
    result = run("check")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert re.search(r"^\d\d+ concepts, 0 problems$", result.stderr.strip())


def test_check_prints_every_problem_with_its_line(project: Path) -> None:
    edit(project / "docs/concepts/llm.md", "topic: language-models", "topic: langauge-models")
    edit(project / "docs/concepts/token.md", "## In plain words", "## In simple words")
    result = run("check")
    assert result.exit_code == 1
    line = (project / "docs/concepts/llm.md").read_text().splitlines().index("topic: langauge-models") + 1
    assert (
        f"docs/concepts/llm.md:{line}: there is no topic 'langauge-models'; did you mean 'language-models'?"
        in result.stdout
    )
    assert "unknown section 'In simple words'; did you mean 'In plain words'?" in result.stdout


def test_check_with_paths_reports_those_alone(project: Path) -> None:
    edit(project / "docs/concepts/llm.md", "topic: language-models", "topic: nonsense")
    assert run("check", "docs/concepts/token.md").exit_code == 0
    assert run("check", "docs/concepts").exit_code == 1


def test_check_looks_for_dead_links_and_boxes_on_other_pages_too(project: Path) -> None:
    (project / "docs/handbook").mkdir()
    links = (
        "[a](nowhere.md) [b](../concepts/tokne.md#x) [c](page.md) [d](../concepts/index.md) "
        "[e](../topics/retrieval.md) [f](../topics/index.md)\n"
        "[g](https://example.org/x.md) [h](/x.md) [i]({{root}}/x.md) [j](nowhere/) "
        "`[k](nowhere.md)` [l](../index.md) ![m](m.md)\n\n"
    )
    boxes = """\
        !!! note
            Prices change.

        ??? tip

        Then choose:
        === "At home"
        """
    page = project / "docs/handbook/page.md"
    page.write_text(links + dedent(boxes))
    assert run("check").stdout.splitlines() == [
        (
            "docs/handbook/page.md:1: the link leads to 'nowhere.md', which does not exist; link to a "
            "page of the site"
        ),
        (
            "docs/handbook/page.md:1: the link leads to '../concepts/tokne.md', which does not exist; "
            "did you mean '../concepts/token.md'?"
        ),
        (
            "docs/handbook/page.md:4: the mark of a box: '!!! note'; say it in a paragraph, or add "
            "'admonition' to 'markdown_extensions' in mkdocs.yml"
        ),
        (
            "docs/handbook/page.md:7: the mark of a box: '??? tip'; say it in a paragraph, or add "
            "'pymdownx.details' to 'markdown_extensions' in mkdocs.yml"
        ),
        (
            "docs/handbook/page.md:10: the mark of a tab: '=== \"At home\"'; say it in a paragraph, or "
            "add 'pymdownx.tabbed' to 'markdown_extensions' in mkdocs.yml"
        ),
    ]
    edit(
        project / "mkdocs.yml",
        "markdown_extensions:\n",
        (
            "markdown_extensions:\n  - admonition\n  - pymdownx.details: {}\n  - pymdownx.tabbed: "
            "{alternate_style: true}\n"
        ),
    )
    assert run("check").stderr == "3 concepts, 2 problems\n"
    edit(project / "mkdocs.yml", "plugins:\n", "plugins:\n  - gen-files: {}\n")
    assert run("check").stdout == "", "another plugin may make these pages"


def test_what_is_wrong_with_the_settings_of_the_site_is_told_first(project: Path) -> None:
    edit(project / "mkdocs.yml", "brand/card.png", "brand/nowhere.png")
    edit(project / "docs/concepts/llm.md", "level: getting-started", "level: nowhere")
    assert [line.partition(":")[0] for line in run("check").stdout.splitlines()] == [
        "mkdocs.yml",
        "docs/concepts/llm.md",
    ]


def test_what_a_link_is_written_as_is_not_taken_for_a_file(project: Path) -> None:
    edit(
        project / "docs/concepts/llm.md",
        "\n## In plain words",
        "\nSee [it](paths/new.yml).\n\n## In plain words",
    )
    assert "the link leads to 'paths/new.yml', which does not exist" in run("check").stdout


def test_check_annotates_for_github(project: Path) -> None:
    edit(project / "docs/concepts/llm.md", "topic: language-models", "topic: 100%")
    result = run("check", "--format", "github")
    assert re.match(
        r"::error file=docs/concepts/llm\.md,line=\d+,title=unknown-topic::there is no topic '100%25'; ",
        result.stdout,
    )


def test_new_writes_a_page_that_is_valid_but_unfinished(project: Path) -> None:
    result = run("new", "Retrieval index (RIX)")
    assert result.exit_code == 0
    page = project / "docs/concepts/retrieval-index.md"
    text = page.read_text("utf-8")
    assert 'title: "Retrieval index"' in text
    assert 'abbr: "RIX"' in text
    assert "topic: retrieval" in text
    assert text.splitlines()[2] == "status: draft"
    # No build stops, and nothing is promised of an address that nobody has seen.
    assert run("check").exit_code == 0
    assert "retrieval-index" not in (project / "docs/urls.txt").read_text()
    problems = run("check", str(page)).stdout
    left = {
        line.partition(": draft: ")[2].partition(" still holds")[0]
        for line in problems.splitlines()
        if "still holds its prompt" in line
    }
    fields = {
        "'definition'",
        *(f"'hints[{number}]'" for number in range(8)),
        *(f"'sources[{number}].{name}'" for number in range(2) for name in ("title", "url", "publisher")),
    }
    assert left == {*fields, "the lead", *(f"'## {part.title}'" for part in PARTS)}
    assert "wrong-field" not in run("check", "--format", "github").stdout


def test_a_new_page_is_linked_from_the_texts_that_name_it_once_it_is_no_draft(project: Path) -> None:
    with (project / "docs/concepts/token.md").open("a", encoding="utf-8") as file:
        file.write("- **A test.** It names the zebra crossing here.\n")
    run("new", "Zebra crossing")
    from glossary.calendar_day import today
    from glossary.site.build import build

    assert "names the zebra crossing here" in build(project / "docs", today()).files["concepts/token.md"]
    edit(project / "docs/concepts/zebra-crossing.md", "status: draft\n", "")
    output = build(project / "docs", today())
    assert "names the [zebra crossing](zebra-crossing.md) here" in output.files["concepts/token.md"]
    assert "(token.md)" in output.files["concepts/zebra-crossing.md"]


def test_new_refuses_what_exists_and_what_cannot_be_an_address(project: Path) -> None:
    before = snapshot(project)
    assert "docs/concepts/token.md exists already" in run("new", "Token").stderr
    assert "has no letter or digit" in run("new", "¿?").stderr
    edit(
        project / "docs/urls.txt",
        "/concepts/token/\n",
        "/concepts/token/\n/concepts/chip/ -> /concepts/token/\n",
    )
    assert (
        "/concepts/chip/ is the former address of 'token'; choose another name" in run("new", "Chip").stderr
    )
    edit(project / "docs/urls.txt", "/concepts/chip/ -> /concepts/token/\n", "")
    assert run("new", "K\udcfcche").stderr.endswith(
        "'title' is 'K\\udcfcche', which is not UTF-8; type it in a terminal that speaks UTF-8\n"
    )
    assert "'title' is '“Zebra”', which stands in quotation marks" in run("new", "“Zebra”").stderr
    assert "'abbr' is too long (121 characters)" in run("new", f"Zebra ({'Z' * 121})").stderr
    assert snapshot(project) == before
    assert (
        "there is no topic 'nonsense'; use one of foundations,"
        in run("new", "Zebra", "--topic", "nonsense").stderr
    )
    (project / "docs/topics.yml").rename("topics.yml")
    said = (
        "docs/topics.yml:1: the list of topics is missing; list at least one topic with slug, title "
        "and description\n"
    )
    assert run("new", "Zebra").stderr.startswith(said) and said in run("check").stdout
    Path("topics.yml").rename(project / "docs/topics.yml")
    edit(project / "docs/concepts/llm.md", "title: Llm\n", "title: Llm\naliases: [Text model]\n")
    before = snapshot(project)
    assert (
        "'Text model' is a name on docs/concepts/llm.md already; write there"
        in run("new", "text model").stderr
    )
    edit(
        project / "docs/concepts/llm.md",
        "aliases: [Text model]\n",
        "aliases: [Text model, Café]\nmisnomers: [word engine]\n",
    )
    before = snapshot(project)
    for name, words in {
        "Tokens": "'Tokens' is a form of 'Token', a name on docs/concepts/token.md already",
        "text-models": "'Text-models' is a form of 'Text model', a name on docs/concepts/llm.md",
        "Textmodel (TM)": "'Textmodel' is a form of 'Text model', a name on docs/concepts/llm.md",
        "cafe": "'Cafe' is a form of 'Café', a name on docs/concepts/llm.md",
        "Word engines": "'Word engines' is a form of 'word engine', a wrong name on docs/concepts/llm.md",
    }.items():
        assert words in run("new", name).stderr
    assert snapshot(project) == before


def test_new_refuses_the_address_of_a_page_that_the_build_makes(project: Path) -> None:
    before = snapshot(project)
    assert (
        "docs/concepts/index.md is a page that the build makes; begin with a longer name, such as "
        "'Book index': 'Index' can be one of its aliases"
    ) in run("new", "index").stderr
    assert snapshot(project) == before
    edit(project / "docs/concepts/token.md", "title: Token", "title: Token\naliases: [Index]")
    assert run("check").exit_code == 0


@pytest.mark.parametrize(("name", "known"), [("Poolsh", "Poolish"), ("Poolishes", "Poolish")])
def test_new_writes_a_name_near_to_another_only_when_told_to(project: Path, name: str, known: str) -> None:
    assert run("new", "Poolish").exit_code == 0
    before = snapshot(project)
    result = run("new", name)
    assert (
        result.exit_code == 1
        and f"'{known}'" in result.stderr
        and "docs/concepts/poolish.md" in result.stderr
    )
    assert result.stderr.endswith("; to write the page all the same, add --anyway\n")
    assert snapshot(project) == before
    assert run("new", name, "--anyway").exit_code == 0
    assert (project / f"docs/concepts/{name.lower()}.md").is_file()
    assert run("check").exit_code == 0


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command whose questions somebody answers."""
    monkeypatch.setattr("glossary.commands.cli.on_terminal", lambda: True)
    return lambda *words, typed: CliRunner().invoke(main, words, input=typed)


@pytest.mark.parametrize(
    ("typed", "written"), [("\n", False), ("n\n", False), ("y\n", True), ("Yes\n", True)]
)
def test_on_a_terminal_new_asks_about_a_near_name(
    project: Path, at_terminal: Callable[..., Result], typed: str, written: bool
) -> None:
    result = at_terminal("new", "Tokken", "--topic", "retrieval", typed=typed)
    assert (
        "did you mean 'Token'? docs/concepts/token.md exists. Write the page all the same? [y/n]"
        in result.stdout
    )
    assert (project / "docs/concepts/tokken.md").is_file() == written
    assert result.exit_code == (0 if written else 1)


@pytest.mark.parametrize(("typed", "topic"), [("\n", "retrieval"), ("x\nfoundations\n", "foundations")])
def test_on_a_terminal_new_asks_for_the_topic(
    project: Path, at_terminal: Callable[..., Result], typed: str, topic: str
) -> None:
    result = at_terminal("new", "Retrieval index", typed=typed)
    assert "Topic (foundations, language-models, retrieval) [retrieval]: " in result.stdout
    assert f"\ntopic: {topic}\n" in (project / "docs/concepts/retrieval-index.md").read_text("utf-8")


def test_new_says_by_what_it_guessed_the_topic(project: Path) -> None:
    edit(project / "docs/concepts/rag.md", "title: Rag", "title: Searching machines")
    said = run("new", "Search").stdout
    assert "Its topic is retrieval, guessed by its nearest pages: Searching machines. " in said
    assert (
        "Its topic is foundations, the first one, because no page is like it. " in run("new", "Zebra").stdout
    )
    assert "topic" not in run("new", "Yak", "--topic", "retrieval").stdout


def test_the_topic_of_a_german_name_is_guessed_by_the_nouns_that_it_joins() -> None:
    topics = {slug: Topic(slug=slug, title=slug, description=slug) for slug in ("wasser", "suppen", "brote")}
    pages = {"gulaschsuppe": "suppen", "roggenbrot": "brote", "leitungswasser": "wasser"}
    known = {slug: concept(slug, topic=topic) for slug, topic in pages.items()}
    for name, topic in {"Suppe": "suppen", "Brote": "brote"}.items():
        assert guess_topic(name, known, topics, language_of("de")).topic == topic, name


def test_rename_keeps_references_and_the_old_address(project: Path) -> None:
    with (project / "docs/index.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [tokens](concepts/token.md#example), [again](concepts/token.md?a=1#b).\n")
    ledger = project / "docs/urls.txt"
    ledger.write_text(f"# Addresses of ours\n{ledger.read_text()}")
    result = run("rename", "token", "text-token")
    assert result.exit_code == 0
    docs = project / "docs"
    assert (
        "docs/concepts/token.md (removed)\n" in result.stdout
        and "docs/concepts/text-token.md\n" in result.stdout
    )
    assert "Its title stays 'Token'" in result.stdout
    assert (docs / "urls.txt").read_text().startswith("# Addresses of ours\n/concepts/")
    assert not (docs / "concepts/token.md").exists()
    assert "title: Token" in (docs / "concepts/text-token.md").read_text()
    turned = "[tokens](concepts/text-token.md#example), [again](concepts/text-token.md?a=1#b)"
    assert turned in (docs / "index.md").read_text()
    assert not any(re.search(r"to: token$", page.read_text(), re.M) for page in docs.glob("concepts/*.md"))
    assert "/concepts/token/ -> /concepts/text-token/\n" in (docs / "urls.txt").read_text()
    assert run("check").exit_code == 0


def test_the_concepts_to_begin_with_follow_a_rename_and_a_merge_and_hold_up_a_retirement(
    project: Path,
) -> None:
    topics = project / "docs/topics.yml"
    edit(topics, "- slug: language-models\n", "- slug: language-models\n  begin_with: [llm, 'token']\n")
    assert run("rename", "token", "text-token").exit_code == 0
    assert "begin_with: [llm, 'text-token']" in topics.read_text("utf-8")
    edit(project / "docs/concepts/llm.md", RELATION.replace("token", "text-token"), "")
    assert "docs/topics.yml:5: 'text-token' is named here" in run("retire", "text-token").stderr
    assert "docs/topics.yml:5: 'text-token' is named here" in run("merge", "text-token", "llm").stderr, (
        "both stand there"
    )
    edit(topics, "llm, ", "")
    assert run("merge", "text-token", "llm").exit_code == 0
    assert "begin_with: ['llm']" in topics.read_text("utf-8")


def test_rename_finds_the_relations_of_a_page_whose_first_line_ends_in_a_space(project: Path) -> None:
    page = next(
        page
        for page in sorted((project / "docs/concepts").glob("*.md"))
        if re.search(r"to: token$", page.read_text("utf-8"), re.M)
    )
    page.write_text(page.read_text("utf-8").replace("---\n", "--- \n", 1), "utf-8")
    assert run("rename", "token", "text-token").exit_code == 0
    assert re.search(r"to: text-token$", page.read_text("utf-8"), re.M)
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    "words", [("rename", "token", "text-token"), ("retire", "zebra"), ("merge", "zebra", "token")]
)
def test_a_page_as_new_wrote_it_holds_up_no_other_command(project: Path, words: tuple[str, ...]) -> None:
    run("new", "Yak")
    run("new", "Zebra")
    assert "\nrelated: []\n" in (project / "docs/concepts/zebra.md").read_text("utf-8")
    assert run(*words).exit_code == 0
    assert words[1] not in (path.stem for path in (project / "docs/concepts").iterdir())


def test_rename_there_and_back_changes_nothing_but_the_ledger(project: Path) -> None:
    before = snapshot(project)
    run("rename", "token", "text-token")
    run("rename", "text-token", "token")
    after = snapshot(project)
    assert after.pop("docs/urls.txt") != before.pop("docs/urls.txt")
    assert after == before
    assert run("check").exit_code == 0


def test_rename_and_new_write_unix_line_ends_where_a_page_had_those_of_windows(project: Path) -> None:
    for path in [*project.glob("docs/concepts/*.md"), project / "docs/urls.txt"]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("rename", "token", "text-token").exit_code == run("new", "Zebra crossing").exit_code == 0
    for name in ("concepts/text-token.md", "concepts/llm.md", "concepts/zebra-crossing.md", "urls.txt"):
        assert b"\r" not in (project / "docs" / name).read_bytes(), name
    assert "to: text-token" in (project / "docs/concepts/llm.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("tokne", "other", "there is no concept 'tokne'; did you mean 'Token'?"),
        ("token", "llm", "'llm' is a concept already"),
        ("token", "former", "'former' is the former address of 'llm'; choose another slug"),
        ("token", "Bad Slug", "'Bad Slug' is no slug; did you mean 'bad-slug'?"),
        ("token", "…", "'…' is no slug; use small letters, digits and single hyphens"),
        ("token", "Token", "'Token' is no slug; use small letters, digits and single hyphens. The title is"),
        ("token", "Llm", "'Llm' is no slug; use small letters, digits and single hyphens. The title is"),
        (
            "token",
            "Former",
            "'Former' is no slug; use small letters, digits and single hyphens. The title is",
        ),
        ("token", "Text piece (TP)", "'Text piece (TP)' is no slug; did you mean 'text-piece'?"),
    ],
)
def test_rename_refuses(project: Path, old: str, new: str, words: str) -> None:
    with (project / "docs/urls.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("/concepts/former/ -> /concepts/llm/\n")
    before = snapshot(project)
    result = run("rename", old, new)
    assert result.exit_code == 1
    assert words in result.stderr
    assert snapshot(project) == before


@pytest.mark.parametrize("words", [("merge", "text-piece", "llm"), ("rename", "text-piece", "other")])
def test_the_former_name_of_a_page_that_cannot_be_read_leads_to_why(
    project: Path, words: tuple[str, ...]
) -> None:
    with (project / "docs/urls.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("/concepts/text-piece/ -> /concepts/token/\n")
    edit(project / "docs/concepts/token.md", "title:", "title: [")
    before = snapshot(project)
    result = run(*words)
    assert result.exit_code == 1
    assert "docs/concepts/token.md cannot be read; to see why: glossary check docs/concepts" in result.stderr
    assert snapshot(project) == before


def test_rename_proposes_the_slug_that_new_would_give_in_the_language_of_the_glossary(project: Path) -> None:
    edit(project / "mkdocs.yml", "language: en", "language: de")
    assert "; meinten Sie 'pruefgroesse'? " in run("rename", "token", "Prüfgröße").stderr


# Words that English messages of commands hold, and German ones do not.
ENGLISH = re.compile(
    r"\b(?:the|is|are|it|its|has|have|no|not|write|one|page|pages|concept|concepts|problems?|error|of|and|or|"
    r"there|this|these|with|done|files?)\b(?![/.])",
    re.I,
)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["check"], "3 Begriffe, "),
        (["check", "--fix"], "docs/urls.txt: geschrieben"),
        (["due"], "0 Seiten oder Quellen fällig"),
        (["new", "Suppe"], "Die Platzhalter darin sagen, was zu schreiben ist"),
        (["new", "Tokken"], "Fehler: meinten Sie 'Token'? docs/concepts/token.md gibt es schon; um "),
        (["new", "Suppe"], "Ihr Thema ist foundations, das erste, weil keine Seite ihr ähnelt."),
        (["new", "Index"], "Fehler: docs/concepts/index.md ist eine Seite, die beim Erzeugen"),
        (["new", "Token"], "Fehler: docs/concepts/token.md gibt es schon"),
        (["new", "Suppe", "--topic", "x"], "es gibt kein Thema 'x'; möglich sind foundations, "),
        (["new", "Tokens"], "Fehler: 'Tokens' ist schon eine Form von 'Token', ein Name, auf docs/"),
        (["suggest", "rag"], "# Token: 1 gemeinsamer Nachbar"),
        (["rename", "token", "zeichen"], "docs/concepts/token.md (entfernt)"),
        (["rename", "token", "llm"], "wählen Sie einen anderen Kurznamen"),
        (["retire", "rag"], "docs/urls.txt"),
        (["retire", "llm"], "Fehler: 1 Fehler; nichts wurde geschrieben"),
        (["retire", "rag", "--into", "llm"], "Tragen Sie als 'aliases' oder 'covers' von llm ein"),
        (["merge", "rag", "llm"], "Machen Sie jetzt einen Text daraus: docs/concepts/llm.md"),
        (["merge", "rag", "salat"], "Fehler: es gibt keinen Begriff 'salat'; schreiben Sie "),
        (["stage", "docs"], "Fehler: "),
        (["upgrade"], "unbekannten Version begonnen oder zuletzt aktualisiert"),
        (["upgrade", "--yes"], ".glossary.yml: geschrieben"),
        (["export", "--check"], "nicht auf dem neuesten Stand"),
    ],
)
def test_commands_speak_the_language_of_the_project(project: Path, words: list[str], said: str) -> None:
    edit(project / "mkdocs.yml", "language: en", "language: de")
    result = run(*words)
    printed = result.stdout + result.stderr
    assert said in printed
    # What is typed or stands in quotation marks is the same in all languages, and click has words of its own.
    prose = re.sub(
        r"'[^'\n]*'|`[^`]*`|glossary [a-z]+|^(?:Usage|Try|Error: Invalid).*|\b[\w./-]+\.\w+|^[-+@ ].*",
        "",
        printed,
        flags=re.M,
    )
    assert [line for line in prose.splitlines() if ENGLISH.search(line)] == []


def test_init_speaks_the_language_that_it_is_asked_for(tmp_path: Path) -> None:
    folder = str(tmp_path / "neu")
    assert "Weiter mit: cd " in run("init", "--language", "de", folder).stdout
    again = run("init", "--language", "de", folder)
    assert again.stderr.startswith("Fehler: ") and "nennen Sie einen leeren" in again.stderr


BROKEN = {
    "a field": (b"level:", b"levle:"),
    "yaml": (b"level:", b"level: ["),
    "front matter": (b"\n---\n", b"\n"),
    "encoding": (b"Here", b"\xff"),
    "merge": (b"Here", b"<<<<<<< HEAD\nHere\n=======\nThere\n>>>>>>> other\n"),
}
COMMANDS = [
    ("rename", "token", "text-token"),
    ("retire", "token", "--into", "llm"),
    ("merge", "token", "llm"),
]


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_command_is_stopped_only_by_problems_of_the_files_that_it_changes(
    project: Path, words: tuple[str, ...], fault: str
) -> None:
    edit(project / "docs/concepts/llm.md", RELATION, "")
    (project / "docs/handbook.md").write_text("---\ntitle: [\n---\nA [piece](concepts/token.md).\n")
    other = project / "docs/concepts/zebra.md"
    write(project / "docs", {"zebra": {"topic": "retrieval", "lead": "Here it is explained.\n"}}, LISTS)
    before, after = BROKEN[fault]
    broken = other.read_bytes().replace(before, after)
    assert broken != other.read_bytes()
    other.write_bytes(broken)
    result = run(*words)
    assert result.exit_code == 0, result.output
    assert other.read_bytes() == broken
    assert f"(concepts/{words[-1]}.md)" in (project / "docs/handbook.md").read_text()
    assert not (project / "docs/concepts/token.md").exists()


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_command_stops_where_a_broken_page_may_name_the_concept(
    project: Path, words: tuple[str, ...], fault: str
) -> None:
    page = project / "docs/concepts/rag.md"
    edit(project / "docs/concepts/llm.md", RELATION, "")
    edit(page, "With retrieval", "Here [retrieval](token.md)")
    before, after = BROKEN[fault]
    page.write_bytes(page.read_bytes().replace(before, after))
    before = snapshot(project)
    result = run(*words)
    assert result.exit_code == 1
    assert "docs/concepts/rag.md:" in result.stderr
    assert re.search(r"\d problems? in files that this would change; nothing was written", result.stderr)
    assert snapshot(project) == before


def test_rename_takes_no_slug_of_a_page_that_cannot_be_read(project: Path) -> None:
    edit(project / "docs/concepts/llm.md", "level:", "levle:")
    edit(project / "docs/concepts/rag.md", "level:", "level: [")
    run("new", "Zebra")
    before = snapshot(project)
    assert "'llm' is a concept already" in run("rename", "zebra", "llm").stderr
    assert "docs/concepts/rag.md:" in run("rename", "zebra", "rag").stderr
    assert snapshot(project) == before


def test_retire_stops_at_whatever_still_names_the_concept_and_says_where(project: Path) -> None:
    with (project / "docs/index.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [tokens](concepts/token.md?a=1#example).\n")
    before = snapshot(project)
    result = run("retire", "Token")
    assert result.exit_code == 1
    line = (project / "docs/concepts/llm.md").read_text().splitlines().index("- to: token") + 1
    assert (
        f"docs/concepts/llm.md:{line}: 'token' is named here; remove it, or name another concept"
        in result.stderr
    )
    assert "docs/index.md:3: 'token' is named here" in result.stderr
    assert snapshot(project) == before


def test_retire_lists_the_texts_that_lose_a_link(project: Path) -> None:
    edit(project / "docs/concepts/llm.md", "## Why it matters", "One token at a time.\n\n## Why it matters")
    result = retired(project)
    assert result.exit_code == 0
    assert (
        "These texts name it, without a link from now on: docs/concepts/llm.md, docs/concepts/rag.md\n"
        in result.stdout
    )


def retired(project: Path, *options: str) -> Result:
    """Retires the concept `token`, which no relation names any more."""
    edit(project / "docs/concepts/llm.md", RELATION, "")
    return run("retire", "token", *options)


def test_a_retired_address_says_so(project: Path) -> None:
    assert retired(project).exit_code == 0
    assert not (project / "docs/concepts/token.md").exists()
    assert "/concepts/token/ retired\n" in (project / "docs/urls.txt").read_text()
    from glossary.calendar_day import today
    from glossary.site.build import build

    page = build(project / "docs", today(), SiteInfo("https://example.org/x/")).files[
        "concepts/token/index.html"
    ]
    assert (
        "This term is not explained here at present" in page
        and 'href="../"' in page
        and 'content="noindex"' in page
    )
    assert run("check").exit_code == 0
    assert run("new", "Token").exit_code == 0
    edit(project / "docs/concepts/token.md", "status: draft\n", "")
    run("check", "--fix")
    assert "/concepts/token/\n" in (project / "docs/urls.txt").read_text(), "it stands again"


def test_a_concept_can_end_in_another_one(project: Path) -> None:
    with (project / "docs/index.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [tokens](concepts/token.md#example).\n")
    assert "'llm' cannot lead to itself" in run("retire", "llm", "--into", "Llm").stderr
    assert (
        "'token' is named here; name 'rag' if what it says is true of that too, or remove it"
        in run("retire", "token", "--into", "rag").stderr
    )
    result = retired(project, "--into", "rag")
    assert result.exit_code == 0
    assert "'aliases' or 'covers' of rag: Token" in result.stdout
    assert "[tokens](concepts/rag.md#example)" in (project / "docs/index.md").read_text()
    assert "/concepts/token/ -> /concepts/rag/\n" in (project / "docs/urls.txt").read_text()


MERGED = """\
---
title: "Word piece"
abbr: WP
aliases: [text piece]
misnomers: [word peace]
hints: [how people ask for it, why is a word cut into pieces, b, c, d, e, f, g]
topic: retrieval
level: advanced
definition: "A piece of a word as this small glossary sees it, no more."
published: 2026-01-02
reviewed: 2026-01-02
related:
  - {to: rag, kind: requires, why: "Why it needs them."}
  - {to: token, kind: related, why: "The same thing."}
sources:
  - {id: paper, title: Another paper, url: "https://example.org/another", publisher: A journal, kind: primary}
  - {id: report, title: The report, url: "https://example.org/report", publisher: A daily, kind: secondary}
---
A word piece is a token by another name [@paper, table 3; @report].

## In plain words

It is a piece of a word.

## Why it matters

- **It is billed.** By the piece.

## Common pitfalls

- **It is no syllable.** Its ends are where a list has them.

## The formula

It has none.
"""


def test_two_pages_can_become_one_and_nothing_is_lost(project: Path) -> None:
    docs = project / "docs"
    (docs / "concepts/word-piece.md").write_text(MERGED, "utf-8")
    (docs / "concepts/bee.md").write_text(
        page("bee", {"topic": "retrieval", "related": [relation("word-piece")]}), "utf-8"
    )
    edit(
        docs / "concepts/llm.md",
        RELATION,
        f"{RELATION}- to: word-piece\n  kind: related\n  why: The same again.\n",
    )
    with (docs / "index.md").open("a", encoding="utf-8") as file:
        file.write("\nSee [pieces](concepts/word-piece.md).\n")
    checked = run("check", "--fix")
    assert checked.exit_code == 0, checked.output
    result = run("merge", "Word piece", "token")
    assert result.exit_code == 0 and "docs/concepts/token.md" in result.stdout, result.stderr
    from glossary.calendar_day import today
    from glossary.site.build import build

    output = build(docs, today())
    assert [str(problem) for problem in output.problems if problem.blocks] == []
    merged = output.concepts["token"]
    assert "word-piece" not in output.concepts
    assert {"Word piece", "WP", "text piece"} <= {*merged.meta.aliases} and merged.meta.misnomers == [
        "word peace"
    ]
    assert "why is a word cut into pieces" in merged.meta.hints
    assert [relation.to for relation in merged.meta.related] == ["rag"], "a page has no tie to itself"
    assert {source.id for source in merged.meta.sources} >= {"paper"} and len(
        {source.url for source in merged.meta.sources}
    ) == len(merged.meta.sources)
    assert "A word piece is a token by another name [@paper, table 3" in merged.text.body
    why = merged.text.source.partition("## Why it matters")[2].partition("\n## ")[0]
    assert "It is billed." in why and "It saves time." in why
    assert merged.text.source.index("## Common pitfalls") < merged.text.source.index("## The formula")
    assert [relation.to for relation in output.concepts["bee"].meta.related] == ["token"]
    assert [relation.to for relation in output.concepts["llm"].meta.related] == ["token"], (
        "the same is not declared twice"
    )
    assert "[pieces](concepts/token.md)" in (docs / "index.md").read_text()
    assert "/concepts/word-piece/ -> /concepts/token/\n" in (docs / "urls.txt").read_text()
    assert "cannot go into itself" in run("merge", "token", "Token").stderr


def test_of_a_page_that_is_hardly_begun_a_merge_takes_what_is_written_and_lists_grow_below_their_last_entry(
    project: Path,
) -> None:
    run("new", "Yak")
    run("new", "Zebra")
    yak, zebra = (project / f"docs/concepts/{slug}.md" for slug in ("yak", "zebra"))
    before = yak.read_text("utf-8")
    edit(zebra, "…write: how somebody would ask who is new", "what has stripes")
    edit(zebra, "related: []\n", "related:\n  - {to: llm, kind: related, why: Both are stripes.}\n")
    edit(
        zebra,
        "## How it works\n\nSay in a few sentences what happens inside. ",
        "## How it works\n\nSay in a few sentences what happens inside. It gallops. ",
    )
    with zebra.open("a", encoding="utf-8") as file:
        file.write("\nIt has none.\n")
    assert run("merge", "zebra", "yak").exit_code == 0
    added = ("  - what has stripes\n", "  - to: llm\n    kind: related\n    why: Both are stripes.\n")
    merged = yak.read_text("utf-8")
    assert (
        f'mistaken for"\n{added[0]}# One of: ' in merged
        and f"related:\n{added[1]}#  - to: other-concept\n" in merged
    )
    for text in (
        *added,
        "\n\nSay in a few sentences what happens inside. It gallops. Or remove this section.",
        "\n\nIt has none.",
    ):
        merged = merged.replace(text, "", 1)
    assert (
        merged.rstrip()
        == before.replace("aliases: []", "aliases: [Zebra]").replace("related: []", "related:").rstrip()
    )


def test_a_shared_name_is_asked_back_and_goes_with_its_page_into_a_merge(project: Path) -> None:
    concepts = project / "docs/concepts"
    edit(concepts / "llm.md", "title: Llm\n", "title: Llm\naliases: [engine]\nshared_names: [engine]\n")
    shared = {
        "topic": "retrieval",
        "aliases": ["Engine"],
        "shared_names": ["Engine"],
        "context": ["retrieval"],
    }
    (concepts / "wheel.md").write_text(page("wheel", shared), "utf-8")
    (concepts / "motor.md").write_text(page("motor", {"topic": "retrieval"}), "utf-8")
    assert run("check", "--fix").exit_code == 0, run("check").output
    asked = run("suggest", "engine")
    assert asked.exit_code == 1
    assert "'engine' has more than one meaning; write one of: llm, wheel" in asked.stderr
    assert run("merge", "wheel", "motor").exit_code == 0
    merged = (concepts / "motor.md").read_text("utf-8")
    assert "shared_names:\n  - Engine\n" in merged and "context:\n  - retrieval\n" in merged
    assert run("check").exit_code == 0, run("check").output


def test_a_merge_keeps_the_order_of_sections_and_says_which_hints_have_no_room(project: Path) -> None:
    token = project / "docs/concepts/token.md"
    edit(
        token,
        "## Common pitfalls",
        "## How it works\n\nIt is cut.\n\n## Example\n\nOne of three.\n\n## Common pitfalls",
    )
    edit(token, HINTS[0], "what is a piece")
    edit(token, HINTS[1], "what is a bit")
    (project / "docs/style.yml").write_text("hints: [8, 9]\n")
    result = run("merge", "token", "llm")
    assert result.exit_code == 0
    assert "Left out, because a page has at most 9 hints: 'what is a bit'\n" in result.stdout
    merged = (project / "docs/concepts/llm.md").read_text("utf-8")
    assert re.findall("^## (.*)", merged, re.M) == [
        "In plain words",
        "Why it matters",
        "How it works",
        "Example",
        "Common pitfalls",
    ]
    assert "## Example\n\nOne of three.\n\n## Common pitfalls\n" in merged
    assert "stands below" not in run("check").stdout


def test_a_merge_takes_what_nobody_sees_and_what_a_written_text_cites_and_no_prompt_of_a_tie(
    project: Path,
) -> None:
    run("new", "Zebra")
    zebra = project / "docs/concepts/zebra.md"
    text = zebra.read_text("utf-8").replace("https://example.org/", "https://example.org/paper-of-zebras", 1)
    text = text.replace('https://example.org/"', 'https://example.org/never-cited"').replace(
        "Say in the first sentence", "It is [the thing][ref] [@paper].\n\nSay in the first sentence", 1
    )
    text = text.replace(
        "related: []\n", "related:\n  - {to: rag, kind: related, why: '…write: what there is'}\n"
    )
    zebra.write_text(f"{text}\n[ref]: https://example.org/ref\n", "utf-8")
    result = run("merge", "zebra", "token")
    assert result.exit_code == 0, result.output
    merged = (project / "docs/concepts/token.md").read_text("utf-8")
    assert "It is [the thing][ref] [@paper]." in merged and merged.endswith(
        "- **Guessing.** Look it up.\n\n[ref]: https://example.org/ref\n"
    )
    assert "https://example.org/paper-of-zebras" in merged and "never-cited" not in merged
    assert (
        "…write: what there is" not in merged
        and "…write: how" not in merged
        and "## The formula" not in merged
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("related : [{to: token, kind: related, why: A.}]\n", "related : []\n"),
        ("related:  # All.\n  [{to: token, kind: related, why: A.}]\n", "related: []\n"),
        (
            "related: [{to: token, kind: related, why: A.}, {to: bee, kind: related, why: B.}]\n",
            "related: [{to: bee, kind: related, why: B.}]\n",
        ),
        (
            "related: [{to: bee, kind: related, why: B.}, {to: token, kind: related, why: A.}]\n",
            "related: [{to: bee, kind: related, why: B.}]\n",
        ),
        (
            "related: [\n  {to: bee, kind: related, why: B.},\n  {to: token, kind: related, why: A.},\n]\n",
            "related: [\n  {to: bee, kind: related, why: B.},\n]\n",
        ),
    ],
    ids=["space", "next line", "first of two", "last of two", "lines"],
)
def test_the_tie_that_goes_is_the_only_one_however_the_list_is_written(
    before: str, after: str, project: Path
) -> None:
    write(
        project / "docs",
        {
            "token": PAGES["token"],
            "bee": None,
            "llm": page("llm").replace("topic: basics\n", f"topic: retrieval\n{before}"),
        },
        {"topics.yml": TOPICS + "- {slug: basics, title: Basics, description: All.}\n"},
    )
    (project / "docs/concepts/rag.md").unlink()
    result = run("merge", "token", "llm")
    assert result.exit_code == 0, result.output
    assert f"topic: retrieval\n{after}level:" in (project / "docs/concepts/llm.md").read_text("utf-8")


def test_a_reference_that_goes_leaves_the_comment_below_it(project: Path) -> None:
    edit(project / "docs/concepts/llm.md", "level:", "# Who the page is for.\nlevel:")
    assert run("merge", "token", "llm").exit_code == 0
    assert "\nrelated: []\n# Who the page is for.\nlevel:" in (project / "docs/concepts/llm.md").read_text(
        "utf-8"
    )


def test_the_address_of_a_page_that_was_never_published_is_forgotten(project: Path) -> None:
    run("new", "Zebra crossing")
    assert run("retire", "zebra-crossing", "--unpublished").exit_code == 0
    assert "zebra" not in (project / "docs/urls.txt").read_text()
    assert run("check").exit_code == 0
    assert (
        "give either --into or --unpublished"
        in run("retire", "token", "--into", "llm", "--unpublished").stderr
    )


def test_check_can_enter_addresses_in_the_ledger(project: Path) -> None:
    ledger = project / "docs/urls.txt"
    before = ledger.read_text()
    ledger.write_text(before.replace("/concepts/token/\n", ""))
    assert "run: glossary check --fix" in run("check").stdout
    result = run("check", "--fix")
    assert result.exit_code == 0
    assert "docs/urls.txt: written" in result.stderr
    assert "/concepts/token/\n" in ledger.read_text()
    assert "written" not in run("check", "--fix").stderr


def test_a_byte_order_mark_stops_nothing_and_check_can_remove_it(project: Path) -> None:
    marked = [project / "docs" / path for path in ("concepts/token.md", "topics.yml", "urls.txt", "index.md")]
    run("check", "--fix")
    before = snapshot(project)
    for path in marked:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert run("check").exit_code == 0 and snapshot(project) != before
    result = run("check", "--fix")
    assert result.exit_code == 0 and result.stderr.count(": written") == len(marked)
    assert snapshot(project) == before


def test_suggest_proposes_undeclared_neighbours_ready_to_paste(project: Path) -> None:
    result = run("suggest", "rag")
    assert result.exit_code == 0
    import yaml

    proposed = yaml.safe_load("related:\n" + result.stdout)["related"]
    assert proposed
    declared = yaml.safe_load((project / "docs/concepts/rag.md").read_text().split("---\n")[1])["related"]
    assert not {entry["to"] for entry in proposed} & {entry["to"] for entry in declared}
    assert (
        "there is no concept 'nonsense'; write its slug or one of its names"
        in run("suggest", "nonsense").stderr
    )
    for slug, other in (("chip", "Dice"), ("dice", "Chip")):
        run("new", slug.capitalize())
        edit(project / f"docs/concepts/{slug}.md", "status: draft\n", "")
        edit(
            project / f"docs/concepts/{slug}.md",
            "Say in the first",
            f"{other} is beside it. Say in the first",
        )
    assert "# Dice: each text names the other" in run("suggest", "chip").stdout
    edit(project / "docs/concepts/rag.md", "level:", "levle:")
    assert (
        "docs/concepts/rag.md cannot be read; to see why: glossary check docs/concepts/rag.md"
        in run("suggest", "RAG").stderr
    )


def test_a_concept_may_be_called_by_any_of_its_names(project: Path) -> None:
    edit(
        project / "docs/concepts/token.md",
        "title: Token\n",
        "title: Token\nabbr: TKN\naliases: [Piece of text]\n",
    )
    by_slug = run("suggest", "token").stdout
    assert by_slug
    assert {run("suggest", name).stdout for name in ("Token", "tkn", "piece-of-text", "Piece of Text")} == {
        by_slug
    }
    assert run("rename", "Piece of text", "text-token").exit_code == 0
    assert run("suggest", "token").exit_code == 0, "its former slug"


def test_stage_writes_a_project_without_plugin(project: Path) -> None:
    (project / "docs/picture.png").touch()
    run("export")
    result = run("stage", "out")
    assert result.exit_code == 0
    config = (project / "out/mkdocs.yml").read_text()
    assert "- glossary" not in config
    assert "## Related articles" in (project / "out/docs/concepts/llm.md").read_text()
    assert (project / "out/docs/picture.png").is_file()
    assert all(
        (project / "docs" / name).exists() and not (project / "out/docs" / name).exists()
        for name in ("urls.txt", "concept.schema.json")
    )


def test_stage_again_removes_what_is_gone_and_leaves_the_rest_untouched(project: Path) -> None:
    run("stage", "out")
    kept, gone = project / "out/docs/concepts/llm.md", project / "out/docs/gone.md"
    os.utime(kept, (1, 1))
    gone.write_text("old")
    run("stage", "out")
    assert kept.stat().st_mtime == 1
    assert not gone.exists()
    assert not [path for path in project.iterdir() if path.name.startswith(".out")]


def test_stage_does_not_touch_a_folder_that_is_not_its_own(project: Path) -> None:
    (project / "mine").mkdir()
    (project / "mine/precious.txt").write_text("x")
    assert "holds other files" in run("stage", "mine").stderr
    assert "is inside the source folder" in run("stage", "docs/out").stderr
    assert (project / "mine/precious.txt").read_text() == "x"


def test_stage_writes_nothing_when_a_page_is_wrong(project: Path) -> None:
    edit(project / "docs/concepts/llm.md", "level:", "levle:")
    result = run("stage", "out")
    assert result.exit_code == 1
    assert "nothing was written" in result.stderr
    assert not (project / "out").exists()


def test_generated_files_are_current(real_project: Path) -> None:
    result = run("export", "--check")
    assert result.exit_code == 0, result.output


def test_export_mends_what_is_stale_and_check_shows_the_difference(real_project: Path) -> None:
    edit(real_project / "CONTRIBUTING.md", "| `abbr` | no |", "| `abbr` | yes |")
    result = run("export", "--check")
    assert result.exit_code == 1
    assert "-| `abbr` | yes |" in result.stdout
    assert "run: glossary export" in result.stderr
    run("export")
    assert run("export", "--check").exit_code == 0


def test_a_broken_mkdocs_yml_is_an_error_with_its_line(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: x\nnav: [\n")
    result = run("check")
    assert result.exit_code == 1
    assert re.match(r"Error: mkdocs\.yml:\d+: the YAML is broken", result.stderr)
    (project / "mkdocs.yml").write_text(
        "site_name: x\n<<<<<<< HEAD\nsite_url: a\n=======\nsite_url: b\n>>>>>>> other\n"
    )
    assert run("check").stderr.startswith(
        "Error: mkdocs.yml:2: a merge has left two versions here; keep one, "
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("- site_name: Words\n", "1: the YAML is [{'site_name': 'Words'}], which has no fields; write"),
        ("Words\n", "1: the YAML is 'Words', which has no fields; write"),
        ("theme: [material]\n", "1: 'theme' is ['material'], which has no fields; write"),
        ("site_name: Words\ntheme: 3\n", "2: 'theme' is 3, which has no fields; write"),
        (
            "theme:\n  name: material\n  custom_dir: 3\n",
            "3: 'theme.custom_dir' is 3, which is not text; write",
        ),
        ("theme: {name: [material]}\n", "1: 'theme.name' is ['material'], which is not text; write"),
        ("theme: {language: [de]}\n", "1: 'theme.language' is ['de'], which is not text; write"),
        (
            "theme: {language: a b}\n",
            "1: 'theme.language' is 'a b', which is no tag of a language; write one such as 'en' or 'de-CH'",
        ),
        ("docs_dir: 3\n", "1: 'docs_dir' is 3, which is not text; write"),
        ("site_url: !ENV [NO_SUCH_VARIABLE, [a]]\n", "1: 'site_url' is ['a'], which is not text; write"),
        ("extra: [1]\n", "1: 'extra' is [1], which has no fields; write"),
        ("extra: {newsletter: 3}\n", "1: 'extra.newsletter' is 3, which has no fields; write"),
        ("extra:\n  day: 2026-13-01\n", "2: '2026-13-01' looks like a date or a number but is none; correct"),
        (f"nav: {'[' * 3000}{']' * 3000}\n", "1: the YAML is nested too deeply to read; write"),
    ],
)
def test_a_setting_that_is_something_else_is_an_error_with_its_line(
    settings: str, said: str, project: Path
) -> None:
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    for command in (["check"], ["stage", "out"]):
        result = run(*command)
        assert result.exit_code == 1
        assert f"mkdocs.yml:{said}" in result.output
    assert not (project / "out").exists()


def test_settings_may_hold_what_only_mkdocs_and_others_read(project: Path) -> None:
    (project / "mkdocs.yml").write_text(
        "site_name: &name Words\nsite_url: !ENV [NO_SUCH_VARIABLE, https://words.example/]\ntheme: material\n"
        "markdown_extensions:\n- attr_list\n- md_in_html\n"
        "- pymdownx.emoji: {emoji_index: !!python/name:emoji.twemoji }\n"
        "extra: {newsletter: , mine: [*name]}\n",
        "utf-8",
    )
    assert run("check").stdout == ""
    assert run("stage", "out").exit_code == 0
    assert "https://words.example/concepts/llm/" in (project / "out/docs/api/v1/terms.json").read_text()


def test_outside_a_project_a_command_says_how_to_begin(project: Path) -> None:
    (project / "mkdocs.yml").unlink()
    assert run("check").stderr == (
        "Error: there is no mkdocs.yml here; change to your glossary's folder, name it with "
        "--project, or begin one: glossary init FOLDER\n"
    )
    (project / "zensical.toml").touch()
    assert "there is no mkdocs.yml here, and zensical.toml cannot take its place" in run("check").stderr


def test_every_command_has_help_with_an_example() -> None:
    assert main.commands
    for name in main.commands:
        assert "Example: glossary " + name in run(name, "--help").output


def test_the_schema_accepts_every_page_and_refuses_a_broken_one() -> None:
    import jsonschema
    import yaml

    schema = json.loads((ROOT / "docs/concept.schema.json").read_text())
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    pages = sorted((ROOT / "docs/concepts").glob("*.md"))
    assert pages
    for path in pages:
        # A JSON Schema knows no dates of YAML's kind.
        fields = json.loads(json.dumps(yaml.safe_load(path.read_text().split("---\n")[1]), default=str))
        validator.validate(fields)
        with pytest.raises(jsonschema.ValidationError):
            validator.validate(fields | {"topics": "x"})


def test_our_own_docs_use_the_glossary_rightly(real_project: Path) -> None:
    from glossary.calendar_day import today
    from glossary.site.build import build

    terms = build(real_project / "docs", today(), SiteInfo("https://example.org/glossary/")).files[
        "api/v1/terms.json"
    ]
    (real_project / "terms.json").write_text(terms, "utf-8")
    result = run(
        "links",
        "--glossary",
        "terms.json",
        "README.md",
        "CONTRIBUTING.md",
        "docs/about",
        "docs/integrations",
        "docs/index.md",
    )
    assert result.exit_code == 0, result.output
