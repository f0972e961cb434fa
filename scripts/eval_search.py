"""Measures the search against the queries in `tests/search/`, and stock Material's on the same pages: `make
eval-search`.

Both sites are built and every query goes through the real search box in Chromium. The share of queries whose
right page comes first, or is among the first three, is printed by class, with the mean reciprocal rank; then
what a reader sees while the queries of the class `typed` are typed, the milliseconds from a key to its hits,
on this site and on 500 synthetic concepts, and what the browser has to load.
"""

import gzip
import os
import random
import re
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle, pairwise, permutations
from math import ceil
from pathlib import Path
from shutil import copytree
from statistics import quantiles
from tempfile import TemporaryDirectory
from typing import Any

import click
import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from bench_corpus import write_corpus
from glossary.calendar_day import today
from glossary.site.build import build
from glossary.site.exports.search_index import PATH as INDEX

ROOT = Path(__file__).parent.parent
QUERIES = ROOT / "tests/search/queries.yml"
WORKER = (
    "assets/javascripts/search-worker.js",
    "vendor/porter2/porter2.min.js",
)
EPOCH = "4070908800"  # 2099-01-01: no page is from the future.
TIMED = 40  # So many queries are typed letter by letter for the time from key to hits.
SYNTHETIC = 500
DRAWN = 200  # So many terms of several words are drawn from those that the texts introduce in italics.
FULL = 20  # The MAX_HITS of ranking.js, where a list is cut: what is gone from a full one may still fit.
SETTLED = 0.6  # From this share of its letters on, a query should show the page that it is for.


@dataclass(frozen=True)
class Box:
    """How to use the search box of a site: what opens it, and what its field and hits are."""

    opener: str
    field: str
    hits: str


OURS = Box(".header [data-search-open]", "dialog .search__query", "dialog .search__list a")
STOCK = Box(".md-search__input", ".md-search__input", ".md-search-result__item > a")

# Asks the box one query and gives the time until its hits stand on the page, and their addresses. A box is
# through with a query when its worker has answered and the page has taken the answer over.
ASK = """async ([field, hits, query]) => {
    const input = document.querySelector(field);
    const answered = new Promise(done => { window.answered = done; });
    const start = performance.now();
    input.value = query;
    input.dispatchEvent(new Event("input", {bubbles: true}));
    input.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
    await Promise.race([answered, new Promise(done => setTimeout(done, 1000))]);
    const took = performance.now() - start;
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    return [took, [...document.querySelectorAll(hits)].map(link => link.href)];
}"""

# Reports the answer of a search worker once all of the page's own listeners have handled it.
LISTEN = """
const Plain = window.Worker;
window.Worker = class extends Plain {
    constructor(...words) {
        super(...words);
        this.addEventListener("message", () => setTimeout(() => window.answered?.()));
    }
};
"""


@dataclass
class Score:
    """The results of one class of queries."""

    number: int = 0
    first: int = 0
    third: int = 0
    reciprocal: float = 0

    def add(self, query: Mapping[str, Any], found: list[str]) -> None:
        """Counts one query. `found` are the pages in the order of the hits.

        Without an expected page, having no hit is right.
        """
        self.number += 1
        expected = _expected(query)
        if not expected:
            self.first += not found
            self.third += not found
            self.reciprocal += not found
            return
        rank = next((place for place, page in enumerate(found, 1) if page in expected), 0)
        self.first += rank == 1
        self.third += _shown(query, found)
        self.reciprocal += 1 / rank if rank else 0

    def row(self) -> str:
        """Its part of a line: first, among the first three, mean reciprocal rank."""
        first, third, rank = (part / self.number for part in (self.first, self.third, self.reciprocal))
        return f"{100 * first:7.1f} {100 * third:7.1f} {rank:7.3f}"


def _expected(query: Mapping[str, Any]) -> list[str]:
    """The pages that answer a query, and those that compare two of them."""
    return [
        *(f"concepts/{slug}/" for slug in query["expect"]),
        *(f"compare/{one}-vs-{other}/" for one, other in permutations(query["expect"], 2)),
    ]


