"""The sections of a concept page, in order, and what each is for: what a hurried reader needs comes first."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    """A section that an author writes. `prompt` is what stands there on a new page."""

    title: str
    required: bool
    prompt: str


PLAIN_WORDS, WHY, EXAMPLE, PITFALLS, FORMULA = "In plain words", "Why it matters", "Example", "Common pitfalls", "The formula"

PARTS = (
    Part(PLAIN_WORDS, True, "Say in 40 to 90 words what you would say to a friend right after the definition."),
    Part(WHY, True, "- **Make a claim that fits no other page.** Say what follows from it for the reader."),
    Part("How it works", False, "Say in a few sentences what happens inside, or remove this section."),
    Part(EXAMPLE, False, "Show one case with real numbers or a real text, or remove this section."),
    Part(PITFALLS, True, "- **Make a claim that keeps a reader from a mistake people really make.** Say what happens, and what to do about it."),
    Part(FORMULA, False, "Say in words what the formula says, then write it between two lines of `$$`, then name its letters, or remove this section."),
)
ORDER = tuple(part.title for part in PARTS)
REQUIRED = tuple(part.title for part in PARTS if part.required)
BULLETED = (WHY, PITFALLS)
