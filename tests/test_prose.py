"""What of a Markdown text is prose, links, sections and code."""

from time import process_time

import pytest
from hypothesis import given

from glossary.prose import FILL, addresses, broken_fences, exposed, links, mask, mask_code, plain, sections, with_targets, words

from .nasty_markdown import attacks, texts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](b.md)", [("a", "b.md", False)]),
        ("![a](b.svg)", [("a", "b.svg", True)]),
        ('[a](b.md "title") [c](<d.md> \'title\')', [("a", "b.md", False), ("c", "d.md", False)]),
        ("[a](b_(c)_d.md)", [("a", "b_(c)_d.md", False)]),
        ("[![a](b.svg)](c.md)", [("![a](b.svg)", "c.md", False), ("a", "b.svg", True)]),
        ("[a\nb](c.md)", [("a\nb", "c.md", False)]),
        ("[a `]` b](c.md)", [("a `]` b", "c.md", False)]),
        ("[a](b.md?c=1&amp;d=2)", [("a", "b.md?c=1&amp;d=2", False)]),
        ("# [a](b.md)", [("a", "b.md", False)]),
        ("[a][1]\n\n[1]: b.md", [("", "b.md", False)]),
        ("- entry\n\n    [a](b.md)", [("a", "b.md", False)]),
        ("| [a](b.md) |\n| --- |", [("a", "b.md", False)]),
        ("[a]", []),
        ("[a] (b.md)", []),
        ("[a](b c)", []),
        ("[a\n\nb](c.md)", []),
        ("\\[a](b.md)", []),
        ("`[a](b.md)`", []),
        ("```\n[a](b.md)\n```", []),
        ("Text.\n\n    [a](b.md)", []),
        ("<!-- [a](b.md) -->", []),
        ("[^1]: a footnote", []),
        ("*[LLM]: Large language model", []),
    ],
)
def test_links_are_found_with_text_and_address(text: str, found: list[tuple[str, str, bool]]) -> None:
    assert [(link.text, link.target, link.image) for link in links(text)] == found


def test_a_link_says_where_it_stands() -> None:
    text = "One [a](b.md) and `code` ![c](d.svg).\n"
    assert [text[link.start : link.end] for link in links(text)] == ["[a](b.md)", "![c](d.svg)"]


def test_sections_are_parted_by_headings_of_the_first_two_levels() -> None:
    body = "Lead.\n\n## One ##\n\nText.\n\n### Within\n\n```\n## code\n```\n\nTwo\n---\n\n# Three\n\n##\n<!-- ## no -->\n"
    found = sections(body)
    assert [(section.title, section.level) for section in found] == [("", 0), ("One", 2), ("Two", 2), ("Three", 1), ("", 2)]
    assert [body[section.text_start :][: len(section.text)] for section in found] == [section.text for section in found]
    assert [body[section.start :].split("\n")[0] for section in found[1:]] == ["## One ##", "Two", "# Three", "##"]
    assert "### Within" in found[1].text and "## code" in found[1].text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a **bold** and *soft* `word`", "a bold and soft word"),
        ("[text](llm.md) and ![alt](a.svg)", "text and "),
        ("[![alt](a.svg)](llm.md) and !", " and !"),
        ("[text](a_(b)_c) [ref][1]", "text ref"),
        ("## Heading {: #id }", "Heading "),
        ("- entry\n1. entry\n> quote", "entry\nentry\nquote"),
        ("a\n\n```\ncode\n```\n", "a\n\n\n"),
        ("snake_case stays, _soft_ goes", "snake_case stays, soft goes"),
    ],
)
def test_plain_leaves_the_words_that_a_reader_sees(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("one two", 2), ("fine-tuning", 1), ("don’t and don't", 3), ("1,000 and 3.5", 3), ("e.g. this – that", 3), ("C++ (2020)", 2), ("… – !", 0)],
)
def test_words_are_counted_as_people_count_them(text: str, count: int) -> None:
    assert len(words(text)) == count


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("a `<b>` c", "a  c"),
        ("a ``<b> ` `` c", "a  c"),
        ("```\n<b>\n```", "\n\n"),
        ("  ```python\n  <b>\n\n  ```", "\n\n\n"),
        ("\\` <b> \\`", " <b> "),
        ("<!-- words -->", ""),
        # From here on an engine might see markup, so it stays.
        ("a ` b\n` <b> `", "a ` b\n` <b> `"),
        ("- ` a\n- ` b ` <b> ` c", "- ` a\n- ` b ` <b> ` c"),
        ("``a <b> `", "``a <b> `"),
        ("\\<b>", "\\<b>"),
        ("```\n<b>", "```\n<b>"),
        ("``` {.python}\n<b>\n```", "``` {.python}\n<b>\n```"),
        ("    <b>", "    <b>"),
        ("a <!-- <b> --> c", "a <!-- <b> --> c"),
        ("<!--> <b> -->", "<!--> <b> -->"),
        ("<!--\n<b>\n-->", "<!--\n<b>\n-->"),
    ],
)
def test_only_what_every_engine_takes_for_code_is_hidden_from_the_rules(text: str, stays: str) -> None:
    assert exposed(text).replace(FILL, "") == stays


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("```\na\n```", []),
        ("~~~~ c++\n~~~\n~~~~", []),
        ("a ```b``` c", []),
        ("```a```", []),
        ("```\na", [0]),
        ("````\na\n```", [0, 2]),
        ("``` python title\na\n```", [0, 2]),
        ("> ```\n> a\n> ```", [0, 2]),
        ("  ```\n  a\n```", [0, 2]),
    ],
)
def test_marks_of_code_blocks_that_do_not_pair_are_found(text: str, lines: list[int]) -> None:
    assert [text.count("\n", 0, offset) for offset in broken_fences(text)] == lines


