"""Building again: what the cache saves, and that nobody can tell a site made with it from one made
without.
"""

import os
import pickle
import shutil
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from mkdocs.__main__ import cli
from mkdocs.structure.pages import Page

import glossary.checks._run
from glossary.plugin import on_demand
from glossary.plugin.store import Store

from .glossaries import ledger, page, relation, write
from .processes import mkdocs, run
from .test_plugin import files_of

CONFIG = {
    "site_name": "Terms",
    "site_url": "https://example.org/",
    "theme": {"name": "material", "font": False, "custom_dir": "theme"},
    "plugins": ["glossary"],
    "markdown_extensions": ["attr_list", "md_in_html", "tables", {"toc": {"permalink": "#"}}],
    "not_in_nav": "*",
    "nav": [{"Home": "index.md"}, "about.md"],
    "extra": {"since": "2026"},
}
PAGES = {
    "llm": {"related": [relation("token")], "lead": "An LLM reads one token after another.\n"},
    "token": None,
    "zebra": None,
}
# The title of the first, which every page shows, stands in its text; the others are put together from
# rendered pages.
ALWAYS = {"about.md", "print/index.md", "print/basics.md"}
CACHE = ".cache/glossary/pages.sqlite3"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    write(folder / "docs", PAGES, {"about.md": "# Who we are\n\nSee [sources](concepts/zebra.md#sources).\n"})
    (folder / "theme").mkdir()
    (folder / "theme/main.html").write_text('{% extends "base.html" %}{% block footer %}Foot{% endblock %}')
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG, sort_keys=False))
    return folder


def built(project: Path) -> dict[str, bytes]:
    build = mkdocs(project, "build")
    assert build.returncode == 0, build.stderr
    return files_of(project / "site")


def built_afresh(project: Path) -> dict[str, bytes]:
    """The site of a project that was never built."""
    copy = project.parent / "copy"
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("site", ".cache"))
    files = built(copy)
    shutil.rmtree(copy)
    return files


def report(*words: str) -> None:
    """Says what a build does with each page, and builds."""
    render, parse = on_demand._populate_page, glossary.checks._run.parse

    def reporting_render(page: Page, *arguments: object) -> None:
        print("rendered", page.file.src_uri)
        render(page, *arguments)

    def reporting_parse(text: str, path: str, *more: object) -> object:
        print("parsed", path)
        return parse(text, path, *more)

    on_demand._populate_page, glossary.checks._run.parse = reporting_render, reporting_parse
    cli(list(words))


def pages(done: str, project: Path) -> set[str]:
    """The pages that are "rendered" or "parsed" in a build."""
    reported = run(report, project, "build")
    assert reported.returncode == 0, reported.stderr
    return {
        line.removeprefix(f"{done} ") for line in reported.stdout.splitlines() if line.startswith(f"{done} ")
    }


