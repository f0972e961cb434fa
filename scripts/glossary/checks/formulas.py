"""Rules about formulas: that their TeX can be shown, where they stand, and that words stand beside them."""

from collections.abc import Iterator

from ..problem import Problem
from ..reading.concept import Concept
from ..text import read
from ..text.formulas import FormulaError, mathml
from ._rule import PageLimits, page_rule

# The fields that hold sentences.
_SENTENCES = {"definition", "related"}


@page_rule(blocks=True)
def broken_formula(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """The TeX of a formula can be shown by every browser, without colours and other styles; within a line it
    is short.

    Bad: `$\\frac{1}$`
    Good: `$\\frac{1}{n}$`
    """
    for formula in concept.text.formulas:
        try:
            mathml(formula.tex, formula.display)
        except FormulaError as error:
            place = formula.start + (2 if formula.display else 1) + error.offset
            yield Problem(concept.path, concept.text.line_at(min(place, formula.end)), error.what, error.fix)


@page_rule(blocks=True)
def formula_out_of_place(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """A formula stands in the text, one between `$$` in a paragraph of its own; none stands in a heading, the
    description or caption of an image, the definition or the relations.

    Bad: `It is $$x$$ here.`
    Good: `It is $x$ here.`
    """
    text = concept.text
    for formula in text.formulas:
        if formula.heading:
            yield Problem(
                concept.path,
                text.line_at(formula.start),
                "a heading holds a formula",
                "say it in words, and write the formula below",
            )
        elif formula.display and not formula.alone:
            yield Problem(
                concept.path,
                text.line_at(formula.start),
                "a formula between “$$” stands in a line of text, a list, a table or a quotation",
                "give it a paragraph of its own, or write `$…$` within a line",
            )
    for place in text.loose_marks:
        what = "a “$$” without another"
        fix = (
            "end the formula with “$$”, without an empty line and without a line that begins with a sign of "
            "lists or headings; a dollar sign that begins none is `\\$`"
        )
        yield Problem(concept.path, text.line_at(place), what, fix)
    for link in text.links:
        if link.image and "$" in link.words and read(link.words).formulas:
            yield Problem(
                concept.path,
                text.line_at(link.start),
                "the description of an image holds a formula",
                "say it in words: it is read aloud",
            )
    for picture in text.pictures:
        if "$" in picture.caption and read(picture.caption).formulas:
            yield Problem(
                concept.path,
                text.line_at(picture.start),
                "the caption of a picture holds a formula",
                "say it in words: it would be shown as you write it",
            )
    for location, value in _written(concept.meta.model_dump(include=_SENTENCES)) if "$" in text.yaml else ():
        if "$" in value and read(value).formulas:
            yield Problem(
                concept.path,
                concept.line_of(*location),
                f"`{location[0]}` holds a formula",
                "say it in words: fields are shown where no formula can be",
            )


def _written(value: object, *location: str | int) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a field, with its place."""
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict | list):
        for key, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _written(part, *location, key)


@page_rule()
def formula_without_words(concept: Concept, standard: PageLimits) -> Iterator[Problem]:
    """Right before or after a formula between `$$`, a sentence of the same section says it in words.

    Bad: a section that holds two formulas and nothing else
    Good: `The error is the mean of the squared differences:`, and below it the formula
    """
    text = concept.text
    for formula in text.formulas:
        if not formula.alone or not formula.display:
            continue
        own = next(section for section in text.sections if section.start <= formula.start < section.end)
        blocks = [
            block for block in text.blocks if own.start <= block.start < own.end and block.start != own.start
        ]
        before = [block for block in blocks if block.end <= formula.start][-1:]
        behind = [block for block in blocks if block.start >= formula.end][:1]
        if not any(block.level == 0 and block.plain for block in before + behind):
            yield Problem(
                concept.path,
                text.line_at(formula.start),
                "no words stand beside the formula",
                "say before or after it, in a sentence, what it says",
            )
