"""The names that lead to a concept, as people write them, and those that lead to a page of meanings."""

from ..text.mentions import inflected
from ..text.written_forms import clear_forms
from .graph import Graph
from .meanings import SharedName


def written_names(graph: Graph) -> tuple[dict[str, dict[str, str]], dict[str, SharedName]]:
    """By the slug of each concept, every name that leads to it, with the declared name that it is a form of;
    and every form of each shared name, with the name.

    The declared names come first. Of their other forms, those are left out that another concept might be
    meant by, and of shared names those that are written for a concept.
    """
    written = {
        slug: {name: name for name in concept.meta.names if name.casefold() not in graph.ambiguous}
        for slug, concept in graph.concepts.items()
    }
    listed = {name.casefold() for own in written.values() for name in own}
    names = {slug: concept.meta.names for slug, concept in graph.concepts.items()}
    for slug, name, form in clear_forms(names, graph.language):
        if form.casefold() not in listed:
            written[slug][form] = name
            listed.add(form.casefold())
    forms = ((form, one) for one in graph.shared_names for form in inflected(one.name, graph.language))
    return written, {form: one for form, one in forms if form.casefold() not in listed}
