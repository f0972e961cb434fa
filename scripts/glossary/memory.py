"""What was worked out before, so that a build after an edit costs what the edit touches.

A value is kept with what it was worked out from, and is used again only for the very same. So the
result of a build is the same whatever is remembered; a test edits a glossary at random to see it.
"""

import gc
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

T = TypeVar("T")

_COMPARED = frozenset({str, bytes, int, date, tuple, frozenset})


@contextmanager
def gc_paused() -> Iterator[None]:
    """Python's collector looks for circles in all that is kept, again and again. Here nothing else is made,
    and it holds none.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


class Memory:
    """Values by name, each with its inputs. One memory serves one build at a time."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[tuple[Any, ...], Any]] = {}
        self._used: set[Hashable] = set()

    def recall(self, name: Hashable, inputs: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What `make()` returned when `name` was last asked for, if that was with the same inputs; else what
        it returns now.

        Inputs are the same if they are one object, or equal texts, bytes, dates, numbers or tuples of such.
        """
        kept = self.last(name)
        if kept and len(kept[0]) == len(inputs) and all(map(_same, kept[0], inputs)):
            return kept[1]  # type: ignore[no-any-return]
        return self.keep(name, inputs, make())

    def last(self, name: Hashable) -> tuple[tuple[Any, ...], Any] | None:
        """The inputs and the value that `name` had last."""
        self._used.add(name)
        return self._kept.get(name)

    def keep(self, name: Hashable, inputs: tuple[Any, ...], value: T) -> T:
        """Remembers a value, and returns it."""
        self._used.add(name)
        self._kept[name] = inputs, value
        return value

    def forget_unused(self) -> None:
        """Forgets what nobody has asked for since the last time: that of pages which are gone."""
        self._kept = {name: kept for name, kept in self._kept.items() if name in self._used}
        self._used.clear()


def _same(one: Any, other: Any) -> bool:
    return one is other or (type(one) is type(other) and type(one) in _COMPARED and one == other)
