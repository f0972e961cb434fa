"""What a writer is told: golden cases of every rule and of every kind of bad input, from the folder to the
words.
"""

import random
import re
from collections.abc import Iterable
from datetime import date
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract_from_dir
from bs4 import BeautifulSoup
from hypothesis import example, given, settings

from glossary.checks import CHECKS
from glossary.checks.style import reading_grade
from glossary.languages import ENGLISH, language_of
from glossary.languages.catalogue import FOLDER
from glossary.problem import RULES, Message, Problem
from glossary.reading.answers import parse_answers, review_problems, source_problems
from glossary.reading.concept import parse
from glossary.reading.counterparts import counterpart_problems
from glossary.reading.settings import Style
from glossary.reading.site_config import read_config
from glossary.site.build import Output, build
from glossary.text import edited, read
from glossary.text.formulas import typeset

from .glossaries import TODAY, cases, concept, page, write
from .nasty_markdown import attacks, render

RULE_CASES = cases("rules")
VARIANTS = [
    pytest.param(rule, variant, id=f"{rule}-{number}")
    for rule, case in RULE_CASES.items()
    for number, variant in enumerate(case["bad"], start=1)
]
GOOD_VARIANTS = [
    pytest.param(rule, variant, id=f"{rule}-{number}")
    for rule, case in RULE_CASES.items()
    for number, variant in enumerate(case["good"], start=1)
]
BAD_INPUT, SITE_SETTINGS, DUE = cases("bad-input"), cases("site-settings"), cases("due")
# What no folder makes one say: a file that may not be read (test_source.py), a name typed in another encoding
# (test_cli.py).
NO_CASE = {
    "the file cannot be read: {reason}",
    "see to its permissions",
    "{name} is {shown}, which is not UTF-8",
    "type it in a terminal that speaks UTF-8",
}


def built(folder: Path, case: dict[str, Any]) -> Output:
    """What becomes of a case's source folder."""
    write(folder, case.get("pages", {"token": None}), case.get("files"), case.get("encoding", "utf-8"))
    return build(folder, TODAY)


GERMAN = language_of("de").words


def said_in_german(message: Message) -> bool:
    """Whether a message has German words, all of its values included, and so have the messages within."""
    text, form = str(message.said(GERMAN)), message.forms[-1]
    named = [value for name, value in message.values.items() if re.search(rf"\{{{name}\b", form)]
    parts = [part for value in named for part in (value if isinstance(value, tuple) else (value,))]
    return (
        (text != message or not re.search(r"[A-Za-z]{2}", re.sub(r"\{[^}]*\}", "", form)))
        and all(said_in_german(part) for part in parts if isinstance(part, Message))
        # What is quoted may have its quotation marks and control characters escaped.
        and all(
            str(part) in text or repr(part)[1:-1] in text
            for part in parts
            if isinstance(part, str | int) and not isinstance(part, Message)
        )
    )


def english_left(problems: Iterable[Problem]) -> list[Message]:
    """What of the problems has no German words."""
    return [text for problem in problems for text in (problem.what, problem.fix) if not said_in_german(text)]


def test_a_year_to_come_needs_no_source_when_it_has_gone_by(tmp_path: Path) -> None:
    lead = "From 2027 on it must say so [@a].\n\nIn 2027 it will be new.\n"
    source = {"title": "A", "url": "https://example.org/a", "publisher": "P", "kind": "primary"}
    page = {"lead": lead, "sources": [source | {"id": "a"}]}
    write(tmp_path, {"token": page}, {"style.yml": "cited_sources: true\nsources: [1, 2]\n"})
    assert build(tmp_path, date(2099, 1, 1)).problems == []


def test_every_rule_has_cases_and_every_case_a_rule() -> None:
    assert set(RULE_CASES) == set(CHECKS)


def test_the_standard_page_has_no_problem(tmp_path: Path) -> None:
    output = built(tmp_path, {"pages": {"token": None, "prompt": None}})
    assert output.problems == []
    assert "concepts/token.md" in output.files


