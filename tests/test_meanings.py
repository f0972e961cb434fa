"""Names that several concepts share: where they are linked, and the pages that tell their meanings apart."""

import json
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from hypothesis import given
from hypothesis import strategies as st

from glossary.addresses import TERM_LIST
from glossary.graph.graph import build_graph
from glossary.graph.meanings import shared_names
from glossary.links.terms import parse
from glossary.mcp.terms import Terms
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.site.other_pages import with_links
from glossary.site.site_files import as_bytes

from .glossaries import TODAY, concepts, write

ROOT = "https://example.org/glossary/"
# A loaf is bread, or a dish of meat that a page of another topic explains along with others.
BREAD = {"aliases": ["loaf"], "shared_names": ["loaf"], "plain": "Bread is flour and water, baked."}
MEAT = {
    "topic": "safety",
    "covers": ["Loaf"],
    "shared_names": ["Loaf"],
    "plain": "Meat is what is left of an animal.",
    "lead": "Minced and baked, it is called a *loaf*.\n",
}
OTHERS = {
    "shop": {"lead": "One loaf, two loafs.\n"},
    "scale": {"topic": "safety", "lead": "It weighs a loaf.\n"},
}


def made(folder: Path, bread: dict[str, Any] | None = None, meat: dict[str, Any] | None = None) -> Output:
    write(folder, {"bread": BREAD | (bread or {}), "meat": MEAT | (meat or {})} | OTHERS)
    output = build(folder, TODAY, SiteInfo(ROOT, "Words", "A glossary."))
    assert not [problem for problem in output.problems if problem.blocks]
    return output


def links(output: Output) -> dict[str, list[str]]:
    graph = build_graph(output.concepts.values())
    return {slug: graph.links_to[slug] for slug in OTHERS}


def inventory(output: Output) -> set[str]:
    content = output.files["objects.inv"]
    assert isinstance(content, bytes)
    return {*zlib.decompress(content.split(b"zlib.\n", 1)[1]).decode().splitlines()}


def test_the_page_of_a_name_tells_its_meanings_apart(tmp_path: Path) -> None:
    page = str(made(tmp_path).files["meanings/loaf.md"])
    assert "\n# Loaf\n" in page
    named, covered = (line for line in page.splitlines() if line.startswith("- "))
    assert named.startswith("- [Bread](../concepts/bread.md) ")
    assert "Bread is flour and water, baked." in named and "*Basics*" in named
    assert covered.startswith("- [Meat](../concepts/meat.md#term-loaf) ")
    assert "Minced and baked, it is called a loaf." in covered
    assert "*Safety*" in covered


def test_a_name_has_a_card_that_tells_its_meanings(tmp_path: Path) -> None:
    card = str(made(tmp_path).files["embed/cards/meanings/loaf.js"])
    assert json.loads(card.removeprefix("glossaryCard(").removesuffix(");\n")) == {
        "title": "Loaf",
        "definition": "“Loaf” has more than one meaning: Bread; Meat.",
        "topic": "Which one do you mean?",
    }


def test_where_no_sentence_introduces_a_name_the_page_says_that_its_article_explains_it(
    tmp_path: Path,
) -> None:
    page = str(made(tmp_path, meat={"lead": "| *Loaf* | baked |\n| --- | --- |\n"}).files["meanings/loaf.md"])
    assert "Meat is what is left of an animal. The article explains “Loaf” along with it." in page


def test_each_of_its_concepts_leads_to_the_others(tmp_path: Path) -> None:
    output = made(tmp_path)
    assert f"- “loaf” means something else in: [Meat]({ROOT}concepts/meat/index.md#term-loaf)" in str(
        output.verbatim["concepts/bread/index.md"]
    )
    assert '"meanings": [{"name": "Loaf", "others": [{"title": "Bread", "url": "concepts/bread/"}]}]' in str(
        output.files["concepts/meat.md"]
    )


def test_without_a_word_from_either_page_nothing_is_linked(tmp_path: Path) -> None:
    assert links(made(tmp_path)) == {"shop": [], "scale": []}


