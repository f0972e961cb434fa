"""What is found in a text, and what the edits change."""

from pathlib import Path

import pytest

from glossary.links.files import SYNTAXES
from glossary.links.findings import Finding, findings, mended
from glossary.links.terms import parse
from glossary.reading.site_config import SiteInfo
from glossary.site.build import build

from ..glossaries import TODAY, write
from .glossary import ROOT, entry, terms_json
from .test_rendered import GLOSSARY, check

LLM = f"{ROOT}concepts/llm/"
OLD = f"{ROOT}concepts/large-language-model/"


def lines(found: list[Finding]) -> list[str]:
    return [f"{finding.problem.line}: {finding.problem.what}; {finding.problem.fix}" for finding in found]


def fixed(text: str, kind: str) -> str:
    return mended(text, check(text, kind))


@pytest.mark.parametrize(
    ("kind", "text"),
    [("md", "{external+ai:term}`LLMs`"), ("rst", ":external+ai:term:`large language models`")],
)
def test_a_role_may_have_a_name_in_its_regular_forms_as_the_inventory_has_it(kind: str, text: str) -> None:
    assert check(text, kind) == []
    assert len(check(text.replace("s`", "z`"), kind)) == 1


def test_a_name_over_two_terms_of_a_definition_is_none() -> None:
    assert check("Large\nlanguage model\n: What it is.\n", "md") == []


LINKS = {
    "inline": ("md", "See [it]({url}#sources)."),
    "definition": ("md", 'See [it].\n\n[it]: {url} "A model"\n'),
    "bare": ("md", "See {url}."),
    "angle": ("md", "See <{url}?a=b>."),
    "html in Markdown": ("md", '<p>\n<a href="{url}">it</a>\n</p>'),
    "MyST directive": ("md", "```{{note}}\nSee [it]({url}).\n```"),
    "front matter": ("md", "---\nsee: {url}\n---\n"),
    "phrase": ("rst", "See `it <{url}>`_."),
    "target": ("rst", "See it_.\n\n.. _it: {url}\n"),
    "option": ("rst", ".. image:: x.png\n   :target: {url}\n"),
    "href": ("html", "<p>See <a class=x href='{url}'>it</a>.</p>"),
    "custom element": ("html", '<ai-term><a href="{url}">it</a></ai-term>'),
}


@pytest.mark.parametrize(("kind", "text"), LINKS.values(), ids=LINKS)
def test_a_moved_link_is_found_and_mended_in_every_form(kind: str, text: str) -> None:
    before, after = text.format(url=OLD), text.format(url=LLM)
    assert [line.partition(": ")[2] for line in lines(check(before, kind))] == [
        f"{OLD[:-1]} has moved; write {LLM}"
    ]
    assert fixed(before, kind) == after
    assert check(after, kind) == []


@pytest.mark.parametrize(
    "url",
    [
        LLM,
        f"{ROOT}concepts/llm",
        f"{ROOT}concepts/llm/index.md",
        f"{ROOT}concepts/",
        f"{ROOT}concepts/index.html",
        f"{ROOT}topics/x/",
        "https://other.example/ai/concepts/large-language-model/",
        f"https://web.archive.org/web/2024/{OLD}",
        f"{ROOT}concepts/<slug>/",
    ],
)
def test_a_good_link_and_one_to_elsewhere_are_left_alone(url: str) -> None:
    assert check(f"See [it]({url}).", "md") == []


def test_the_scheme_and_the_case_of_the_host_do_not_matter() -> None:
    for url in (
        OLD.replace("https", "http"),
        OLD.removeprefix("https:"),
        OLD.replace("glossary.example", "Glossary.Example"),
    ):
        assert fixed(f"[it]({url})", "md") == f"[it]({url.replace('large-language-model', 'llm')})"


def test_a_page_that_never_existed_gets_the_nearest_and_no_edit() -> None:
    text = f"\n[it]({ROOT}concepts/large-langage-model/) [it]({ROOT}concepts/zebra/)"
    assert lines(check(text, "md")) == [
        f"2: {ROOT}concepts/large-langage-model is no page of the glossary; did you mean {LLM}?",
        f"2: {ROOT}concepts/zebra is no page of the glossary; {ROOT}concepts/ lists every page",
    ]
    assert fixed(text, "md") == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("md", f"```\n{OLD}\n```\n`{OLD}`"),
        ("rst", f"Code::\n\n  {OLD}\n\n``{OLD}``\n\n.. {OLD}\n\n.. code:: sh\n\n   {OLD}\n"),
        ("html", f"<!-- {OLD} --><pre>{OLD}</pre><script>x = '{OLD}'</script>"),
    ],
)
def test_code_and_comments_are_left_alone(kind: str, text: str) -> None:
    assert check(text, kind) == []


