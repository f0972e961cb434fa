"""What earlier builds worked out, so that a build after an edit costs what the edit touches.

A value is kept with its key, which holds all that it was made from, and is used again only for an equal key.
So the result of a build is the same whatever is remembered; a test edits a glossary at random to see it.
"""

import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from ..checks import PageFacts
from ..graph.graph import Graph
from ..reading.source import SourceFolder

T = TypeVar("T")


@contextmanager
def gc_paused() -> Iterator[None]:
    """Python's collector looks for cycles in all that is kept, again and again. A build makes none."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


class Memory:
    """Values by name, each with its key, and the last source and graph. It serves one build at a time."""

    def __init__(self) -> None:
        self.source: SourceFolder | None = None
        self.graph: Graph | None = None
        self._kept: dict[Hashable, tuple[object, Any]] = {}
        self._used: set[Hashable] = set()

    def page_facts(self, path: str, key: tuple[str | None, ...], make: Callable[[], PageFacts]) -> PageFacts:
        """What `make()` knows of the page at `path`, which is made of the texts of `key`."""
        return self.recall(("page", path), key, make)

    def recall(self, name: Hashable, key: object, make: Callable[[], T]) -> T:
        """What `make()` returned for `name` with an equal `key`; else what it returns now."""
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = self._kept[name] = key, make()
        self._used.add(name)
        return kept[1]

    def forget_unused(self) -> None:
        """Forgets what nobody has asked for since the last time: that of pages which are gone."""
        for name in self._kept.keys() - self._used:
            del self._kept[name]
        self._used.clear()
