"""Drafts, names that are out of use, and who answers for a page."""

import json
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef

from glossary.commands.cli import main
from glossary.mcp.terms import Terms
from glossary.reading.owners import by_owner, owner_of
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.site.site_files import as_bytes

from .glossaries import TODAY, relation, write

URL = "https://example.org/g/"
BROKEN = (
    "---\nstatus: draft\ntilte: Broken\nlevel: 3\nrelated: [{to: no}]\n---\nIt names a token. <b>Now</b>.\n"
)
DRAFTS: dict[str, Any] = {
    "token": {"lead": "A token is a piece of soup, and the zebra knows it.\n"},
    "soup": {"related": [{"to": "zebra", "kind": "related", "why": "It eats."}]},
    "zebra": {"status": "draft", "aliases": ["stripes"], "lead": "A zebra eats soup.\n"},
    "yak": {"status": "draft", "owner": "Herd desk <herd@example.org>"},
    "broken": BROKEN,
}


def built(folder: Path, pages: dict[str, Any], for_authors: bool = False, **files: str) -> Output:
    write(folder, pages, files)
    return build(folder, TODAY, SiteInfo(URL, "Ours", for_authors=for_authors))


def everything(output: Output) -> dict[str, str]:
    """Each published file as text."""
    kinds = (output.files, output.verbatim)
    return {path: as_bytes(files[path]).decode("utf-8", "ignore") for files in kinds for path in files}


def test_nothing_that_is_published_knows_of_drafts_but_the_health_page(tmp_path: Path) -> None:
    output = built(tmp_path, DRAFTS, **{"urls.txt": "/concepts/token/\n/concepts/soup/\n"})
    assert all(problem.is_note for problem in output.problems) and output.files
    assert sorted(output.concepts) == ["soup", "token"] and sorted(output.drafts) == [
        "broken",
        "yak",
        "zebra",
    ]
    files = everything(output)
    known = {
        path
        for path, text in files.items()
        for name in ("zebra", "stripes", "yak", "broken")
        if name in path or name in text.lower()
    }
    # The words of authors stay: that of the token names the zebra, without a link.
    assert "the zebra knows it" in files["concepts/token.md"]
    of_token = {path for path, text in files.items() if "zebra knows" in text} | {"search/texts.json"}
    assert known - of_token == {"about/health.md", "about/health/index.md"}
    assert "zebra" not in {entry["slug"] for entry in json.loads(files["search/glossary.json"])["concepts"]}
    drafts = files["about/health.md"].partition("## Drafts")[2].partition("\n## ")[0]
    assert "- Zebra" in drafts and "**Herd desk**\n\n- Yak" in drafts and "](" not in drafts


def test_its_author_sees_a_draft_as_it_will_look_and_no_page_but_health_leads_there(tmp_path: Path) -> None:
    output = built(tmp_path, DRAFTS, for_authors=True)
    zebra, broken = output.files["concepts/zebra.md"], output.files["concepts/broken.md"]
    front = yaml.safe_load(str(zebra).split("---\n")[1])
    assert front["concept"]["status"] == "draft" and front["search"] == {"exclude": True}
    assert "A zebra eats [soup](soup.md)." in str(zebra)
    # What another page says of it is there already.
    assert "- [What is a soup?](soup.md)" in str(zebra)
    # Markup that is forbidden does nothing.
    assert "\n    It names a token. <b>Now</b>." in str(broken) and "# What is a broken?" in str(broken)
    leading = [
        path for path, text in everything(output).items() if "zebra.md" in text or "concepts/zebra" in text
    ]
    assert leading == ["about/health.md", "about/health/index.md"]
    assert "concepts/zebra/index.html" not in output.files


@pytest.mark.parametrize(
    "missing", ["title", "topic", "level", "definition", "published", "reviewed", "hints"]
)
def test_a_draft_is_shown_whatever_it_lacks(missing: str, tmp_path: Path) -> None:
    output = built(tmp_path, {"token": None, "zebra": {"status": "draft", missing: None}}, for_authors=True)
    assert "# What is a zebra?" in str(output.files["concepts/zebra.md"])
    assert [problem for problem in output.problems if not problem.is_note] == []


