"""What `glossary check --site` finds missing in a finished site."""

import shutil
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

import pytest
from click.testing import CliRunner

from glossary.commands.cli import main

from .conftest import once
from .glossaries import relation, write
from .processes import mkdocs

CONFIG = """\
site_name: Our handbook
site_url: https://example.org/handbook/
use_directory_urls: DIRECTORIES
theme: {name: material, font: false}
plugins:
  - search
  - glossary: {link_in: [guide]}
markdown_extensions: [attr_list, md_in_html, smarty]
"""
GUIDE = "# Guide\n\nMore of it.\n\nA *token* is a piece of text, and an LLM reads tokens.\n"


def handbook(folder: Path, directories: str, plugin: bool) -> None:
    """A handbook in `folder`, and its site, in which the glossary is left out without the `plugin`."""
    write(
        folder / "docs",
        {
            "llm": {"title": "Large language model", "abbr": "LLM", "related": [relation("token")]},
            "token": {"title": "Token"},
        },
        {"index.md": "# Home\n", "guide/index.md": GUIDE, "guide/other.md": "# Other\n\nNothing.\n"},
    )
    whole = CONFIG.replace("DIRECTORIES", directories)
    (folder / "mkdocs.yml").write_text(
        whole if plugin else whole.replace("  - glossary: {link_in: [guide]}\n", "")
    )
    run = mkdocs(folder, "build")
    assert run.returncode == 0, run.stderr
    (folder / "mkdocs.yml").write_text(whole)


@pytest.fixture
def project(shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of such a handbook with its site, whole, the current folder of the test."""
    made = once(shared / "finished", lambda folder: handbook(folder, "true", plugin=True))
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lost() -> list[str]:
    """The lines of the command, which says by its code whether there are any."""
    result = CliRunner().invoke(main, ["check", "--site", "site"])
    assert result.exit_code == bool(result.stdout), result.output
    return result.stdout.splitlines()


def test_a_whole_site_has_lost_nothing(project: Path) -> None:
    assert lost() == []


def test_nor_has_one_without_folders_in_its_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handbook(tmp_path, "false", plugin=True)
    monkeypatch.chdir(tmp_path)
    assert lost() == []
    (tmp_path / "site/concepts/llm.html").unlink()
    assert any("lacks 1 concept page, such as concepts/llm.md" in line for line in lost())


def test_a_site_without_the_glossary_is_refused_with_all_that_it_lacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handbook(tmp_path, "true", plugin=False)
    monkeypatch.chdir(tmp_path)
    of_sources, files, *of_guide = lost()
    assert of_sources.startswith(
        "mkdocs.yml:5: the site in 'site': made of their sources alone, without the "
    )
    assert ": 2 concept pages, such as concepts/llm.md, concepts/token.md; build it with " in of_sources
    assert ", such as objects.inv, search/glossary.json, " in files
    assert [line.partition("; ")[0] for line in of_guide] == [
        "docs/guide/index.md:5: in the site, this page has no link to 'token', which it calls 'token'",
        "docs/guide/index.md:5: in the site, this page has no link to 'llm', which it calls 'LLM'",
        "docs/guide/index.md:1: in the site, this page has no cards: it lacks the script that shows them",
    ]
    assert all(line.endswith("or by: glossary build --engine zensical") for line in lost())


def changed(before: str, after: str) -> Callable[[Path], object]:
    def change(file: Path) -> None:
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after), "utf-8")

    return change


@pytest.mark.parametrize(
    ("path", "change", "said"),
    [
        ("objects.inv", Path.unlink, "it lacks 1 other file, such as objects.inv;"),
        ("objects.inv", lambda file: file.write_bytes(b"theirs"), "its objects.inv is not the one"),
        ("search/glossary.json", Path.unlink, "it lacks 1 other file, such as search/glossary.json;"),
        ("integrations/links.md", Path.unlink, "it lacks 1 other file, such as integrations/links.md;"),
        ("concepts/large-language-model/index.html", Path.unlink, "it lacks 1 other file,"),
        ("topics/basics/index.html", Path.unlink, "it lacks 1 other file, such as topics/basics.md;"),
        ("concepts/token/index.html", Path.unlink, "it lacks 1 concept page, such as concepts/token.md;"),
        (
            "concepts/token/index.html",
            changed(">Sources", ">Sources {: #sources }"),
            "marks such as '{: #sources }' stand in 1 concept page, such as concepts/token.md; add ",
        ),
        (
            "search/search_index.json",
            changed('"concepts/token/"', '"x/"'),
            "the search of the site, search/search_index.json, does not know 1 concept page, such as "
            "concepts/token.md;",
        ),
        (
            "guide/index.html",
            changed('<a href="../concepts/llm/">LLM</a>', "LLM"),
            "docs/guide/index.md:5: in the site, this page has no link to 'llm', which it calls 'LLM';",
        ),
        (
            "guide/index.html",
            changed("embed/v1.js", "embed/none.js"),
            "docs/guide/index.md:1: in the site, this page has no cards",
        ),
    ],
)
def test_whatever_a_site_lost_is_said_alone(
    path: str, change: Callable[[Path], object], said: str, project: Path
) -> None:
    change(project / "site" / path)
    (line,) = lost()
    assert said in line


def test_a_name_that_a_page_does_not_show_needs_no_link(project: Path) -> None:
    changed('<a href="../concepts/llm/">LLM</a>', "it")(project / "site/guide/index.html")
    assert lost() == []
    # A draft, or a post that a blog has put elsewhere, its copy with it.
    (project / "site/guide").rename(project / "site/elsewhere")
    assert lost() == []


@pytest.mark.parametrize("root", ["/handbook/", "/", "https://example.org/handbook/", "https://example.org/"])
def test_links_from_the_root_of_a_host_and_whole_addresses_are_links(root: str, project: Path) -> None:
    page = project / "site/guide/index.html"
    html = page.read_text("utf-8")
    assert 'href="../concepts/token/"' in html and 'src="../embed/v1.js"' in html
    page.write_text(html.replace('"../', f'"{root}'), "utf-8")
    config, url = project / "mkdocs.yml", "https://example.org/handbook/"
    config.write_text(config.read_text("utf-8").replace(url, urljoin(url, root)), "utf-8")
    # Other files name the site by its address.
    assert [line for line in lost() if "/guide/" in line] == []


def test_a_link_to_another_site_is_none(project: Path) -> None:
    changed('"../concepts/llm/"', '"https://other.example/handbook/concepts/llm/"')(
        project / "site/guide/index.html"
    )
    (line,) = lost()
    assert "this page has no link to 'llm'" in line


def test_an_address_in_a_page_that_is_none_is_no_trouble(project: Path) -> None:
    changed("LLM</a>", 'LLM</a> <a href="http://[host]/">host</a>')(project / "site/guide/index.html")
    assert lost() == []


def test_a_mistake_in_the_options_of_the_plugin_is_told_with_its_line(project: Path) -> None:
    changed("link_in: [guide]", "link_in: guide")(project / "mkdocs.yml")
    result = CliRunner().invoke(main, ["check"])
    assert "mkdocs.yml:7: 'link_in' is 'guide', which is not a list;" in result.output
