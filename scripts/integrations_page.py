"""Writes `docs/integrations/index.md`: a template filled with the sample projects that `tests/clients` build.

So nobody copies a file from that page that has not been tried.
"""

import json
import re
from pathlib import Path

import yaml
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from glossary.reading.source import OWN_ADDRESS

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "integrations" / "index.md"
SAMPLES = ROOT / "tests" / "clients" / "samples"
CARDS = ROOT / "tests" / "clients" / "cards.yml"
LOCKS = ROOT / "tests" / "clients" / "locks"

LANGUAGES = {
    ".py": "python",
    ".rst": "rst",
    ".md": "markdown",
    ".qmd": "markdown",
    ".ini": "ini",
    ".yml": "yaml",
    ".yaml": "yaml",
    ".html": "html",
    ".js": "js",
    ".mjs": "js",
    ".adoc": "asciidoc",
    ".json": "json",
}
# The package whose version a lock file is about, where it has another name.
PACKAGES = {
    "asciidoctor": "@asciidoctor/core",
    "docusaurus": "@docusaurus/core",
    "handbook": "properdocs",
    "mdx": "@mdx-js/mdx",
    "sphinx-oldest": "sphinx",
    "sphinx-newest": "sphinx",
    "starlight": "@astrojs/starlight",
    "zensical-before": "zensical",
}


def integrations_page() -> str:
    """The text of the page."""
    # The page is Markdown, and so are the values.
    env = Environment(
        loader=FileSystemLoader(SAMPLES),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
        trim_blocks=True,
    )
    return env.get_template("index.md.j2").render(
        root=OWN_ADDRESS, cards=cards(OWN_ADDRESS), sample=sample, versions=versions()
    )


def cards(root: str) -> list[dict[str, str]]:
    """The cards at its head, with the lines for the glossary at `root`."""
    read = yaml.safe_load(CARDS.read_text("utf-8"))
    return [card | {"line": card["line"].replace("{root}", root)} for card in read]


def sample(path: str) -> str:
    """A file of a sample project as a code block with its name."""
    project, _, name = path.partition("/")
    text = (SAMPLES / project / name).read_text("utf-8")
    return f'```{LANGUAGES[Path(name).suffix]} title="{name}"\n{text}```'


def versions() -> dict[str, str]:
    """The version of each client that the lock files name."""
    found = {
        lock.stem: _newest(lock.read_text("utf-8"), PACKAGES.get(lock.stem, lock.stem))
        for lock in LOCKS.glob("*.txt")
    }
    for lock in LOCKS.glob("*/package-lock.json"):
        name = lock.parent.name
        packages = json.loads(lock.read_text("utf-8"))["packages"]
        found[name] = packages[f"node_modules/{PACKAGES.get(name, name)}"]["version"]
    return found


def _newest(lock: str, package: str) -> str:
    """The version for the oldest Python where a lock names several: the one that the tests surely run."""
    return re.findall(rf"^{package}==(\S+)", lock, re.M)[0]


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(integrations_page(), "utf-8")
