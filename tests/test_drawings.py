"""The pictures of this glossary: current, shown once each, alike, and safe to open by themselves."""

import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest

from glossary.pictures import size
from glossary.text import read
from pictures import drawn
from pictures.__main__ import main
from pictures.drawing import WIDTH

DOCS = Path(__file__).parent.parent / "docs"
FILES = {path.name: path.read_text("utf-8") for path in sorted((DOCS / "pictures").iterdir())}
SVG = "{http://www.w3.org/2000/svg}"
# Of these elements and attributes a picture is made; with them no policy has anything to block.
ELEMENTS = {"svg", "title", "rect", "circle", "path", "text"}
ATTRIBUTES = {
    "width", "height", "viewBox", "x", "y", "rx", "cx", "cy", "r", "d", "transform",
    "fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin",
    "font-family", "font-size", "font-weight", "text-anchor",
}  # fmt: skip
LEAST_TEXT = 20  # On a phone 320 pixels wide it shows at less than half of this.
MOST_BYTES = 8_000
HIGHEST = 420


def test_the_committed_pictures_are_as_they_are_drawn() -> None:
    assert drawn().items() <= FILES.items(), "run: make generate"


def test_a_picture_that_was_made_elsewhere_stays(tmp_path: Path) -> None:
    (tmp_path / "by-hand.svg").write_text("<svg/>")
    main(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {"by-hand.svg", *drawn()}


def test_each_picture_is_on_one_page_whose_slug_it_has() -> None:
    shown = Counter((page.name, link.target) for page in DOCS.rglob("*.md") for link in read(page.read_text("utf-8")).links if link.image)
    assert shown == Counter((name.replace(".svg", ".md"), f"../pictures/{name}") for name in FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_picture_stands_on_a_line_of_its_own_and_its_description_is_no_sentence_of_the_page(name: str) -> None:
    text = (DOCS / "concepts" / name.replace(".svg", ".md")).read_text("utf-8")
    (image,) = (link for link in read(text).links if link.image)
    assert text[image.start - 2 : image.start] == "\n\n"
    assert text[image.end : image.end + 2] == "\n\n"
    others = text[: image.start] + text[image.end :]
    assert not [sentence for sentence in re.split(r"(?<=[.])\s", image.words) if sentence in others]


@pytest.mark.parametrize("name", FILES)
def test_a_picture_keeps_to_the_style(name: str) -> None:
    root = ElementTree.fromstring(FILES[name])
    assert (root.findtext(f"{SVG}title") or "").strip()
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= ELEMENTS
    assert {attribute for element in root.iter() for attribute in element.attrib} <= ATTRIBUTES
    assert "url(" not in FILES[name]
    width, height = size(FILES[name]) or (0, 0)
    assert width == WIDTH
    assert height <= HIGHEST
    assert root.get("viewBox") == f"0 0 {width} {height}"
    assert min(int(text.get("font-size", "0")) for text in root.iter(f"{SVG}text")) >= LEAST_TEXT
    assert len(FILES[name].encode()) < MOST_BYTES
