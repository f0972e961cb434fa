"""What `glossary links --fix` writes into AsciiDoc and MDX, as their own tools render it: the same words,
more links.

The texts are made of pieces at random, always the same ones, and rendered in one go.
"""

import json
import random
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from glossary.links import asciidoc, mdx
from glossary.links.findings import findings, mended
from glossary.links.syntax import Syntax
from tests.links.test_rendered import ANY, GLOSSARY, WORDS

from .environments import node_modules

pytestmark = pytest.mark.client

ASCIIDOCTOR = """
import asciidoctor from "@asciidoctor/core";
const convert = (text) => asciidoctor().convert(text, { attributes: { showtitle: true } });
"""
MDX = """
import { evaluate } from "@mdx-js/mdx";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import * as runtime from "react/jsx-runtime";
const components = { Card: ({ children }) => createElement("div", null, children) };
const convert = async (text) => {
  try {
    const page = await evaluate(text, { ...runtime, baseUrl: import.meta.url });
    return renderToStaticMarkup(createElement(page.default, { components }));
  } catch {
    return null; // Most texts that are made at random are no MDX.
  }
};
"""
EACH = """
let texts = "";
for await (const piece of process.stdin) texts += piece;
const pages = [];
for (const text of JSON.parse(texts)) pages.push(await convert(text));
process.stdout.write(JSON.stringify(pages));
"""
OF_ASCIIDOC = [
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "#",
        "^",
        "~",
        "\\",
        "+",
        "[.a]#",
        "{x}",
        "(C)",
        "...",
        "--",
        "->",
        " +\n",
    ),
    *(
        "\n----\n",
        "\n....\n",
        "\n====\n",
        "\n****\n",
        "\n____\n",
        "\n--\n",
        "\n++++\n",
        "\n|===\n",
        "\n```\n",
    ),
    *("\n[source]\n", "\n[verse]\n", "\n[stem]\n", "\n[quote]\n", "\n[%hardbreaks]\n", "\n.Title\n", "\n== "),
    *(
        "\n// LLM\n",
        "\n////\n",
        "\n:x: y\n",
        "\n-----\n",
        "\n~~~~~\n",
        "\n'''\n",
        "\n* ",
        "\n** ",
        "\n. ",
        "\n- ",
    ),
    *(":: ", "\nterm:: ", "\n+\n", "\n\n  ", "\nNOTE: ", "\n> ", "\n<1> ", '"`', '`"', "'`", "`'", "((LLM))"),
    *("<<a,LLM>>", "[[a]]", "link:x[LLM]", "xref:a[LLM]", "image:x[LLM]", "\nimage::x[LLM]\n", "kbd:[LLM]"),
    *("https://x.example[LLM]", "footnote:[LLM]", "pass:[LLM]", "stem:[LLM]", "`+LLM+`", "+LLM+", "a@b.c"),
]
OF_MDX = [
    *(
        "*",
        "**",
        "_",
        "`",
        "``",
        "[",
        "]",
        "](x)",
        "\n[x]: ",
        "\n```\n",
        "\n```js\n",
        "\n# ",
        "\n> ",
        "\n- ",
        "\n\n",
    ),
    *(
        "<b>",
        "</b>",
        "<br/>",
        "<a href='x'>",
        "</a>",
        "<>",
        "</>",
        "<Card>",
        "</Card>",
        "\n<Card>\n",
        "\n</Card>\n",
    ),
    *(
        "<Card a={1}>",
        "<Card />",
        '\n\n<Card title="LLM" />\n\n',
        "{1}",
        "{'}'}",
        "{`LLM`}",
        "{",
        "}",
        "\\<",
        "\\{",
    ),
    *("{/* LLM */}", "\n\nexport const a = 'LLM'\n\n", "\n\n{1 +\n 2}\n\n", "\n\n---\n\n", "&amp;", "'", '"'),
]


def made_at_random(pieces: list[str], number: int) -> list[str]:
    chosen = random.Random(26)
    kinds = (WORDS, ANY, pieces, pieces)
    return [
        "".join(chosen.choice(chosen.choice(kinds)) for _ in range(chosen.randint(1, 14)))
        for _ in range(number)
    ]


def rendered(script: str, texts: list[str], modules: Path) -> list[str | None]:
    """The HTML of each text, None if it is not in the language."""
    run = subprocess.run(
        ["node", "--input-type=module", "--eval", script + EACH],
        cwd=modules,
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def shown(html: str) -> tuple[str, int]:
    """The words of a page, and the number of its links."""
    page = BeautifulSoup(f"<div>{html}</div>", "html.parser")
    words = page.get_text().replace("large-language-model", "llm")
    return "".join(words.split()), len(page.find_all("a", href=True))


@pytest.mark.parametrize(
    ("client", "syntax", "script", "pieces"),
    [("asciidoctor", asciidoc.SYNTAX, ASCIIDOCTOR, OF_ASCIIDOC), ("mdx", mdx.SYNTAX, MDX, OF_MDX)],
)
def test_any_text_stays_the_same_to_its_reader(
    client: str, syntax: Syntax, script: str, pieces: list[str]
) -> None:
    before = made_at_random(pieces, 4000)
    found = [findings(text, "a", syntax, GLOSSARY, True) for text in before]
    after = [mended(text, results) for text, results in zip(before, found, strict=True)]
    pages = rendered(script, before + after, node_modules(client))
    written = wholes = 0
    for text, results, old, new in zip(after, found, pages[: len(before)], pages[len(before) :], strict=True):
        if old is None:
            continue
        links = sum(finding.problem.rule == "unlinked-mention" for finding in results)
        assert new is not None, text
        assert shown(new) == (shown(old)[0], shown(old)[1] + links), text
        assert not [finding for finding in findings(text, "a", syntax, GLOSSARY, True) if finding.edit], text
        wholes, written = wholes + 1, written + links
    assert wholes > 1000
    assert written > 300
