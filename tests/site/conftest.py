"""The built site and a browser, each made once for all tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from .built import Site, build, served


def _built_at(prefix: str, folder: Path) -> Iterator[Site]:
    # The address is known only once the server listens, and the site is built with it.
    with served(folder, prefix) as url:
        yield build(folder, url)


@pytest.fixture(scope="session")
def root_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site at the root of a host."""
    yield from _built_at("/", tmp_path_factory.mktemp("root"))


@pytest.fixture(scope="session")
def path_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real site below a path."""
    yield from _built_at("/some/path/", tmp_path_factory.mktemp("path"))


@pytest.fixture(scope="session", params=["root_site", "path_site"])
def site(request: pytest.FixtureRequest) -> Site:
    """The real site, at the root and again below a path."""
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Real Chromium, from $CHROMIUM."""
    path = os.environ.get("CHROMIUM")
    if not path or not Path(path).exists():
        pytest.fail("CHROMIUM does not name a browser; run the tests with: make test")
    with sync_playwright() as playwright:
        # As root, Chromium runs only without its sandbox; the pages are our own.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-background-networking"])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser context of its own for each test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()
