"""What changes when a concept gets another slug: its page, every reference to it, and the ledger."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import yaml

from .concept import FOLDER, RESERVED, Concept
from .frontmatter import SLUG_PATTERN
from .prose import with_targets
from .settings import LEDGER, Ledger, format_ledger
from .source import is_reading_path


@dataclass(frozen=True)
class Renaming:
    """The new text of each file that changes, by path, and the files that go."""

    texts: Mapping[str, str] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()


def rename(old: str, new: str, concepts: Mapping[str, Concept], texts: Mapping[str, str], ledger: Ledger) -> Renaming:
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
    for path, text in texts.items():
        target = new_path if path == old_path else path
        if is_reading_path(path):
            fresh = _retarget(text, old, new, "steps", "concept")
        else:
            fresh = _relink(_retarget_front_matter(text, old, new), path, old_path, new_path)
        if fresh != text or target != path:
            changed[target] = fresh
    redirects = {former: new if to == old else to for former, to in ledger.redirects.items() if former != new}
    redirects[old] = new
    standing = (set(ledger.lines) - set(ledger.redirects) - {old}) | {new}
    changed[LEDGER] = format_ledger(standing, redirects)
    return Renaming(changed, frozenset({old_path}))


def _retarget_front_matter(text: str, old: str, new: str) -> str:
    end = text.find("\n---", 3)
    if not text.startswith("---\n") or end < 0:
        return text
    return text[:4] + _retarget(text[4:end], old, new, "related", "to") + text[end:]


def _retarget(yaml_text: str, old: str, new: str, entries: str, field: str) -> str:
    """A YAML text in which `field` of each of its `entries` names `new` instead of `old`, else unchanged."""
    for start, stop in sorted(_naming(yaml_text, old, entries, field), reverse=True):
        yaml_text = yaml_text[:start] + new + yaml_text[stop:]
    return yaml_text


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


def _relink(text: str, path: str, old_path: str, new_path: str) -> str:
    """`text` with its links to the file `old_path` leading to `new_path`."""
    folder = posixpath.dirname(path)

    def target(written: str) -> str:
        file, mark, fragment = written.partition("#")
        if not file or posixpath.normpath(posixpath.join(folder, file)) != old_path:
            return written
        return posixpath.relpath(new_path, folder or ".") + mark + fragment

    return with_targets(text, target)
