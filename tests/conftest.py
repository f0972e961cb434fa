"""Settings of all tests, and what they share."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import glossary.commands.cli  # noqa: F401 – enters the rules of all commands
from glossary.problem import RULES, Problem
from glossary.site.build import Output

from .sample import build_sample, write_sample

# The same examples in every run, so that a failure is one that somebody has caused; and no files.
settings.register_profile("suite", derandomize=True, deadline=None, database=None, max_examples=100)
settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def only_explained_rules() -> Iterator[None]:
    """Wherever a test comes upon a problem, its rule is one of those that the docs explain."""
    make = Problem.__init__

    def checked(self: Problem, *values: object, **named: object) -> None:
        make(self, *values, **named)
        assert self.rule in {"", *RULES}, self.rule

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Problem, "__init__", checked)
        yield


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of a run have in common, new in every run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def once(folder: Path, make: Callable[[Path], object]) -> Path:
    """The folder, which the first process that asks for it makes. Others that ask meanwhile wait."""
    with open(f"{folder}.lock", "w") as lock:
        # The lock ends with the file, even if this process is killed.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            unfinished = Path(f"{folder}.unfinished")
            make(unfinished)
            unfinished.rename(folder)
    return folder


@pytest.fixture(scope="session")
def sample_project(shared: Path) -> Path:
    """The project of the sample. A test that changes it copies it before."""
    return once(shared / "sample", write_sample)


@pytest.fixture(scope="session")
def sample(sample_project: Path) -> Output:
    """What the engine makes of the sample."""
    return build_sample(sample_project)
