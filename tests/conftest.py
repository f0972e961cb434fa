"""Settings of all tests."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

import glossary.commands.cli  # noqa: F401 – enters the rules of all commands
from glossary.problem import RULES, Problem

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
