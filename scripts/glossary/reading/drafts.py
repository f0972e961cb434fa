"""A draft as it is shown to its author, whatever its fields still lack."""

from collections.abc import Collection
from dataclasses import replace
from textwrap import indent

from ..text import read
from .concept import Concept
from .frontmatter import FrontMatter


def whole(draft: Concept, topics: Collection[str], as_code: bool) -> Concept:
    """The concept of a draft, of which only the right fields are known. Those that it needs have something in
    their place: the page's file name as its title, the first of the topics, an ellipsis. With `as_code` its
    text stands there as it was written.
    """
    fields = {
        "title": draft.slug.replace("-", " ").capitalize(),
        "hints": [],
        "definition": "…",
        "sources": [],
        **vars(draft.meta),
    }
    if fields.get("topic") not in topics:
        fields["topic"] = next(iter(topics), "")
    text = draft.text
    if as_code:
        said = draft.language.words.gettext(
            "Here stands what no page may hold, so it is shown as it was written:"
        )
        text = read(f"{text.source[: text.start]}\n{said}\n\n{indent(text.source[text.start :], '    ')}")
    return replace(draft, meta=FrontMatter.model_construct(**fields), text=text)
