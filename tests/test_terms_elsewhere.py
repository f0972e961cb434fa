"""The files with terms for people's editors, agents, spreadsheets and translators, each read again
as its form is described, of the real glossary and of one with awkward names.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from bs4 import BeautifulSoup

from glossary.reading.concept import Concept
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.text import read
from tests.clients.synthetic import TODAY, front_matter, write_concept, write_synthetic
from tests.glossaries import REAL_URL

TITLES = ["=SUM(A1:A9)", "+1 button", "-1 problem", "@home computing", "'Tis method", "Semi; colon"]


@pytest.fixture(scope="module", params=["real", "awkward"])
def output(
    request: pytest.FixtureRequest, sample: Output, tmp_path_factory: pytest.TempPathFactory
) -> Output:
    """The sample of the real glossary, and one whose names begin like formulas or hold signs of a syntax."""
    if request.param == "real":
        return sample
    folder = tmp_path_factory.mktemp("awkward")
    write_synthetic(folder, 44)
    for number, title in enumerate(TITLES):
        fields = front_matter(title, f"What the title number {number} stands for.")
        wrong = {"misnomers": [f"={title}", f"[{title}](x) *wrong*"]}
        write_concept(
            folder, f"title-{number}", fields | wrong | {"plain": f"It is number {number}: \u00e4_b_."}
        )
    made = build(folder, TODAY, SiteInfo(REAL_URL, "Words & more", "What *words* mean."))
    assert {problem.rule for problem in made.problems} == {"address-not-in-ledger"}
    return made


def text(output: Output, path: str) -> str:
    content = output.files[path] if path in output.files else output.verbatim[path]
    assert isinstance(content, str)
    return content


def concepts(output: Output) -> list[Concept]:
    found = [*output.concepts.values()]
    assert len(found) > 40
    return found


# GLOSSARY.md


def test_glossary_md_has_for_each_term_its_name_one_line_and_what_to_avoid(output: Output) -> None:
    page = read(text(output, "integrations/GLOSSARY.md"))
    found = {block.plain for block in page.blocks}
    assert page.source.count("\n# ") == 0 and page.source.startswith("# ")
    assert "\n## Language\n" in page.source
    for concept in concepts(output):
        meta = concept.meta
        name = f"{meta.title} ({meta.abbr})" if meta.abbr else meta.title
        avoid = f"\nAvoid: {', '.join(meta.misnomers)}" if meta.misnomers else ""
        assert f"{name}:\n{meta.definition}{avoid}" in found


def test_glossary_md_keeps_the_form_that_skills_write(output: Output) -> None:
    entries = text(output, "integrations/GLOSSARY.md").split("\n\n**")[1:]
    assert len(entries) == len(concepts(output))
    for entry in entries:
        assert re.match(r".+\*\*:\n.+(\n_Avoid_: .+)?(\n|\Z)", entry), entry


# CSV


def rows(output: Output) -> list[dict[str, str]]:
    file = io.StringIO(text(output, "integrations/glossary.csv"), newline="")
    assert file.read(1) == "\ufeff"
    return [*csv.DictReader(file, strict=True)]


def taken_back(cell: str) -> str:
    """The text of a cell, as the page for other projects says it is to be had."""
    return cell.removeprefix("'")


def test_no_spreadsheet_would_run_a_cell_and_each_text_can_be_had_back(output: Output) -> None:
    cells = rows(output)
    assert not [
        cell for row in cells for cell in row.values() if cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    ]
    found = [{name: taken_back(cell) for name, cell in row.items()} for row in cells]
    assert [(row["slug"], row["title"], row["definition"]) for row in found] == [
        (concept.slug, concept.meta.title, concept.meta.definition) for concept in concepts(output)
    ]
    for row, concept in zip(found, concepts(output), strict=True):
        assert row["misnomers"] == "; ".join(concept.meta.misnomers)
        assert row["url"] == REAL_URL + concept.url


# Contextive


def test_contextive_gets_a_context_whose_terms_have_every_name(output: Output) -> None:
    (context,) = yaml.safe_load(text(output, "integrations/contextive.glossary.yml"))["contexts"]
    terms = context["terms"]
    assert [term["name"] for term in terms] == [concept.meta.title for concept in concepts(output)]
    for term, concept in zip(terms, concepts(output), strict=True):
        # Its schema refuses an empty list of aliases, and one that holds a name twice.
        assert term.keys() <= {"name", "definition", "aliases", "meta"}
        assert term.get("aliases") == ([*concept.meta.names[1:]] or None)
        assert len({*term.get("aliases", [])}) == len(term.get("aliases", []))
        assert term["definition"].split("\n\n") == [
            said for said in (concept.meta.plain, concept.meta.definition) if said
        ]
        assert all(isinstance(value, str) for value in term["meta"].values())
        assert REAL_URL + concept.url in term["meta"].values()


# Anki


def notes(output: Output) -> list[list[str]]:
    """The lines of the deck without its head."""
    lines = text(output, "integrations/anki.txt").splitlines(keepends=True)
    head = [line for line in lines if line.startswith("#")]
    assert lines[: len(head)] == head
    assert {"#separator:tab\n", "#html:true\n", "#guid column:1\n", "#tags column:4\n"} < {*head}
    return [*csv.reader(lines[len(head) :], delimiter="\t", strict=True)]


def test_a_card_asks_for_a_concept_and_answers_plainly_before_it_defines(output: Output) -> None:
    for (guid, front, back, tag), concept in zip(notes(output), concepts(output), strict=True):
        meta = concept.meta
        assert (guid, tag) == (REAL_URL + concept.url, meta.topic)
        assert BeautifulSoup(front, "html.parser").get_text() == concept.question
        answer = BeautifulSoup(back, "html.parser")
        said = [paragraph.get_text() for paragraph in answer.find_all("p")]
        assert said[:-1] == [part for part in (meta.plain, meta.definition) if part]
        assert answer.find_all("a")[-1]["href"] == REAL_URL + concept.url


def test_a_card_has_the_picture_of_its_page_and_fetches_nothing(sample: Output) -> None:
    cards = {note[0]: BeautifulSoup(note[2], "html.parser") for note in notes(sample)}
    card = cards[f"{REAL_URL}concepts/accuracy/"]
    plain, picture, definition = card.find("p"), card.find("svg"), card.find_all("p")[1]
    assert [*card.find_all(["p", "svg"])][:3] == [plain, picture, definition]
    assert picture["aria-label"]
    assert not [card for card in cards.values() if card.find(src=True)]


def test_no_text_of_a_card_makes_anki_play_a_sound_or_run_latex(tmp_path: Path) -> None:
    write_synthetic(tmp_path, 1)
    write_concept(
        tmp_path, "sound", front_matter("[sound:a.mp3] [latex]x", "What a name with brackets stands for.")
    )
    made = build(tmp_path, TODAY, SiteInfo(REAL_URL, "Words"))
    deck = text(made, "integrations/anki.txt")
    assert "[" not in deck and "What is &#91;sound:a.mp3] &#91;latex]x?" in deck


# TBX

TBX = "{urn:iso:std:iso:30042:ed-2}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# The data categories of TBX-Basic (definition 1.2.1) that the file uses, and where they may stand.
CATEGORIES = {
    ("conceptEntry", "descrip"): {"subjectField"},
    ("conceptEntry", "xref"): {"externalCrossReference"},
    ("langSec", "descrip"): {"definition"},
    ("termSec", "termNote"): {"termType", "administrativeStatus"},
}
TYPES = {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"}
STATES = {f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated", "superseded")}


def typed(root: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    """Each element that has a type, below which other it stands."""
    for parent in root.iter():
        for child in parent:
            if child.get("type"):
                yield parent.tag.removeprefix(TBX), child.tag.removeprefix(TBX), child.get("type", "")


def test_tbx_keeps_to_the_categories_of_tbx_basic_in_the_style_dca(output: Output) -> None:
    root = ElementTree.fromstring(text(output, "integrations/glossary.tbx"))
    assert (root.tag, root.get("type"), root.get("style"), root.get(LANGUAGE)) == (
        f"{TBX}tbx",
        "TBX-Basic",
        "dca",
        "en",
    )
    assert {element.tag.partition("}")[0] + "}" for element in root.iter()} == {TBX}
    for parent, child, kind in typed(root):
        assert kind in CATEGORIES[parent, child]
    notes = {
        kind: {e.text for e in root.iter(f"{TBX}termNote") if e.get("type") == kind}
        for kind in ("termType", "administrativeStatus")
    }
    assert notes["termType"] <= TYPES and notes["administrativeStatus"] <= STATES
    ids = [entry.get("id", "") for entry in root.iter(f"{TBX}conceptEntry")]
    assert len({*ids}) == len(ids) and all(re.fullmatch(r"[A-Za-z_][\w.-]*", name) for name in ids)


def test_tbx_prefers_the_title_admits_other_names_and_deprecates_wrong_ones(output: Output) -> None:
    root = ElementTree.fromstring(text(output, "integrations/glossary.tbx"))
    entries = root.findall(f".//{TBX}conceptEntry")
    for entry, concept in zip(entries, concepts(output), strict=True):
        meta = concept.meta
        names: dict[str, list[str | None]] = {}
        for section in entry.iter(f"{TBX}termSec"):
            status = section.findtext(f"{TBX}termNote[@type='administrativeStatus']", "")
            names.setdefault(status.partition("Term")[0], []).append(section.findtext(f"{TBX}term"))
        assert names.pop("preferred") == [concept.in_sentence]
        assert names.pop("admitted", []) == [*meta.other_names]
        assert names.pop("deprecated", []) == meta.misnomers
        assert not names
        assert entry.findtext(f".//{TBX}descrip[@type='definition']") == meta.definition
        assert entry.findtext(f".//{TBX}xref") == REAL_URL + concept.url


# Vale

ORDINARY = """
Our computer power went out, so the data secrecy team met in a mixed search party. Their speed of
learning rose. A free AI lecture explains AI learning, the AI key on a keyboard, open AI questions and a
conventional neural network. He put the rag on the token, hid a label in the feature, and made a gradual
descent. The mix of experts asked for a price per word. A language learning model helps who learns Spanish.
"""
WRONG = """
Ask Chat GTP. A promt is for a language learning model (LLM), and RAG (retrieval argumented generation)
helps language learning models (LLMs).
"""


def package(output: Output) -> dict[str, str]:
    content = output.files["integrations/vale.zip"]
    assert isinstance(content, bytes)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def said_by_vale(output: Output, prose: str) -> list[tuple[str, str]]:
    """What is wrong in a text and what to write, found as Vale finds it: by one expression with a group for
    each entry, the longest first, that begins and ends between words (`internal/check/substitution.go`).
    """
    rule = yaml.safe_load(package(output)["vale/styles/Glossary/WrongNames.yml"])
    assert rule.keys() == {"extends", "message", "level", "ignorecase", "vocab", "swap"}
    assert (rule["extends"], rule["ignorecase"], rule["message"].count("%s")) == ("substitution", True, 2)
    keys = sorted(rule["swap"], key=len, reverse=True)
    expression = re.compile(rf"(?im)\b(?:{'|'.join(f'({key})' for key in keys)})\b")
    assert expression.groups == len(keys)
    return [
        (match[0], rule["swap"][keys[match.lastindex - 1]])
        for match in expression.finditer(prose)
        if match.lastindex
    ]


def test_vale_would_leave_ordinary_english_and_our_own_pages_alone(sample: Output) -> None:
    assert said_by_vale(sample, ORDINARY) == []
    prose = "\n\n".join(concept.text.running for concept in sample.concepts.values())
    assert said_by_vale(sample, prose) == []


def test_vale_would_find_slips_and_what_an_abbreviation_does_not_stand_for(sample: Output) -> None:
    assert [*said_by_vale(sample, " ".join(WRONG.split()))] == [
        ("GTP", "GPT"),
        ("promt", "prompt"),
        ("language learning model", "large language model"),
        ("retrieval argumented generation", "retrieval-augmented generation"),
        ("language learning models", "large language model"),
    ]


def test_the_vocabulary_accepts_names_in_any_case_and_leaves_everyday_words_out(output: Output) -> None:
    lines = package(output)["vale/styles/config/vocabularies/Glossary/accept.txt"].splitlines()
    # Vale builds its expression anew with each line, of which there had better be few.
    assert len(lines) <= 20
    accepted = [re.compile(line) for line in lines]
    for concept in concepts(output):
        for name in (*concept.meta.linkable, *concept.meta.instances):
            assert any(expression.fullmatch(name.lower()) for expression in accepted), name
    everyday = {name for concept in concepts(output) for name in concept.meta.names} - {
        name for concept in concepts(output) for name in concept.meta.linkable
    }
    assert not [expression for expression in accepted for word in everyday if expression.fullmatch(word)]


def test_the_package_is_the_same_whenever_it_is_made(sample: Output) -> None:
    assert sample.files["integrations/vale.zip"] == sample.files["integrations/vale.zip"]
    with zipfile.ZipFile(io.BytesIO(bytes(sample.files["integrations/vale.zip"]))) as file:  # type: ignore[arg-type]
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
