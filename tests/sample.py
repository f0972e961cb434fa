"""A sample of the real glossary: the same pages of it, however many there are.

What the engine makes of real pages is tested with these. What must be true of every real page is for
`glossary check` to say, and for `test_real_pages.py`.
"""

import re
import shutil
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.text import Edit, edited, read

from .glossaries import REAL_URL

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

# Whole reading paths, with every page that they lead to.
PATHS = frozenset(["newcomer", "under-the-hood", "buyer"])
# Pages of every topic and level, with and without pictures, formulas, tables, code, comparisons and long
# lists, the one that cites most, and those that readers ask for in the tests.
CONCEPTS = frozenset(
    """
    accuracy ai-agent ai-and-jobs ai-model ai-safety artificial-intelligence attention bias chatbot
    context-window data-poisoning decision-tree deep-learning diffusion-model embedding eu-ai-act
    fine-tuning foundation-model generative-ai gpt gpu gradient-descent guardrails hallucination
    image-generation inference jailbreak kv-cache llm loss-function machine-learning machine-translation
    model-serving multimodal-model neural-network next-token-prediction open-source-ai open-weight-model
    overfitting parameters pre-training precision-and-recall prompt prompt-engineering prompt-injection
    provider-and-deployer quantization rag red-teaming reinforcement-learning scaling-laws semantic-search
    shadow-ai small-language-model supervised-learning system-prompt temperature token tool-use training
    training-data transformer vector-database vendor-lock-in
    """.split()
)
# What a glossary is held to as a whole. Of the sample's pages, most ties lead to others.
OF_THE_WHOLE = frozenset(["relations", "links_per_page", "links_on_median_page", "orphans"])


def write_sample(project: Path) -> None:
    """Writes the real project with the sample as its pages. None of them names a page that is left out."""
    docs = project / "docs"
    shutil.copytree(DOCS, docs, ignore=_left_out)
    shutil.copytree(ROOT / "overrides", project / "overrides")
    shutil.copyfile(ROOT / "mkdocs.yml", project / "mkdocs.yml")
    for pattern, rewritten in (
        ("concepts/*.md", _concept),
        ("paths/*.yml", _path),
        ("topics.yml", _topics),
        ("style.yml", _style),
        ("urls.txt", _ledger),
    ):
        for file in docs.glob(pattern):
            file.write_text(rewritten(file.read_text("utf-8")), "utf-8")


def build_sample(project: Path) -> Output:
    """What the engine makes of the sample below `REAL_URL`, on a day on which no page is from the future."""
    site = SiteInfo(REAL_URL, "AI in Plain Words", "A glossary.")
    return build(project / "docs", date(2099, 1, 1), site)


def _left_out(folder: str, names: list[str]) -> list[str]:
    kept = {"concepts": CONCEPTS, "pictures": CONCEPTS, "paths": PATHS}.get(Path(folder).name)
    return [] if kept is None else [name for name in names if Path(name).stem not in kept]


def _concept(source: str) -> str:
    text = read(source)
    fields = yaml.load(text.yaml, yaml.CSafeLoader)
    fields["related"] = [tie for tie in fields["related"] if tie["to"] in CONCEPTS]
    plain = [
        Edit(link.start, link.end, link.words)
        for link in text.links
        if (named := re.match(r"([a-z0-9-]+)\.md\b", link.target)) and named[1] not in CONCEPTS
    ]
    if names := fields.pop("shared_names", []):
        fields["shared_names"] = [name for name in names if _shared()[name.casefold()] > 1]
    return f"---\n{_yaml(fields)}---\n{edited(source, plain, text.start)}"


@cache
def _shared() -> Counter[str]:
    """How many pages of the sample share each name: one may have lost the other that has it."""
    pages = (read((DOCS / f"concepts/{slug}.md").read_text("utf-8")) for slug in CONCEPTS)
    fields = (yaml.load(page.yaml, yaml.CSafeLoader) for page in pages)
    return Counter(name.casefold() for own in fields for name in own.get("shared_names", []))


def _path(source: str) -> str:
    fields = yaml.load(source, yaml.CSafeLoader)
    return _yaml({name: value for name, value in fields.items() if name != "next" or value in PATHS})


def _topics(source: str) -> str:
    topics = yaml.load(source, yaml.CSafeLoader)
    for topic in topics:
        if not CONCEPTS.issuperset(topic.get("begin_with", [])):
            del topic["begin_with"]
    return _yaml(topics)


def _style(source: str) -> str:
    limits = yaml.load(source, yaml.CSafeLoader)
    return _yaml({name: limit for name, limit in limits.items() if name not in OF_THE_WHOLE})


def _ledger(source: str) -> str:
    return "".join(re.findall(rf"^.*/concepts/(?:{'|'.join(CONCEPTS)})/\n", source, re.M))


def _yaml(value: object) -> str:
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=2**16)
