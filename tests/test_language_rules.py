"""How German words behave, from names and addresses to the checks, and that every language answers for any
word.
"""

import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.addresses import slug_of
from glossary.checks import CHECKS
from glossary.checks.style import reading_grade
from glossary.commands.lookup import holder, slug_meant
from glossary.commands.new_page import PageForm, new_page
from glossary.graph.graph import collect_names
from glossary.languages import language_of, spoken_languages
from glossary.links.findings import findings
from glossary.links.markdown import SYNTAX
from glossary.links.terms import parse as parse_terms
from glossary.reading.concept import parse
from glossary.reading.frontmatter import FrontMatter, Kind, Relation, Source
from glossary.reading.settings import Ledger, Style, Topic
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.text import tokens
from glossary.text.mentions import find
from glossary.text.page_parts import part_titles

from .glossaries import TODAY, concepts, page, write
from .links.glossary import ROOT, entry, terms_json

GERMAN = language_of("de")
SECTIONS = """
## Einfach gesagt

Eine Köchin kostet, bevor die Gäste kommen.

## Warum es wichtig ist

- **Es spart Zeit.** Niemand muss zweimal fragen.

## Häufige Irrtümer

- **Raten hilft nicht.** Sieh nach.
"""


def german(
    lead: str = "Hier steht es in einer Zeile.", sections: str = SECTIONS, **fields: Any
) -> dict[str, Any]:
    return {
        "body": f"{lead}\n{sections}",
        "definition": f"{fields.get('title', 'Sie')} ist hier erklärt, mehr nicht.",
    } | fields


def built(folder: Path, pages: dict[str, dict[str, Any]], **files: str) -> Output:
    write(folder, pages, {f"{name}.yml": text for name, text in files.items()})
    return build(folder, TODAY, SiteInfo("https://kueche.example/", language=GERMAN))


def rules_of(output: Output) -> list[str]:
    return [problem.rule for problem in output.problems]


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Überproduktion", "ueberproduktion"),
        ("Kühlkette (warm)", "kuehlkette-warm"),
        ("Straße", "strasse"),
        ("O\u0308l", "oel"),
        ("Sautée à la carte", "sautee-a-la-carte"),
    ],
)
def test_a_german_name_has_its_address(name: str, slug: str) -> None:
    assert slug_of(name, GERMAN) == slug


@pytest.mark.parametrize(
    ("title", "lead", "question"),
    [
        ("Kostform", "Eine Kostform ist es.", "Was bedeutet „Kostform“?"),
        ("Vegetarische Kost", "Hier ist vegetarische Kost gemeint.", "Was bedeutet „vegetarische Kost“?"),
        ("Wiener Schnitzel", "Hier ist Wiener Schnitzel gemeint.", "Was bedeutet „Wiener Schnitzel“?"),
        ("Tag der offenen Tür", "Einmal im Jahr.", "Was bedeutet „Tag der offenen Tür“?"),
        ("Mise en Place", "Alles liegt bereit.", "Was bedeutet „Mise en Place“?"),
        ("HACCP-Konzept", "Es ist Pflicht.", "Was bedeutet „HACCP-Konzept“?"),
    ],
)
def test_the_german_question_needs_no_article_and_keeps_the_capitals_of_nouns(
    title: str, lead: str, question: str
) -> None:
    concept, problems = parse(page("name", german(lead, title=title)), "concepts/name.md", GERMAN)
    assert concept and problems == []
    assert concept.question == question


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        # 0.1935 MS + 0.1672 SL + 0.1297 IW − 0.0327 ES − 0.875, worked out by hand.
        ("Die Köchin isst.", 0.1672 * 3 - 0.0327 * 200 / 3 - 0.875),
        (
            "Rückstellproben kühlen wir. Sie hilft.",
            0.1935 * 20 + 0.1672 * 2.5 + 0.1297 * 20 - 0.0327 * 60 - 0.875,
        ),
        # Three sentences.
        (
            "Am 3. Mai ist Tag. Er kocht z. B. ca. 20 Eier. Nun?",
            0.1672 * 13 / 3 - 0.0327 * 12 / 13 * 100 - 0.875,
        ),
        ("", 0),
    ],
)
def test_the_german_reading_grade_is_the_first_wiener_sachtextformel(text: str, grade: float) -> None:
    assert reading_grade(text, GERMAN) == pytest.approx(grade)


