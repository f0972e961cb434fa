"""The German example glossary of `tests/german` as its readers meet it: nothing of the interface is left in
English, and its names are found.
"""

import json
import re
from collections.abc import Iterable
from functools import cache
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner
from playwright.sync_api import Page, expect

from glossary.commands.cli import main
from glossary.languages.catalogue import read_catalogue

from ..test_interface_words import ENGLISH_WORDS
from .accessibility import assert_accessible_in_light_and_dark
from .built import ROOT, Site
from .test_search import OPEN, ask
from .test_typeface import ELSEWHERE, SANS, SERIF, fonts, set_in_it
from .waiting import at_rest

GERMAN = ROOT / "tests/german"
QUERIES = yaml.safe_load((GERMAN / "queries.yml").read_text("utf-8"))
PAGES = {
    "home": "",
    "A–Z": "concepts/",
    "A–Z with explanations": "a-z/",
    "concept": "concepts/kostform/",
    "concept with citations": "concepts/haccp/",
    "retired": "concepts/diaetkost/",
    "topics": "topics/",
    "topic": "topics/hygiene/",
    "related in a topic": "related/hygiene/",
    "paths": "paths/",
    "path": "paths/erste-woche/",
    "comparisons": "compare/",
    "comparison": "compare/rueckstellprobe-vs-haccp/",
    "search": "find/?q=kost",
    "print": "print/",
    "health": "about/health/",
    "404": "no/such/page/",
}

# Whatever may be read, or read aloud, now or once something is opened.
SAID = """() => {
  const said = [document.title, document.querySelector("meta[name=description]")?.content ?? ""];
  for (const element of document.querySelectorAll("body, body *:not(script, style, code, pre)")) {
    for (const name of ["aria-label", "title", "alt", "placeholder", "data-copied"])
      said.push(element.getAttribute(name) ?? "");
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
  }
  return said.map((text) => text.replace(/\\s+/g, " ").trim()).filter(Boolean);
}"""

# The site's own worker, asked without its dialog.
ANSWERS = """queries => new Promise((done) => {
  const worker = new Worker("/assets/javascripts/search-worker.js"), answers = [];
  worker.onmessage = ({ data }) => answers.push(data.hits.map((hit) => hit.url.replace(/#.*/, "")))
    === queries.length && done(answers);
  for (const query of queries) worker.postMessage({ query, read: [] });
})"""

# One line for each sign, in the faces that a stylesheet has for the family.
DRAWN = """async ([faces, signs]) => {
  for (const [address, unicodeRange] of faces)
    document.fonts.add(await new FontFace("Tested", `url("${address}")`, { unicodeRange }).load());
  document.body.replaceChildren(...signs.map((sign) => Object.assign(document.createElement("p"), {
    textContent: sign, style: "font-family: Tested" })));
}"""


