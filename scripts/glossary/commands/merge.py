"""What changes when two pages become one: the second takes in what the first holds, and its address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, count
from typing import Any

import yaml

from ..addresses import concept_path
from ..graph.graph import Graph
from ..problem import Problem
from ..reading.concept import Concept
from ..reading.settings import TOPICS, Ledger
from ..reading.yaml_source import end_of
from ..text import Citation, Edit, Text, edited, read
from ..text.page_parts import MAY_GO, is_prompt, part_titles
from .rename import Change, namings, retire


def merge(
    slug: str, into: str, text: str, texts: Mapping[str, str], ledger: Ledger
) -> tuple[Change, list[Problem]]:
    """All that changes when `slug` goes into `into`, whose page has the `text` then, and what still names it.

    What other pages declare of the first holds of the second, unless they declare the same of both. `texts`
    is as for `rename`.
    """
    old_path, new_path = concept_path(slug), concept_path(into)
    changed = {new_path: text}
    for path, source in texts.items():
        if path != old_path:
            before = changed.get(path, source)
            after = edited(before, _turned(before, path, slug, into, own=path == new_path))
            changed |= {path: after} if after != source else {}
    change, problems = retire(slug, into, {**texts, **changed}, ledger)
    return replace(change, texts={**changed, **change.texts}), problems


def _turned(source: str, path: str, slug: str, into: str, own: bool) -> Iterator[Edit]:
    """The edits that let the entries of a file name `into`; what is then said twice, or of itself, goes."""
    text = read(source) if path.endswith(".md") else None
    has_other = bool(namings(source, text, path, into))
    for naming in namings(source, text, path, slug):
        if not (own or has_other):
            yield Edit(*naming.value, into)
        elif path != TOPICS:  # There, `retire` asks the author to settle it.
            yield Edit(*naming.whole, naming.without)


def taken_in(source: str, old: Concept, new: Concept, graph: Graph, most_hints: int) -> tuple[str, list[str]]:
    """The text of the page `new`, whose `source` this is, with all that it lacks of the page `old`, and the
    hints left out beyond `most_hints`.

    Names, hints, ties and sources that are no prompts stand at the end of its lists, each part of the text at
    the end of the part of the same name, or where it belongs in the order of a page; its author makes one
    text of it.
    """
    text = read(source)
    ids, taken = _ids(old, new), _without_prompts(old)
    lists = _lists(old, new, graph, ids)
    cited = {ids.get(named.id) for citation in taken.citations for named in citation.sources}
    lists["sources"] = [
        fields
        for fields in lists["sources"]
        if fields.get("id") in cited or not is_prompt(fields["title"], old.language)
    ]
    room = max(0, most_hints - len(new.meta.hints))
    lists["hints"], left_out = lists["hints"][:room], lists["hints"][room:]
    yaml_text = edited(
        text.yaml, [_appended(text.yaml, name, items) for name, items in lists.items() if items]
    )
    in_yaml = [Edit(*text.front_matter, yaml_text)] if text.front_matter else []
    parts = _appended_text(text, _with_ids(taken, ids), [*part_titles(new.language).values()])
    return edited(source, [*in_yaml, *parts]), left_out


def _without_prompts(concept: Concept) -> Text:
    """The text of a page without the lines that are a prompt of `glossary new` and nothing else."""
    source, may_go = concept.text.source, re.escape(concept.language.words.gettext(MAY_GO))
    besides = re.compile(rf"(?: \[@[^]]*\])?\.?(?: {may_go})?\s*?$", re.M)
    found = ((start, besides.match(source, end)) for start, end in concept.prompts.values())
    return read(edited(source, (Edit(start, rest.end(), "") for start, rest in found if rest)))


def _lists(old: Concept, new: Concept, graph: Graph, ids: Mapping[str, str]) -> dict[str, list[Any]]:
    """What each list of the page `new` lacks."""
    one, other = old.meta, new.meta
    known_names = {
        name.casefold() for name in (*other.names, *other.instances, *other.misnomers, *other.hints)
    }

    def lacking(names: tuple[str, ...] | list[str]) -> list[str]:
        found = [
            name
            for name in dict.fromkeys(names)
            if name.casefold() not in known_names and not is_prompt(name, old.language)
        ]
        known_names.update(name.casefold() for name in found)
        return found

    known = {source.url for source in other.sources}
    tied = {edge.target for edge in graph.edges[new.slug]} | {new.slug}
    names = {"aliases": lacking((one.title, *one.other_names)), "covers": lacking(one.covers)}
    moved = [*names["aliases"], *names["covers"]]
    # Names that were safe to link stay so, and the others stay unlinked.
    safe = [name for name in moved if name in one.linkable]
    if other.autolink is None:
        safe = [] if safe == moved else [*other.names, *safe]
    shared = [name for name in one.shared_names if name.casefold() in {taken.casefold() for taken in moved}]
    return names | {
        "shared_names": shared,
        "context": [place for place in one.context if shared and place not in other.context],
        "instances": lacking(one.instances),
        "misnomers": lacking(one.misnomers),
        "autolink": safe,
        "hints": lacking(one.hints),
        "related": [
            relation.model_dump(mode="json", exclude_none=True)
            for relation in one.related
            if relation.to not in tied and not is_prompt(relation.why, old.language)
        ],
        "sources": [
            source.model_dump(exclude_none=True) | ({"id": ids[source.id]} if source.id else {})
            for source in one.sources
            if source.url not in known
        ],
    }


def _ids(old: Concept, new: Concept) -> dict[str, str]:
    """By what each source of the page `old` is cited on the page `new`."""
    by_url = {source.url: source.id for source in new.meta.sources if source.id}
    taken = set(by_url.values())
    found = {}
    for source in old.meta.sources:
        if source.id:
            names = chain([source.id], (f"{source.id}-{number}" for number in count(2)))
            found[source.id] = by_url.get(source.url) or next(name for name in names if name not in taken)
            taken.add(found[source.id])
    return found


def _with_ids(text: Text, ids: Mapping[str, str]) -> Text:
    """A text that cites its sources by other names."""

    def written(citation: Citation) -> str:
        parts = (f"@{ids.get(one.id, one.id)}{one.place and f', {one.place}'}" for one in citation.sources)
        return f" [{'; '.join(parts)}]"

    right = (citation for citation in text.citations if not citation.fault)
    return read(edited(text.source, (Edit(one.start, one.end, written(one)) for one in right)))


def _appended(yaml_text: str, name: str, items: list[Any]) -> Edit:
    """The edit that adds items to a list of a YAML text, in its form, or below the title if there is none."""
    root = yaml.compose(yaml_text, Loader=yaml.SafeLoader)
    nodes = {key.value: value for key, value in root.value} if isinstance(root, yaml.MappingNode) else {}
    node = nodes.get(name)
    if not isinstance(node, yaml.SequenceNode):
        at = yaml_text.index("\n", nodes["title"].end_mark.index)
        return Edit(at, at, f"\n{name}:{_block(items, '  ')}")
    if not node.value and isinstance(items[0], dict):
        at = len(yaml_text[: node.start_mark.index].rstrip())
        return Edit(at, node.end_mark.index, _block(items, "  "))
    if node.flow_style:
        at, written = node.end_mark.index - 1, _dumped(items, flow=True).strip()[1:-1]
        return Edit(at, at, f", {written}" if node.value else written)
    at = end_of(node, yaml_text)
    return Edit(at, at, _block(items, " " * node.start_mark.column))


def _block(items: list[Any], indent: str) -> str:
    return "".join(f"\n{indent}{line}" for line in _dumped(items, flow=False).splitlines())


def _dumped(items: list[Any], flow: bool) -> str:
    return yaml.safe_dump(items, default_flow_style=flow, allow_unicode=True, sort_keys=False, width=2**16)


def _appended_text(text: Text, old: Text, order: list[str]) -> Iterator[Edit]:
    """The edits that put each part of the text `old` behind the part of the same name of `text`.

    Without one, it stands before the first that comes later in the `order` of headings, or at the end.
    """
    parts = {section.title: section for section in text.sections}
    for section in old.sections:
        written = old.source[section.start : section.end].strip()
        below = written.partition("\n")[2].strip() if section.level else written
        if not below:
            continue
        # What nobody sees, such as where a reference leads, needs no heading.
        own = parts.get(section.title) if section.parts else text.sections[-1]
        if own:
            written = below
        later = order[order.index(section.title) :] if section.title in order else []
        following = (section.start for section in text.sections if section.title in later)
        at = len(text.source[: own.end if own else next(following, None)].rstrip())
        # A list goes on as the same list.
        yield Edit(at, at, ("\n" if own and own.entries and section.entries else "\n\n") + written)
