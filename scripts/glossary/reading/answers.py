"""Whether cited addresses still answer: what is remembered of asking them, and what follows for a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from ..problem import Level, Message, Problem, RuleName, rule
from .block_yaml import block_yaml
from .concept import Concept
from .frontmatter import Address, Fields, Line
from .yaml_source import load

ANSWERS = "answers.yml"
# An address counts as gone after as many runs in which it was, each on another day.
DAYS_GONE = 3
REVIEW_DUE = rule(
    "review-due",
    "A page with a claim that ages is read again by the day that it names.",
    ("`review_by` on a day that has passed", "`review_by` on a day to come"),
    Level.WARNING,
    "due",
)
SOURCE_GONE = rule(
    "source-gone",
    "The address of a source leads to it.",
    (
        "an address that was gone on three days",
        "the address where the source stands now, or an archived copy",
    ),
    Level.WARNING,
    "due",
)
SOURCE_MOVED = rule(
    "source-moved",
    "The address of a source is its own, and no other that leads there.",
    ("an address that answers with another one", "that other one, if the source is still the same"),
    Level.WARNING,
    "due",
)
SOURCE_RETITLED = rule(
    "source-retitled",
    "A page was reviewed after its source got another title.",
    ("`reviewed` on a day before the new title was seen", "`reviewed` on a day after it"),
    Level.WARNING,
    "due",
)


class Outcome(StrEnum):
    """How an address answered. Where a server refuses, is busy or fails, nothing is known of the page."""

    THERE = "there"
    MOVED = "moved"
    UNCLEAR = "unclear"
    GONE = "gone"


@dataclass(frozen=True)
class Reply:
    """One answer: `detail` is a status, a reason or the new address, `title` that of an HTML page.

    `reached` is whether any server answered.
    """

    outcome: Outcome
    detail: str
    title: str | None = None
    reached: bool = True


# The one reply in words of ours.
NO_SUCH_HOST = Message("no such host")


class Answer(Fields):
    """What is remembered of an address: the last reply, when it was gone, and since when it has its title."""

    asked: date
    outcome: Annotated[Outcome, Field(strict=False)]
    detail: Line
    gone_on: list[date] = []
    title: Line | None = None
    former_title: Line | None = None
    title_since: date | None = None


def parse_answers(text: str) -> tuple[dict[str, Answer], list[Problem]]:
    """The answers by address, and what is wrong with the file; an empty text holds none."""
    answers, problems = load(text or "{}", dict[Address, Answer], ANSWERS)
    return answers or {}, problems


def format_answers(answers: Mapping[str, Answer]) -> str:
    """The text of the file, sorted by address."""
    values = {
        url: answer.model_dump(exclude_defaults=True) | {"outcome": answer.outcome.value}
        for url, answer in sorted(answers.items())
    }
    head = "# How each cited address answered when it was last asked. `glossary sources` keeps this file.\n"
    return head + block_yaml(values)


def updated_answer(before: Answer | None, reply: Reply, today: date) -> Answer:
    """What is remembered after a reply."""
    gone_on = sorted({*(before.gone_on if before else []), today})[-DAYS_GONE:]
    known = before.title if before else None
    title = reply.title or known
    if before and known == title:
        former, since = before.former_title, before.title_since
    else:
        former, since = known, today if known else None
    return Answer(
        asked=today,
        outcome=reply.outcome,
        detail=reply.detail,
        gone_on=gone_on if reply.outcome == Outcome.GONE else [],
        title=title,
        former_title=former,
        title_since=since,
    )


def source_problems(concepts: Iterable[Concept], answers: Mapping[str, Answer]) -> Iterator[Problem]:
    """What the answers mean for the pages that cite them. A review settles a new title."""
    for concept in concepts:
        for index, source in enumerate(concept.meta.sources):
            if answer := answers.get(source.url):
                line = concept.line_of("sources", index, "url")
                for what, fix, rule in _faults(answer, concept.meta.reviewed):
                    yield Problem(concept.path, line, what, fix, rule)


def review_problems(concepts: Iterable[Concept], today: date) -> Iterator[Problem]:
    """The pages that are due for review."""
    for concept in concepts:
        if concept.meta.is_due(today):
            since = concept.meta.review_by
            what = Message("the page has been due for review since {day}", day=since)
            fix = Message("read it against its sources, then set 'reviewed' and 'review_by'")
            yield Problem(concept.path, concept.line_of("review_by"), what, fix, REVIEW_DUE)


def _faults(answer: Answer, reviewed: date | None) -> Iterator[tuple[Message, Message, RuleName]]:
    if len(answer.gone_on) == DAYS_GONE:
        what = Message(
            "the source is gone ({reply}, asked on {count} days, last on {day})",
            reply=NO_SUCH_HOST if answer.detail == NO_SUCH_HOST else answer.detail,
            count=DAYS_GONE,
            day=answer.asked,
        )
        fix = Message("cite where it stands now or an archived copy, or take out what only it carries")
        yield what, fix, SOURCE_GONE
    if answer.outcome == Outcome.MOVED:
        what = Message("the source has moved to {address}", address=answer.detail)
        fix = Message("see that it is the same, and cite the new address")
        yield what, fix, SOURCE_MOVED
    if answer.title_since and not (reviewed and answer.title_since <= reviewed):
        what = Message(
            "the source was called “{former}” and is called “{title}” since {day}",
            former=answer.former_title,
            title=answer.title,
            day=answer.title_since,
        )
        fix = Message("see whether it still says what is cited, then set 'reviewed'")
        yield what, fix, SOURCE_RETITLED
