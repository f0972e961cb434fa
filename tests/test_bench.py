"""The benchmark: its glossary is a right one of the real one's shape, and both sites have the same pages."""

import re
from pathlib import Path
from statistics import mean

import pytest
from click.testing import CliRunner

import bench
from bench_corpus import DOCS, write_corpus
from glossary.build import Output, build
from glossary.graph import build_graph

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

    real = shape(build(DOCS, bench.TODAY))
    for measure, value in shape(build(folder, bench.TODAY)).items():
        assert real[measure] / 2 < value < real[measure] * 2, measure


def test_the_same_number_gives_the_same_glossary(folder: Path, tmp_path: Path) -> None:
    write_corpus(tmp_path / "again", SMALL)
    files = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    again = {path.relative_to(tmp_path / "again"): path.read_bytes() for path in (tmp_path / "again").rglob("*") if path.is_file()}
    assert files == again


def test_both_sites_have_the_same_pages(tmp_path: Path) -> None:
    source, staged = tmp_path / "source", tmp_path / "staged"
    bench.in_child(bench.prepare, source, staged, SMALL, 1)
    bench.in_child(bench.build_site, source, tmp_path / "ours", {})
    bench.in_child(bench.build_site, staged, tmp_path / "stock", bench.STOCK)
    ours, stock = (_pages(tmp_path / site) for site in ("ours", "stock"))
    assert sum(path.startswith("concepts/") for path in stock) == SMALL + 1
    assert ours.keys() == stock.keys()
    for path in stock.keys() - {"concepts/index.html"}:
        if path.startswith("concepts/"):
            # What an author wrote, and what the build added.
            for part in ("in-plain-words", "common-pitfalls", "related-articles", "sources"):
                assert f'id="{part}"' in ours[path]
                assert f'id="{part}"' in stock[path]


def test_the_table_shows_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    def measured(count: int) -> bench.Result:
        return bench.Result(count, bench.Cost(count / 50, 300.4), bench.Cost(count / 100, 200), 1.5)

    monkeypatch.setattr(bench, "compare", measured)
    run = CliRunner().invoke(bench.main, ["--sizes", "100,1000"])
    assert run.exit_code == 0
    header, *rows = run.output.splitlines()[:3]
    assert re.split(r" {2,}", header.strip()) == ["concepts", "ours s", "stock s", "ratio", "ours MB", "stock MB", "build() ms", "growth"]
    assert [row.split() for row in rows] == [
        ["100", "2.00", "1.00", "2.00", "300", "200", "1.50", "–"],
        ["1000", "20.00", "10.00", "2.00", "300", "200", "1.50", "1.00"],
    ]


def test_a_run_measures_time_and_memory() -> None:
    result = bench.compare(SMALL, rounds=1)
    assert result.count == SMALL
    for cost in (result.ours, result.stock):
        assert cost.seconds > 0
        assert 10 < cost.megabytes < 1000
    assert result.engine > 0


def _pages(site: Path) -> dict[str, str]:
    """The pages of a site by path; redirects and the page for wrong addresses, which only one may have, are left out."""
    texts = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    return {path: text for path, text in texts.items() if "http-equiv" not in text and path != "404.html"}