def test_addresses_are_all_that_an_engine_might_make_a_link_of() -> None:
    text = "[a](b.md) [c](d e) ![f](<g>) `[h](i)`\n\n> [j]: k\n\n- [l]:\n  m\n\n[^1]: n o\n"
    assert [target for _, target in addresses(text)] == ["b.md", None, "g", "k", "m", "n"]


@given(texts | attacks)
def test_masks_keep_length_and_line_breaks_and_every_sign_they_do_not_hide(text: str) -> None:
    for hide in (mask, mask_code, exposed):
        masked = hide(text)
        assert len(masked) == len(text)
        assert all(after in (before, FILL) and (after == "\n") == (before == "\n") for before, after in zip(text, masked, strict=True))


@given(texts)
def test_what_is_masked_for_links_is_a_part_of_what_is_masked_for_names(text: str) -> None:
    masked = mask(text)
    for link in links(text):
        assert not masked[link.start : link.end].replace(FILL, "").strip()


@pytest.mark.parametrize("sign", ["[", "![", "](", "[](", "`", "` `` ", "<a ", "<!-- ", "*", "- ", "> ", "{", "&", "a@", '[x](a "', "```\n", "~~~\na\n", "[a\n", " \n", "a: "])
def test_eight_times_the_signs_take_no_more_than_some_eight_times_as_long(sign: str) -> None:
    """A pattern that looks ahead from each of many signs would take 64 times as long."""

    def seconds(text: str) -> float:
        start = process_time()
        for look in (mask, exposed, plain, sections, links, addresses, broken_fences):
            list(look(text))
        return process_time() - start

    assert seconds(sign * 8_000) < 24 * seconds(sign * 1_000) + 0.25


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("See [a](d.md).", "See [a](X)."),
        ('[d.md](d.md "is d.md")', '[d.md](X "is d.md")'),
        ("[![shown](d.md)](d.md)", "[![shown](X)](X)"),
        ("[a](<d.md>)", "[a](<X>)"),
        ("[a][1]\n\n[1]: d.md\n", "[a][1]\n\n[1]: X\n"),
        ("[a]: [b](d.md)\n", "[a]: [b](d.md)\n"),
        ("`[a](d.md)` and d.md", "`[a](d.md)` and d.md"),
    ],
)
def test_only_the_address_of_a_link_is_changed(before: str, after: str) -> None:
    assert with_targets(before, lambda target: "X" if target == "d.md" else target) == after
