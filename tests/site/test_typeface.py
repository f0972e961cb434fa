"""The typeface of the site: it holds what the pages write, comes with its licence, and moves nothing."""

import re
from collections.abc import Iterator
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml.etree import strip_elements
from lxml.html import HtmlElement
from playwright.sync_api import Browser, BrowserContext, Page

from .built import ROOT, Site, linked
from .waiting import at_rest

HOME = ROOT / "scripts/glossary/theme/vendor/plain-words-serif"
FAMILY = "Plain Words Serif"
# What the Latin file that ours was made from does not have, and the reader's own fonts draw.
ELSEWHERE = set("→≈⁰⁴⁵⁶⁷⁸⁹₂ğłńśůźπτ")

DRAWN = """async ([address, signs]) => {
  const face = new FontFace('Tested', `url("${address}")`);
  document.fonts.add(await face.load());
  document.body.replaceChildren(...signs.map((sign) => {
    const line = document.createElement('p');
    line.textContent = sign;
    line.style.fontFamily = 'Tested';
    return line;
  }));
}"""


def font_file() -> Path:
    (file,) = HOME.glob("*.woff2")
    return file


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page in which a test may set styles of its own."""
    context = browser.new_context(bypass_csp=True)
    yield context.new_page()
    context.close()


def fonts(page: Page, selector: str) -> list[str]:
    """The font that the browser draws each element with (the first, if it needs several)."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    return [
        devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"][0]["familyName"]
        for node in nodes
    ]


def set_in_it(element: HtmlElement) -> str:
    """What an element says, apart from code, formulas and drawings: they are set in something else."""
    rest = deepcopy(element)
    strip_elements(rest, "code", "pre", "script", "math", "svg", with_tail=False)
    return rest.text_content()


def test_every_sign_of_every_page_is_in_the_typeface(root_site: Site, page: Page) -> None:
    signs = sorted(
        {
            sign
            for tree in root_site.pages.values()
            for sign in set(set_in_it(tree.find(".//main")))
            if not sign.isspace()
        }
    )
    assert len(signs) > 80
    page.goto(root_site.url)
    missing = set(signs)
    for name in (HOME.name, f"{HOME.name}-rare"):
        (file,) = HOME.with_name(name).glob("*.woff2")
        left = sorted(missing)
        page.evaluate(DRAWN, [f"/vendor/{name}/{file.name}", left])
        missing -= {
            sign for sign, font in zip(left, fonts(page, "p"), strict=True) if font.startswith(FAMILY)
        }
    assert missing <= ELSEWHERE, "add them in scripts/typeface.sh and run it"


def test_the_file_is_named_after_what_is_in_it_and_its_licence_lies_beside_it() -> None:
    assert font_file().name.split(".")[1] == sha256(font_file().read_bytes()).hexdigest()[:8]
    licence = (HOME / "LICENSE").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    # What is changed must not bear the name that the licence reserves.
    reserved = re.search("Reserved Font Name ‘(.+)’", licence)
    assert reserved
    assert reserved[1] not in FAMILY
    (rare,) = HOME.with_name(f"{HOME.name}-rare").glob("*.woff2")
    assert rare.name.split(".")[1] == sha256(rare.read_bytes()).hexdigest()[:8]


def test_the_browser_may_keep_the_typefaces_for_ever(site: Site) -> None:
    sheet = urljoin(site.url, site.page("").find("link", rel="stylesheet", href=re.compile("text"))["href"])
    addresses = sorted(set(re.findall(r'url\("([^"]*woff2)"\)', site.file(sheet).read_text("utf-8"))))
    maths, rare, serif = (site.file(urljoin(sheet, address)) for address in addresses)
    assert serif.read_bytes() == font_file().read_bytes()
    assert maths.is_file() and rare.is_file()
    assert not re.search(r"plain-words-serif-rare", str(site.page("").head)), (
        "a page asks for it only where it holds a rare letter"
    )
    kept = re.findall(
        r"^(\S+)\n  Cache-Control: public, max-age=31536000, immutable$",
        (site.folder / "_headers").read_text("utf-8"),
        re.M,
    )
    for address in addresses:
        path = urlsplit(urljoin(sheet, address)).path
        assert any(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path) for pattern in kept)


def test_every_page_asks_early_for_the_typeface_of_its_stylesheet(site: Site) -> None:
    for path, tree in site.pages.items():
        early = linked(tree, "preload")[0]
        assert site.file(urljoin(site.url + path, early.get("href"))).name == font_file().name, path
        assert early.xpath("following::link[@rel = 'stylesheet']"), path


def test_the_first_page_of_a_reader_is_set_in_the_typeface(root_site: Site, page: Page) -> None:
    with at_rest(page):
        page.goto(root_site.url + "concepts/llm/")
    assert fonts(page, "h1") == [FAMILY]


@pytest.mark.parametrize("width", [390, 1280])
def test_text_takes_the_same_room_in_the_typeface_and_in_what_stands_in_for_it(
    root_site: Site, context: BrowserContext, width: int
) -> None:
    heights = []
    for blocked in (False, True):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        if blocked:
            page.route("**/*.woff2", lambda route: route.abort())
        with at_rest(page):
            page.goto(root_site.url + "concepts/llm/")
        heights.append(page.locator("article").evaluate("article => article.offsetHeight"))
        assert page.evaluate(
            "family => [...document.fonts].find((face) => face.family.includes(family)).status", FAMILY
        ) == ("error" if blocked else "loaded")
    assert heights[1] == pytest.approx(heights[0], rel=0.02)