@pytest.mark.parametrize(("rule", "variant"), VARIANTS)
def test_the_fault_is_found_and_nothing_else(rule: str, variant: dict[str, Any], tmp_path: Path) -> None:
    output = built(tmp_path, variant)
    assert [str(problem) for problem in output.problems] == variant["problems"]
    assert {problem.rule for problem in output.problems} == {rule, *variant.get("also", [])}
    assert english_left(output.problems) == []
    assert bool(output.files) is not any(problem.blocks for problem in output.problems)


@pytest.mark.parametrize(("rule", "variant"), GOOD_VARIANTS)
def test_what_is_right_is_not_reported(rule: str, variant: dict[str, Any], tmp_path: Path) -> None:
    output = built(tmp_path, variant)
    assert output.concepts
    assert [str(problem) for problem in output.problems if problem.rule == rule] == []


@pytest.mark.parametrize("name", BAD_INPUT)
def test_bad_input_gets_a_line_and_a_way_out(name: str, tmp_path: Path) -> None:
    case = BAD_INPUT[name]
    output = built(tmp_path, case)
    assert [str(problem) for problem in output.problems] == case["problems"]
    assert {problem.rule for problem in output.problems} <= RULES.keys()
    assert english_left(output.problems) == []
    assert bool(output.files) is case.get("built", False)


@pytest.mark.parametrize("name", SITE_SETTINGS)
def test_a_wrong_setting_of_the_site_gets_a_line_and_a_way_out(name: str, tmp_path: Path) -> None:
    case = SITE_SETTINGS[name]
    for path in ("docs/index.md", *case.get("files", ())):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "mkdocs.yml").write_text(case["settings"], "utf-8")
    problems = read_config(tmp_path).problems
    assert [str(problem) for problem in problems] == case["problems"]
    assert english_left(problems) == []


@pytest.mark.parametrize("name", DUE)
def test_what_is_due_gets_a_line_and_a_way_out(name: str, tmp_path: Path) -> None:
    case = DUE[name]
    output = built(tmp_path, case)
    concepts, answers = output.concepts.values(), parse_answers(case["files"]["answers.yml"])[0]
    problems = [
        *review_problems(concepts, TODAY),
        *counterpart_problems(concepts, output.ties),
        *source_problems(concepts, answers),
    ]
    assert output.problems == []
    assert [str(problem) for problem in problems] == case["problems"]
    assert english_left(problems) == []


def test_every_message_of_a_problem_stands_in_a_case() -> None:
    of_rules = (variant for case in RULE_CASES.values() for variant in case["bad"])
    of_folders = chain(BAD_INPUT.values(), SITE_SETTINGS.values(), DUE.values())
    told = "\n".join(line for case in chain(of_rules, of_folders) for line in case["problems"])
    keywords = {"Message": (1,), "plural": (1, 2), "N_": (1,)}
    lacking = set()
    for folder in ("checks", "reading", "text"):
        for path, _, message, _, _ in extract_from_dir(
            FOLDER.parent / folder, [("**.py", "python")], keywords=keywords
        ):
            forms = message if isinstance(message, tuple) else (message,)
            # These words are not of problems but of pages.
            if path != "page_parts.py" and not any(pattern_of(form).search(told) for form in forms):
                lacking.add(forms[0])
    assert lacking == NO_CASE


def pattern_of(form: str) -> re.Pattern[str]:
    """What a template looks like with its values, on a line. It may stand within another one."""
    pieces = re.split(r"\{[^{}]+\}", form.replace("{{", "\0").replace("}}", "\1"))
    return re.compile(".+".join(re.escape(piece.replace("\0", "{").replace("\1", "}")) for piece in pieces))


def test_problems_come_in_the_order_of_files_and_lines_whatever_order_pages_are_made_in(
    tmp_path: Path,
) -> None:
    case = BAD_INPUT["every-mistake-of-a-page"]
    slugs = list(case["pages"])
    random.Random(1).shuffle(slugs)
    write(tmp_path, {slug: case["pages"][slug] for slug in reversed(slugs)}, case["files"])
    problems = build(tmp_path, TODAY).problems
    assert problems == sorted(problems, key=lambda problem: (problem.path, problem.line))
    assert [str(problem) for problem in problems] == case["problems"]


