"""quartodoc: the inventory as its command reads it, looked up as its Quarto filter does.

The filter itself is Lua and runs only in Quarto. quartodoc tests it against the Python of
`quartodoc.interlinks`, which is what runs here.
"""

import json
import subprocess
from pathlib import Path

import pytest

from .environments import python_client
from .projects import Glossary, copy_sample, succeeds

pytestmark = pytest.mark.client

RESOLVE = """
import json, sys, warnings
from quartodoc.interlinks import Inventories, parse_md_style_link
warnings.simplefilter("error")
asked = json.load(sys.stdin)
inventories = Inventories()
inventories.load_inventory(json.load(open("_inv/ai_objects.json", encoding="utf-8")), asked["url"], "ai")
made = [inventories.pandoc_ref_to_anchor(*parse_md_style_link(link)) for link in asked["links"]]
json.dump([[link.content, link.url] for link in made], sys.stdout)
"""


def resolved(links: list[str], glossary: Glossary, project: Path) -> list[list[str]]:
    """The text and address that each Markdown link gets."""
    succeeds(python_client("quartodoc"), "-m", "quartodoc", "interlinks", cwd=project)
    asked = json.dumps({"url": glossary.url, "links": links})
    run = subprocess.run(
        [python_client("quartodoc"), "-c", RESOLVE],
        input=asked,
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_the_links_of_the_sample_lead_to_the_concepts(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("quarto", real, tmp_path)
    links = ["[](:term:`LLMs`)", "[foundation model](:external+ai:label:`foundation-model`)"]
    assert all(link in (project / "index.qmd").read_text("utf-8") for link in links)
    assert resolved(links, real, project) == [
        ["LLMs", real.concept("llm")],
        ["foundation model", real.concept("foundation-model")],
    ]


def test_every_slug_leads_to_its_concept(glossary: Glossary, tmp_path: Path) -> None:
    project = copy_sample("quarto", glossary, tmp_path)
    links = [f"[x](:external+ai:label:`{slug}`)" for slug in glossary.by_slug]
    assert resolved(links, glossary, project) == [["x", url] for url in glossary.by_slug.values()]


def test_an_unknown_slug_is_not_found(real: Glossary, tmp_path: Path) -> None:
    project = copy_sample("quarto", real, tmp_path)
    with pytest.raises(AssertionError, match="InvLookupError"):
        resolved(["[x](:label:`large-langauge-model`)"], real, project)
