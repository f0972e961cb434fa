"""The words of the search, as the engine cuts them. The worker is held to the same cases in
`site/test_search_ranking.py`.
"""

import pytest

from glossary.languages import language_of
from glossary.text.search_words import search_words

from .glossaries import cases

TOKENS = [
    pytest.param(language, text, tokens, id=f"{language}-{about}-{text}")
    for language, topics in cases("tokenizer").items()
    for about, texts in topics.items()
    for text, tokens in texts.items()
]
STEMS = [
    pytest.param(language, forms, id=f"{language}-{forms}")
    for language, words in cases("stems").items()
    for forms in words
]


@pytest.mark.parametrize(("language", "text", "tokens"), TOKENS)
def test_a_text_is_cut_into_words(language: str, text: str, tokens: list[str]) -> None:
    assert search_words(language_of(language)).tokenize(text) == tokens


@pytest.mark.parametrize(("language", "forms"), STEMS)
def test_the_forms_of_a_word_are_one(language: str, forms: str) -> None:
    words = search_words(language_of(language))
    assert len({*map(words.stem, words.tokenize(forms))}) == 1


def test_forms_of_a_word_stand_as_the_shortest_that_is_there() -> None:
    words = search_words(language_of("en"))
    texts = ["Checks, the", "checking by a checker's check", "made step-by-step, don’t", "Café C++ n_ctx"]
    assert [*words.in_one_form(map(words.tokenize, texts))] == [
        {"check"},
        {"check", "checker"},
        {"made", "step"},
        {"cafe", "c++", "n", "ctx"},
    ]
