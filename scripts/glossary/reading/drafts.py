"""A draft as it is shown to its author, whatever its fields still lack."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from textwrap import indent

from ..text import read
from .concept import Concept
from .frontmatter import FrontMatter


def whole(
    draft: Concept, topics: Collection[str], levels: Collection[str], today: date, as_code: bool
) -> Concept:
    """The concept of a draft, of which only the right fields are known. The others have something in their
    place: the page's file name as its title, the first of the topics and levels, an ellipsis. With `as_code`
    its text stands there as it was written.
    """
    fields = {
        "title": draft.slug.replace("-", " ").capitalize(),
        "hints": [],
        "definition": "…",
        "published": today,
        "reviewed": today,
        "sources": [],
        **vars(draft.meta),
    }
    for name, choices in (("topic", topics), ("level", levels)):
        if fields.get(name) not in choices:
            fields[name] = next(iter(choices), "")
    text = draft.text
    if as_code:
        said = draft.language.words.gettext(
            "Here stands what no page may hold, so it is shown as it was written:"
        )
        text = read(f"{text.source[: text.start]}\n{said}\n\n{indent(text.source[text.start :], '    ')}")
    return replace(draft, meta=FrontMatter.model_construct(**fields), text=text)