def replace(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(project: Path) -> None:
        text = (project / path).read_text("utf-8")
        assert old in text
        (project / path).write_text(text.replace(old, new), "utf-8")

    return edit


def add(project: Path) -> None:
    (project / "docs/concepts/horse.md").write_text(page("horse"))
    (project / "docs/urls.txt").write_text(ledger([*PAGES, "horse"]))


def remove(project: Path) -> None:
    (project / "docs/concepts/horse.md").unlink()
    (project / "docs/urls.txt").write_text(ledger(PAGES))


def share(project: Path) -> None:
    for slug in ("token", "zebra"):
        own = f"title: {slug.capitalize()}\n"
        replace(f"docs/concepts/{slug}.md", own, f"{own}aliases: [coat]\nshared_names: [coat]\n")(project)


EDITS: list[Callable[[Path], None]] = [
    replace("docs/concepts/llm.md", "An LLM", "Coats have stripes. An LLM"),
    replace("docs/concepts/zebra.md", "title: Zebra\n", "title: Zebra\naliases: [stripes]\n"),
    replace("docs/concepts/zebra.md", "aliases: [stripes]\n", ""),
    add,
    replace("docs/topics.yml", "Basics", "Ground"),
    remove,
    replace("docs/concepts/token.md", "title: Token\n", "title: Token\nstatus: draft\n"),
    replace("docs/concepts/token.md", "status: draft", "use_instead: Piece\nstatus: deprecated"),
    replace("docs/concepts/token.md", "use_instead: Piece\nstatus: deprecated\n", ""),
    share,
    replace("docs/concepts/zebra.md", "shared_names:", "context: [basics]\nshared_names:"),
    replace("docs/concepts/zebra.md", "title: Zebra\n", "title: Zebra\nstatus: draft\n"),
    replace("docs/about.md", "Who we are", "Who we were"),
    replace("theme/main.html", "Foot", "Sole"),
    replace("mkdocs.yml", "since: '2026'", "since: '2027'"),
    replace("mkdocs.yml", "- tables\n", ""),
    replace("mkdocs.yml", "site_name: Terms", "site_name: Words"),
]


def test_after_any_edit_the_site_is_the_same_as_one_built_without_the_cache(project: Path) -> None:
    assert built(project) == built_afresh(project)
    assert (project / CACHE).is_file()
    # What one edit does, the next in its row must not hide.
    alone = [[edit] for edit in EDITS[6:12]]
    for edits in (EDITS[0:2], EDITS[2:4], EDITS[4:6], *alone, EDITS[12:15], EDITS[15:]):
        for edit in edits:
            edit(project)
        assert built(project) == built_afresh(project)


def test_a_build_renders_only_what_has_changed(project: Path) -> None:
    everything = pages("rendered", project)
    assert {"concepts/llm.md", "about.md", "print/index.md"} <= everything and len(everything) > 10
    assert pages("rendered", project) == ALWAYS
    EDITS[0](project)
    assert {"concepts/llm.md", "print/index.md"} <= pages("rendered", project) < everything
    replace("docs/about.md", "Who we are", "Who we were")(project)
    assert pages("rendered", project) == everything, "each page shows it in its navigation"


def test_a_build_reads_only_what_has_changed(project: Path) -> None:
    assert pages("parsed", project) == {f"concepts/{slug}.md" for slug in PAGES}
    EDITS[0](project)
    assert pages("parsed", project) == {"concepts/llm.md"}


def test_a_file_that_has_gone_is_removed(project: Path) -> None:
    add(project)
    assert any(path.startswith("concepts/horse/") for path in built(project))
    remove(project)
    (project / "site/by-hand.txt").write_text("not of the glossary")
    files = built(project)
    assert files == built_afresh(project)
    assert not any(path.startswith("concepts/horse/") for path in files) and "by-hand.txt" not in files


def test_what_another_plugin_does_to_the_new_site_leaves_the_old_one_alone(project: Path) -> None:
    """The two share files that are the same, but only where nobody works on them."""
    built(project)
    (project / "hook.py").write_text(
        "from pathlib import Path\n\n\ndef on_post_build(config):\n"
        "    for page in Path(config.site_dir).rglob('*.html'):\n"
        "        with page.open('r+') as file:\n            file.write('changed')\n"
        "    raise RuntimeError('stopped')\n"
    )
    before = files_of(project / "site")
    replace("mkdocs.yml", "site_name:", "hooks: [hook.py]\nsite_name:")(project)
    assert mkdocs(project, "build").returncode
    assert files_of(project / "site") == before


class Call:
    """A call of a function, to be made by whoever reads it from a pickle."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


@pytest.mark.parametrize("function", [os.mkdir, Path.mkdir, Store])
def test_nothing_that_stands_in_a_cache_is_called(project: Path, function: Callable[..., object]) -> None:
    expected = built(project)
    pickled = pickle.dumps({"names": Call(function, project / "called")})
    with sqlite3.connect(project / CACHE) as cache:
        changed = cache.execute("UPDATE page SET facts = ? WHERE facts NOTNULL", [zlib.compress(pickled)])
        assert changed.rowcount == len(PAGES)
    cache.close()
    assert built(project) == expected
    assert not (project / "called").exists()
    # It would have been.
    pickle.loads(pickled)
    assert (project / "called").exists()


def test_a_damaged_cache_is_made_anew(project: Path) -> None:
    expected, cache = built(project), project / CACHE
    whole = cache.read_bytes()
    middle = len(whole) // 2
    damaged = [
        b"",
        b"not a database",
        whole[:middle],
        whole[:middle] + bytes(200) + whole[middle + 200 :],
        whole[:200] + bytes(200) + whole[400:],
    ]
    for content in damaged:
        cache.write_bytes(content)
        assert built(project) == expected
        assert built(project) == expected
    cache.unlink()
    cache.mkdir()
    assert built(project) == expected


def test_the_database_of_another_program_is_replaced(project: Path) -> None:
    expected = built(project)
    (project / CACHE).unlink()
    with sqlite3.connect(project / CACHE) as foreign:
        foreign.execute("CREATE TABLE page (name TEXT)")
    foreign.close()
    assert built(project) == expected
    assert pages("rendered", project) == ALWAYS


def test_another_build_at_the_same_time_does_no_harm(project: Path) -> None:
    expected = built(project)
    other = sqlite3.connect(project / CACHE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert built(project) == expected
    other.close()
    assert pages("rendered", project) == ALWAYS


def test_a_warning_is_repeated_by_every_build(project: Path) -> None:
    replace("docs/about.md", "zebra.md#sources", "zebra.md#nothing")(project)
    with (project / "docs/about.md").open("a") as file:
        file.write("\n[Gone](gone.md)\n")
    replace("mkdocs.yml", "site_name:", "validation: {links: {anchors: warn}}\nsite_name:")(project)
    for _ in range(2):
        build = mkdocs(project, "build", "--strict")
        assert build.returncode == 1
        assert "'gone.md', but the target is not found" in build.stderr
        assert "does not contain an anchor '#nothing'" in build.stderr


@pytest.mark.parametrize(
    "setting", ["hooks: [hook.py]", "markdown_extensions: [attr_list, md_in_html, pymdownx.snippets]"]
)
def test_what_may_read_other_files_has_no_cache(project: Path, setting: str) -> None:
    (project / "hook.py").write_text("def on_env(env, config, files):\n    env.globals['now'] = 1\n")
    config = yaml.safe_load((project / "mkdocs.yml").read_text()) | yaml.safe_load(setting)
    (project / "mkdocs.yml").write_text(yaml.safe_dump(config))
    (project / "part.txt").write_text("First part.")
    (project / "docs/about.md").write_text('# About\n\n--8<-- "part.txt"\n')
    assert built(project)
    (project / "part.txt").write_text("Second part.")
    assert b"First part." not in built(project)["about/index.html"]
    with sqlite3.connect(project / CACHE) as cache:
        assert cache.execute("SELECT path FROM page WHERE html NOTNULL").fetchall() == []
    cache.close()


def test_of_a_page_that_says_nothing_more_no_former_file_is_left(project: Path) -> None:
    (project / "hook.py").write_text("def on_env(env, config, files):\n    env.globals['now'] = 1\n")
    (project / "theme/empty.html").write_text("")
    replace("mkdocs.yml", "site_name:", "hooks: [hook.py]\nsite_name:")(project)
    for _ in range(2):
        assert "about/index.html" in built(project)
    (project / "docs/about.md").write_text("---\ntemplate: empty.html\n---\n\n# About\n")
    assert "about/index.html" not in built(project)
