"""The fields of a page: what is accepted, what is refused, and that each is explained."""

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from glossary.reading.frontmatter import FrontMatter, Kind, Relation, Row, Source, front_matter

from .glossaries import COMPARISON, HINTS, SOURCES, concept, relation


@pytest.mark.parametrize("model", [FrontMatter, Relation, Row, Source])
def test_every_field_is_explained_in_a_sentence(model: type[BaseModel]) -> None:
    assert model.model_fields
    assert [
        name for name, field in model.model_fields.items() if not (field.description or "").endswith(".")
    ] == []


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "C++"},
        {"title": "  Token  "},
        {"title": "Naïve Bayes", "abbr": "NB"},
        {"definition": "x" * 20},
        {"definition": "x" * 200},
        {"definition": "It costs “nothing” at all & more, they say."},
        {"plain": f"{'x' * 139}."},
        {"plain": "It answers what people ask, such as “why?”"},
        {"instances": ["ChatGPT", "Le Chat"], "example": "made-up"},
        {"hints": [*HINTS, "nine", "ten"]},
        {"published": date(2026, 1, 1), "reviewed": date(2026, 1, 1)},
        {"review_by": date(2020, 1, 1)},
        {
            "related": [
                relation("prompt", kind.value, **(COMPARISON if kind is Kind.CONTRASTS else {}))
                for kind in Kind
            ]
        },
        {"sources": [SOURCES[0] | {"url": "https://example.org/a_(b)?c=d&e=%20#f"}, SOURCES[1]]},
        {"sources": [SOURCES[0] | {"url": "https://müller.example/ü"}, SOURCES[1]]},
        {"autolink": []},
        {"level": "advanced"},
    ],
    ids=str,
)
def test_what_is_right_is_accepted(fields: dict[str, Any]) -> None:
    assert concept("token", **fields)


@pytest.mark.parametrize(
    ("fields", "location"),
    [
        ({"definition": "x" * 19}, ("definition",)),
        ({"definition": "x" * 201}, ("definition",)),
        ({"definition": "A [link](llm.md) in a definition."}, ("definition",)),
        ({"plain": f"{'x' * 140}."}, ("plain",)),
        ({"plain": "Unit of text, often a part of a word"}, ("plain",)),
        ({"plain": "A [link](llm.md) in a plain sentence."}, ("plain",)),
        ({"example": "invented"}, ("example",)),
        ({"title": "x" * 121}, ("title",)),
        ({"topic": ["basics"]}, ("topic",)),
        ({"hints": HINTS[:7]}, ("hints",)),
        ({"hints": [*HINTS[:7], ""]}, ("hints", 7)),
        ({"published": "2026-01-01"}, ("published",)),
        ({"level": "expert"}, ("level",)),
        ({"related": [relation("prompt", "contrasts")]}, ("related", 0)),
        ({"related": [relation("prompt", "related", **COMPARISON)]}, ("related", 0)),
        (
            {"related": [relation("prompt", "contrasts", **(COMPARISON | {"rows": COMPARISON["rows"][:2]}))]},
            ("related", 0, "rows"),
        ),
        ({"sources": SOURCES[:1]}, ("sources",)),
        ({"sources": [SOURCES[0] | {"url": "https://example.org\\x"}, SOURCES[1]]}, ("sources", 0, "url")),
        ({"sources": [SOURCES[0] | {"url": 'https://example.org/"'}, SOURCES[1]]}, ("sources", 0, "url")),
        ({"sources": [SOURCES[0] | {"url": "ftp://example.org/"}, SOURCES[1]]}, ("sources", 0, "url")),
    ],
    ids=str,
)
def test_what_is_wrong_is_refused_where_it_stands(
    fields: dict[str, Any], location: tuple[str | int, ...]
) -> None:
    with pytest.raises(ValidationError) as caught:
        concept("token", **fields)
    assert [error["loc"] for error in caught.value.errors()] == [location]


def test_a_page_has_each_of_its_names_once() -> None:
    assert concept("llm", title="Language model", abbr="LM", aliases=["LM", "text model"]).meta.names == (
        "Language model",
        "LM",
        "text model",
    )


def test_a_list_that_may_be_empty_may_be_missing() -> None:
    fields = concept("token").meta.model_dump(exclude={"hints", "sources"}, exclude_defaults=True)
    fields["published"] = fields["reviewed"] = date(2026, 1, 2)
    model = front_matter(hints=(0, 3), sources=(0, 20))
    without = model.model_validate(fields)
    assert without.hints == without.sources == []
    assert not {"hints", "sources"} & {*model.model_json_schema()["required"]}
    with pytest.raises(ValidationError, match="primary"):
        model.model_validate(fields | {"sources": SOURCES[1:]})
    with pytest.raises(ValidationError, match="hints"):
        front_matter(sources=(0, 20)).model_validate(fields)
