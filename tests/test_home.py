"""The home page: an example for each day, topics with where to begin, and what is new if that can be told."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossary.reading.site_config import SiteInfo
from glossary.site.build import build
from glossary.text import read
from glossary.text.markdown import escape

from .glossaries import TODAY, relation, write

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="300" viewBox="0 0 680 300"><title>A '
    "loaf</title></svg>"
)
PICTURE = "It looks like this:\n\n![A loaf.](../pictures/{}.svg)\n"


def home(
    folder: Path, pages: Mapping[str, Any], files: Mapping[str, str] | None = None, today: date = TODAY
) -> str:
    write(
        folder,
        pages,
        {f"pictures/{slug}.svg": SVG for slug, fields in pages.items() if "lead" in (fields or {})}
        | dict(files or {}),
    )
    output = build(folder, today)
    assert output.files, output.problems
    return str(output.files["index.md"])


def section(page: str, id: str) -> str:
    return re.split(r"^(?:## |</div>)", page.partition(f"{{: #{id} .")[2], maxsplit=1, flags=re.M)[0]


def test_every_day_another_concept_with_a_picture_is_the_example(tmp_path: Path) -> None:
    pages = {
        "bread": {"lead": PICTURE.format("bread")},
        "flour": {"lead": PICTURE.format("flour")},
        "oven": None,
    }
    shown = [
        section(home(tmp_path, pages, today=TODAY + timedelta(days)), "worth-knowing") for days in range(3)
    ]
    assert [re.search(r"concepts/([a-z]+)", text)[1] for text in shown] in (
        ["bread", "flour", "bread"],
        ["flour", "bread", "flour"],
    )
    for text in shown:
        slug = re.search(r"concepts/([a-z]+)", text)[1]
        assert f"{slug.capitalize()} as this small glossary sees it, no more." in text
        assert 'aria-label="A loaf."' in text


def test_a_picture_that_needs_the_text_around_it_does_not_stand_on_the_home_page(tmp_path: Path) -> None:
    pages = {
        "bread": {"lead": PICTURE.format("bread")},
        "flour": {"lead": f"Flour.\n\n## How it works\n\n{PICTURE.format('flour')}"},
    }
    for days in range(2):
        page = home(tmp_path, pages, today=TODAY + timedelta(days))
        assert "concepts/bread" in section(page, "worth-knowing")
        assert "#pictures" not in page


def test_without_pictures_there_is_an_example_all_the_same(tmp_path: Path) -> None:
    page = home(tmp_path, {"bread": None})
    assert "Bread as this small glossary sees it, no more." in section(page, "worth-knowing")
    assert "![" not in page and "#pictures" not in page


@pytest.mark.parametrize(
    ("own", "fields", "heading"),
    [
        (None, {"title": "Words & more"}, "Words & more"),
        ("Welcome.\n", {"title": "Words & more"}, "Words & more"),
        ("# Bakery\n", {"title": "Bakery"}, "Bakery"),
        ("---\n\n# Bakery\n", {"title": "Bakery"}, "Bakery"),
        (
            "---  \ntitle: Bakery\ndate: 2026-01-02\n---\n\n# Our bakery\n",
            {"title": "Bakery", "date": date(2026, 1, 2)},
            "Our bakery",
        ),
        ("---\ntitle: Bakery\n---\nWelcome.\n", {"title": "Bakery"}, "Bakery"),
        ("---\n# Nothing.\n---\nWelcome.\n", {"title": "Words & more"}, "Words & more"),
        ("---\ntitle: Home: b\n---\nWelcome.\n", {"title": "Words & more"}, "Words & more"),
    ],
    ids=["none", "no heading", "heading", "line", "both", "title", "comment", "broken"],
)
def test_the_home_page_is_called_like_the_site_unless_it_says_otherwise(
    own: str | None, fields: dict[str, Any], heading: str, tmp_path: Path
) -> None:
    write(tmp_path, {"bread": None}, {"index.md": own})
    files = build(tmp_path, TODAY, SiteInfo(name="Words & more")).files
    page = read(str(files["index.md"]))
    assert yaml.safe_load(page.yaml) == {"page_type": "home"} | fields
    assert [block.plain for block in page.blocks if block.level == 1] == [heading]
    assert f"\n- [{escape(fields['title'])}](/index.md)\n" in str(files["llms.txt"])


def test_a_topic_says_where_to_begin(tmp_path: Path) -> None:
    pages = {
        "bread": {"related": [relation("flour", "requires")]},
        "crumb": {"related": [relation("bread", "part_of")]},
        "flour": {"related": [relation("grain", "requires")]},
        "grain": None,
        "crust": {"related": [relation("bread", "part_of")]},
        "slice": {"related": [relation("bread", "part_of"), relation("flour", "requires")]},
        "fire": {"topic": "safety"},
    }
    (topic,) = re.findall(r"^- \[Basics\].*$", home(tmp_path, pages), re.M)
    assert (
        "6\N{NO-BREAK SPACE}concepts. Begin with [Grain](concepts/grain.md), [Flour](concepts/flour.md) and "
        "[Bread](concepts/bread.md)."
    ) in topic


def test_what_is_new_is_told_only_where_dates_tell_it(tmp_path: Path) -> None:
    same = {
        f"loaf-{letter}": {"published": date(2026, 2, 1), "reviewed": date(2026, 2, 1)}
        for letter in "abcdefg"
    }
    page = home(tmp_path, same)
    assert "#newest" not in page and "#recently-reviewed" not in page
    page = home(
        tmp_path,
        same
        | {
            "bread": {"published": date(2026, 3, 1), "reviewed": date(2026, 3, 1)},
            "loaf-c": {"published": date(2026, 2, 1), "reviewed": date(2026, 4, 1)},
        },
    )
    assert re.findall(r"concepts/([a-z-]+)", section(page, "newest")) == ["bread"]
    assert re.findall(r"concepts/([a-z-]+)", section(page, "recently-reviewed")) == ["loaf-c"]


@pytest.mark.parametrize(
    ("reasons", "shown"),
    [
        (["", "", "", "", ""], ["path-0", "path-1", "path-2", "path-3"]),
        (["job", "job", "worry", "curiosity", "job"], ["path-0", "path-3", "path-1", "path-2"]),
        (["curiosity", "job", "job", "", ""], ["path-0", "path-1"]),
    ],
)
def test_home_names_the_first_path_and_one_for_each_reason_or_a_few_others(
    reasons: list[str], shown: list[str], tmp_path: Path
) -> None:
    pages = {"bread": None, "crumb": None, "flour": None}
    steps = [{"concept": slug, "why": f"Now {slug}."} for slug in pages]
    files = {
        f"paths/path-{position}.yml": yaml.safe_dump(
            {
                "title": f"Path {position}",
                "audience": "bakers",
                "description": "You can bake.",
                "position": position,
                "steps": steps,
                "learnt": ["You know flour.", "You know bread."],
            }
            | ({"reason": reason} if reason else {})
        )
        for position, reason in enumerate(reasons)
    }
    page = section(home(tmp_path, pages, files), "start-here")
    assert re.findall(r"^- \[.*?\]\(paths/(.*?)\.md\)", page, re.M) == shown
