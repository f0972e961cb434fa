"""The program and the check that the integrations page shows, run as they stand there."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from .projects import SAMPLES, Glossary, copy_sample

pytestmark = pytest.mark.client
ROOT = SAMPLES.parent.parent.parent


@pytest.mark.parametrize("name", ["LLM", "large language model"])
def test_the_program_says_what_a_word_means(real: Glossary, tmp_path: Path, name: str) -> None:
    project = copy_sample("python", real, tmp_path)
    run = subprocess.run(
        [sys.executable, "define.py", name], cwd=project, capture_output=True, text=True, check=True
    )
    first, address = run.stdout.splitlines()
    assert first.startswith("Large language model: ")
    assert address == real.concept("llm")


def test_the_program_says_that_a_word_is_missing(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("python", real, tmp_path)
    run = subprocess.run(
        [sys.executable, "define.py", "Zeitgeist"], cwd=project, capture_output=True, text=True, check=False
    )
    assert (run.returncode, run.stderr) == (1, "There is no 'Zeitgeist' in the glossary.\n")


def github_job(project: Path) -> str:
    """What the job for GitHub runs last."""
    job = yaml.safe_load((project / "glossary-links.yml").read_text("utf-8"))["jobs"]["links"]
    return job["steps"][-1]["run"]


def gitlab_job(project: Path) -> str:
    """What the job for GitLab runs last, and then its report."""
    job = yaml.safe_load((project / ".gitlab-ci.yml").read_text("utf-8"))["links"]
    report = job["artifacts"]["reports"]["codequality"]
    assert job["artifacts"]["when"] == "always"
    return f"{job['script'][-1]}; ended=$?; cat {report}; exit $ended"


@pytest.mark.parametrize(
    ("job", "said"),
    [(github_job, "::error file=README.md,line=1,col="), (gitlab_job, '"path": "README.md"')],
)
def test_the_ci_job_finds_a_link_that_leads_nowhere(
    real: Glossary, tmp_path: Path, job: Callable[[Path], str], said: str
) -> None:
    project = copy_sample("check-links", real, tmp_path)
    programs = f"{Path(sys.executable).parent}:{os.environ['PATH']}"

    def run() -> tuple[int, str]:
        done = subprocess.run(
            ["sh", "-c", job(project)],
            cwd=project,
            env=os.environ | {"PATH": programs},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout

    (project / "docs").mkdir()
    (project / "docs/index.md").write_text(f"An [LLM]({real.concept('llm')}).\n", "utf-8")
    (project / "README.md").write_text("Nothing to see.\n", "utf-8")
    assert run()[0] == 0
    (project / "README.md").write_text(f"A [token]({real.url}concepts/tokne/).\n", "utf-8")
    code, report = run()
    assert code == 1
    assert said in report


def test_the_pre_commit_hook_is_one_that_the_repository_offers() -> None:
    hooks = yaml.safe_load((SAMPLES / "check-links/.pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ]
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in hooks} <= offered


def test_the_checker_of_links_finds_nothing_wrong_in_the_examples(real: Glossary, tmp_path: Path) -> None:
    for folder in filter(Path.is_dir, SAMPLES.iterdir()):
        copy_sample(folder.name, real, tmp_path)

    def run() -> subprocess.CompletedProcess[str]:
        command = [Path(sys.executable).parent / "glossary-links", "--site", real.url, "."]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    # It has read the roles: one of its examples with a name that nobody has is a problem.
    page = tmp_path / "myst-parser/index.md"
    page.write_text(
        page.read_text("utf-8").replace("{external+ai:term}`token`", "{external+ai:term}`tokne`"), "utf-8"
    )
    done = run()
    assert done.returncode == 1 and "myst-parser/index.md" in done.stdout