@cache
def messages() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The English of all messages that German says otherwise: those that are a text by themselves, and those
    that may stand within one.

    The latter have several words: "also" alone is German too.
    """
    said = [message for message in read_catalogue("de") if message.id and message.id != message.string]
    forms = {
        form for message in said for form in ([message.id] if isinstance(message.id, str) else message.id)
    }
    plain = (re.sub(r"[*`]|\]\([^)]*\)|\[", "", form) for form in forms)
    short, long = [], []
    for form in plain:
        parts = re.split(r"%\(\w+\)s|\{\w+\}", form)
        several = len(re.findall(r"[A-Za-z]+", " ".join(parts))) > 1
        (long if several else short).append((".+?" if several else r"\S+").join(map(re.escape, parts)))
    return re.compile("|".join(short)), re.compile("|".join(rf"(?<!\w){form}(?!\w)" for form in long))


@cache
def written() -> str:
    """What the authors of the glossary wrote; they may quote English."""
    return " ".join(" ".join(path.read_text("utf-8") for path in sorted(GERMAN.rglob("docs/**/*.*"))).split())


def english(texts: Iterable[str]) -> list[str]:
    """Those of the texts that say something in the English of the interface."""
    alone, within = messages()
    # Before what is quoted, a label may say what it is: "Quelle 2: …".
    return [
        text
        for text in texts
        if (alone.fullmatch(text) or within.search(text) or ENGLISH_WORDS.search(text))
        and text.partition(": ")[2 if ": " in text else 0] not in written()
    ]


def test_english_is_known_when_it_is_met() -> None:
    texts = ["On this page", "Mentioned in 12 other articles:", "12 of 14", "Sources", "Skip the rest"]
    assert (
        english(
            [*texts, "Auf dieser Seite", "also", "Quelle 2: General Principles of Food Hygiene, CXC 1-1969"]
        )
        == texts
    )


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_no_english_word_of_the_interface_is_left(german_site: Site, page: Page, path: str) -> None:
    with at_rest(page):
        page.goto(german_site.url + path)
    said = page.evaluate(SAID)
    assert len(said) > 2 and english(said) == []
    assert page.locator("html").get_attribute("lang") == "de"


def test_no_file_holds_an_english_message_redirects_included(german_site: Site) -> None:
    paths = [file.relative_to(german_site.folder).as_posix() for file in german_site.folder.rglob("*.html")]
    assert len(paths) > len(german_site.paths) > 35
    for path in paths:
        texts = [
            " ".join(text.split())
            for text in german_site.page(path.removesuffix("index.html")).find_all(string=True)
            if text.parent.name not in {"script", "style", "code", "pre"}
        ]
        assert english(texts) == [], path


def test_the_search_speaks_german_in_every_state(german_site: Site, page: Page) -> None:
    page.goto(german_site.url + "concepts/vollkost/")
    page.goto(german_site.url + "concepts/schonkost/")
    expect(page.locator(".header kbd")).to_have_text("Strg K")
    page.keyboard.press(OPEN)
    dialog = page.get_by_role("dialog", name="Suche")
    for query, shown in (
        ("", "Vollkost"),
        ("unterschied schonkost vollkost", "Schonkost oder Vollkost"),
        ("normalkost", "Vollkost"),
        ("wlan passwort", "Nichts gefunden"),
        ("kühlkette parkplatz wlan", "Meinten Sie „Kühlkette“?"),
    ):
        ask(page, query)
        expect(dialog).to_contain_text(shown)
        assert english(page.evaluate(SAID)) == [], query


def test_umlauts_sort_as_their_letters(german_site: Site) -> None:
    main = german_site.page("a-z/").main
    letters = [heading.get_text(strip=True)[0] for heading in main.find_all("h2")]
    assert letters == sorted(letters) and "".join(letters).isascii() and "U" in letters
    names = [link.get_text() for link in main.select("li:has(> .sentence) > a")]
    assert names.index("Tablettsystem") < names.index("Überproduktion") < names.index("Vegetarische Kost")


def test_names_become_links_in_each_of_their_forms(german_site: Site) -> None:
    links = {
        (link.text_content(), link.get("href"))
        for tree in german_site.concepts.values()
        for link in tree.xpath("//article//a[@href]")
    }
    for words, slug in (
        ("Kerntemperaturen", "kerntemperatur"),
        ("Rückstellproben", "rueckstellprobe"),
        ("Speiseplans", "speiseplan"),
        ("HACCP-Konzepts", "haccp"),
        ("passierter Kost", "passierte-kost"),
        ("vegetarischer Kost", "vegetarische-kost"),
        ("Überproduktion", "ueberproduktion"),
    ):
        assert (words, f"../{slug}/") in links


def test_most_of_what_people_ask_is_found_and_nothing_else(german_site: Site, page: Page) -> None:
    page.goto(german_site.url)
    answers = page.evaluate(ANSWERS, [case["query"] for case in QUERIES])
    missed = []
    for case, found in zip(QUERIES, answers, strict=True):
        slugs = case["expect"]
        # Of two, their comparison comes first.
        wanted = (
            {f"compare/{'-vs-'.join(pair)}/" for pair in (slugs, slugs[::-1])}
            if len(slugs) == 2
            else {f"concepts/{slug}/" for slug in slugs}
        )
        if not (found[0] in wanted if found and wanted else found == [*wanted]):
            missed.append(case["query"])
    assert len(QUERIES) == 60
    # What no word of the pages answers: "lieferung zu warm angekommen".
    assert len(missed) <= 2, missed
    assert not [case["query"] for case in QUERIES if case["query"] in missed and not case["expect"]]


def test_a_german_query_finds_its_page(german_site: Site, page: Page) -> None:
    expected = {
        "ueberproduktion": "concepts/ueberproduktion/",
        "überpr": "concepts/ueberproduktion/",
        "heißhaltetemperatur": "concepts/kerntemperatur/",
        "heisshaltetemperatur": "concepts/kerntemperatur/",
        "kühlkette unterbrochen": "concepts/kuehlkette/",
        "tablettsystem nachteile": "concepts/tablettsystem/",
        "haccp schulung": "concepts/haccp/",
        "was ist der unterschied zwischen "
        "passierter kost und schonkost": "compare/schonkost-vs-passierte-kost/",
        "vollkost oder schonkost": "compare/schonkost-vs-vollkost/",
    }
    page.goto(german_site.url)
    answers = page.evaluate(ANSWERS, [*expected])
    assert {
        query: found[0] if found else None for query, found in zip(expected, answers, strict=True)
    } == expected


def test_data_say_that_they_are_german(german_site: Site) -> None:
    def text(path: str) -> str:
        return (german_site.folder / path).read_text("utf-8")

    for name in ("created", "updated"):
        assert ElementTree.fromstring(text(f"feed_rss_{name}.xml")).findtext("channel/language") == "de"
        assert json.loads(text(f"feed_json_{name}.json"))["language"] == "de"
    assert json.loads(text("api/v1/terms.json"))["language"] == "de"
    assert "<Language>de</Language>" in text("opensearch.xml")
    tags = re.findall(r'^ +(?:skos|dct):\w+ "[^"]*"(\S*)', text("glossary.ttl"), re.M)
    assert len(tags) > 50 and {*tags} == {"@de"}
    described = json.loads(
        german_site.page("concepts/haccp/").find("script", type="application/ld+json").string
    )
    assert '"inLanguage": "de"' in json.dumps(described)
    for path in (
        "concepts/rueckstellprobe/",
        "concepts/probe/",
        "concepts/normalkost/",
        "concepts/diaetkost/",
        "404.html",
    ):
        assert german_site.page(path).html["lang"] == "de", path


def test_check_finds_nothing_to_mend(german_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(german_site.folder.parent)
    assert CliRunner().invoke(main, ["check"]).output.strip() == "14 Begriffe, 0 Fehler"


@pytest.mark.parametrize("path", ["concepts/rueckstellprobe/", "compare/rueckstellprobe-vs-haccp/"])
def test_german_pages_are_accessible(german_site: Site, page: Page, path: str) -> None:
    page.goto(german_site.url + path)
    assert_accessible_in_light_and_dark(page)


@pytest.mark.parametrize(("family", "elsewhere"), [(SERIF, ELSEWHERE), (SANS, set())])
def test_the_typefaces_have_every_german_sign(
    german_site: Site, page: Page, family: str, elsewhere: set[str]
) -> None:
    texts = [set_in_it(main) for tree in german_site.pages.values() for main in tree.iter("main")]
    signs = sorted({*"ÄÖÜäöüß„“‚‘–…§°€", *"".join(texts)} - {*"\n\t \xa0\u202f\xad"})
    sheet = urljoin(
        german_site.url, german_site.page("").find("link", rel="stylesheet", href=re.compile("text"))["href"]
    )
    rules = re.findall(r"@font-face\s*\{([^}]*)\}", german_site.file(sheet).read_text("utf-8"))
    faces = [
        (
            urljoin(sheet, address[1]),
            ranges[1] if (ranges := re.search(r"unicode-range:\s*([^;]*)", rule)) else "U+0-10FFFF",
        )
        for rule in rules
        if family in rule and (address := re.search(r'url\("?([^")]*)', rule))
    ]
    assert len(faces) > 1
    page.goto(german_site.url)
    page.evaluate(DRAWN, [faces, signs])
    drawn = dict(zip(signs, fonts(page, "p"), strict=True))
    assert {sign for sign, font in drawn.items() if not font.startswith(family)} <= elsewhere