def test_hundreds_of_bad_files_get_a_problem_each(tmp_path: Path) -> None:
    write(tmp_path, {f"page-{number:03}": f"---\ntitle: [{number}\n---\n" for number in range(400)})
    output = build(tmp_path, TODAY)
    assert [(problem.path, problem.line, problem.rule) for problem in output.problems] == [
        (f"concepts/page-{number:03}.md", 3, "broken-yaml") for number in range(400)
    ]


def test_hundreds_of_pages_that_claim_one_name_get_short_messages(tmp_path: Path) -> None:
    write(tmp_path, {f"page-{number:03}": {"aliases": ["soup"]} for number in range(300)})
    problems = [
        str(problem) for problem in build(tmp_path, TODAY).problems if problem.rule == "name-claimed-twice"
    ]
    assert len(problems) == 300
    assert problems[7] == (
        "concepts/page-007.md:3: the name 'soup' is claimed by concepts/page-000.md, "
        "concepts/page-001.md, concepts/page-002.md "
        "and 296 more pages too; leave it to the page it belongs to; if it is the right word for several, "
        "list it in 'shared_names' on each"
    )


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ('covers: ["…", "…"]\n', ["5: 'covers[0]'", "5: 'covers[1]'"]),
        ("related:\n- to: tool\n  kind: related\n  why:  …\n", ["8: 'related[0].why'"]),
        ('related:\n- to: tool\n  kind: related\n  why: "…" # Later.\n', ["8: 'related[0].why'"]),
        (
            "related:\n- to: tool\n  kind: related\n  why:\n    '…write: what there is'\n",
            ["8: 'related[0].why'"],
        ),
        (
            "related: [{to: tool, kind: related, why: …, back: '…'}]\n",
            ["5: 'related[0].why'", "5: 'related[0].back'"],
        ),
        ('question: "What is a token? …write: a better one"\n', ["5: 'question'"]),
        ('# why: "…"\nquestion: "What is a … token?"\n', []),
    ],
)
def test_every_value_that_holds_a_prompt_is_told_however_it_is_written(field: str, told: list[str]) -> None:
    concept, problems = parse(page("token").replace("level:", f"{field}level:", 1), "concepts/token.md")
    assert concept and problems == []
    found = CHECKS["prompt-left"].on_page(concept, Style())
    assert [f"{problem.line}: {problem.what.partition(' still')[0]}" for problem in found] == told


def linked(count: int, others: int) -> dict[str, dict[str, str]]:
    """Pages of which as many as `others` name two more, and the rest none."""
    names = [f"p{number:02}" for number in range(count + 2)]
    leads = (
        f"Beside {two} and {three}.\n" if number < others else "Alone.\n"
        for number, (two, three) in enumerate(pairwise(names[1:]))
    )
    return {
        name: {"definition": f"{name} is like no other page.", "lead": lead}
        for name, lead in zip(names, leads, strict=False)
    }


# Ten of twenty texts do what eleven should.
@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (linked(20, 10), 1),
        (
            linked(20, 11)
            | {
                f"new-{number}": {
                    "lead": "Say in the first sentence what it is, and soon after what it is not.\n"
                }
                for number in range(9)
            },
            0,
        ),
        (
            linked(19, 0)
            | {"new": {"lead": "Say in the first sentence what it is, and soon after what it is not.\n"}},
            0,
        ),
        (linked(20, 10) | {"broken": "---\ntitle: [\n---\n"}, 0),
    ],
    ids=["written", "with prompts", "too few without prompts", "one cannot be read"],
)
def test_the_median_is_that_of_the_texts_that_are_written_and_all_are_known(
    pages: dict[str, Any], told: int, tmp_path: Path
) -> None:
    problems = built(tmp_path, {"pages": pages, "files": {"style.yml": "links_on_median_page: 2"}}).problems
    assert len([problem for problem in problems if problem.rule == "few-links-on-the-median-page"]) == told