@pytest.mark.parametrize(
    "text", [f"+---+\n| {OLD} |\n+---+\n", f"== ==\nx  {OLD}\n== ==\n", f"{OLD}\n{'=' * len(OLD)}\n"]
)
def test_what_is_drawn_with_characters_is_reported_but_not_changed(text: str) -> None:
    assert [finding.problem.rule for finding in check(text, "rst")] == ["moved-link"]
    assert fixed(text, "rst") == text


@pytest.mark.parametrize("kind", ["md", "rst", "html"])
def test_a_misnomer_is_found_wherever_it_stands(kind: str) -> None:
    text = "A Language learning\nmodel.\n\nLanguage learning models."
    assert lines(check(text, kind)) == [
        "1: 'Language learning model' is a wrong name; write 'large language model'",
        "4: 'Language learning models' is a wrong name; write 'large language model'",
    ]
    assert fixed(text, kind) == text


SUGGESTED = {
    "md": (
        "# LLM\n\nAn *LLM* or LLM reads tokens.\n",
        f"# LLM\n\nAn *[LLM]({LLM})* or LLM reads [tokens]({ROOT}concepts/token/).\n",
    ),
    "rst": (
        "LLM\n===\n\nAn *LLM* or LLM\nreads tokens.\n",
        f"LLM\n===\n\nAn *LLM* or `LLM <{LLM}>`__\nreads `tokens <{ROOT}concepts/token/>`__.\n",
    ),
    "html": (
        "<h1>LLM</h1>\n<p>An <em>LLM</em> or LLM reads tokens.",
        (
            f'<h1>LLM</h1>\n<p>An <em><a href="{LLM}">LLM</a></em> or LLM reads <a '
            f'href="{ROOT}concepts/token/">tokens</a>.'
        ),
    ),
}


@pytest.mark.parametrize("kind", SUGGESTED)
def test_the_first_mention_becomes_a_link_once_per_concept(kind: str) -> None:
    before, after = SUGGESTED[kind]
    assert fixed(before, kind) == after
    assert check(after, kind) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("md", f"[it]({LLM}) LLM"),
        ("md", "[LLM][] LLM"),
        ("md", "{term}`LLM` LLM"),
        ("md", "[](inv:glossary#llm) LLM"),
        ("md", f"[it]({OLD.replace('https', 'http')}) LLM"),
        ("rst", ":term:`LLM` LLM"),
        ("rst", ":term:`it <Large language model>` LLM"),
        ("rst", ":ref:`llm` LLM"),
        ("html", "<a href=x>LLM</a> LLM"),
    ],
)
def test_a_link_by_hand_counts_as_the_mention(kind: str, text: str) -> None:
    assert "unlinked-mention" not in {finding.problem.rule for finding in check(text, kind)}


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("md", "<div>\n\nLLM\n</div>\n"),
        ("md", "`LLM` ![LLM](x) https://x.example/LLM"),
        ("md", ":::{note} LLM\n:class: LLM\n:::"),
        ("md", "(LLM)=\n"),
        ("md", "---\ntitle: LLM\n---\n"),
        ("md", "$LLM$"),
        ("md", "**LLM**x"),
        ("rst", ".. |LLM| image:: LLM\n"),
        ("rst", ".. glossary::\n\n   LLM\n      LLM\n"),
        ("rst", "| LLM\n"),
        ("rst", "xLLM LLMx :LLM: `LLM`\n"),
        ("rst", "+---+\n|LLM|\n+---+"),
        (
            "html",
            "<title>LLM</title><button>LLM</button><nav><p>LLM</nav><my-tag>LLM</my-tag><p hidden>LLM</p>",
        ),
    ],
)
def test_where_a_link_would_be_wrong_none_is_proposed(kind: str, text: str) -> None:
    assert check(text, kind) == []


def test_a_name_with_a_capital_in_the_middle_of_a_sentence_is_proposed() -> None:
    glossary = parse(
        terms_json(
            [entry("kubernetes", "Kubernetes", misnomers=["kubernet"], in_sentence="Kubernetes")]
        ).encode()
    )
    linked = findings("We run Kubernetes here.", "a.md", SYNTAXES[".md"], glossary, True)
    assert (
        mended("We run Kubernetes here.", linked) == f"We run [Kubernetes]({ROOT}concepts/kubernetes/) here."
    )
    assert lines(findings("We run kubernet here.", "a.md", SYNTAXES[".md"], glossary, True)) == [
        "1: 'kubernet' is a wrong name; write 'Kubernetes'"
    ]


