"""An English and a German glossary that know each other, and what is said where one has changed."""

import json
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from click.testing import CliRunner, Result

from glossary.commands.cli import main
from glossary.languages import language_of
from glossary.reading.counterparts import (
    COUNTERPARTS,
    Counterpart,
    Tie,
    format_counterparts,
    parse_counterparts,
    ties,
)
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.site.exports.api import json_schema
from glossary.site.other_languages import in_other_languages
from glossary.site.other_languages import versions as versions_of

from .glossaries import TODAY, concepts, write
from .processes import mkdocs

STYLE = """\
required_fields: []
required_sections: []
lead_paragraphs: [0, 3]
hints: [0, 14]
sources: [0, 20]
counterparts:
  {other}: ../{other}/site/api/v1/terms.json
"""
EMPTY = {"hints": None, "level": None, "sources": None, "published": None, "body": ""}
DAY = date(2026, 3, 1)
PAGES: dict[str, dict[str, Any]] = {
    # The German pages name neither token nor prompt, and have a bank to sit on. Two more only look alike.
    "en": {
        "token": {},
        "prompt": {"counterparts": {"de": "eingabe"}},
        "bank": {"definition": "The house that keeps the money of others."},
        "gift": {"definition": "What somebody is given.", "counterparts": {"de": None}},
        "rat": {"definition": "An animal with a long tail."},
        "bench": {"definition": "A long seat for several people."},
        "harness": {},
    },
    "de": {
        "token": {"definition": "Ein Stück Text, mit dem ein Modell rechnet."},
        "eingabe": {"title": "Eingabe & mehr", "definition": "Was jemand einem Modell zu lesen gibt."},
        "gift": {"definition": "Was krank macht oder tötet."},
        "rat": {"definition": "Was jemand einem anderen rät.", "counterparts": {"en": None}},
        "bank": {
            "definition": "Ein langer Sitz für mehrere Leute.",
            "counterparts": {"en": "bench"},
        },
    },
}


