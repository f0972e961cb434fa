"""The generated pages beyond the concepts: comparisons, paths, print, health, feeds."""

import json
import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
import yaml

from glossary.graph.graph import build_graph
from glossary.graph.neighbourhood import BOX_WIDTH, WIDTH, neighbourhood
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build
from glossary.site.pages._context import NEAREST
from glossary.site.pages.compare_pages import whole_sentences

from .glossaries import COMPARISON, REAL_URL, concepts, page, relation, write
from .sample import PATHS

ROOT = Path(__file__).parent.parent
TODAY = date(2099, 1, 1)
URL = REAL_URL


@pytest.fixture(scope="module")
def output(sample: Output) -> Output:
    """What the sample of the real glossary becomes."""
    return sample


def reading_path(title: str, following: str, *concepts: str) -> str:
    steps = "".join(
        f"- concept: {concept}\n  why: Because {title} needs {concept}.\n" for concept in concepts
    )
    return (
        f"title: {title}\naudience: For some.\ndescription: A way.\nposition: 1\nlearnt: [It., More.]\n"
        f"next: {following}\nsteps:\n{steps}"
    )


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """A small source folder with two reading paths."""
    paths = {
        "paths/newcomer.yml": reading_path("Newcomer", "under-the-hood", "ai-model", "llm", "token"),
        "paths/under-the-hood.yml": reading_path("Under the hood", "newcomer", "llm", "token", "ai-model"),
    }
    write(tmp_path, {"ai-model": None, "llm": None, "token": {"related": [relation("llm")]}}, paths)
    assert build(tmp_path, TODAY).files
    return tmp_path


def meta(page: str) -> dict[str, object]:
    return yaml.safe_load(page.split("---\n")[1])


def test_a_comparison_begins_with_the_difference_and_ends_with_both_pages(output: Output) -> None:
    page = output.files["compare/llm-vs-foundation-model.md"]
    relation = next(
        relation for relation in output.concepts["llm"].meta.related if relation.to == "foundation-model"
    )
    body = page.split("---\n", 2)[2].strip()
    assert body.startswith("# LLM vs foundation model: what is the difference?\n\n")
    assert relation.difference in body
    # As much of it as a search engine shows.
    described = meta(page)["description"]
    assert described.endswith(".") and len(described) <= 160 and relation.difference.startswith(described)
    table = [line for line in body.splitlines() if line.startswith("| ")]
    assert len(table) == 2 + len(relation.rows or [])
    order = [
        body.index(part)
        for part in ("When to say which", relation.rows[0].aspect, "Each in one sentence", "Read on")
    ]
    assert order == sorted(order)
    assert f"- **LLM:** {relation.when_this}\n- **Foundation model:** {relation.when_that}\n" in body


def test_a_comparison_spells_out_what_few_people_know_by_its_abbreviation(tmp_path: Path) -> None:
    heat = {"abbr": "HP", "related": [relation("language-model", "contrasts", **COMPARISON)]}
    pages = {"heat-pump": heat, "language-model": {"abbr": "LM"}}
    titles = {
        "": "Heat pump vs language model",
        "familiar_abbreviations: [LM, EU]": "Heat pump vs LM",
        "familiar_abbreviations: [LM, HP]": "HP vs LM",
    }
    for style, title in titles.items():
        write(tmp_path, pages, {"style.yml": style})
        files = build(tmp_path, TODAY).files
        page, label = files["compare/heat-pump-vs-language-model.md"], title.partition(" vs ")[0]
        assert f"# {title}: what is the difference?" in page and f"- **{label}:** For text." in page
        assert f"[{title}](../compare/heat-pump-vs-language-model.md)" in files["concepts/heat-pump.md"]
        one, other = json.loads(files["search/glossary.json"])["concepts"]
        assert (f"{one.get('short', one['title'])} vs {other.get('within', other['title'])}") == title


