"""The published formats, of the real glossary and of three hundred concepts with awkward names.

Their promises to other people's programs; that these programs keep to them is tested in `tests/clients/`.
"""

import gzip
import json
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import jsonschema
import markdown
import pytest
import sphobjinv
from bs4 import BeautifulSoup
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from referencing import Registry, Resource

from bench_corpus import write_corpus
from glossary.addresses import slug_of
from glossary.languages import language_of
from glossary.reading.settings import Ledger
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.site.exports.llms_txt import markdown_url
from glossary.site.memory import Memory
from glossary.text import read
from glossary.text.markdown import escape
from tests.clients.synthetic import TODAY, build_synthetic, front_matter, write_concept, write_synthetic
from tests.glossaries import REAL_URL, write

ROOT = REAL_URL


@dataclass(frozen=True)
class Published:
    """What a build publishes: files by their path in the site."""

    output: Output

    @cached_property
    def files(self) -> Mapping[str, str | bytes]:
        return dict(self.output.files) | dict(self.output.verbatim)

    def text(self, path: str) -> str:
        content = self.files[path]
        assert isinstance(content, str)
        return content

    def json(self, path: str) -> dict:
        return json.loads(self.text(path))

    @cached_property
    def terms(self) -> dict[str, dict]:
        """The list of concepts by slug, which is never empty."""
        terms = {term["slug"]: term for term in self.json("api/v1/terms.json")["terms"]}
        assert terms
        return terms

    @cached_property
    def names(self) -> dict[str, str]:
        """The slug behind every right name that one concept has alone."""
        return {
            name: slug
            for slug, term in self.terms.items()
            for name in [term["title"], *term["aliases"], *term["covers"]]
            if name not in term["shared_names"]
        }

    def serves(self, url: str) -> bool:
        """Whether an absolute address of the site leads to a file or to a page."""
        path = url.removeprefix(ROOT)
        page = path.rstrip("/")
        pages = {f"{page}.md", f"{page}/index.md", f"{path}index.html"}
        return url.startswith(ROOT) and (
            path in self.files or (path.endswith("/") and bool(pages & self.output.files.keys()))
        )


@pytest.fixture(scope="module")
def real(sample: Output) -> Published:
    """The sample of the real glossary."""
    return Published(sample)


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Three hundred concepts with awkward names: the patterns of their names and relations repeat every
    110.
    """
    return Published(build_synthetic(tmp_path_factory.mktemp("synthetic") / "docs", 300, ROOT))


@pytest.fixture(params=["real", "synthetic"])
def site(request: pytest.FixtureRequest) -> Published:
    """Either."""
    published = request.getfixturevalue(request.param)
    assert not published.output.problems
    return published


def test_two_names_that_differ_only_in_case_are_refused_on_both_pages(tmp_path: Path) -> None:
    write_synthetic(tmp_path, 20)
    for slug, title in (("upper", "NOVEL WORD"), ("lower", "Novel word")):
        write_concept(tmp_path, slug, front_matter(title, f"A definition of {title}, {slug} case."))
    output = build(tmp_path, TODAY, SiteInfo(ROOT))
    assert not output.files
    assert [str(problem) for problem in output.problems if problem.rule == "name-claimed-twice"] == [
        (
            "concepts/lower.md:2: the name 'Novel word' is claimed by concepts/upper.md too; leave it "
            "to the page it belongs to; if it is the right word for several, list it in 'shared_names' "
            "on each"
        ),
        (
            "concepts/upper.md:2: the name 'NOVEL WORD' is claimed by concepts/lower.md too; leave it "
            "to the page it belongs to; if it is the right word for several, list it in 'shared_names' "
            "on each"
        ),
    ]


# Sphinx inventory


def entries(site: Published) -> list[tuple[str, str, str, str, str]]:
    """Name, role, priority, address and title of every entry, as Sphinx's own expression reads them."""
    content = site.files["objects.inv"]
    assert isinstance(content, bytes)
    *head, packed = content.split(b"\n", 4)
    assert head[0] == b"# Sphinx inventory version 2"
    assert head[1].startswith(b"# Project: ")
    assert head[2].startswith(b"# Version: ")
    assert head[3] == b"# The remainder of this file is compressed using zlib."
    found = []
    for line in zlib.decompress(packed).decode().splitlines():
        match = re.match(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)", line)
        assert match, line
        found.append(match.groups())
    return found


