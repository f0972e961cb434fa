"""Rules about formulas: that their TeX can be shown, where they stand, and that words stand beside them."""

from collections.abc import Iterator

from ..problem import Level, Message, Problem
from ..reading.concept import Concept
from ..reading.settings import Style
from ..reading.validation import Location, texts_within
from ..text import read
from ..text.formulas import FormulaError, mathml
from ._rule import page_rule

# The fields that hold sentences.
_SENTENCES = {"plain", "definition", "related"}


@page_rule(Level.ERROR)
def broken_formula(concept: Concept, style: Style) -> Iterator[Problem]:
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
            yield concept.problem(min(place, formula.end), error.what, error.fix)


@page_rule(Level.ERROR)
def formula_out_of_place(concept: Concept, style: Style) -> Iterator[Problem]:
    """A formula stands in the text, one between `$$` in a paragraph of its own; none stands in a heading, the
    description or caption of an image, the plain sentence, the definition or the relations.

    Bad: `It is $$x$$ here.`
    Good: `It is $x$ here.`
    """
    text = concept.text
    for formula in text.formulas:
        if formula.heading:
            fix = Message("say it in words, and write the formula below")
            yield concept.problem(formula.start, Message("a heading holds a formula"), fix)
        elif formula.display and not formula.alone:
            what = Message("a formula between “$$” stands in a line of text, a list, a table or a quotation")
            fix = Message("give it a paragraph of its own, or write `$…$` within a line")
            yield concept.problem(formula.start, what, fix)
    for place in text.loose_marks:
        fix = Message(
            "end the formula with “$$”, without an empty line and without a line that begins "
            "with a sign of lists or headings; a dollar sign that begins none is `\\$`"
        )
        yield concept.problem(place, Message("a “$$” without another"), fix)
    for at, written, where, why in _without_formulas(concept):
        if "$" in written and read(written).formulas:
            what = Message("{where} holds a formula", where=where)
            yield concept.problem(at, what, Message("say it in words: {why}", why=why))


def _without_formulas(concept: Concept) -> Iterator[tuple[int | Location, str, str, str]]:
    """Where, beside the running text, a formula could not be shown: the place, what is written, and why."""
    for link in concept.text.links:
        if link.image:
            yield link.start, link.words, Message("the description of an image"), Message("it is read aloud")
    for picture in concept.text.pictures:
        why = Message("it would be shown as you write it")
        yield picture.start, picture.caption, Message("the caption of a picture"), why
    if "$" in concept.text.yaml:
        for location, value in texts_within(concept.meta.model_dump(include=_SENTENCES)):
            why = Message("fields are shown where no formula can be")
            yield location, value, f"`{location[0]}`", why


@page_rule()
def formula_without_words(concept: Concept, style: Style) -> Iterator[Problem]:
    """Right before or after a formula between `$$`, a sentence of the same section says it in words.

    Bad: a section that holds two formulas and nothing else
    Good: `The error is the mean of the squared differences:`, and below it the formula
    """
    text = concept.text
    for formula in text.formulas:
        if not formula.alone or not formula.display:
            continue
        own = next(section for section in text.sections if section.start <= formula.start < section.end)
        before = [block for block in own.blocks if block.end <= formula.start][-1:]
        behind = [block for block in own.blocks if block.start >= formula.end][:1]
        if not any(block.level == 0 and block.plain for block in before + behind):
            fix = Message("say before or after it, in a sentence, what it says")
            yield concept.problem(formula.start, Message("no words stand beside the formula"), fix)