def test_a_page_that_all_others_name_lists_the_nearest_and_leads_to_all(tmp_path: Path) -> None:
    names = [f"word{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(2 * NEAREST)]
    # What stands last shows the page as related; the others of each half have one another.
    pages = {
        name: {
            "lead": "A token stands here.\n",
            "related": [relation(other) for other in names[max(0, place - 6) : place]],
        }
        for place, name in enumerate(names)
    }
    write(tmp_path, {**pages, names[-1]: {"related": [relation("token")]}, "token": None})
    files = build(tmp_path, TODAY).files

    def linked(text: str, address: str) -> set[str]:
        return set(re.findall(address, text))

    everywhere = files["related/basics.md"].partition("#related-token")[2].partition("\n## ")[0]
    section = files["concepts/token.md"].partition("## Mentioned in")[2].partition("\n## ")[0]
    of_token = files["concepts/token.md"].partition("## Related articles")[2].partition("\n## ")[0]
    shown = linked(section, r"\]\((word\w+)\.md\)") | linked(of_token, r"\]\((word\w+)\.md\)")
    assert NEAREST <= len(shown) < len(names)
    assert "(../related/basics.md#related-token)" in section
    assert linked(everywhere, r"concepts/(word\w+)\.md") == {*names}
    # Whatever shows the page as related is seen from it.
    showing = {
        name
        for name in names
        if "](token.md)"
        in files[f"concepts/{name}.md"].partition("## Related articles")[2].partition("\n## ")[0]
    }
    assert showing and showing <= shown
    assert "related/" not in files[f"concepts/{names[0]}.md"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A is a tool.", "A is a tool."),
        ("A is a tool. B is a law.", "A is a tool. B is a law."),
        ("A is a tool. B is a law. Few mix them up.", "A is a tool. B is a law."),
        ("A cow. It is an animal that eats grass.", "A cow. It is an animal…"),
        ("A is for 2.5 million people of the country.", "A is for 2.5 million…"),
        ("Unbrokenwordsarecutoffwheretheyareover", "Unbrokenwordsarecutoffwh…"),
    ],
)
def test_a_description_is_cut_behind_a_sentence_or_at_least_a_word(text: str, shown: str) -> None:
    assert whole_sentences(text, 25) == shown


def test_both_concepts_lead_to_their_comparison(output: Output) -> None:
    for slug in ("llm", "foundation-model"):
        section = (
            output.files[f"concepts/{slug}.md"].partition("## Often confused with")[2].partition("\n## ")[0]
        )
        assert "(../compare/llm-vs-foundation-model.md)" in section


def test_the_ids_of_generated_sections_stay_as_they_were_published(output: Output) -> None:
    ids = {
        path: re.findall(r"^##+ .*? \{: #(\S+) \.(?:section|part)-", str(output.files[path]), re.M)
        for path in (
            "concepts/llm.md",
            "compare/llm-vs-foundation-model.md",
            "index.md",
            "topics/language-models.md",
            "paths/newcomer.md",
            "about/health.md",
            "print/index.md",
        )
    }
    # Whether there are newest ones depends on the dates of all pages.
    ids["index.md"] = [id for id in ids["index.md"] if id not in {"newest", "recently-reviewed"}]
    assert ids == {
        "concepts/llm.md": [
            "in-plain-words",
            "why-it-matters",
            "how-it-works",
            "example",
            "common-pitfalls",
            "often-confused-with",
            "related-articles",
            "mentioned-in",
            "sources",
        ],
        "compare/llm-vs-foundation-model.md": [
            "when-to-say-which",
            "definitions",
            "read-on",
            "also-confused",
        ],
        "index.md": ["worth-knowing", "pictures", "start-here", "topics"],
        "topics/language-models.md": [
            "read-first",
            "all",
            "often-confused",
            "paths",
        ],
        "paths/newcomer.md": ["what-you-know-now", "go-on-with"],
        "about/health.md": ["links", "missing-relations", "review", "by-kind"],
        "print/index.md": ["one-topic-alone", "contents"],
    }
    assert "{: #letter-a " in str(output.files["concepts/index.md"])


def test_the_most_confusing_pair_is_what_the_page_itself_declares(output: Output) -> None:
    section = output.files["concepts/llm.md"].partition("## Often confused with")[2].partition("\n## ")[0]
    first, *others = re.findall(r"\(\.\./compare/(.+)\.md\)", section)
    assert first == "llm-vs-foundation-model"
    assert len(others) > 3 and not [pair for pair in others if pair.startswith("llm-vs-")]


def test_comparisons_are_grouped_by_topic(output: Output) -> None:
    page = output.files["compare/index.md"]
    _, most, *parts = re.split(r"^## ", page, flags=re.M)
    assert most.count("-vs-") == 12
    for part in parts:
        topic = re.search(r"\{: #([a-z-]+) ", part)[1]
        pairs = re.findall(r"\]\((.+?)-vs-.+?\.md\)", part)
        assert pairs and {output.concepts[slug].meta.topic for slug in pairs} == {topic}


def test_there_are_a_dozen_comparisons_and_each_can_be_reached_the_other_way_round(output: Output) -> None:
    pages = [path for path in output.files if re.fullmatch(r"compare/.+-vs-.+\.md", path)]
    assert len(pages) >= 12
    assert set(re.findall(r"\]\((.+?-vs-.+?)\.md\)", output.files["compare/index.md"])) == {
        Path(path).stem for path in pages
    }
    assert (
        'content="0; url=../llm-vs-foundation-model/"'
        in output.files["compare/foundation-model-vs-llm/index.html"]
    )


