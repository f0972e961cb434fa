"""The words of the search, as the engine cuts them. The worker is held to the same cases in `site/test_search_ranking.py`."""

import pytest

from glossary.exports.search_words import in_one_form, tokenize

from .glossaries import cases

TOKENS = [pytest.param(text, tokens, id=f"{about}-{text}") for about, texts in cases("tokenizer")["words"].items() for text, tokens in texts.items()]


@pytest.mark.parametrize(("text", "tokens"), TOKENS)
def test_a_text_is_cut_into_words(text: str, tokens: list[str]) -> None:
    assert tokenize(text) == tokens


def test_forms_of_a_word_stand_as_the_shortest_that_is_there() -> None:
    texts = ["Checks, the", "checking by a checker's check", "made step-by-step, don’t", "Café C++ n_ctx"]
    assert [*in_one_form(map(tokenize, texts))] == [{"check"}, {"check", "checker"}, {"made", "step"}, {"cafe", "c++", "n", "ctx"}]
