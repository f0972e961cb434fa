"""Former addresses, and those of other names: which concept or comparison each leads to."""

from collections.abc import Iterable, Mapping
from itertools import product

from ..addresses import slug_of
from ..reading.concept import Concept
from ..reading.settings import Ledger
from .comparisons import Comparison, slug_of_pair
from .meanings import SharedName, shared_names


def ambiguous_slugs(concepts: Mapping[str, Concept], ledger: Ledger) -> dict[str, SharedName]:
    """Every slug that leads to a page of meanings, unless a concept has it or once had it."""
    return {
        shared.slug: shared
        for shared in shared_names(concepts.values())
        if shared.slug not in concepts.keys() | ledger.redirects.keys()
    }


def redirected_slugs(concepts: Mapping[str, Concept], ledger: Ledger) -> dict[str, str]:
    """Every slug that leads to a concept without being its own: former ones, and those of its names."""
    shared = {one.name.casefold() for one in shared_names(concepts.values())}
    found = {
        slug_of(name, concept.language): slug
        for slug, concept in concepts.items()
        for name in concept.meta.names
        if name.casefold() not in shared
    }
    found |= ledger.redirects
    return {old: slug for old, slug in found.items() if old and old not in concepts}


def reversed_comparisons(comparisons: Iterable[Comparison]) -> dict[str, Comparison]:
    """The comparison by the slug that it would have the other way round, which somebody might guess."""
    return {pair.reversed_slug: pair for pair in comparisons}


def moved_comparisons(
    comparisons: Iterable[Comparison], redirects: Mapping[str, str]
) -> dict[str, Comparison]:
    """The comparison by each slug, either way round, that it had before the ledger `redirects` its sides."""
    former: dict[str, list[str]] = {}
    for old, slug in sorted(redirects.items()):
        former.setdefault(slug, [slug]).append(old)
    found: dict[str, Comparison] = {}
    standing: set[str] = set()
    for pair in comparisons:
        sides = [former.get(concept.slug, [concept.slug]) for concept in (pair.this, pair.that)]
        found |= {
            slug_of_pair(*slugs): pair
            for one, other in product(*sides)
            for slugs in ((one, other), (other, one))
        }
        standing |= {pair.slug, pair.reversed_slug}
    return {slug: pair for slug, pair in found.items() if slug not in standing}
