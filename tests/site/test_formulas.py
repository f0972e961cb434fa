"""Formulas in real Chromium: drawn without a script, within a phone, with their own typeface, for every
reader.
"""

import re
from functools import cache
from hashlib import sha256

import pytest
from lxml.html import document_fromstring
from playwright.sync_api import BrowserContext, Page, Route, expect

from glossary.text.formulas import typeset

from ..glossaries import real_texts
from .accessibility import assert_accessible_in_light_and_dark
from .built import ROOT, Site
from .test_browser import watch
from .test_typeface import fonts
from .waiting import at_rest

HOME = ROOT / "scripts/glossary/theme/vendor/plain-words-maths"
FAMILY = "Plain Words Maths"
PAGE = "concepts/formulas/"

SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifted += entry.value; }))
    .observe({type: 'layout-shift', buffered: true});
"""
# How wide each formula is in the place of a page's text, and the box in which it would scroll.
WIDTHS = """async (text, formulas) => {
  text.innerHTML = '<h2 class="part-formula">The formula</h2>' + formulas.join(" ");
  const boxes = [...text.querySelectorAll(".formula")];
  // As if a reader had come near.
  for (const box of boxes) box.style.contentVisibility = "visible";
  const faces = await document.fonts.load('16px "Plain Words Maths Later"');
  if (faces.length != 1) throw new Error("their typeface is not there");
  return boxes.map(box => [box.textContent, box.scrollWidth, box.clientWidth]);
}"""
DRAWN = """async ([address, leaves]) => {
  const face = new FontFace('Tested', `url("${address}")`);
  document.fonts.add(await face.load());
  document.body.replaceChildren(...leaves.map(([name, sign, variant]) => {
    const [math, leaf] = ['math', name].map((each) =>
      document.createElementNS('http://www.w3.org/1998/Math/MathML', each));
    math.style.fontFamily = 'Tested';
    leaf.textContent = sign;
    if (variant) leaf.setAttribute('mathvariant', variant);
    leaf.classList.add('leaf');
    math.append(leaf);
    return math;
  }));
}"""


@pytest.fixture
def phone(page: Page) -> Page:
    """A phone as narrow as WCAG 2.2 asks for."""
    page.set_viewport_size({"width": 320, "height": 700})
    return page


@cache
def real_formulas() -> list[str]:
    """The HTML of every formula of the real glossary."""
    return [edit.text for text in real_texts().values() for edit in typeset(text)]


def come_near(page: Page) -> None:
    """Scrolls through the page, as far as formulas wait for it."""
    with at_rest(page):
        for formula in page.locator(".formula").all():
            formula.scroll_into_view_if_needed()


def test_formulas_are_drawn_without_scripts_styles_or_errors(formulas_site: Site, plain_page: Page) -> None:
    amiss = watch(plain_page, formulas_site.url)
    plain_page.goto(formulas_site.url + PAGE)
    come_near(plain_page)
    assert amiss == []
    expect(plain_page.locator("math")).to_have_count(28)
    assert not formulas_site.page(PAGE).find("article").find_all(style=True)


def test_brackets_and_roots_grow_with_what_they_hold(formulas_site: Site, page: Page) -> None:
    page.goto(formulas_site.url + PAGE)
    come_near(page)
    attention = page.locator(".formula", has_text="Attention")
    small, large = (attention.locator("mo", has_text="(").nth(place).bounding_box() for place in (0, 1))
    assert small and large
    assert large["height"] > 1.8 * small["height"]
    root, under = attention.locator("msqrt").bounding_box(), attention.locator("msqrt msub").bounding_box()
    assert root and under
    assert root["height"] > under["height"]


def test_a_long_formula_scrolls_by_itself_on_a_phone_and_by_keyboard(
    formulas_site: Site, phone: Page
) -> None:
    phone.goto(formulas_site.url + PAGE)
    for formula in phone.locator(".formula").all():
        formula.scroll_into_view_if_needed()
        assert formula.evaluate("box => box.scrollHeight <= box.clientHeight")
    assert phone.evaluate("document.documentElement.scrollWidth") == 320
    expect(phone.get_by_role("group", name="Formula")).to_have_count(25)
    wide = phone.locator(".formula", has_text="positives")
    wide.focus()
    assert wide.evaluate("box => box.scrollWidth > box.clientWidth && box.scrollLeft === 0")
    phone.keyboard.press("ArrowRight")
    phone.wait_for_function("box => box.scrollLeft > 0", arg=wide.element_handle())


def test_every_formula_of_the_glossary_is_seen_whole_on_a_phone(site: Site, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(site.url + "concepts/llm/")
    shown = page.locator(".text").evaluate(WIDTHS, real_formulas())
    assert len(shown) > 50
    assert [(words, wide, box) for words, wide, box in shown if wide > box] == []


def test_a_page_of_formulas_is_accessible(formulas_site: Site, phone: Page) -> None:
    phone.goto(formulas_site.url + PAGE)
    come_near(phone)
    assert_accessible_in_light_and_dark(phone)


def test_their_typeface_is_asked_for_when_a_reader_comes_near_and_moves_nothing(
    formulas_site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.add_init_script(SHIFTS)
    asked: list[Route] = []
    page.route(f"**/{HOME.name}/*", lambda route: asked.append(route))
    with at_rest(page):
        page.goto(formulas_site.url + "concepts/prices/")
    page.set_viewport_size({"width": 390, "height": 320})
    with at_rest(page):
        page.goto(formulas_site.url + PAGE)
    assert not asked
    page.mouse.move(100, 100)
    for _ in range(100):
        if asked:
            break
        page.mouse.wheel(0, 100)
        page.wait_for_timeout(50)
    assert not page.locator("math").first.evaluate("math => math.getBoundingClientRect().top < innerHeight")
    asked[0].continue_()
    page.wait_for_function(
        (
            "family => [...document.fonts].some((face) => face.family.includes(family) && face.status "
            "== 'loaded')"
        ),
        arg=FAMILY,
    )
    while page.evaluate("scrollY + innerHeight < document.querySelector('#sources').offsetTop"):
        page.mouse.wheel(0, 200)
        page.wait_for_timeout(50)
    assert page.evaluate("shifted") == 0


def test_a_letter_in_running_text_is_drawn_with_their_typeface_at_once(
    formulas_site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.add_init_script(SHIFTS)
    with at_rest(page):
        page.goto(formulas_site.url + "concepts/letters/")
    assert fonts(page, "math mi") == [FAMILY]
    assert page.evaluate("shifted") == 0


def test_every_sign_of_every_formula_is_in_their_typeface(formulas_site: Site, page: Page) -> None:
    trees = [*formulas_site.concepts.values(), *map(document_fromstring, real_formulas())]
    leaves = sorted(
        {
            (leaf.tag, sign, leaf.get("mathvariant", "") if leaf.text_content() == sign else "normal")
            for tree in trees
            for formula in tree.iter("math")
            for leaf in formula.iter("mi", "mn", "mo")
            if "words" not in leaf.classes
            for sign in re.sub(r"[\s\u2061-\u2064]", "", leaf.text_content())
        }
    )
    assert len(leaves) > 60
    page.goto(formulas_site.url)
    page.evaluate(DRAWN, [f"/vendor/{HOME.name}/{next(HOME.glob('*.woff2')).name}", leaves])
    drawn = zip(leaves, fonts(page, ".leaf"), strict=True)
    assert [leaf for leaf, font in drawn if font != FAMILY] == [], (
        "add them in scripts/typeface.sh and run it"
    )


def test_their_typeface_is_named_after_what_is_in_it_and_its_licence_lies_beside_it() -> None:
    (file,) = HOME.glob("*.woff2")
    assert file.name.split(".")[1] == sha256(file.read_bytes()).hexdigest()[:8]
    assert file.name in (ROOT / "scripts/glossary/theme/assets/stylesheets/text.css").read_text("utf-8")
    licence = (HOME / "LICENSE").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    assert "Reserved Font Name ‘" not in licence


def test_paper_shows_formulas_that_nobody_has_scrolled_to(formulas_site: Site, page: Page) -> None:
    page.emulate_media(media="print")
    with at_rest(page):
        page.goto(formulas_site.url + PAGE)
    assert all(
        formula.evaluate("box => box.firstChild.checkVisibility({contentVisibilityAuto: true})")
        for formula in page.locator(".formula").all()
    )
    assert (
        page.locator(".formula").last.evaluate("box => getComputedStyle(box.firstChild).color")
        == "rgb(0, 0, 0)"
    )
