"""One thing that is wrong with a file, in words that tell its author what to do, and the rules behind it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum
from gettext import NullTranslations
from typing import NewType, Self


class Level(StrEnum):
    """How bad it is: nothing can be built, pages can be shown to their writer, or it stops nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


# Only `rule()` makes one, so that each rule is explained.
RuleName = NewType("RuleName", str)


@dataclass(frozen=True)
class Rule:
    """A fault that a `command` reports: the sentence that forbids it, what breaks it and what keeps it."""

    name: RuleName
    sentence: str
    examples: tuple[str, str]
    level: Level
    command: str


# All of them, as in `docs/about/rules.md`: a module enters its own when it is imported.
RULES: dict[str, Rule] = {}


def rule(
    name: str,
    sentence: str,
    examples: tuple[str, str],
    level: Level = Level.ERROR,
    command: str = "check",
) -> RuleName:
    """Enters a rule, and returns the name by which problems are made."""
    RULES[name] = Rule(RuleName(name), sentence, examples, level, command)
    return RULES[name].name


class File(str):
    """The path of a file in the source folder, as a value of a message."""


class Message(str):
    """An English sentence for authors that keeps its parts, so that another language can say it."""

    forms: tuple[str, ...]
    values: Mapping[str, object]

    def __new__(cls, *forms: str, **values: object) -> Self:
        """The sentence `forms` with each value in the place of its name: `the section {title!r} is empty`.

        A value is a text, a number, a `File`, another message, or a tuple of these, which is written as a
        list. A sentence about a `number` has two forms, of which `plural()` makes a message.
        """
        return cls._in(_ENGLISH, str, forms, values)

    @classmethod
    def _in(
        cls,
        words: NullTranslations,
        shown: Callable[[str], str],
        forms: tuple[str, ...],
        values: Mapping[str, object],
    ) -> Self:
        match forms, values.get("number"):
            case (one, many), int(number):
                form = words.ngettext(one, many, number)
            case _:
                form = words.gettext(forms[0])
        said = {name: _said(value, words, shown) for name, value in values.items()}
        message = super().__new__(cls, form.format(**said))
        message.forms, message.values = forms, values
        return message

    def __getnewargs_ex__(self) -> tuple[tuple[str, ...], Mapping[str, object]]:
        return self.forms, self.values

    def said(self, words: NullTranslations, shown: Callable[[str], str] = str) -> Self:
        """The sentence in the language of `words`, each file as `shown` writes it."""
        return self._in(words, shown, self.forms, self.values)


def _said(value: object, words: NullTranslations, shown: Callable[[str], str]) -> object:
    if isinstance(value, tuple):
        return ", ".join(str(_said(part, words, shown)) for part in value)
    if isinstance(value, Message):
        return value.said(words, shown)
    return shown(value) if isinstance(value, File) else value


_ENGLISH = NullTranslations()


def plural(one: str, many: str, number: int, **values: object) -> Message:
    """A message with two forms, for one and for other numbers: “{number} page”, “{number} pages”."""
    return Message(one, many, number=number, **values)


def either(fix: Message, other: Message) -> Message:
    """Two ways out of which one is enough."""
    if fix.endswith("."):  # What a field is for is said in a sentence.
        return Message("{fix} Or {other}", fix=fix, other=other)
    return Message("{fix}, or {other}", fix=fix, other=other)


class Mistake(ValueError):
    """What is wrong with a value, in words that follow its name, and the way out."""

    def __init__(self, what: Message, fix: Message) -> None:
        """Keeps both, which are also the text of the error."""
        super().__init__(f"{what}; {fix}")
        self.what, self.fix = what, fix


@dataclass(frozen=True, order=True)
class Problem:
    """`path:line: what; fix`. `path` is relative to the source folder, `line` counts from 1.

    `column` counts characters from 1; it is 0 where the whole line is meant. `of_draft` is one that only
    keeps a draft from being published.
    Its texts are messages. The functions of `checks/` leave out the `rule`, which is added for them.
    """

    path: str
    line: int
    column: int = field(default=0, kw_only=True)
    of_draft: bool = field(default=False, kw_only=True)
    what: Message
    fix: Message
    rule: RuleName = RuleName("")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}; {self.fix}"

    @property
    def level(self) -> Level:
        """The level of its rule; all that is wrong with a draft is a note."""
        return Level.NOTE if self.of_draft else RULES[self.rule].level

    @property
    def is_note(self) -> bool:
        """Whether the site can be published all the same."""
        return self.level is Level.NOTE

    def in_draft(self) -> "Problem":
        """The same as one that only keeps a draft from being published."""
        return replace(self, what=Message("draft: {what}", what=self.what), of_draft=True)

    @property
    def blocks(self) -> bool:
        """Whether there is nothing sensible to build until it is mended."""
        return self.level is Level.ERROR

    def said(self, words: NullTranslations, shown: Callable[[str], str] = str) -> "Problem":
        """The same in the language of `words`, with each file of the source folder as `shown` writes it."""
        return replace(
            self,
            path=shown(self.path),
            what=self.what.said(words, shown),
            fix=self.fix.said(words, shown),
        )


def nearest(wrong: str, choices: Iterable[str], otherwise: Message) -> Message:
    """The way out for a misspelt name: "did you mean 'llm'?", or `otherwise` if nothing is near."""
    near = closest(wrong, choices)
    return Message("did you mean {name!r}?", name=near) if near else otherwise


def closest(wrong: str, choices: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The choice that is most like a misspelt name, None if none is as much as `cutoff`, of 1.

    Case does not count, and of a very long name only the beginning does.
    """
    by_folded = {choice.casefold(): choice for choice in sorted(choices, reverse=True)}
    close = get_close_matches(wrong[:120].casefold(), sorted(by_folded), n=1, cutoff=cutoff)
    return by_folded[close[0]] if close else None
