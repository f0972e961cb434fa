"""mkdocs-static-i18n, which builds a site for each language: beside a glossary, nothing but a sentence."""

import os
import sys
from pathlib import Path

import pytest

from ..glossaries import write
from .environments import packages_of
from .projects import refuses, succeeds

pytestmark = pytest.mark.client

CONFIG = """\
site_name: Two languages
theme: {name: material, font: false}
plugins:
  - i18n:
      docs_structure: suffix
      languages: [{locale: en, name: English, default: true}, {locale: de, name: Deutsch}]
"""


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> tuple[object, ...]:
    """MkDocs with the engine from this environment, and the plugin from its own."""
    monkeypatch.setenv("PYTHONPATH", packages_of("static-i18n"), prepend=os.pathsep)
    return sys.executable, "-m", "mkdocs", "build"


def test_a_handbook_in_two_languages_is_told_that_a_glossary_stands_alone(
    tmp_path: Path, command: tuple[object, ...]
) -> None:
    pages = {f"handbook/page{code}.md": "# Page\n\nA token.\n" for code in ("", ".de")}
    write(tmp_path / "docs", {"llm": None, "token": None}, {"index.md": "# Home\n", **pages})
    (tmp_path / "mkdocs.yml").write_text(CONFIG, "utf-8")
    succeeds(*command, cwd=tmp_path)
    assert (tmp_path / "site/de/handbook/page/index.html").is_file(), "without the glossary"
    before = {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()}
    (tmp_path / "mkdocs.yml").write_text(f"{CONFIG}  - glossary: {{link_in: [handbook]}}\n", "utf-8")
    refuses(
        *command, cwd=tmp_path, saying="mkdocs.yml:4: the plugin 'i18n' builds a site once for each language"
    )
    assert {path: path.read_bytes() for path in (tmp_path / "site").rglob("*") if path.is_file()} == before