def test_a_path_says_why_each_step_follows_and_how_long_it_takes(output: Output) -> None:
    source = yaml.safe_load((ROOT / "docs/paths/newcomer.yml").read_text("utf-8"))
    page = output.files["paths/newcomer.md"]
    steps = re.findall(r"^1\. \[.*\]\(\.\./concepts/(.+)\.md\) – (.+)$", page, re.M)
    assert steps == [(step["concept"], step["why"]) for step in source["steps"]]
    words = sum(len(output.concepts[slug].text.words) for slug, _ in steps)
    assert int(re.search(r"about (\d+)\sminutes", page)[1]) == -(-words // 238)
    assert [step["url"] for step in meta(page)["path"]["steps"]] == [f"concepts/{slug}/" for slug, _ in steps]


def test_every_path_is_listed_and_the_first_is_where_home_sends_newcomers(output: Output) -> None:
    assert len(list((ROOT / "docs/paths").glob("*.yml"))) >= 4
    listed = output.files["paths/index.md"]
    assert set(re.findall(r"^\[.*?\]\((.*?)\.md\)", listed, re.M)) == set(PATHS)
    # Each is told from the others by a picture of its own.
    drawn = re.findall(r'role="img" aria-label="(.*?)"', listed)
    assert len(drawn) == len(set(drawn)) == len(PATHS)
    start = re.findall(r"^- \[.*?\]\(paths/(.+?)\.md\)", output.files["index.md"], re.M)
    reason = {
        slug: yaml.safe_load((ROOT / f"docs/paths/{slug}.yml").read_text("utf-8"))["reason"] for slug in PATHS
    }
    assert start[0] == "newcomer"
    others = {reason[slug] for slug in PATHS if slug != "newcomer"}
    assert [reason[slug] for slug in start[1:]] == sorted(others) and len(others) > 1


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("concept: llm", "concept: lmm", "there is no concept 'lmm'; did you mean 'llm'?"),
        ("concept: llm", "concept: ai-model", "'ai-model' is on the path twice, first on line"),
        ("audience:", "audiense:", "unknown field 'audiense'; did you mean 'audience'?"),
        ("title:", "title: [", "the YAML is broken"),
        (
            "next: under-the-hood",
            "next: under-the-wood",
            "there is no path 'under-the-wood'; did you mean 'under-the-hood'?",
        ),
        ("next: under-the-hood", "next: newcomer", "the path goes on with itself"),
        ("learnt:", "learned:", "unknown field 'learned'; did you mean 'learnt'?"),
    ],
)
def test_a_wrong_path_is_reported_with_its_line(docs: Path, before: str, after: str, problem: str) -> None:
    file = docs / "paths/newcomer.yml"
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), "utf-8")
    output = build(docs, TODAY)
    assert not output.files
    line = text[: text.index(before)].count("\n") + 1
    found = [one for one in output.problems if problem in str(one)]
    assert found and found[0].path == "paths/newcomer.yml"
    assert found[0].line in {line, line + 1}


def test_the_print_page_holds_every_text_and_leads_within_itself(output: Output) -> None:
    page = output.files["print/index.md"]
    ids = set(re.findall(r"\{: #([a-z0-9-]+)", page))
    assert set(output.concepts) <= ids
    anchors = set(re.findall(r"\]\(#([a-z0-9-]+)\)", page))
    assert anchors and anchors <= ids
    assert ".md)" not in page.partition("## Contents")[2]
    assert not re.search(r"^# (?!\d+\sconcepts)", re.sub(r"```.*?```", "", page, flags=re.S), re.M)


def test_the_health_page_counts_what_there_is(output: Output) -> None:
    page = output.files["about/health.md"]
    assert f"{len(output.concepts)}\N{NO-BREAK SPACE}concepts" in page
    sources = [source.kind for concept in output.concepts.values() for source in concept.meta.sources]
    assert f"| primary | {sources.count('primary')} |" in page
    links_to = build_graph(output.concepts.values()).links_to
    orphans = output.concepts.keys() - {target for targets in links_to.values() for target in targets}
    (listed,) = re.findall(r"^.*Orphans, which no other text links to: (.*)$", page, re.M)
    assert set(re.findall(r"/([a-z-]+)\.md\)", listed)) == orphans, listed


def test_a_page_due_for_review_is_named(docs: Path) -> None:
    page = docs / "concepts/token.md"
    page.write_text(
        page.read_text("utf-8").replace("related:\n", "review_by: 2026-12-24\nrelated:\n", 1), "utf-8"
    )
    due = "- [Token](../concepts/token.md), by 24 December 2026"
    before = build(docs, date(2026, 12, 23)).files["about/health.md"]
    assert due not in before.partition("## Due for review")[2].partition("Next in line")[0]
    after = build(docs, date(2026, 12, 24)).files["about/health.md"]
    assert due in after.partition("## Due for review")[2].partition("Next in line")[0]


