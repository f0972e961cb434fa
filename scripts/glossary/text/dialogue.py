"""A conversation as a block of code: `Customer: …` a line, and further in what goes on with a turn."""

import re
from dataclasses import dataclass, field

# The word behind the marks of such a block.
DIALOGUE = "dialogue"
_SPEAKER = re.compile(r"(?P<speaker>\S(?:[^:\n]|:(?! ))*?):(?: +(?P<said>.*))?")


@dataclass
class Turn:
    """What one speaker says before the next does, by its lines."""

    speaker: str
    lines: list[str] = field(default_factory=list)


@dataclass
class Dialogue:
    """The turns, and the numbers of the lines that belong to none."""

    turns: list[Turn] = field(default_factory=list)
    strays: list[int] = field(default_factory=list)

    @property
    def answering(self) -> str:
        """Who has the last word: whose turns are the answers."""
        return self.turns[-1].speaker if self.turns else ""


def read_dialogue(lines: list[str]) -> Dialogue:
    """The conversation that a block of code holds, by its lines."""
    found = Dialogue()
    for number, line in enumerate(lines):
        begun = _SPEAKER.fullmatch(line.rstrip())
        if begun:
            found.turns.append(Turn(begun["speaker"], [begun["said"]] if begun["said"] else []))
        elif line[:1] == " " and line.strip() and found.turns:
            found.turns[-1].lines.append(line.strip())
        elif line.strip():
            found.strays.append(number)
    return found
