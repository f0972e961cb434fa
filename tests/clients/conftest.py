"""Two glossaries on the loopback for clients to read: the real one, and one with awkward names."""

from collections.abc import Iterator

import pytest

from tests.processes import mkdocs
from tests.site.built import ROOT, served

from .projects import Glossary
from .synthetic import build_synthetic, publish

PREFIX = "/glossary/"


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glossary]:
    """The built site."""
    folder = tmp_path_factory.mktemp("site")
    with served(folder, PREFIX) as url:
        # A strict build refuses an address that only this machine can open.
        run = mkdocs(ROOT, "build", "--site-dir", str(folder), SITE_URL=url)
        assert run.returncode == 0, run.stderr
        yield Glossary.read(url, folder)


@pytest.fixture(scope="session")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Glossary]:
    """The files of a thousand concepts with awkward names."""
    folder = tmp_path_factory.mktemp("synthetic")
    with served(folder, PREFIX) as url:
        output = build_synthetic(tmp_path_factory.mktemp("source") / "docs", 1000, url)
        assert not output.problems
        publish(output, folder)
        yield Glossary.read(url, folder)


@pytest.fixture(params=["real", "synthetic"])
def glossary(request: pytest.FixtureRequest) -> Glossary:
    """Each of the two."""
    return request.getfixturevalue(request.param)
