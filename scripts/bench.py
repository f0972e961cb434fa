"""Measures what the glossary costs on top of stock Material for MkDocs, beside what it may cost: `make
bench`.

For each size it makes a synthetic glossary and, in a temporary folder, two projects of it: this one with its
`mkdocs.yml`, and Material alone with the pages that `build()` has finished. A build runs in a process of its
own, so that its memory is its own and nothing is remembered in it, and the two projects take turns at going
first. Of several rounds the fastest time and the highest memory count. The time of a build is that of the
processor, which other programs hardly change; that of an edit is what a writer waits. A server is asked for
its memory once it has shown an edit.

At last the worst texts are read, each of one mark again and again: a pattern that looks ahead from each of
them would take 64 times as long for eight times as many.
"""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from shutil import rmtree
from socket import socket
from statistics import median
from subprocess import Popen, check_output
from tempfile import TemporaryDirectory
from typing import Any, TypeVar
from urllib.error import URLError
from urllib.request import urlopen

import click
import yaml
from mkdocs.utils.yaml import yaml_load

from bench_corpus import unnamed_words, write_corpus
from glossary.addresses import CONCEPTS
from glossary.site.build import build
from glossary.text import read

T = TypeVar("T")

ROOT = Path(__file__).parent.parent
SIZES = "1000,5000"
TODAY = date(2026, 1, 1)
# The generated pages only: the synthetic glossary has no others.
NAV = [
    {"Home": "index.md"},
    {"A–Z": "concepts/index.md"},
    {"Topics": "topics/index.md"},
    {"Related articles": "related/index.md"},
]
STOCK = {"theme": {"name": "material"}, "plugins": ["search"]}
# Saving is measured up to this size: stock Material builds the whole site again after each edit.
SERVED = 1000
EDITS, REBUILDS = 5, 200
PATIENCE = 600
MARKS = [
    *("[", "![", "](", "[](", "`", "` `` ", "<a ", "<!-- ", "*", "- ", "> ", "{", "&", "a@", '[x](a "'),
    *("```\n", "~~~\na\n", "[a\n", " \n", "a: ", "[@a] ", "[@"),
    *("$a ", "$1", "$a$1", "$ $1", "${", "$$", "$$1 "),
]
ROW = "| {:<52} | {:>9} | {:>9} | {:>6} | {:>7} | {:<7} |"


