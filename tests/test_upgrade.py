"""`glossary upgrade`: a glossary that an earlier version began, under the one that is installed."""

import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from glossary.calendar_day import today
from glossary.commands.cli import main
from glossary.commands.starter import starter_files
from glossary.commands.upgrade import RECORD, record_text

from .glossaries import write

# What an earlier version wrote into each of these files.
EARLIER = {"Makefile": "serve:\n\tmkdocs serve\n", ".gitignore": "site/\n", "Caddyfile": "old\n"}


def run(*words: str, typed: str = "") -> Result:
    result = CliRunner().invoke(main, words, input=typed)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A glossary as an earlier version began it, the current folder of the test."""
    run("init", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    for path, text in EARLIER.items():
        Path(path).write_text(text, "utf-8")
    record = yaml.safe_load(Path(RECORD).read_text("utf-8"))["files"]
    earlier = yaml.safe_load(record_text("0.9", EARLIER))["files"]
    Path(RECORD).write_text(yaml.safe_dump({"version": "0.9", "files": record | earlier}), "utf-8")
    return tmp_path


def test_a_glossary_that_was_just_begun_needs_no_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    before = snapshot(tmp_path)
    result = run("upgrade")
    assert result.exit_code == 0 and "There is nothing to change." in result.stdout
    assert snapshot(tmp_path) == before


def test_files_that_nobody_has_changed_are_replaced_and_all_others_stay(old: Path) -> None:
    fresh = starter_files(today())
    own = {
        "Makefile": EARLIER["Makefile"] + "lunch:\n",  # changed by both
        ".gitlab-ci.yml": "# ours\n",  # changed by its authors alone
    }
    for path, text in own.items():
        Path(path).write_text(text, "utf-8")
    Path("Containerfile").unlink()  # nobody wants it
    Path("Caddyfile").unlink()
    result = run("upgrade", "--yes")
    assert result.exit_code == 0, result.output
    assert "begun or last upgraded with 0.9." in result.stdout
    assert Path(".gitignore").read_text("utf-8") == fresh[".gitignore"]
    assert {path: Path(path).read_text("utf-8") for path in own} == own
    assert not Path("Containerfile").exists() and not Path("Caddyfile").exists()
    # Where both have changed it, the difference is shown once.
    assert "\n-lunch:\n" in result.stdout and "# ours" not in result.stdout
    again = run("upgrade")
    assert "lunch" not in again.stdout and "There is nothing to change." in again.stdout


def test_a_file_that_new_glossaries_have_is_named(old: Path) -> None:
    record = yaml.safe_load(Path(RECORD).read_text("utf-8"))
    del record["files"]["Containerfile"]
    Path(RECORD).write_text(yaml.safe_dump(record), "utf-8")
    Path("Containerfile").unlink()
    assert "- Containerfile: a new glossary has it" in run("upgrade", "--yes").stdout
    assert not Path("Containerfile").exists()


def test_a_setting_that_is_gone_leaves_the_style_and_nothing_else_does(old: Path) -> None:
    style = Path("docs/style.yml")
    before = style.read_text("utf-8")
    style.write_text(
        f"# Ours\nfigures:\n  studies: [study]\n  named: [one]\n# of the rest\n{before}", "utf-8"
    )
    schema = Path("docs/concept.schema.json")
    current = schema.read_text("utf-8")
    schema.write_text("{}", "utf-8")
    assert run("check").exit_code == 1
    result = run("upgrade", "--yes")
    assert result.exit_code == 0, result.output
    assert "- docs/style.yml: 'figures' is no setting any more; 'cited_sources' asks" in result.stdout
    assert style.read_text("utf-8") == f"# Ours\n# of the rest\n{before}"
    assert schema.read_text("utf-8") == current


def test_what_check_refuses_now_is_told_behind_the_upgrade(old: Path) -> None:
    page = Path("docs/concepts/glossary.md")
    page.write_text(page.read_text("utf-8").replace("topic: ", "topic: no-", 1), "utf-8")
    result = run("upgrade", "--yes")
    assert result.exit_code == 1
    assert re.search(r"^docs/concepts/glossary\.md:\d+: there is no topic 'no-words'", result.stdout, re.M)


def test_without_a_terminal_nothing_is_written_unless_told_to(old: Path) -> None:
    before = snapshot(old)
    result = run("upgrade")
    assert result.exit_code == 1 and snapshot(old) == before
    assert result.stderr.startswith("Error: nothing was written; to write ") and ".gitignore" in result.stderr
    assert result.stderr.endswith(", add --yes\n")


@pytest.mark.parametrize(("typed", "written"), [("\n", False), ("no\n", False), ("y\n", True)])
def test_on_a_terminal_it_asks(old: Path, monkeypatch: pytest.MonkeyPatch, typed: str, written: bool) -> None:
    monkeypatch.setattr("glossary.commands.cli.on_terminal", lambda: True)
    before = snapshot(old)
    result = run("upgrade", typed=typed)
    assert re.search(r"^Write .*Makefile.*\? \[y/n\]", result.stdout, re.M)
    assert (snapshot(old) != before) == written and result.exit_code == (0 if written else 1)


def test_a_record_that_cannot_be_read_is_told_by_its_line(old: Path) -> None:
    Path(RECORD).write_text("version: 0.9.1\nfiles: 3\n", "utf-8")
    before = snapshot(old)
    result = run("upgrade", "--yes")
    assert result.exit_code == 1 and result.stderr.startswith(f"{RECORD}:2: ")
    assert snapshot(old) == before


def test_a_handbook_keeps_its_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "docs", {"token": None})
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\nplugins: [glossary]\nmarkdown_extensions: [attr_list, md_in_html]\n", "utf-8"
    )
    (tmp_path / ".gitignore").write_text("ours/\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    before = snapshot(tmp_path)
    result = run("upgrade", "--yes")
    assert "begun or last upgraded with an unknown version." in result.stdout
    assert {path: data for path, data in snapshot(tmp_path).items() if path != RECORD} == before
    assert "There is nothing to change." in run("upgrade").stdout
