"""What is prose in MDX, Quarto, notebooks and AsciiDoc, and what is not."""

import json

import pytest

from glossary.links.files import SYNTAXES
from glossary.links.findings import Finding, findings, mended
from glossary.problem import Mistake

from .glossary import ROOT
from .test_rendered import GLOSSARY

OLD = f"{ROOT}concepts/large-language-model/"
LLM = f"{ROOT}concepts/llm/"
TOKEN = f"{ROOT}concepts/token/"


def found_in(text: str, kind: str) -> list[Finding]:
    return findings(text, f"a.{kind}", SYNTAXES[f".{kind}"], GLOSSARY, True)


def named_in(text: str, kind: str) -> list[str]:
    """The names that are found to be without a link."""
    problems = [finding.problem for finding in found_in(text, kind)]
    return [problem.what.split("'")[1] for problem in problems if problem.rule == "unlinked-mention"]


NO_PROSE = {
    "mdx": [
        "import LLM from './LLM.js'\n",
        "export const title = 'LLM'\n\n",
        "export function page() {\n  const a = 'LLM'\n\n  return a\n}\n",
        "---\ntitle: LLM\n---\nimport LLM from 'x'\n",
        "<Card title='LLM' />\n",
        "<Card title={'>'}>LLM</Card>",
        "<Tabs>\n  <Tab>\n    LLM\n  </Tab>\n\n  LLM\n</Tabs>\n",
        "<>LLM</>",
        "<Tabs.Item label='a'>LLM</Tabs.Item>",
        "{/* LLM */}",
        "{props.ok ? 'LLM' : '}'}",
        "{`LLM }`}",
        "`<b>LLM`",
        "```jsx\n<Card>LLM\n```\n",
        "A [large LLM](x).",
        "# LLM\n",
    ],
    "qmd": [
        "```{python}\n#| label: LLM\nLLM = 1\n```\n",
        "```{=html}\n<b>LLM</b>\n```\n",
        "{{< include LLM.qmd >}}\n",
        '{{< video\n  "LLM" >}}\n',
        '{{{< meta "LLM" >}}}\n',
        "An [](:term:`LLM`).",
        "An [LLM]{.term}.",
        "+-----+\n| LLM |\n+-----+\n",
        "  Name   What\n  ------ ------\n  LLM    a\n",
        "-----------\nName   What\n------ ----\nLLM    a\n       b\n\nLLM    c\n-----------\n",
        "::: {.callout title='LLM'}\n:::\n",
        "$LLM$",
    ],
    "adoc": [
        "----\nLLM\n\nLLM\n----\n",
        "[source,ruby]\nLLM\n",
        "[source]\n--\nLLM\n--\n",
        "....\nLLM\n....\n",
        "++++\nLLM\n++++\n",
        "////\nLLM\n////\n",
        "// LLM\n",
        "```\nLLM\n```\n",
        " LLM\n",
        "[verse]\n____\nLLM\n____\n",
        "|===\n|LLM\n|===\n",
        "= LLM\nJane LLM\n",
        "== LLM\n",
        "LLM\n---\n",
        ".LLM\n****\n****\n",
        ":name: LLM \\\n  LLM\n",
        "[quote,LLM]\n",
        "image::LLM.png[LLM]\n",
        "`LLM`",
        "+LLM+ and pass:[LLM]",
        "xref:a.adoc[LLM] and <<a,LLM>>",
        "link:{glossary}llm/[LLM]",
        "footnote:[An LLM.]",
        "((LLM)) and (((LLM, LLM)))",
        "{LLM}",
        "LLM:: what it is",
    ],
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in NO_PROSE.items() for text in texts]
)
def test_what_is_no_prose_gets_no_link(kind: str, text: str) -> None:
    assert "LLM" not in named_in(text, kind)
    assert named_in(f"{text}\n\nA token.\n", kind) == ["token"]


PROSE = {
    "mdx": [
        "import A from 'a'\n\nAn LLM.\n",
        "<Card />\n\nAn LLM.\n",
        "<Tabs>\n  <Tab/>\n</Tabs>\n\nAn LLM.\n",
        "An <b>odd</b> {1 + 1} LLM.\n",
        "Set `{a` for an LLM.\n",
        "One \\{ brace, an LLM.\n",
        "```js\n<Card>\n{\n```\n\nAn LLM.\n",
        ":::note\n\nAn LLM.\n\n:::\n",
        "Models that we\nexport are an LLM.\n",
    ],
    "qmd": [
        "{{< include a.qmd >}}\n\nAn LLM.\n",
        "::: {.callout-note}\nAn LLM.\n:::\n",
        "As @smith2020 says, an LLM.\n",
        "```{r}\n1\n```\n\nAn LLM.\n",
        "Above\n\n-----\n\nAn LLM.\n\n-----\n",
    ],
    "adoc": [
        "= Title\nJane\n:a: b\n\nAn LLM.\n",
        "----\na\n----\nAn LLM.\n",
        "====\nAn LLM.\n====\n",
        "[source]\na\n\nAn LLM.\n",
        "* One\n+\nAn LLM.\n",
        "NOTE: An LLM.\n",
        "What:: an LLM.\n",
        "A *bold* LLM and a `mono` word, see https://x.example[it].\n",
        "[quote]\n____\nAn LLM.\n____\n",
        ". An LLM.\n",
    ],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PROSE.items() for text in texts])
