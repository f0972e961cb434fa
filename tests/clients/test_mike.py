"""mike, which publishes a site in a folder for each version: every absolute address holds the folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ..glossaries import write
from .environments import packages_of

pytestmark = pytest.mark.client

URL = "https://docs.example.org/glossary/"
CONFIG = f"""\
site_name: Versions
site_url: {URL}
theme: {{name: material, font: false}}
plugins: PLUGINS
markdown_extensions: [attr_list, md_in_html]
not_in_nav: "*"
"""


@pytest.mark.parametrize("plugins", ["[glossary, mike]", "[mike, glossary]", "[glossary]"])
def test_every_absolute_address_is_that_of_the_version(tmp_path: Path, plugins: str) -> None:
    # The program comes from its own environment, MkDocs and the engine from this one.
    packages = packages_of("mike")
    program = f"import sys; sys.path.append({packages!r}); from mike.driver import main; main()"
    write(
        tmp_path / "docs",
        {"llm": {"aliases": ["language model"]}, "token": {"lead": "An LLM reads it.\n"}},
        {"index.md": "# Home\n", "style.yml": "orphans: true\n"},
    )
    (tmp_path / "mkdocs.yml").write_text(CONFIG.replace("PLUGINS", plugins))
    environment = os.environ | {
        f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    environment |= {
        "PYTHONPATH": os.pathsep.join([packages, os.environ.get("PYTHONPATH", "")]),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }

    def run(*command: object) -> str:
        done = subprocess.run(
            [*map(str, command)], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    run("git", "init", "--quiet", "--initial-branch", "main", ".")
    run("git", "add", ".")
    run("git", "commit", "--quiet", "-m", "Begin")
    run(sys.executable, "-c", program, "deploy", "1.0")
    run("git", "checkout", "--quiet", "gh-pages")
    files = {
        path.relative_to(tmp_path / "1.0").as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in (tmp_path / "1.0").rglob("*")
        if path.is_file()
    }
    addresses = {path: set(re.findall(rf"{re.escape(URL)}([\w.-]*)", text)) for path, text in files.items()}
    assert {path: found for path, found in addresses.items() if found - {"1.0"}} == {}
    for path in (
        "api/v1/terms.json",
        "feed_rss_created.xml",
        "concepts/llm/index.html",
        "concepts/language-model/index.html",
        "llms.txt",
        "glossary.ttl",
        "opensearch.xml",
        "sitemap.xml",
    ):
        assert addresses[path] == {"1.0"}, path