def _shown(query: Mapping[str, Any], found: list[str]) -> bool:
    """Whether a query's page is among the first three; of two pages both, unless either will do."""
    every = any if query.get("any") else all
    return every(f"concepts/{slug}/" in found[:3] for slug in query["expect"])


@dataclass
class Typing:
    """What readers see while they type: whether the page stays in sight, and what comes and goes."""

    number: int = 0
    steady: int = 0
    flickering: int = 0
    emptied: int = 0

    def add(self, query: Mapping[str, Any], lists: Sequence[list[str]]) -> None:
        """Counts one query, with the pages in the order of the hits after each of its keys."""
        self.number += 1
        expected = set(_expected(query))
        settled = lists[ceil(len(lists) * SETTLED) - 1 :]
        self.steady += all(expected.intersection(found[:3]) for found in settled)
        self.flickering += _flickers(lists)
        filled = [at for at, found in enumerate(lists) if found]
        self.emptied += bool(filled) and filled[-1] - filled[0] >= len(filled)

    def line(self) -> str:
        """How it is printed."""
        return (
            f"page in the first three from {SETTLED:.0%} of the letters on: {self.steady} of {self.number}; "
            f"a hit goes and comes back: {self.flickering}; "
            f"the list empties and fills again: {self.emptied}"
        )


def _flickers(lists: Sequence[list[str]]) -> bool:
    """Whether a page goes from a list that has room for it and comes back in a later one."""
    gone: set[str] = set()
    for before, after in pairwise(lists):
        if gone.intersection(after):
            return True
        if len(after) < FULL:
            gone |= set(before) - set(after)
    return False


@click.command()
@click.option(
    "--half",
    type=click.Choice(["dev", "test"]),
    default="dev",
    show_default=True,
    help="Tune on one half, report the other.",
)
def main(half: str) -> None:
    """Print how well the search and stock Material's find what the queries ask for."""
    queries = [*yaml.safe_load(QUERIES.read_text("utf-8")), *_introduced()]
    queries = [query for query in queries if query["half"] == half]
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        sites = _build_sites(Path(temporary))
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        with _page(browser, sites["ours"], OURS) as ours, _page(browser, sites["stock"], STOCK) as stock:
            _print_scores(half, queries, ours, stock)
            _print_typing(queries, {"ours": ours, "stock": stock})
        for name in ("ours", "synthetic"):
            with _page(browser, sites[name], OURS) as page:
                _print_times(name, page, queries)
        with _page(browser, sites["stock"], STOCK) as page:
            _print_times("stock", page, queries)
        browser.close()
        _print_sizes(sites["ours"], Path(temporary))


def _print_scores(half: str, queries: list[dict[str, Any]], ours: "_Asker", stock: "_Asker") -> None:
    scores: dict[str, tuple[Score, Score]] = defaultdict(lambda: (Score(), Score()))
    for query in queries:
        for score, site in zip(scores[query["class"]], (ours, stock), strict=True):
            score.add(query, site.ask(query["query"])[1])
    click.echo(f"{half} half, per cent     ours: first  in 3     MRR  stock: first  in 3     MRR")
    for name, (one, other) in scores.items():
        click.echo(f"{name:<18} {one.number:>4}     {one.row()}      {other.row()}")


def _introduced() -> list[dict[str, Any]]:
    """Queries of the class `introduced`: terms of several words that stand in italics in the texts and are no
    page's name. Any page that introduces a term is right. The same texts give the same queries.

    What the index takes for introduced is not asked: it is what is measured.
    """
    concepts = build(ROOT / "docs", today()).concepts
    names = {name.casefold() for concept in concepts.values() for name in concept.meta.names}
    pages: dict[str, set[str]] = defaultdict(set)
    for slug, concept in concepts.items():
        for start, end in concept.text.emphasised:
            term = " ".join(concept.text.source[start:end].split())
            if re.fullmatch(r"[\w’'/-]+( [\w’'/-]+){1,3}", term) and term.casefold() not in names:
                pages[term].add(slug)
    drawn = random.Random(0).sample(sorted(pages), min(DRAWN, len(pages)))
    return [
        {"query": term, "class": "introduced", "expect": sorted(pages[term]), "any": True, "half": half}
        for term, half in zip(drawn, cycle(["dev", "test"]), strict=False)
    ]


