"""The benchmark: its glossary is a right one of the real one's shape, and both sites have the same pages."""

from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

import pytest
from click.testing import CliRunner

import bench
from bench_corpus import DOCS, write_corpus
from glossary.graph.graph import build_graph
from glossary.site.build import Output, build

from .glossaries import real as real_glossary

SMALL = 20


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synthetic glossary."""
    folder = tmp_path_factory.mktemp("bench") / "docs"
    write_corpus(folder, SMALL)
    return folder


def test_the_glossary_has_so_many_concepts_and_keeps_every_rule(folder: Path) -> None:
    output = build(folder, bench.TODAY)
    assert output.problems == []
    assert len(output.concepts) == SMALL
    assert (folder / "style.yml").read_bytes() == (DOCS / "style.yml").read_bytes()


def test_a_page_is_as_large_as_a_real_one(folder: Path) -> None:
    def shape(output: Output) -> dict[str, float]:
        concepts, graph = output.concepts.values(), build_graph(output.concepts.values())
        return {
            "words": mean(len(concept.text.words) for concept in concepts),
            "characters": mean(len(concept.text.source) for concept in concepts),
            "mentions": mean(len(graph.mentions[slug]) for slug in output.concepts),
            "links": mean(len(graph.links_to[slug]) for slug in output.concepts),
            "relations": mean(len(graph.edges[slug]) for slug in output.concepts),
            "names": mean(len(concept.meta.names) for concept in concepts),
        }

    real = shape(real_glossary())
    for measure, value in shape(build(folder, bench.TODAY)).items():
        assert real[measure] / 2 < value < real[measure] * 2, measure


def test_the_same_number_gives_the_same_glossary(folder: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path / "again", SMALL)
    files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = {
        path.relative_to(tmp_path / "again"): path.read_bytes()
        for path in (tmp_path / "again").rglob("*")
        if path.is_file()
    }
    assert files == again


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bench.Figure]]:
    """The folder in which the benchmark worked, and its figures by name."""
    folder = tmp_path_factory.mktemp("measured")
    return folder, {
        figure.name: figure for figure in bench.measure(folder, SMALL, rounds=1, edits=1, rebuilds=2)
    }


def test_a_run_measures_each_figure(measured: tuple[Path, dict[str, bench.Figure]]) -> None:
    _, figures = measured
    assert {name: figure.target for name, figure in figures.items()} == {
        "build: processor seconds": figures["build: processor seconds"].stock,
        "build: megabytes": 700,
        "build again after an edit: share of the first": 0.25,
        "build() alone: processor milliseconds a concept": 5,
        "saved to seen, prose: seconds": 0.3,
        "saved to seen, a name that others mention: seconds": 0.8,
        "server after one rebuild: megabytes": None,
        "server after 2 rebuilds: share of that": 1.1,
    }
    assert all(figure.ours > 0 and figure.stock != 0 for figure in figures.values())
    assert 10 < figures["build: megabytes"].ours < 1000
    assert 10 < figures["server after one rebuild: megabytes"].ours < 1000
    assert 0.5 < figures["server after 2 rebuilds: share of that"].ours < 2


def test_both_sites_have_the_same_pages(measured: tuple[Path, dict[str, bench.Figure]]) -> None:
    folder, _ = measured
    ours, stock = (_pages(folder / project / "site") for project in ("ours", "stock"))
    assert sum(path.startswith("concepts/") for path in stock) == SMALL + 1
    assert ours.keys() == stock.keys()
    for path in stock.keys() - {"concepts/index.html"}:
        if path.startswith("concepts/"):
            # What an author wrote, and what the build added.
            for part in ("in-plain-words", "common-pitfalls", "related-articles", "sources"):
                assert f'id="{part}"' in ours[path]
                assert f'id="{part}"' in stock[path]
    # The build after the edit shows it.
    assert (
        sum(
            "This is the second edition of round 0." in page
            for path, page in ours.items()
            if path.startswith("concepts/")
        )
        == 1
    )


def test_the_fastest_round_counts_and_the_highest_memory_and_no_first_build_finds_a_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = {"ours": iter([20, 6, 5, 16, 7, 4]), "stock": iter([10, 9, 9, 12, 8, 8])}
    builds: list[tuple[str, bool]] = []

    def build_site(project: Path) -> bench.Cost:
        builds.append((project.name, (project / ".cache").exists()))
        (project / ".cache").mkdir(exist_ok=True)
        took = next(seconds[project.name])
        return bench.Cost(took, 100 + took)

    def in_child(function: Callable[..., object], *arguments: object) -> object:
        return 0.08 if function is bench.time_engine else function(*arguments)

    monkeypatch.setattr(bench, "build_site", build_site)
    monkeypatch.setattr(bench, "in_child", in_child)
    monkeypatch.setattr(
        bench, "save_prose", lambda project, *_: [5, 1, 2] if project.name == "ours" else [8, 9, 7]
    )
    monkeypatch.setattr(bench, "save_names", lambda *_: [3, 9, 4])
    monkeypatch.setattr(bench, "rebuild", lambda *_: [200, 190, 250])
    figures = list(bench.measure(tmp_path, SMALL, rounds=2, edits=3, rebuilds=3))
    assert [(figure.ours, figure.stock) for figure in figures] == [
        (16, 10),
        (120, 112),
        (4 / 16, 8 / 10),
        (4, None),
        (2, 8),
        (4, None),
        (200, None),
        (1.25, None),
    ]
    assert builds == [
        (name, again) for name in ("ours", "stock", "stock", "ours") for again in (False, True, True)
    ]


def test_the_table_shows_what_was_measured_and_what_was_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    def measure(folder: Path, count: int, rounds: int, edits: int, rebuilds: int) -> Iterator[bench.Figure]:
        yield bench.Figure("build", count / 50, count / 100, target=count / 100)
        yield bench.Figure("memory", 300.4, 200, target=700)
        yield bench.Figure("alone", 2.5, target=2.5)

    monkeypatch.setattr(bench, "measure", measure)
    monkeypatch.setattr(bench, "growth", lambda mark: 64 if mark == "<a " else 8)
    run = CliRunner().invoke(bench.main, ["--sizes", "100,1000"])
    assert run.exit_code == 0
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in run.output.splitlines() if row]
    assert rows[:2] == [
        ["100 concepts", "ours", "stock", "ratio", "at most", ""],
        ["---", "---:", "---:", "---:", "---:", "---"],
    ]
    assert rows[2:5] == [
        ["build", "2.00", "1.00", "2.00", "1.00", "missed"],
        ["memory", "300", "200", "1.50", "700", "met"],
        ["alone", "2.50", "", "", "2.50", "met"],
    ]
    assert rows[5][0] == "1000 concepts"
    assert rows[7] == ["build", "20.00", "10.00", "2.00", "10.00", "missed"]
    assert rows[-1] == ["read eight times '<a ': times as long", "64.00", "", "", "24.00", "missed"]


def test_the_growth_of_a_text_is_measured() -> None:
    assert bench.growth("*") > 0


def test_a_build_that_fails_is_no_measurement(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: Nothing\nplugins: [no-such-plugin]\n", "utf-8")
    with pytest.raises(RuntimeError, match="mkdocs build ended with 1"):
        bench.build_site(tmp_path)


def _pages(site: Path) -> dict[str, str]:
    """The pages of a site by path; redirects and the page for wrong addresses, which only one may have, are
    left out.
    """
    texts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    return {path: text for path, text in texts.items() if "http-equiv" not in text and path != "404.html"}