def test_the_inventory_has_terms_by_name_labels_by_slug_and_documents_by_path(site: Published) -> None:
    by_role: dict[str, dict[str, tuple[str, str]]] = {}
    for name, role, priority, uri, shown in entries(site):
        assert priority == "-1"
        assert name not in by_role.setdefault(role, {}), name
        by_role[role][name] = (uri, shown)
    assert set(by_role) == {"std:term", "std:label", "std:doc"}
    misread = {name for name in site.names if any(re.fullmatch(r"-?\d+", word) for word in name.split()[2:])}
    declared = {
        name.title() if name == slug else name: (f"concepts/{slug}/", "-")
        for name, slug in site.names.items()
        if name not in misread
    }
    assert {name: by_role["std:term"].get(name) for name in declared} == declared
    assert by_role["std:doc"] == {
        f"concepts/{slug}": (f"concepts/{slug}/", term["title"]) for slug, term in site.terms.items()
    }
    labels = by_role["std:label"]
    assert {slug: labels[slug] for slug in site.terms} == {
        slug: (f"concepts/{slug}/", term["title"]) for slug, term in site.terms.items()
    }
    for name, slug in site.names.items():
        if name not in misread and slug_of(name) not in {"", *site.names, *site.terms}:
            assert labels[slug_of(name)][0] == f"concepts/{slug}/"


def test_names_that_differ_only_in_case_lead_to_one_page(site: Published) -> None:
    pages: dict[tuple[str, str], set[str]] = {}
    for name, role, _, uri, _ in entries(site):
        pages.setdefault((role, name.casefold()), set()).add(uri)
    assert all(len(uris) == 1 for uris in pages.values())


def test_names_with_a_number_in_third_place_are_left_out_and_others_are_kept(synthetic: Published) -> None:
    names = {name for name, *_ in entries(synthetic)}
    assert {"Bababa model", "bababaz 4", 'Bababe "quoted" method', "#Babafe", "Babafo #2 choice"} <= names
    assert not {name for name in names if "Opus" in name or name.startswith("ISO IEC")}


def inventory_of(folder: Path, site_name: str) -> sphobjinv.Inventory:
    packed = build(folder, TODAY, SiteInfo(ROOT, site_name)).files["objects.inv"]
    return sphobjinv.Inventory(zlib=packed)


@pytest.mark.parametrize("names", [["attention"], ["attention", "Attention"]])
def test_a_slug_that_is_also_a_name_is_one_thing_alone_to_those_who_look_at_the_case(
    names: list[str], tmp_path: Path
) -> None:
    write_synthetic(tmp_path, 1)
    fields = front_matter("Attention mechanism", "What a network looks at, and how much.")
    write_concept(tmp_path, "attention", fields | {"aliases": names})
    found = [
        (entry.name, entry.role, entry.uri)
        for entry in inventory_of(tmp_path, "AI").objects
        if entry.name.casefold() == "attention"
    ]
    page = "concepts/attention/"
    assert found == [("Attention", "term", page), ("attention", "label", page)]


def test_a_site_name_of_several_lines_stands_in_one_line_of_the_head(tmp_path: Path) -> None:
    write_synthetic(tmp_path, 1)
    found = inventory_of(tmp_path, "AI\n# in plain words")
    assert (found.project, found.version) == ("AI # in plain words", "2025.06.01")
    assert "bababa-model" in {entry.name for entry in found.objects}


def test_another_reader_finds_the_same_entries(site: Published) -> None:
    found = sphobjinv.Inventory(zlib=site.files["objects.inv"])
    assert [(entry.name, f"{entry.domain}:{entry.role}", entry.uri) for entry in found.objects] == [
        (name, role, uri) for name, role, _, uri, _ in entries(site)
    ]


# Markdown


def sentence(term: dict[str, Any]) -> str:
    """What is said of a term in one sentence."""
    return term["plain"] or term["definition"]


def test_the_link_definitions_hold_one_line_for_each_name(site: Published) -> None:
    lines = site.text("integrations/links.md").splitlines()
    found = [re.fullmatch(r'\[([^\[\]\\*_<>`]+)\]: (\S+) "([^"\\]+)"', line).groups() for line in lines]
    assert {
        (name, site.terms[slug]["url"], sentence(site.terms[slug]))
        for name, slug in site.names.items()
        if not re.search(r"[\[\]\\*_<>`]|^\^", name)
    } <= {*found}
    assert len({name.casefold() for name, _, _ in found}) == len(found)


def test_the_link_definitions_leave_nothing_on_the_page_and_make_links(site: Published) -> None:
    page = markdown.markdown("[the thing][BABABA MODEL], [llm].\n\n" + site.text("integrations/links.md"))
    slug, text = ("llm", "llm") if "llm" in site.terms else ("bababa-model", "the thing")
    links = BeautifulSoup(page, "html.parser").find_all("a")
    assert [(link.text, link["href"], link["title"]) for link in links] == [
        (text, site.terms[slug]["url"], sentence(site.terms[slug]))
    ]
    assert page.count("<p>") == 1


def test_abbreviations_explain_every_name_in_capitals_and_no_word(site: Published) -> None:
    lines = site.text("integrations/abbr.md").splitlines()
    found = dict(re.fullmatch(r"\*\[([A-Za-z0-9]+)\]: (.+)", line).groups() for line in lines)
    assert len(found) == len(lines)
    explained = {name: text for name, text in found.items() if name in site.names}
    assert explained == {
        name: f"{site.terms[site.names[name]]['title']} – {sentence(site.terms[site.names[name]])}"
        for name in explained
    }
    assert {name: text for name, text in found.items() if name not in explained} == {
        f"{name}s": text for name, text in explained.items() if f"{name}s" not in explained
    }
    assert {name for name in site.names if re.fullmatch("[A-Z]{2,6}", name)} <= found.keys()
    assert all(len(re.findall("[A-Z]", name)) > 1 for name in found)