@dataclass(frozen=True)
class Cost:
    """What a build of a site took, with the processes that it started: all their seconds, the megabytes of
    the largest.
    """

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured here and of stock Material, and how much it may be here."""

    name: str
    ours: float
    stock: float | None = None
    target: float | None = None

    def __str__(self) -> str:
        ratio = "" if self.stock is None else f"{self.ours / self.stock:.2f}"
        reached = "" if self.target is None else "met" if self.ours <= self.target else "missed"
        return ROW.format(
            self.name, _number(self.ours), _number(self.stock), ratio, _number(self.target), reached
        )


@dataclass(frozen=True)
class Limits:
    """How long a first build may take, as a share of stock Material's, and one after an edit, as a share of
    the first.
    """

    build: float
    again: float


LIMITS, LIMITS_OF_LARGE = Limits(build=1.0, again=0.25), Limits(build=0.8, again=0.3)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}" if value < 100 else f"{value:.0f}"


def _sizes(context: click.Context, option: click.Parameter, text: str) -> list[int]:
    # Fewer have too few others to name, and of more the names run out.
    return [click.IntRange(20, 10_000).convert(size, option, context) for size in text.split(",")]


@click.command()
@click.option("--sizes", default=SIZES, callback=_sizes, show_default=True, help="Numbers of concepts.")
def main(sizes: list[int]) -> None:
    """Print time and memory of this project and of stock Material, and what they may be at 1000 and 5000
    concepts.
    """
    for size in sizes:
        click.echo(ROW.format(f"{size} concepts", "ours", "stock", "ratio", "at most", ""))
        click.echo(ROW.format("---", *["---:"] * 4, "---"))
        with TemporaryDirectory() as folder:
            rounds = max(2, min(5, 3000 // size))
            for figure in measure(Path(folder), size, rounds, EDITS, REBUILDS):
                click.echo(figure)
        click.echo()
    click.echo(ROW.format("texts of one mark", "ours", "", "", "at most", ""))
    click.echo(ROW.format("---", *["---:"] * 4, "---"))
    times, slowest = max((growth(mark), mark) for mark in MARKS)
    click.echo(Figure(f"read eight times {slowest!r}: times as long", times, target=24))


def measure(folder: Path, count: int, rounds: int, edits: int, rebuilds: int) -> Iterator[Figure]:
    """The figures for `count` concepts, made and built in `folder`, which is empty. Small sizes are the least
    steady: give them more rounds.
    """
    ours, stock = folder / "ours", folder / "stock"
    in_child(prepare, ours, stock, count)
    # The shortest first: they have room for another sentence.
    pages = sorted((ours / "docs" / CONCEPTS).glob("*.md"), key=lambda path: (path.stat().st_size, path))
    first, second, *others = [path.stem for path in pages]
    yield from compare_builds(ours, stock, first, rounds, LIMITS if count <= SERVED else LIMITS_OF_LARGE)
    alone = min(in_child(time_engine, ours / "docs") for _ in range(rounds))
    yield Figure("build() alone: processor milliseconds a concept", alone / count * 1000, target=5)
    if count <= SERVED:
        prose = [median(save_prose(project, second, edits)) for project in (ours, stock)]
        yield Figure("saved to seen, prose: seconds", *prose, target=0.3)
        names = median(save_names(ours, second, others[:edits], count))
        yield Figure("saved to seen, a name that others mention: seconds", names, target=0.8)
        first_time, *_, last_time = rebuild(ours, others, rebuilds)
        yield Figure("server after one rebuild: megabytes", first_time)
        yield Figure(f"server after {rebuilds} rebuilds: share of that", last_time / first_time, target=1.1)


def compare_builds(ours: Path, stock: Path, slug: str, rounds: int, limits: Limits) -> Iterator[Figure]:
    """The figures of a first build, for which nothing is remembered, and of one after an edit of an article.

    Two edits follow each first build: the second finds the site of before the first edit in the cache, as
    every later one would.
    """
    cold: dict[Path, list[Cost]] = {ours: [], stock: []}
    again: dict[Path, list[Cost]] = {ours: [], stock: []}
    texts = {project: _page(project, slug).read_text("utf-8") for project in cold}
    for turn in range(rounds):
        for project in (stock, ours) if turn % 2 else (ours, stock):
            for made in (".cache", "site"):
                rmtree(project / made, ignore_errors=True)
            cold[project].append(build_site(project))
            for edition in ("first", "second"):
                _page(project, slug).write_text(
                    with_sentence(texts[project], f"This is the {edition} edition of round {turn}."), "utf-8"
                )
                again[project].append(build_site(project))
    seconds = {project: min(cost.seconds for cost in costs) for project, costs in cold.items()}
    shares = {
        project: min(cost.seconds for cost in costs) / seconds[project] for project, costs in again.items()
    }
    memory = {project: max(cost.megabytes for cost in (*cold[project], *again[project])) for project in cold}
    yield Figure("build: processor seconds", seconds[ours], seconds[stock], limits.build * seconds[stock])
    yield Figure("build: megabytes", memory[ours], memory[stock], target=700)
    yield Figure("build again after an edit: share of the first", shares[ours], shares[stock], limits.again)


def in_child(function: Callable[..., T], *arguments: Any) -> T:
    """What `function` returns, called in a fresh process."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def prepare(ours: Path, stock: Path, count: int) -> None:
    """Writes a project with a synthetic glossary, and one of its finished pages for stock Material."""
    write_corpus(ours / "docs", count)
    output = build(ours / "docs", TODAY)
    if output.problems:
        raise ValueError(f"the synthetic glossary breaks a rule: {output.problems[0]}")
    for path, content in output.files.items():
        if path.endswith(".md"):
            file = stock / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
    config = yaml_load((ROOT / "mkdocs.yml").read_text("utf-8")) | {"nav": NAV, "watch": []}
    # A page that a synthetic glossary does not have.
    del config["extra"]["propose"]
    config["theme"]["custom_dir"] = str(ROOT / config["theme"]["custom_dir"])
    for project, settings in ((ours, {}), (stock, STOCK)):
        (project / "mkdocs.yml").write_text(yaml.safe_dump(config | settings), "utf-8")


def time_engine(docs: Path) -> float:
    """The processor seconds of one `build()` and of making all its files."""
    start = time.process_time()
    output = build(docs, TODAY)
    for files in (output.files, output.verbatim):
        for path in files:
            files[path]
    return time.process_time() - start


