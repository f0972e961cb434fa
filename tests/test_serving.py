"""`mkdocs serve`: each page is as its source is, looks as it will when it is built, and says what is
wrong.
"""

import gzip
import os
import re
import signal
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
import yaml

from .glossaries import ledger, page, relation, write
from .processes import mkdocs, started_mkdocs

ROOT = Path(__file__).parent.parent
RELOAD = re.compile(rb"<script>\nvar livereload = .*?</script>", re.S)
CONFIG = {
    "site_name": "Terms",
    "theme": {"name": "material", "font": False, "custom_dir": str(ROOT / "overrides")},
    "plugins": ["glossary"],
    "markdown_extensions": ["attr_list", "md_in_html", "tables", {"toc": {"permalink": "#"}}],
    "nav": [{"Home": "index.md"}, {"A–Z": "concepts/index.md"}, "about.md"],
    "not_in_nav": "*",
}
TOPIC = "- {slug: basics, title: Basics, description: What everything else builds on.}\n"
PAGES = {
    "llm": {"related": [relation("token")], "lead": "An LLM reads one token after another.\n"},
    "token": {"abbr": "TKN"},
    "zebra": None,
}


@dataclass(frozen=True)
class Served:
    """A running `mkdocs serve`: its address, the project, and what the terminal shows."""

    url: str
    project: Path
    terminal: Callable[[], str]

    def get(self, path: str = "") -> bytes:
        """What a browser gets, after redirects and without the script that reloads it."""
        with urllib.request.urlopen(self.url + quote(path), timeout=120) as answer:
            return RELOAD.sub(b"", answer.read())

    def text(self, path: str = "") -> str:
        return self.get(path).decode()

    def status(self, path: str) -> int:
        try:
            self.get(path)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        return 200

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def reported(self, what: str) -> None:
        """Waits until the terminal shows it."""
        wait_for(lambda: what in self.terminal(), self.terminal)


def wait_for(reached: Callable[[], bool], what: Callable[[], str], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not reached():
        assert time.monotonic() < end, what()
        time.sleep(0.05)


@contextmanager
def serving(project: Path, *words: str, **environment: str) -> Iterator[Served]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = project / "serve.log"
    words = words or ("--livereload",)
    log.touch()
    process = started_mkdocs(
        project, "serve", "--dev-addr", f"127.0.0.1:{port}", *words, printed=log, **environment
    )
    try:
        wait_for(lambda: "Serving on" in log.read_text() or not process.is_alive(), log.read_text)
        path = re.search(r"Serving on http://[^/]+(/\S*)", log.read_text())
        assert path, log.read_text()
        yield Served(f"http://127.0.0.1:{port}{path[1]}", project, log.read_text)
    finally:
        # As one stops it by hand; MkDocs then removes its folder.
        os.kill(process.pid, signal.SIGINT)
        process.join(10)
        assert process.exitcode == 0, log.read_text()


def built(project: Path, url: str) -> dict[str, bytes]:
    """The files that a build makes for a site at this address."""
    config = project / "built.yml"
    config.write_text(yaml.safe_dump({"INHERIT": "mkdocs.yml", "site_url": url}))
    run = mkdocs(project, "build", "-f", "built.yml", "-d", "built")
    assert run.returncode == 0, run.stderr
    site = project / "built"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def assert_served_as_built(served: Served) -> None:
    expected = built(served.project, served.url)
    assert len(expected) > 20
    sitemap = expected.pop("sitemap.xml.gz")
    assert gzip.decompress(served.get("sitemap.xml.gz")) == gzip.decompress(sitemap)
    different = [
        path for path, content in expected.items() if served.get(path.removesuffix("index.html")) != content
    ]
    assert different == []


def project_at(folder: Path, **settings: object) -> Path:
    write(
        folder / "docs",
        PAGES,
        {"topics.yml": TOPIC, "about.md": "# Who we are\n\nSee [zebras](concepts/zebra.md).\n"},
    )
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(CONFIG | settings, sort_keys=False))
    return folder