def test_prose_beside_other_things_gets_a_link(kind: str, text: str) -> None:
    assert named_in(text, kind) == ["LLM"]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("mdx", "<a href='{url}'>it</a>"),
        ("mdx", "<Card\n  href={{'{url}'}}\n/>"),
        ("mdx", "export const url = '{url}'"),
        ("qmd", "See [it]({url})."),
        ("qmd", "{{{{< button {url} >}}}}"),
        ("adoc", "See {url}[it]."),
        ("adoc", "See link:{url}[it, role=x]."),
        ("adoc", ":llm: {url}\n"),
        ("adoc", "|===\n|{url}[it]\n|===\n"),
        ("adoc", "++++\n<a href='{url}'>it</a>\n++++\n"),
    ],
)
def test_a_moved_link_is_found_and_mended_in_every_form(kind: str, text: str) -> None:
    before = text.format(url=OLD)
    assert [finding.problem.rule for finding in found_in(before, kind)] == ["moved-link"]
    assert mended(before, found_in(before, kind)) == text.format(url=LLM)


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("mdx", "```\n{url}\n```"),
        ("mdx", "{{/* {url} */}}"),
        ("qmd", "```{{python}}\nread('{url}')\n```"),
        ("adoc", "----\n{url}\n----"),
        ("adoc", "// {url}"),
        ("adoc", "`{url}`"),
    ],
)
def test_code_and_comments_are_left_alone(kind: str, text: str) -> None:
    assert found_in(text.format(url=OLD), kind) == []


def test_a_link_in_asciidoc_is_written_as_its_macro() -> None:
    assert mended("An LLM here.", found_in("An LLM here.", "adoc")) == f"An link:{LLM}[LLM] here."


@pytest.mark.parametrize(
    "text", ["LLM's memory", "a--LLM--b", "LLM*s*", "[LLM\n", "C{plus}{plus} or C++ + 1"]
)
def test_a_name_in_asciidoc_that_would_change_what_stands_beside_it_stays(text: str) -> None:
    assert named_in(text, "adoc") == []


def test_terms_that_the_inventory_does_not_have_are_told_in_quarto() -> None:
    found = found_in("See [](:external+ai:term:`large langauge model`) and [](:term:`LLM`).", "qmd")
    assert [finding.problem.what for finding in found] == [
        "'large langauge model' is no term of the glossary"
    ]


@pytest.mark.parametrize(
    ("kind", "comment"), [("mdx", "{/* glossary-links: ignore */}"), ("adoc", "// glossary-links: ignore")]
)
def test_a_comment_leaves_out_the_line_below(kind: str, comment: str) -> None:
    assert named_in(f"{comment}\nAn LLM.\n", kind) == []


# Notebooks

NOTEBOOK = """\
{
  "cells": [
    {"cell_type": "code", "source": ["# An LLM.\\n"], "outputs": [], "metadata": {}},
    {
      "cell_type": "markdown",
      "metadata": {},
      "source": [
        "# Caf\\u00e9 \\"x\\" \\\\alpha\\n",
        "\\n",
        "\\ud83d\\ude00 A large language\\n",
        "model, see [it](OLD)."
      ]
    },
    {"cell_type": "markdown", "source": "A token. An LLM.", "metadata": {}},
    {"cell_type": "raw", "source": "A language learning model.", "metadata": {}}
  ],
  "nbformat": 4
}
"""


def test_a_notebook_is_read_by_cell_and_changed_in_place() -> None:
    text = NOTEBOOK.replace("OLD", OLD)
    found = findings(text, "a.ipynb", SYNTAXES[".ipynb"], GLOSSARY, True)
    assert [(one.problem.line, one.problem.column, one.problem.what) for one in found] == [
        (11, 63, f"{OLD[:-1]} has moved (cell 2, line 4)"),
        (14, 44, "'token' is first named here, without a link (cell 3, line 1)"),
    ]
    after = mended(text, found)
    assert after == text.replace(OLD, LLM).replace("A token.", f"A [token]({TOKEN}).")


def test_a_name_over_two_lines_of_a_cell_becomes_one_link() -> None:
    text = NOTEBOOK.replace("see [it](OLD)", "it is said")
    after = mended(text, findings(text, "a.ipynb", SYNTAXES[".ipynb"], GLOSSARY, True))
    source = "".join(json.loads(after)["cells"][1]["source"])
    assert source == f'# Café "x" \\alpha\n\n😀 A [large language\nmodel]({LLM}), it is said.'
    assert len(after.splitlines()) == len(text.splitlines())


def test_what_one_cell_leaves_open_does_not_go_on_in_the_next() -> None:
    cells = [{"cell_type": "markdown", "source": source} for source in ("```\ncode", "An LLM.")]
    assert named_in(json.dumps({"cells": cells}), "ipynb") == ["LLM"]


@pytest.mark.parametrize("text", ["", "[", "{}", "[]", '{"cells": 1}', '{"worksheets": []}', "[" * 100_000])
def test_a_file_that_is_no_notebook_is_told(text: str) -> None:
    with pytest.raises(Mistake, match="open it in Jupyter and save it, or leave it out"):
        found_in(text, "ipynb")


@pytest.mark.parametrize(
    "cell", [1, {}, {"cell_type": "markdown"}, {"cell_type": "markdown", "source": [1, None, {"a": "LLM"}]}]
)
def test_a_cell_without_text_says_nothing(cell: object) -> None:
    assert found_in(json.dumps({"cells": [cell]}), "ipynb") == []
