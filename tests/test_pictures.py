"""The pictures: what becomes of them on a page, in a copy for models, and that the ones of this glossary are
each shown once.
"""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest

from glossary.reading.pictures import MEANINGS, PALETTE, drawn, faults
from glossary.site.article import pictures_in_html
from glossary.site.build import build
from glossary.site.exports.llms_txt import captioned
from glossary.text import edited, read

from .glossaries import concept, write

ROOT = Path(__file__).parent.parent
FILES = {path.name: path.read_text("utf-8") for path in sorted((ROOT / "docs/pictures").iterdir())}
SOUP = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="300" viewBox="0 0 680 300">\n'
    '<title>Soup</title>\n<text font-size="23">a\n\n  &lt; b</text>\n</svg>'
)
PAGE_SOUP = (
    '<svg width="680" height="300" viewBox="0 0 680 300" role="img" aria-label="A bowl"><text '
    'font-size="23">a &lt; b</text></svg>'
)


def test_a_picture_on_a_page_is_the_drawing_with_its_description_and_no_more() -> None:
    assert faults(SOUP) == []
    assert drawn(SOUP, "A bowl") == PAGE_SOUP


@pytest.mark.parametrize("description", ['"><script>alert(1)</script>', "a & b", "two\nlines"])
def test_a_description_is_data(description: str) -> None:
    root = ElementTree.fromstring(drawn(SOUP, description))
    assert root.attrib == {
        "width": "680",
        "height": "300",
        "viewBox": "0 0 680 300",
        "role": "img",
        "aria-label": description.replace("\n", " "),
    }
    assert [element.tag for element in root] == ["text"]


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<style>@import url(https://example.org/a.css);</style>",
        '<a href="javascript:alert(1)"><text font-size="23">soup</text></a>',
        '<image href="https://example.org/bowl.png"/>',
        "<foreignObject><iframe/></foreignObject>",
        '<rect><set attributeName="fill" to="red" onbegin="alert(1)"/></rect>',
        '<rect fill="url(https://example.org/bowl.svg#gold)"/>',
        '<rect style="fill:#f2b53c"/>',
        '<rect onload="alert(1)"/>',
        '<g xmlns="http://www.w3.org/1999/xhtml"/>',
        '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
        '<path d="M0 0&quot; onload=&quot;alert(1)"/>',
        '<text font-size="23" font-family="url(//example.org)">soup</text>',
        '<svg width="680" height="300" viewBox="0 0 680 300"/>',
    ],
)
def test_what_could_run_load_or_restyle_anything_is_a_fault(inside: str) -> None:
    assert faults(SOUP.replace("</svg>", f"{inside}</svg>"))


def test_a_typeface_that_browsers_would_not_find_is_a_fault() -> None:
    """Without quotation marks, a name with a part that begins with a digit spoils the whole list."""
    for family, right in (
        ("Source Sans 3, sans-serif", False),
        ("'Source Sans 3', sans-serif", True),
        ("Noto Sans, system-ui", True),
    ):
        text = f'<text font-size="23" font-family="{family}">soup</text>'
        found = faults(SOUP.replace("</svg>", f"{text}</svg>"))
        assert bool(found) is not right, family


def test_a_drawing_in_more_groups_than_can_be_followed_is_a_fault() -> None:
    (fault,) = faults(SOUP.replace("</svg>", "<g>" * 1000 + "</g>" * 1000 + "</svg>"))
    assert "ungroup" in fault.fix


