"""Who answers for a page: what its field `owner` says, and what is listed by it."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

_OWNER = re.compile(r"(?P<name>[^<>]*[^<>\s])\s+<(?P<address>[^<>\s]+)>|(?P<alone>[^<>]+)")
_MAIL_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.ASCII)

T = TypeVar("T")


class Owner(NamedTuple):
    """A name, and the link by which it can be reached, None where there is none."""

    name: str
    link: str | None


def owner_of(text: str) -> Owner | None:
    """Whom a text names, None if nobody can tell.

    >>> owner_of("Word desk <words@example.org>")
    Owner(name='Word desk', link='mailto:words@example.org')
    """
    found = _OWNER.fullmatch(text)
    if not found:
        return None
    name, address = found["name"] or found["alone"], found["address"] or found["alone"]
    if _MAIL_ADDRESS.fullmatch(address):
        return Owner(name, f"mailto:{address}")
    if address.startswith("https://"):
        return Owner(name, address)
    return None if found["address"] or "://" in address else Owner(name, None)


def by_owner(things: Iterable[T], owner: Callable[[T], str | None]) -> list[tuple[str, list[T]]]:
    """The things by the name of their owner, from A to Z; "" for what nobody owns, which comes last."""
    groups: dict[str, list[T]] = {}
    for thing in things:
        found = owner_of(owner(thing) or "")
        groups.setdefault(found.name if found else "", []).append(thing)
    return sorted(groups.items(), key=lambda group: (not group[0], group[0].casefold()))