def test_after_every_kind_of_edit_each_file_is_served_as_it_is_built_below_a_path_too(tmp_path: Path) -> None:
    project = project_at(tmp_path, site_url="https://example.org/some/path/")
    docs = project / "docs"
    with serving(project) as served:
        assert served.url.endswith("/some/path/")
        assert_served_as_built(served)

        served.edit("docs/concepts/llm.md", "An LLM", "Coats have stripes. An LLM")
        assert "Coats have stripes" in served.text("concepts/llm/")
        assert served.terminal().count("Building documentation") == 1, (
            "MkDocs begins anew for other files alone"
        )
        served.edit("docs/concepts/zebra.md", "title: Zebra\n", "title: Zebra\naliases: [stripes]\n")
        assert '<a href="../zebra/">stripes</a>' in served.text("concepts/llm/")
        assert "What is a zebra?" in served.text("concepts/stripes/")
        assert_served_as_built(served)

        (docs / "concepts/horse.md").write_text(page("horse"))
        (docs / "urls.txt").write_text(ledger([*PAGES, "horse"]))
        assert "Horse as this small glossary sees it" in served.text("concepts/horse/")

        # Renamed, and its former address given up on purpose.
        (docs / "concepts/horse.md").unlink()
        (docs / "concepts/pony.md").write_text(page("pony"))
        (docs / "urls.txt").write_text(ledger([*PAGES, "pony"]))
        assert served.status("concepts/horse/") == 404
        assert_served_as_built(served)

        served.edit("docs/about.md", "# Who we are", "# Who we were")
        assert "Who we were" in served.text("concepts/llm/"), "the navigation has the page's title"
        assert "Who we were" in served.text("404.html"), "and so has the page for what is not there"
        (docs / "picture.txt").write_text("one")
        assert served.text("picture.txt") == "one"
        (docs / "picture.txt").write_text("two")

        # A drawing that is changed beside the browser.
        (docs / "pictures").mkdir()
        form = 'width="680" height="300" viewBox="0 0 680 300" font-size="23"'
        (docs / "pictures/zebra.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" {form}><title>Coat</title><text>spots</text></svg>'
        )
        served.edit(
            "docs/concepts/zebra.md",
            "in one line.\n",
            "in one line.\n\n![The coat of a zebra](../pictures/zebra.svg)\n",
        )
        assert "<text>spots</text>" in served.text("concepts/zebra/")
        served.edit("docs/pictures/zebra.svg", "spots", "stripes")
        assert "<text>stripes</text>" in served.text("concepts/zebra/")
        assert_served_as_built(served)


def test_what_is_wrong_is_said_in_the_browser_as_plain_text_and_once_in_the_terminal(tmp_path: Path) -> None:
    with serving(project_at(tmp_path)) as served:
        served.edit("docs/concepts/llm.md", "topic: basics", "topic: <script>alert(1)</script>")
        broken = served.text("concepts/llm/")
        assert "<h1" in broken and "reads one" in broken, "the last good version"
        bar = broken[broken.index("<details open") :]
        assert (
            "docs/concepts/llm.md:4" in bar
            and "&lt;script&gt;alert(1)" in bar
            and "<script>alert" not in broken
        )
        assert "stays as it was" in bar and "stays as it was until this is mended" in served.terminal()
        assert "&lt;script&gt;alert(1)" in served.text("concepts/token/"), "other pages say so too"
        served.reported("Reloading browsers")

        # A second file is saved, and the same is wrong as before.
        served.edit("docs/concepts/zebra.md", "A cook", "Every cook")
        served.get("concepts/zebra/")
        wait_for(lambda: served.terminal().count("Reloading browsers") == 2, served.terminal)
        assert served.terminal().count("<script>alert(1)") == 1

        served.edit("docs/concepts/llm.md", "topic: <script>alert(1)</script>", "topic: basics")
        assert "Every cook" in served.text("concepts/zebra/") and "<details open" not in served.text(
            "concepts/zebra/"
        )
        assert "No problem is left" in served.terminal()
        assert "Traceback" not in served.terminal()
        assert_served_as_built(served)


def test_an_open_page_is_told_to_reload(tmp_path: Path) -> None:
    with serving(project_at(tmp_path)) as served:
        with urllib.request.urlopen(served.url + "concepts/llm/", timeout=30) as answer:
            page = answer.read().decode()
        epoch = re.search(r"^livereload\((\d+), \d+\);", page, re.M)
        assert epoch
        served.edit("docs/concepts/llm.md", "An LLM", "Coats have stripes. An LLM")
        # Answered once there is something new.
        with urllib.request.urlopen(f"{served.url}livereload/{epoch[1]}/1", timeout=30) as answer:
            assert int(answer.read()) > int(epoch[1])


def test_a_new_page_that_cannot_be_read_says_why_at_its_address(tmp_path: Path) -> None:
    with serving(project_at(tmp_path)) as served:
        (tmp_path / "docs/concepts/horse.md").write_text("---\ntitle: [\n---\n")
        with pytest.raises(urllib.error.HTTPError) as error:
            served.get("concepts/horse/")
        assert error.value.code == 404
        assert "docs/concepts/horse.md:" in error.value.read().decode()
        served.edit("mkdocs.yml", "Terms", "Other terms")
        served.reported("Documentation built in")
        wait_for(lambda: "Other terms" in served.text(), served.terminal)
        assert served.status("concepts/horse/") == 404, "nothing unchecked is shown"