def run(folder: Path, *words: str) -> Result:
    result = CliRunner().invoke(main, ["--project", str(folder), *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def begin(root: Path, language: str) -> Path:
    """The glossary of a language in a folder of its own, beside the other one."""
    pages = {slug: EMPTY | {"reviewed": DAY} | fields for slug, fields in PAGES[language].items()}
    style = STYLE.format(other="de" if language == "en" else "en")
    write(root / language / "docs", pages, {"style.yml": style})
    (root / language / "mkdocs.yml").write_text(
        f"site_name: Words\nsite_url: https://words.example/{language}/\n"
        f"theme: {{name: material, language: {language}, font: false}}\n"
        "plugins: [glossary: {whole_site: true}]\nmarkdown_extensions: [attr_list, md_in_html, tables]\n"
        "not_in_nav: '*'\n",
        "utf-8",
    )
    return root / language


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The two folders: each was built after it had copied what the other published."""
    root = tmp_path_factory.mktemp("both")
    english, german = begin(root, "en"), begin(root, "de")
    for folder, copies in ((german, False), (english, True), (german, True)):
        if copies:
            assert run(folder, "counterparts").exit_code == 0
        built = mkdocs(folder, "build", "--strict")
        assert built.returncode == 0, built.stderr
    yield english, german


def read(folder: Path, slug: str) -> BeautifulSoup:
    return BeautifulSoup((folder / f"site/concepts/{slug}/index.html").read_text("utf-8"), "lxml")


def versions(soup: BeautifulSoup) -> dict[str, str]:
    """What a page's head says of its versions: their addresses by language."""
    return {str(link["hreflang"]): str(link["href"]) for link in soup.select("head link[hreflang]")}


@pytest.mark.parametrize(
    ("slug", "german_slug"), [("token", "token"), ("prompt", "eingabe"), ("bench", "bank")]
)
def test_each_page_leads_to_the_other_and_both_name_the_same_versions(
    both: tuple[Path, Path], slug: str, german_slug: str
) -> None:
    english, german = read(both[0], slug), read(both[1], german_slug)
    address = f"https://words.example/en/concepts/{slug}/"
    assert versions(english) == {
        "en": address,
        "de": f"https://words.example/de/concepts/{german_slug}/",
        "x-default": address,
    }
    assert versions(german) == versions(english)
    for soup, other, said in ((english, "de", "Auf Deutsch"), (german, "en", "In English")):
        (link,) = soup.select(".entry a[hreflang]")
        assert link["href"] == versions(soup)[other] and link["hreflang"] == other
        line = link.find_parent(attrs={"lang": other})
        title = "Eingabe & mehr" if (german_slug, other) == ("eingabe", "de") else None
        assert line and line.get_text(" ", strip=True).startswith(said)
        assert link.get_text() == (title or versions(soup)[other].split("/")[-2].capitalize())


@pytest.mark.parametrize(
    ("place", "slug"), [(0, "harness"), (0, "bank"), (0, "gift"), (0, "rat"), (1, "gift"), (1, "rat")]
)
def test_a_page_without_a_counterpart_says_nothing_of_it(
    both: tuple[Path, Path], place: int, slug: str
) -> None:
    soup = read(both[place], slug)
    assert versions(soup) == {} and not soup.select(".entry [hreflang]")


def test_copies_and_data_lead_there_too(both: tuple[Path, Path]) -> None:
    copy = (both[0] / "site/concepts/prompt/index.md").read_text("utf-8")
    assert "- Auf Deutsch: [Eingabe & mehr](https://words.example/de/concepts/eingabe/)" in unescape(copy)
    terms = {
        folder.name: {
            term["slug"]: term["counterparts"]
            for term in json.loads((folder / "site/api/v1/terms.json").read_text("utf-8"))["terms"]
        }
        for folder in both
    }
    german_page = {
        "slug": "eingabe",
        "title": "Eingabe & mehr",
        "url": "https://words.example/de/concepts/eingabe/",
        "declared": True,
    }
    assert terms["en"]["prompt"] == {"de": german_page} and terms["en"]["harness"] == {}
    assert terms["de"]["eingabe"]["en"]["slug"] == "prompt" and not terms["de"]["eingabe"]["en"]["declared"]
    assert terms["en"]["gift"] == {"de": None}
    assert "CounterpartEntry" in json_schema("https://words.example/")["$defs"]


def test_a_build_reads_nothing_but_the_copy(both: tuple[Path, Path]) -> None:
    english, _ = both
    site = SiteInfo("https://words.example/en/")
    (english / "docs/style.yml").write_text(
        STYLE.format(other="de").replace(
            "../de/site/api/v1/terms.json", "https://no.such.host.invalid/t.json"
        ),
        "utf-8",
    )
    assert [*build(english / "docs", TODAY, site).ties] == ["prompt", "bench", "token"]


def glossary(folder: Path, kept: str, pages: dict[str, Any] | None = None, language: str = "en") -> Output:
    """What becomes of a glossary that keeps this of a German one."""
    style = "counterparts:\n  de: https://words.example/de/api/v1/terms.json\n"
    write(folder / "docs", pages or {"token": None}, {"style.yml": style, COUNTERPARTS: kept})
    (folder / "mkdocs.yml").write_text(
        f"site_name: Words\ntheme: {{name: material, language: {language}}}\nplugins: [glossary]\n"
        "markdown_extensions: [attr_list, md_in_html]\n",
        "utf-8",
    )
    return build(folder / "docs", TODAY, SiteInfo(language=language_of(language)))


KEPT = """\
de:
  token: {title: Wort, url: https://words.example/de/concepts/token/, updated: %s, stands_for: token}
"""


@pytest.mark.parametrize(("updated", "is_due"), [("2026-01-02", False), ("2026-01-03", True)])
def test_a_page_is_due_when_its_counterpart_has_changed_since_its_review(
    tmp_path: Path, updated: str, is_due: bool
) -> None:
    output = glossary(tmp_path, KEPT % updated)
    assert output.problems == []
    due = run(tmp_path, "due").output
    health = str(output.files["about/health.md"])
    said = "its counterpart in 'de', “Wort”, has changed on 2026-01-03; see what is new in https://words.example/"
    assert (said in due, ("3 January 2026" in health)) == (is_due, is_due)
    assert ("No page is due." in health) != is_due


def test_german_authors_are_told_in_german(tmp_path: Path) -> None:
    glossary(tmp_path, KEPT % "2026-01-03", language="de")
    due = run(tmp_path, "due").output
    assert "ihr Gegenstück in der Sprache 'de', „Wort“, wurde am 2026-01-03 geändert" in due


def test_a_page_without_a_review_is_not_due(tmp_path: Path) -> None:
    glossary(tmp_path, KEPT % "2026-01-03", {"token": {"reviewed": None}})
    (tmp_path / "docs/style.yml").write_text(
        "required_fields: [level]\ncounterparts: {de: https://words.example/de/api/v1/terms.json}\n", "utf-8"
    )
    assert "counterpart" not in run(tmp_path, "due").stdout


def counterpart(stands_for: str | None = None) -> Counterpart:
    return Counterpart(title="Wort", url="https://words.example/de/wort/", stands_for=stands_for)


def test_a_renamed_page_keeps_its_counterpart() -> None:
    pages = {one.slug: one for one in concepts({"word-piece": None})}
    found = ties(pages, {"de": {"token": counterpart("token")}}, {"token": "word-piece"})
    assert [tie.slug for tie in found["word-piece"]] == ["token"]


def test_what_a_page_declares_comes_before_what_is_said_of_it_and_before_its_slug() -> None:
    pages = {
        one.slug: one
        for one in concepts({"token": {"counterparts": {"de": "zeichen"}}, "sign": None, "zeichen": None})
    }
    kept = {
        "de": {
            "zeichen": counterpart("zeichen"),
            "token": counterpart("token"),
            "sign": counterpart("sign"),
            "wort": counterpart("sign"),
        }
    }
    found = {slug: [(tie.slug, tie.declared) for tie in tied] for slug, tied in ties(pages, kept, {}).items()}
    assert found == {"token": [("zeichen", True)], "sign": [("wort", False)]}


def test_what_is_kept_is_read_as_it_was_written() -> None:
    kept = {
        "fr": {"jeton": Counterpart(title="Jeton: « x »", url="https://words.example/fr/jeton/")},
        "de": {"b": counterpart("a"), "a": counterpart().model_copy(update={"updated": DAY})},
    }
    text = format_counterparts(kept)
    assert parse_counterparts(text) == (kept, [])
    assert len(text.splitlines()) == 6


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("", "names no counterparts; enter them, as in: counterparts: {de: https://"),
        ("counterparts: {de: gone.json}", "style.yml:1: 'gone.json' cannot be read"),
        ("counterparts: {de: 'ftp://words.example/'}", "is an address that cannot be read"),
        ("counterparts:\n  de: mkdocs.yml", "style.yml:2: 'mkdocs.yml' is not JSON"),
        ("counterparts:\n  fr: terms.json", "style.yml:2: 'terms.json' is in 'de', and not in 'fr'"),
    ],
)
def test_what_cannot_be_copied_is_said_by_line_and_the_copy_stays(
    tmp_path: Path, style: str, said: str
) -> None:
    glossary(tmp_path, KEPT % DAY)
    (tmp_path / "docs/style.yml").write_text(style, "utf-8")
    term = {"slug": "token", "title": "Wort", "url": "https://words.example/de/concepts/token/"}
    (tmp_path / "terms.json").write_text(json.dumps({"language": "de", "terms": [term]}), "utf-8")
    result = run(tmp_path, "counterparts")
    assert result.exit_code == 1 and said in result.output
    assert (tmp_path / "docs" / COUNTERPARTS).read_text("utf-8") == KEPT % DAY


