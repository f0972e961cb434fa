"""Names in a text, and the links made of them: golden cases, laws, and a slow look-up to compare with."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from bs4 import BeautifulSoup
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from glossary.languages import language_of
from glossary.languages.en import plurals
from glossary.text import edited, read
from glossary.text.mentions import Mention, Names, find, firsts, link, linked_slugs

from .glossaries import cases
from .nasty_markdown import NAMES, is_refused, render, texts

CASES = [
    pytest.param(case, text, linked, id=f"{name}: {text!r}")
    for name, case in cases("mentions").items()
    for text, linked in case["texts"].items()
]
INLINE_LINK = re.compile(r'<a href="[a-z-]+\.md">(.*?)</a>', re.S)


def names_of(
    linkable: Mapping[str, list[str]], hidden: Mapping[str, list[str]] | None = None, language: str = "en"
) -> Names:
    names = Names(language_of(language))
    for may_link, by_slug in ((True, linkable), (False, hidden or {})):
        for slug, own in by_slug.items():
            for name in own:
                names.add(slug, name, may_link)
    return names


def found_in(text: str, names: Names) -> list[Mention]:
    return find(read(text).prose, names)


def to_link(text: str, names: Names, slugs: list[str], own: str | None = None) -> list[Mention]:
    """The mentions that a page with this text would have as links."""
    paths = {
        path: slug for slug in slugs for path in (f"{slug}.md", f"./{slug}.md", f"../concepts/{slug}.md")
    }
    return firsts(
        (mention for mention in found_in(text, names) if mention.slug != own),
        linked_slugs(read(text).links, paths),
    )


def with_links(text: str, chosen: list[Mention]) -> str:
    return edited(text, link(text, chosen, "{}.md".format))


@pytest.mark.parametrize(("case", "text", "linked"), CASES)
def test_first_mentions_become_links(case: dict[str, Any], text: str, linked: str | None) -> None:
    hidden = case.get("hidden", {})
    chosen = to_link(
        text,
        names_of(case["names"], hidden, case.get("language", "en")),
        [*case["names"], *hidden],
        case.get("own"),
    )
    assert with_links(text, chosen) == (text if linked is None else linked)


@pytest.mark.parametrize(
    ("word", "plural"),
    [
        ("token", "tokens"),
        ("bias", "biases"),
        ("box", "boxes"),
        ("quiz", "quizzes"),
        ("batch", "batches"),
        ("hash", "hashes"),
        ("policy", "policies"),
        ("key", "keys"),
        ("LLM", "LLMs"),
        ("GPUS", "GPUSs"),
        ("dataset", "datasets"),
        ("corpus", "corpuses"),
        ("loss", "losses"),
        ("lens", "lenses"),
    ],
)
def test_a_word_has_its_regular_plural(word: str, plural: str) -> None:
    assert plurals(word) == (word, plural)


@pytest.mark.parametrize(
    "word", ["weights", "features", "GPUs", "videos", "APIs", "Kubernetes", "analysis", "s"]
)
def test_a_plural_has_no_plural(word: str) -> None:
    assert plurals(word) == (word,)


def test_a_name_without_letter_or_digit_is_ignored() -> None:
    names = names_of({"signs": ["++", "…", "-"]})
    assert found_in("++ … - C++", names) == []


def test_a_mention_says_where_it_stands_and_whether_it_may_be_linked() -> None:
    text = "About C++, and a world model.\n"
    names = names_of({"cpp": ["C++"]}, {"world-model": ["World model"]})
    assert [
        (text[mention.start : mention.end], mention.slug, mention.linkable)
        for mention in found_in(text, names)
    ] == [
        ("C++", "cpp", True),
        ("world model", "world-model", False),
    ]


def test_of_two_pages_that_claim_a_name_the_same_one_gets_it_in_any_order() -> None:
    one, other = names_of({"a": ["Token"], "b": ["Token"]}), names_of({"b": ["Token"], "a": ["Token"]})
    assert found_in("a token", one) == found_in("a token", other)


def test_a_long_text_with_many_names_is_looked_through_once() -> None:
    names = names_of({f"concept-{number}": [f"Concept {number}"] for number in range(2000)})
    text = "It mentions concept 7 and concept 1999, again and again.\n" * 2000
    assert len(found_in(text, names)) == 4000


# Laws


@settings(max_examples=200)
@given(texts)
@example("a token_ and_ token")
@example("[a] token\n\n[token]: llm.md\n")
@example("- entry\n\n    a token\n\n        a token\n")
@example("a|b\n-|-\nlarge|x\nlanguage model|y\n")
@example("``token`")
@example("`a\n=\ntoken` b\n")
@example("[a token\n```\n](x)")
def test_a_page_reads_the_same_with_and_without_its_links(text: str) -> None:
    assume(not is_refused(text))
    chosen = to_link(text, names_of(NAMES), list(NAMES))
    plain, linked = render(text), render(with_links(text, chosen))
    # Python-Markdown itself loses text in some knots of asterisks.
    assume("klzzwxh" not in plain + linked)
    assert re.sub(r"\s+", "", INLINE_LINK.sub(r"\1", linked)) == re.sub(
        r"\s+", "", INLINE_LINK.sub(r"\1", plain)
    )


@settings(max_examples=200)
@given(texts)
def test_no_link_stands_in_a_link_a_heading_or_code(text: str) -> None:
    assume(not is_refused(text))
    names, targets = names_of(NAMES), {f"{slug}.md" for slug in NAMES}
    chosen = to_link(text, names, list(NAMES))
    added = with_links(text, chosen)
    for anchor in BeautifulSoup(render(added), "html.parser").find_all(
        "a", href=lambda href: href in targets
    ):
        assert anchor.find("a") is None
        if any(anchor["href"] == f"{mention.slug}.md" for mention in chosen):
            assert anchor.find_parent(["a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "pre"]) is None


@settings(max_examples=200)
@given(texts)
def test_to_link_a_second_time_changes_nothing(text: str) -> None:
    assume(not is_refused(text))
    names = names_of(NAMES)
    once = with_links(text, to_link(text, names, list(NAMES)))
    assert to_link(once, names, list(NAMES)) == []


@given(texts)
def test_taking_the_links_out_again_gives_back_the_text(text: str) -> None:
    chosen = to_link(text, names_of(NAMES), list(NAMES))
    linked = with_links(text, chosen)
    # From the front, so that all offsets are those of the original text.
    for mention in sorted(chosen, key=lambda mention: mention.start):
        words = text[mention.start : mention.end]
        added = f"[{words}]({mention.slug}.md)"
        assert linked.startswith(added, mention.start)
        linked = linked[: mention.start] + words + linked[mention.start + len(added) :]
    assert linked == text


@given(texts)
def test_mentions_stand_in_order_apart_and_in_prose(text: str) -> None:
    prose, found = read(text).prose, found_in(text, names_of(NAMES))
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(prose[mention.start : mention.end] == text[mention.start : mention.end] for mention in found)


_PLAIN_WORDS = ["a", "ab", "abc", "b", "kt", "t"]


def slow_find(text: str, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """What `find` finds in small words with single spaces: at each word, the longest of all names that stands
    there.
    """
    found, words = [], text.split(" ")
    position = 0
    while position < len(words):
        standing = [
            (name.split(" "), slug)
            for name, slug in names.items()
            if [
                word.removesuffix("s") if index == name.count(" ") else word
                for index, word in enumerate(words[position : position + name.count(" ") + 1])
            ]
            == name.split(" ")
        ]
        if standing:
            longest, slug = max(standing, key=lambda entry: len(entry[0]))
            found.append((" ".join(words[position : position + len(longest)]), slug))
            position += len(longest)
        else:
            position += 1
    return found


@given(
    st.lists(
        st.lists(st.sampled_from(_PLAIN_WORDS), min_size=1, max_size=3).map(" ".join), unique=True, max_size=6
    ),
    st.lists(st.sampled_from([*_PLAIN_WORDS, *(f"{word}s" for word in _PLAIN_WORDS)]), max_size=20).map(
        " ".join
    ),
)
def test_the_look_up_by_token_finds_what_trying_every_name_finds(own: list[str], text: str) -> None:
    by_slug = {f"slug-{number}": [name] for number, name in enumerate(own)}
    fast = [
        (text[mention.start : mention.end], mention.slug) for mention in found_in(text, names_of(by_slug))
    ]
    assert fast == slow_find(text, {name: slug for slug, (name,) in by_slug.items()})
