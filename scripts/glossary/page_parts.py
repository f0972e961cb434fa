"""The sections of a concept page, in order, and what each is for: what a hurried reader needs comes first."""

from dataclasses import dataclass
from functools import cache

from .languages import N_, Language


@dataclass(frozen=True)
class Part:
    """A section that an author writes. Code knows it by its `key`; title and `prompt`, which stands there on a new page, are messages."""

    key: str
    title: str
    required: bool
    prompt: str

    def prompt_in(self, language: Language) -> str:
        """The prompt on a new page in this language."""
        return language.words.gettext(self.prompt)


PLAIN_WORDS, WHY, HOW, EXAMPLE, PITFALLS, FORMULA = "plain-words", "why", "how", "example", "pitfalls", "formula"

PARTS = (
    Part(PLAIN_WORDS, N_("In plain words"), True, N_("Say in 40 to 90 words what you would say to a friend right after the definition.")),
    Part(WHY, N_("Why it matters"), True, N_("- **Make a claim that fits no other page.** Say what follows from it for the reader.")),
    Part(HOW, N_("How it works"), False, N_("Say in a few sentences what happens inside, or remove this section.")),
    Part(EXAMPLE, N_("Example"), False, N_("Show one case with real numbers or a real text, or remove this section.")),
    Part(PITFALLS, N_("Common pitfalls"), True, N_("- **Make a claim that keeps a reader from a mistake people really make.** Say what happens, and what to do about it.")),
    Part(FORMULA, N_("The formula"), False, N_("Say in words what the formula says, then write it between two lines of `$$`, then name its letters, or remove this section.")),
)
REQUIRED = tuple(part.key for part in PARTS if part.required)


@cache
def part_titles(language: Language) -> dict[str, str]:
    """The headings of the sections in this language by their keys, in the order of a page."""
    return {part.key: language.words.gettext(part.title) for part in PARTS}


@cache
def bulleted(language: Language) -> frozenset[str]:
    """The headings of the sections that are lists of claims."""
    return frozenset(part_titles(language)[key] for key in (WHY, PITFALLS))
