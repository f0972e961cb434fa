"""The pictures: that pages give their size, so that nothing moves when one arrives."""

import pytest

from glossary.pictures import size, sized
from glossary.text import edited, read

SOUP = {"pictures/soup.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="300" viewBox="0 0 680 300"/>'}


@pytest.mark.parametrize(
    ("svg", "found"),
    [
        (SOUP["pictures/soup.svg"], (680, 300)),
        ("<?xml version='1.0'?>\n<svg\n  height='20px' width='10.5px'><rect width='1' height='2'/></svg>", (10, 20)),
        ('<svg viewBox="0 0 680 300"><rect width="1" height="2"/></svg>', None),
        ('<svg width="100%" height="300"/>', None),
        ('<svg stroke-width="2" width="680"/>', None),
        ("no picture", None),
    ],
)
def test_the_size_is_what_the_svg_says(svg: str, found: tuple[int, int] | None) -> None:
    assert size(svg) == found


def with_sizes(source: str, lazy: bool = True) -> str:
    return edited(source, sized(read(source).links, "concepts/llm.md", SOUP, lazy))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![A bowl](../pictures/soup.svg)", '![A bowl](../pictures/soup.svg){: width="680" height="300" loading="lazy" decoding="async" }'),
        (
            '[![A bowl](../pictures/soup.svg "Soup")](llm.md) ![A](../pictures/soup.svg)',
            '[![A bowl](../pictures/soup.svg "Soup"){: width="680" height="300" loading="lazy" decoding="async" }](llm.md) '
            '![A](../pictures/soup.svg){: width="680" height="300" loading="lazy" decoding="async" }',
        ),
        (
            "![A bowl](../pictures/soup.svg#only-light)",
            '![A bowl](../pictures/soup.svg#only-light){: width="680" height="300" loading="lazy" decoding="async" }',
        ),
        ("![A photo](../photos/soup.jpg), [a link](../pictures/soup.svg)", "![A photo](../photos/soup.jpg), [a link](../pictures/soup.svg)"),
        ("`![A bowl](../pictures/soup.svg)`", "`![A bowl](../pictures/soup.svg)`"),
    ],
)
def test_a_page_gives_the_size_of_its_pictures(text: str, shown: str) -> None:
    assert with_sizes(text) == shown


def test_pictures_to_print_are_not_loaded_late() -> None:
    shown = with_sizes("![A bowl](../pictures/soup.svg)", lazy=False)
    assert shown == '![A bowl](../pictures/soup.svg){: width="680" height="300" decoding="async" }'