def test_a_german_glossary_links_its_words_and_has_its_headings(tmp_path: Path) -> None:
    output = built(
        tmp_path,
        {
            "kostform": german("Jede Überproduktion kostet; wir essen mit.", title="Kostform"),
            "ueberproduktion": german(
                "Zwei Kostformen, und Kostformen-Kataloge.", title="Überproduktion", aliases=["Übermaß"]
            ),
            "essen": german("Vegetarischer Kost fehlt nichts.", title="Essen"),
            "kost": german("Hier.", title="Vegetarische Kost"),
        },
    )
    assert output.problems == []
    assert (
        "[Überproduktion](ueberproduktion.md) kostet; wir essen mit." in output.files["concepts/kostform.md"]
    )
    assert (
        "[Kostformen](kostform.md), und Kostformen-Kataloge." in output.files["concepts/ueberproduktion.md"]
    )
    assert "[Vegetarischer Kost](kost.md)" in output.files["concepts/essen.md"]
    assert "concepts/uebermass/index.html" in output.files
    assert '"language": "de"' in output.files["api/v1/terms.json"]
    assert '"stemmer":"snowball-german"' in output.files["search/glossary.json"]


def test_english_headings_are_unknown_to_a_german_page(tmp_path: Path) -> None:
    output = built(tmp_path, {"kostform": german(sections="\n## In plain words\n\nSo.\n", title="Kostform")})
    assert {"unknown-section", "missing-section"} <= set(rules_of(output))
    assert any(
        "Einfach gesagt, Warum es wichtig ist, So funktioniert es" in problem.fix
        for problem in output.problems
    )


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Davon sind 12 Prozent vegetarisch.", "12 Prozent"),
        ("Wir kochen für 1.200 Gäste, jede dritte Portion vegetarisch.", None),
        ("Im Jahr 2019 begann es.", "2019"),
        ("Das kostet 3,50 Euro.", "3,50 Euro"),
        ("Das kostet 2 Mio. Euro.", "2 Mio. Euro"),
        ("Das kostet 1,5 Millionen Euro.", "1,5 Millionen Euro"),
        ("Das kostet 12 €.", "12 €"),
        ("Er nimmt 7 Löffel, siehe Artikel 205 Satz eins.", None),
    ],
)
def test_german_figures_need_a_source(tmp_path: Path, sentence: str, found: str | None) -> None:
    output = built(tmp_path, {"kostform": german(sentence, title="Kostform")}, style="cited_sources: true\n")
    told = [problem.what for problem in output.problems if problem.rule == "figure-without-source"]
    assert told == ([f"{found!r} has no source"] if found else [])


@pytest.mark.parametrize(
    ("caption", "found"),
    [("Wie in der Liste.", "der Liste"), ("Siehe unten.", "Siehe unten"), ("Oben die kalte Luft.", None)],
)
def test_a_german_caption_says_nothing_of_the_text(caption: str, found: str | None) -> None:
    one, _ = parse(page("kost", {"lead": f'![Kost](k.svg "{caption}")\n'}), "concepts/kost.md", GERMAN)
    assert one
    told = [problem.what for problem in CHECKS["caption-points-elsewhere"].on_page(one, Style())]
    assert told == (
        [f"the caption says {found!r}, and the picture is shown on other pages too"] if found else []
    )


def test_a_capital_in_german_plain_words_names_nobody(tmp_path: Path) -> None:
    assert (
        built(
            tmp_path, {"kostform": german(title="Kostform")}, style="capitals_in_plain_words: []\n"
        ).problems
        == []
    )


