"""`glossary links`, as it is run in another repository."""

import json
import os
import stat
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from glossary.cli import main
from glossary.links import terms
from scripts.bundle_terms import BUNDLED, bundled_terms

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


def test_faults_are_printed_sorted_by_file_and_line(docs: Path) -> None:
    result = run("docs")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "docs/a.rst:3: 'language learning model' is a wrong name; write 'large language model'",
        f"docs/b.md:3: {OLD[:-1]} has moved; write {LLM}",
        f"docs/sub/c.html:2: {ROOT}concepts/rga is no page of the glossary; did you mean {ROOT}concepts/rag/?",
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
    assert lines[0] == f"::notice file=docs/50%25%2Ca.md,line=1,title=unlinked-mention::'LLM' is first named here, without a link; link it to {LLM}"
    assert any(line.startswith("::error file=docs/b.md,line=3,title=moved-link::") for line in lines)


def test_json_is_what_the_text_says(docs: Path) -> None:
    found = json.loads(run("--format", "json", "docs").stdout)
    assert [f"{one['path']}:{one['line']}: {one['what']}; {one['fix']}" for one in found] == run("docs").stdout.splitlines()
    assert [one["rule"] for one in found] == ["misnomer", "moved-link", "unknown-link"]


def test_hidden_folders_and_those_of_packages_are_left_out(docs: Path) -> None:
    for folder in (".git", "node_modules", "env"):
        (docs / folder).mkdir()
        (docs / folder / "d.md").write_text(OLD)
    (docs / "env/pyvenv.cfg").touch()
    assert run("docs").stderr == "3 files, 3 problems\n"


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


@pytest.mark.parametrize("words", [["docs/notes.txt"], ["docs/missing.md"], [], ["--glossary", "missing.json", "docs"], ["--glossary", "", "docs"]])
def test_bad_words_are_exit_2_with_a_message(docs: Path, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert result.output.strip()
    assert "None" not in result.output


@pytest.mark.parametrize("words", [[], ["--glossary", "terms.json", "--site", "https://example.com/"]])
def test_one_glossary_must_be_named(words: list[str]) -> None:
    result = CliRunner().invoke(main, ["links", *words, "."])
    assert result.exit_code == 2
    assert "--glossary" in result.stderr
    assert "--site" in result.stderr


def test_the_terms_of_the_package_lead_to_the_site_that_publishes_them(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "_BUNDLED", BUNDLED)
    (docs / "b.md").write_text("See [it](https://words.example/ai/concepts/large-language-model/), a token.\n")
    result = CliRunner().invoke(main, ["links", "--site", "https://words.example/ai/", "--suggest", "--fix", "docs/b.md"])
    assert result.exit_code == 0, result.output
    fixed = "See [it](https://words.example/ai/concepts/llm/), a [token](https://words.example/ai/concepts/token/).\n"
    assert (docs / "b.md").read_text() == fixed


@pytest.mark.parametrize("site", ["", "words.example", "https://words.example", "https://words.example/ai", "https://words.example/ a/"])
def test_an_address_that_is_no_site_is_exit_2(docs: Path, site: str) -> None:
    result = CliRunner().invoke(main, ["links", "--site", site, "docs"])
    assert result.exit_code == 2
    assert "a slash at its end" in result.stderr


def test_an_installation_without_terms_says_so(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "_BUNDLED", docs / "none.json")
    result = CliRunner().invoke(main, ["links", "--site", "https://words.example/", "docs"])
    assert result.exit_code == 2
    assert "brings no terms along" in result.stderr
    assert "--glossary" in result.stderr


def test_the_terms_of_the_package_are_those_of_the_pages() -> None:
    assert BUNDLED.read_text("utf-8") == bundled_terms(), "run: make generate"


def test_a_file_that_cannot_be_written_is_exit_2_and_stays(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "b.md")
    before = (docs / "b.md").read_bytes()
    result = run("--fix", "docs")
    assert result.exit_code == 2
    assert "docs/b.md:1: the file cannot be written (no permission); allow it, or leave out --fix" in result.stdout
    assert f"docs/b.md:3: {OLD[:-1]} has moved" in result.stdout
    assert (docs / "b.md").read_bytes() == before


@pytest.mark.parametrize("step", ["fdopen", "chmod"])
def test_an_interruption_leaves_whole_files_and_no_others(docs: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    (docs / "z.md").write_text(f"[it]({OLD})\n")
    before = {path.name: path.read_bytes() for path in docs.iterdir() if path.is_file()}
    real, calls = getattr(os, step), []

    def interrupted(*words: object, **more: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*words, **more)

    monkeypatch.setattr(os, step, interrupted)
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


def test_the_pre_commit_hook_runs_this_command_on_the_files_it_reads() -> None:
    hooks = yaml.safe_load((Path(__file__).parent.parent.parent / ".pre-commit-hooks.yaml").read_text())
    assert [hook["entry"] for hook in hooks] == ["glossary links"]
    assert set(hooks[0]["types_or"]) == {"markdown", "rst", "html"}
