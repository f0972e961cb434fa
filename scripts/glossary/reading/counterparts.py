"""Glossaries of the subject in other languages: what is kept of them, and which pages stand for ours."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

import yaml
from pydantic import AfterValidator

from ..problem import Level, Message, Mistake, Problem, rule
from .concept import Concept
from .frontmatter import PUBLISHED_URL, AnySlug, Fields, LanguageTag, Line, Slug
from .yaml_source import load

COUNTERPARTS = "counterparts.yml"
FETCH = "glossary counterparts"
_CHANGED = rule(
    "counterpart-changed",
    "A page was reviewed after its counterpart in another language had changed.",
    (
        "`reviewed` on a day before the counterpart was reviewed",
        "`reviewed` on the same day, or on one after it",
    ),
    Level.WARNING,
    "due",
)


def _published(url: str) -> str:
    if not PUBLISHED_URL.fullmatch(url):
        fix = Message("write the file anew: {command}", command=FETCH)
        raise Mistake(Message("is {url!r}, which is no address of a page", url=url), fix)
    return url


class Counterpart(Fields):
    """A page of another glossary. `stands_for` is the slug of our page that means the same, as it says."""

    title: Line
    url: Annotated[Line, AfterValidator(_published)]
    updated: date | None = None
    stands_for: AnySlug | None = None


# The pages of each glossary, by its language and their slugs.
Kept = Mapping[str, Mapping[str, Counterpart]]


@dataclass(frozen=True)
class Tie:
    """The page of the glossary in a `language` that stands for a page of ours.

    `declared` is whether our page names it or is called like it; otherwise it names ours.
    """

    language: str
    slug: str
    page: Counterpart
    declared: bool


def parse_counterparts(text: str) -> tuple[Kept, list[Problem]]:
    """What is kept, and what is wrong with the file; an empty text holds nothing."""
    kept, problems = load(text or "{}", dict[LanguageTag, dict[Slug, Counterpart]], COUNTERPARTS)
    fix = Message("write the file anew: {command}", command=FETCH)
    return kept or {}, [replace(problem, fix=fix) for problem in problems]


def format_counterparts(kept: Kept) -> str:
    """The text of the file, sorted by language and slug, a page a line."""
    values = {
        language: {slug: page.model_dump(exclude_none=True) for slug, page in sorted(pages.items())}
        for language, pages in sorted(kept.items())
    }
    head = f"# The pages of the glossaries that style.yml names. `{FETCH}` writes this file.\n"
    # On the third level and below everything stands on one line.
    return head + yaml.safe_dump(
        values, allow_unicode=True, sort_keys=False, default_flow_style=None, width=2**16
    )


def ties(concepts: Mapping[str, Concept], kept: Kept, redirects: Mapping[str, str]) -> dict[str, list[Tie]]:
    """The counterparts of each concept that has any, by its slug.

    What a page declares comes first. Without that it is the page that names ours, or the one with the same
    slug; `redirects` leads from our former slugs to those that stand.
    """
    found: dict[str, list[Tie]] = {}
    for language, pages in sorted(kept.items()):
        for slug, tie in _ties(language, concepts, pages, redirects).items():
            found.setdefault(slug, []).append(tie)
    return found


def _ties(
    language: str,
    concepts: Mapping[str, Concept],
    pages: Mapping[str, Counterpart],
    redirects: Mapping[str, str],
) -> dict[str, Tie]:
    declared = {
        slug: concept.meta.counterparts[language]
        for slug, concept in concepts.items()
        if language in concept.meta.counterparts
    }
    found = {
        slug: Tie(language, other, pages[other], declared=True)
        for slug, other in declared.items()
        if other and other in pages
    }
    taken = {*declared.values()}
    # Those that name ours come before those that are only called like it.
    for other, page in sorted(pages.items(), key=lambda item: item[1].stands_for == item[0]):
        meant = page.stands_for or ""
        slug = redirects.get(meant, meant)
        if slug in concepts and slug not in declared and other not in taken:
            found.setdefault(slug, Tie(language, other, page, declared=page.stands_for == other))
    return found


def counterpart_problems(concepts: Iterable[Concept], tied: Mapping[str, Iterable[Tie]]) -> Iterator[Problem]:
    """The pages whose counterparts have changed since the day of their review, if they name one."""
    for concept in concepts:
        reviewed = concept.meta.reviewed
        for tie in tied.get(concept.slug, ()):
            if reviewed and tie.page.updated and tie.page.updated > reviewed:
                what = Message(
                    "its counterpart in {language!r}, “{title}”, has changed on {day}",
                    language=tie.language,
                    title=tie.page.title,
                    day=tie.page.updated,
                )
                fix = Message("see what is new in {address}, then set 'reviewed'", address=tie.page.url)
                yield Problem(concept.path, concept.line_of("reviewed"), what, fix, _CHANGED)