def test_a_glossary_of_drafts_alone_has_all_of_its_files(tmp_path: Path) -> None:
    for for_authors in (False, True):
        output = built(tmp_path, {"yak": {"status": "draft"}}, for_authors)
        assert everything(output)["concepts/index.md"] and ("concepts/yak.md" in output.files) is for_authors


def test_the_address_of_a_page_that_is_a_draft_again_says_so(tmp_path: Path) -> None:
    ledger = "/concepts/old-zebra/ -> /concepts/zebra/\n/concepts/token/\n/concepts/zebra/\n"
    output = built(tmp_path, {"token": None, "zebra": {"status": "draft"}}, **{"urls.txt": ledger})
    assert output.problems == []
    for slug in ("zebra", "old-zebra"):
        assert "not explained here at present" in str(output.files[f"concepts/{slug}/index.html"])
    assert "zebra" not in str(output.files["_redirects"])


def test_nothing_but_a_draft_stands_at_its_address_while_its_author_looks(tmp_path: Path) -> None:
    named = {"aliases": ["yak", "zebra"], "shared_names": ["zebra"]}
    drafts: dict[str, Any] = {"yak": {"status": "draft"}, "zebra": {"status": "draft"}}
    pages = {"token": named, "soup": {"aliases": ["zebra"], "shared_names": ["zebra"]}}
    ledger = {"urls.txt": "/concepts/yak/\n"}
    shown = built(tmp_path / "shown", pages | drafts, for_authors=True, **ledger).files
    published = built(tmp_path / "published", pages | drafts, **ledger).files
    for slug, leading in (("yak", "../token/"), ("zebra", "../../meanings/zebra/")):
        assert f"concepts/{slug}.md" in shown and f"concepts/{slug}/index.html" not in shown
        # A name that another page has leads there as long as the draft is not published.
        assert f'url={leading}"' in str(published[f"concepts/{slug}/index.html"])


# What is out of use


RETIRED: dict[str, Any] = {
    "token": {"lead": "A token holds a word mark and a lexeme.\n"},
    "word-mark": {"status": "deprecated", "use_instead": "token", "aliases": ["word sign"], "related": []},
    "lexeme": {"status": "deprecated", "use_instead": "Dictionary entry"},
}


