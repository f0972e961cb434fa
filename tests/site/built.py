"""Builds the sites of the tests, serves them as a plain static host does, and reads their pages."""

import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from time import sleep
from typing import IO
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup
from lxml.html import HtmlElement, document_fromstring

from glossary.site.exports.hosting import POLICY
from glossary.site.memory import gc_paused

from ..glossaries import LEAD, SECTIONS, cases, write
from ..processes import mkdocs

ROOT = Path(__file__).parent.parent.parent
EPOCH = "4070908800"  # 2099-01-01: no page is from the future.
PIECE, PAUSE = (
    800,
    0.02,
)  # A slow line: about so many bytes, then a pause of so many seconds, a frame of the screen.
REDIRECT = re.compile(r'<meta http-equiv="refresh"')

# One page of each type, by its path below the root of the site.
PAGE_TYPES = {
    "home": "",
    "A–Z": "concepts/",
    "A–Z with explanations": "a-z/",
    "concept": "concepts/llm/",
    "topics": "topics/",
    "topic": "topics/language-models/",
    "related": "related/",
    "related in a topic": "related/language-models/",
    "paths": "paths/",
    "path": "paths/newcomer/",
    "pictures": "pictures/",
    "pictures of a topic": "pictures/language-models/",
    "comparisons": "compare/",
    "comparison": "compare/llm-vs-foundation-model/",
    "meanings": "meanings/bias/",
    "print": "print/",
    "print of a topic": "print/business/",
    "health": "about/health/",
    "about": "about/",
    "prose": "about/writing/",
    "404": "404.html",
}


@dataclass(frozen=True)
class Site:
    """A built site: its folder, and the address of its root."""

    folder: Path
    url: str

    @cached_property
    def paths(self) -> list[str]:
        """Every HTML page that is no redirect, by its path below the root ("concepts/llm/"). There are some,
        so that a test of each looks at something.
        """
        files = [
            file
            for file in sorted(self.folder.rglob("*.html"))
            if not REDIRECT.search(file.read_text("utf-8"))
        ]
        assert files, f"there is no page in {self.folder}"
        return [file.relative_to(self.folder).as_posix().removesuffix("index.html") for file in files]

    def page(self, path: str) -> BeautifulSoup:
        """One page, read by Beautiful Soup: easy to ask, but slow, so this is for tests of a few pages."""
        return _soup(self.file(self.url + path))

    @cached_property
    def pages(self) -> dict[str, HtmlElement]:
        """All pages by path, read by lxml in half a second; Beautiful Soup would need nine. They are shared:
        a test that changes one copies it before.
        """
        return {
            path: document_fromstring(self.file(self.url + path).read_text("utf-8")) for path in self.paths
        }

    @cached_property
    def slugs(self) -> list[str]:
        """The concepts. There are some, too."""
        slugs = [found[1] for path in self.paths if (found := re.fullmatch(r"concepts/([^/]+)/", path))]
        assert slugs, f"there is no concept in {self.folder}"
        return slugs

    @property
    def concepts(self) -> dict[str, HtmlElement]:
        """The concept pages by slug, out of `pages`."""
        return {slug: self.pages[f"concepts/{slug}/"] for slug in self.slugs}

    def file(self, url: str) -> Path:
        """The file that a static host sends for an address of this site."""
        path = urlsplit(url).path.removeprefix(urlsplit(self.url).path)
        file = self.folder / path
        return file / "index.html" if file.is_dir() or not path else file


def linked(page: HtmlElement, relation: str) -> list[HtmlElement]:
    """What the head of a page links to in one relation: its stylesheets, its canonical address."""
    return [link for link in page.iter("link") if relation in link.get("rel", "").split()]


@cache
def _soup(file: Path) -> BeautifulSoup:
    # Looking for circles in all pages that are kept would take nearly as long again.
    with gc_paused():
        return BeautifulSoup(file.read_text("utf-8"), "html.parser")


def described(page: HtmlElement) -> str:
    """The description in the head of a page."""
    return page.find('.//meta[@name="description"]').attrib["content"]


def build(project: Path, folder: Path, site_url: str) -> None:
    """Builds a project into `folder`. Fails with what MkDocs printed if anything is amiss."""
    run = mkdocs(
        project, "build", "--strict", "--site-dir", str(folder), SITE_URL=site_url, SOURCE_DATE_EPOCH=EPOCH
    )
    assert run.returncode == 0 and "WARNING" not in run.stderr, run.stdout + run.stderr


