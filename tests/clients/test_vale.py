"""The sample for Vale in Vale itself, which no package index has: where it is installed."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from .projects import Glossary, copy_sample

pytestmark = pytest.mark.client


def test_vale_finds_wrong_names_and_knows_right_ones(real: Glossary, tmp_path: Path) -> None:
    vale = shutil.which("vale")
    if not vale:
        pytest.skip("Vale is not installed")
    project = copy_sample("vale", real, tmp_path)
    (project / "index.md").write_text(
        "Ask Chat GTP: a language learning model (LLM) uses softmax.\n\nComputer power is free.\n", "utf-8"
    )
    subprocess.run([vale, "sync"], cwd=project, check=True, capture_output=True)
    run = subprocess.run([vale, "--output=JSON", "index.md"], cwd=project, capture_output=True, check=False)
    found = [(alert["Check"], alert["Match"]) for alert in json.loads(run.stdout)["index.md"]]
    assert [match for check, match in found if check == "Glossary.WrongNames"] == [
        "GTP",
        "language learning model",
    ]
    assert "softmax" not in {match for _, match in found}
