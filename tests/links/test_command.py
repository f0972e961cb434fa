"""`glossary links`, as it is run in another repository."""

import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import packages_distributions, requires, version
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from glossary.commands.cli import main
from glossary.links.command import links
from glossary.links.files import SYNTAXES

from .glossary import ROOT, terms_json

OLD = f"{ROOT}concepts/large-language-model/"
LLM = f"{ROOT}concepts/llm/"


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another project's documentation, the current folder of the test."""
    (tmp_path / "terms.json").write_text(terms_json())
    (tmp_path / "docs/sub").mkdir(parents=True)
    (tmp_path / "docs/b.md").write_text(f"An LLM.\n\nSee [it]({OLD}).\n")
    (tmp_path / "docs/a.rst").write_text("A token.\n\nA language learning model.\n")
    (tmp_path / "docs/sub/c.html").write_text(f'<p>A token.\n<p><a href="{ROOT}concepts/rga/">it</a>')
    (tmp_path / "docs/notes.txt").write_text(OLD)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "docs"


def run(*words: str) -> Result:
    result = CliRunner().invoke(main, ["links", "--glossary", "terms.json", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_faults_are_said_in_the_language_of_the_glossary(docs: Path) -> None:
    Path("terms.json").write_text(terms_json(language="de"))
    result = run("docs/b.md")
    assert result.stdout == f"docs/b.md:3: {OLD[:-1]} ist umgezogen; schreiben Sie {LLM}\n"
    assert result.stderr == "1 Datei, 1 Fehler\n"
    mended = run("docs/b.md", "--fix")
    assert mended.stderr == "1 Datei, 0 Fehler, 1 Link in 1 Datei geschrieben\n"


def test_a_folder_that_may_not_be_read_is_told_and_the_others_are_checked(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refused(path: str) -> object:
        if Path(path).name == "sub":
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    told = run("docs").stdout.splitlines()
    assert "docs/sub:1: the folder cannot be read (Permission denied); allow it, or leave it out" in told
    assert any(line.startswith("docs/b.md:3: ") for line in told)


def test_faults_are_printed_sorted_by_file_and_line(docs: Path) -> None:
    result = run("docs")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "docs/a.rst:3: 'language learning model' is a wrong name; write 'large language model'",
        f"docs/b.md:3: {OLD[:-1]} has moved; write {LLM}",
        (
            f"docs/sub/c.html:2: {ROOT}concepts/rga is no page of the glossary; did you mean "
            f"{ROOT}concepts/rag/?"
        ),
    ]
    assert result.stderr == "3 files, 3 problems\n"


def test_a_file_named_twice_is_read_once(docs: Path) -> None:
    assert run("docs/b.md", "docs", "./docs/../docs/b.md").stdout == run("docs").stdout


def test_nothing_wrong_is_exit_0(docs: Path) -> None:
    (docs / "b.md").write_text("An LLM.\n")
    result = run("docs/b.md")
    assert (result.exit_code, result.stdout) == (0, "")


def test_fix_writes_what_it_can_and_reports_the_rest(docs: Path) -> None:
    result = run("--fix", "docs")
    assert result.exit_code == 1
    assert "b.md" not in result.stdout
    assert result.stdout.count("\n") == 2
    assert result.stderr == "3 files, 2 problems, 1 link written in 1 file\n"
    assert (docs / "b.md").read_text() == f"An LLM.\n\nSee [it]({LLM}).\n"
    assert run("--fix", "docs/b.md").exit_code == 0


def test_fix_with_suggest_links_first_mentions_in_each_syntax(docs: Path) -> None:
    run("--fix", "--suggest", "docs")
    assert (docs / "a.rst").read_text().startswith(f"A `token <{ROOT}concepts/token/>`__.\n")
    assert (docs / "sub/c.html").read_text().startswith(f'<p>A <a href="{ROOT}concepts/token/">token</a>.')
    before = {path: path.read_bytes() for path in docs.rglob("*.*")}
    run("--fix", "--suggest", "docs")
    assert {path: path.read_bytes() for path in docs.rglob("*.*")} == before


def test_github_annotations(docs: Path) -> None:
    (docs / "50%,a.md").write_text("An LLM.\n")
    lines = run("--format", "github", "--suggest", "docs").stdout.splitlines()
    assert lines[0] == (
        f"::notice file=docs/50%25%2Ca.md,line=1,col=4,title=unlinked-mention::'LLM' is first named "
        f"here, without a link; link it to {LLM}"
    )
    assert any(line.startswith("::error file=docs/b.md,line=3,col=47,title=moved-link::") for line in lines)


def test_json_is_what_the_text_says(docs: Path) -> None:
    found = json.loads(run("--format", "json", "docs").stdout)
    assert [f"{one['path']}:{one['line']}: {one['what']}; {one['fix']}" for one in found] == run(
        "docs"
    ).stdout.splitlines()
    assert [one["rule"] for one in found] == ["misnomer", "moved-link", "unknown-link"]


def test_hidden_folders_and_those_of_packages_are_left_out(docs: Path) -> None:
    for folder in (".git", "node_modules", "env"):
        (docs / folder).mkdir()
        (docs / folder / "d.md").write_text(OLD)
    (docs / "env/pyvenv.cfg").touch()
    assert run("docs").stderr == "3 files, 3 problems\n"


def test_what_git_ignores_is_left_out_unless_it_is_named(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = docs.parent
    for folder in ("docs/built/deep", "docs/kept"):
        (here / folder).mkdir(parents=True)
        (here / folder / "e.md").write_text(OLD)
    (docs / "draft.md").write_text(OLD)
    (docs / "own.md").write_text(OLD)
    (docs / ".gitignore").write_text("built/\ndraft.md\nown.md\n")
    assert run(".").stderr == run("docs").stderr == "4 files, 4 problems\n", "this is no repository"
    subprocess.run(["git", "init", "--quiet"], cwd=here, check=True)
    # What is committed all the same belongs to the project.
    subprocess.run(["git", "add", "--force", "docs/own.md"], cwd=here, check=True)
    assert run(".").stderr == run("docs").stderr == "5 files, 5 problems\n"
    assert run("docs/built").stderr == run("docs/built/deep").stderr == "1 file, 1 problem\n"
    assert run("docs/draft.md").stderr == "1 file, 1 problem\n"
    monkeypatch.setenv("PATH", str(docs / "no-git-here"))
    assert run(".").stderr == run("docs").stderr == "4 files, 4 problems\n"
    assert run("docs/built").stderr == run("docs/built/deep").stderr == "1 file, 1 problem\n"


def test_without_git_the_nearest_rules_decide(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (docs.parent / ".git").mkdir()
    (docs.parent / ".gitignore").write_text("*.md\n/docs/a.rst\n")
    (docs / "sub/d.md").write_text(OLD)
    (docs / "sub/.gitignore").write_text("!d.md\n")
    monkeypatch.setenv("PATH", str(docs / "no-git-here"))
    assert [line.partition(":")[0] for line in run("docs").stdout.splitlines()] == [
        "docs/sub/c.html",
        "docs/sub/d.md",
    ]


@pytest.mark.parametrize("rules", [b"!\n", b"\xff\n"])
def test_rules_that_cannot_be_read_are_exit_2(docs: Path, rules: bytes) -> None:
    (docs / ".gitignore").write_bytes(rules)
    result = run("docs", "docs/b.md")
    assert result.exit_code == 2
    first, second = result.stdout.splitlines()
    assert first.startswith(f"docs:1: {docs}/.gitignore cannot be read (")
    assert first.endswith("; mend it, or name the files to check")
    assert second.startswith("docs/b.md:3: ")


def test_files_that_cannot_be_read_are_exit_2_and_hide_no_other_fault(docs: Path) -> None:
    (docs / "bad.md").write_bytes(b"one\ntwo \xff\n")
    (docs / "bin.md").write_bytes(b"\x00\x01")
    with open(docs / "huge.md", "wb") as file:
        file.truncate(5_000_001)
    (docs / "loop.md").symlink_to("loop.md")
    (docs / "loop").symlink_to(docs)
    os.mkfifo(docs / "pipe.md")
    result = run("docs")
    assert result.exit_code == 2
    shown = result.stdout.splitlines()
    assert "docs/bad.md:1: the file is not UTF-8 (line 2); save it as UTF-8" in shown
    assert "docs/bin.md:1: the file is binary; leave it out" in shown
    assert "docs/huge.md:1: the file is larger than 5 MB; leave it out" in shown
    assert any(line.startswith("docs/loop.md:1: the file cannot be read (") for line in shown)
    assert "docs/pipe.md:1: this is no ordinary file; leave it out" in shown
    assert f"docs/b.md:3: {OLD[:-1]} has moved; write {LLM}" in shown


@pytest.mark.parametrize(
    "words",
    [
        ["docs/notes.txt"],
        ["docs/missing.md"],
        [],
        ["--glossary", "missing.json", "docs"],
        ["--glossary", "", "docs"],
    ],
)
def test_bad_words_are_exit_2_with_a_message(docs: Path, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.output.strip()
    assert "None" not in result.output


def test_a_glossary_must_be_named() -> None:
    result = CliRunner().invoke(main, ["links", "."])
    assert result.exit_code == 2
    assert all(word in result.stderr for word in ("--glossary", "--site", "GLOSSARY_URL"))


class _Site(BaseHTTPRequestHandler):
    """A published glossary below `/ai/`, and below `/other/` the terms of another site."""

    def do_GET(self) -> None:
        root = f"http://{self.headers['Host']}/ai/"
        found = self.path in ("/ai/api/v1/terms.json", "/other/api/v1/terms.json")
        self.send_response(200 if found else 404)
        self.end_headers()
        self.wfile.write(terms_json().replace(ROOT, root).encode() if found else b"")

    def log_message(self, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ThreadingHTTPServer]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def on_site(server: ThreadingHTTPServer, path: str, *words: str, **environment: str) -> Result:
    return CliRunner().invoke(
        main, ["links", "--site", f"http://127.0.0.1:{server.server_port}{path}", *words], env=environment
    )


def test_the_terms_of_a_site_are_fetched_and_kept_for_when_it_is_gone(
    docs: Path, site: ThreadingHTTPServer
) -> None:
    root = f"http://127.0.0.1:{site.server_port}/ai/"
    (docs / "b.md").write_text(f"See [it]({root}concepts/large-language-model/), a token.\n")
    assert "has no copy of its terms here yet" in on_site(site, "/ai/", "--offline", "docs/b.md").stderr
    wrong = on_site(site, "/ai/", "docs/b.md")
    assert (wrong.exit_code, wrong.stderr) == (1, "1 file, 1 problem\n")
    assert on_site(site, "/ai/", "--offline", "docs/b.md").stdout == wrong.stdout
    by_environment = CliRunner().invoke(main, ["links", "docs/b.md"], env={"GLOSSARY_URL": root})
    assert by_environment.stdout == wrong.stdout
    site.shutdown()
    site.server_close()
    unreachable = on_site(site, "/ai/", "docs/b.md")
    assert unreachable.stdout == wrong.stdout
    assert re.search(r"cannot be read \(.*\); its terms of \d{4}-\d\d-\d\d are used", unreachable.stderr)


def test_the_terms_of_another_site_are_never_used(
    docs: Path, site: ThreadingHTTPServer, tmp_path: Path
) -> None:
    result = on_site(site, "/other/", "docs")
    assert result.exit_code == 2
    assert (
        f"holds the terms of another site, at http://127.0.0.1:{site.server_port}/ai/concepts/"
        in result.stderr
    )
    assert on_site(site, "/nowhere/", "docs").exit_code == 2
    assert not (tmp_path / "caches").exists()


@pytest.mark.parametrize(
    "site",
    ["", "words.example", "https://words.example", "https://words.example/ai", "https://words.example/ a/"],
)
def test_an_address_that_is_no_site_is_exit_2(docs: Path, site: str) -> None:
    result = CliRunner().invoke(main, ["links", "--site", site, "docs"])
    assert result.exit_code == 2
    assert "a slash at its end" in result.stderr


def test_a_suggestion_fails_nothing_unless_asked(docs: Path) -> None:
    (docs / "b.md").write_text("An LLM.\n")
    assert "is first named here" in run("--suggest", "docs/b.md").stdout
    assert run("--suggest", "docs/b.md").exit_code == 0
    assert run("--suggest", "--strict", "docs/b.md").exit_code == 1


def test_files_and_folders_can_be_left_out(docs: Path) -> None:
    assert run("--exclude", "docs/sub", "--exclude", "*.rst", "docs").stderr == "1 file, 1 problem\n"
    assert run("--exclude", "docs/s*/", "docs").stderr == "2 files, 2 problems\n"


def test_a_pattern_without_a_slash_is_a_name_anywhere_in_the_path(docs: Path) -> None:
    (docs / "a/sub").mkdir(parents=True)
    (docs / "a/sub/d.md").write_text(OLD)
    for pattern in ("sub", "sub/", "s?b"):
        assert run("--exclude", pattern, "docs").stderr == "2 files, 2 problems\n"
    assert run("--exclude", "c.html", "--exclude", "d.md", "docs").stderr == "2 files, 2 problems\n"
    assert run("--exclude", "./docs/sub", "docs").stderr == "3 files, 3 problems\n"


def test_a_pattern_that_leaves_nothing_out_is_said(docs: Path) -> None:
    result = run(
        "--exclude", "sbu", "--exclude", "sub/c.html", "--exclude", "a.rst", "docs/b.md", "docs/a.rst"
    )
    assert result.stderr.splitlines() == [
        *[
            (
                f"--exclude {pattern!r} leaves nothing out; give the name of a file or folder, or its "
                f"path as it is printed"
            )
            for pattern in ("sbu", "sub/c.html")
        ],
        "1 file, 1 problem",
    ]


def test_both_names_of_the_command_say_their_version(docs: Path) -> None:
    assert (
        CliRunner().invoke(links, ["--version"]).stdout.endswith(f", version {version('plain-glossary')}\n")
    )
    assert run("--version").stdout.endswith(f", version {version('plain-glossary')}\n")


def test_a_comment_leaves_out_a_place_or_a_file(docs: Path) -> None:
    (docs / "b.md").write_text(f"<!-- glossary-links: ignore -->\nSee [it]({OLD}).\nAnd [it]({OLD}).\n")
    (docs / "a.rst").write_text("A token.\n\n.. glossary-links: ignore file\n\nA language learning model.\n")
    assert [line.split(": ")[0] for line in run("docs/a.rst", "docs/b.md").stdout.splitlines()] == [
        "docs/b.md:3"
    ]


def test_a_role_for_a_term_that_the_glossary_does_not_have_is_reported(docs: Path) -> None:
    (docs / "a.rst").write_text(
        "A :term:`LLM`, :term:`sprint`, :term:`large langauge model`, :external:term:`it "
        "<nothing>`, :external+ai:term:`token`.\n"
    )
    (docs / "b.md").write_text("A {term}`token`, {external:term}`tokken`, `{term}`.\n")
    assert run("docs/a.rst", "docs/b.md").stdout.splitlines() == [
        f"docs/a.rst:1: 'sprint' is no term of the glossary; {ROOT}concepts/ lists every term",
        (
            "docs/a.rst:1: 'large langauge model' is no term of the glossary; did you mean 'Large "
            "language model'?"
        ),
        f"docs/a.rst:1: 'nothing' is no term of the glossary; {ROOT}concepts/ lists every term",
        "docs/b.md:1: 'tokken' is no term of the glossary; did you mean 'Token'?",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [("own.md", "```{glossary}\nsprint\n: Two weeks.\n```\n"), ("own.rst", ".. glossary::\n\n   sprint\n")],
)
def test_a_role_may_be_for_a_term_of_the_project_itself(name: str, text: str, docs: Path) -> None:
    (docs / "role.md").write_text("A {term}`sprint`.\n")
    told = run("--strict", "docs/role.md")
    assert (told.exit_code, "'sprint' is no term of the glossary" in told.stdout) == (0, True)
    (docs / name).write_text(text)
    assert run(f"docs/{name}", "docs/role.md").stdout == ""


def test_sarif_says_what_the_text_says(docs: Path) -> None:
    (run_,) = json.loads(run("--format", "sarif", "--suggest", "docs").stdout)["runs"]
    found = [
        f"{place['artifactLocation']['uri']}:{place['region']['startLine']}: {result['message']['text']}"
        for result in run_["results"]
        for place in [result["locations"][0]["physicalLocation"]]
    ]
    assert found == run("--suggest", "docs").stdout.splitlines()
    columns = [
        result["locations"][0]["physicalLocation"]["region"]["startColumn"] for result in run_["results"]
    ]
    assert columns == [3, 3, 47, 6, 50]
    assert run_["columnKind"] == "unicodeCodePoints"
    assert {result["ruleId"] for result in run_["results"]} == {
        rule["id"] for rule in run_["tool"]["driver"]["rules"]
    }
    assert {result["level"] for result in run_["results"] if result["ruleId"] == "unlinked-mention"} == {
        "note"
    }


def test_the_report_for_gitlab_says_what_the_text_says(docs: Path) -> None:
    found = json.loads(run("--format", "gitlab", "--suggest", "docs").stdout)
    places = [(issue["location"]["path"], issue["location"]["positions"]["begin"]) for issue in found]
    assert [
        f"{path}:{begin['line']}: {issue['description']}"
        for (path, begin), issue in zip(places, found, strict=True)
    ] == run("--suggest", "docs").stdout.splitlines()
    assert ("docs/b.md", {"line": 3, "column": 47}) in places
    assert {issue["check_name"]: issue["severity"] for issue in found} == {
        "misnomer": "major",
        "moved-link": "major",
        "unknown-link": "major",
        "unlinked-mention": "info",
    }


def test_to_gitlab_a_problem_stays_the_same_when_it_moves_and_no_two_are_one(docs: Path) -> None:
    def fingerprints() -> list[str]:
        report = json.loads(run("--format", "gitlab", "docs/b.md").stdout)
        return [issue["fingerprint"] for issue in report]

    (docs / "b.md").write_text(f"[it]({OLD}) and [it]({OLD})\n")
    before = fingerprints()
    assert len(set(before)) == 2
    (docs / "b.md").write_text(f"A line above.\n\n[it]({OLD}) and [it]({OLD})\n")
    assert fingerprints() == before


def test_columns_are_those_of_the_file_with_a_mark_of_byte_order_and_other_line_ends(docs: Path) -> None:
    (docs / "b.md").write_bytes(b"\xef\xbb\xbfAn LLM.\r\n\r\nSee a token.\r\n")
    report = json.loads(run("--format", "json", "--suggest", "docs/b.md").stdout)
    assert [(problem["line"], problem["column"]) for problem in report] == [(1, 4), (3, 7)]


def test_a_file_that_cannot_be_written_is_exit_2_and_stays(
    docs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "b.md")
    before = (docs / "b.md").read_bytes()
    result = run("--fix", "docs")
    assert result.exit_code == 2
    assert (
        "docs/b.md:1: the file cannot be written (no permission); allow it, or leave out --fix"
        in result.stdout
    )
    assert f"docs/b.md:3: {OLD[:-1]} has moved" in result.stdout
    assert (docs / "b.md").read_bytes() == before


@pytest.mark.parametrize(
    ("module", "step"), [(tempfile, "mkstemp"), (Path, "write_bytes"), (shutil, "copy2"), (os, "replace")]
)
def test_an_interruption_leaves_whole_files_and_no_others(
    docs: Path, monkeypatch: pytest.MonkeyPatch, module: object, step: str
) -> None:
    (docs / "z.md").write_text(f"[it]({OLD})\n")
    before = {path.name: path.read_bytes() for path in docs.iterdir() if path.is_file()}
    real = getattr(module, step)

    def interrupted(*words: object, **more: object) -> object:
        if "z.md" in f"{words} {more}":
            raise KeyboardInterrupt
        return real(*words, **more)

    monkeypatch.setattr(module, step, interrupted)
    result = run("--fix", "docs")
    monkeypatch.undo()
    assert result.exit_code == 2
    assert result.stderr == "Error: interrupted; 1 file mended, the others as they were\n"
    after = {path.name: path.read_bytes() for path in docs.iterdir() if path.is_file()}
    assert after == before | {"b.md": before["b.md"].replace(b"large-language-model", b"llm")}


def test_fix_keeps_the_mode_and_a_symbolic_link(docs: Path) -> None:
    (docs / "b.md").chmod(0o755)
    (docs / "link.md").symlink_to("b.md")
    run("--fix", "docs/link.md")
    assert (docs / "link.md").is_symlink()
    assert LLM in (docs / "b.md").read_text()
    assert stat.S_IMODE((docs / "b.md").stat().st_mode) == 0o755


def test_fix_changes_no_byte_beside_the_link(docs: Path) -> None:
    before = b"\xef\xbb\xbf# T\xc3\xa9st  \r\n\r\n\tcode \r\n" + f"[it]({OLD})".encode() + b" \x0c\r\nlast\r"
    (docs / "b.md").write_bytes(before)
    run("--fix", "docs/b.md")
    assert (docs / "b.md").read_bytes() == before.replace(b"large-language-model", b"llm")


def test_the_command_by_itself_needs_no_more_than_it_declares() -> None:
    declared = {
        re.match(r"[\w-]+", need)[0].casefold()
        for need in requires("plain-glossary") or []
        if "extra ==" not in need
    }
    below = {
        re.match(r"[\w-]+", need)[0].casefold().replace("_", "-")
        for name in declared
        for need in requires(name) or []
        if "extra ==" not in need
    }
    code = (
        "import sys; from glossary.links.command import links; print(*{name.partition('.')[0] for name "
        "in sys.modules})"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    # What the interpreter loads by itself belongs to no command.
    bare = subprocess.run(
        [sys.executable, "-c", "import sys; print(*{name.partition('.')[0] for name in sys.modules})"],
        capture_output=True,
        text=True,
        check=True,
    )
    packages = packages_distributions()
    needed = {
        name.casefold().replace("_", "-")
        for module in set(loaded) - set(bare.stdout.split())
        for name in packages.get(module, [])
    }
    assert needed
    assert needed <= declared | below | {"plain-glossary"}


@pytest.mark.parametrize(
    ("words", "extras"),
    [("check", "site"), ("mcp https://words.example/", "pages,mcp"), ("build --engine zensical", "zensical")],
)
def test_without_the_rest_the_other_command_says_what_to_install(words: str, extras: str) -> None:
    code = "import sys; sys.modules['jinja2'] = None; from glossary.entry import main; main()"
    command = [sys.executable, "-c", code, *words.split()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert re.fullmatch(
        rf'Error: jinja2 is not installed; run: pip install "\S+\[{extras}\]"\n'
        "To check links alone, use the command glossary-links, which needs no more.\n",
        done.stderr,
    )


def test_the_action_and_the_documentation_run_the_command(tmp_path: Path) -> None:
    root = Path(__file__).parent.parent.parent
    (step,) = yaml.safe_load((root / "action.yml").read_text())["runs"]["steps"]
    assert 'glossary-links" --format github' in step["run"]
    hook = (root / "tests/clients/samples/check-links/.pre-commit-config.yaml").read_text()
    assert f"rev: v{version('plain-glossary')}\n" in hook


def test_the_pre_commit_hook_runs_this_command_on_the_files_it_reads() -> None:
    hooks = yaml.safe_load((Path(__file__).parent.parent.parent / ".pre-commit-hooks.yaml").read_text())
    assert [hook["entry"] for hook in hooks] == ["glossary-links"]
    assert all(re.search(hooks[0]["files"], f"docs/a{suffix}") for suffix in SYNTAXES)
    assert not re.search(hooks[0]["files"], "docs/a.py")
