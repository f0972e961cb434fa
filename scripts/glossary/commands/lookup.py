"""The concept that somebody means who types a name."""

from collections.abc import Mapping

from ..addresses import slug_of
from ..graph.redirects import redirected_slugs
from ..languages import ENGLISH, Language
from ..reading.concept import Concept
from ..reading.settings import Ledger
from ..text import tokens
from ..text.mentions import forms_of


def slug_meant(
    typed: str, concepts: Mapping[str, Concept], ledger: Ledger, language: Language = ENGLISH
) -> str:
    """The slug of the concept with this slug, former slug or name; case and hyphens do not count. It need
    not be one of the `concepts`.
    """
    slug = slug_of(typed, language)
    return redirected_slugs(concepts, ledger).get(slug, slug)


def holder(
    name: str, concepts: Mapping[str, Concept], language: Language = ENGLISH
) -> tuple[Concept, str] | None:
    """The concept of which this is a name or a misnomer, and how it is written there; None if there is none.

    Plurals and other forms, case, accents, spaces and hyphens do not count.
    """
    held = (
        (concept, known)
        for concept in concepts.values()
        for known in (*concept.meta.names, *concept.meta.misnomers)
    )
    return next(
        (found for found in held if _is_form(name, found[1], language) or _is_form(found[1], name, language)),
        None,
    )


def _is_form(written: str, name: str, language: Language) -> bool:
    """Whether a name is written in forms of another one's words, whatever stands between them."""
    whole = _letters("".join(tokens(written)[0]), language)
    ends = {0}  # So many letters may be those of the words up to here.
    for forms in forms_of(name, language):
        endings = {_letters(form, language) for form in forms}
        ends = {start + len(form) for form in endings for start in ends if whole.startswith(form, start)}
    return bool(whole) and len(whole) in ends


def _letters(word: str, language: Language) -> str:
    return slug_of(word, language).replace("-", "")
