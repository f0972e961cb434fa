"""From names to addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.addresses import slug_of
from glossary.reading.frontmatter import SLUG_PATTERN


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Large language model", "large-language-model"),
        ("RAG (retrieval)", "rag-retrieval"),
        ("Naïve Bayes", "naive-bayes"),
        ("Goodhart’s law", "goodharts-law"),
        ("Goodhart's law", "goodharts-law"),
        ("Kullback–Leibler divergence", "kullback-leibler-divergence"),
        ("Straße", "strasse"),
        ("C++", "c"),
        (".NET", "net"),
        ("A/B testing", "a-b-testing"),
        ("fine\u2011tuning", "fine-tuning"),
        ("ISO/IEC 42001", "iso-iec-42001"),
        ("x²", "x2"),
        ("…", ""),
        ("日本", ""),
    ],
)
def test_a_name_has_its_address(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text())
def test_an_address_is_a_slug_or_nothing_and_stays_what_it_is(name: str) -> None:
    slug = slug_of(name)
    assert slug == "" or re.fullmatch(SLUG_PATTERN, slug)
    assert slug_of(slug) == slug
