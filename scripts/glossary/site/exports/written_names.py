"""Names as people write them: “tokens” for “Token”, “LLMs”, “vegetarischer Kost”."""

from collections import defaultdict
from collections.abc import Mapping

from ...addresses import slug_of
from ...graph.meanings import SharedName, shared_names
from ...reading.concept import Concept
from ...text.mentions import inflected


def written_names(concepts: Mapping[str, Concept]) -> dict[str, dict[str, str]]:
    """By the slug of each concept, every name that leads to it, with the declared name that it is a form of.

    The declared names come first. Of their other forms, those are left out that another concept might be
    meant by. So are all forms of shared names (see `shared_forms`).
    """
    shared = {one.name.casefold() for one in shared_names(concepts.values())}
    written = {
        slug: {name: name for name in concept.meta.names if name.casefold() not in shared}
        for slug, concept in concepts.items()
    }
    forms = [
        (form, name, slug)
        for slug, concept in concepts.items()
        for name in concept.meta.names
        for form in inflected(name, concept.language)
    ]
    meant: dict[str, set[str]] = defaultdict(set)
    for slug, concept in concepts.items():
        meant[_key(slug, concept)].add(slug)
    for form, _, slug in forms:
        meant[_key(form, concepts[slug])].add(slug)
    listed = {name.casefold() for names in written.values() for name in names}
    for form, name, slug in forms:
        if meant[_key(form, concepts[slug])] == {slug} and form.casefold() not in listed:
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


def _key(name: str, concept: Concept) -> str:
    """What is alike for names that some reader takes for one."""
    return slug_of(name, concept.language) or name.casefold()
