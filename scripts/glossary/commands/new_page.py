"""The page that `glossary new` writes: every field with its explanation, every section with its prompt.

Where a page may be nothing but its fields, it has those that it needs.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ..languages import ENGLISH, N_, Language
from ..reading.frontmatter import LEVELS, Fields, FrontMatter, Relation, Source
from ..reading.settings import Style, Topic
from ..reading.validation import described
from ..text.markdown import Markdown, render
from ..text.page_parts import LEAD_PROMPT, MARK, MAY_GO, NO_ADDRESS, PARTS, Part, part_titles

# Who would ask, and why: a page asks for the first of them, as many as a glossary wants.
_HINTS = (
    N_("how somebody would ask who is new"),
    N_("how somebody would ask who decides"),
    N_("how somebody would ask who works with it"),
    N_("how somebody would ask who worries about it"),
    N_("how somebody would ask who learns the language"),
    N_("what it is good for"),
    N_("what goes wrong with it"),
    N_("what it is mistaken for"),
)
_SOURCES = (
    ("paper", N_("the paper, specification, law or documentation"), "primary"),
    ("explainer", N_("a page that you would send a friend to"), "secondary"),
)

T = TypeVar("T")

_NAME = re.compile(r"(?P<title>.+?)\s*(?:\((?P<abbr>[^()]+)\))?")


def split_name(name: str) -> tuple[str, str | None]:
    """Title and abbreviation of “Retrieval-augmented generation (RAG)”; the title gets a capital."""
    found = _NAME.fullmatch(name.strip())
    title = found["title"] if found else name.strip()
    return title[:1].upper() + title[1:], found["abbr"] if found else None


@dataclass(frozen=True)
class PageForm:
    """What all pages of a glossary have in common: the topics, what its style asks for, the language."""

    topics: Mapping[str, Topic]
    style: Style
    language: Language = ENGLISH


def new_page(name: str, topic: str, today: date, form: PageForm) -> str:
    """The text of a new page. It is valid; each of its prompts is a problem until replaced."""
    title, abbr = split_name(name)
    style, language = form.style, form.language

    asked = _as_many(_SOURCES, style.sources[0])
    sources = [
        (id if number < len(_SOURCES) else f"{id}-{number}", title, kind)
        for number, (id, title, kind) in enumerate(asked)
    ]
    levels = [*(style.levels or LEVELS)]

    def prompt(part: Part) -> Markdown:
        may_go = [] if part.key in style.required_sections else [language.words.gettext(MAY_GO)]
        return Markdown(" ".join([part.prompt_in(language), *may_go]))

    def quoted(text: str) -> Markdown:
        return Markdown(json.dumps(text, ensure_ascii=False))

    def explained(fields: type[Fields]) -> dict[str, Markdown]:
        return {name: Markdown(language.words.gettext(text)) for name, text in described(fields).items()}

    return render(
        "new.md.j2",
        language,
        title=quoted(title),
        abbr=quoted(abbr) if abbr else None,
        topic=Markdown(topic),
        topics=Markdown(", ".join(form.topics)),
        today=Markdown(today.isoformat()),
        full=style.asks_for_text,
        required=style.required_fields,
        level=levels[0],
        levels=", ".join(levels),
        plain=style.plain,
        hints=_as_many(_HINTS, style.hints[0]),
        sources=sources,
        cited=Markdown("; ".join(f"@{id}" for id, _, _ in sources)),
        help=explained(FrontMatter),
        relation_help=explained(Relation),
        source_help=explained(Source),
        write=language.words.gettext(MARK),
        no_address=Markdown(NO_ADDRESS),
        lead_prompt=LEAD_PROMPT,
        parts=[(Markdown(part_titles(language)[part.key]), prompt(part)) for part in PARTS],
    )


def _as_many(prompts: Sequence[T], least: int) -> list[T]:
    return [prompts[min(number, len(prompts) - 1)] for number in range(least)]
