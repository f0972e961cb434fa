"""The pictures on the built pages: they say what they show, follow the palette, can be read, and open by
themselves.
"""

import pytest
from lxml.html import HtmlElement
from playwright.sync_api import BrowserContext, Page

from glossary.reading.pictures import drawn

from ..glossaries import DOCS
from ..sample import CONCEPTS
from .built import Site
from .waiting import typefaces, wait_for_typefaces

NAMES = sorted(path.stem for path in (DOCS / "pictures").glob("*.svg") if path.stem in CONCEPTS)

# What keeps a reader from reading the words of a picture, as lines of text: they leave it, lie on each other
# or over the edge of a shape, touch the sides of their box, stand out too little from what is below them, or
# are too small.
UNREADABLE = """
least => {
  const light = colour => colour.match(/[\\d.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0)
  const contrast = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }
  const fill = element => getComputedStyle(element).fill
  // Of the height of a line, letters take the middle. A label may be turned.
  const ink = text => {
    const { x, y, width, height } = text.getBBox()
    const turn = text.transform.baseVal.consolidate()?.matrix ?? new DOMMatrix()
    const corners = [[x, y + height * 0.2], [x + width, y + height * 0.8]]
      .map(([x, y]) => new DOMPoint(x, y).matrixTransform(turn))
    const [left, right] = corners.map(corner => corner.x).sort((a, b) => a - b)
    const [top, bottom] = corners.map(corner => corner.y).sort((a, b) => a - b)
    return { left, right, top, bottom, middle: (top + bottom) / 2 }
  }
  const found = []
  for (const svg of document.querySelectorAll(".picture svg")) {
    const { width, height } = svg.viewBox.baseVal
    const shapes = [...svg.querySelectorAll("rect, circle, ellipse, polygon, path, text")]
    const texts = shapes.filter(shape => shape.localName == "text")
    const places = new Map(texts.map(text => [text, ink(text)]))
    texts.forEach((text, number) => {
      const say = what =>
        found.push(`${svg.getAttribute("aria-label").slice(0, 40)}…: “${text.textContent}” ${what}`)
      const place = places.get(text)
      if (place.left < 8 || place.right > width - 8 || place.top < 0 || place.bottom > height)
        return say("leaves the picture")
      if (parseFloat(getComputedStyle(text).fontSize) * svg.getScreenCTM().a < least) say("is too small")
      for (const other of texts.slice(number + 1)) {
        const there = places.get(other)
        if (place.left < there.right && there.left < place.right &&
          place.top < there.bottom && there.top < place.bottom)
          say(`lies on “${other.textContent}”`)
      }
      const below = shapes.slice(0, shapes.indexOf(text))
        .filter(shape => shape.localName != "text" && fill(shape) != "none")
      const grounds = [place.left + 2, (place.left + place.right) / 2, place.right - 2]
        .map(x => below.findLast(shape => shape.isPointInFill(new DOMPoint(x, place.middle))))
      if (new Set(grounds.map(fill)).size > 1) say("crosses an edge")
      if (grounds.some(ground => contrast(fill(ground), fill(text)) < 4.5)) say("stands out too little")
      const box = grounds[1].getBBox()
      if (new Set(grounds).size == 1 && (place.left < box.x + 4 || place.right > box.x + box.width - 4))
        say("touches the sides of its box")
    })
  }
  return found
}
"""

# The arrows whose heads a number lies on. The last strokes of a path are the barbs of its head, 26 units in
# all.
HIDDEN_HEADS = """
() => [...document.querySelectorAll(".picture svg")].flatMap(svg => {
  const numbers = [...svg.querySelectorAll("circle")]
    .filter(circle => circle.nextElementSibling?.localName == "text")
  const arrows = [...svg.querySelectorAll("path")]
    .filter(path => path.getAttribute("d").split("M").length > 2)
  return arrows.flatMap(arrow => {
    const end = arrow.getTotalLength()
    const head = [0, 4, 8, 12, 16, 20, 24].map(back => arrow.getPointAtLength(end - back))
    return numbers.filter(number => head.some(point => number.isPointInFill(point)))
      .map(number =>
        `${svg.getAttribute("aria-label").slice(0, 40)}…: number ${number.nextElementSibling.textContent}`)
  })
})
"""


def pictures(page: HtmlElement) -> list[HtmlElement]:
    """The pictures of a page, without that of the article to read next."""
    return page.xpath('.//figure[@class="picture"][not(ancestor::*[@aria-hidden="true"])]/svg')