def test_an_everyday_name_is_not_proposed() -> None:
    assert (
        fixed("Training, and model training.", "md")
        == f"Training, and [model training]({ROOT}concepts/training/)."
    )


@pytest.mark.parametrize("autolink", ["sour dough", "Sour dough", "SOUR DOUGH"])
def test_here_and_on_the_site_the_same_names_become_links(autolink: str, tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "sour-dough": {"aliases": ["Leaven"], "autolink": [autolink]},
            "soup": {"lead": "A leaven and a sour dough.\n"},
        },
    )
    built = build(tmp_path, TODAY, SiteInfo(ROOT))
    assert "A leaven and a [sour dough](sour-dough.md)." in str(built.files["concepts/soup.md"])
    glossary = parse(str(built.files["api/v1/terms.json"]).encode())
    for as_published in (
        glossary,
        parse(
            terms_json([entry("sour-dough", "Sour dough", aliases=["Leaven"], autolink=[autolink])]).encode()
        ),
    ):
        found = findings("A leaven and a sour dough.", "a.md", SYNTAXES[".md"], as_published, True)
        assert (
            mended("A leaven and a sour dough.", found)
            == f"A leaven and a [sour dough]({ROOT}concepts/sour-dough/)."
        )


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(end: str, mark: str) -> None:
    text = mark + end.join(["---", "title: LLM", "---", "é [x](" + OLD + ")", "", "A token", "", "here."])
    found = check(text, "md")
    assert [finding.problem.line for finding in found] == [4, 6]
    assert mended(text, found) == text.replace("large-language-model", "llm").replace(
        "token", f"[token]({ROOT}concepts/token/)"
    )


def test_without_suggestions_only_faults_are_found() -> None:
    assert findings("LLM", "a.md", SYNTAXES[".md"], GLOSSARY, False) == []


def test_awkward_names() -> None:
    names = ["Größe", "大模型", "R&D model", "Fish: chips", 'Say "cheese"', "C++ (language)", "A*"]
    glossary = parse(terms_json([entry(f"n{number}", name) for number, name in enumerate(names)]).encode())
    for kind in ("md", "rst", "html"):
        found = findings("\n\n".join(names), f"a.{kind}", SYNTAXES[f".{kind}"], glossary, True)
        linked = {finding.problem.line for finding in found if finding.edit}
        # A* is no name that could be told from markup.
        assert linked >= {1, 3, 7, 9, 11}, kind
        assert 13 not in linked


def test_a_misnomer_in_quotation_marks_is_spoken_of_and_right() -> None:
    assert check('Never write “language learning model” or "language learning models".', "md") == []
    assert len(check("“A language learning model” is wrong.", "md")) == 1


def test_a_wrong_name_of_a_product_is_told_the_product() -> None:
    chatbot = entry(
        "chatbot", "Chatbot", instances=["ChatGPT", "Claude"], misnomers=["Chat GTP", "chat robot"]
    )
    glossary = parse(terms_json([chatbot]).encode())
    text = "We use Chat GTP.\nA chat robot answers."
    assert lines(findings(text, "a.md", SYNTAXES[".md"], glossary, False)) == [
        "1: 'Chat GTP' is a wrong name; write 'ChatGPT'",
        "2: 'chat robot' is a wrong name; write 'chatbot'",
    ]


def test_a_name_that_is_out_of_use_is_told_with_what_to_say_instead(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "word-book": {
                "aliases": ["Lexicon", "List"],
                "shared_names": ["List"],
                "misnomers": ["wordbook"],
                "status": "deprecated",
                "use_instead": "dictionary",
            },
            "word-bank": {"status": "deprecated", "use_instead": "Term base"},
            "dictionary": {},
            "shopping-list": {"aliases": ["List"], "shared_names": ["List"], "autolink": ["Shopping list"]},
        },
    )
    glossary = parse(str(build(tmp_path, TODAY, SiteInfo(ROOT)).files["api/v1/terms.json"]).encode())
    text = "A word book.\nSome lexicons.\nA list.\nA wordbook.\nA word bank.\nNever say “word book”."
    assert lines(findings(text, "a.md", SYNTAXES[".md"], glossary, True)) == [
        "1: 'word book' is out of use; write 'dictionary'",
        "2: 'lexicons' is out of use; write 'dictionary'",
        "4: 'wordbook' is a wrong name; write 'dictionary'",
        "5: 'word bank' is out of use; write 'term base'",
    ]
