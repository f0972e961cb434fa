"""Changes to a text at given places, made at once, so that every place is that of the text as it was read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from .value import Link

_ADDRESS = re.compile(r"([^?#]*)(.*)", re.S)


@dataclass(frozen=True)
class Edit:
    """Replaces the characters from `start` to `end`; where these are one place, new ones come before it."""

    start: int
    end: int
    text: str


def edited(source: str, edits: Iterable[Edit], start: int = 0) -> str:
    """`source` from the character `start` on, with every edit made.

    Of two edits that overlap, the one that begins first is made; those at the same place come in their order.
    """
    pieces: list[str] = []
    at = start
    for edit in sorted(edits, key=lambda edit: edit.start):
        if edit.start >= at:
            pieces += source[at : edit.start], edit.text
            at = edit.end
    return "".join([*pieces, source[at:]])


def file_of(address: str) -> tuple[str, str]:
    """The file to which a link leads, "" for its own page, and what stands behind it: query and fragment."""
    file, behind = _ADDRESS.findall(address)[0]
    return file, behind


def retargeted(links: Iterable[Link], target: Callable[[str], str]) -> Iterator[Edit]:
    """The edits that let each link, image and definition lead to `target(address)`."""
    for link in links:
        new = target(link.target)
        if new != link.target:
            yield Edit(link.target_start, link.target_start + len(link.target), new)
