"""Changes to a text, all made at once, so that every place is one in the text as it was read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .value import Link

_ADDRESS = re.compile(r"([^?#]*)(.*)", re.S)


@dataclass(frozen=True)
class Edit:
    """Replaces the characters from `start` to `end`; if the two are equal, it inserts there."""

    start: int
    end: int
    text: str


def edited(source: str, edits: Iterable[Edit], start: int = 0) -> str:
    """`source` from the character `start` on, with every edit made.

    If two edits overlap, the one that begins first is made; insertions at one place keep their order.
    """
    pieces: list[str] = []
    at = start
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start >= at:
            pieces += source[at : edit.start], edit.text
            at = edit.end
    return "".join([*pieces, source[at:]])


def file_of(address: str) -> tuple[str, str]:
    """The file that a link leads to, "" for its own page, and the query and fragment that follow it."""
    file, behind = _ADDRESS.findall(address)[0]
    return file, behind


def retargeted(links: Iterable[Link], target: Callable[[str], str]) -> Iterator[Edit]:
    """The edits that let each link, image and definition lead to `target(address)`."""
    for link in links:
        new = target(link.target)
        if new != link.target:
            yield Edit(link.target_start, link.target_start + len(link.target), new)
