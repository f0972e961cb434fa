"""Which pages may have a run of words in common, found without comparing each with each.

Every run of eight words holds each of the three runs of six at its first, second and third word, and
one of them begins at a place that three divides. So of each page only a third of its shorter runs is
kept, and all of another page's are looked up among them (sampling as for finding copies in large
archives: Manber, "Finding similar files in a large file system", USENIX Winter 1994).
"""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from ..text import runs

T = TypeVar("T")

SAMPLE = 3


class SharedRuns:
    """The pages of a glossary by the runs of `length` words that they may share."""

    def __init__(self, length: int) -> None:
        self._sample = min(SAMPLE, length)
        self._short = length - self._sample + 1
        self._pages: dict[str, tuple[object, frozenset[int]]] = {}  # each page's value, and the runs that it is entered under
        self._owner: dict[int, str] = {}  # of each sampled run
        self._sharing: dict[int, set[str]] = {}  # the pages that have a run which another one owns, and this one

    def update(self, pages: Mapping[str, T], texts_of: Callable[[T], Iterable[list[str]]]) -> set[str]:
        """The pages that may share a run with another one; all that do are among them.

        `pages` holds a value for each page, and `texts_of(value)` gives the words of its texts. A page
        whose value is the same object as last time is not read again.
        """
        for slug in [slug for slug, (value, _) in self._pages.items() if pages.get(slug) is not value]:
            self._remove(slug)
        for slug, value in pages.items():
            if slug not in self._pages:
                self._add(slug, value, texts_of(value))
        return {slug for sharing in self._sharing.values() if len(sharing) > 1 for slug in sharing}

    def _add(self, slug: str, value: object, texts: Iterable[list[str]]) -> None:
        every: set[int] = set()
        sampled: set[int] = set()
        for text in texts:
            # Hashes, because a large glossary has millions of runs.
            hashes = [*map(hash, runs(text, self._short))]
            every.update(hashes)
            sampled.update(hashes[:: self._sample])
        shared = self._owner.keys() & every
        for run in shared:
            self._sharing.setdefault(run, {self._owner[run]}).add(slug)
        self._owner.update(dict.fromkeys(sampled - shared, slug))
        self._pages[slug] = value, frozenset(sampled | shared)

    def _remove(self, slug: str) -> None:
        _, entered = self._pages.pop(slug)
        for run in entered:
            others = self._sharing.get(run, set())
            others.discard(slug)
            if self._owner[run] == slug and others:
                self._owner[run] = min(others)
            elif self._owner[run] == slug:
                del self._owner[run]
            if len(others) < 2:
                self._sharing.pop(run, None)
