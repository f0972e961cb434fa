"""Measures what the glossary costs on top of stock Material for MkDocs: `make bench`.

For each size it makes a synthetic glossary and builds two sites of it, with this project's
`mkdocs.yml` and with Material alone from the pages that `build()` has finished. Either runs in a
process of its own, so that its memory is its own, and the two take turns at going first. Time is
that of the processor, which other programs hardly change; the builds use one. Of several rounds the
fastest time and the highest memory count.
"""

import os
import resource
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, TypeVar

import click

T = TypeVar("T")

CONFIG = Path(__file__).parent.parent / "mkdocs.yml"
SIZES = "100,1000,5000"
TODAY = date(2026, 1, 1)
# The generated pages only: the synthetic glossary has no others.
NAV = [
    {"Home": "index.md"},
    {"A–Z": "concepts/index.md"},
    {"Topics": "topics/index.md"},
    {"Related articles": "related/index.md"},
]
STOCK: dict[str, Any] = {"theme": {"name": "material"}, "plugins": ["search"]}
LINE = "{:>8}{:>9}{:>9}{:>8}{:>10}{:>10}{:>13}{:>9}"
HEADER = LINE.format("concepts", "ours s", "stock s", "ratio", "ours MB", "stock MB", "build() ms", "growth")
TARGETS = "Targets at 1000 and 5000: ratio at most 1.30, build() at most 1.50 ms, growth about 1; at 5000 at most 1024 MB."


@dataclass(frozen=True)
class Cost:
    """What a build of a site took."""

    seconds: float
    megabytes: float


@dataclass(frozen=True)
class Result:
    """One size: both sites, and the milliseconds of `build()` alone for each concept."""

    count: int
    ours: Cost
    stock: Cost
    engine: float

    def row(self, smaller: "Result | None") -> str:
        """A line of the table. `growth` compares the time for each concept with that at the smaller size."""
        figures = (self.ours.seconds, self.stock.seconds, self.ours.seconds / self.stock.seconds)
        growth = f"{self.ours.seconds / self.count / (smaller.ours.seconds / smaller.count):.2f}" if smaller else "–"
        return LINE.format(
            self.count,
            *(f"{figure:.2f}" for figure in figures),
            f"{self.ours.megabytes:.0f}",
            f"{self.stock.megabytes:.0f}",
            f"{self.engine:.2f}",
            growth,
        )


def _sizes(context: click.Context, option: click.Parameter, text: str) -> list[int]:
    # Fewer have too few others to name, and of more the names run out.
    return [click.IntRange(20, 10_000).convert(size, option, context) for size in text.split(",")]


@click.command()
@click.option("--sizes", default=SIZES, callback=_sizes, show_default=True, help="Numbers of concepts.")
def main(sizes: list[int]) -> None:
    """Print the time and memory of this project and of stock Material on synthetic glossaries."""
    click.echo(HEADER)
    result = None
    for size in sizes:
        smaller, result = result, compare(size)
        click.echo(result.row(smaller))
    click.echo(TARGETS)


def compare(count: int, rounds: int | None = None) -> Result:
    """Builds `count` concepts both ways. Small sizes, whose times are the least steady, get more rounds."""
    ours: list[Cost] = []
    stock: list[Cost] = []
    with TemporaryDirectory() as temporary:
        source, staged, site = (Path(temporary) / name for name in ("source", "staged", "site"))
        rounds = rounds or max(1, min(5, 3000 // count))
        engine = in_child(prepare, source, staged, count, rounds)
        for turn in range(rounds):
            builds = [(ours, source, {}), (stock, staged, STOCK)]
            for costs, docs, settings in reversed(builds) if turn % 2 else builds:
                costs.append(in_child(build_site, docs, site, settings))
                shutil.rmtree(site)
    return Result(count, _best(ours), _best(stock), engine)


def in_child(function: Callable[..., T], *arguments: Any) -> T:
    """What `function` returns, called in a fresh process."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(function, arguments)


def prepare(source: Path, staged: Path, count: int, rounds: int) -> float:
    """Writes a glossary and its finished pages. The fewest milliseconds that `build()` took for a concept."""
    from bench_corpus import write_corpus
    from glossary.build import build

    write_corpus(source, count)
    seconds = []
    for _ in range(rounds):
        start = process_time()
        output = build(source, TODAY)
        seconds.append(process_time() - start)
    if output.problems:
        raise ValueError(f"the synthetic glossary breaks a rule: {output.problems[0]}")
    for path, content in output.files.items():
        if path.endswith(".md"):
            file = staged / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, "utf-8")
    return min(seconds) / count * 1000


def build_site(docs: Path, site: Path, settings: dict[str, Any]) -> Cost:
    """What `mkdocs build` does, with this project's `mkdocs.yml` where `settings` say nothing else."""
    # Material prints a notice about the future of MkDocs unless this is set.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    start = process_time()
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    config = load_config(str(CONFIG), docs_dir=str(docs), site_dir=str(site), nav=NAV, **settings)
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    # Linux counts in kilobytes, macOS in bytes.
    unit = 2**20 if os.uname().sysname == "Darwin" else 2**10
    return Cost(process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit)


def _best(costs: list[Cost]) -> Cost:
    return Cost(min(cost.seconds for cost in costs), max(cost.megabytes for cost in costs))


if __name__ == "__main__":
    main()
