"""The words of the interface: every message has its translation, and everything a reader meets is in the
language of the glossary.
"""

import ast
import json
import re
from datetime import date
from html import unescape
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from babel.messages.pofile import read_po
from bs4 import BeautifulSoup

from glossary import languages
from glossary.addresses import slug_of
from glossary.commands.stage import staged
from glossary.languages import ENGLISH, language_of, spoken_languages
from glossary.languages.catalogue import CATALOGUE, FOLDER
from glossary.reading.site_config import SiteInfo, read_config
from glossary.site.build import Output, build
from glossary.site.exports.script_words import script_words
from glossary.site.pages._context import alphabetical
from glossary.text.markdown import Markdown, environment
from glossary.text.page_parts import part_titles
from messages import messages, up_to_date

from .glossaries import TODAY, relation, write
from .processes import mkdocs

ROOT = Path(__file__).parent.parent
GERMAN = language_of("de")
TRANSLATED = [tag for tag in spoken_languages() if tag != "en"]
PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)(?:![rs])?(?::[\w.,]*)?\}")


def places(text: str) -> set[tuple[str, ...]]:
    return set(PLACES.findall(text))


def test_german_is_a_language_and_english_needs_no_catalogue() -> None:
    assert "de" in TRANSLATED
    assert not (FOLDER / "en" / CATALOGUE).exists()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_the_catalogue_holds_each_message_and_no_other(tag: str) -> None:
    text = (FOLDER / tag / CATALOGUE).read_bytes()
    assert up_to_date(text, tag) == text, "run: make messages"


