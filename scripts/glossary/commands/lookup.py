"""The concept that somebody means who types a name, or that a new name is near to."""

from collections.abc import Callable, Mapping

from ..addresses import slug_of
from ..graph.redirects import redirected_slugs
from ..languages import ENGLISH, Language
from ..problem import Message, closest
from ..reading.concept import Concept
from ..reading.settings import Ledger
from ..text import tokens
from ..text.mentions import forms_of

# From here on, a new name may be another one misspelt: a wrong letter of eight is enough.
_NEAR = 0.85


def slug_meant(
    typed: str, concepts: Mapping[str, Concept], ledger: Ledger, language: Language = ENGLISH
) -> str:
    """The slug meant by a slug, a former one or a name, in any case. It need not be a concept's."""
    slug = slug_of(typed, language)
    return redirected_slugs(concepts, ledger).get(slug, slug)


def near_to(
    title: str, concepts: Mapping[str, Concept], language: Language, shown: Callable[[str], str]
) -> Message | None:
    """Which page has a form of this title, or a name spelt like it; `shown` writes a path for the author."""
    if held := holder(title, concepts, language):
        owner, known = held
        kind = Message("a wrong name") if known in owner.meta.misnomers else Message("a name")
        if known.casefold() != title.casefold():
            kind = Message("a form of {name!r}, {kind}", name=known, kind=kind)
        return Message(
            "{name!r} is {kind} on {page} already; write there, take it off that page first, or begin the "
            "page of another meaning by a longer name and list {name!r} in 'shared_names' on both",
            name=title,
            kind=kind,
            page=shown(owner.path),
        )
    paths = {known: concept.path for concept in concepts.values() for known in concept.meta.names}
    near = closest(title, paths, _NEAR)
    if not near:
        return None
    return Message("did you mean {name!r}? {page} exists", name=near, page=shown(paths[near]))


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
