"""A handbook with its glossary, and the glossaries of this project, in each engine that is supported by name.

MkDocs, Material and the engine come from this environment, the other plugins and engines from their own.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from scripts.integrations_page import versions

from ..glossaries import relation, write
from .environments import packages_of, python_client
from .projects import Glossary, refuses

ROOT = Path(__file__).parent.parent.parent

pytestmark = pytest.mark.client

CONFIG = """\
site_name: The handbook
site_url: https://example.org/handbook/
theme: {name: material, font: false, features: [navigation.tabs]}
plugins:
  - search
  - tags
  - blog
  - macros: {module_name: words}
  - git-revision-date-localized: {type: iso_date}
  - glossary: {link_in: [.]}
markdown_extensions: [admonition, attr_list, md_in_html, pymdownx.details, pymdownx.superfences]
nav:
  - index.md
  - Guide: [guide/index.md, guide/prompts.md, guide/tools.md, guide/review.md, guide/data.md]
  - Team: [team/index.md, team/contact.md]
  - Tags: tags.md
  - Blog: [blog/index.md]
  - A–Z: concepts/index.md
  - Topics: topics/index.md
not_in_nav: "*"
"""
PAGES = {
    "index.md": "# Welcome\n\nAn LLM reads tokens.\n",
    "tags.md": "# Tags\n\n<!-- material/tags -->\n",
    "guide/index.md": "# Guide\n\nA token is a piece of text.\n",
    "guide/prompts.md": "---\ntags: [writing]\n---\n\n# Prompts\n\nWrite to the LLM of {{ company() }}.\n",
    "guide/tools.md": "---\ntags: [writing]\n---\n\n# Tools\n\n!!! note\n\n    Ask.\n\nAn LLM.\n",
    "guide/review.md": "# Review\n\nSee [it](../concepts/llm.md), then count each token.\n",
    "guide/data.md": "# Data\n\n| What | Why |\n| --- | --- |\n| A token | It is counted. |\n",
    "team/index.md": "# Team\n\nNobody is named here.\n",
    "team/contact.md": "# Contact\n\n`An LLM` answers.\n",
    "blog/index.md": "# Blog\n",
    "blog/posts/first.md": "---\ndate: 2026-01-05\n---\n\n# First\n\nAn LLM.\n\n<!-- more -->\n\nMore.\n",
    "blog/posts/second.md": "---\ndate: 2026-02-06\n---\n\n# Second\n\nA token.\n\n<!-- more -->\n\nMore.\n",
}
# The concepts to which the text of each page leads, by its address.
LINKED = {
    "": {"llm", "token"},
    "guide/": {"token"},
    "guide/prompts/": {"llm"},
    "guide/tools/": {"llm"},
    "guide/review/": {"llm", "token"},
    "guide/data/": {"token"},
    "team/": set(),
    "team/contact/": set(),
    "blog/2026/01/05/first/": {"llm"},
    "blog/2026/02/06/second/": {"token"},
}
GLOSSARY = sys.executable, "-c", "from glossary.entry import main; main()"
MKDOCS = sys.executable, "-c", "from mkdocs.__main__ import cli; cli()", "build"
PROPERDOCS = (
    *(sys.executable, "-c", "from properdocs.__main__ import cli; cli()"),
    *("build", "--config-file", "mkdocs.yml"),
)
ZENSICAL = *GLOSSARY, "build", "--engine", "zensical"


class Engine(NamedTuple):
    """How an engine builds, and how it does so without us; the environment that has it; whether it runs
    plugins of others.
    """

    build: tuple[str, ...]
    alone: tuple[str, ...]
    environment: str
    runs_plugins: bool


ENGINES: Mapping[str, Engine] = {
    "MkDocs": Engine(MKDOCS, MKDOCS, "handbook", True),
    "ProperDocs": Engine(PROPERDOCS, PROPERDOCS, "handbook", True),
    **{
        f"Zensical {versions()[name]}": Engine(
            ZENSICAL, (sys.executable, "-m", "zensical", "build"), name, False
        )
        for name in ("zensical", "zensical-before")
    },
}


def run(command: tuple[str, ...], folder: Path, packages: str | None = None) -> str:
    """What a command prints that must end well, with the packages of a folder before all others."""
    paths = os.pathsep.join(filter(None, [packages, os.environ.get("PYTHONPATH")]))
    done = subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    """The handbook in a repository, as there are days only of what was committed."""
    llm = {"title": "Large language model", "abbr": "LLM", "related": [relation("token")]}
    write(tmp_path / "docs", {"llm": llm, "token": None}, PAGES)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    words = "def define_env(env):\n    @env.macro\n    def company():\n        return 'Soup and Sons'\n"
    (tmp_path / "words.py").write_text(words, "utf-8")
    (tmp_path / ".gitignore").write_text(".cache/\nsite/\n")
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
    for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "Begin")):
        run((*git, *words), tmp_path)
    return tmp_path


def article(site: Path, path: str) -> BeautifulSoup:
    page = BeautifulSoup((site / path / "index.html").read_text("utf-8"), "html.parser")
    found = page.find("article")
    assert found, path
    return found


def assert_linked(site: Path, linked: Mapping[str, set[str]]) -> None:
    """The text of each page has links to these concepts, and cards."""
    for path, concepts in linked.items():
        hrefs = [link["href"] for link in article(site, path).find_all("a", href=re.compile("concepts/"))]
        assert {href.rstrip("/").rpartition("/")[2] for href in hrefs} == concepts, path
        text = (site / path / "index.html").read_text("utf-8")
        assert re.search(r'<script src="[./]*embed/v1\.js" data-enhance="article"', text), path


@pytest.mark.parametrize("engine", ENGINES)
def test_a_handbook_of_twelve_pages_has_links_and_cards(engine: str, handbook: Path) -> None:
    build, _, environment, runs_plugins = ENGINES[engine]
    run((*build, "--strict"), handbook, packages_of(environment))
    assert "0 problems" in run((*GLOSSARY, "check", "--site", "site"), handbook)
    site = handbook / "site"
    assert_linked(site, LINKED)
    # What other plugins do, in each engine that does it: tags, posts, macros, days of git.
    assert {"../guide/prompts/", "../guide/tools/"} <= {
        link["href"].partition("#")[0] for link in article(site, "tags").find_all("a", href=True)
    }
    assert "Soup and Sons" in article(site, "guide/prompts").get_text()
    assert {"An LLM.", "A token."} <= {
        text.get_text()
        for text in BeautifulSoup((site / "blog/index.html").read_text("utf-8"), "html.parser").find_all("p")
    }
    dated = (site / "guide/data/index.html").read_text("utf-8")
    assert ("git-revision-date-localized-plugin" in dated) == runs_plugins


@pytest.mark.parametrize("engine", ENGINES)
def test_so_has_one_in_two_languages(engine: str, handbook: Path) -> None:
    # The plugin loses the posts of a blog, with a glossary or without.
    languages = "languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]"
    config = CONFIG.replace("  - blog\n", f"  - i18n: {{{languages}}}\n").replace(
        "  - Blog: [blog/index.md]\n", ""
    )
    (handbook / "mkdocs.yml").write_text(config, "utf-8")
    shutil.rmtree(handbook / "docs/blog")
    german = "---\ntags: [schreiben]\n---\n\n# Fragen\n\nEin LLM bei {{ company() }}.\n"
    (handbook / "docs/guide/prompts.de.md").write_text(german, "utf-8")
    (handbook / "docs/index.de.md").write_text("# Willkommen\n\nEin LLM.\n", "utf-8")
    run(("git", "add", "."), handbook)
    run(("git", "-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-qm", "More"), handbook)
    build, _, environment, runs_plugins = ENGINES[engine]
    run((*build, "--strict"), handbook, packages_of(environment))
    assert "0 problems" in run((*GLOSSARY, "check", "--site", "site"), handbook)
    site = handbook / "site"
    assert_linked(site, {path: to for path, to in LINKED.items() if not path.startswith("blog/")})
    # Zensical takes a language for a part of the name.
    for path in ("de", "de/guide/prompts") if runs_plugins else ("index.de", "guide/prompts.de"):
        text = article(site, path)
        assert "Ein LLM" in text.get_text() and not text.select('a[href*="concepts/"]'), path
    assert "Soup and Sons" in text.get_text()
    assert (site / "de").exists() == runs_plugins


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_site_without_its_glossary_is_refused(engine: str, handbook: Path) -> None:
    without = "".join(line for line in CONFIG.splitlines(True) if "glossary" not in line)
    (handbook / "mkdocs.yml").write_text(without, "utf-8")
    run(ENGINES[engine].alone, handbook, packages_of(ENGINES[engine].environment))
    (handbook / "mkdocs.yml").write_text(CONFIG, "utf-8")
    for saying in ("without the glossary: 2 concept pages", "objects.inv", "search/glossary.json"):
        refuses(*GLOSSARY, "check", "--site", "site", cwd=handbook, saying=saying)
    for page in ("index", "guide/prompts", "guide/review", "guide/data"):
        refuses(*GLOSSARY, "check", "--site", "site", cwd=handbook, saying=f"docs/{page}.md:")


def contents(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()
    }


def different(one: Path, other: Path) -> list[str]:
    before, after = contents(one), contents(other)
    assert len(before) > 100
    # It holds when it was packed.
    return sorted(
        path for path in {*before, *after} - {"sitemap.xml.gz"} if before.get(path) != after.get(path)
    )


def test_properdocs_builds_a_new_glossary_to_the_byte_as_mkdocs_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run((*GLOSSARY, "init", "ours"), tmp_path)
    shutil.copytree(tmp_path / "ours", tmp_path / "theirs")
    monkeypatch.setenv("SITE_URL", "https://example.org/words/")
    run((*MKDOCS, "--strict"), tmp_path / "ours")
    run((*PROPERDOCS, "--strict"), tmp_path / "theirs", packages_of("handbook"))
    assert different(tmp_path / "ours/site", tmp_path / "theirs/site") == []


def test_properdocs_builds_this_site_to_the_byte_as_mkdocs_does(
    real: Glossary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a folder of its own, so that no finished page is taken over.
    for name in ("docs", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    monkeypatch.setenv("SITE_URL", real.url)
    run(PROPERDOCS, tmp_path, packages_of("handbook"))
    assert different(real.folder, tmp_path / "site") == []


def test_the_plugin_works_where_only_properdocs_is_installed(
    handbook: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    python, made = str(python_client("properdocs")), tmp_path_factory.mktemp("engine")
    wheel = "hatchling", "build", "--target", "wheel", "--directory", str(made)
    run((sys.executable, "-m", *wheel), ROOT)
    engine = str(made / "installed")
    pip = "pip", "install", "--quiet", "--no-index", "--no-deps", "--target", engine
    run((sys.executable, "-m", *pip, *map(str, made.glob("*.whl"))), made)
    config = CONFIG.replace("name: material, font: false, features: [navigation.tabs]", "name: mkdocs")
    config = re.sub("(?m)^  - (?:tags|blog|macros|git|Tags|Blog).*\n", "", config)
    (handbook / "mkdocs.yml").write_text(config, "utf-8")
    others = "from importlib.util import find_spec; print(find_spec('mkdocs'), find_spec('material'))"
    assert run((python, "-c", others), handbook, engine) == "None None\n"
    run((python, *PROPERDOCS[1:], "--strict"), handbook, engine)
    run((python, *GLOSSARY[1:], "check", "--site", "site"), handbook, engine)
    assert (handbook / "site/concepts/llm/index.html").is_file()
