"""The project's own files: what a new user runs, and what an editor reads."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from datetime import date
from itertools import chain
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from glossary.commands.starter import starter_files
from glossary.problem import Message, Problem

from .glossaries import COMPARISON, relation, write
from .processes import mkdocs

ROOT = Path(__file__).parent.parent
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.splitlines()


def test_the_lock_has_a_hash_for_every_package_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    packages = re.findall(r"^[a-z0-9-]+==.*?(?=^[a-z0-9-]+==|\Z)", lock, re.M | re.S)
    assert len(packages) > 20
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in lock


def test_the_lock_holds_every_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    # The extras of the other engines are locked where they are tested, in tests/clients.
    extras = [project["optional-dependencies"][name] for name in ("pages", "site", "test")]
    declared = [
        re.split("[><=]", wanted)[0]
        for wanted in [*project["dependencies"], *chain(*extras)]
        if not wanted.startswith(project["name"])
    ]
    assert len(declared) > 10
    lock = (ROOT / "requirements.lock").read_text()
    missing = [
        name for name in declared if not re.search(rf"^{name.lower().replace('_', '-')}==", lock, re.M)
    ]
    assert not missing


@pytest.mark.parametrize(("severity", "of_draft"), [("error", False), ("info", True)])
def test_the_problem_matcher_reads_what_check_prints(severity: str, of_draft: bool) -> None:
    tasks = json.loads((ROOT / ".vscode/tasks.json").read_text())["tasks"]
    problem = Problem("docs/concepts/llm.md", 12, Message("what: is wrong"), Message("what to do"))
    printed = str(problem.in_draft() if of_draft else problem)
    ((pattern, found),) = (
        (matcher["pattern"], found)
        for matcher in tasks[0]["problemMatcher"]
        if (found := re.match(matcher["pattern"]["regexp"], printed)) and matcher["severity"] == severity
    )
    assert found[pattern["file"]] == "docs/concepts/llm.md"
    assert found[pattern["line"]] == "12"
    assert found[pattern["message"]] == "what: is wrong; what to do"


def test_the_schema_mapping_leads_to_the_schema_and_the_pages() -> None:
    schemas = json.loads((ROOT / ".vscode/settings.json").read_text())["yaml.schemas"]
    for schema, pages in schemas.items():
        assert (ROOT / schema).is_file()
        assert list(ROOT.glob(pages))


@pytest.mark.parametrize("command", ["make serve", "make test"])
def test_the_readme_names_the_two_commands_and_the_makefile_has_them(command: str) -> None:
    assert command in (ROOT / "README.md").read_text()
    assert re.search(rf"^{command.split()[1]}:", (ROOT / "Makefile").read_text(), re.M)


@pytest.mark.parametrize(
    ("given", "seen"), [({}, "https://"), ({"REPO_URL": "https://a.example/b"}, "https://a.")]
)
def test_a_page_that_is_served_leads_to_a_repository(
    given: dict[str, str], seen: str, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs").write_text('#!/bin/sh\necho "repository: $REPO_URL"\n')
    (tmp_path / "mkdocs").chmod(0o755)
    done = subprocess.run(
        ["make", "serve", f"BIN={tmp_path}", "READY="],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]} | given,
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"repository: {seen}" in done.stdout


def test_a_project_set_up_as_the_readme_says_shows_no_markdown(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(starter_files(date(2026, 1, 2))["mkdocs.yml"], "utf-8")
    write(
        tmp_path / "docs", {"llm": {"related": [relation("token", "contrasts", **COMPARISON)]}, "token": None}
    )
    run = mkdocs(tmp_path, "build", "--strict", SITE_URL="https://organisation.example/")
    assert run.returncode == 0, run.stderr
    for page in (
        "index.html",
        "concepts/llm/index.html",
        "topics/basics/index.html",
        "compare/index.html",
        "compare/llm-vs-token/index.html",
        "print/index.html",
    ):
        shown = BeautifulSoup((tmp_path / "site" / page).read_text("utf-8"), "html.parser")
        for sample in shown.find_all("pre"):
            sample.decompose()  # They are there to be copied, as Markdown too.
        text = str(shown)
        assert not re.search(r'markdown="|\{:|^## |\]\(|\*\*', text, re.M), page


def test_a_build_to_be_published_refuses_an_address_that_only_this_machine_can_open(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(starter_files(date(2026, 1, 2))["mkdocs.yml"], "utf-8")
    write(tmp_path / "docs", {"token": None})
    for command in (["build", "--strict"], ["gh-deploy"]):
        run = mkdocs(tmp_path, *command)
        assert run.returncode == 1 and not (tmp_path / "site").exists()
        assert "'site_url' is http://127.0.0.1:8000/" in run.stdout and "SITE_URL=https://" in run.stdout
    assert mkdocs(tmp_path, "build").returncode == 0


def test_an_environment_is_kept_where_a_newer_one_cannot_be_fetched(tmp_path: Path) -> None:
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    ready = tmp_path / ".venv/ready"
    ready.parent.mkdir()
    ready.touch()
    os.utime(ready, (1, 1))
    environment = os.environ | {"PYTHON": sys.executable, "PIP_NO_INDEX": "1", "PIP_NO_CACHE_DIR": "1"}
    run = subprocess.run(
        ["make", ".venv/ready"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode != 0
    assert "No matching distribution found" in run.stderr
    assert ready.exists()


def test_every_rule_and_command_is_documented_and_nothing_else() -> None:
    from glossary.commands.cli import main
    from glossary.problem import RULES

    assert set(re.findall(r"^### ([a-z-]+) ", (ROOT / "docs/about/rules.md").read_text(), re.M)) == set(RULES)
    shown = set(re.findall(r"^Usage: glossary ([a-z]+) ", (ROOT / "CONTRIBUTING.md").read_text(), re.M))
    assert shown == set(main.commands)


def test_no_text_file_has_trailing_spaces_or_windows_line_ends() -> None:
    texts = [
        path
        for path in TRACKED
        if path.endswith((".py", ".md", ".yml", ".j2", ".toml", ".html", ".css", ".js"))
    ]
    assert texts
    for path in texts:
        if "vendor/" not in path and (ROOT / path).is_file():
            data = (ROOT / path).read_bytes()
            assert b"\r" not in data and not re.search(rb"[ \t]+$", data, re.M), path