def show_all(page: Page, site: Site) -> None:
    """Opens a page of the sample and shows every picture of the real glossary on it."""
    figures = [
        f'<figure class="picture">{drawn(path.read_text("utf-8"), path.stem)}</figure>'
        for path in sorted((DOCS / "pictures").glob("*.svg"))
    ]
    assert len(figures) > len(NAMES)
    page.goto(site.url + "concepts/token/")
    # In the text: at the head of the page and beside the article to read next they are drawn smaller.
    page.locator(".picture").evaluate_all(
        """(own, all) => {
          own.forEach(picture => picture.remove())
          document.querySelector("article > h2").insertAdjacentHTML("beforebegin", all)
        }""",
        "".join(figures),
    )


def test_every_picture_stands_on_its_page_and_in_the_print_edition_and_says_what_it_shows(site: Site) -> None:
    on_concepts = [drawing for page in site.concepts.values() for drawing in pictures(page)]
    printed = pictures(site.pages["print/"])
    assert len(NAMES) == len(on_concepts) == len(printed) > 20
    for drawing in (*on_concepts, *printed):
        assert drawing.get("role") == "img"
        assert len(drawing.get("aria-label")) > 60
        assert drawing.find(".//title") is None


def test_a_picture_follows_the_palette_and_is_printed_light(site: Site, page: Page) -> None:
    look = "shapes => shapes.slice(0, 2).map(shape => getComputedStyle(shape).fill)"
    shapes = page.locator(".picture :is(rect, text)")
    light, dark = ["rgb(245, 240, 228)", "rgb(33, 31, 27)"], ["rgb(30, 36, 33)", "rgb(235, 231, 221)"]
    page.goto(site.url + "concepts/token/")
    for system, chosen, shown in (
        ("light", None, light),
        ("dark", None, dark),
        ("dark", "light", light),
        ("light", "dark", dark),
        ("dark", "system", dark),
    ):
        page.emulate_media(media="screen", color_scheme=system)
        page.evaluate("chosen => chosen && localStorage.setItem('palette', chosen)", chosen)
        page.reload()
        assert shapes.evaluate_all(look) == shown, (system, chosen)
        page.emulate_media(media="print")
        assert shapes.evaluate_all(look) == light, (system, chosen)


def test_the_ground_of_pictures_and_a_drawn_logo_take_the_colours_of_a_team_s_own(
    site: Site, page: Page
) -> None:
    page.goto(site.url + "concepts/token/")
    page.evaluate("""() => {
      for (const name of ["--brand-ground", "--ink"])
        document.documentElement.style.setProperty(name, "rgb(1, 2, 3)");
      document.querySelector(".logo").innerHTML = '<svg><path d="M0 0h9v9z"/></svg>';
    }""")
    for shape in (".picture rect", ".logo path"):
        assert page.locator(shape).first.evaluate("shape => getComputedStyle(shape).fill") == "rgb(1, 2, 3)"


@pytest.mark.parametrize("window", [("light", 1280, 16), ("dark", 390, 13)])
@pytest.mark.parametrize("comes", [True, False])
def test_every_word_of_every_picture_can_be_read_with_its_typeface_and_without(
    site: Site, context: BrowserContext, window: tuple[str, int, int], comes: bool
) -> None:
    palette, width, least = window
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.add_init_script(f"localStorage.setItem('palette', '{palette}')")
    if comes:
        wait_for_typefaces(page, site)
    else:
        page.route("**/*.woff2", lambda route: route.abort())
    show_all(page, site)
    assert typefaces(page) == {"loaded" if comes else "error"}
    assert page.locator(".picture svg text").count() > 100
    assert page.evaluate(UNREADABLE, least) == []


def test_no_number_lies_on_the_head_of_an_arrow(site: Site, page: Page) -> None:
    show_all(page, site)
    assert page.evaluate(HIDDEN_HEADS) == []


def test_a_picture_is_as_wide_as_a_phone_and_its_caption_as_the_text(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(site.url + "print/")
    drawing, caption, text = (
        page.locator(selector).first.bounding_box()
        for selector in (".picture svg", ".picture figcaption", ".text p")
    )
    assert drawing and caption and text
    assert (drawing["x"], drawing["width"]) == (0, 390)
    assert (caption["x"], caption["width"]) == (text["x"], text["width"])


def test_a_picture_opens_by_itself_under_the_policy(site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    errors: list[str] = []
    # Of an address without a page round it, browsers ask for an icon.
    page.on(
        "console",
        lambda message: (
            None if message.location["url"].endswith("/favicon.ico") else errors.append(message.text)
        ),
    )
    # A rule lets nothing into any of them that could make a difference here.
    for name in NAMES[:: len(NAMES) // 4]:
        page.goto(f"{site.url}pictures/{name}.svg")
        shown = page.locator("svg").bounding_box()
        assert shown and shown["width"] == 680, name
        assert page.title(), name
    assert errors == []