# Names as people write them


def leading(published: Published, name: str, language: str = "en") -> dict[str, str]:
    """The page to which a name leads, by the role or the file that says so."""
    slug = slug_of(name, language_of(language))
    label = re.search(rf"^\[{re.escape(name)}\]: (\S+)", published.text("integrations/links.md"), re.M)
    found = {role: uri for entry, role, _, uri, _ in entries(published) if entry in (name, slug)}
    return found | ({"links.md": label[1].removeprefix(ROOT)} if label else {})


def glossary_of(folder: Path, names: Mapping[str, list[str]], language: str = "en") -> Published:
    """A glossary with a page for each key, called so, and also by the other names."""
    folder.mkdir(exist_ok=True)
    write_synthetic(folder, 0)
    slugs = {title: slug_of(title, language_of(language)) for title in names}
    for title, aliases in names.items():
        fields = front_matter(title, f"What is meant by “{title}” in this glossary.") | {"aliases": aliases}
        write_concept(folder, slugs[title], fields)
    (folder / "urls.txt").write_text(Ledger().text({*slugs.values()}), "utf-8")
    published = Published(build(folder, TODAY, SiteInfo(ROOT, language=language_of(language))))
    assert published.output.files, [*map(str, published.output.problems)]
    return published


@pytest.mark.parametrize(
    ("language", "name", "forms"),
    [
        ("en", "Token", ["Tokens"]),
        ("en", "Open-source policy", ["Open-source policies"]),
        ("de", "Kühlkette", ["Kühlketten", "Kuehlkette"]),
        ("de", "Vegetarische Kost", ["Vegetarischer Kost", "Vegetarischen Kost"]),
    ],
)
def test_a_name_leads_to_its_page_in_each_of_its_forms(
    language: str, name: str, forms: list[str], tmp_path: Path
) -> None:
    published = glossary_of(tmp_path, {name: []}, language)
    page = f"concepts/{slug_of(name, language_of(language))}/"
    for form in [name, *forms]:
        assert leading(published, form, language) == {
            "std:term": page,
            "std:label": page,
            "links.md": page,
        }


def test_a_plural_that_is_the_name_of_another_concept_leads_to_that_one(tmp_path: Path) -> None:
    published = glossary_of(tmp_path, {"Weight": [], "Model file": ["Weights"]})
    assert set(leading(published, "Weights").values()) == {"concepts/model-file/"}


def test_a_plural_that_two_concepts_share_leads_nowhere(tmp_path: Path) -> None:
    published = glossary_of(tmp_path, {"Policy": [], "Policie": []})
    assert not leading(published, "Policies")


def test_a_name_that_ends_in_a_sign_has_no_other_form(tmp_path: Path) -> None:
    published = glossary_of(tmp_path, {"Small C++": []})
    assert {name for name, role, *_ in entries(published) if role == "std:term" and "C" in name} == {
        "Small C++"
    }


def test_a_name_of_many_adjectives_keeps_the_files_small(tmp_path: Path) -> None:
    published = glossary_of(tmp_path, {"Große kleine rote alte neue Küche": []}, "de")
    assert len(entries(published)) < 300


def test_an_abbreviation_is_explained_in_the_plural_too(site: Published) -> None:
    lines = site.text("integrations/abbr.md").splitlines()
    name = "LLM" if "llm" in site.terms else "BababA"
    explained = [match for line in lines if (match := re.fullmatch(rf"\*\[({name}s?)\]: (.+)", line))]
    assert [match[1] for match in explained] == [name, f"{name}s"]
    assert len({match[2] for match in explained}) == 1


# JSON

# Additions are welcome; nothing here may be removed or get another type within version 1.
LIST_FIELDS = {
    "slug": str,
    "title": str,
    "url": str,
    "definition": str,
    "abbreviation": str | None,
    "aliases": list,
    "covers": list,
    "misnomers": list,
    "redirects": list,
    "topic": dict,
    "updated": str,
    "api": str,
    "markdown": str,
}
TERM_FIELDS = LIST_FIELDS | {"related": list, "backlinks": list, "broader": list}


def validate(document: object, address: str, site: Published) -> None:
    """Holds a document against the schema at an address of the site."""
    schema = site.json("api/v1/schema.json")
    registry: Registry = Registry().with_resource(schema["$id"], Resource.from_contents(schema))
    checker = jsonschema.Draft202012Validator(
        {"$ref": address}, registry=registry, format_checker=jsonschema.FormatChecker()
    )
    checker.validate(document)


