"""Where a text gives a figure, a date or the result of a study, and whether it says where that comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from ..languages import FigureWords, Rules
from ..problem import Problem
from ..reading.concept import Concept
from ..reading.settings import Figures
from ..text import Block, Text, sentences
from ..text.page_parts import EXAMPLE, PLAIN_WORDS, part_titles
from ._phrases import any_of
from ._rule import PageLimits, page_rule

_LEAST = 100
_YEAR = re.compile(r"(?<![\w/:.,])(?<!\d-)(?P<year>(?:1[6-9]|20)\d\d)(?:s|er|(?![\w/]|[.,]\d))")

# Here numbers are worked with, or part of a comparison with daily life; years and studies are real all the
# same.
_WORKED = (EXAMPLE, PLAIN_WORDS)


@dataclass(frozen=True)
class _Unit:
    """What one citation covers: a sentence, an entry of a list with all that is in it, or a table. `line` is
    where it begins.
    """

    plain: str
    cited: bool
    line: int
    kind: str


@dataclass(frozen=True)
class _Words:
    """Finds the words of `Figures`, and what stands before a number that is part of a name."""

    made_up: re.Pattern[str]
    supposed: re.Pattern[str]
    studies: re.Pattern[str]
    named: re.Pattern[str]
    written: FigureWords


@page_rule()
def figure_without_source(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """A sentence, bullet or table with a figure, a past year or a study's result is cited, or says that it is
    made up.

    Bad: `The largest has 405 billion parameters.`
    Good: `The largest has 405 billion parameters [@llama3].`
    """
    figures, written = standard.style.figures, concept.language.rules.figures
    if figures is None or written is None:
        return
    words = _words(figures, written)
    worked = {part_titles(concept.language)[key] for key in _WORKED}
    for title, unit in _uncited(concept, words):
        # Past when the page was last reviewed: a page must not become wrong by waiting.
        found = _found(unit.plain, words, concept.language.rules, concept.meta.reviewed.year, title in worked)
        if found:
            line = unit.line + unit.plain.count("\n", 0, found.start())
            what = f"{' '.join(found[0].split())!r} has no source"
            yield Problem(
                concept.path,
                line,
                what,
                "cite it behind the claim, as in [@id]; or say in a sentence before it that it is made up",
            )


def _words(figures: Figures, written: FigureWords) -> _Words:
    named = "|".join([written.named, *map(re.escape, figures.named)])
    return _Words(
        any_of(figures.made_up),
        any_of(figures.supposed),
        any_of(figures.studies),
        re.compile(rf"\b(?:{named})[ -]?\Z", re.I),
        written,
    )


def _uncited(concept: Concept, words: _Words) -> Iterator[tuple[str, _Unit]]:
    """What neither is cited nor said to be made up, with the title of its section.

    What a sentence says to be made up reaches to the end of the section; what a bullet says, to its own.
    """
    blocks = [block for block in concept.text.blocks if not block.level]
    for section in concept.text.sections:
        made_up = False
        above = ""  # what introduces the list or table, if it is cited
        for unit in _units(
            [block for block in blocks if section.start <= block.start < section.end],
            concept.text,
            concept.language.rules.unfinished,
        ):
            says_so = bool(words.made_up.search(unit.plain))
            if unit.kind != "entry":
                made_up = made_up or says_so
            if unit.kind == "sentence":
                above = unit.plain if unit.cited else ""
            # The sentence above a table or a list may say for all of it where it is from.
            introduced = (unit.kind == "table" and above) or (
                unit.kind == "entry" and above.rstrip().endswith(":")
            )
            if not (unit.cited or made_up or says_so or introduced):
                yield section.title, unit


def _units(blocks: list[Block], text: Text, unfinished: re.Pattern[str] | None) -> Iterator[_Unit]:
    for (entry, table, _), group in groupby(
        blocks,
        key=lambda block: (block.entry, block.table, block.start if block.entry == block.table == -1 else -1),
    ):
        together = list(group)
        line = text.line_at(together[0].start)
        if entry == table == -1:
            (block,) = together
            for start, end in sentences(block.plain, unfinished):
                yield _Unit(
                    block.plain[start:end],
                    any(start < place <= end for place in block.cited),
                    line + block.plain.count("\n", 0, start),
                    "sentence",
                )
        else:
            # With as many line breaks between two blocks as in the source, so that lines can be counted here
            # too.
            plain = together[0].plain
            for before, block in pairwise(together):
                lines = text.source.count("\n", before.start, block.start) - before.plain.count("\n")
                plain += ("\n" * lines or " | ") + block.plain
            yield _Unit(
                plain, any(block.cited for block in together), line, "entry" if table == -1 else "table"
            )


def _found(plain: str, words: _Words, rules: Rules, last_year: int, worked: bool) -> re.Match[str] | None:
    """The first figure of a text, if there is any. In a `worked` example, and where they are supposed,
    numbers are none.
    """
    written = words.written
    if not written.any.search(plain) and not words.studies.search(plain):
        return None
    # What somebody says in quotation marks shows how people speak.
    plain = _blanked(rules.quoted, _blanked(written.as_of, plain))
    found = [year for year in _YEAR.finditer(plain) if int(year["year"]) <= last_year]
    found += words.studies.finditer(plain)
    if not worked:
        for start, end in sentences(plain, rules.unfinished):
            if not words.supposed.search(plain, start, end):
                found += written.numbers.finditer(plain, start, end)
                found += (
                    count
                    for count in written.count.finditer(plain, start, end)
                    if _is_large(count, plain, words)
                )
    return min(found, key=lambda one: one.start(), default=None)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with spaces for what the pattern finds, its lines kept."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _is_large(count: re.Match[str], plain: str, words: _Words) -> bool:
    number = count["number"].replace(words.written.thousands, "").replace(words.written.decimal, ".")
    if _YEAR.fullmatch(count["number"]) or words.named.search(plain, 0, count.start()):
        return False
    return number.count(".") < 2 and float(number) >= _LEAST
