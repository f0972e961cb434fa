"""The program and the check that the integrations page shows, run as they stand there."""

import shlex
import subprocess
import sys
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


def test_the_ci_job_finds_a_link_that_leads_nowhere(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("check-links", real, tmp_path)
    job = yaml.safe_load((project / "glossary-links.yml").read_text("utf-8"))["jobs"]["links"]
    command = shlex.split(job["steps"][-1]["run"])
    assert command[0] == "glossary-links"
    program = Path(sys.executable).parent / command[0]
    (project / "docs").mkdir()
    (project / "docs/index.md").write_text(f"An [LLM]({real.concept('llm')}).\n", "utf-8")
    (project / "README.md").write_text("Nothing to see.\n", "utf-8")
    good = subprocess.run([program, *command[1:]], cwd=project, capture_output=True, text=True, check=False)
    assert good.returncode == 0, good.stdout + good.stderr
    (project / "README.md").write_text(f"A [token]({real.url}concepts/tokne/).\n", "utf-8")
    bad = subprocess.run([program, *command[1:]], cwd=project, capture_output=True, text=True, check=False)
    assert bad.returncode == 1
    assert bad.stdout.startswith("::error file=README.md,line=1")


def test_the_pre_commit_hook_is_one_that_the_repository_offers() -> None:
    hooks = yaml.safe_load((SAMPLES / "check-links/.pre-commit-config.yaml").read_text("utf-8"))["repos"][0][
        "hooks"
    ]
    offered = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in hooks} <= offered