def _print_typing(queries: list[dict[str, Any]], sites: Mapping[str, "_Asker"]) -> None:
    for name, site in sites.items():
        typing = Typing()
        for query in queries:
            if query["class"] == "typed":
                keys = range(1, len(query["query"]) + 1)
                typing.add(query, [site.ask(query["query"][:end])[1] for end in keys])
        click.echo(f"while typing, {name}: {typing.line()}")


def _print_times(name: str, site: "_Asker", queries: list[dict[str, Any]]) -> None:
    site.ask("warm up")
    times = sorted(
        site.ask(query["query"][:end])[0]
        for query in queries[:: max(1, len(queries) // TIMED)]
        for end in range(1, len(query["query"]) + 1)
    )
    cuts = quantiles(times, n=100)
    click.echo(f"key to hits, {name}: p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms ({len(times)} keys)")


def _print_sizes(site: Path, temporary: Path) -> None:
    worker = sum(len(gzip.compress((site / path).read_bytes())) for path in WORKER)
    click.echo(f"worker and libraries: {worker / 1000:.1f} kB gzipped")
    write_corpus(temporary / "five-hundred", SYNTHETIC)
    index = build(temporary / "five-hundred", today()).files[INDEX].encode()
    own, synthetic = (len(gzip.compress(data)) / 1000 for data in ((site / INDEX).read_bytes(), index))
    click.echo(f"index: {own:.1f} kB, of {SYNTHETIC} synthetic concepts {synthetic:.1f} kB")


def _build_sites(temporary: Path) -> dict[str, Path]:
    """This site, the same on synthetic concepts, and stock Material on the pages of this site."""
    sites = {name: temporary / name / "site" for name in ("ours", "synthetic", "stock")}
    _mkdocs(ROOT, sites["ours"])
    synthetic = temporary / "synthetic"
    copytree(ROOT / "overrides", synthetic / "overrides")
    write_corpus(synthetic / "docs", SYNTHETIC)
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8").replace("!ENV", ""), yaml.SafeLoader) | {
        "nav": [{"Home": "index.md"}]
    }
    config["site_url"] = "http://127.0.0.1/"
    # A page that the synthetic glossary does not have.
    del config["extra"]["propose"]
    (synthetic / "mkdocs.yml").write_text(yaml.safe_dump(config), "utf-8")
    _mkdocs(synthetic, sites["synthetic"])
    staged = temporary / "stock" / "staged"
    _run([Path(sys.executable).parent / "glossary", "stage", staged], ROOT)
    stock = {
        "site_name": "Stock",
        "theme": {"name": "material", "font": False},
        "plugins": ["search"],
        "markdown_extensions": ["attr_list", "tables"],
    }
    (staged / "mkdocs.yml").write_text(yaml.safe_dump(stock), "utf-8")
    _mkdocs(staged, sites["stock"])
    return sites


def _mkdocs(project: Path, site: Path) -> None:
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site], project)


def _run(command: list[Any], folder: Path) -> None:
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": EPOCH}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise click.ClickException(run.stdout + run.stderr)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@dataclass(frozen=True)
class _Asker:
    """A page with its search box open."""

    page: Page
    url: str
    box: Box

    def ask(self, query: str) -> tuple[float, list[str]]:
        """The milliseconds until the hits for a query stood there, and their pages, each once."""
        took, found = self.page.evaluate(ASK, [self.box.field, self.box.hits, query])
        return took, list(
            dict.fromkeys(link.removeprefix(self.url).partition("#")[0].partition("?")[0] for link in found)
        )


@contextmanager
def _page(browser: Browser, site: Path, box: Box) -> Iterator[_Asker]:
    """The home page of a site, served and with its search ready."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_address[1]}/"
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.goto(url)
    page.click(box.opener)
    page.focus(box.field)
    asker = _Asker(page, url, box)
    for _ in range(100):
        if asker.ask("learning")[1]:
            break
        page.wait_for_timeout(100)
    yield asker
    context.close()
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
