"""The names that lead to a concept, as people write them, and those that lead to a page of meanings."""

from collections.abc import Mapping

from ...graph.meanings import SharedName, shared_names, with_several_meanings
from ...languages import ENGLISH
from ...reading.concept import Concept
from ...text.mentions import inflected
from ...text.written_forms import clear_forms


def written_names(concepts: Mapping[str, Concept]) -> dict[str, dict[str, str]]:
    """By the slug of each concept, every name that leads to it, with the declared name that it is a form of.

    The declared names come first. Of their other forms, those are left out that another concept might be
    meant by. So are all forms of shared names (see `shared_forms`).
    """
    shared = with_several_meanings(concepts.values())
    written = {
        slug: {name: name for name in concept.meta.names if name.casefold() not in shared}
        for slug, concept in concepts.items()
    }
    listed = {name.casefold() for own in written.values() for name in own}
    names = {slug: concept.meta.names for slug, concept in concepts.items()}
    language = next((concept.language for concept in concepts.values()), ENGLISH)
    for slug, name, form in clear_forms(names, language):
        if form.casefold() not in listed:
            written[slug][form] = name
            listed.add(form.casefold())
    return written


def shared_forms(
    concepts: Mapping[str, Concept], written: Mapping[str, Mapping[str, str]]
) -> dict[str, SharedName]:
    """Every form of each shared name that is not `written` for a concept, with the name."""
    taken = {form.casefold() for forms in written.values() for form in forms}
    return {
        form: shared
        for shared in shared_names(concepts.values())
        for form in inflected(shared.name, shared.concepts[0].language)
        if form.casefold() not in taken
    }
