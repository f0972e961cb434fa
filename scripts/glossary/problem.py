"""One thing that is wrong with a file, said so that its author can mend it."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

# The files of a source folder that a message names. What a page links to stands behind a slash or a bracket.
_FILE = re.compile(r"(?<![\w/(])(?:(?:concepts|pictures|paths)/[\w-]+\.\w+|topics\.yml|style\.yml|urls\.txt)")


@dataclass(frozen=True, order=True)
class Problem:
    """`path:line: what; fix`. `path` is relative to the source folder, `line` counts from 1.

    `rule` names the fault, as in `docs/about/rules.md`. A problem that `blocks` leaves
    nothing sensible to build; any other leaves pages that can be shown to their writer.
    """

    path: str
    line: int
    what: str
    fix: str
    rule: str = ""
    blocks: bool = True

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.fix}"

    def shown(self, shown: Callable[[str], str]) -> "Problem":
        """The same with every file of the source folder as `shown` writes it, in the words too."""

        def with_files(text: str) -> str:
            return _FILE.sub(lambda found: shown(found[0]), text)

        return replace(self, path=shown(self.path), what=with_files(self.what), fix=with_files(self.fix))


def counted(number: int, noun: str) -> str:
    """“1 page”, “2 pages”: a number with its noun, whose plural is regular."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def nearest(wrong: str, choices: Iterable[str], otherwise: str) -> str:
    """The way out for a misspelt name: "did you mean 'llm'?", or `otherwise` if nothing is near."""
    near = closest(wrong, choices)
    return f"did you mean {near!r}?" if near else otherwise


def closest(wrong: str, choices: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The choice that is most like a misspelt name, None if none is as much as `cutoff`, of 1.

    Case does not count, and of a very long name only the beginning does.
    """
    by_folded = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    close = get_close_matches(wrong[:120].casefold(), sorted(by_folded), n=1, cutoff=cutoff)
    return by_folded[close[0]] if close else None
