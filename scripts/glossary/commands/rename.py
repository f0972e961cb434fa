"""What changes when a concept gets another slug or ends: its page, every reference to it, and the ledger."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import yaml

from ..addresses import RESERVED, concept_path, is_concept, slug_of
from ..problem import Message, Problem, rule
from ..reading.concept import Concept
from ..reading.frontmatter import SLUG_PATTERN
from ..reading.pictures import path_of
from ..reading.settings import LEDGER, TOPICS, Ledger
from ..reading.source import is_reading_path
from ..reading.yaml_source import end_of
from ..text import Edit, Span, Text, edited, file_of, read, retargeted
from .new_page import split_name
from .told import Refused

_STILL_NAMED = rule(
    "still-named",
    "A concept that ends is named nowhere any more.",
    ("`to: word-list` on a page, while `word-list` is retired", "the page without this relation"),
    command="retire",
)


@dataclass(frozen=True)
class Change:
    """The new text of each file that changes, by path, and the files that go."""

    texts: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def rename(
    concept: Concept, new: str, concepts: Mapping[str, Concept], texts: Mapping[str, str], ledger: Ledger
) -> Change:
    """All that changes when a concept gets the slug `new`. `texts` are pages, reading paths and topics.

    Raises `Refused`, with what to do, if `new` is taken or no slug.
    """
    old = concept.slug
    if not re.fullmatch(SLUG_PATTERN, new) or new in RESERVED:
        better = slug_of(split_name(new)[0], concept.language)
        taken = RESERVED | concepts.keys() | {""}
        is_free = better not in taken and ledger.redirects.get(better, old) == old
        fix = Message("use small letters, digits and single hyphens.")
        if is_free:
            fix = Message("did you mean {name!r}?", name=better)
        raise Refused("{name!r} is no slug; {fix} The title is a field of the page", name=new, fix=fix)
    old_path, new_path = concept_path(old), concept_path(new)
    if new_path in texts:
        raise Refused(
            "{name!r} is a concept already; choose another slug, or make one of the two: {command}",
            name=new,
            command=f"glossary merge {old} {new}",
        )
    if ledger.redirects.get(new, old) != old:
        raise Refused(
            "{name!r} is the former address of {former!r}; choose another slug",
            name=new,
            former=ledger.redirects[new],
        )
    changed = {}
    for path, source in texts.items():
        target = new_path if path == old_path else path
        text = read(source) if path.endswith(".md") else None
        edits = [Edit(*naming.value, new) for naming in namings(source, text, path, old)]
        if text:
            edits += _relinked(text, path, old_path, new_path)
        if edits or target != path:
            changed[target] = edited(source, edits)
    redirects = {former: new if to == old else to for former, to in ledger.redirects.items() if former != new}
    redirects[old] = new
    if old in ledger.lines or not concept.is_draft:
        changed[LEDGER] = ledger.text(ledger.standing - {old} | {new}, redirects)
    return Change(changed, frozenset({old_path}))


def retire(
    slug: str, into: str | None, texts: Mapping[str, str], ledger: Ledger, published: bool = True
) -> tuple[Change, list[Problem]]:
    """All that changes when the concept `slug` ends, and what else names it, to be settled before.

    Its address leads to the concept `into`, to which links of other pages are turned as well; without one it
    says that the term is retired. If the page was never `published`, its address is forgotten. `texts` is as
    for `rename`.
    """
    path = concept_path(slug)
    changed: dict[str, str] = {}
    problems = []
    fix, what = Message("remove it, or name another concept"), Message("{name!r} is named here", name=slug)
    if into:
        fix = Message("name {name!r} if what it says is true of that too, or remove it", name=into)
    for other, source in texts.items():
        if other == path:
            continue
        text = read(source) if other.endswith(".md") else None
        named = [naming.value[0] for naming in namings(source, text, other, slug)]
        if text:
            links = [link for link in text.links if path_of(link.target, other) == path]
            if into and links:
                changed[other] = edited(source, _relinked(text, other, path, concept_path(into)))
            named += [] if into else [link.start for link in links]
        lines = (source.count("\n", 0, at) + 1 for at in named)
        problems += [Problem(other, line, what, fix, _STILL_NAMED) for line in lines]
    former = {old for old, to in ledger.redirects.items() if to == slug} | ({slug} if published else set())
    redirects = {old: to for old, to in ledger.redirects.items() if to != slug}
    if into:
        redirects |= dict.fromkeys(former, into)
    retired = ledger.retired if into else ledger.retired | former
    changed[LEDGER] = ledger.text(ledger.standing - {slug}, redirects, retired)
    return Change(changed, frozenset({path})), problems


class Naming(NamedTuple):
    """An entry that names a concept: its `value`, the `whole` of it, and what is there `without` it."""

    value: Span
    whole: Span
    without: str = ""


def namings(source: str, text: Text | None, path: str, slug: str) -> list[Naming]:
    """The relations of a page, the steps of a path or the choices of the topics that name `slug`."""
    if path == TOPICS:
        return [*_choices(source, slug)]
    if is_reading_path(path):
        return [*_entries(source, slug, "steps", "concept", 0)]
    if text and text.front_matter and is_concept(path):
        return [*_entries(text.yaml, slug, "related", "to", text.front_matter[0])]
    return []


def _choices(topics: str, slug: str) -> Iterator[Naming]:
    root = yaml.compose(topics, Loader=yaml.SafeLoader)
    for topic in root.value if isinstance(root, yaml.SequenceNode) else []:
        for key, value in topic.value if isinstance(topic, yaml.MappingNode) else []:
            if key.value == "begin_with" and isinstance(value, yaml.SequenceNode):
                # A choice is its value alone, of which a line may hold several.
                yield from (Naming(_bare(name), _bare(name)) for name in value.value if name.value == slug)


def _entries(yaml_text: str, slug: str, entries: str, field: str, shift: int) -> Iterator[Naming]:
    """Those of the `entries` of a YAML text, which begins at `shift`, whose `field` names `slug`."""
    root = yaml.compose(yaml_text, Loader=yaml.SafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else []:
        if key.value != entries or not isinstance(value, yaml.SequenceNode):
            continue
        wholes = _parts_of_line(value) if value.flow_style else _lines(value, yaml_text)
        colon = yaml_text.index(":", key.end_mark.index)
        for entry, whole in zip(value.value, wholes, strict=True):
            alone = (colon + 1, end_of(value, yaml_text)), " []"
            (start, end), without = (whole, "") if len(wholes) > 1 else alone
            for name, target in entry.value if isinstance(entry, yaml.MappingNode) else []:
                if name.value == field and target.value == slug:
                    yield Naming(_bare(target, shift), (start + shift, end + shift), without)


def _lines(entries: yaml.SequenceNode, yaml_text: str) -> list[Span]:
    """The lines of each entry of a list."""
    starts = [yaml_text.rfind("\n", 0, entry.start_mark.index) + 1 for entry in entries.value]
    # An empty list has no first start.
    return [*zip(starts, [*starts, end_of(entries, yaml_text) + 1][1:], strict=True)]


def _parts_of_line(entries: yaml.SequenceNode) -> list[Span]:
    """Each entry of a list in brackets with its comma: the last one with that before it."""
    starts = [entry.start_mark.index for entry in entries.value]
    ends = [entry.end_mark.index for entry in entries.value]
    return [*pairwise(starts), *zip(ends[-2:-1] or starts, ends[-1:], strict=True)]


def _bare(name: yaml.Node, shift: int = 0) -> Span:
    """Where a name stands. Quotes, where there are any, stay outside."""
    quote = 1 if isinstance(name, yaml.ScalarNode) and name.style else 0
    return name.start_mark.index + quote + shift, name.end_mark.index - quote + shift


def _relinked(text: Text, path: str, old_path: str, new_path: str) -> Iterator[Edit]:
    """The edits that let the links of a page to the file `old_path` lead to `new_path`."""

    def target(written: str) -> str:
        if path_of(written, path) != old_path:
            return written
        return posixpath.relpath(new_path, posixpath.dirname(path) or ".") + file_of(written)[1]

    return retargeted(text.links, target)