def test_the_schema_is_valid_and_knows_its_address(site: Published) -> None:
    schema = site.json("api/v1/schema.json")
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{ROOT}api/v1/schema.json"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_the_list_has_every_concept_and_is_valid(site: Published) -> None:
    document = site.json("api/v1/terms.json")
    assert document["$schema"] == f"{ROOT}api/v1/schema.json#/$defs/list"
    validate(document, document["$schema"], site)
    validate(document, f"{ROOT}api/v1/schema.json", site)
    assert document["count"] == len(document["terms"]) == len(site.output.concepts)
    for entry in document["terms"]:
        for field, kind in LIST_FIELDS.items():
            assert isinstance(entry[field], kind), field
        assert entry["title"] not in entry["aliases"]
        assert len(set(entry["aliases"])) == len(entry["aliases"])
        assert re.fullmatch(r"[^\"\\<>`*\[\]\n]{20,200}", entry["definition"])
        assert date.fromisoformat(entry["updated"])
        assert all(site.serves(entry[field]) for field in ("url", "api", "markdown"))


def test_every_concept_has_its_own_file_that_says_the_same_and_more(site: Published) -> None:
    files = {path for path in site.files if path.startswith("api/v1/terms/")}
    assert files == {f"api/v1/terms/{slug}.json" for slug in site.terms}
    schema = f"{ROOT}api/v1/schema.json#/$defs/term"
    related = {}
    for slug, entry in site.terms.items():
        term = site.json(f"api/v1/terms/{slug}.json")
        assert term["$schema"] == schema
        assert entry.items() <= term.items()
        for field, kind in TERM_FIELDS.items():
            assert isinstance(term[field], kind), field
        related[slug] = term["related"]
        assert slug not in term["related"]
        assert len(set(term["related"])) == len(term["related"])
    for slug in list(site.terms)[:40]:
        term = site.json(f"api/v1/terms/{slug}.json")
        validate(term, schema, site)
        assert sorted(term["backlinks"]) == sorted(other for other, slugs in related.items() if slug in slugs)


