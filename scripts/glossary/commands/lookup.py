"""The concept that somebody means who types a name."""

from collections.abc import Mapping
from itertools import product

from ..addresses import slug_of
from ..graph.redirects import redirected_slugs
from ..languages import ENGLISH, Language
from ..problem import nearest
from ..reading.concept import Concept
from ..reading.settings import Ledger
from ..text.mentions import forms_of


def slug_meant(
    typed: str, concepts: Mapping[str, Concept], ledger: Ledger, language: Language = ENGLISH
) -> str:
    """The slug of the concept with this slug, former slug or name; case and hyphens do not count.

    Raises `ValueError`, with the nearest name, if there is none.
    """
    slug = slug_of(typed, language)
    if slug in concepts:
        return slug
    if found := redirected_slugs(concepts, ledger).get(slug):
        return found
    names = {name for slug, concept in concepts.items() for name in (slug, *concept.meta.names)}
    raise ValueError(
        f"there is no concept {typed!r}; {nearest(typed, names, 'write its slug or one of its names')}"
    )


def holder(
    name: str, concepts: Mapping[str, Concept], language: Language = ENGLISH
) -> tuple[Concept, str] | None:
    """The concept of which this is a name or a misnomer, and how it is written there; None if there is none.

    Plurals and other forms, case, accents, spaces and hyphens do not count.
    """
    wanted = _spellings(name, language)
    held = (
        (concept, known)
        for concept in concepts.values()
        for known in (*concept.meta.names, *concept.meta.misnomers)
    )
    return next((found for found in held if wanted & _spellings(found[1], language)), None)


def _spellings(name: str, language: Language) -> set[str]:
    return {
        slug_of("".join(words), language).replace("-", "") for words in product(*forms_of(name, language))
    } - {""}