def test_every_message_for_authors_is_collected() -> None:
    collected = {id for one in messages() for id in ([one.id] if isinstance(one.id, str) else one.id)}
    said = {
        argument.value
        for path in (ROOT / "scripts/glossary").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and ast.unparse(call.func) in {"Message", "plural", "told", "Refused", "N_"}
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert len(said) > 400 and said - collected == set()


@pytest.mark.parametrize("tag", TRANSLATED)
def test_every_message_is_translated_and_keeps_its_places(tag: str) -> None:
    with (FOLDER / tag / CATALOGUE).open("rb") as file:
        catalogue = read_po(file, locale=tag)
    for message in catalogue:
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else [*message.id]
        strings = [message.string] if isinstance(message.string, str) else [*message.string]
        assert all(strings) and not message.fuzzy, message.id
        # The form for one may say the number in a word.
        assert all(
            places(text) == places(ids[-1])
            or (len(ids) > 1 and text == strings[0] and places(text) <= places(ids[-1]))
            for text in strings
        ), message.id
        assert not re.search(r"[“”‘]", re.sub(r"„[^“„]*“", "", "".join(strings))) if tag == "de" else True, (
            message.id
        )


def test_a_template_of_the_theme_writes_a_message_in_the_one_way_that_other_engines_are_helped_with() -> None:
    for folder in ("theme", "theme_of_whole_site"):
        for path in (ROOT / "scripts/glossary" / folder).rglob("*.html"):
            text = path.read_text("utf-8")
            assert len(re.findall(r"\b(?:_|n?gettext)\(", text)) == len(
                re.findall(r'\b_\("[^"]+"\)', text)
            ), path
            assert "{% trans" not in text, path
    assert len(messages()) > 150


# Names, keys and formats that are the same in every language.
SAME_EVERYWHERE = {"Markdown"}


def test_the_frame_of_a_page_holds_no_word_outside_a_message() -> None:
    for folder in ("theme", "theme_of_whole_site"):
        templates = [*(ROOT / "scripts/glossary" / folder).rglob("*.html")]
        assert templates, folder
        for path in templates:
            text = re.sub(
                r"\{#.*?#\}|<script.*?</script>|<style.*?</style>|\{% set bibtex.*?endset %\}",
                "",
                path.read_text("utf-8"),
                flags=re.S,
            )
            text = re.sub(r"\{[{%].*?[%}]\}", "\n", text, flags=re.S)
            spoken = (
                re.findall(r'(?:aria-label|title|alt|placeholder|data-copied)="([^"]*)"', text)
                + re.sub(r"<[^>]*>", "\n", text).splitlines()
            )
            assert {line.strip() for line in spoken if re.search(r"[A-Za-z]{3}", line)} <= SAME_EVERYWHERE, (
                path
            )


def test_a_value_within_a_message_is_escaped_and_the_message_is_not() -> None:
    env = environment(GERMAN)
    shown = env.from_string('{{ _("Or take [the whole glossary](%(page)s).", page=page) }}').render(
        page="<b>*x*</b> [a](b)"
    )
    assert shown.startswith("Oder [das ganze Glossar](")
    assert not re.search(r"[<*]", shown) and "[a]" not in shown
    assert unescape(shown) == "Oder [das ganze Glossar](<b>*x*</b> [a](b))."
    block = env.from_string("{% trans topic=title %}Related articles: {{ topic }}{% endtrans %}").render(
        title="a *b* <i>"
    )
    assert unescape(block) == "Verwandte Artikel: a *b* <i>" and "*" not in block and "<" not in block
    assert (
        env.from_string('{{ ngettext("%(num)s concept.", "%(num)s concepts.", 2) }}').render()
        == "2\N{NO-BREAK SPACE}Begriffe."
    )
    assert (
        env.from_string('{{ _("From %(link)s", link=link) }}').render(link=Markdown("[a](b)"))
        == "Aus: [a](b)"
    )


BODY = """\
Hier steht es in einer Zeile.

## Einfach gesagt

Wer kocht, kostet vor den Gästen.

## Warum es wichtig ist

- **Es spart Zeit.** Niemand fragt zweimal.

## Häufige Irrtümer

- **Raten.** Schlagen Sie nach.
"""
CONTRAST = {
    "why": "Zeigt den Gegensatz.",
    "difference": "Das eine ist kurz.",
    "rows": [{"aspect": f"Merkmal {number}", "this": "dies", "that": "das"} for number in range(3)],
    "when_this": "Bei Tisch.",
    "when_that": "Danach.",
}
SOURCES = [
    {"title": "Die Norm", "url": "https://example.org/norm", "publisher": "DIN", "kind": "primary"},
    {"title": "Das Heft", "url": "https://example.org/heft", "publisher": "Ein Verlag", "kind": "secondary"},
]
ANSWERS = """\
https://example.org/norm:
  asked: 2026-06-08
  outcome: gone
  detail: no such host
  gone_on: [2026-06-06, 2026-06-07, 2026-06-08]
  title: Neu
  former_title: Alt
  title_since: 2026-05-04
https://example.org/heft:
  asked: 2026-06-08
  outcome: moved
  detail: https://example.org/neues-heft
"""
TOPICS = "- slug: basics\n  title: Grundlagen\n  description: Worauf alles aufbaut.\n"
PATH = (
    "title: Der erste Tag\naudience: neue Leute\ndescription: Was man zuerst braucht.\nposition: 1\n"
    "steps:\n- {concept: kostform, why: Damit beginnt es.}\n- {concept: uebergabe, why: Damit geht es "
    "weiter.}\n- {concept: strasse, why: Dort endet es.}\nlearnt: [Was gegessen wird., Wer es "
    "bekommt., Wie man fragt.]\n"
)


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Output:
    folder = tmp_path_factory.mktemp("german")
    pages: dict[str, dict[str, Any]] = {
        "kostform": {
            "title": "Kostform",
            "related": [relation("uebergabe", "contrasts", **CONTRAST)],
            "misnomers": ["Diät"],
            "covers": ["Brei"],
            "aliases": ["Kost"],
        },
        "uebergabe": {"title": "Übergabe", "level": "advanced", "reviewed": date(2026, 3, 4)},
        "unterweisung": {"title": "Unterweisung", "review_by": date(2026, 5, 1)},
        "strasse": {"title": "Straße", "level": "advanced", "reviewed": date(2026, 3, 4)},
        "strasser": {"title": "Strasser", "related": [relation("kostform", "narrower")]},
    }
    for fields in pages.values():
        fields |= {
            "definition": f"{fields['title']}, wie dieses kleine Glossar es sieht.",
            "question": f"Was ist {fields['title']}?",
            "body": BODY,
            "sources": SOURCES,
        }
    ledger = (
        "".join(f"/concepts/{slug}/\n" for slug in pages)
        + "/concepts/alt/ -> /concepts/kostform/\n/concepts/weg/ retired\n"
    )
    write(
        folder,
        pages,
        {"urls.txt": ledger, "topics.yml": TOPICS, "paths/erster-tag.yml": PATH, "answers.yml": ANSWERS},
    )
    return build(
        folder, TODAY, SiteInfo("https://example.org/", "Küchenglossar", "Wörter der Küche.", GERMAN)
    )


def titles(output: Output, path: str) -> list[str]:
    return re.findall(r"^\s*- \[([^\]]+)\]", str(output.files[path]), re.M)


def test_umlauts_sort_as_their_letters_and_stand_under_them(german: Output) -> None:
    assert [alphabetical(name) for name in ("Übergabe", "Straße", "Élan")] == ["ubergabe", "strasse", "elan"]
    # The term under B is explained on another page.
    for path, letters in (("concepts/index.md", ["K", "S", "U"]), ("a-z/index.md", ["B", "K", "S", "U"])):
        assert re.findall(r"^## (\S+)", str(german.files[path]), re.M) == letters
        assert titles(german, path) == ["Kostform", "Straße", "Strasser", "Übergabe", "Unterweisung"]


# Words that the English interface uses on every kind of page, and German has not.
ENGLISH_WORDS = re.compile(
    r"(?<![\w/.#-])(?:about|all|and|articles?|concepts?|confused|each|for|from|mentioned|minutes|none|often|or|pages?|print|related|search|sources?|the|this|topics?|what|with)(?![\w/.-])",
    re.I,
)


def test_pages_and_copies_hold_no_word_of_the_english_interface(german: Output) -> None:
    assert not [problem for problem in german.problems if problem.blocks]
    made = {**german.files, **german.verbatim}
    read = {
        path: str(content)
        for path, content in made.items()
        if path.endswith((".md", ".html", ".txt")) and path != "robots.txt"
    }
    assert len(read) > 35
    for path, text in read.items():
        # Addresses, tags but for what they have read aloud, and the names of fields are for machines.
        text = re.sub(
            r'^page_type: .*|^\w+: |"(?:url|slug)": "[^"]*"|"\w+":|\]\([^)]*\)|\{:[^}]*\}|<!--.*?-->',
            "",
            text,
            flags=re.M,
        )
        text = re.sub(
            r'<https?:[^>]*>|<(?:[^">]|"[^"]*")*>',
            lambda found: " ".join(re.findall(r'aria-label="([^"]*)"', found[0])),
            text,
        )
        assert not [line for line in text.splitlines() if ENGLISH_WORDS.search(line)], path


def test_dates_numbers_and_lists_are_written_as_the_language_writes_them(german: Output) -> None:
    assert "Stand 9. Juni 2026" in str(german.files["print/index.md"])
    assert "Stand 9. Juni 2026" in str(german.files["about/health.md"])
    health = unescape(str(german.files["about/health.md"]))
    assert "bis 1. Mai 2026" in health and "zuletzt am 8. Juni 2026 abgefragt" in health
    assert (
        "[concepts/kostform.md](../concepts/kostform.md), Zeile 16: die Quelle gibt es nicht mehr "
        "(unbekannter Server, an 3 Tagen abgefragt, zuletzt am 8. Juni 2026)."
    ) in health
    assert ": die Quelle ist umgezogen nach https://example.org/neues-heft." in health
    assert ": die Quelle hieß „Alt“ und heißt seit dem 4. Mai 2026 „Neu“." in health
    assert "Beginnen Sie mit: " in str(german.files["topics/index.md"]) and " und [" in str(
        german.files["topics/index.md"]
    )
    assert environment(GERMAN).from_string("{{ 12345 | number }}").render() == "12.345"
    assert environment().from_string("{{ 12345 | number }}").render() == "12,345"


@pytest.mark.parametrize("tag", ["en", "de"])
def test_of_one_thing_no_plural_is_said(tag: str, tmp_path: Path) -> None:
    body = {"body": BODY} if tag == "de" else {}
    pages = {
        "brei": {"sources": [], "related": [relation("kost", "contrasts", **CONTRAST)], **body},
        "kost": {"sources": [], **body},
    }
    write(tmp_path, pages, {"style.yml": "sources: [0, 20]\n"})
    both = build(tmp_path, TODAY, SiteInfo(language=language_of(tag)))
    write(tmp_path, {"brei": {**pages["brei"], "related": []}}, {"style.yml": "sources: [0, 20]\n"})
    (tmp_path / "concepts/kost.md").unlink()
    one = build(tmp_path, TODAY, SiteInfo(language=language_of(tag)))
    for output in (both, one):
        assert output.files, output.problems
        text = "\n".join(
            unescape(str(content))
            for path, content in [*output.files.items(), *output.verbatim.items()]
            if path.endswith((".md", ".txt"))
        )
        assert (
            re.findall(
                r"\b(?:All|Alle)\s1\b.*|\b1\s(?:\w+ )?"
                r"(?:concepts|topics|words|links|relations|comparisons|sources|pages|minutes|"
                r"Begriffe|Themen|Wörter|Links|Beziehungen|Vergleiche|Quellen|Seiten|Minuten)\b",
                text,
            )
            == []
        )
        assert (
            "1\N{NO-BREAK SPACE}comparison," if tag == "en" else "1\N{NO-BREAK SPACE}Vergleich,"
        ) in text or output is one


def test_headings_and_levels_are_german(german: Output) -> None:
    page = str(german.files["concepts/kostform.md"])
    assert "## Oft verwechselt mit {: #oft-verwechselt-mit " in page
    assert "## Quellen {: #quellen " in page
    # As in addresses, and not "haufige-irrtumer".
    assert "## Häufige Irrtümer {: #haeufige-irrtuemer " in page
    assert "Oft fälschlich „Diät“ genannt. Richtig heißt es " in page
    assert ". *Einstieg*{: .level }\n" in str(german.files["topics/basics.md"])
    assert re.search(
        "^# Kostform oder übergabe: Was ist der Unterschied\\?$",
        str(german.files["compare/kostform-vs-uebergabe.md"]),
        re.M | re.I,
    )
    neighbours = json.loads(re.findall(r"^neighbourhood: (.*)$", page, re.M)[0])
    assert (
        "Oben: Oberbegriffe, seitlich: oft verwechselt." in neighbours and "Karte der Nachbarn" in neighbours
    )


def test_each_section_has_its_heading_as_its_id_in_the_language_of_the_site(german: Output) -> None:
    found = {
        (heading, id)
        for path, page in german.files.items()
        if path.endswith(".md")
        for heading, id in re.findall(r"^##+ (.+?) \{: #(\S+) \.(?:section|part)-", str(page), re.M)
    }
    assert len(found) > 20
    assert [(heading, id) for heading, id in found if id != slug_of(heading, GERMAN)] == []
    entry = re.findall(r"^level:.*|^concept:.*", str(german.files["concepts/kostform.md"]), re.M)
    assert '"id": "einstieg"' in entry[0]
    assert "index.md#einstieg)" in str(german.verbatim["concepts/kostform/index.md"])


@pytest.mark.parametrize(
    ("language", "right", "wrong"), [("en", "sources", "quellen"), ("de", "quellen", "sources")]
)
def test_a_link_to_a_generated_section_has_the_id_of_the_language(
    tmp_path: Path, language: str, right: str, wrong: str
) -> None:
    body = "## {}\n\nSay it. See [one](#{}) and [two](#{}).\n"
    title = part_titles(language_of(language))["plain-words"]
    write(tmp_path, {"brei": {"title": "Brei", "body": body.format(title, right, wrong)}})
    output = build(tmp_path, TODAY, SiteInfo(language=language_of(language)))
    dead = [problem.what for problem in output.problems if problem.rule == "dead-anchor"]
    assert len(dead) == 1 and f"#{wrong}" in dead[0]


def test_exports_say_the_language(german: Output) -> None:
    rss = ElementTree.fromstring(str(german.files["feed_rss_created.xml"]))
    assert rss.findtext("channel/language") == "de"
    assert rss.findtext("channel/title") == "Küchenglossar: neue Begriffe"
    assert json.loads(str(german.files["feed_json_updated.json"]))["language"] == "de"
    assert '"Kostform"@de' in str(german.files["glossary.ttl"]) and "@en" not in str(
        german.files["glossary.ttl"]
    )
    assert "<Language>de</Language>" in str(german.files["opensearch.xml"])
    assert '"lang": "de"' in str(german.files["embed/cards/kostform.js"])
    for path in ("concepts/alt/index.html", "concepts/weg/index.html"):
        assert BeautifulSoup(str(german.files[path]), "html.parser").html["lang"] == "de", path


def test_a_language_that_no_folder_serves_keeps_its_name_and_borrows_the_words() -> None:
    french = language_of("fr")
    assert not french.is_served and GERMAN.is_served and language_of("de-CH").is_served and ENGLISH.is_served
    assert french.words.gettext("Sources") == "Sources"
    assert environment(french).from_string('{{ _("Read first") }}').render() == "Read first"


def test_scripts_are_told_their_messages_and_the_rule_of_plurals() -> None:
    module = script_words(GERMAN)
    told = json.loads(re.findall(r"^const messages = (\{.*?\n\});", module, re.M | re.S)[0])
    assert told["Nothing found."] == "Nichts gefunden."
    assert len(told["{n} result. Enter opens “{title}”."]) == 2
    assert "Page not found" not in told, "what no script says is no part of it"
    assert "Number((n != 1))" in module
    assert re.search(r"^const messages = \{\};", script_words(ENGLISH), re.M)


def test_what_a_script_says_is_collected_as_its_message() -> None:
    collected = {
        message.id if isinstance(message.id, str) else message.id[0]
        for message in messages()
        if any(path.endswith(".js") for path, _ in message.locations)
    }
    theme = ROOT / "scripts/glossary/theme"
    said = {
        found
        for path in theme.rglob("*.js")
        if "vendor" not in path.parts
        for found in re.findall(r'\b(?:_|ngettext)\("([^"]+)"', path.read_text("utf-8"))
    }
    assert len(said) > 30 and said - collected == set()


HEAD = """\
msgid ""
msgstr ""
"Language: nl\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


def test_a_folder_is_a_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl/__init__.py").write_text(
        '"""Dutch."""\n\nfrom glossary.languages import Rules\n\nRULES = Rules()\nRULES.stemmer = "dutch"\n'
    )
    filled = up_to_date(HEAD.encode(), "nl").decode()
    (tmp_path / "nl/interface.po").write_text(
        filled.replace('msgid "Sources"\nmsgstr ""', 'msgid "Sources"\nmsgstr "Bronnen"'), "utf-8"
    )
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(tmp_path)])
    for module in (languages, import_module("glossary.languages.catalogue")):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    write(tmp_path / "docs", {"soep": {"title": "Soep"}, "brood": {"title": "Brood"}})
    output = build(tmp_path / "docs", TODAY, SiteInfo(language=language_of("nl-BE")))
    page = str(output.files["concepts/soep.md"])
    assert "## Bronnen {: #bronnen " in page
    # What is not translated yet stays English.
    assert "## In plain words" in page
    assert re.search(r"^const messages = \{\};", str(output.files["assets/javascripts/words.js"]), re.M)


CONFIG = """\
site_name: Küchenglossar
site_url: https://example.org/
theme: {name: material, language: LANGUAGE, font: false}
plugins: [{glossary: {whole_site: true}}]
markdown_extensions: [attr_list, md_in_html, {tables: {use_align_attribute: true}}, {toc: {permalink: "#"}}]
"""


def begin(project: Path, language: str, **fields: Any) -> None:
    write(
        project / "docs",
        {
            "kostform": {"title": "Kostform", "aliases": ["Kost"], **fields},
            "brei": {"title": "Brei", "related": [relation("kostform")], **fields},
        },
    )
    (project / "mkdocs.yml").write_text(CONFIG.replace("LANGUAGE", language), "utf-8")


def test_the_frame_of_a_page_is_german(tmp_path: Path) -> None:
    begin(tmp_path, "de", body=BODY)
    run = mkdocs(tmp_path, "build", "--strict")
    assert run.returncode == 0, run.stderr
    assert "Die neue Website ist vollständig und steht an ihrem Platz: site" in run.stderr
    page = BeautifulSoup((tmp_path / "site/concepts/kostform/index.html").read_text("utf-8"), "html.parser")
    assert page.html["lang"] == "de"
    assert page.find("a", class_="skip").get_text() == "Zum Inhalt"
    assert page.find("section", class_="take")["aria-label"] == "Diese Seite kopieren oder zitieren"
    assert page.find("nav", class_="breadcrumbs").li.get_text() == "Themen"
    assert [term.get_text() for term in page.find("dl", class_="entry__facts").find_all("dt")] == ["Auch"]
    # Of a site without an author, the name stands once; a question in quotation marks has others within.
    assert page.find("code", id="__copy-citation").get_text() == (
        "„Was bedeutet ‚Kostform‘?“, Küchenglossar, überprüft am 2. Januar 2026, "
        "https://example.org/concepts/kostform/"
    )
    assert page.find("code", id="__copy-bibtex").get_text().count("Küchenglossar") == 1
    # Material's own mark is none of a glossary's.
    icon = (tmp_path / "site/concepts/kostform" / page.find("link", rel="icon")["href"]).read_bytes()
    assert icon == (ROOT / "scripts/glossary/theme_of_whole_site/assets/images/favicon.png").read_bytes()
    (described,) = page.find_all("script", type="application/ld+json")
    assert '"inLanguage": "de"' in described.string and '"name": "Themen"' in described.string
    assert "Seite nicht gefunden" in (tmp_path / "site/404.html").read_text("utf-8")
    assert "Nichts gefunden." in (tmp_path / "site/assets/javascripts/words.js").read_text("utf-8")


def test_a_build_without_words_says_so_and_goes_on(tmp_path: Path) -> None:
    begin(tmp_path, "fr")
    run = mkdocs(tmp_path, "build", "--strict")
    assert run.returncode == 0, run.stderr
    assert run.stderr.count("The interface has no words in 'fr' yet") == 1
    page = BeautifulSoup((tmp_path / "site/concepts/kostform/index.html").read_text("utf-8"), "html.parser")
    assert page.html["lang"] == "fr"
    assert page.find("a", class_="skip").get_text() == "Skip to content"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de-CH", "hat keine Wörter in 'de-CH', wie es 'theme.language' verlangt; schreiben Sie 'de'."),
        ("tlh", "has no words in 'tlh', which 'theme.language' asks for; choose one of https://"),
    ],
)
def test_a_language_without_pages_in_material_is_a_clear_mistake(
    tmp_path: Path, language: str, said: str
) -> None:
    begin(tmp_path, language)
    run = mkdocs(tmp_path, "build")
    assert run.returncode == 1 and not (tmp_path / "site").exists()
    line = next(
        number
        for number, line in enumerate((tmp_path / "mkdocs.yml").read_text("utf-8").splitlines(), start=1)
        if f"language: {language}" in line
    )
    assert f"mkdocs.yml:{line}: Material for MkDocs {said}" in run.stdout
    assert "Traceback" not in run.stdout + run.stderr


def test_a_staged_theme_has_its_words_in_it(tmp_path: Path) -> None:
    begin(tmp_path, "de", body=BODY)
    output = build(tmp_path / "docs", TODAY, SiteInfo(language=GERMAN))
    project = staged(read_config(tmp_path), output, output.files, {})
    templates = {
        path: data.decode()
        for path, data in project.files.items()
        if path.startswith("overrides/") and path.endswith(".html")
    }
    assert len(templates) > 20
    assert not [
        path
        for path, text in templates.items()
        if re.search(r'\b_\("', text) and not path.endswith("glossary.html")
    ]
    assert '{{ "Seite nicht gefunden" }}' in templates["overrides/404.html"]
