"""Formulas: that TeX becomes the right MathML and nothing else, and that a dollar sign in prose stays one."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup, Tag

from glossary.site.build import build
from glossary.text import edited, read
from glossary.text.formulas import LONGEST_IN_LINE, FormulaError, mathml, typeset

from .glossaries import SECTIONS, TODAY, cases, write
from .nasty_markdown import render

GOLDEN = cases("formulas")["machine-learning"]


def shape(element: ElementTree.Element) -> str:
    """A formula as one reads it aloud: the signs in their order, and in braces what stands above, below or
    under a root.
    """
    if not len(element):
        return (element.text or "").strip("\u2061\u2063")
    parts = [shape(child) for child in element]
    if element.tag in {"math", "mrow", "mtd"}:
        return "".join(parts)
    return f"{element.tag.removeprefix('m')}{{{'|'.join(parts)}}}"


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: case["name"])
def test_a_formula_of_machine_learning_has_its_structure(case: dict[str, str]) -> None:
    assert shape(ElementTree.fromstring(mathml(case["tex"], display=True))) == case["shape"]


def test_lines_are_aligned_by_classes_and_not_by_styles() -> None:
    written = mathml(
        r"\begin{aligned} a &= b \\ &= c \! d \end{aligned} \begin{cases} x & y \end{cases}", display=True
    )
    classes = [
        element.get("class") for element in ElementTree.fromstring(written).iter() if element.get("class")
    ]
    assert classes == ["right close-right", "left close-left"] * 2 + ["nearer"] + [
        "left close-right",
        "left close-right apart",
    ]
    assert " style=" not in written


def formulas_of(html: str) -> list[Tag]:
    return BeautifulSoup(html, "html.parser").find_all("math")


@pytest.mark.parametrize(
    ("text", "formulas", "shown"),
    [
        ("It costs $5 to $10.", [], "It costs $5 to $10."),
        ("US$3 and US$4", [], "US$3 and US$4"),
        ("US$3–US$4, then $x$", ["x"], "US$3–US$4, then x"),
        ("$20,000 and USD$30,000", [], "$20,000 and USD$30,000"),
        ("**$5** and **$6**", [], "$5 and $6"),
        ("*$5*; [$6](llm.md); $7", [], "$5; $6; $7"),
        ("$x$5", [], "$x$5"),
        ("$ x$ and $x $", [], "$ x$ and $x $"),
        ("a dollar $ alone, and $GPT", [], "a dollar $ alone, and $GPT"),
        ("\\$x\\$ and \\$$x$", ["x"], "$x$ and $x"),
        ("\\$5, [\\$6](llm.md) and **\\$7$x$**", ["x"], "$5, $6 and $7x"),
        ("`$x$` and ``$`y`$``", [], "$x$ and $`y`$"),
        ("```\n$x$\n```", [], "$x$"),
        ("Above.\n\n    $x$", [], "Above. $x$"),
        ("$x$", ["x"], "x"),
        ("$x$ begins, and ends with $y$", ["x", "y"], "x begins, and ends with y"),
        ("($x$), “$y$”, $z$-axis, $x$$y$", ["x", "y", "z", "x", "y"], "(x), “y”, z-axis, xy"),
        ("**bold $x$** *soft $y$*", ["x", "y"], "bold x soft y"),
        ("$a_i b_i$ and $a * b * c$", ["a_i b_i", "a * b * c"], "aibi and a∗b∗c"),
        ("$`x`$", ["`x`"], "‘x‘"),
        ("[$x$ here](llm.md)", ["x"], "x here"),
        ("- $x$ and\n- two\n\n    $y$", ["x", "y"], "x and two y"),
        ("1. $x$\n\n> $y$\n> and", ["x", "y"], "x y and"),
        ("| $x$ | b |\n| --- | --- |\n| $p(a \\mid b)$ | US$5 |", ["x", "p(a \\mid b)"], "x b p(a∣b) US$5"),
        ("above\n$x\n= y$ below", ["x\n= y"], "above x=y below"),
        ("Above.\n\n$$\nx < y\n$$\n\nBelow.", ["\nx < y\n"], "Above. x<y Below."),
        ("Above.\n\n$$x$$\n\n## Next", ["x"], "Above. x Next"),
        ("### Above\n$$x$$", ["x"], "Above x"),
        ("é $x$ 😀 $y$", ["x", "y"], "é x 😀 y"),
    ],
)
def test_the_text_and_the_page_agree_on_what_is_a_formula(text: str, formulas: list[str], shown: str) -> None:
    found = read(text)
    assert [formula.tex for formula in found.formulas] == formulas
    assert [
        text[formula.start : formula.end].strip("$") for formula in found.formulas if "\n>" not in text
    ] == [tex for tex in formulas if "\n>" not in text]
    page = render(edited(text, typeset(found)))
    assert len(formulas_of(page)) == len(formulas)
    assert " ".join(BeautifulSoup(page, "html.parser").get_text().replace("\u2061", "").split()) == shown


def test_a_formula_is_no_prose() -> None:
    found = read("The loss $\\text{token}$ of a token.\n\n$$\\text{token}$$\n")
    assert found.words == ["The", "loss", "of", "a", "token"]
    assert found.prose.count("token") == 1


@pytest.mark.parametrize(
    ("tex", "offset", "what"),
    [
        ("", 0, "empty"),
        (" \n", 0, "empty"),
        ("a 5% b", 3, "hides"),
        (r"a \\% b", 2, "hides"),
        (r"a\\b", 1, "breaks a line only"),
        (r"x + \foo", 4, "Unknown command"),
        (r"\frac{1}", 8, "Expected argument"),
        ("é é {x", 6, "closing token"),
        (r"\left( x", 8, "right"),
        ("a & b", 2, "table"),
        (r"\boxed{x}", 0, "<menclose>"),
        (r"\color{red} x", 0, "style"),
        (r"\begin{array}{l|r} a & b \end{array}", 0, "style"),
        (r"\operatorname{\&} x", 0, "cannot be shown"),
        (r"\mathop\Big|", 0, "cannot be shown"),
        (r"\begin{align} a &= b \end{align}", 0, "number"),
        (r"\href{javascript:alert(1)}{x}", 0, "Unknown command"),
        ("x" * 1001, 0, "1001 characters"),
        ("{" * 1000, 1000, "closing token"),
    ],
)
def test_what_cannot_be_shown_is_said_with_its_place(tex: str, offset: int, what: str) -> None:
    with pytest.raises(FormulaError, match=what) as error:
        mathml(tex, display=True)
    assert error.value.offset == offset
    assert error.value.fix


def test_a_formula_in_a_line_is_no_longer_than_the_line_of_a_phone() -> None:
    longest = "x" * LONGEST_IN_LINE
    assert mathml(longest, display=False)
    assert mathml(longest + "x", display=True)
    with pytest.raises(FormulaError, match="26 signs"):
        mathml(longest + "x", display=False)


@pytest.mark.parametrize(
    "tex",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{<b}",
        "a<b>c",
        "<!-- x",
        r"\text{</math><img src=x onerror=alert(1)>}",
    ],
)
def test_what_looks_like_html_is_refused(tex: str) -> None:
    with pytest.raises(FormulaError, match="HTML"):
        mathml(tex, display=False)


@pytest.mark.parametrize("display", [False, True])
@pytest.mark.parametrize(
    ("tex", "signs"),
    [
        (r"\text{< b>}", "<\xa0b>"),
        (r"\text{\&lt;i>}", "&lt;i>"),
        (r"\text{a" + '"' + r" onclick=x}", "a”\xa0onclick=x"),
        (r"\text{*a* |b| [c](d)}", "*a*\xa0|b|\xa0[c](d)"),
        (r"\text{\{: .c \}}", "{:\xa0.c\xa0}"),
        (r"x < y > z", "x<y>z"),
    ],
)
def test_every_sign_of_a_formula_is_shown_and_none_is_markup(tex: str, signs: str, display: bool) -> None:
    mark = "$$" if display else "$"
    text = f"{mark}{tex}{mark}"
    page = BeautifulSoup(render(edited(text, typeset(read(text)))), "html.parser")
    assert page.math.get_text() == signs
    assert {element.name for element in page.find_all(True)} <= {"p", "div", "span", "math", "mi", "mo"}
    assert {name for element in page.find_all(True) for name in element.attrs} <= {
        "class",
        "role",
        "aria-label",
        "tabindex",
        "display",
        "mathvariant",
        "stretchy",
    }


def test_a_formula_is_mathml_on_pages_tex_in_copies_and_nothing_elsewhere(tmp_path: Path) -> None:
    body = (
        f"A token costs \\$2 or $\\frac{{1}}{{n}}$ of it.\n{SECTIONS}\n## The formula\n\nIt is the sum "
        f"of all:\n\n$$\n\\sum_i \\theta_i\n$$\n"
    )
    write(tmp_path, {"token": {"body": body}, "prompt": None})
    output = build(tmp_path, TODAY)
    assert output.problems == []
    files, copies = (
        {path: str(made[path]) for path in made}
        for made in (output.files, {**output.files, **output.verbatim})
    )
    pages = {path for path, made in files.items() if "<math" in made}
    assert pages == {"concepts/token.md", "print/index.md", "print/basics.md"}
    for path in pages:
        page = render(files[path].partition("\n---\n")[2])
        assert [formula.parent.name for formula in formulas_of(page)] == ["span", "div"], path
        assert "costs $2\N{NO-BREAK SPACE}or" in BeautifulSoup(page, "html.parser").get_text()
    assert {path for path, made in copies.items() if "\\frac" in made} == {
        "llms-full.txt",
        "concepts/token/index.md",
    }
    assert body.strip() in copies["concepts/token/index.md"]