def test_a_broken_copy_is_written_anew(tmp_path: Path) -> None:
    output = glossary(tmp_path, "de: [soup\n")
    (problem,) = [problem for problem in output.problems if problem.path == COUNTERPARTS]
    assert problem.blocks and "glossary counterparts" in problem.fix
    (tmp_path / "docs/style.yml").write_text("counterparts: {de: terms.json}\n", "utf-8")
    term = {"slug": "token", "title": "Wort", "url": "https://words.example/de/concepts/token/"}
    (tmp_path / "terms.json").write_text(json.dumps({"language": "de", "terms": [term]}), "utf-8")
    result = run(tmp_path, "counterparts")
    assert result.exit_code == 0 and "de: 1 page, 1 counterpart of ours" in result.output
    assert build(tmp_path / "docs", TODAY).problems == []


def test_a_language_that_the_interface_does_not_speak_is_called_by_its_own_name() -> None:
    (french,) = in_other_languages([Tie("fr-CH", "jeton", counterpart("token"), declared=True)])
    assert (french["leads"], french["language"]) == ("français", "fr-CH")


def test_without_english_the_first_language_is_for_everybody_else() -> None:
    tied = [Tie("fr", "jeton", counterpart("wort"), declared=True)]
    of_german = versions_of(language_of("de"), "https://words.example/de/wort/", tied)
    assert of_german[-1] == {"language": "x-default", "url": "https://words.example/de/wort/"}
