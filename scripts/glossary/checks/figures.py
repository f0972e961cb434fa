"""Where a text gives a figure, a date or the result of a study, and whether it says where that comes from."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from ..concept import Concept
from ..page_parts import EXAMPLE, PLAIN_WORDS
from ..problem import Problem
from ..settings import Figures
from ..text import Block, Text, sentences
from ._phrases import QUOTED, any_of
from ._rule import Standard, page_rule

_N = r"\d+(?:[.,]\d+)*"
_SCALE = r"(?:thousand|million|billion|trillion)"
_SMALL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|\w*teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|hundred|\d+)"
_UNIT = (
    r"(?:[kKMGTP]i?B|(?:kilo|mega|giga|tera|peta)?(?:bytes?|watts?|hertz|watt-hours?)|[kMGT]?Wh?|[kMGT]?Hz|FLOPS?|FLOPs|joules?|"
    r"(?:nano|micro|milli)?seconds?|ms|minutes?|hours?|days?|weeks?|months?|years?|"
    r"(?:kilo|centi|milli)?met(?:re|er)s?|[kcm]m|miles?|(?:kilo)?grams?|kg|tonnes?|lit(?:re|er)s?|degrees?|°C)"
)
# Behind these words a number names a thing and counts none.
_NAMED = r"(?:step|version|page|section|article|articles|table|figure|chapter|part|annex|recital|paragraph|port|number|no\.|code|line|rule|level|type|error|room)"

_NUMBERS = re.compile(
    rf"""(?<![\w.,/:-])(?:
      (?!100\s?(?:%|per))                             # That is another word for “all”.
      {_N}\s?(?:%|per\ ?cent\b|percentage\ points?\b)
    | (?:US\$|[$€£¥₹]|(?:EUR|USD|GBP|CHF)\s)\s?{_N}
    | {_N}\s(?:{_SCALE}\s)?(?:dollars|euros|pounds|cents|yen|francs)\b
    | {_N}(?:\s|-){_SCALE}\b
    | {_N}[ \n-]?{_UNIT}\b
    | {_N}\s?(?:x|×|times)\s(?=as\b|the\b|more\b|\w+er\b)
    | \d+\s(?:in|of|out\sof)\s(?:the\s|every\s)?\d+\b
    )
    | \b{_SMALL}\sper\ ?cent\b
    | (?<!\d)10[⁰¹²³⁴⁵⁶⁷⁸⁹]+
    | \b{_SMALL}\sin\s(?:every\s)?(?:three|four|five|six|seven|eight|ten|twenty|a\shundred|a\sthousand)\b
    # Ten thousand and a hundred million are ways of saying “many”.
    | \b(?!ten\b|hundred\b)(?:{_SMALL}|(?:than|to|about|nearly|over|almost|half)\sa)\s{_SCALE}\b
    """,
    re.X,
)
# Without one of these there is no number: most sentences have none, and this is seen at once.
_ANY_NUMBER = re.compile(r"\d|per\ ?cent|hundred|thousand|illion|\bin\s(?:every\s)?(?:three|four|five|six|seven|eight|ten|twenty|a\s)")
_COUNT = re.compile(rf"(?<![\w.,/:=-])(?P<number>{_N})(?=\s+[a-z]{{3,}})")
_LEAST = 100
_YEAR = re.compile(r"(?<![\w/:.,])(?<!\d-)(?P<year>(?:1[6-9]|20)\d\d)(?:s|(?![\w/]|[.,]\d))")
_AS_OF = re.compile(r"\bas of (?:early |late |mid-)?(?:\w+ )?(?:19|20)\d\d", re.I)

# Here numbers are worked with, or part of a comparison with daily life; years and studies are real all the same.
_WORKED = {EXAMPLE, PLAIN_WORDS}


@dataclass(frozen=True)
class _Unit:
    """What one citation covers: a sentence, an entry of a list with all that is in it, or a table. `line` is where it begins."""

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


@page_rule()
def figure_without_source(concept: Concept, standard: Standard) -> Iterator[Problem]:
    """A sentence, bullet or table with a figure, a past year or a study's result is cited, or says that it is made up.

    Bad: `The largest has 405 billion parameters.`
    Good: `The largest has 405 billion parameters [@llama3].`
    """
    figures = standard.style.figures
    if figures is None:
        return
    words = _words(figures)
    for title, unit in _uncited(concept, words):
        # Past when the page was last reviewed: a page must not become wrong by waiting.
        found = _found(unit.plain, words, concept.meta.reviewed.year, title in _WORKED)
        if found:
            line = unit.line + unit.plain.count("\n", 0, found.start())
            what = f"{' '.join(found[0].split())!r} has no source"
            yield Problem(concept.path, line, what, "cite it behind the claim, as in [@id]; or say in a sentence before it that it is made up")


def _words(figures: Figures) -> _Words:
    named = "|".join([_NAMED, *map(re.escape, figures.named)])
    return _Words(any_of(figures.made_up), any_of(figures.supposed), any_of(figures.studies), re.compile(rf"\b(?:{named})[ -]?\Z", re.I))


def _uncited(concept: Concept, words: _Words) -> Iterator[tuple[str, _Unit]]:
    """What neither is cited nor said to be made up, with the title of its section.

    What a sentence says to be made up reaches to the end of the section; what a bullet says, to its own.
    """
    blocks = [block for block in concept.text.blocks if not block.level]
    for section in concept.text.sections:
        made_up = False
        above = ""  # what introduces the list or table, if it is cited
        for unit in _units([block for block in blocks if section.start <= block.start < section.end], concept.text):
            says_so = bool(words.made_up.search(unit.plain))
            if unit.kind != "entry":
                made_up = made_up or says_so
            if unit.kind == "sentence":
                above = unit.plain if unit.cited else ""
            # The sentence above a table or a list may say for all of it where it is from.
            introduced = unit.kind == "table" and above or unit.kind == "entry" and above.rstrip().endswith(":")
            if not (unit.cited or made_up or says_so or introduced):
                yield section.title, unit


def _units(blocks: list[Block], text: Text) -> Iterator[_Unit]:
    for (entry, table, _), group in groupby(blocks, key=lambda block: (block.entry, block.table, block.start if block.entry == block.table == -1 else -1)):
        together = list(group)
        line = text.line_at(together[0].start)
        if entry == table == -1:
            (block,) = together
            for start, end in sentences(block.plain):
                yield _Unit(block.plain[start:end], any(start < place <= end for place in block.cited), line + block.plain.count("\n", 0, start), "sentence")
        else:
            # With as many line breaks between two blocks as in the source, so that lines can be counted here too.
            plain = together[0].plain
            for before, block in pairwise(together):
                lines = text.source.count("\n", before.start, block.start) - before.plain.count("\n")
                plain += ("\n" * lines or " | ") + block.plain
            yield _Unit(plain, any(block.cited for block in together), line, "entry" if table == -1 else "table")


def _found(plain: str, words: _Words, last_year: int, worked: bool) -> re.Match[str] | None:
    """The first figure of a text, if there is any. In a `worked` example, and where they are supposed, numbers are none."""
    if not _ANY_NUMBER.search(plain) and not words.studies.search(plain):
        return None
    # What somebody says in quotation marks shows how people speak.
    plain = _blanked(QUOTED, _blanked(_AS_OF, plain))
    found = [year for year in _YEAR.finditer(plain) if int(year["year"]) <= last_year]
    found += words.studies.finditer(plain)
    if not worked:
        for start, end in sentences(plain):
            if not words.supposed.search(plain, start, end):
                found += _NUMBERS.finditer(plain, start, end)
                found += (count for count in _COUNT.finditer(plain, start, end) if _is_large(count, plain, words))
    return min(found, key=lambda one: one.start(), default=None)


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    """The text with spaces for what the pattern finds, its lines kept."""
    return pattern.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def _is_large(count: re.Match[str], plain: str, words: _Words) -> bool:
    number = count["number"].replace(",", "")
    if _YEAR.fullmatch(count["number"]) or words.named.search(plain, 0, count.start()):
        return False
    return number.count(".") < 2 and float(number) >= _LEAST
