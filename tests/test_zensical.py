"""`glossary build` and `glossary serve` with Zensical: a handbook with its glossary, its links and cards."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

import glossary.commands.cli
from glossary.commands.cli import main
from glossary.commands.zensical import Published, publish

from .glossaries import page, relation, write
from .test_cli import edit, snapshot

CONFIG = """\
site_name: Our handbook
site_url: https://example.org/handbook/
repo_url: https://github.com/our-team/handbook
theme: {name: material, font: false, custom_dir: theme, features: [content.action.edit]}
plugins:
  search: {}
  glossary: {link_in: [guide]}
markdown_extensions:
  - attr_list
  - md_in_html
  - pymdownx.snippets: {base_path: [parts], check_paths: true}
nav: [index.md, Guide: [guide/index.md, guide/other.md], A–Z: concepts/index.md, Topics: topics/index.md]
"""
FILES = {
    "docs/index.md": "# Welcome\n\nAn LLM.\n",
    "docs/guide/index.md": "---\ntitle: Guide\n---\n\nA token is a piece of text, and an LLM reads tokens.\n",
    "docs/guide/other.md": '# Other\n\nSee [it](../concepts/llm.md).\n\n--8<-- "hint.md"\n',
    "parts/hint.md": "Mind the step.\n",
    "theme/partials/comments.html": "<p>Write to the cook.</p>\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook with a glossary, the current folder of the test."""
    llm = {"title": "Large language model", "abbr": "LLM", "related": [relation("token")]}
    write(tmp_path / "docs", {"llm": llm, "token": None})
    for path, text in {"mkdocs.yml": CONFIG, **FILES}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def glossary_command(*words: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as Zensical prints past Python."""
    command = [sys.executable, "-c", "from glossary.entry import main; main()", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def links(file: Path) -> list[tuple[str, str]]:
    """The links to concepts in the text of a page: what they say and where they lead."""
    article = file.read_text("utf-8").partition("<article")[2].partition("</article>")[0]
    return [(text, href) for href, text in re.findall(r'<a href="([^"]*concepts/[^"]*)">([^<]*)', article)]


def test_a_handbook_has_its_glossary_with_links_and_cards_and_stays_what_it_was(project: Path) -> None:
    before = snapshot(project)
    run = glossary_command("build", "--engine", "zensical", "--strict")
    assert run.returncode == 0, run.stdout + run.stderr
    checked = CliRunner().invoke(main, ["check", "--site", "site"])
    assert (checked.exit_code, checked.stdout) == (0, "")
    site = project / "site"
    guide, other, home, concept = (
        site / path / "index.html" for path in ("guide", "guide/other", "", "concepts/llm")
    )
    assert links(guide) == [("token", "../concepts/token/"), ("LLM", "../concepts/llm/")]
    assert links(other) == [("it", "../../concepts/llm/")]
    assert links(home) == []
    assert '<script src="../embed/v1.js" data-enhance="article" defer>' in guide.read_text("utf-8")
    # What is theirs stays: home page, look, templates, parts of pages, where an edit leads.
    assert "An LLM." in home.read_text("utf-8") and "md-header" in home.read_text("utf-8")
    assert "Write to the cook." in guide.read_text("utf-8")
    assert "Mind the step." in other.read_text("utf-8")
    assert "https://github.com/our-team/handbook/edit/master/docs/guide/other.md" in other.read_text("utf-8")
    # What is ours is finished, with its own look.
    text = concept.read_text("utf-8")
    assert "What is a large language model?" in text and "md-header" not in text
    assert (
        (site / "concepts/llm/index.md").read_text("utf-8").startswith("# What is a large language model?\n")
    )
    assert not (site / "_headers").exists()
    # The search of the handbook finds it by what people type, and shows none of it.
    found = json.loads((site / "search.json").read_text("utf-8"))["items"]
    (entry,) = (entry["text"] for entry in found if entry["location"] == "concepts/llm/")
    assert "how people ask for it, 1" in entry
    assert "<p hidden>how people ask for it, 1" in text
    after = {
        path: data for path, data in snapshot(project).items() if not path.startswith(("site/", ".cache/"))
    }
    assert after == before


def test_a_handbook_without_a_theme_has_its_cards_too(project: Path) -> None:
    kept = [line for line in CONFIG.splitlines(True) if not line.startswith("theme:")]
    (project / "mkdocs.yml").write_text("".join(kept), "utf-8")
    assert glossary_command("build", "--engine", "zensical").returncode == 0
    checked = CliRunner().invoke(main, ["check", "--site", "site"])
    assert (checked.exit_code, checked.stdout) == (0, "")


def test_a_glossary_alone_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, ["init", "."]).exit_code == 0
    monkeypatch.setenv("SITE_URL", "https://example.org/words/")
    run = glossary_command("build", "--engine", "zensical", "--strict")
    assert run.returncode == 0, run.stdout + run.stderr
    checked = CliRunner().invoke(main, ["check", "--site", "site"])
    assert (checked.exit_code, checked.stdout) == (0, "")
    assert "md-header" not in (tmp_path / "site/index.html").read_text("utf-8")
    assert (tmp_path / "site/_headers").is_file()


def test_pages_in_other_languages_than_the_glossary_are_left_alone(project: Path) -> None:
    languages = "  i18n: {languages: [{locale: en, default: true}, {locale: de}]}"
    edit(project / "mkdocs.yml", "  search: {}", languages)
    for code in ("", ".en", ".de"):
        (project / f"docs/guide/more{code}.md").write_text("# More\n\nAn LLM.\n", "utf-8")
    assert glossary_command("stage", "staged").returncode == 0
    pages = {
        code: (project / f"staged/docs/guide/more{code}.md").read_text("utf-8") for code in ("", ".en", ".de")
    }
    assert ["[LLM]" in text for text in pages.values()] == [True, True, False]


def test_a_site_stays_as_it_was_where_anything_is_wrong(project: Path) -> None:
    (project / "site").mkdir()
    (project / "site/old.html").write_text("old")
    edit(project / "docs/concepts/llm.md", "level:", "levle:")
    run = glossary_command("build", "--engine", "zensical")
    assert run.returncode == 1 and "unknown field 'levle'" in run.stderr
    edit(project / "docs/concepts/llm.md", "levle:", "level:")
    edit(project / "docs/guide/other.md", "See", "[Lost](lost.md). See")
    run = glossary_command("build", "--engine", "zensical", "--strict")
    assert run.returncode != 0 and "lost.md" in re.sub(r"\x1b\[[0-9;]*m", "", run.stdout + run.stderr)
    assert [path.name for path in (project / "site").iterdir()] == ["old.html"]
    assert not list(project.glob(".mkdocs*"))
    assert glossary_command("build", "--engine", "zensical").returncode == 0
    assert not (project / "site/old.html").exists()


def test_a_page_that_is_gone_is_gone_from_the_next_site(project: Path) -> None:
    write(project / "docs", {"llm": None, "token": None, "old": None})
    assert glossary_command("build", "--engine", "zensical").returncode == 0
    assert (project / "site/concepts/old/index.html").is_file()
    (project / "docs/concepts/old.md").unlink()
    edit(project / "docs/urls.txt", "/concepts/old/\n", "")
    assert glossary_command("build", "--engine", "zensical").returncode == 0
    assert not (project / "site/concepts/old").exists()


def test_a_folder_that_holds_the_project_is_no_site(project: Path) -> None:
    edit(project / "mkdocs.yml", "site_name", "site_dir: .\nsite_name")
    result = CliRunner().invoke(main, ["build", "--engine", "zensical"])
    assert result.exit_code == 1 and "which holds the project; name a folder for the site" in result.output
    assert (project / "mkdocs.yml").is_file()


def test_without_the_engine_the_command_says_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(glossary.commands.cli, "find_spec", lambda name: None)
    for command in ("build", "serve"):
        result = CliRunner().invoke(main, [command, "--engine", "zensical"])
        assert result.exit_code == 1 and re.search(
            r'zensical is not installed; run: pip install "\S+\[zensical\]"', result.output
        )


def shows(address: str, word: str) -> Callable[[], bool]:
    def look() -> bool:
        try:
            with urlopen(address, timeout=5) as answer:
                return word in answer.read().decode()
        except OSError:  # Zensical begins anew with another configuration.
            return False

    return look


def soon(true: Callable[[], bool], printed: Path) -> None:
    end = monotonic() + 30
    while not true():
        assert monotonic() < end, printed.read_text("utf-8")
        sleep(0.1)


@contextmanager
def serving(project: Path) -> Iterator[tuple[str, Path]]:
    """Serves a project: its address, and the file of all that the command prints."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    site, printed = f"http://{address}/handbook", project / "printed"
    with printed.open("w") as out:
        server = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "from glossary.entry import main; main()",
                *("serve", "--engine", "zensical", "--dev-addr", address),
            ],
            stdout=out,
            stderr=out,
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
        )
    try:
        soon(shows(f"{site}/guide/", ">LLM</a>"), printed)
        yield site, printed
    finally:
        server.terminate()
        server.wait(10)
    assert not list(project.glob(".mkdocs*"))
    with pytest.raises(URLError):
        urlopen(site, timeout=5)