def test_one_page_may_claim_the_links(tmp_path: Path) -> None:
    assert links(made(tmp_path, meat={"autolink": ["loaf"]})) == {"shop": ["meat"], "scale": ["meat"]}


def test_a_topic_decides_before_a_claim(tmp_path: Path) -> None:
    output = made(tmp_path, bread={"context": ["basics"]}, meat={"autolink": ["loaf"]})
    assert links(output) == {"shop": ["bread"], "scale": ["meat"]}


def test_a_folder_of_the_site_decides_in_its_pages(tmp_path: Path) -> None:
    (tmp_path / "kitchen").mkdir()
    (tmp_path / "kitchen/rules.md").write_text("# Rules\n", "utf-8")
    output = made(tmp_path, bread={"context": ["kitchen/"]})
    text = "Cut the loaf.\n"
    for path, linked in (
        ("kitchen/oven/heat.md", "Cut the [loaf](../../concepts/bread.md).\n"),
        ("kitchens/rules.md", text),
        ("rules.md", text),
    ):
        assert with_links(text, path, output.names, output.concepts) == linked


def test_on_its_own_page_a_name_never_means_the_other(tmp_path: Path) -> None:
    output = made(tmp_path, bread={"lead": "A loaf is bread.\n"}, meat={"autolink": ["loaf"]})
    assert build_graph(output.concepts.values()).links_to["bread"] == []


def test_its_own_page_decides_before_a_folder_and_a_folder_before_a_topic(tmp_path: Path) -> None:
    own = {"topic": "basics", "lead": "It is a loaf.\n"}
    output = made(tmp_path, bread={"context": ["basics", "concepts/"]}, meat=own)
    assert build_graph(output.concepts.values()).links_to["meat"] == []
    output = made(tmp_path, bread={"context": ["basics"]}, meat={"context": ["concepts/"]})
    assert links(output) == {"shop": ["meat"], "scale": ["meat"]}


def test_a_draft_shows_the_links_that_its_topic_decides(tmp_path: Path) -> None:
    pages = {"bread": BREAD | {"context": ["basics"]}, "meat": MEAT, "shop": OTHERS["shop"]}
    write(tmp_path, pages | {"shop": OTHERS["shop"] | {"status": "draft"}})
    output = build(tmp_path, TODAY, SiteInfo(for_authors=True))
    assert "One [loaf](bread.md), two loafs." in str(output.files["concepts/shop.md"])


def test_the_address_of_a_name_leads_to_its_meanings_though_a_page_there_was_withdrawn(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"bread": BREAD, "meat": MEAT}, {"urls.txt": "/concepts/loaf/ retired\n"})
    output = build(tmp_path, TODAY)
    assert 'url=../../meanings/loaf/"' in str(output.files["concepts/loaf/index.html"])


def test_an_edit_of_the_context_changes_the_links_at_once() -> None:
    pages = {"bread": BREAD, "meat": MEAT, **OTHERS}
    before = build_graph(concepts(pages))
    changed = concepts(pages | {"bread": BREAD | {"context": ["basics"]}})
    assert before.links_to["shop"] == []
    assert build_graph(changed, before=before).links_to["shop"] == ["bread"]


def test_while_the_other_page_is_a_draft_the_name_means_the_one_that_is_published(tmp_path: Path) -> None:
    output = made(tmp_path, meat={"status": "draft"})
    assert [path for path in output.files if path.startswith("meanings/")] == []
    assert "loaf std:term -1 concepts/bread/ -" in inventory(output)
    assert 'url=../bread/"' in str(output.files["concepts/loaf/index.html"])


def test_what_nobody_is_to_say_any_more_is_told_apart_and_never_linked(tmp_path: Path) -> None:
    output = made(tmp_path, bread={"context": ["basics"], "status": "deprecated", "use_instead": "Batard"})
    assert links(output)["shop"] == []
    named = next(line for line in str(output.files["meanings/loaf.md"]).splitlines() if "[Bread]" in line)
    assert "Out of use: say “Batard” instead. Bread is flour" in named
    # Meat has a right to the name.
    rules = ZipFile(BytesIO(as_bytes(output.files["integrations/vale.zip"])))
    wrong = rules.read("vale/styles/Glossary/WrongNames.yml").decode()
    assert "Breads): Batard" in wrong and "loaf" not in wrong


