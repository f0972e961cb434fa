"""`glossary init`: a new glossary that runs, from the package as others install it."""

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections import Counter
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml
from click.testing import CliRunner
from openpyxl import Workbook

from glossary.commands.cli import main
from glossary.commands.starter import SAID, shared_files, starter_files, starting_languages
from glossary.languages import language_of
from glossary.plugin import GlossaryConfig
from glossary.site.exports.hosting import IMMUTABLE, POLICY, SHARED

ROOT = Path(__file__).parent.parent
# What belongs to this glossary. Its typefaces stand in the engine under their name, and "In plain words" is a
# section of every page.
OURS = re.compile(
    rb"AI in Plain Words|\bai-term\b|(?<!in-)(?<!part-)plain-words(?!-(?:serif|sans|maths)\b)", re.I
)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment into which the wheel was installed; what it needs is borrowed from this
    one.
    """
    folder = tmp_path_factory.mktemp("installed")

    def python(*words: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr

    python("hatchling", "build", "--target", "wheel", "--directory", str(folder))
    python("venv", "--without-pip", str(folder / "env"))
    python(
        "pip",
        "--python",
        str(folder / "env/bin/python"),
        "install",
        "--quiet",
        "--no-index",
        "--no-deps",
        *map(str, folder.glob("*.whl")),
    )
    (library,) = folder.glob("env/lib/*/site-packages")
    # A path of a .pth file is searched after the environment's own packages, and the .pth files there are not
    # read.
    (library / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    (folder / "env/bin/mkdocs").write_text(
        f"#!{folder}/env/bin/python\nfrom mkdocs.__main__ import cli\ncli()\n"
    )
    (folder / "env/bin/mkdocs").chmod(0o755)
    return folder / "env/bin"


def test_the_installed_package_begins_a_glossary_that_passes_and_builds(
    installed: Path, tmp_path: Path
) -> None:
    def run(*words: str, folder: Path = tmp_path / "ours", url: str = "https://example.org/words/") -> str:
        done = subprocess.run(
            words,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env=os.environ
            | {"REPO_URL": "https://gitlab.com/our-team/words"}
            | ({"SITE_URL": url} if url else {}),
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    assert run(str(installed / "glossary"), "--version", folder=tmp_path).startswith("glossary, version ")
    run(str(installed / "glossary"), "init", "ours", folder=tmp_path)
    printed = run("make", "test", f"BIN={installed}", "READY=")
    assert "2 concepts, 0 problems" in printed
    assert "Warning" not in printed
    site = tmp_path / "ours/site"
    page = (site / "concepts/glossary/index.html").read_text("utf-8")
    assert "../../compare/dictionary-vs-glossary/" in page or "../../compare/glossary-vs-dictionary/" in page
    assert 'href="https://example.org/words/concepts/glossary/"' in page
    # The snippet to copy, and the script that it loads.
    assert "&lt;glossary-term&gt;" in page and 'customElements.define("glossary-term", ' in (
        site / "embed/v1.js"
    ).read_text("utf-8")
    assert 'href="https://gitlab.com/our-team/words/-/edit/main/docs/concepts/glossary.md"' in page
    assert (
        'href="https://gitlab.com/our-team/words/-/issues/new?issue%5Btitle%5D=Unclear' in page
        and ">GitLab</a>" in page
    )
    files = [file for file in (tmp_path / "ours").rglob("*") if file.is_file() and ".cache" not in file.parts]
    assert len(files) > 100
    assert [file for file in files if "brand" in file.parts or OURS.search(file.read_bytes())] == []
    # Nobody knows the address yet on the first day.
    run("make", "test", f"BIN={installed}", "READY=", url="")
    # Whoever clones it has the engine too.
    (wheel,) = installed.parent.parent.glob("*.whl")
    assert (tmp_path / "ours/wheels" / wheel.name).read_bytes() == wheel.read_bytes()
    assert (tmp_path / "ours/requirements.txt").read_text("utf-8").splitlines()[
        -1
    ] == f"./wheels/{wheel.name}[site,tables]"


@pytest.mark.parametrize(
    ("origin", "requirement", "advice"),
    [
        (None, "plain-glossary[site,tables]==1.2", ""),
        (
            {"url": "https://example.org/engine.whl", "archive_info": {}},
            "plain-glossary[site,tables] @ https://example.org/engine.whl",
            "",
        ),
        (
            {"url": "https://example.org/engine", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            "plain-glossary[site,tables] @ git+https://example.org/engine@abc",
            "",
        ),
        (
            {"url": "file://{here}", "dir_info": {}},
            "plain-glossary[site,tables] @ file://{here}",
            (
                "Only this machine has {here}. For others, run: pip wheel --no-deps --wheel-dir wheels "
                "{here}, and"
            ),
        ),
        (
            {"url": "file://{here}/gone%20by.whl", "archive_info": {}},
            "plain-glossary[site,tables]==1.2",
            "{here}/gone by.whl, from which the engine was installed, is gone. ",
        ),
    ],
    ids=["index", "address", "repository", "folder", "gone"],
)
def test_a_new_glossary_gets_the_engine_from_where_it_came(
    origin: dict[str, object] | None,
    requirement: str,
    advice: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = json.dumps(origin).replace("{here}", str(tmp_path)) if origin else None
    monkeypatch.setattr(
        "glossary.requirement.distribution",
        lambda _: SimpleNamespace(version="1.2", read_text=lambda _: here),
    )
    assert starter_files(date(2031, 5, 6))["requirements.txt"].splitlines()[-1] == requirement.format(
        here=tmp_path
    )
    printed = CliRunner().invoke(main, ["init", str(tmp_path / "ours")]).stdout.splitlines()
    told = [line for line in printed if "./wheels/plain_glossary-1.2-py3-none-any.whl[site,tables]" in line]
    assert [line.startswith(advice.format(here=tmp_path)) for line in told] == [True] * bool(advice)


@pytest.mark.parametrize("language", starting_languages())
def test_of_new_pages_beside_the_examples_only_what_is_to_be_written_is_a_problem(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(main, ["init", "--language", language, str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["check"]).stdout == ""
    for name in ("Encyclopedia", "Thesaurus"):
        assert CliRunner().invoke(main, ["new", name]).exit_code == 0
    paths = ["docs/concepts/encyclopedia.md", "docs/concepts/thesaurus.md"]

    def problems(*wanted: str) -> list[dict[str, str]]:
        return list(json.loads(CliRunner().invoke(main, ["check", "--format", "json", *wanted]).stdout))

    assert [problem["path"] for problem in problems()] == paths
    lines = Counter(problem["path"] for problem in problems(*paths))
    assert [*lines] == paths and min(lines.values()) > 15
    assert {(problem["rule"], problem["level"]) for problem in problems(*paths)} == {("prompt-left", "note")}
    for path in paths:
        page = tmp_path / path
        page.write_text(page.read_text("utf-8").replace("status: draft\n", "", 1), "utf-8")
    CliRunner().invoke(main, ["check", "--fix"])
    published = [problem for problem in problems() if problem["rule"] != "prompt-left"]
    assert [(problem["path"], problem["rule"]) for problem in published] == [
        (path, "orphan") for path in paths
    ]


@pytest.mark.parametrize("language", starting_languages())
def test_what_follows_from_the_code_is_current_in_a_new_glossary(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(main, ["init", "--language", language, str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["export", "--check"])
    assert done.exit_code == 0, done.output


def test_a_wheel_that_lies_in_the_new_glossary_already_is_not_in_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel = tmp_path / "wheels/engine-1.2.whl"
    wheel.parent.mkdir()
    wheel.write_bytes(b"PK\xff")
    origin = json.dumps({"url": wheel.as_uri(), "archive_info": {}})
    monkeypatch.setattr(
        "glossary.requirement.distribution",
        lambda _: SimpleNamespace(version="1.2", read_text=lambda _: origin),
    )
    done = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert done.exit_code == 0 and "wheels/engine-1.2.whl (kept)" in done.stdout
    assert (
        (tmp_path / "requirements.txt")
        .read_text("utf-8")
        .endswith("\n./wheels/engine-1.2.whl[site,tables]\n")
    )
    # One of the same name that says something else is another engine.
    (tmp_path / "ours/wheels").mkdir(parents=True)
    (tmp_path / "ours/wheels/engine-1.2.whl").write_bytes(b"PK\xfe")
    done = CliRunner().invoke(main, ["init", str(tmp_path / "ours")])
    assert done.exit_code == 1 and "holds wheels/engine-1.2.whl already" in done.stderr
    assert [path.name for path in (tmp_path / "ours").iterdir()] == ["wheels"]


@pytest.mark.parametrize("way", ["written", "moved there"])
def test_the_engine_is_installed_again_from_another_wheel_of_the_same_name(way: str, tmp_path: Path) -> None:
    wheel, ready = tmp_path / "wheels/engine-1.2.whl", tmp_path / ".venv/ready"
    texts = starter_files(date(2031, 5, 6))
    for path in (tmp_path / "Makefile", tmp_path / "requirements.txt", wheel, ready):
        path.parent.mkdir(exist_ok=True)
        path.write_text(texts.get(path.name, ""), "utf-8")

    def is_installed() -> bool:
        return (
            subprocess.run(["make", "--question", ".venv/ready"], cwd=tmp_path, check=False).returncode == 0
        )

    for path in (*tmp_path.iterdir(), wheel):
        os.utime(path, (1000, 1000))
    os.utime(ready, (2000, 2000))
    assert is_installed()
    if way == "written":
        wheel.write_text("another")
    else:
        (tmp_path / "another.whl").write_text("another")
        os.utime(tmp_path / "another.whl", (500, 500))
        (tmp_path / "another.whl").replace(wheel)
    assert not is_installed()


@pytest.mark.parametrize("name", ["ours", "Two words", "it's"])
def test_what_init_says_to_do_next_works_for_any_folder(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    last = CliRunner().invoke(main, ["init", name]).stdout.splitlines()[-1]
    command = last.removeprefix("Now: ").replace("make serve", "pwd")
    shown = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True).stdout
    assert shown == f"{tmp_path / name}\n"


def test_init_looks_once_where_the_engine_came_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(
        "glossary.requirement.distribution",
        lambda name: asked.append(name) or SimpleNamespace(version="1.2", read_text=lambda _: None),
    )
    assert CliRunner().invoke(main, ["init", str(tmp_path)]).exit_code == 0
    assert len(asked) == 1


def test_a_glossary_begins_in_english_unless_another_language_is_asked_for() -> None:
    english, german = starter_files(date(2031, 5, 6)), starter_files(date(2031, 5, 6), language_of("de"))
    assert "language: en" in english["mkdocs.yml"] and "language: de" in german["mkdocs.yml"]
    assert "## Einfach gesagt" in german["docs/concepts/woerterbuch.md"]
    # How it is built is the same, and only what people read is in German.
    for path in shared_files():
        own, others = (SAID.sub(r"\1…", texts[path]) for texts in (german, english))
        assert own == others, path
        said = {message for _, message in SAID.findall(german[path])}
        assert not said & {message for _, message in SAID.findall(english[path])}, path
    assert len(SAID.findall(german["Makefile"])) == 12
    # The settings are the same but for their words.
    settings = [
        {
            key: value
            for key, value in yaml.safe_load(texts["mkdocs.yml"].replace("!ENV", "")).items()
            if key in ("plugins", "validation", "not_in_nav")
        }
        for texts in (english, german)
    ]
    assert settings[0] == settings[1]


def test_a_german_glossary_has_german_levels_and_its_schema_is_german(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(main, ["init", "--language", "de", str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["new", "Lexikon"]).exit_code == 0
    page = Path("docs/concepts/lexikon.md").read_text("utf-8")
    assert "# Für wen die Seite ist. Möglich sind: einstieg, aufbau, vertiefung\nlevel: einstieg\n" in page
    schema = json.loads(Path("docs/concept.schema.json").read_text("utf-8"))
    assert schema["title"] == "Kopf einer Begriffsseite"
    level = schema["properties"]["level"]
    assert level["enum"] == ["einstieg", "aufbau", "vertiefung"]
    assert level["description"] == "Für wen die Seite ist."
    assert "The " not in json.dumps(schema)


def test_make_help_is_german_in_a_german_glossary(tmp_path: Path) -> None:
    CliRunner().invoke(main, ["init", "--language", "de", str(tmp_path)])
    told = subprocess.run(["make", "help"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "  make test     prüft alles, was vor dem Veröffentlichen stimmen muss\n" in told


def test_init_keeps_what_a_new_repository_holds_and_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("Mine.")
    done = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert done.exit_code == 0
    assert "README.md (kept)" in done.stdout
    assert (tmp_path / "README.md").read_text() == "Mine."
    (tmp_path / "Makefile").unlink()
    done = CliRunner().invoke(main, ["init", str(tmp_path)])
    assert done.exit_code == 1
    assert re.search(
        r" holds .*docs/concepts/glossary\.md, .*mkdocs\.yml.* already; name an empty or a new folder",
        done.stderr,
    )
    assert not (tmp_path / "Makefile").exists()


def test_the_pages_of_a_new_glossary_bear_the_day() -> None:
    texts = starter_files(date(2031, 5, 6))
    assert all(
        "published: 2031-05-06\nreviewed: 2031-05-06\n" in texts[f"docs/concepts/{slug}.md"]
        for slug in ("dictionary", "glossary")
    )
    assert "2000-01-01" not in "".join(texts.values())


def test_this_project_is_kept_by_the_workflows_that_it_gives_away() -> None:
    texts = starter_files(date(2031, 5, 6))
    for name in (
        ".github/workflows/pages.yml",
        ".github/workflows/sources.yml",
        ".github/ISSUE_TEMPLATE/unclear.yml",
    ):
        assert (ROOT / name).read_text("utf-8") == texts[name]
    for name, targets in (
        (".github/workflows/pages.yml", {"check", "build", "intact"}),
        (".github/workflows/sources.yml", {"sources", "due"}),
        (".gitlab-ci.yml", {"check", "build", "intact", "sources", "due"}),
    ):
        made = re.findall(r"\bmake ([a-z ]+?)(?: >.*)?$", texts[name], re.M)
        assert {target for words in made for target in words.split()} == targets
        assert all(
            re.search(rf"^{target}:", makefile, re.M)
            for target in targets
            for makefile in (texts["Makefile"], (ROOT / "Makefile").read_text())
        )
        assert yaml.safe_load(texts[name])


# Stands for Python, its venv and its pip: whatever they are asked for is there at once.
PYTHON = """\
#!/bin/sh
case "$*" in *venv*)
  for folder; do :; done
  mkdir -p "$folder/bin"
  cp "$0" "$folder/bin/python"
  printf '#!/bin/sh\\n[ "$1" = sources ] && echo "asked"; [ "$1" != due ] || cat due\\n' \\
    > "$folder/bin/glossary"
  chmod +x "$folder/bin/glossary"