def test_what_is_served_follows_each_save(project: Path) -> None:
    with serving(project) as (site, printed):
        soon(shows(f"{site}/concepts/token/index.md", "# What is a token?"), printed)
        # A page of the handbook, a concept, the configuration.
        edit(project / "docs/guide/index.md", "A token", "Today, a token")
        soon(shows(f"{site}/guide/", "Today, a "), printed)
        (project / "docs/concepts/spoon.md").write_text(page("spoon"), "utf-8")
        with (project / "docs/urls.txt").open("a") as ledger:
            ledger.write("/concepts/spoon/\n")
        soon(shows(f"{site}/concepts/spoon/", "What is a spoon?"), printed)
        soon(shows(f"{site}/concepts/spoon/index.md", "# What is a spoon?"), printed)
        edit(project / "docs/concepts/spoon.md", "definition:", "defintion:")
        soon(lambda: "spoon.md:6: unknown field 'defintion'" in printed.read_text("utf-8"), printed)
        assert shows(f"{site}/concepts/spoon/", "What is a spoon?")(), "the site stays as it was"
        edit(project / "docs/concepts/spoon.md", "defintion:", "definition:")
        edit(project / "mkdocs.yml", "Our handbook", "Their handbook")
        soon(shows(f"{site}/guide/", "Their handbook"), printed)
        soon(shows(f"{site}/concepts/spoon/index.md", "# What is a spoon?"), printed)