def test_inventories_lead_to_the_page_of_meanings(tmp_path: Path) -> None:
    output = made(tmp_path)
    assert {"loaf std:term -1 meanings/loaf/ -", "loafs std:term -1 meanings/loaf/ -"} <= inventory(output)
    assert not [line for line in inventory(output) if line.startswith("loaf ") and "concepts/" in line]
    assert f'[loaf]: {ROOT}meanings/loaf/ "Bread; Meat"\n' in str(output.verbatim["integrations/links.md"])
    redirect = str(output.files["concepts/loaf/index.html"])
    assert 'url=../../meanings/loaf/"' in redirect and f'href="{ROOT}meanings/loaf/"' in redirect


def test_the_title_of_one_of_them_keeps_its_address(tmp_path: Path) -> None:
    write(tmp_path, {"loaf": {"shared_names": ["Loaf"]}, "meat": MEAT})
    output = build(tmp_path, TODAY)
    assert "concepts/loaf/index.html" not in output.files
    assert {"Loaf std:term -1 meanings/loaf/ -", "loaf std:label -1 concepts/loaf/ Loaf"} <= inventory(output)


def test_an_abbreviation_is_explained_by_all_that_it_means(tmp_path: Path) -> None:
    output = made(
        tmp_path,
        bread={"abbr": "BR", "shared_names": ["loaf", "BR"]},
        meat={"aliases": ["BR"], "shared_names": ["Loaf", "BR"]},
    )
    assert str(output.verbatim["integrations/abbr.md"]) == "*[BR]: Bread; Meat\n*[BRs]: Bread; Meat\n"


def test_who_looks_up_the_name_in_the_published_terms_gets_all_its_meanings(tmp_path: Path) -> None:
    output = made(tmp_path)
    content = str(output.files[TERM_LIST])
    page = f"{ROOT}meanings/loaf/"
    shared = {term["slug"]: term["shared_names"] for term in json.loads(content)["terms"]}
    assert shared == {"bread": {"loaf": page}, "meat": {"Loaf": page}, "scale": {}, "shop": {}}
    assert parse(content.encode()).meanings("LOAF") == {"bread": page, "meat": page}
    terms = Terms(lambda path: str(output.files[path]).encode())
    found = terms.look_up("loaf")
    assert {found.term, *(other.term for other in found.other_meanings)} == {"Bread", "Meat"}
    assert found.meanings_page == page
    assert [hit.term for hit in terms.search("loaf")][:2] == [found.term, found.other_meanings[0].term]
    assert terms.look_up("bread").other_meanings == []


@given(
    st.lists(st.sampled_from(["bread", "meat", "scale"]), min_size=2, unique=True),
    st.sampled_from(["title", "abbr", "aliases", "covers"]),
    st.randoms(use_true_random=False),
)
def test_every_meaning_leads_to_every_other_whatever_kind_of_name_it_is(
    slugs: list[str], kind: str, random: Any
) -> None:
    """The first of a name is the concept whose title it is, and the order of the pages does not count."""
    own = {kind: "Loaf" if kind in ("title", "abbr") else ["Loaf"], "shared_names": ["loaf"]}
    pages = {slug: {"covers": ["loaf"], "shared_names": ["loaf"]} for slug in slugs} | {slugs[0]: own}
    found = concepts(pages)
    random.shuffle(found)
    (shared,) = shared_names(found)
    assert {concept.slug for concept in shared.concepts} == {*slugs}
    assert shared.slug == "loaf"
    if kind != "covers":
        assert shared.concepts[0].slug == slugs[0] and not shared.is_covered_by(shared.concepts[0])
    assert [concept.slug for concept in shared.concepts[1:]] == sorted(
        slug for slug in slugs if slug != shared.concepts[0].slug
    )
