"""Values are data: what a field holds is what a reader sees, on every page that is made from it."""

import html
import re
from datetime import date
from functools import cache
from typing import Any

import markdown
import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from mkdocs.utils.meta import get_data

from glossary.graph.comparisons import comparisons
from glossary.graph.graph import build_graph
from glossary.graph.related import mentioned_in, related
from glossary.reading.concept import Concept
from glossary.reading.frontmatter import FrontMatter, Kind, Relation, Row, Source
from glossary.reading.reading_paths import PathFields, ReadingPath, Step
from glossary.reading.settings import Topic
from glossary.reading.site_config import SiteInfo
from glossary.site.exports.llms_txt import llms_txt
from glossary.site.pages import PageContext, pages
from glossary.text import read
from glossary.text.markdown import Markdown, address, environment, escape, front_matter

from .nasty_markdown import render

SIGNS = (
    "<script>alert(1)</script> & &amp; \" ' | ] [x](y) `code` {{ x }} {% x %} {: .c } *a* __b__ # \\ "
    "~~c~~ ^d^ $e$ != :smile: https://f.example g@h.example"
)
ATTACKS = {
    "signs": ("", SIGNS),
    "line break": ("", "one\ntwo\r\nthree\n\n# four"),
    "list": ("- ", ""),
    "numbered list": ("1. ", ""),
    "plus": ("+ ", ""),
    "line": ("--- ", ""),
    "heading": ("# ", ""),
    "underline": ("", "\n==="),
    "quotation": ("> ", ""),
    "code": ("``` ", ""),
    "definition": ("[x]: ", ""),
    "comment": ("<!-- ", ""),
}
URL = "https://example.org/glossary/"
TODAY = date(2026, 6, 9)


class Values:
    """Makes a text for each field, with what the attack adds, and remembers it as a reader sees it."""

    def __init__(self, attack: tuple[str, str]) -> None:
        self.before, self.behind = attack
        self.seen: list[str] = []

    def __call__(self, name: str) -> str:
        value = f"{self.before}{name.capitalize()} {self.behind}".strip()
        self.seen.append(" ".join(value.split()))
        return value


def glossary_of(value: Values) -> PageContext:
    """A small glossary whose every text is made by `value`. The schema, which would refuse it, is not
    asked.
    """

    def concept(slug: str, level: str, relations: list[Relation]) -> Concept:
        meta = FrontMatter.model_construct(
            title=value(f"{slug} title"),
            abbr=value(f"{slug} abbr"),
            question=value(f"{slug} question"),
            aliases=[value(f"{slug} alias")],
            misnomers=[value(f"{slug} misnomer")],
            autolink=None,
            hints=[value(f"{slug} hint")],
            topic="basics",
            level=level,
            definition=value(f"{slug} definition"),
            published=TODAY,
            reviewed=TODAY,
            review_by=TODAY,
            related=relations,
            sources=[
                Source.model_construct(
                    id=slug,
                    title=value(f"{slug} paper"),
                    url="https://example.org/a",
                    publisher=value(f"{slug} publisher"),
                    kind="primary",
                ),
                Source.model_construct(
                    id=None,
                    title=value(f"{slug} report"),
                    url="https://example.org/b",
                    publisher=value(f"{slug} press"),
                    kind="secondary",
                ),
            ],
        )
        return Concept(slug, f"concepts/{slug}.md", meta, read('Here it is explained [@apple, "a" & b].\n'))

    contrast = Relation.model_construct(
        to="bread",
        kind=Kind.CONTRASTS,
        why=value("contrast why"),
        back=value("contrast back"),
        difference=value("difference"),
        rows=[
            Row.model_construct(aspect=value(f"aspect {n}"), this=value(f"this {n}"), that=value(f"that {n}"))
            for n in range(3)
        ],
        when_this=value("when this"),
        when_that=value("when that"),
    )
    part = Relation.model_construct(
        to="bread",
        kind=Kind.PART_OF,
        why=value("part why"),
        back=None,
        difference=None,
        rows=None,
        when_this=None,
        when_that=None,
    )
    graph = build_graph(
        [
            concept("apple", "advanced", [contrast]),
            concept("bread", "intermediate", []),
            concept("crumb", "getting-started", [part]),
        ]
    )
    topics = {
        "basics": Topic.model_construct(
            slug="basics", title=value("topic title"), description=value("topic description")
        )
    }
    steps = [Step.model_construct(concept=slug, why=value(f"step {slug}")) for slug in graph.concepts]
    path = PathFields.model_construct(
        title=value("path title"),
        audience=value("path audience"),
        description=value("path description"),
        position=1,
        steps=steps,
        learnt=[value("path learnt"), value("path learnt too")],
    )
    lists = related(graph)
    return PageContext(
        graph,
        topics,
        lists,
        mentioned_in(graph, lists),
        comparisons(graph),
        [ReadingPath("first", path)],
        {},
        {},
        SiteInfo(URL, description="All words."),
        TODAY,
    )


def markdown_pages(glossary: PageContext) -> dict[str, str]:
    """Every page and every Markdown export, without front matter."""
    made = pages(glossary, "")
    indices, copies = llms_txt(glossary, made)
    return {path: get_data(make())[0] for path, make in (made | indices | copies).items()}


