"""The built sites and a browser: the sites are made once for all processes of a run, the browser once for all
tests of a process.
"""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from glossary.languages import language_of, spoken_languages
from glossary.text.search_words import search_words

from ..conftest import once
from .built import ROOT, Site, build, build_formulas, build_german, build_second, served

# The addresses that the sites are built for. Each process serves them on ports of its own, and tells its
# browser which.
ROOT_URL = "http://root.localhost/"
PATH_URL = "http://path.localhost/some/path/"
FORMULAS_URL = "http://formulas.localhost/"
GERMAN_URL = "http://german.localhost/"

WINDOW: ViewportSize = {"width": 1280, "height": 900}

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
def site(shared: Path, sample_project: Path) -> Site:
    """The sample at the root of a host."""
    return Site(once(shared / "root", lambda folder: build(sample_project, folder, ROOT_URL)), ROOT_URL)


@pytest.fixture(scope="session")
def path_site(shared: Path, sample_project: Path) -> Site:
    """The sample below a path, for what scripts make of an address. All else is the same there, which one
    test sees file by file.
    """
    return Site(once(shared / "path", lambda folder: build(sample_project, folder, PATH_URL)), PATH_URL)


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
def second(shared: Path, sample_project: Path) -> Site:
    """The sample, staged and built by Zensical for the address of `site`."""
    folder = once(shared / "second", lambda folder: build_second(sample_project, folder, ROOT_URL))
    return Site(folder / "site", ROOT_URL)


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


@pytest.fixture(scope="session")
def workers(browser: Browser) -> dict[str, Page]:
    """For each language a page with the functions of the search worker."""
    return {language: _worker(browser, language) for language in spoken_languages()}


@pytest.fixture(scope="session")
def ranking(workers: dict[str, Page]) -> Page:
    """The page of English."""
    return workers["en"]


def _worker(browser: Browser, language: str) -> Page:
    page = browser.new_page()
    for_worker = search_words(language_of(language)).for_worker()
    stemmer = for_worker["stemmer"]
    page.add_script_tag(path=ROOT / f"scripts/glossary/theme/vendor/{stemmer}/{stemmer}.min.js")
    sources = "".join(
        (ROOT / "scripts/search" / name).read_text("utf-8")
        for name in ("edit_distance.js", "full_text.js", "words.js", "ranking.js")
    )
    page.add_script_tag(content=re.sub(r"^import .*$|^export ", "", sources, flags=re.M))
    page.evaluate("index => { window.words = wordsOf(index); }", for_worker)
    return page


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A reader of its own for each test, who was never here before."""
    context = browser.new_context(viewport=WINDOW)
    yield context
    context.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Page:
    """The window that `page` shows. It may use the clipboard."""
    context = browser.new_context(viewport=WINDOW)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return context.new_page()


@pytest.fixture(scope="session")
def window_without_scripts(browser: Browser) -> Page:
    """The window that `plain_page` shows."""
    return browser.new_page(viewport=WINDOW, java_script_enabled=False)


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """A window that tests have in common, as a new one takes a browser longer than most tests take.

    It is for those that leave its clock alone and have nothing run before a page.
    """
    yield window
    _leave(window)


@pytest.fixture
def plain_page(window_without_scripts: Page) -> Iterator[Page]:
    """Such a window without JavaScript."""
    yield window_without_scripts
    _leave(window_without_scripts)


def _leave(window: Page) -> None:
    window.goto("about:blank")
    window.unroute_all()
    devtools = window.context.new_cdp_session(window)
    for url in (ROOT_URL, PATH_URL, FORMULAS_URL, GERMAN_URL):
        kept = {"origin": "http://" + urlsplit(url).netloc, "storageTypes": "local_storage"}
        devtools.send("Storage.clearDataForOrigin", kept)
    devtools.detach()
    window.mouse.move(0, 0)
    window.set_viewport_size(WINDOW)
    window.emulate_media(media="null", color_scheme="null", reduced_motion="null")
