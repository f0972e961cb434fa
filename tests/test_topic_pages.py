"""The page of a topic: what it rests on, all that it holds, what is mixed up in it, and the paths through
it.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from glossary.reading.site_config import SiteInfo
from glossary.site.build import build

from .glossaries import COMPARISON, TOPICS, relation, write
from .test_home import PICTURE, SVG

ROUTE = """\
title: To the table
audience: hungry people
description: You can bake.
position: 1
learnt: [Flour becomes bread., An oven is hot.]
steps:
"""


def topic(folder: Path, pages: Mapping[str, Any], steps: list[str] | None = None) -> str:
    files = {"pictures/flour.svg": SVG}
    if steps:
        files["paths/table.yml"] = ROUTE + "".join(
            f"  - concept: {slug}\n    why: Now {slug}.\n" for slug in steps
        )
    write(folder, pages, files)
    output = build(folder, date(2099, 1, 1))
    assert output.files, output.problems
    return str(output.files["topics/basics.md"])


def parts(page: str) -> dict[str, str]:
    """The sections by id."""
    return dict(re.findall(r"^## .*?\{: #([a-z-]+).*?\}\n(.*?)(?=^## |\Z)", page, re.M | re.S))


BAKERY = {
    "bread": {
        "related": [
            relation("flour", "requires"),
            relation("crumb", "contrasts", **COMPARISON),
            relation("fire", "contrasts", **COMPARISON),
        ]
    },
    "crumb": {"level": "advanced"},
    "flour": {"lead": PICTURE.format("flour")},
    "salt": None,
    "fire": {"topic": "safety"},
}


def test_first_stands_what_the_topic_rests_on_and_the_picture_of_it(tmp_path: Path) -> None:
    first = parts(topic(tmp_path, BAKERY))["read-first"]
    assert re.findall(r"^- \[What is .*?\]\(\.\./concepts/(.*?)\.md\)", first, re.M) == [
        "flour",
        "bread",
        "crumb",
    ]
    assert 'aria-label="A loaf."' in first
    assert "From [What is a flour?](../concepts/flour.md)" in first


def test_the_editors_choose_what_to_begin_with(tmp_path: Path) -> None:
    write(
        tmp_path,
        BAKERY,
        {
            "pictures/flour.svg": SVG,
            "topics.yml": TOPICS.replace("slug: basics\n", "slug: basics\n  begin_with: [salt, bread]\n"),
        },
    )
    files = build(tmp_path, date(2099, 1, 1)).files
    assert re.findall(
        r"^- .*?concepts/(.*?)\.md", parts(str(files["topics/basics.md"]))["read-first"], re.M
    ) == ["salt", "bread"]
    assert "Begin with [Salt](../concepts/salt.md) and [Bread](../concepts/bread.md)." in str(
        files["topics/index.md"]
    )


def test_then_every_concept_by_level_and_the_comparisons_within_the_topic(tmp_path: Path) -> None:
    found = parts(topic(tmp_path, BAKERY))
    assert list(found) == ["read-first", "all", "often-confused"]
    # Each of them once: three stand among those to read first.
    assert re.findall(r"concepts/(.*?)\.md\) – .* \*(.*?)\*", found["all"]) == [("salt", "Getting started")]
    assert re.findall(r"^- \[(.*?)\]\(\.\./compare/(.*?)\.md\)", found["often-confused"], re.M) == [
        ("Bread vs crumb", "bread-vs-crumb")
    ]


def test_paths_lead_through_a_topic_if_more_than_one_step_is_in_it(tmp_path: Path) -> None:
    found = parts(topic(tmp_path, BAKERY, ["flour", "bread", "fire"]))["paths"]
    assert (
        "- [To the table](../paths/table.md) – For hungry people. 2 of its 3 pages belong to this topic."
        in found
    )
    assert "paths" not in parts(
        topic(tmp_path, BAKERY | {"oven": {"topic": "safety"}}, ["flour", "oven", "fire"])
    )


def test_a_topic_can_be_printed(tmp_path: Path) -> None:
    assert "[Print this topic](../print/basics.md)" in topic(tmp_path, BAKERY)


def test_a_level_that_all_concepts_share_is_not_shown(tmp_path: Path) -> None:
    for level, shown in (("getting-started", False), ("advanced", True)):
        write(tmp_path, {"bread": None, "crumb": {"level": level}})
        output = build(tmp_path, date(2099, 1, 1))
        assert ("Getting started" in str(output.files["concepts/bread.md"])) is shown
        assert ("Getting started" in str(output.verbatim["concepts/bread/index.md"])) is shown


def test_a_topic_without_pages_is_shown_to_authors_alone_and_is_no_problem(tmp_path: Path) -> None:
    write(tmp_path, {"bread": None, "crumb": None})
    built, shown = (
        build(tmp_path, date(2099, 1, 1)),
        build(tmp_path, date(2099, 1, 1), SiteInfo(for_authors=True)),
    )
    assert built.problems == shown.problems == []
    assert "topics/safety.md" not in built.files and "Safety" not in str(built.files["topics/index.md"])
    assert 'glossary new "Your term" --topic safety' in str(shown.files["topics/safety.md"])
    assert "[Safety](safety.md)" in str(shown.files["topics/index.md"])