def found_in(body: str, *rules: str) -> list[Problem]:
    """What some rules, which see nothing but the page, say about a text."""
    one, standard = concept("token", body=body), Style()
    return [problem for rule in rules for problem in CHECKS[rule].on_page(one, standard)]


@settings(max_examples=600)
@given(attacks)
@example("<mailto:/onmouseover=alert(1)//>")
@example("\\<img src=x onerror=alert(1)>")
@example("```\n<script>alert(1)</script>")
@example("``` two words\n\n<script>alert(1)</script>\n\n```")
@example("- `a\n- <b onclick=x>` b")
@example("a ` b\n` <b onclick=x> `")
@example("a <!-- b\n\n<b onclick=x>\n\n-->")
@example("<!--> <b onclick=x> -->")
@example("<!-- ` --> <b onclick=x> <!-- ` -->")
@example("[a](javascript:alert('a b'))")
@example("[a](java\nscript:alert(1))")
@example("[a][r]\n\n> [r]:\n> javascript:x")
@example("[^1]\n\n[^1]: javascript:x")
@example("[a](&#106;avascript:x)")
@example("```{.python onclick=x}\na\n```")
@example("$\\text{`}$ <b onclick=x> `")
@example("`$`<b onclick=x>`$`")
@example("$a$ $\\text{< b onclick=x>}$ {: onclick=x }")
@example("$`$ [a](javascript:x) $`$")
def test_what_the_rules_let_through_becomes_harmless_html(text: str) -> None:
    if found_in(
        text,
        "raw-html",
        "attribute-list",
        "unsafe-link",
        "broken-code-block",
        "broken-formula",
        "formula-out-of-place",
    ):
        return  # Nothing is built of it.
    for element in BeautifulSoup(render(edited(text, typeset(read(text)))), "html.parser").find_all(True):
        if element.name == "math" or element.find_parent("math"):
            assert set(element.attrs) <= MATHML_ATTRIBUTES
            continue
        assert element.name in HARMLESS
        assert set(element.attrs) <= HARMLESS[element.name] | {"id", "class"}
        for address in (element.get("href"), element.get("src")):
            # Browsers leave out blanks and control characters in a scheme.
            assert not address or re.match(
                r"(?:https:|mailto:|<?https:|[^:]*\Z)", re.sub(r"[\x00-\x20]", "", str(address))
            )
        assert re.fullmatch(r"(?:text-align: \w+;)?", str(element.get("style", "")))


PLAIN = "p h1 h2 h3 h4 h5 h6 em strong code pre ul li blockquote table thead tbody tr hr br span".split()
HARMLESS: dict[str, set[str]] = {
    **{name: set() for name in PLAIN},
    "div": {"role", "aria-label", "tabindex"},
    "ol": {"start"},
    "th": {"style"},
    "td": {"style"},
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
}
MATHML_ATTRIBUTES = {"class", "display", "form", "lspace", "mathvariant", "rspace", "stretchy"}


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # 4.71 × characters a word + 0.5 × words a sentence − 21.43, worked out by hand.
        ("The cat sat.", 4.71 * 9 / 3 + 0.5 * 3 - 21.43),
        ("The cat sat. The dog ran!", 4.71 * 18 / 6 + 0.5 * 3 - 21.43),
        ("It cost 3.50 in 2020, e.g. here.", 4.71 * 23 / 7 + 0.5 * 7 / 2 - 21.43),
        (
            "**Bold.** [A link](https://example.org/very/long/address) here",
            4.71 * 13 / 4 + 0.5 * 4 / 2 - 21.43,
        ),
        ("Before.\n\n```\ncode is not read\n```\n\nBehind.", 4.71 * 12 / 2 + 0.5 * 2 / 2 - 21.43),
        ("", 0),
        ("…", 0),
    ],
)
def test_the_reading_grade_is_the_automated_readability_index(text: str, grade: float) -> None:
    assert reading_grade(read(text).plain, ENGLISH) == pytest.approx(grade)
