"""Whether cited addresses still answer: what is remembered of asking them, and what follows for a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

import yaml
from pydantic import Field

from .concept import Concept
from .frontmatter import Address, Fields, Line
from .problem import Problem
from .yaml_source import load

ANSWERS = "answers.yml"
# An address is believed to be gone when it was so in as many runs, each on another day.
DAYS_GONE = 3


class Outcome(StrEnum):
    """How an address answered. Where a server refuses, is busy or fails, nothing is known of the page."""

    THERE = "there"
    MOVED = "moved"
    UNCLEAR = "unclear"
    GONE = "gone"


@dataclass(frozen=True)
class Reply:
    """One answer: `detail` is a status or a reason, or the new address of what has moved; `title` that of an HTML page.

    `reached` is whether any server answered.
    """

    outcome: Outcome
    detail: str
    title: str | None = None
    reached: bool = True


class Answer(Fields):
    """What is remembered of an address: the last reply, the days on which it was gone, and since when it has its title."""

    asked: date
    outcome: Annotated[Outcome, Field(strict=False)]
    detail: Line
    gone_on: list[date] = []
    title: Line | None = None
    former_title: Line | None = None
    title_since: date | None = None


class _Dumper(yaml.SafeDumper):
    """Writes a value that stands in two places twice."""

    def ignore_aliases(self, data: object) -> bool:
        """Of all values."""
        return True


def parse_answers(text: str) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers by address, and what is wrong with the file; an empty text holds none."""
    answers, problems = load(text or "{}", dict[Address, Answer], ANSWERS)
    return answers or {}, problems


def format_answers(answers: Mapping[str, Answer]) -> str:
    """The text of the file, sorted by address."""
    values = {url: answer.model_dump(exclude_defaults=True) | {"outcome": answer.outcome.value} for url, answer in sorted(answers.items())}
    head = "# How each cited address answered when it was last asked. `glossary sources` keeps this file.\n"
    return head + yaml.dump(values, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**16)


def remembered(before: Answer | None, reply: Reply, today: date) -> Answer:
    """What is remembered after a reply."""
    gone_on = sorted({*(before.gone_on if before else []), today})[-DAYS_GONE:] if reply.outcome == Outcome.GONE else []
    known = before.title if before else None
    title = reply.title or known
    if before and known == title:
        former, since = before.former_title, before.title_since
    else:
        former, since = known, today if known else None
    return Answer(asked=today, outcome=reply.outcome, detail=reply.detail, gone_on=gone_on, title=title, former_title=former, title_since=since)


def source_problems(concepts: Iterable[Concept], answers: Mapping[str, Answer]) -> Iterator[Problem]:
    """What the answers mean for the pages that cite the addresses. A new title counts until the page is reviewed."""
    for concept in concepts:
        for index, source in enumerate(concept.meta.sources):
            if answer := answers.get(source.url):
                line = concept.line_of("sources", index, "url")
                yield from (Problem(concept.path, line, what, fix, rule) for what, fix, rule in _faults(answer, concept.meta.reviewed))


def review_problems(concepts: Iterable[Concept], today: date) -> Iterator[Problem]:
    """The pages that are due for review."""
    for concept in concepts:
        if concept.meta.is_due(today):
            yield Problem(concept.path, concept.line_of("review_by"), f"the page is due for review since {concept.meta.review_by}", "read it against its sources, then set 'reviewed' and 'review_by'", "review-due")


def _faults(answer: Answer, reviewed: date) -> Iterator[tuple[str, str, str]]:
    if len(answer.gone_on) == DAYS_GONE:
        what = f"the source is gone ({answer.detail}, asked on {DAYS_GONE} days, last on {answer.asked})"
        yield what, "cite where it stands now or an archived copy, or take out what only it carries", "source-gone"
    if answer.outcome == Outcome.MOVED:
        yield f"the source has moved to {answer.detail}", "see that it is the same, and cite the new address", "source-moved"
    if answer.title_since and answer.title_since > reviewed:
        what = f"the source was called {answer.former_title!r} and is called {answer.title!r} since {answer.title_since}"
        yield what, "see whether it still says what is cited, then set 'reviewed'", "source-retitled"
