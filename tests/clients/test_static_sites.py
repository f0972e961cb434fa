"""Docusaurus, Starlight, VitePress, Hugo and Antora, each with the sample of the integrations page."""

import subprocess
from pathlib import Path

import pytest

from .environments import give_packages, node_client, python_client
from .projects import Glossary, copy_sample, refuses, shown

pytestmark = pytest.mark.client

# What a new project of Starlight has already.
STARLIGHT_CONTENT = """\
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
import { defineCollection } from "astro:content";

export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
"""
BY_NAME = [("large language model", "llm"), ("tokens", "token"), ("make things up", "hallucination")]


@pytest.mark.parametrize(
    ("client", "command", "page"),
    [
        ("docusaurus", "docusaurus", "build/index.html"),
        ("starlight", "astro", "dist/index.html"),
        ("vitepress", "vitepress", ".vitepress/dist/index.html"),
    ],
)
def test_names_in_brackets_lead_to_the_concepts(
    client: str, command: str, page: str, real: Glossary, tmp_path: Path
) -> None:
    project = copy_sample(client, real, tmp_path)
    if client == "starlight":
        (project / "src/content.config.ts").write_text(STARLIGHT_CONTENT)
    give_packages(client, project)
    program = node_client(client, command)
    run = subprocess.run([program, "build"], cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert shown(project / page, real) == BY_NAME


@pytest.fixture
def hugo(tmp_path: Path, real: Glossary, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    """The sample for Hugo with what its theme would bring, and the program."""
    # Without it, Hugo fetches nothing from this machine.
    monkeypatch.setenv("HUGO_SECURITY_HTTP_URLS", ".*")
    project = copy_sample("hugo", real, tmp_path)
    (project / "hugo.toml").write_text('title = "Handbook"\n')
    (project / "layouts/home.html").write_text("{{ .Content }}")
    return project, python_client("hugo").parent / "hugo"


def test_the_shortcode_of_hugo_leads_to_the_concepts(hugo: tuple[Path, Path], real: Glossary) -> None:
    project, program = hugo
    run = subprocess.run([program], cwd=project, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert shown(project / "public/index.html", real) == [
        ("large language model", "llm"),
        ("tokens", "token"),
        ("Retrieval-augmented generation", "rag"),
    ]


def test_an_unknown_slug_fails_the_build_of_hugo(hugo: tuple[Path, Path]) -> None:
    project, program = hugo
    (project / "content/_index.md").write_text('A {{< term "large-langauge-model" >}}\n')
    refuses(program, cwd=project, saying='the glossary has no "large-langauge-model"')


PLAYBOOK = """\
site: {title: Handbook, start_page: handbook::index.adoc}
content: {sources: [{url: ./antora, branches: HEAD}]}
ui: {bundle: {url: ./ui}}
output: {dir: ./site}
runtime: {cache_dir: ./cache}
"""


def test_the_attribute_of_antora_leads_to_the_concepts(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("antora", real, tmp_path)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "All")):
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *who, *words], cwd=project, check=True)
    (tmp_path / "ui/layouts").mkdir(parents=True)
    (tmp_path / "ui/layouts/default.hbs").write_text("{{{page.contents}}}")
    (tmp_path / "playbook.yml").write_text(PLAYBOOK)
    program = node_client("antora", "antora")
    run = subprocess.run([program, "playbook.yml"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert shown(tmp_path / "site/handbook/index.html", real) == [("LLM", "llm"), ("tokens", "token")]