def test_a_server_outlives_what_it_cannot_read_and_a_build_beside_it(project: Path) -> None:
    config, guide = project / "mkdocs.yml", project / "docs/guide/index.md"
    with serving(project) as (site, printed):
        kept = config.read_text("utf-8")
        config.unlink()
        soon(lambda: "No such file" in printed.read_text("utf-8"), printed)
        config.write_text(kept.replace("Our handbook", "Their handbook"), "utf-8")
        soon(shows(f"{site}/guide/", "Their handbook"), printed)
        text = guide.read_text("utf-8")
        guide.write_bytes("Gr\u00fc\u00dfe".encode("latin-1"))
        soon(lambda: "until this is mended" in printed.read_text("utf-8"), printed)
        assert shows(f"{site}/guide/", ">LLM</a>")(), "the site stays as it was"
        guide.write_text(text.replace("A token", "Today, a token"), "utf-8")
        soon(shows(f"{site}/guide/", "Today, a "), printed)
        # A build shows no topic without concepts, a server for authors does, also with a build beside it.
        with (project / "docs/topics.yml").open("a") as topics:
            topics.write("- {slug: dishes, title: Dishes, description: What is eaten.}\n")
        soon(shows(f"{site}/topics/dishes/", "Dishes"), printed)
        assert glossary_command("build", "--engine", "zensical").returncode == 0
        sleep(2)
        soon(shows(f"{site}/topics/dishes/", "Dishes"), printed)


def test_a_second_server_is_refused_and_leaves_the_first_alone(project: Path) -> None:
    with serving(project) as (site, _):
        second = glossary_command("serve", "--engine", "zensical", "--dev-addr", "127.0.0.1:1")
        assert second.returncode == 1
        assert "`glossary serve` is at work on this project already; stop it first" in second.stderr
        assert list(project.glob(".mkdocs-of-zensical-serve.yml")), "the first one needs it"
        assert shows(f"{site}/guide/", ">LLM</a>")()


def test_what_a_killed_server_left_goes_with_the_next_command(project: Path) -> None:
    words = ["serve", "--engine", "zensical", "--dev-addr", "127.0.0.1:0"]
    killed = subprocess.Popen(
        [sys.executable, "-c", "from glossary.entry import main; main()", *words],
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        soon(lambda: bool(list(project.glob(".mkdocs*"))), project / "mkdocs.yml")
    finally:
        os.killpg(killed.pid, signal.SIGKILL)
        killed.wait()
    assert list(project.glob(".mkdocs*"))
    assert glossary_command("build", "--engine", "zensical").returncode == 0
    assert not list(project.glob(".mkdocs*"))


def test_what_is_published_verbatim_is_read_again_only_where_it_was_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    verbatim = {"one.json": b"1", "two.json": b"2"}
    published: Published = {}
    looked_at: list[str] = []
    read_bytes = Path.read_bytes

    def watched(file: Path) -> bytes:
        looked_at.append(file.name)
        return read_bytes(file)

    monkeypatch.setattr(Path, "read_bytes", watched)
    publish(tmp_path, verbatim, published)
    assert not list(tmp_path.iterdir()), "nothing is built yet"
    (tmp_path / "404.html").touch()
    (tmp_path / "one.json").write_bytes(b"1")
    publish(tmp_path, verbatim, published)
    assert (tmp_path / "two.json").read_bytes() == b"2"
    looked_at.clear()
    publish(tmp_path, verbatim, published)
    assert looked_at == []
    (tmp_path / "one.json").write_bytes(b"engine")
    (tmp_path / "two.json").unlink()
    publish(tmp_path, verbatim, published)
    assert [(tmp_path / name).read_bytes() for name in verbatim] == [b"1", b"2"]
    publish(tmp_path, verbatim | {"two.json": b"3"}, published)
    assert (tmp_path / "two.json").read_bytes() == b"3"
    (tmp_path / "one.json").unlink()
    publish(tmp_path, verbatim, published)
    assert (tmp_path / "one.json").read_bytes() == b"1"
