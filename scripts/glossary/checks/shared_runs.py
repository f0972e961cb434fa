"""Which pages may have a run of words in common, found without comparing each with each.

Every run of twelve words holds each of the three runs of ten at its first, second and third word, and
one of them begins at a place that three divides. So of each page only a third of its shorter runs is
kept, and all of another page's are looked up among them (sampling as for finding copies in large
archives: Manber, "Finding similar files in a large file system", USENIX Winter 1994).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from ..text import runs

T = TypeVar("T")

SAMPLE = 3


class SharedRuns(Generic[T]):
    """The pages of a glossary by the runs of `length` words that they may share."""

    def __init__(self, length: int, texts_of: Callable[[T], Iterable[list[str]]]) -> None:
        """`texts_of(value)` gives the words of the texts of a page."""
        self._sample = min(SAMPLE, length)
        self._short = length - self._sample + 1
        self._texts_of = texts_of
        self._pages: dict[str, T] = {}
        self._owner: dict[int, str] = {}  # of each sampled run
        self._sharing: dict[
            int, set[str]
        ] = {}  # the pages that have a run which another one owns, and this one

    def update(self, pages: Mapping[str, T]) -> set[str]:
        """The pages that may share a run with another one; all that do are among them.

        `pages` holds a value for each page. A page whose value is the same object as last time is not read
        again.
        """
        for slug in [slug for slug, value in self._pages.items() if pages.get(slug) is not value]:
            self._remove(slug)
        for slug, value in pages.items():
            if slug not in self._pages:
                self._add(slug, value)
        return {slug for sharing in self._sharing.values() if len(sharing) > 1 for slug in sharing}

    def _runs(self, value: T) -> Iterator[list[int]]:
        # Hashes, because a large glossary has millions of runs.
        return ([*map(hash, runs(text, self._short))] for text in self._texts_of(value))

    def _add(self, slug: str, value: T) -> None:
        every: set[int] = set()
        sampled: set[int] = set()
        for hashes in self._runs(value):
            every.update(hashes)
            sampled.update(hashes[:: self._sample])
        shared = self._owner.keys() & every
        for run in shared:
            self._sharing.setdefault(run, {self._owner[run]}).add(slug)
        self._owner.update(dict.fromkeys(sampled - shared, slug))
        self._pages[slug] = value

    def _remove(self, slug: str) -> None:
        # Worked out again: to keep them for every page would take more than all else here.
        for run in {run for hashes in self._runs(self._pages.pop(slug)) for run in hashes}:
            others = self._sharing.get(run, set())
            others.discard(slug)
            if self._owner.get(run) == slug and others:
                self._owner[run] = min(others)
            elif self._owner.get(run) == slug:
                del self._owner[run]
            if len(others) < 2:
                self._sharing.pop(run, None)