def test_a_draft_is_marked_says_what_it_lacks_and_is_a_page_like_others_without_its_line(
    tmp_path: Path,
) -> None:
    with serving(project_at(tmp_path)) as served:
        (tmp_path / "docs/concepts/horse.md").write_text(page("horse", {"status": "draft", "lead": ""}))
        draft = served.text("concepts/horse/")
        assert '<p class="notice notice--draft">' in draft
        bar = draft[draft.rindex("<details") :]
        assert (
            "1 note</summary>" in bar
            and "docs/concepts/horse.md:14</code> draft: the page has no lead" in bar
        )
        assert 'href="../../concepts/horse/"' in served.text("about/health/")
        for path in ("concepts/llm/", "concepts/"):
            assert "horse" not in served.text(path).lower(), "other pages are left alone"
        assert "1 note; to read them: glossary check" in served.terminal()
        served.edit("docs/concepts/horse.md", "status: draft\n", "")
        assert "notice--draft" not in served.text("concepts/horse/")
        assert "horse/" in served.text("concepts/")


def test_a_change_of_the_theme_is_seen(tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    template = tmp_path / "theme/glossary.html"
    template.write_text("{{ page.content }} {{ config.site_name }}")
    with serving(
        project_at(tmp_path, theme={"name": "material", "custom_dir": "theme"}, watch=["theme"])
    ) as served:
        assert served.text("concepts/llm/").endswith("Terms")
        template.write_text("{{ page.content }} New frame")
        wait_for(lambda: served.text("concepts/llm/").endswith("New frame"), served.terminal)
        assert "reads one" in served.text("concepts/llm/")


def test_addresses_lead_where_they_do_on_any_server(tmp_path: Path) -> None:
    with serving(project_at(tmp_path, site_url="https://example.org/some/path/")) as served:
        with urllib.request.urlopen(served.url.replace("/some/path/", "/"), timeout=30) as answer:
            assert answer.url == served.url
        with urllib.request.urlopen(served.url + "concepts/llm", timeout=30) as answer:
            assert answer.url == served.url + "concepts/llm/"
        assert (
            served.status("concepts/nothing/")
            == served.status("../../mkdocs.yml")
            == served.status("docs/concepts/llm.md")
            == 404
        )


def test_a_topic_without_pages_says_how_to_begin_one(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    with serving(project) as served:
        (project / "docs/topics.yml").write_text(
            f"{TOPIC}- {{slug: safety, title: Safety, description: What goes wrong.}}\n"
        )
        assert "Nothing is here yet." in served.text("topics/")
        empty = served.text("topics/safety/")
        assert "Nothing is here yet." in empty and "--topic safety" in empty
        assert "Nothing is here yet." not in served.text()
        (project / "docs/concepts/alarm.md").write_text(page("alarm", {"topic": "safety"}))
        (project / "docs/urls.txt").write_text(ledger([*PAGES, "alarm"]))
        assert "Alarm as this small glossary sees it" in served.text("topics/safety/")
        assert_served_as_built(served)


def test_without_reloading_all_pages_are_there(tmp_path: Path) -> None:
    with serving(project_at(tmp_path), "--no-livereload") as served:
        assert "reads one" in served.text("concepts/llm/")


@pytest.mark.parametrize("settings", [("--clean",), (), ("--dirty",)])
def test_where_mkdocs_makes_all_pages_an_edit_is_seen_too(tmp_path: Path, settings: tuple[str, ...]) -> None:
    # Without a setting of MkDocs, another plugin has it so.
    plugins = ["glossary"] if settings else ["glossary", "search"]
    with serving(project_at(tmp_path, plugins=plugins), "--livereload", *settings) as served:
        served.edit("docs/concepts/llm.md", "An LLM", "Coats have stripes. An LLM")
        wait_for(lambda: "Coats have stripes" in served.text("concepts/llm/"), served.terminal)
        served.edit("docs/concepts/llm.md", "topic: basics", "topic: basic")
        if "--clean" not in settings:
            wait_for(lambda: "docs/concepts/llm.md:4" in served.text("concepts/llm/"), served.terminal)


def test_a_taken_port_is_one_sentence_that_shows_the_way_out(tmp_path: Path) -> None:
    project = project_at(tmp_path)
    # It would be reported if the glossary were built first.
    (project / "docs/concepts/llm.md").write_text("broken")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = mkdocs(project, "serve", "--livereload", "--dev-addr", f"127.0.0.1:{port}")
    assert run.returncode == 1
    said = run.stdout + run.stderr
    assert f"127.0.0.1:{port} " in said and f"make serve PORT={port + 1}" in said
    assert "llm.md" not in said and "Traceback" not in said