def growth(mark: str) -> float:
    """How many times as long it takes to read a text of one mark when there are eight times as many of it."""

    def seconds(times: int) -> float:
        start = time.process_time()
        text = read(mark * times)
        _ = text.prose, list(text.attribute_lists)
        return time.process_time() - start

    gc.collect()
    gc.disable()
    fastest = [min(seconds(times) for _ in range(3)) for times in (2_000, 16_000)]
    gc.enable()
    return fastest[1] / fastest[0]


def build_site(project: Path) -> Cost:
    """Runs `mkdocs build`. Fails if it does."""
    pid = os.posix_spawn(sys.executable, _mkdocs(project, "build", "--quiet"), _environment())
    _, status, usage = os.wait4(pid, 0)
    if status:
        raise RuntimeError(f"mkdocs build ended with {os.waitstatus_to_exitcode(status)}")
    # Linux counts in kilobytes, macOS in bytes.
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def save_prose(project: Path, slug: str, edits: int) -> Iterator[float]:
    """For each edit of an article, the seconds from saving it until its address shows it."""
    page = _page(project, slug)
    text = page.read_text("utf-8")
    with serving(project) as (url, _):
        for edit in range(edits):
            settle()
            sentence = f"This is edition {edit}."
            yield seconds_until_shown(page, with_sentence(text, sentence), f"{url}concepts/{slug}/", sentence)


def save_names(project: Path, slug: str, others: list[str], count: int) -> Iterator[float]:
    """For each new alias of an article, the seconds from saving it until another article that says these
    words links to it.
    """
    page = _page(project, slug)
    with serving(project) as (url, _):
        for other in others:
            settle()
            words = unnamed_words(_page(project, other).read_text("utf-8"), count)
            text = page.read_text("utf-8").replace("aliases:\n", f"aliases:\n- {words}\n", 1)
            yield seconds_until_shown(page, text, f"{url}concepts/{other}/", f">{words}</a>")


def rebuild(project: Path, slugs: list[str], times: int) -> Iterator[float]:
    """For each edit of one article after the other, the megabytes of the server that has shown it."""
    pages = [(_page(project, slug), _page(project, slug).read_text("utf-8")) for slug in slugs]
    with serving(project) as (url, process):
        for edit, (page, text) in enumerate(islice(cycle(pages), times)):
            sentence = f"This is edition {edit}."
            seconds_until_shown(page, with_sentence(text, sentence), f"{url}concepts/{page.stem}/", sentence)
            yield int(check_output(["ps", "-o", "rss=", "-p", str(process)])) / 2**10


def settle() -> None:
    """Waits for a server, which may still be busy with what the edit before has changed elsewhere."""
    time.sleep(1)


def with_sentence(text: str, sentence: str) -> str:
    """A page with one more sentence at the end of its lead."""
    return text.replace("\n\n## ", f"\n{sentence}\n\n## ", 1)


@contextmanager
def serving(project: Path) -> Iterator[tuple[str, int]]:
    """The address at which `mkdocs serve` serves a project, once it does, and its process."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        host, port = probe.getsockname()
    url, log = f"http://{host}:{port}/", project / "serve.log"
    with log.open("w") as output:
        command = _mkdocs(project, "serve", "--livereload", "--dev-addr", f"{host}:{port}")
        server = Popen(command, env=_environment(), stdout=output, stderr=output)
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(url):
            if server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"mkdocs serve does not answer:\n{log.read_text('utf-8')}")
            time.sleep(0.1)
        yield url, server.pid
    finally:
        server.terminate()
        server.wait()


def seconds_until_shown(file: Path, text: str, url: str, shown: str) -> float:
    """Saves a file, and asks for an address until that shows something: how long a writer waits."""
    start = time.monotonic()
    file.write_text(text, "utf-8")
    while shown not in urlopen(url, timeout=PATIENCE).read().decode():
        if time.monotonic() - start > PATIENCE:
            raise TimeoutError(f"{url} does not show {shown!r}")
        time.sleep(0.02)
    return time.monotonic() - start


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=PATIENCE):
            return True
    except URLError:
        return False


def _mkdocs(project: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *words, "--config-file", str(project / "mkdocs.yml")]


def _environment() -> dict[str, str]:
    # Material prints a notice about the future of MkDocs unless this is set.
    return os.environ | {"NO_MKDOCS_2_WARNING": "1"}


def _page(project: Path, slug: str) -> Path:
    return project / "docs" / CONCEPTS / f"{slug}.md"


if __name__ == "__main__":
    main()