def test_a_new_german_page_has_the_headings_and_prompts_of_its_language() -> None:
    topics = {"basics": Topic.model_construct(slug="basics")}
    text = new_page("Kühlkette (KK)", "basics", TODAY, PageForm(topics, Style(), GERMAN))
    assert 'title: "Kühlkette"' in text
    assert all(f"\n## {title}\n" in text for title in part_titles(GERMAN).values())
    models = (FrontMatter, Relation, Source)
    explained = [
        field.description for model in models for field in model.model_fields.values() if field.description
    ]
    assert len(explained) > 20 and not [words for words in [*explained, "Say in", "One of"] if words in text]
    assert "# Wo sich nachprüfen lässt, was die Seite sagt" in text
    english = new_page("Cold chain (CC)", "basics", TODAY, PageForm(topics, Style()))
    same = {line for line in text.splitlines() if line.startswith("#") and line in english.splitlines()}
    fields = {
        "# covers: []",
        "# instances: []",
        "# example: made-up",
        "# autolink: []",
        "# shared_names: []",
        "# context: []",
        "# counterparts: {}",
        "# owner: Name <name@example.org>",
        "# review_by: 2026-06-09",
        f"#    # {', '.join(Kind)}",
        "#    kind: related",
        '#    why: "…"',
        '#    back: "…"',
    }
    assert same == fields | {
        "#    # rows:",
        *(f'#    # {name}: "…"' for name in ("difference", "when_this", "when_that")),
    }, "what no language writes in its own words"


@pytest.mark.parametrize("typed", ["Kühlkette", "kuehlkette", "Kuehl-Kette"])
def test_a_german_name_is_meant_with_and_without_umlauts(typed: str) -> None:
    concept, _ = parse(
        page("kuehlkette", german(title="Kühlkette", aliases=["Kühl-Kette"])),
        "concepts/kuehlkette.md",
        GERMAN,
    )
    assert concept
    assert slug_meant(typed, {"kuehlkette": concept}, Ledger(), GERMAN) == "kuehlkette"


@pytest.mark.parametrize(
    "written",
    [
        "Rote kleine alte gute kalte neue Kostform",
        "rotem kleinen alten guten kalten neuen Kostform",
        "Roter-kleiner alter guter kalter neuer Kostformen",
    ],
)
def test_the_forms_of_a_name_of_many_words_are_not_all_combined(written: str) -> None:
    name = "Rote kleine alte gute kalte neue Kostform"
    concept = concepts({"form": {"title": name}})[0]
    tracemalloc.start()
    names = collect_names([concept], GERMAN)
    found = find(f"Es gibt keine {written} hier.", names)
    held = holder(written, {"form": concept}, GERMAN)
    other = holder(written.replace("neue", "teure"), {"form": concept}, GERMAN)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [mention.slug for mention in found] == ["form"]
    assert (held, other) == ((concept, name), None)
    assert most < 2_000_000


def test_links_from_elsewhere_are_found_by_the_rules_of_the_published_language() -> None:
    terms = [entry("kostform", "Kostform", misnomers=["Diätform"]), entry("essen", "Essen")]
    glossary = parse_terms(terms_json(terms, language="de").encode())
    found = findings(
        "Wir essen drei Kostformen, nicht zwei Diätformen.\n", "a.md", SYNTAX, glossary, suggest=True
    )
    assert [finding.problem.what for finding in found] == [
        "'Kostformen' is first named here, without a link",
        "'Diätformen' is a wrong name",
    ]
    assert found[1].problem.fix == "write 'Kostform'"
    assert found[0].edit and found[0].edit.text == f"[Kostformen]({ROOT}concepts/kostform/)"


@given(
    st.sampled_from(spoken_languages()),
    st.text(st.sampled_from("aeiouäöüßbcdnrstgmKÄEUS -.’4&"), max_size=30),
)
def test_every_language_answers_for_any_name(language: str, name: str) -> None:
    rules = language_of(language).rules
    assert name.casefold() == rules.running(name).casefold()
    assert rules.running(name) in rules.question(name, rules.running(name))
    words, bounds = tokens(name)
    if words:
        forms = rules.forms(
            words, [name[start:end] for start, end in zip(bounds[1:-1:2], bounds[2::2], strict=True)]
        )
        assert [own[0] for own in forms] == words
        assert all(len(set(own)) == len(own) < 30 for own in forms)