def shown(text: str) -> str:
    page = concept("token", body=text)
    return edited(text, pictures_in_html(page, {"pictures/soup.svg": SOUP}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![A bowl](../pictures/soup.svg)", f'\n<figure class="picture">\n{PAGE_SOUP}\n</figure>\n\n'),
        (
            '![A bowl](<../pictures/soup.svg> "Hot <b>soup</b>.")',
            (
                f'\n<figure class="picture">\n{PAGE_SOUP}\n<figcaption>Hot '
                f"&#60;b&#62;soup&#60;/b&#62;.</figcaption>\n</figure>\n\n"
            ),
        ),
        (
            "![A bowl](soup.svg) ![A cup](../pictures/cup.svg)",
            "![A bowl](soup.svg) ![A cup](../pictures/cup.svg)",
        ),
        ("A bowl: ![A bowl](../pictures/soup.svg)", "A bowl: ![A bowl](../pictures/soup.svg)"),
        ("`![A bowl](../pictures/soup.svg)`", "`![A bowl](../pictures/soup.svg)`"),
    ],
)
def test_a_picture_that_is_a_paragraph_becomes_a_figure(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            '![A bowl](../pictures/soup.svg "Hot *soup*.")\n',
            "![A bowl](../pictures/soup.svg)\n\n*Hot &#42;soup&#42;.*\n",
        ),
        ("![A bowl](<soup.svg> 'Hot.')", "![A bowl](<soup.svg>)\n\n*Hot.*"),
        ("![A bowl](soup.svg)", "![A bowl](soup.svg)"),
        ('A bowl: ![A bowl](soup.svg "Hot.")', 'A bowl: ![A bowl](soup.svg "Hot.")'),
    ],
)
def test_in_a_copy_a_caption_is_a_line_in_italics(text: str, expected: str) -> None:
    assert edited(text, captioned(read(text))) == expected


def test_the_stylesheet_knows_every_colour_of_the_palette_and_no_other() -> None:
    css = (ROOT / "scripts/glossary/theme/assets/stylesheets/text.css").read_text("utf-8")
    fills, strokes = (set(re.findall(rf'\.picture \[{kind}="(#\w+)"\]', css)) for kind in ("fill", "stroke"))
    meanings = set(re.findall(r"\.picture \.(\w+) {", css))
    assert meanings == set(MEANINGS.values())
    # Gold is gold in both palettes, so words and lines on it stay as they are.
    on_gold = {"#2a2000"}
    assert fills | set(MEANINGS) | on_gold == set(PALETTE)
    assert set(re.findall(r'stroke="(#\w+)"', "".join(FILES.values()))) <= strokes | on_gold <= set(PALETTE)


def test_each_picture_is_on_one_page_whose_slug_it_has() -> None:
    found = Counter(
        (page.name, link.target)
        for page in (ROOT / "docs").rglob("*.md")
        for link in read(page.read_text("utf-8")).links
        if link.image
    )
    assert found == Counter((name.replace(".svg", ".md"), f"../pictures/{name}") for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_the_words_beside_a_picture_are_no_sentence_of_the_page(name: str) -> None:
    text = (ROOT / "docs/concepts" / name.replace(".svg", ".md")).read_text("utf-8")
    (picture,) = read(text).pictures
    others = text[: picture.start] + text[picture.end :]
    said = re.split(r"(?<=[.])\s", f"{picture.description} {picture.caption}".strip())
    assert not [sentence for sentence in said if sentence in others]


def shown_on(pages: dict[str, str], path: str) -> list[str]:
    """The pictures of a page that is made."""
    return re.findall(r"^!\[Soup\]\((.+?)\.svg\)", pages[path], re.M)


def test_three_pictures_of_each_topic_stand_together_and_all_of_it_on_a_page_of_its_own(
    tmp_path: Path,
) -> None:
    topics = {"bean": "basics", "leek": "basics", "pea": "basics", "root": "basics", "fire": "safety"}
    pages = {
        slug: {"topic": topic, "lead": f"It is drawn:\n\n![A bowl](../pictures/{slug}.svg)\n"}
        for slug, topic in topics.items()
    }
    # One that may need the text around it does not stand for its topic where others do not.
    pages["bean"]["lead"] = "It is drawn below.\n\n## How it works\n\n![A bowl](../pictures/bean.svg)\n"
    write(tmp_path, pages, {f"pictures/{slug}.svg": SOUP for slug in pages})
    output = build(tmp_path, date(2099, 1, 1))
    assert output.files, output.problems
    made = {path: str(text) for path, text in output.files.items() if path.startswith("pictures/")}
    # A topic that has no more needs no other page.
    assert made.keys() == {"pictures/index.md", "pictures/basics.md"}
    assert shown_on(made, "pictures/index.md") == ["leek", "pea", "root", "fire"]
    assert made["pictures/index.md"].count("](basics.md)") == 1
    assert shown_on(made, "pictures/basics.md") == ["bean", "leek", "pea", "root"]
    # What is seen at once is not waited for, and nothing moves when the others come.
    images = re.findall(r"^!\[Soup\].*$", made["pictures/index.md"], re.M)
    assert ["loading=lazy" in image for image in images] == [False, False, False, True]
    assert all("width=680 height=300" in image for image in images)
