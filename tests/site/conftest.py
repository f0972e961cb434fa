"""The built sites and a browser: the sites are made once for all processes of a run, the browser once for all
tests of a process.
"""

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from .built import Site, build, build_formulas, build_german, build_second, served

# The addresses that the sites are built for. Each process serves them on ports of its own, and tells its
# browser which.
ROOT_URL = "http://root.localhost/"
PATH_URL = "http://path.localhost/some/path/"
FORMULAS_URL = "http://formulas.localhost/"
GERMAN_URL = "http://german.localhost/"

# The list below the address bar: Chromium draws it with two pages of its own in each window, at three times
# the cost of ours.
ADDRESS_BAR = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup"]
# A process for a page that might come next, at a tenth of the cost of each window.
SPARE = ["SpareRendererForSitePerProcess"]
# Chromium obeys only the last list of features, so what Playwright switches off by its own is repeated here.
PLAYWRIGHT = [
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]


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
def root_site(shared: Path) -> Site:
    """The real site at the root of a host."""
    return Site(once(shared / "root", lambda folder: build(folder, ROOT_URL)), ROOT_URL)


@pytest.fixture(scope="session")
def path_site(shared: Path) -> Site:
    """The real site below a path."""
    return Site(once(shared / "path", lambda folder: build(folder, PATH_URL)), PATH_URL)


@pytest.fixture(scope="session")
def formulas_site(shared: Path) -> Site:
    """A small glossary with a page of formulas."""
    return Site(
        once(shared / "formulas", lambda folder: build_formulas(folder, FORMULAS_URL)) / "site", FORMULAS_URL
    )


@pytest.fixture(scope="session")
def german_site(shared: Path) -> Site:
    """The German example glossary."""
    return Site(once(shared / "german", lambda folder: build_german(folder, GERMAN_URL)) / "site", GERMAN_URL)


@pytest.fixture(scope="session")
def second(shared: Path) -> Site:
    """The same glossary, staged and built by Zensical for the address of `root_site`."""
    return Site(once(shared / "second", lambda folder: build_second(folder, ROOT_URL)) / "site", ROOT_URL)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> Site:
    """The real site at the root of a host; in a test that is marked `anywhere`, there and again below a path."""
    return request.getfixturevalue(getattr(request, "param", "root_site"))


@pytest.fixture(scope="session")
def browser(shared: Path) -> Iterator[Browser]:
    """Real Chromium, from $CHROMIUM, which finds the sites at their addresses."""
    path = os.environ.get("CHROMIUM")
    if not path or not Path(path).exists():
        pytest.fail("CHROMIUM does not name a browser; run the tests with: make test")
    with ExitStack() as stack:
        hosts = []
        for name, url in (
            ("root", ROOT_URL),
            ("path", PATH_URL),
            ("formulas/site", FORMULAS_URL),
            ("german/site", GERMAN_URL),
        ):
            address = stack.enter_context(served(shared / name, urlsplit(url).path))
            hosts.append(f"MAP {urlsplit(url).netloc} {urlsplit(address).netloc}")
        playwright = stack.enter_context(sync_playwright())
        # As root, Chromium runs only without its sandbox; the pages are our own. Widths of signs are not
        # rounded to pixels, as on a phone.
        args = [
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-gpu",
            "--font-render-hinting=none",
        ]
        args += [
            f"--host-resolver-rules={','.join(hosts)}",
            f"--disable-features={','.join(ADDRESS_BAR + SPARE + PLAYWRIGHT)}",
        ]
        browser = playwright.chromium.launch(executable_path=path, args=args)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser context of its own for each test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()
