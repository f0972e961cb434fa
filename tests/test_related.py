"""The order of related articles: golden cases with a reason for each place, and laws."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.graph.graph import build_graph
from glossary.graph.related import HUB, LIMIT, inferred_scores, mentioned_in, neighbours_of, related
from glossary.reading.concept import Concept
from glossary.reading.frontmatter import Kind

from .glossaries import cases, concepts, relation
from .small_graphs import SLUGS, graphs

CASES = cases("related")


@pytest.mark.parametrize("name", CASES)
def test_related_articles_stand_in_the_expected_order(name: str) -> None:
    case: dict[str, Any] = CASES[name]
    graph = build_graph(concepts(case["pages"]))
    lists = related(graph)
    assert case["related"], "a case expects something"
    for slug, places in case["related"].items():
        assert [entry.slug for entry in lists[slug]] == [place["slug"] for place in places]
        for entry, place in zip(lists[slug], places, strict=True):
            assert place["because"]
            assert (entry.kind.value, entry.why) == (
                place.get("kind", entry.kind.value),
                place.get("why", entry.why),
            )
    mentions = mentioned_in(graph, lists)
    for slug, sources in case.get("mentioned_in", {}).items():
        assert mentions[slug] == sources


def test_a_hub_suggests_no_neighbours() -> None:
    """Two pages that only share a concept which everybody names have nothing to do with each other."""
    leaves = {f"leaf-{number:02}": {"lead": "Made of salt.\n"} for number in range(HUB + 1)}
    lists = related(build_graph(concepts({"salt": None} | leaves)))
    assert [entry.slug for entry in lists["leaf-07"]] == ["salt"]
    assert len(lists["salt"]) == LIMIT


@given(graphs())
def test_a_list_holds_at_most_six_others_each_once(found: list[Concept]) -> None:
    for slug, entries in related(build_graph(found)).items():
        listed = [entry.slug for entry in entries]
        assert slug not in listed and len(listed) == len(set(listed)) <= LIMIT == 6


@given(graphs())
def test_declared_relations_come_first_then_inverse_then_inferred_ones(found: list[Concept]) -> None:
    graph = build_graph(found)
    for slug, entries in related(graph).items():
        own, others = (
            [(edge.target, edge.kind) for edge in graph.edges[slug] if edge.declared is here]
            for here in (True, False)
        )
        shown = [(entry.slug, entry.kind) for entry in entries]
        assert shown[: len(own)] == own[:LIMIT]
        elsewhere = shown[len(own) : len(own) + len(others)]
        assert set(elsewhere) <= set(others) and len(elsewhere) == max(0, min(len(others), LIMIT - len(own)))
        scores = inferred_scores(graph, slug, neighbours_of(graph))
        nearness = [scores.get(target, 0) for target, _ in elsewhere]
        left_out = [scores.get(target, 0) for target, kind in others if (target, kind) not in shown]
        assert nearness == sorted(nearness, reverse=True) and max(left_out, default=0) <= min(
            nearness, default=LIMIT
        )
        assert all(kind is Kind.RELATED for _, kind in shown[len(own) + len(others) :])


@given(graphs())
def test_whatever_is_related_is_visible_from_both_sides(found: list[Concept]) -> None:
    graph = build_graph(found)
    lists = related(graph)
    mentions = mentioned_in(graph, lists)
    listed = {slug: {entry.slug for entry in entries} for slug, entries in lists.items()}
    for slug in SLUGS:
        assert all(slug in listed[other] or slug in mentions[other] for other in listed[slug])
        assert all(other in listed[slug] or other in mentions[slug] for other in graph.linked_from[slug])
        assert slug not in mentions[slug] and not listed[slug] & set(mentions[slug])


@given(graphs(), st.integers())
def test_the_order_of_the_files_changes_nothing(found: list[Concept], seed: int) -> None:
    shuffled = found.copy()
    random.Random(seed).shuffle(shuffled)
    lists, other = related(build_graph(found)), related(build_graph(shuffled))
    assert lists == other and list(lists) == list(other)


def test_a_reason_is_never_empty() -> None:
    graph = build_graph(
        concepts({"bread": {"related": [relation("soup")]}, "soup": {"lead": "With dough.\n"}, "dough": None})
    )
    assert [(slug, entry.why) for slug, entries in related(graph).items() for entry in entries] == [
        ("bread", "Leads on to soup, as related."),
        ("bread", "Dough as this small glossary sees it, no more."),
        ("dough", "Soup as this small glossary sees it, no more."),
        ("dough", "Bread as this small glossary sees it, no more."),
        ("soup", "Bread as this small glossary sees it, no more."),
        ("soup", "Dough as this small glossary sees it, no more."),
    ]