esac
"""
SCRIPTS = {
    "GitHub": (
        ".github/workflows/sources.yml",
        lambda jobs: [
            step["run"] for step in jobs["jobs"]["ask"]["steps"] if "run" in step and "env" not in step
        ],
    ),
    "GitLab": (".gitlab-ci.yml", lambda jobs: jobs["sources"]["script"]),
}


@pytest.mark.parametrize(
    "makefile", [ROOT / "Makefile", ROOT / "scripts/glossary/starter_files/Makefile"], ids=["ours", "new"]
)
@pytest.mark.parametrize("host", SCRIPTS)
@pytest.mark.parametrize("due", ["", "docs/concepts/soup.md:3: gone\n"])
def test_in_a_fresh_checkout_the_list_of_what_is_due_holds_nothing_else(
    makefile: Path, host: str, due: str, tmp_path: Path
) -> None:
    path, steps = SCRIPTS[host]
    for name, text in {
        "Makefile": makefile.read_text("utf-8"),
        "python": PYTHON,
        "due": due,
        "requirements.txt": "",
        "requirements.lock": "",
        "pyproject.toml": "",
    }.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "python").chmod(0o755)
    script = "\n".join(steps(yaml.safe_load(starter_files(date(2031, 5, 6))[path])))
    # Below another make, which may have begun this test, it would say which folder it enters.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")} | {
        "PYTHON": str(tmp_path / "python")
    }
    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (tmp_path / "due.txt").read_text("utf-8") == due, done.stderr
    assert done.returncode == (1 if due and host == "GitLab" else 0), done.stderr


@pytest.mark.parametrize("language", starting_languages())
def test_the_examples_go_as_the_readme_says(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(main, ["init", "--language", language, str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    CliRunner().invoke(main, ["new", "Thesaurus"])
    before = set(CliRunner().invoke(main, ["check"]).stdout.splitlines())
    steps = re.findall(r"^```sh\n(.*?)^```$", Path("README.md").read_text("utf-8"), re.M | re.S)[
        -1
    ].splitlines()
    for command, *words in map(str.split, steps):
        if command == "glossary":
            assert CliRunner().invoke(main, words).exit_code == 0, words
        else:
            assert command == "rm"
            Path(*words).unlink()
    assert [path.name for path in Path("docs").rglob("*.*") if path.suffix in (".md", ".svg")] == [
        "thesaurus.md"
    ]
    assert set(CliRunner().invoke(main, ["check"]).stdout.splitlines()) == before
    for path, names in {"docs/topics.yml": ["woerter", "words"], "mkdocs.yml": ["try"]}.items():
        assert any(
            f"`{name}`" in Path("README.md").read_text("utf-8") and name in Path(path).read_text("utf-8")
            for name in names
        )


@pytest.mark.parametrize("language", starting_languages())
@pytest.mark.parametrize("form", [[], ["--small"]], ids=["full", "small"])
def test_a_spreadsheet_comes_in_as_the_readme_says(
    form: list[str], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    CliRunner().invoke(main, ["init", *form, "--language", language, str(tmp_path)])
    monkeypatch.chdir(tmp_path)
    (words,) = re.findall(r"^glossary (import .*?) +#", Path("README.md").read_text("utf-8"), re.M)
    book = Workbook()
    for row in ("Term", "Definition", "Topic"), ("Flow", "A pipe with hot water in it", "Net"):
        book.active.append(row)
    book.save(words.split()[1])
    done = CliRunner().invoke(main, words.split())
    assert done.exit_code == 0 and "docs/concepts/flow.md\n" in done.stdout
    # What can read it is installed with the rest.
    assert re.search(r"\[site,tables\](==.*| @ .*)?$", Path("requirements.txt").read_text("utf-8"))


@pytest.mark.parametrize("language", starting_languages())
def test_the_question_below_an_article_opens_a_form_that_is_there(language: str) -> None:
    feedback = (ROOT / "scripts/glossary/theme/partials/glossary/feedback.html").read_text("utf-8")
    (name, field) = re.search(r"template=([\w.]+)&amp;.*?&amp;(\w+)=\" ~ address", feedback).groups()
    form = yaml.safe_load(
        starter_files(date(2031, 5, 6), language_of(language))[f".github/ISSUE_TEMPLATE/{name}"]
    )
    assert field in [part["id"] for part in form["body"]]


def test_commands_are_written_as_messages_and_pages_write_them() -> None:
    texts = [
        (ROOT / name).read_text("utf-8")
        for name in ("README.md", "CONTRIBUTING.md", "docs/about/your-own.md")
    ]
    texts += [starter_files(date(2031, 5, 6), language_of(tag))["README.md"] for tag in starting_languages()]
    for text in texts:
        assert text.index("source .venv/bin/activate") < text.index("glossary new ")
        assert ".venv/bin/glossary" not in text


def guide() -> str:
    """The pages for teams that run a glossary of their own."""
    names = ("your-own", "tables", "handbook", "settings", "publish")
    return "".join((ROOT / f"docs/about/{name}.md").read_text("utf-8") for name in names)


def test_no_comment_widens_the_commands_beyond_a_phone() -> None:
    page = guide()
    lines = [
        line for block in re.findall(r"^```sh\n(.*?)^```$", page, re.M | re.S) for line in block.splitlines()
    ]
    assert len(lines) > 5 and [line for line in lines if "#" in line and len(line) > 45] == []


def test_every_setting_is_documented_and_the_headers_are_those_of_the_site() -> None:
    page = guide()
    theme = "".join(path.read_text("utf-8") for path in (ROOT / "scripts/glossary/theme").rglob("*.html"))
    used = set(re.findall(r"config\.(extra\.\w+|theme\.\w+|\w+)", theme)) - {"theme", "extra"}
    # Material's own, and what its templates need.
    used -= {"extra_javascript", "extra.scope", "theme.features", "theme.direction", "theme.variant"}
    assert {name for name in used if f"`{name}`" not in page} == set()
    assert all(f"{name}:" in page for name, _ in GlossaryConfig._schema)
    for path in SHARED:
        assert f"/{path}" in page
    styles = "".join(
        path.read_text("utf-8") for path in (ROOT / "scripts/glossary/theme/assets/stylesheets").glob("*.css")
    )
    colours = set(re.findall(r"^  (--[\w-]+): light-dark", page, re.M))
    assert colours and colours <= set(re.findall(r"^  (--[\w-]+):", styles, re.M)) & set(
        re.findall(r"var\((--[\w-]+)\)", styles)
    )
    assert POLICY in page and all(f"/{path}" in page for path in IMMUTABLE)
