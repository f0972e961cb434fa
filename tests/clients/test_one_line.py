"""The line of a card of the integrations page, pasted where it says, in a browser on the finished page."""

import os
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright
from scripts.integrations_page import cards

from .environments import give_packages, node_client, python_client
from .projects import Glossary, hosted
from .test_static_sites import STARLIGHT_CONTENT

pytestmark = pytest.mark.client

SENTENCE = "It is built on a large language model.\n"
IN_BRACKETS = "# Handbook\n\nIt is built on a [large language model].\n"
PAGE = "<!doctype html><head>\nLINE\n</head><body><main>{}</main></body>"
DOCUSAURUS = """\
export default {
  title: "Handbook",
  url: "https://handbook.example",
  baseUrl: "/",
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false }]],
  LINE
};
"""
STARLIGHT = """\
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
export default defineConfig({ integrations: [starlight({ title: "Handbook", LINE })] });
"""
MKDOCS = {
    "mkdocs.yml": "site_name: Handbook\nmarkdown_extensions:\nLINE\n",
    "docs/index.md": IN_BRACKETS,
}
# What a new project of each client holds, with the place of the line; the name of its card; the site.
PROJECTS = {
    "html": ({"index.html": PAGE.format(SENTENCE)}, "A web page", "."),
    "sphinx-newest": (
        {"conf.py": "LINE\n", "index.rst": f"Handbook\n========\n\n{SENTENCE}"},
        "Sphinx",
        "out",
    ),
    # The theme of MkDocs fetches that script from elsewhere.
    "mkdocs": (
        MKDOCS | {"mkdocs.yml": MKDOCS["mkdocs.yml"] + "theme: {name: mkdocs, highlightjs: false}\n"},
        "MkDocs, Zensical",
        "site",
    ),
    "zensical": (MKDOCS, "MkDocs, Zensical", "site"),
    "docusaurus": (
        {"docusaurus.config.js": DOCUSAURUS, "docs/index.md": f"# Handbook\n\n{SENTENCE}"},
        "Docusaurus",
        "build",
    ),
    "starlight": (
        {
            "astro.config.mjs": STARLIGHT,
            "src/content.config.ts": STARLIGHT_CONTENT,
            "src/content/docs/index.md": f"---\ntitle: Handbook\n---\n\n{SENTENCE}",
        },
        "Starlight",
        "dist",
    ),
    "vitepress": (
        {".vitepress/config.mjs": "export default {\nLINE\n};\n", "index.md": SENTENCE},
        "VitePress",
        ".vitepress/dist",
    ),
    "hugo": (
        {
            "hugo.toml": 'title = "Handbook"\n',
            "layouts/home.html": PAGE.format("{{ .Content }}"),
            "content/_index.md": SENTENCE,
        },
        "Hugo",
        "public",
    ),
}


def command(client: str, project: Path) -> list[object]:
    """What builds a project of the client."""
    if client in ("docusaurus", "starlight", "vitepress"):
        give_packages(client, project)
        return [node_client(client, "astro" if client == "starlight" else client), "build"]
    python = python_client(client)
    if client == "hugo":
        return [python.parent / "hugo"]
    if client == "sphinx-newest":
        return [python, "-m", "sphinx", "-q", "-W", ".", "out"]
    return [python, "-m", client, "build", "--strict"]


@pytest.mark.parametrize("client", PROJECTS)
def test_after_one_line_a_name_is_a_link(client: str, real: Glossary, tmp_path: Path) -> None:
    files, tool, folder = PROJECTS[client]
    (line,) = [card["line"] for card in cards(real.url) if card["tool"] == tool]
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text.replace("LINE", line), "utf-8")
    if client != "html":
        build = [str(part) for part in command(client, tmp_path)]
        run = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stdout + run.stderr
    wrong: list[str] = []
    with hosted(tmp_path / folder) as url, sync_playwright() as playwright:
        # As root, Chromium runs only without its sandbox; the pages are our own.
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        page = browser.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto(url, wait_until="networkidle")
        link = page.get_by_role("link", name="large language model", exact=True)
        expect(link).to_have_attribute("href", real.concept("llm"))
        browser.close()
    assert not wrong
