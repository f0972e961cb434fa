"""The sections of a concept page, in order, and what each is for: what a hurried reader needs comes first."""

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from markdown.extensions.toc import slugify

from ..addresses import section_id, slug_of
from ..languages import N_, Language


@dataclass(frozen=True)
class Part:
    """A section that an author writes. Code knows it by its `key`; title and `prompt` are messages."""

    key: str
    title: str
    prompt: str

    def prompt_in(self, language: Language) -> str:
        """The prompt on a new page in this language."""
        return language.words.gettext(self.prompt)


KEYS = ("plain-words", "why", "how", "example", "pitfalls", "formula")
PLAIN_WORDS, WHY, HOW, EXAMPLE, PITFALLS, FORMULA = KEYS

PARTS = (
    Part(
        PLAIN_WORDS,
        N_("In plain words"),
        N_("Say in 40 to 90 words what you would say to a friend right after the definition."),
    ),
    Part(
        WHY,
        N_("Why it matters"),
        N_("- **Make a claim that fits no other page.** Say what follows from it for the reader."),
    ),
    Part(HOW, N_("How it works"), N_("Say in a few sentences what happens inside.")),
    Part(EXAMPLE, N_("Example"), N_("Show one case with real numbers or a real text.")),
    Part(
        PITFALLS,
        N_("Common pitfalls"),
        N_(
            "- **Make a claim that keeps a reader from a mistake people really make.** Say what happens, and "
            "what to do about it."
        ),
    ),
    Part(
        FORMULA,
        N_("The formula"),
        N_(
            "Say in words what the formula says, then write it between two lines of `$$`, then name its "
            "letters."
        ),
    ),
)


class Generated(NamedTuple):
    """The headings of what the build puts below the text of a page, as messages."""

    confused: str = N_("Often confused with")
    related: str = N_("Related articles")
    mentioned: str = N_("Mentioned in")
    sources: str = N_("Sources")


GENERATED = Generated()
# What a new page says before its first heading.
LEAD_PROMPT = N_("Say in the first sentence what it is, and soon after what it is not%(citation)s.")
# The sections that every page has, unless a glossary sets others.
REQUIRED_SECTIONS = (PLAIN_WORDS, WHY, PITFALLS)
# What a new page adds to the prompt of the other sections.
MAY_GO = N_("Or remove this section.")
# How the placeholder of a field begins on a new page.
MARK = N_("…write:")
# The address of a source that nobody has entered yet.
NO_ADDRESS = "https://example.org/"


@cache
def part_titles(language: Language) -> dict[str, str]:
    """The headings of the sections in this language by their keys, in the order of a page."""
    return {part.key: language.words.gettext(part.title) for part in PARTS}


@cache
def prompts(language: Language) -> dict[str, str]:
    """How the prompt below each heading of a new page begins in this language; the lead has none."""
    lead = language.words.gettext(LEAD_PROMPT).partition("%(citation)s")[0]
    return {"": lead} | {part_titles(language)[part.key]: part.prompt_in(language) for part in PARTS}


def is_prompt(value: str, language: Language) -> bool:
    """Whether the value of a field is still what `glossary new` and `glossary suggest` write in its place."""
    return value == "…" or language.words.gettext(MARK) in value


def generated_ids(language: Language) -> set[str]:
    """The ids of the sections that the build puts below the text of a page."""
    return {section_id(language.words.gettext(heading), language) for heading in GENERATED}


def heading_id(heading: str, language: Language) -> str:
    """The fragment of a heading: that of a section is like an address, any other the site engine's."""
    return slug_of(heading, language) if heading in part_titles(language).values() else slugify(heading, "-")
