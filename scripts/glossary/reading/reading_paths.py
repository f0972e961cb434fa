"""Curated routes through the glossary, from `paths/*.yml`."""

from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from ..addresses import PATHS, slug_of_path
from ..problem import Message, Problem, nearest, rule
from .frontmatter import Fields, Line, Name, Slug
from .yaml_source import line_of, load

_UNKNOWN_STEP = rule(
    "unknown-step",
    "A step of a reading path is a concept that has a page.",
    ("`concept: dictionnary`", "`concept: dictionary`"),
)
_STEP_TWICE = rule(
    "step-twice",
    "A reading path leads to a concept once.",
    ("two steps with `concept: dictionary`", "one step with `concept: dictionary`"),
)
_UNKNOWN_PATH = rule(
    "unknown-path",
    "A reading path goes on with another one that has a file.",
    ("`next: newcommer`", "`next: newcomer`"),
)


# Why somebody walks a path, in the order in which they are offered.
REASONS = ("curiosity", "job", "worry")


class Step(Fields):
    """One concept on the way."""

    concept: Slug = Field(description="The slug of the concept.")
    why: Line = Field(max_length=300, description="A sentence that says why it comes now.")


class PathFields(Fields):
    """What a file in `paths/` holds."""

    title: Name = Field(description="The name of the route.")
    audience: Line = Field(max_length=120, description="Who it is for, after “For”.")
    description: Line = Field(max_length=200, description="What one knows at its end.")
    reason: Literal[*REASONS] | None = Field(  # type: ignore[valid-type]
        default=None, description="Why one walks it: by this the paths are told apart."
    )
    position: int = Field(description="Its place among the paths; the first is “Start here”.")
    steps: list[Step] = Field(min_length=3, max_length=20, description="The concepts in order.")
    learnt: list[Line] = Field(
        min_length=2, max_length=8, description="What the reader knows at the end, a sentence each."
    )
    next: Slug | None = Field(default=None, description="The slug of the path that goes on from here.")


@dataclass(frozen=True)
class ReadingPath:
    """A route: its slug is the name of its file."""

    slug: str
    fields: PathFields

    @property
    def url(self) -> str:
        """The address of its page, relative to the root of the site."""
        return f"{PATHS}/{self.slug}/"


def parse_path(
    text: str, path: str, concepts: frozenset[str], broken: frozenset[str], paths: frozenset[str]
) -> tuple[ReadingPath | None, list[Problem]]:
    """The route that a file describes. Unknown or repeated concepts and an unknown path are problems.

    `concepts` and `paths` hold all slugs, `broken` those of pages that exist but could not be read.
    """
    fields, problems = load(text, PathFields, path)
    if fields is None:
        return None, problems
    seen: dict[str, int] = {}

    def line(index: int) -> int:
        return line_of(text, ("steps", index, "concept"))

    for index, step in enumerate(fields.steps):
        if step.concept not in concepts and step.concept not in broken:
            fix = nearest(step.concept, concepts, Message("name a concept that has a page"))
            what = Message("there is no concept {name!r}", name=step.concept)
            problems.append(Problem(path, line(index), what, fix, _UNKNOWN_STEP))
        if step.concept in seen:
            what = Message(
                "{name!r} is on the path twice, first on line {line}",
                name=step.concept,
                line=line(seen[step.concept]),
            )
            problems.append(Problem(path, line(index), what, Message("keep one of the two"), _STEP_TWICE))
        seen.setdefault(step.concept, index)
    slug = slug_of_path(path)
    others = paths - {slug}
    if fields.next and fields.next not in others:
        what = Message("there is no path {name!r}", name=fields.next)
        if fields.next == slug:
            what = Message("the path goes on with itself")
        fix = nearest(fields.next, others, Message("name a path that has a file, or leave the field out"))
        problems.append(Problem(path, line_of(text, ("next",)), what, fix, _UNKNOWN_PATH))
    return ReadingPath(slug, fields), problems