def test_the_neighbourhood_stays_in_its_frame_and_boxes_do_not_overlap(output: Output) -> None:
    graph = build_graph(output.concepts.values())
    drawn = [found for slug in graph.concepts if (found := neighbourhood(graph, slug))]
    assert len(drawn) > 20
    for drawing in drawn:
        boxes = [*drawing.boxes, drawing.centre]
        for box in boxes:
            assert box.x >= 0 and box.x + BOX_WIDTH <= WIDTH
            assert box.y >= 0 and box.y + box.height <= drawing.height
            assert " ".join(box.lines).replace("- ", "-") == box.concept.meta.title or box.lines[-1].endswith(
                "…"
            ), "no word is broken"
        for index, box in enumerate(boxes):
            for other in boxes[index + 1 :]:
                apart = (
                    box.x + BOX_WIDTH <= other.x
                    or other.x + BOX_WIDTH <= box.x
                    or box.y + box.height <= other.y
                    or other.y + other.height <= box.y
                )
                assert apart, (drawing.centre.concept.slug, box.concept.slug, other.concept.slug)


def test_feeds_can_be_read_and_list_the_newest_first(output: Output) -> None:
    text = output.files["feed_rss_created.xml"]
    ElementTree.fromstring(text)
    feed = feedparser.parse(text)
    assert not feed.bozo
    assert feed.feed.title == "AI in Plain Words: new concepts"
    assert len(feed.entries) == min(50, len(output.concepts))
    assert [entry.published_parsed for entry in feed.entries] == sorted(
        (entry.published_parsed for entry in feed.entries), reverse=True
    )
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    assert all(entry.link.startswith(URL + "concepts/") for entry in feed.entries)


@pytest.mark.parametrize(
    ("kinds", "legend"),
    [
        (["broader"], "above: broader"),
        (["part_of"], "above: the whole"),
        (["broader", "part_of"], "above: broader or the whole"),
        (["narrower"], "below: narrower"),
        (["has_part"], "below: parts"),
        (["has_part", "narrower"], "below: narrower or parts"),
    ],
)
def test_the_legend_of_a_map_says_what_is_drawn(kinds: list[str], legend: str) -> None:
    others = ["bread", "crumb"][: len(kinds)]
    graph = build_graph(
        concepts(
            {
                **dict.fromkeys(others),
                "token": {"related": [relation(*pair) for pair in zip(others, kinds, strict=True)]},
            }
        )
    )
    drawn = neighbourhood(graph, "token")
    assert drawn and drawn.legend == [legend]


def test_without_paths_there_is_no_page_of_them(tmp_path: Path) -> None:
    write(tmp_path, {"bread": None, "crumb": None})
    output = build(tmp_path, TODAY)
    assert not [path for path in [*output.files, *output.verbatim] if path.startswith("paths/")]
    assert "paths/" not in str(output.files["llms.txt"])


def test_a_review_comes_into_a_feed_of_its_own_under_a_new_id(docs: Path) -> None:
    page = docs / "concepts/token.md"
    text = page.read_text("utf-8")
    page.write_text(re.sub(r"^reviewed: .*$", "reviewed: 2098-05-06", text, flags=re.M), "utf-8")
    feed = feedparser.parse(build(docs, TODAY, SiteInfo(URL)).files["feed_rss_updated.xml"])
    assert feed.entries[0].link == URL + "concepts/token/"
    assert feed.entries[0].id == URL + "concepts/token/#reviewed-2098-05-06"


def test_the_day_of_a_review_is_shown_where_it_tells_something(tmp_path: Path) -> None:
    old, new = date(2026, 1, 2), date(2026, 3, 4)
    days = {"bread": (old, old), "crumb": (old, new), "flour": (new, new), "salt": (old, date(2026, 2, 3))}

    def shown(pages: dict[str, tuple[date, date]]) -> dict[str, str]:
        write(
            tmp_path,
            {
                slug: {"published": published, "reviewed": reviewed}
                for slug, (published, reviewed) in pages.items()
            },
        )
        files = build(tmp_path, TODAY).files
        return {
            slug: review["text"]
            for slug in pages
            if (review := meta(str(files[f"concepts/{slug}.md"]))["concept"].get("review"))
        }

    assert shown(days) == {"crumb": "4 March 2026", "salt": "3 February 2026"}
    assert shown(days | {"yeast": (old, new)}) == {"salt": "3 February 2026"}


def test_no_line_ends_in_the_middle_of_a_sum(tmp_path: Path) -> None:
    write(tmp_path, {"token": page("token") + "\nThen 2 × (3 − 5) = −4, not `2 × 3`, and a + b stays.\n"})
    files = build(tmp_path, TODAY).files
    held = "Then 2\xa0×\xa0(3\xa0−\xa05) =\xa0−4, not `2 × 3`, and a + b stays."
    assert held in str(files["concepts/token.md"])
    assert held.replace("\xa0", " ") in str(files["llms-full.txt"])