@pytest.fixture(scope="module")
def out_of_use(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    output = built(tmp_path_factory.mktemp("retired"), RETIRED)
    assert output.problems == []
    return everything(output) | {
        "objects.inv": zlib.decompress(as_bytes(output.files["objects.inv"]).split(b"\n", 4)[4]).decode()
    }


def test_no_text_is_linked_to_a_name_that_is_out_of_use(out_of_use: dict[str, str]) -> None:
    assert "A token holds a word mark and a lexeme." in out_of_use["concepts/token.md"]
    names = out_of_use["embed/v1/links.js"]
    assert '["word mark", false' in names.lower() and '["token", true' in names.lower()


@pytest.mark.parametrize(
    "path",
    [
        "concepts/word-mark/index.md",
        "concepts/index.md",
        "a-z/index.md",
        "topics/basics.md",
        "search/glossary.json",
        "integrations/GLOSSARY.md",
        "integrations/glossary.tbx",
        "glossary.ttl",
    ],
)
def test_whoever_finds_it_is_told_what_to_say(path: str, out_of_use: dict[str, str]) -> None:
    assert "Out of use: say “Token” instead." in out_of_use[path]
    assert "Out of use: say “Dictionary entry” instead." in out_of_use[path.replace("word-mark", "lexeme")]


def test_the_page_leads_to_what_is_used_now(out_of_use: dict[str, str]) -> None:
    front = yaml.safe_load(out_of_use["concepts/word-mark.md"].split("---\n")[1])["concept"]
    assert front["status"] == "deprecated"
    assert front["use_instead"] == {"title": "Token", "url": "concepts/token/"}
    assert "use_instead" not in out_of_use["concepts/token.md"]


def test_nobody_is_led_to_begin_with_it(tmp_path: Path) -> None:
    """Though most texts lead there by hand."""
    by_hand = {"lead": "See [old](old.md).\n", "related": [relation("old", "requires")]}
    pages = {"old": {"status": "deprecated", "use_instead": "New"}, "a1": by_hand, "a2": by_hand}
    write(tmp_path, pages | {"a3": {"related": [relation("a1", "requires")]}})
    output = build(tmp_path, TODAY)
    pick = str(output.files["index.md"]).partition("concepts/")[2].partition(".md")[0]
    assert pick in {"a1", "a2", "a3"}
    first = str(output.files["topics/index.md"]).partition("A1](../concepts/a1.md)")
    assert first[1] and "concepts/old.md" not in str(output.files["topics/index.md"])


def test_an_agent_is_told_what_to_say_instead(out_of_use: dict[str, str]) -> None:
    terms = Terms(lambda path: out_of_use[path].encode())
    assert terms.look_up("word sign").use_instead == "Token" and terms.look_up("token").use_instead is None


def test_the_exports_mark_it(out_of_use: dict[str, str]) -> None:
    terms = {term["slug"]: term for term in json.loads(out_of_use["api/v1/terms.json"])["terms"]}
    assert terms["word-mark"]["deprecated"] and terms["word-mark"]["autolink"] == []
    assert (terms["word-mark"]["use_instead"], terms["word-mark"]["replaced_by"]) == ("Token", "token")
    assert terms["lexeme"]["use_instead"] == "Dictionary entry" and "replaced_by" not in terms["lexeme"]
    assert "deprecated" not in terms["token"]
    skos = Graph().parse(data=out_of_use["glossary.ttl"], format="turtle")
    old, new = (URIRef(f"{URL}concepts/{slug}/") for slug in ("word-mark", "token"))
    assert (old, RDF.type, SKOS.Concept) in skos
    assert (old, OWL.deprecated, Literal(True)) in skos and (new, OWL.deprecated, None) not in skos
    assert (old, DCTERMS.isReplacedBy, new) in skos
    tbx = "{urn:iso:std:iso:30042:ed-2}"
    entry = ElementTree.fromstring(out_of_use["integrations/glossary.tbx"]).find(
        ".//*[@id='concept-word-mark']"
    )
    assert entry is not None
    statuses = [
        note.text for note in entry.iter(f"{tbx}termNote") if note.get("type") == "administrativeStatus"
    ]
    assert statuses == ["deprecatedTerm-admn-sts"] * 2
    assert [ref.get("target") for ref in entry.iter(f"{tbx}ref")] == ["concept-token"]
    assert "word-mark std:label -1 concepts/word-mark/ Word mark (out of use)\n" in out_of_use["objects.inv"]


# Who answers for a page


@pytest.mark.parametrize(
    ("text", "name", "link"),
    [
        ("Ada Lovelace", "Ada Lovelace", None),
        ("ada@example.org", "ada@example.org", "mailto:ada@example.org"),
        ("https://example.org/ada", "https://example.org/ada", "https://example.org/ada"),
        ("Ada <https://example.org/ada>", "Ada", "https://example.org/ada"),
        ("@ada", "@ada", None),
    ],
)
def test_an_owner_is_a_name_or_an_address_or_both(text: str, name: str, link: str | None) -> None:
    assert owner_of(text) == (name, link)


def test_what_nobody_owns_comes_last() -> None:
    things = {"a": None, "b": "Zoe", "c": "ada <ada@example.org>", "d": "Zoe"}
    assert by_owner(things, things.__getitem__) == [("ada", ["c"]), ("Zoe", ["b", "d"]), ("", ["a"])]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    due = {"review_by": TODAY.replace(year=2026, month=2)}
    pages = {
        "token": due,
        "soup": due | {"owner": "Word desk <words@example.org>"},
        "yak": {"status": "draft", "lead": ""},
    }
    write(tmp_path / "docs", pages, {"urls.txt": "/concepts/soup/\n/concepts/token/\n"})
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Ours\ntheme: {name: material}\nplugins: [glossary]\n"
        "markdown_extensions: [attr_list, md_in_html]\n"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_due_is_listed_by_owner(project: Path) -> None:
    lines = CliRunner().invoke(main, ["due"]).stdout.splitlines()
    assert (lines[0], lines[2]) == ("Word desk:", "Without an owner:")
    assert "soup.md" in lines[1] and "token.md" in lines[3] and len(lines) == 4
    found = json.loads(CliRunner().invoke(main, ["due", "--format", "json"]).stdout)
    assert [problem["path"] for problem in found] == ["docs/concepts/soup.md", "docs/concepts/token.md"]


def test_what_a_draft_lacks_is_told_and_fails_no_check(project: Path) -> None:
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 0 and done.stdout.startswith(
        "docs/concepts/yak.md:14: draft: the page has no lead; "
    )
    assert done.stderr == "2 concepts, 0 problems, 1 draft, 1 note\n"
    (note,) = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    assert note["level"] == "note" and note["rule"] == "missing-section"


def test_of_a_fresh_draft_the_number_of_things_left_is_told_unless_it_is_named(project: Path) -> None:
    run = CliRunner().invoke
    assert run(main, ["new", "Zebra crossing"]).exit_code == 0
    page = "docs/concepts/zebra-crossing.md"
    whole = run(main, ["check", page]).stdout.splitlines()
    assert len(whole) > 10 and all(line.startswith(f"{page}:") for line in whole)
    for words in (["check"], ["check", "docs/concepts"]):
        lines = run(main, words).stdout.splitlines()
        # Of a single one, the number would say less.
        assert [line for line in lines if "yak.md:14: draft: the page has no lead" in line]
        assert [line for line in lines if "zebra" in line] == [
            f"{page}:1: draft: {len(whole)} things are left to do; to read them: glossary check {page}"
        ]
    assert f"{len(whole) + 1} notes" in run(main, ["check"]).stderr
    found = json.loads(run(main, ["check", "--format", "json"]).stdout)
    assert {(note["rule"], note["level"]) for note in found} == {
        ("missing-section", "note"),
        ("unfinished-draft", "note"),
    }


def test_the_pages_of_other_engines_lack_the_drafts_too(project: Path) -> None:
    assert CliRunner().invoke(main, ["stage", "out"]).exit_code == 0
    assert (project / "out/docs/concepts/soup.md").is_file() and not (
        project / "out/docs/concepts/yak.md"
    ).exists()


def test_a_page_beside_the_glossary_that_links_to_a_draft_is_told(project: Path) -> None:
    (project / "docs/start.md").write_text("See [the yak](concepts/yak.md).\n")
    done = CliRunner().invoke(main, ["check", "docs/start.md"])
    assert done.exit_code == 1 and "docs/start.md:1: the link leads to 'concepts/yak.md'" in done.stdout


def test_a_draft_can_be_renamed_and_ended_and_leaves_nothing(project: Path) -> None:
    CliRunner().invoke(main, ["check", "--fix"])
    before = (project / "docs/urls.txt").read_text()
    assert CliRunner().invoke(main, ["rename", "yak", "gnu"]).exit_code == 0
    assert CliRunner().invoke(main, ["suggest", "gnu"]).exit_code == 0
    assert CliRunner().invoke(main, ["retire", "gnu"]).exit_code == 0
    assert (project / "docs/urls.txt").read_text() == before
    assert sorted(path.stem for path in (project / "docs/concepts").iterdir()) == ["soup", "token"]


def test_a_published_page_does_not_go_into_a_draft_nor_one_whose_fields_are_wrong_into_another(
    project: Path,
) -> None:
    done = CliRunner().invoke(main, ["merge", "token", "yak"])
    assert (
        done.exit_code == 1
        and "docs/concepts/yak.md is a draft, to which no published address can lead" in done.stderr
    )
    (project / "docs/concepts/yak.md").write_text(BROKEN)
    done = CliRunner().invoke(main, ["merge", "yak", "token"])
    assert done.exit_code == 1 and "unknown field 'tilte'" in done.stderr and "Traceback" not in done.output
