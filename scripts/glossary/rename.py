"""What changes when a concept gets another slug or ends: its page, every reference to it, and the ledger."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from .concept import FOLDER, RESERVED, Concept
from .frontmatter import SLUG_PATTERN
from .problem import Problem
from .settings import LEDGER, Ledger, format_ledger
from .source import is_reading_path
from .text import Edit, Text, edited, read, retargeted


@dataclass(frozen=True)
class Change:
    """The new text of each file that changes, by path, and the files that go."""

    texts: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def rename(old: str, new: str, concepts: Mapping[str, Concept], texts: Mapping[str, str], ledger: Ledger) -> Change:
    """All that changes when `old` becomes `new`. `texts` holds every page and every
    reading path of the source folder.

    Raises `ValueError`, with what to do, if `old` has no page or `new` is taken or no slug.
    """
    if old not in concepts:
        raise ValueError(f"there is no concept {old!r}")
    if not re.fullmatch(SLUG_PATTERN, new) or new in RESERVED:
        raise ValueError(f"{new!r} is no slug; use small letters, digits and single hyphens")
    if new in concepts:
        raise ValueError(f"{new!r} is a concept already; choose another slug, or merge the two pages by hand")
    if ledger.redirects.get(new, old) != old:
        raise ValueError(f"{new!r} is the former address of {ledger.redirects[new]!r}; choose another slug")
    old_path, new_path = f"{FOLDER}/{old}.md", f"{FOLDER}/{new}.md"
    changed = {}
    for path, source in texts.items():
        target = new_path if path == old_path else path
        if is_reading_path(path):
            edits = list(_renamed(source, old, new, "steps", "concept"))
        else:
            text = read(source)
            shift = text.front_matter[0] if text.front_matter else 0
            edits = [*_renamed(text.yaml, old, new, "related", "to", shift), *_relinked(text, path, old_path, new_path)]
        if edits or target != path:
            changed[target] = edited(source, edits)
    redirects = {former: new if to == old else to for former, to in ledger.redirects.items() if former != new}
    redirects[old] = new
    changed[LEDGER] = format_ledger(ledger.standing - {old} | {new}, redirects, ledger.retired)
    return Change(changed, frozenset({old_path}))


def retire(slug: str, into: str | None, texts: Mapping[str, str], ledger: Ledger, published: bool = True) -> tuple[Change, list[Problem]]:
    """All that changes when the concept `slug` ends, and what else names it, which its author must settle before.

    Its address leads to the concept `into`, to which links of other pages are turned as well; without one it says that the
    term is retired. If the page was never `published`, its address is forgotten. `texts` is as for `rename`.
    """
    path = f"{FOLDER}/{slug}.md"
    changed: dict[str, str] = {}
    problems = []
    for other, source in texts.items():
        if other == path:
            continue
        if is_reading_path(other):
            named = [start for start, _ in _naming(source, slug, "steps", "concept")]
        else:
            text = read(source)
            shift = text.front_matter[0] if text.front_matter else 0
            named = [start + shift for start, _ in _naming(text.yaml, slug, "related", "to")]
            links = list(_relinked(text, other, path, f"{FOLDER}/{into or slug + '.gone'}.md"))
            if into and links:
                changed[other] = edited(source, links)
            named += [] if into else [link.start for link in links]
        problems += [Problem(other, source.count("\n", 0, at) + 1, f"{slug!r} is named here", "remove it, or name another concept") for at in named]
    redirects = {former: into if to == slug else to for former, to in ledger.redirects.items() if into or to != slug}
    retired = ledger.retired | {former for former, to in ledger.redirects.items() if to == slug and not into}
    if into:
        redirects[slug] = into
    elif published:
        retired |= {slug}
    changed[LEDGER] = format_ledger(ledger.standing - {slug}, redirects, retired)
    return Change(changed, frozenset({path})), problems


def _renamed(yaml_text: str, old: str, new: str, entries: str, field: str, shift: int = 0) -> Iterator[Edit]:
    """The edits that let `field` of each of the `entries` of a YAML text, which begins at `shift`, name `new` instead of `old`."""
    return (Edit(start + shift, stop + shift, new) for start, stop in _naming(yaml_text, old, entries, field))


def _naming(yaml_text: str, slug: str, entries: str, field: str) -> Iterator[tuple[int, int]]:
    root = yaml.compose(yaml_text, Loader=yaml.SafeLoader)
    for key, value in root.value if isinstance(root, yaml.MappingNode) else []:
        if key.value != entries or not isinstance(value, yaml.SequenceNode):
            continue
        for entry in value.value:
            for name, target in entry.value if isinstance(entry, yaml.MappingNode) else []:
                if name.value == field and target.value == slug:
                    # Quotes, where there are any, stay outside the span.
                    quote = 1 if target.style else 0
                    yield target.start_mark.index + quote, target.end_mark.index - quote


def _relinked(text: Text, path: str, old_path: str, new_path: str) -> Iterator[Edit]:
    """The edits that let the links of a page to the file `old_path` lead to `new_path`."""
    folder = posixpath.dirname(path)

    def target(written: str) -> str:
        file, mark, fragment = written.partition("#")
        if not file or posixpath.normpath(posixpath.join(folder, file)) != old_path:
            return written
        return posixpath.relpath(new_path, folder or ".") + mark + fragment

    return retargeted(text.links, target)
