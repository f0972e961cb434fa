"""Markdown as nobody should write it, for property tests: names next to every sign that means something."""

import re

import markdown
from hypothesis import strategies as st

from glossary.text import read

EXTENSIONS = ["attr_list", "tables", "toc", "pymdownx.superfences", "pymdownx.highlight"]

NAMES = {
    "llm": ["Large language model", "LLM"],
    "token": ["Token"],
    "cpp": ["C++"],
    "dot-net": [".NET"],
    "fine-tuning": ["Fine-tuning"],
    "ab-testing": ["A/B testing"],
    "goodhart": ["Goodhart's law"],
    "pass-at-k": ["Pass@k"],
    "a-star": ["A*", "A* search"],
    "snake": ["snake_case"],
}

_WORDS = st.sampled_from(
    [
        *"LLM LLMs llm token tokens Token C++ .NET fine-tuning fine\u2011tuning".split(),
        *"pass@k A* snake_case the is 1 x".split(),
        "large language model",
        "large\nlanguage model",
        "Large-language model",
        "A/B testing",
        "Goodhart’s law",
        "A* search",
    ]
)
_GLUE = st.sampled_from(
    [" "] * 12
    + [
        "",
        "\n",
        "  \n",
        ". ",
        ", ",
        "(",
        ")",
        "[",
        "]",
        "![",
        "](",
        "](x.md)",
        "](llm.md)",
        '](y "t")',
        "(a)(b)",
        "][ref]",
    ]
    + [
        "`",
        "``",
        "*",
        "**",
        "***",
        "_",
        "__",
        "~~",
        "\\",
        "\\*",
        "\\[",
        "!",
        "?",
        ":",
        "|",
        "'",
        '"',
        "’",
        "“",
        "”",
    ]
    + [
        "<!-- -->",
        "<!--",
        "-->",
        "&amp;",
        "&lt;",
        "&",
        "&#",
        "{",
        "}",
        "{: .c }",
        "{#i}",
        '{: title="t" }',
        "[^1]",
        "<",
        ">",
    ]
    + [
        "https://example.org/",
        "<https://example.org/llm>",
        "a@example.org",
        "@",
        "#",
        "-",
        "–",
        "—",
        "/",
        "^",
        "=",
        "$",
        ":token:",
    ]
    + ["[x](a_(b)_c)", "[x](<a b>)", "(<x y>)", "|---", "+", "1."]
)
_STARTS = st.sampled_from(
    [""] * 6
    + [
        "- ",
        "* ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "# ",
        "## ",
        "| ",
        "~~~\n",
        "```\n",
        "```python\n",
        "===\n",
        "---\n",
        "***\n",
    ]
    + ["  ", "- - ", "> - ", "*[LLM]: ", "!!! note\n", "|---|---|\n", "a | b\n--- | ---\n"]
)
_DEFINITIONS = st.sampled_from(
    ["", "", "\n[ref]: llm.md\n", '\n[ref]: <llm.md>\n  "token"\n', "\n[^1]: a token\n"]
)
_CITATIONS = st.sampled_from(["", "[@a]", " [@a]", " [@a, table 3; @b]", "[@a,\n3]"])


def _texts(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pieces = st.lists(st.tuples(*parts).map("".join), min_size=1, max_size=6).map("".join)
    lines = st.tuples(_STARTS, pieces, st.sampled_from(["\n", "\n", "\n\n"])).map("".join)
    return st.tuples(st.lists(lines, min_size=1, max_size=6).map("".join), _DEFINITIONS).map("".join)


texts = _texts(_WORDS, _GLUE)
citing_texts = _texts(_WORDS, _GLUE, _CITATIONS)


def render(text: str) -> str:
    """The HTML that Python-Markdown makes of a text, with the extensions of this site."""
    return markdown.markdown(text, extensions=EXTENSIONS)


def is_refused(text: str) -> bool:
    """Whether a rule that blocks the build refuses the markup of a text anyway."""
    found = read(text)
    raw_html = re.search(r"<[A-Za-z/!?]", re.sub(r"<https:\S*>", "", found.exposed))
    return bool(raw_html) or "{" in found.exposed or any(True for _ in found.broken_fences)


_PAYLOADS = st.sampled_from(
    [
        "x",
        " ",
        "\n",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "- ",
        "> ",
        "# ",
        "1. ",
        "| a |\n|---|\n",
        "|",
        "---\n",
        "===\n",
        "*",
        "_",
        "!!! note\n",
        "`",
        "``",
        "```",
        "~~~",
        "```\n",
        "~~~\n",
        "```python\n",
        "``` {.py onclick=x}\n",
        "\\",
        "\\`",
        "\\<",
        "\\\\",
        "<",
        ">",
        "</",
        "<b>",
        "</b>",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        '<a title="',
        '<div markdown="1">',
        "<textarea>",
        "<!--",
        "-->",
        "<!-- x -->",
        "\n<!-- x -->\n",
        "<?php ?>",
        "<![CDATA[<b>]]>",
        "<!DOCTYPE x>",
        "&lt;",
        "&#106;avascript:x",
        "&#x6a;",
        "javascript&colon;x",
        "<javascript:alert(1)>",
        "<javascript://x>",
        "<mailto:/onclick=x>",
        "<https://example.org>",
        '<https://example.org" onclick=x>',
        "<a@example.org>",
        "[a](javascript:alert(1))",
        "[a](",
        "javascript:alert(1)",
        "java\nscript:x",
        "data:text/html,x",
        "//example.org",
        ")",
        "[",
        "](",
        "]",
        "(",
        '"',
        "'",
        "[r]: javascript:alert(1)\n",
        "[r]:\n",
        "[r]",
        "[a][r]",
        "[^1]: javascript:x\n",
        "- [r]: javascript:x\n",
        "> [r]:\n> javascript:x\n",
        "![a](javascript:x)",
        "{: onclick=x }",
        "{onclick=x}",
        "{",
        "}",
        "**x**{: onclick=x}",
        "$",
        "$",
        "$$",
        "\\$",
        "\\text{",
        "_",
        "\x0c",
        "\x0b",
        "\u2028",
        "\x85",
        "\xa0",
        "  \n",
    ]
)
attacks = st.lists(_PAYLOADS, min_size=1, max_size=14).map("".join)