@pytest.mark.parametrize(
    "change",
    [
        {"slug": None},
        {"url": None},
        {"definition": None},
        {"title": 3},
        {"aliases": "LLM"},
        {"related": "token"},
        {"slug": "No Slug"},
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_the_schema_refuses_an_entry_that_is_wrong(real: Published, change: dict, whole: bool) -> None:
    term = real.json("api/v1/terms/llm.json") | change
    document = {key: value for key, value in term.items() if value is not None}
    with pytest.raises(jsonschema.ValidationError):
        validate(document, f"{ROOT}api/v1/schema.json" + ("" if whole else "#/$defs/term"), real)


def test_the_schema_accepts_what_a_later_release_adds(real: Published) -> None:
    validate(
        real.json("api/v1/terms/llm.json") | {"examples": ["new"]},
        f"{ROOT}api/v1/schema.json#/$defs/term",
        real,
    )


def test_related_json_agrees_with_the_api(site: Published) -> None:
    index = site.json("related.json")
    assert list(index) == list(site.terms)
    for slug, entries_of_slug in index.items():
        assert [entry["slug"] for entry in entries_of_slug] == site.json(f"api/v1/terms/{slug}.json")[
            "related"
        ]
        for entry in entries_of_slug:
            other = site.terms[entry["slug"]]
            assert (entry["title"], entry["url"]) == (other["title"], other["url"])
            assert entry["kind"] and entry["why"]


# Redirects


def test_every_redirect_leads_to_the_concept_and_hides_no_other(site: Published) -> None:
    for slug, term in list(site.terms.items())[:60]:
        alone = {*term["aliases"], *term["covers"]} - term["shared_names"].keys()
        wanted = {slug_of(name) for name in alone} - {slug, ""}
        assert wanted <= set(term["redirects"])
        for old in term["redirects"]:
            assert old not in site.terms
            page = BeautifulSoup(site.text(f"concepts/{old}/index.html"), "html.parser")
            refresh = page.find("meta", attrs={"http-equiv": "refresh"})["content"]
            here = f"{ROOT}concepts/{old}/"
            assert refresh.startswith("0; url=")
            assert urljoin(here, refresh.removeprefix("0; url=")) == term["url"]
            assert page.find("link", rel="canonical")["href"] == term["url"]
            assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
            assert urljoin(here, page.find("a")["href"]) == term["url"]


# SKOS


def above(graph: Graph, concept: URIRef) -> set[URIRef]:
    """Everything broader than a concept, at any distance; the concept itself only where there is a cycle."""
    found: set[URIRef] = set()
    todo = [concept]
    while todo:
        new = {*graph.objects(todo[0], SKOS.broader), *graph.subjects(SKOS.narrower, todo.pop(0))} - found
        found |= new
        todo += new
    return found


def test_skos_describes_every_concept_and_keeps_its_integrity_conditions(site: Published) -> None:
    graph = Graph().parse(data=site.text("glossary.ttl"), format="turtle")
    schemes = set(graph.subjects(RDF.type, SKOS.ConceptScheme))
    assert len(schemes) == 1
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts == {URIRef(term["url"]) for term in site.terms.values()}
    assert len({graph.value(concept, SKOS.prefLabel, any=False) for concept in concepts}) == len(concepts)
    ancestors = {concept: above(graph, concept) for concept in concepts}
    for term in site.terms.values():
        concept = URIRef(term["url"])
        labels = {
            kind: [label.value for label in graph.objects(concept, kind)]
            for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
        }
        assert labels[SKOS.prefLabel] == [term["title"]]
        assert sorted(labels[SKOS.altLabel]) == sorted(term["aliases"])
        assert not set(labels[SKOS.prefLabel] + labels[SKOS.altLabel]) & set(labels[SKOS.hiddenLabel])
        assert {label.language for kind in labels for label in graph.objects(concept, kind)} == {"en"}
        assert graph.value(concept, SKOS.definition, any=False).value == term["definition"]
        assert set(graph.objects(concept, SKOS.inScheme)) == schemes
        assert concept not in ancestors[concept]
        related = {*graph.objects(concept, SKOS.related), *graph.subjects(SKOS.related, concept)}
        assert concept not in related
        assert not related & ancestors[concept]
        assert related | ancestors[concept] <= concepts
        assert {
            f"{ROOT}concepts/{slug}/" for slug in site.json(f"api/v1/terms/{term['slug']}.json")["broader"]
        } == {str(target) for target in graph.objects(concept, SKOS.broader)}


@pytest.mark.parametrize(
    "name", ['A "B" \\ C', "line\nbreak\rand\ttab", "\x01\x7f\u2028 \U0001f600 ä", "\\u0041 \\"]
)
def test_skos_keeps_every_sign_of_a_text_and_writes_addresses_as_iris(tmp_path: Path, name: str) -> None:
    write(tmp_path, {"token": None})
    output = build(tmp_path, TODAY, SiteInfo("https://words.example/a b{c}\\/", name))
    graph = Graph().parse(data=output.files["glossary.ttl"], format="turtle")
    scheme = URIRef("https://words.example/a%20b%7Bc%7D%5C/concepts/")
    assert graph.value(scheme, SKOS.prefLabel, any=False) == Literal(name, lang="en")


def test_what_a_page_covers_leads_to_it_and_is_no_other_name_of_its_concept(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "overfitting": {"aliases": ["overtraining"], "covers": ["Underfitting"]},
            "training": {"lead": "Too little of it means underfitting.\n"},
        },
    )
    output = build(tmp_path, TODAY, SiteInfo(ROOT, "Our words", "What they mean."))
    assert "[underfitting](overfitting.md)" in output.files["concepts/training.md"]
    entry = next(
        entry
        for entry in json.loads(output.files["api/v1/terms.json"])["terms"]
        if entry["slug"] == "overfitting"
    )
    assert (entry["aliases"], entry["covers"], entry["redirects"]) == (
        ["overtraining"],
        ["Underfitting"],
        ["overtraining", "underfitting"],
    )
    graph = Graph().parse(data=output.files["glossary.ttl"], format="turtle")
    concept = URIRef(f"{ROOT}concepts/overfitting/")
    assert [str(label) for label in graph.objects(concept, SKOS.altLabel)] == ["overtraining"]
    assert [str(label) for label in graph.objects(concept, SKOS.hiddenLabel)] == ["Underfitting"]


def test_skos_leaves_out_a_relation_to_what_is_above(synthetic: Published) -> None:
    first, last, next_first = "bababa-model", "babadu", "babafa"
    graph = Graph().parse(data=synthetic.text("glossary.ttl"), format="turtle")
    iri = {slug: URIRef(f"{ROOT}concepts/{slug}/") for slug in (first, last, next_first)}
    # Ten steps lie between the two, and the page shows the relation.
    assert iri[first] in above(graph, iri[last])
    assert first in synthetic.json(f"api/v1/terms/{last}.json")["related"]
    assert (iri[last], SKOS.related, iri[first]) not in graph
    assert (iri[next_first], SKOS.related, iri[first]) in graph


# Markdown for language models


def markdown_links(text: str) -> Iterator[str]:
    """The addresses that a Markdown text links to."""
    html = BeautifulSoup(markdown.markdown(text, extensions=["tables", "fenced_code"]), "html.parser")
    return (link["href"] for link in html.find_all("a"))


def test_copies_of_pages_hold_nothing_that_only_the_site_understands(site: Published) -> None:
    for path in (
        "concepts/index.md",
        "a-z/index.md",
        "topics/index.md",
        "compare/index.md",
        "related/index.md",
        "about/health/index.md",
    ):
        text = site.text(path)
        assert not [sign for sign in ("{:", "<figure", "<!--", "*–*") if sign in text], path
        assert text.startswith("# ")


def test_a_copy_says_what_else_its_page_explains(real: Published) -> None:
    place = f"{ROOT}concepts/overfitting/index.md#term-underfitting"
    assert f"\nAlso explains: [Underfitting]({place}), " in real.text("concepts/overfitting/index.md")


def test_a_copy_keeps_attribute_lists_that_are_code(real: Published) -> None:
    shown = real.text("about/rules/index.md").partition("### attribute-list\n")[2].partition("\n### ")[0]
    bad, good = re.findall(r"^- (?:Bad|Good): (.*)$", shown, re.M)
    assert bad == '`[a link](llm.md){: onclick="…" }`'
    assert good == "`[a link](llm.md)`"


def test_every_concept_has_a_markdown_twin_with_absolute_links(site: Published) -> None:
    for slug, term in site.terms.items():
        text = site.text(f"concepts/{slug}/index.md")
        head = BeautifulSoup(markdown.markdown(text.partition("\n\nPage:")[0]), "html.parser")
        assert head.h1.text == site.output.concepts[slug].question
        named = term["title"] if term["abbreviation"] is None else f"{term['title']} · {term['abbreviation']}"
        definition = f"{named} – {term['definition']}"
        assert head.blockquote.text.strip() == term["plain"] or definition
        assert not term["plain"] or f"Definition: {definition}" in head.text
        assert f"<{ROOT}llms.txt>" in text
    for slug in list(site.terms)[:60]:
        for url in markdown_links(site.text(f"concepts/{slug}/index.md")):
            assert re.match("https?://", url), (slug, url)
            assert not url.startswith(ROOT) or site.serves(url.partition("#")[0]), (slug, url)
            assert not re.fullmatch(rf"{ROOT}concepts/[^/]+/", url) or url == site.terms[slug]["url"]


def test_no_copy_leads_to_what_is_not_published(tmp_path: Path) -> None:
    lead = (
        "See [the house rules](../house.md#rules), [the list](../topics/basics.md) and [the "
        "paper](../paper.pdf).\n"
    )
    write(
        tmp_path,
        {"bread": {"lead": lead}, "crumb": {"lead": "Bread has it.\n"}},
        {
            "house.md": "# House\n\n## Rules\n\n[Print](print/index.md), [bread](concepts/bread.md).\n",
            "paper.pdf": "",
        },
    )
    output = build(tmp_path, TODAY, SiteInfo(REAL_URL))
    assert output.files, output.problems
    pages = {
        path.removesuffix("index.md") if path.endswith("index.md") else f"{path.removesuffix('.md')}/"
        for path in [*output.files, "house.md"]
        if path.endswith(".md")
    }
    published = {*output.verbatim, *pages, "paper.pdf"} | {
        path for path in output.files if not path.endswith(".md")
    }
    links = {
        link.partition("#")[0]
        for path, text in [*output.verbatim.items(), *output.files.items()]
        if path in output.verbatim or path.endswith(".txt")
        for link in markdown_links(str(text))
    }
    own = {link.removeprefix(REAL_URL) for link in links if link.startswith(REAL_URL)}
    assert own >= {"print/", "print/basics/", "house/index.md", "paper.pdf"}
    assert own - published == set()


@pytest.mark.parametrize(
    ("page", "written", "meant"),
    [
        ("house.md", "concepts/bread.md?x=1#top", "concepts/bread/index.md?x=1#top"),
        ("house.md", "?x=1", "house/index.md?x=1"),
        ("house.md", "concepts/", "house/concepts/"),
        ("house/index.md", "../concepts/", "concepts/"),
        ("house/rules.md", "../concepts/", "house/concepts/"),
        ("house/rules.md", "../../concepts/?x=1#a", "concepts/?x=1#a"),
        ("house/rules.md", "..", "house/"),
        ("house/rules.md", "../menu.pdf", "menu.pdf"),
        ("house/rules.md", "/concepts/bread/", "https://example.org/concepts/bread/"),
        ("house/rules.md", "//example.net/a", "//example.net/a"),
        ("house/rules.md", "MAILTO:cook@example.org", "MAILTO:cook@example.org"),
        ("house/rules.md", "HTTPS://example.net/a.md", "HTTPS://example.net/a.md"),
    ],
)
def test_a_link_of_a_copy_leads_where_that_of_its_page_does(
    page: str, written: str, meant: str, tmp_path: Path
) -> None:
    write(tmp_path, {"bread": None}, {page: f"# House\n\nSee [there]({written}).\n"})
    copy = build(tmp_path, TODAY, SiteInfo(REAL_URL)).verbatim[markdown_url(page)]
    whole = meant if re.match(r"[a-z]+:|//", meant, re.I) else REAL_URL + meant
    assert copy == f"# House\n\nSee [there]({whole}).\n"


def test_a_copy_on_a_site_without_an_address_leads_to_the_same_places(tmp_path: Path) -> None:
    write(tmp_path, {"bread": None}, {"house.md": "# House\n\n[a](/concepts/bread/) [b](../about/)\n"})
    assert build(tmp_path, TODAY).verbatim["house/index.md"].endswith("[a](/concepts/bread/) [b](/about/)\n")


def test_the_pictures_of_a_twin_are_images_with_absolute_addresses(real: Published) -> None:
    count = 0
    for slug, concept in real.output.concepts.items():
        shown = [link.target for link in concept.text.links if link.image]
        again = [link.target for link in read(real.text(f"concepts/{slug}/index.md")).links if link.image]
        count += len(shown)
        assert again == [
            target.replace("../", ROOT) if target.startswith("../") else target for target in shown
        ]
        assert "<svg" not in real.text(f"concepts/{slug}/index.md")
    assert count > 20


def listed(text: str) -> dict[str, str]:
    """What a file for models lists, by address: all that is said of it. Each line below its head has the form
    that llmstxt.org describes.
    """
    assert re.match(r"# .+\n\n> .+\n\n## ", text)
    found = {}
    for line in filter(None, text[text.index("\n## ") :].splitlines()):
        if not line.startswith("## "):
            entry = re.fullmatch(r"- \[(?:[^\[\]\\]|\\.)+\]\((\S+?)\)(?:: (.+))?", line)
            assert entry and entry[1] not in found, line
            found[entry[1]] = entry[2] or ""
    return found


def assert_defined(entries: Mapping[str, str], output: Output, root: str) -> None:
    """That a list has every concept, with its plain sentence and its definition."""
    for slug, concept in output.concepts.items():
        said = markdown.markdown(entries[f"{root}concepts/{slug}/index.md"])
        for sentence in filter(None, (concept.meta.plain, concept.meta.definition)):
            assert sentence in BeautifulSoup(said, "html.parser").get_text(), slug


def test_the_files_for_models_list_every_page_with_all_definitions_and_are_short(site: Published) -> None:
    paths = [path for path in site.files if re.fullmatch(r"llms(/[a-z0-9-]+)?\.txt", path)]
    assert len(paths) > 1
    assert all(len(site.text(path)) <= 50_000 for path in paths)
    topics = {url: said for path in paths[1:] for url, said in listed(site.text(path)).items()}
    assert {*topics} == {term["markdown"] for term in site.terms.values()}
    assert_defined(topics, site.output, ROOT)
    index = listed(site.text("llms.txt"))
    assert all(site.serves(url) for url in index)
    copies = {ROOT + path for path in site.output.verbatim if path.endswith("index.md")}
    pages = {url for url in copies - {*topics} if "/compare/" not in url and "/print/" not in url}
    assert pages <= {*index}


FAR = "https://organisation.example/glossary/"


def corpus(folder: Path, count: int) -> Path:
    """The folder of a synthetic glossary."""
    write_corpus(folder, count)
    return folder


@pytest.fixture(scope="module")
def five_hundred(tmp_path_factory: pytest.TempPathFactory) -> Output:
    """What five hundred synthetic concepts become."""
    folder = corpus(tmp_path_factory.mktemp("five_hundred"), 500)
    return build(folder, TODAY, SiteInfo(FAR, "AI", "A glossary."))


def test_the_search_index_of_five_hundred_concepts_fits_into_120_kilobytes(five_hundred: Output) -> None:
    assert len(five_hundred.concepts) == 500
    assert len(gzip.compress(str(five_hundred.files["search/glossary.json"]).encode())) <= 120_000


def test_the_lists_of_five_hundred_concepts_fit_into_what_a_first_view_leaves_them(
    five_hundred: Output,
) -> None:
    # Of its 80 kB, typefaces, styles, scripts and the frame of the page take 64, and HTML more than Markdown.
    for path in ("concepts/index.md", "find/index.md", "compare/index.md"):
        page = str(five_hundred.files[path])
        assert page.count("\n- [") > 100, path
        assert len(gzip.compress(page.encode())) <= 10_000, path


def test_llms_txt_of_a_small_glossary_is_one_file_with_all_definitions(tmp_path: Path) -> None:
    output = build(corpus(tmp_path, 60), TODAY, SiteInfo(FAR, "AI", "A glossary."))
    text = str(output.files["llms.txt"])
    assert len(text) <= 50_000
    assert_defined(listed(text), output, FAR)
    assert "/llms/" not in text


def test_llms_txt_of_five_hundred_concepts_leads_to_a_file_a_topic(five_hundred: Output) -> None:
    text = str(five_hundred.files["llms.txt"])
    assert len(text) <= 50_000
    index = listed(text)
    topics = {url: said for url, said in index.items() if url.startswith(f"{FAR}llms/")}
    assert len(topics) == len({concept.meta.topic for concept in five_hundred.concepts.values()})
    for concept in five_hundred.concepts.values():
        assert escape(concept.meta.title) in topics[f"{FAR}llms/{concept.meta.topic}.txt"]
    found: dict[str, str] = {}
    for url in topics:
        found |= listed(str(five_hundred.files[url.removeprefix(FAR)]))
    assert_defined(found, five_hundred, FAR)


def test_llms_txt_has_no_names_of_concepts_where_even_these_are_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("glossary.site.exports.llms_txt.MOST_CHARACTERS", 8_000)
    output = build(corpus(tmp_path, 300), TODAY, SiteInfo(FAR, "AI", "A glossary."))
    text = str(output.files["llms.txt"])
    assert len(text) <= 8_000
    concept = next(iter(output.concepts.values()))
    assert f"{FAR}llms/{concept.meta.topic}.txt" in listed(text)
    assert escape(concept.meta.title) not in text


@pytest.mark.parametrize("count", [60, 150])
def test_llms_txt_says_the_same_wherever_the_site_lies(count: int, tmp_path: Path) -> None:
    memory, near = Memory(), "http://127.0.0.1:8000/"
    here, there = (
        str(build(folder, TODAY, SiteInfo(root, "AI", "A glossary."), memory).files["llms.txt"])
        for folder in [corpus(tmp_path, count)]
        for root in (near, FAR)
    )
    assert here.replace(near, FAR) == there


def test_llms_full_txt_holds_every_text(site: Published) -> None:
    text = site.text("llms-full.txt")
    assert re.match(r"# .+\n", text)
    for slug, concept in site.output.concepts.items():
        assert concept.meta.definition in text
        assert (concept.meta.plain or "") in text
        # Headings hold no links, so they stand there as they stand in the source.
        assert all(f"## {section.title}\n" in text for section in concept.text.sections if section.title), (
            slug
        )
        twin = site.text(f"concepts/{slug}/index.md")
        body = twin.partition("llms.txt>.\n\n")[2]
        assert (
            re.split(
                (
                    r"\n\n(?:Also explains: |Often wrongly called|## Often confused|## Related "
                    r"articles|## Mentioned in|## Sources)"
                ),
                body,
            )[0]
            in text
        ), slug


# Feeds and files for hosts


@pytest.mark.parametrize("name", ["created", "updated"])
def test_feeds_are_well_formed_and_lead_to_concepts(site: Published, name: str) -> None:
    feed = feedparser.parse(site.text(f"feed_rss_{name}.xml").encode())
    assert not feed.bozo
    assert feed.version == "rss20"
    assert feed.feed.title and feed.feed.link == ROOT
    items = site.json(f"feed_json_{name}.json")
    assert items["version"] == "https://jsonfeed.org/version/1.1"
    assert (items["home_page_url"], items["feed_url"]) == (ROOT, f"{ROOT}feed_json_{name}.json")
    assert items["title"] == feed.feed.title
    days = [datetime(*entry.published_parsed[:6], tzinfo=UTC) for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert [datetime.fromisoformat(item["date_published"]) for item in items["items"]] == days
    for entry, item in zip(feed.entries, items["items"], strict=True):
        assert (entry.id, entry.link, entry.title) == (item["id"], item["url"], item["title"])
        assert site.serves(entry.link)
        term = site.terms[entry.link.split("/")[-2]]
        assert item["content_text"].split("\n\n") == [
            text for text in (term["plain"], term["definition"]) if text
        ]
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)


def test_robots_txt_allows_everything_and_names_the_sitemap(site: Published) -> None:
    lines = site.text("robots.txt").splitlines()
    assert f"Sitemap: {ROOT}sitemap.xml" in lines
    assert not any(line.startswith("Disallow") for line in lines)


def test_other_origins_may_fetch_every_data_file(site: Published) -> None:
    blocks = site.text("_headers").split("\n\n")
    shared = [block.splitlines()[0] for block in blocks if "Access-Control-Allow-Origin: *" in block]
    patterns = [re.compile(re.escape(path).replace(r"\*", ".*")) for path in shared]
    slug = next(iter(site.terms))
    data = [
        "objects.inv",
        "related.json",
        "glossary.ttl",
        "llms.txt",
        "llms-full.txt",
        next(path for path in site.files if path.startswith("llms/")),
        "embed.js",
        "embed/v1.js",
        "integrations/links.md",
    ]
    data += [
        "api/v1/terms.json",
        f"api/v1/terms/{slug}.json",
        f"concepts/{slug}/index.md",
        f"embed/cards/{slug}.js",
    ]
    for path in data:
        assert any(pattern.fullmatch(f"/glossary/{path}") for pattern in patterns), path


def test_hosts_redirect_former_addresses_within_the_site(tmp_path: Path) -> None:
    write_synthetic(tmp_path, 20)
    with (tmp_path / "urls.txt").open("a", encoding="utf-8") as ledger:
        ledger.write("/concepts/old-name/ -> /concepts/bababa-model/\n")
    published = Published(build(tmp_path, TODAY, SiteInfo(ROOT)))
    assert (
        published.text("_redirects") == "/glossary/concepts/old-name/ /glossary/concepts/bababa-model/ 301\n"
    )
    assert "old-name" in published.terms["bababa-model"]["redirects"]
    assert "concepts/old-name/index.html" in published.files