def build_formulas(folder: Path, site_url: str) -> None:
    """Builds a glossary with the theme of the real one into `folder/site`: `formulas` below, `letters` above,
    and `prices`.
    """
    shown = "\n".join(
        f"This is {case['name']}, in words:\n\n$$\n{case['tex']}\n$$\n"
        for case in cases("formulas")["machine-learning"]
    )
    section = (
        f"\n## The formula\n\n{shown}\nHere $n$ is a number, and $p_i = \\frac{{1}}{{n}}$. What is "
        f"$P(a \\mid b) = P(b \\mid a) P(a) / P(b)$?\n"
    )
    pages = {
        "formulas": {"lead": LEAD, "body": LEAD + SECTIONS + section},
        "prices": {"lead": "It costs $5 to $10, or US$3 and US$4.\n"},
        "letters": {"lead": "It is $\\theta$.\n"},
    }
    write(folder / "docs", pages)
    theme = (
        f"INHERIT: {ROOT / 'mkdocs.yml'}\ntheme: {{custom_dir: {ROOT / 'overrides'}}}\nwatch: []\nnav: "
        f"[index.md]\nnot_in_nav: '*'\nextra: {{propose: ''}}\n"
    )
    (folder / "mkdocs.yml").write_text(theme, "utf-8")
    run = mkdocs(folder, "build", SITE_URL=site_url, SOURCE_DATE_EPOCH=EPOCH)
    assert run.returncode == 0, run.stderr


def build_german(folder: Path, site_url: str) -> None:
    """Builds the German example glossary into `folder/site`, with an address that moved and one that was
    given up.
    """
    shutil.copytree(ROOT / "tests/german", folder, ignore=shutil.ignore_patterns(".cache", "site"))
    with (folder / "docs/urls.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("/concepts/probe/ -> /concepts/rueckstellprobe/\n/concepts/diaetkost/ retired\n")
    build(folder, folder / "site", site_url)


def build_second(project: Path, folder: Path, site_url: str) -> None:
    """Stages a glossary into `folder` and has Zensical build it there, into `site`."""
    environment = os.environ | {"SITE_URL": site_url, "SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1"}
    for program, *words, where in (("glossary", "stage", folder, project), ("zensical", "build", folder)):
        command = [Path(sys.executable).parent / program, *words]
        run = subprocess.run(command, cwd=where, env=environment, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr


class _Host(SimpleHTTPRequestHandler):
    """A static host that serves `root` below `prefix` with the promised policy, and 404.html for what is
    missing.
    """

    prefix = "/"
    root = Path()
    policy = POLICY

    def translate_path(self, path: str) -> str:
        """The file for a request; outside of the prefix there is nothing."""
        clean = urlsplit(path).path
        if not clean.startswith(self.prefix):
            return str(self.root / "nothing-here")
        return super().translate_path("/" + clean.removeprefix(self.prefix))

    def end_headers(self) -> None:
        """Adds the policy to every answer."""
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Sends 404.html, as static hosts do."""
        page = (self.root / "404.html").read_bytes()
        self.send_response(code, message)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def copyfile(self, source: IO[bytes], outputfile: IO[bytes]) -> None:  # type: ignore[override]
        """Sends a file, a page over a slow line so that the browser paints it again and again while it comes
        in.
        """
        if not (self.slow and urlsplit(self.path).path.endswith("/")):
            return super().copyfile(source, outputfile)
        # Cut behind a tag, as parsers pause there: no layout can help it if half a word was there before the
        # other half.
        for piece in re.findall(rb".{1,%d}[^>]*>?" % PIECE, source.read(), re.S):
            outputfile.write(piece)
            outputfile.flush()
            sleep(PAUSE)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@contextmanager
def served(folder: Path, prefix: str, slow: bool = False, policy: str = POLICY) -> Iterator[str]:
    """Serves `folder` below `prefix`, pages piece by piece if it is to be `slow`, and yields the address of
    its root. Scripts in the pages of Material need another `policy`, or none.
    """
    host = type("Host", (_Host,), {"prefix": prefix, "root": folder, "slow": slow, "policy": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield urljoin(f"http://127.0.0.1:{server.server_address[1]}", prefix)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
