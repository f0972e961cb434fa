"""`/glossary.ttl` under the integrity conditions of SKOS, written as SHACL shapes, in pySHACL.

A thousand concepts would take it a minute; `tests/test_exports.py` holds three hundred to the same
conditions.
"""

from pathlib import Path
from urllib.request import urlopen

import pytest

from .environments import python_client
from .projects import Glossary, refuses, succeeds

pytestmark = pytest.mark.client
SHAPES = Path(__file__).parent / "skos.shapes.ttl"


def command(data: Path) -> tuple[object, ...]:
    return python_client("pyshacl"), "-m", "pyshacl", "--shapes", SHAPES, "--format", "human", data


def test_it_meets_the_conditions(real: Glossary, tmp_path: Path) -> None:
    data = tmp_path / "glossary.ttl"
    data.write_bytes(urlopen(f"{real.url}glossary.ttl").read())
    succeeds(*command(data), cwd=tmp_path)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("<llm/> skos:altLabel 'Large language model'@en", "Disjoint"),
        ("<llm/> skos:hiddenLabel 'LLM'@en", "Disjoint"),
        ("<llm/> skos:prefLabel 'Language model'@en", "UniqueLang"),
        ("<token/> skos:prefLabel 'Large language model'@en", "shares its preferred label"),
        ("<llm/> skos:related <missing/>", "Class"),
        ("<llm/> skos:related <llm/>", "is related to itself"),
        (
            "<llm/> skos:broader <token/> . <token/> skos:broader <rag/> . <llm/> skos:related <rag/>",
            "Disjoint",
        ),
        ("<llm/> skos:broader <token/> . <llm/> skos:narrower <token/>", "goes in a circle"),
    ],
)
def test_the_shapes_find_what_is_wrong(real: Glossary, tmp_path: Path, wrong: str, said: str) -> None:
    text = (real.folder / "glossary.ttl").read_text("utf-8")
    broken = tmp_path / "glossary.ttl"
    broken.write_text(f"@base <{real.url}concepts/> .\n{text}\n{wrong} .\n", "utf-8")
    refuses(*command(broken), cwd=tmp_path, saying=said)