def skeleton(page: str) -> list[tuple[str, str]]:
    """The elements of a page with the attributes that the template sets."""
    return [
        (element.name, element.get("href") or element.get("class") or "")
        for element in BeautifulSoup(page, "html.parser").find_all(True)
    ]


def shown(page: str) -> str:
    """The text of a page as a reader sees it, with single spaces."""
    return " ".join(BeautifulSoup(page, "html.parser").get_text().split())


@cache
def harmless(before: str) -> dict[str, list[tuple[str, str]]]:
    """The skeletons of the same pages with values of plain words; `before` has its influence on the order of
    the A–Z.
    """
    return {
        path: skeleton(render(text))
        for path, text in markdown_pages(glossary_of(Values((before, "plain")))).items()
    }


@pytest.mark.parametrize("attack", ATTACKS)
def test_every_page_shows_the_signs_of_a_value_and_lets_them_change_nothing(attack: str) -> None:
    value = Values(ATTACKS[attack])
    found = {path: render(text) for path, text in markdown_pages(glossary_of(value)).items()}
    expected = harmless("§ " if ATTACKS[attack][0] else "")
    assert found.keys() == expected.keys()
    for path, page in found.items():
        assert skeleton(page) == expected[path], path
    everything = " ".join(map(shown, found.values()))
    hidden = ("Alias", "Hint")  # These stand in the page's data only; see below.
    visible = [text for text in value.seen if not any(word.lower() in text for word in hidden)]
    assert len(visible) > 40
    assert [text for text in visible if text not in everything] == []


def test_a_concept_page_hands_the_theme_its_values_as_they_are() -> None:
    value = Values(ATTACKS["signs"])
    text = pages(glossary_of(value), "")["concepts/apple.md"]()
    _, meta = get_data(text)
    concept: dict[str, Any] = meta["concept"]
    assert meta["title"] == f"Apple question {SIGNS}"
    assert meta["description"] == f"Apple definition {SIGNS}"
    assert (concept["name"], concept["abbr"]) == (f"Apple title {SIGNS}", f"Apple abbr {SIGNS}")
    assert concept["aliases"] == [f"Apple alias {SIGNS}"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (
            "plain text, with “quotes” (and more); 3.5 – it's fine",
            "plain text, with “quotes” (and more); 3.5 – it's fine",
        ),
        ("<b>", "&#60;b&#62;"),
        ("R&D", "R&#38;D"),
        ("a: b", "a: b"),
        ("https://x", "https&#58;//x"),
        (":smile:", "&#58;smile:"),
        ("- a - b", "&#45; a - b"),
        ("12. a 1. b", "12&#46; a 1. b"),
        ("1) a", "1&#41; a"),
        ("1.5 a", "1.5 a"),
        ("one\n two \r\n three", "one two three"),
        (3, "3"),
        (Markdown("**as it is**"), "**as it is**"),
    ],
)
def test_escape_writes_signs_of_markup_as_entities(value: object, written: str) -> None:
    assert escape(value) == written


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])))
def test_escaped_text_is_shown_to_the_letter(text: str) -> None:
    for template in (
        "before {} behind",
        "- {}",
        "# {}",
        "| a | b |\n| --- | --- |\n| {} | c |",
        "- [{}](llm.md)",
    ):
        page = render(template.format(escape(text)))
        seen = BeautifulSoup(page, "html.parser").get_text()
        assert "".join(text.split()) in "".join(seen.split())
        assert skeleton(page) == skeleton(render(template.format("x")))


@given(st.text("abc/?&=;#%()[]'*_{}!|^~:@,.+$-copyamp0123456789", max_size=30))
@example("?a=1&copy;=2&amp;#38;")
@example("it's_here(or_'there')")
def test_an_address_leads_where_it_says(path: str) -> None:
    url = f"https://example.org/{path}"
    link = BeautifulSoup(
        markdown.markdown(f"- [x]({address(url)}) – y", extensions=["attr_list"]), "html.parser"
    ).a
    assert link is not None
    assert re.sub("%2[27-9]", lambda found: chr(int(found[0][1:], 16)), str(link["href"])) == re.sub(
        "%2[27-9]", lambda found: chr(int(found[0][1:], 16)), url
    )


_VALUES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]))
    | st.booleans()
    | st.integers()
    | st.sampled_from([SIGNS, "a\n---\nb", "---", "...", "key: value"]),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text("abc", min_size=1), children, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", min_size=1), _VALUES, min_size=1, max_size=4))
def test_front_matter_can_be_read_back_by_yaml_and_by_mkdocs(values: dict[str, Any]) -> None:
    written = front_matter(values)
    assert written.startswith("---\n") and written.endswith("\n---\n")
    assert yaml.safe_load(written.split("---\n", 1)[1].rsplit("---\n", 1)[0]) == values
    assert get_data(f"{written}Text.\n") == ("Text.\n", values)


def test_a_template_that_names_what_is_not_there_fails() -> None:
    with pytest.raises(Exception, match="'missing' is undefined"):
        environment().from_string("{{ missing }}").render()


def test_values_are_escaped_in_every_template_without_being_asked() -> None:
    assert html.unescape(environment().from_string("{{ value }}").render(value=SIGNS)) == SIGNS
    assert "<" not in environment().from_string("{{ value }}").render(value=SIGNS)
