"""What `--fix` writes, as a reader sees it: the same text, more links. The files are rendered by others'
code.
"""

import json
from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from docutils.core import publish_parts
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import markdown

from glossary.links import html, notebook, quarto, restructuredtext
from glossary.links import markdown as md
from glossary.links.findings import SUGGESTION, Finding, findings, mended
from glossary.links.syntax import Syntax
from glossary.links.terms import parse

from .glossary import ROOT, terms_json

GLOSSARY = parse(terms_json().encode())
EXTENSIONS = ["tables", "attr_list", "fenced_code", "footnotes", "def_list", "abbr", "admonition"]


def from_markdown(text: str) -> str:
    return markdown(text, extensions=EXTENSIONS)


def from_rst(text: str) -> str:
    # Messages quote the source, so they are not shown. Syntax highlighting warns of languages that it does
    # not know.
    settings = {
        "report_level": 5,
        "halt_level": 5,
        "file_insertion_enabled": False,
        "syntax_highlight": "none",
    }
    return publish_parts(text, writer="html5", settings_overrides=settings)["body"]


def as_is(text: str) -> str:
    return text


def as_notebook(text: str) -> str:
    """A notebook whose second cell is a text, in lines and with escapes as Jupyter writes them."""
    cells = [
        {"cell_type": "code", "source": ["LLM = 'token'\n"], "outputs": []},
        {"cell_type": "markdown", "source": text.splitlines(keepends=True)},
        {"cell_type": "markdown", "source": "A [token](x)."},
    ]
    return json.dumps({"cells": cells, "nbformat": 4}, indent=1, ensure_ascii="é" in text)


def from_notebook(file: str) -> str:
    cells = json.loads(file)["cells"]
    return "".join(
        from_markdown("".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown"
    )


SYNTAXES: dict[str, tuple[Syntax, Callable[[str], str]]] = {
    "md": (md.SYNTAX, from_markdown),
    "rst": (restructuredtext.SYNTAX, from_rst),
    "html": (html.SYNTAX, as_is),
    "qmd": (quarto.SYNTAX, from_markdown),
    "ipynb": (notebook.SYNTAX, from_notebook),
}

WORDS = [
    "LLM",
    "LLMs",
    "large language model",
    "Large\nlanguage model",
    "token",
    "tokens",
    "C++",
    "RAG",
    "model training",
    "word",
    "a",
]
MOVED = f"{ROOT}concepts/large-language-model/"
ANY = [
    " ",
    " ",
    " ",
    "\n",
    "\n\n",
    ". ",
    ", ",
    "(",
    ")",
    "-",
    "’s",
    "'s",
    "/",
    ":",
    "—",
    "“",
    "”",
    "    ",
    "\n    ",
    "\n- ",
    "\n1. ",
    "é",
    "_",
    "|",
    "\\",
    "!",
    MOVED,
]
PIECES = {
    "md": [
        "*",
        "**",
        "_",
        "`",
        "``",
        "\n```\n",
        "[",
        "]",
        "](x)",
        "<b>",
        "</b>",
        "\n<div>\n",
        "\n</div>\n",
        "\n# ",
        "\n> ",
        "~~",
        "$",
        "\n---\n",
        "\n| a | ",
        " |\n|---|---|\n| ",
        "<!-- ",
        " -->",
        "{: .x }",
        "\n[x]: ",
        "\n    ",
        "[^1]",
        "\n[^1]: ",
        "&amp;",
        "<",
        ">",
        "\n!!! note\n    ",
        "\n: ",
    ],
    "rst": [
        "*",
        "**",
        "`",
        "``",
        "`_",
        "`__",
        "::\n\n    ",
        "\n=====\n",
        "\n-----\n",
        "\n.. note:: ",
        "\n.. note::\n\n   ",
        "\n.. code::\n\n   ",
        "\n.. x\n   ",
        "|",
        "\n.. _x: ",
        ":term:`",
        "\n:field: ",
        "\n=== ===\n",
        "\n+---+\n| ",
        "\n| ",
        "\n   ",
        "\n* ",
        "_ ",
        "[1]_",
        "\n.. [1] ",
        "<",
        ">",
        "\n>>> ",
        "\n..\n",
        "\n\n  ",
        "\\ ",
    ],
    "html": [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<em>",
        "</em>",
        "<a href='x'>",
        "</a>",
        "<code>",
        "</code>",
        "<h1>",
        "</h1>",
        "<script>",
        "</script>",
        "<!-- ",
        " -->",
        "<br>",
        "<img alt='LLM'>",
        "&amp;",
        "<",
        ">",
        "<div title='LLM'>",
        "</div>",
        "<my-tag>",
        "</my-tag>",
        "<li>",
        "<sup>",
        "</sup>",
        "\n  ",
        "<!DOCTYPE x>",
        "<![CDATA[",
        "]]>",
        "`",
        "[",
    ],
}
PIECES["qmd"] = [
    *PIECES["md"],
    "{{< ",
    " >}}",
    "\n```{python}\n",
    "\n:::\n",
    "\n::: {.x}\n",
    "\n----- -----\n",
    "[](:term:`",
]
PIECES["ipynb"] = [*PIECES["md"], '"', "\\n", "\t", "😀"]


def check(text: str, kind: str) -> list[Finding]:
    return findings(text, f"a.{kind}", SYNTAXES[kind][0], GLOSSARY, True)


def shown(kind: str, text: str) -> tuple[str, list[str]]:
    """The words of the rendered text, and its links with the glossary's former addresses made current."""
    page = BeautifulSoup(f"<div>{SYNTAXES[kind][1](text)}</div>", "html.parser")
    links = [str(a["href"]).replace("large-language-model", "llm") for a in page.find_all("a", href=True)]
    return "".join(page.get_text().replace("large-language-model", "llm").split()), links


def verify(kind: str, text: str) -> None:
    found = check(text, kind)
    edits = [finding for finding in found if finding.edit]
    after = mended(text, found)
    words, links = shown(kind, text)
    words_after, links_after = shown(kind, after)
    assert words_after == words, after
    new = [finding for finding in edits if finding.problem.rule == SUGGESTION]
    assert len(links_after) == len(links) + len(new), after
    assert [finding for finding in check(after, kind) if finding.edit] == []


@pytest.mark.parametrize("kind", SYNTAXES)
def test_any_text_stays_the_same_to_its_reader(kind: str) -> None:
    pieces = st.one_of(st.sampled_from(WORDS), st.sampled_from(ANY), st.sampled_from(PIECES[kind]))

    @settings(max_examples=300, deadline=None)
    @given(st.lists(pieces, max_size=14))
    def run(parts: list[str]) -> None:
        text = "".join(parts)
        verify(kind, as_notebook(text) if kind == "ipynb" else text)

    run()
