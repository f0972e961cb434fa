"""Relations from both sides, and who leads to whom."""

import random

from hypothesis import given
from hypothesis import strategies as st

from glossary.graph.graph import INVERSE, Graph, build_graph, cycles, most_needed
from glossary.reading.concept import Concept
from glossary.reading.frontmatter import Kind

from .glossaries import concepts, relation
from .small_graphs import SLUGS, graphs


def test_every_kind_has_an_inverse_whose_inverse_it_is() -> None:
    assert set(INVERSE) == set(Kind)
    assert all(INVERSE[INVERSE[kind]] is kind for kind in Kind)


def test_a_relation_is_seen_from_both_sides_each_with_its_own_reason() -> None:
    graph = build_graph(
        concepts(
            {"dough": {"related": [relation("bread", "part_of", back="What it is made of.")]}, "bread": None}
        )
    )
    (here,), (there,) = graph.edges["dough"], graph.edges["bread"]
    assert (here.target, here.kind, here.why, here.declared) == (
        "bread",
        Kind.PART_OF,
        "Leads on to bread, as part_of.",
        True,
    )
    assert (there.target, there.kind, there.why, there.declared) == (
        "dough",
        Kind.HAS_PART,
        "What it is made of.",
        False,
    )
    assert graph.targets("bread", Kind.HAS_PART) == ["dough"]


def test_a_pages_own_relations_come_first_in_the_writers_order() -> None:
    graph = build_graph(
        concepts(
            {
                "bread": {"related": [relation("soup"), relation("flour")]},
                "crumb": {"related": [relation("bread")]},
                "soup": None,
                "flour": None,
            }
        )
    )
    assert [edge.target for edge in graph.edges["bread"]] == ["soup", "flour", "crumb"]


def test_relations_to_unknown_concepts_and_to_itself_are_left_out() -> None:
    graph = build_graph(concepts({"bread": {"related": [relation("butter"), relation("bread")]}}))
    assert graph.edges == {"bread": []}


def test_a_text_leads_to_what_it_links_by_hand_and_to_what_it_names() -> None:
    graph = build_graph(
        concepts(
            {
                "bread": {"lead": "With [butter](butter.md) in a soup, or in another soup. Bread.\n"},
                "soup": {"lead": "With ![bread](bread.md).\n"},
                "butter": None,
            }
        )
    )
    assert graph.links_to == {"bread": ["butter", "soup"], "butter": [], "soup": []}
    assert graph.linked_from == {"bread": [], "butter": ["bread"], "soup": ["bread"]}
    assert [mention.slug for mention in graph.mentions["bread"]] == ["soup", "soup"]


def test_autolink_alone_decides_which_names_become_links() -> None:
    graph = build_graph(
        concepts(
            {
                "bread": {"aliases": ["Loaf"], "autolink": ["loaf"]},
                "board": {"title": "Bread board", "question": "What is a bread board?", "autolink": []},
                "soup": {"lead": "Bread from a bread board, and a loaf.\n"},
                "dough": {"lead": "Bread from a bread board.\n"},
            }
        )
    )
    assert graph.links_to["soup"] == ["bread"]
    assert graph.links_to["dough"] == []


@given(graphs())
def test_each_tie_has_its_inverse_on_the_other_side(found: list[Concept]) -> None:
    edges = {(slug, edge.target, edge.kind) for slug, own in build_graph(found).edges.items() for edge in own}
    assert edges == {(target, slug, INVERSE[kind]) for slug, target, kind in edges}


@given(graphs())
def test_links_are_counted_at_both_ends_and_never_lead_back_to_the_page(found: list[Concept]) -> None:
    graph = build_graph(found)
    assert {(slug, target) for slug, targets in graph.links_to.items() for target in targets} == {
        (source, slug) for slug, sources in graph.linked_from.items() for source in sources
    }
    assert all(
        slug not in targets and len(targets) == len(set(targets)) for slug, targets in graph.links_to.items()
    )


@given(graphs(), st.integers())
def test_the_order_of_the_files_changes_nothing(found: list[Concept], seed: int) -> None:
    shuffled = found.copy()
    random.Random(seed).shuffle(shuffled)
    assert build_graph(shuffled) == build_graph(found)


# Cycles


def reachable(graph: Graph, kind: Kind) -> set[tuple[str, str]]:
    """Each pair of concepts of which the second can be reached from the first: joined until nothing is
    new.
    """
    pairs = {(slug, target) for slug in graph.concepts for target in graph.targets(slug, kind)}
    while True:
        further = {(start, end) for start, middle in pairs for other, end in pairs if middle == other} - pairs
        if not further:
            return pairs
        pairs |= further


@given(graphs([Kind.BROADER, Kind.NARROWER, Kind.RELATED]))
def test_cycles_are_found_where_a_concept_can_be_reached_from_itself(found: list[Concept]) -> None:
    graph = build_graph(found)
    pairs, cyclic = reachable(graph, Kind.BROADER), cycles(graph, Kind.BROADER)
    for cycle in cyclic:
        assert len(cycle) == len(set(cycle)) and cycle[0] == min(cycle)
        steps = zip(cycle, [*cycle[1:], cycle[0]], strict=True)
        assert all(target in graph.targets(slug, Kind.BROADER) for slug, target in steps)
    for slug in SLUGS:
        in_a_cycle = any({(slug, other), (other, slug)} <= pairs for cycle in cyclic for other in cycle)
        assert in_a_cycle == ((slug, slug) in pairs)
    assert cyclic == sorted(cyclic)


def test_a_chain_as_long_as_a_glossary_has_no_cycle_until_it_closes() -> None:
    chain = {
        f"c{number:04}": {"related": [relation(f"c{number + 1:04}", "requires")]} for number in range(1500)
    }
    chain["c1500"] = {}
    assert cycles(build_graph(concepts(chain)), Kind.REQUIRES) == []
    chain["c1500"] = {"related": [relation("c0000", "requires")]}
    assert [len(cycle) for cycle in cycles(build_graph(concepts(chain)), Kind.REQUIRES)] == [1501]


def test_what_most_of_a_group_rests_on_comes_first() -> None:
    graph = build_graph(
        concepts(
            {
                "bread": {"related": [relation("flour", "requires")]},
                "crumb": {"lead": "With bread.\n"},
                "crust": {"lead": "With bread.\n"},
                "flour": {"related": [relation("oven", "required_by")]},
                # Not of the group: its links settle only what the group leaves open.
                "soup": {"lead": "With crust, crumb and oven.\n"},
                "oven": {"lead": "With crust.\n"},
            }
        )
    )
    # Two rest on flour, which counts 4; two texts lead to bread; one to crust.
    assert most_needed(graph, ["bread", "crumb", "crust", "flour", "oven"]) == [
        "flour",
        "bread",
        "crust",
        "crumb",
        "oven",
    ]
