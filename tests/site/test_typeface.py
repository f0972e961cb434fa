"""The typefaces of the site: they hold what the pages write, come with their licence, and move nothing."""

import re
from copy import deepcopy
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from lxml.etree import strip_elements
from lxml.html import HtmlElement
from playwright.sync_api import BrowserContext, Page

from ..glossaries import DOCS, real_texts
from .built import ROOT, Site, linked
from .waiting import typefaces, wait_for_typefaces

VENDOR = ROOT / "scripts/glossary/theme/vendor"
SERIF = "Plain Words Serif"
SANS = "Plain Words Sans"
# What the Latin file that the serif was made from does not have, and the reader's own fonts draw.
ELSEWHERE = set("→≈⁰⁴⁵⁶⁷⁸⁹₂ğłńśůźπτɒɔəʊʒː")

DRAWN = """async ([address, signs]) => {
  const face = new FontFace('Tested', `url("${address}")`);
  document.fonts.add(await face.load());
  document.body.replaceChildren(...signs.map((sign) => {
    const line = document.createElement('p');
    line.textContent = sign;
    line.className = 'tested';
    line.style.fontFamily = 'Tested';
    return line;
  }));
}"""


def font_file(family: str) -> Path:
    (file,) = (VENDOR / family.lower().replace(" ", "-")).glob("*.woff2")
    return file


def fonts(page: Page, selector: str) -> list[str]:
    """The font that the browser draws each element with (the first, if it needs several)."""
    # Before it is painted, an element has no font.
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    devtools = page.context.new_cdp_session(page)
    devtools.send("DOM.enable")
    devtools.send("CSS.enable")
    root = devtools.send("DOM.getDocument")["root"]["nodeId"]
    nodes = devtools.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})["nodeIds"]
    drawn = [devtools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"][0] for node in nodes]
    devtools.detach()
    return [font["familyName"] for font in drawn]


def set_in_it(element: HtmlElement) -> str:
    """What an element says, apart from code and formulas: they are set in something else."""
    rest = deepcopy(element)
    strip_elements(rest, "code", "pre", "script", "math", with_tail=False)
    return rest.text_content()


@pytest.mark.parametrize(
    ("families", "elsewhere"),
    [([SERIF, f"{SERIF} Rare"], ELSEWHERE), ([SANS, f"{SANS} Rare", f"{SANS} Figures"], set())],
)
def test_every_sign_of_every_page_is_in_the_typeface(
    site: Site, page: Page, families: list[str], elsewhere: set[str]
) -> None:
    # The frame is that of the sample, and the words are those of every page.
    said = [set_in_it(tree.find(".//main")) for tree in site.pages.values()]
    said += [text.plain + text.yaml for text in real_texts().values()]
    said += [path.read_text("utf-8") for path in DOCS.glob("**/*.yml")]
    said += [
        text for path in DOCS.glob("pictures/*.svg") for text in ElementTree.parse(path).getroot().itertext()
    ]
    missing = {sign for text in said for sign in text if not sign.isspace()}
    assert len(missing) > 80
    page.goto(site.url)
    for name in families:
        file = font_file(name)
        left = sorted(missing)
        page.evaluate(DRAWN, [f"/vendor/{file.parent.name}/{file.name}", left])
        drawn = zip(left, fonts(page, ".tested"), strict=True)
        missing -= {sign for sign, font in drawn if font.startswith(families[0])}
    assert missing <= elsewhere, "add them in scripts/typeface.sh and run it"


@pytest.mark.parametrize("family", [SERIF, f"{SERIF} Rare", SANS, f"{SANS} Rare", f"{SANS} Figures"])
def test_the_file_is_named_after_what_is_in_it_and_its_licence_lies_beside_it(family: str) -> None:
    file = font_file(family)
    assert file.name.split(".")[1] == sha256(file.read_bytes()).hexdigest()[:8]
    licence = (file.parent / "LICENSE").read_text("utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    # What is changed must not bear the name that the licence reserves.
    reserved = re.search("Reserved Font Name [‘'](.+?)[’']", licence)
    assert reserved
    assert reserved[1] not in family


def test_the_browser_may_keep_the_typefaces_for_ever(site: Site) -> None:
    sheet = urljoin(site.url, site.page("").find("link", rel="stylesheet", href=re.compile("text"))["href"])
    addresses = sorted(set(re.findall(r'url\("([^"]*woff2)"\)', site.file(sheet).read_text("utf-8"))))
    loaded = {site.file(urljoin(sheet, address)).read_bytes() for address in addresses}
    assert loaded == {file.read_bytes() for file in VENDOR.glob("plain-words-*/*.woff2")}
    kept = re.findall(
        r"^(\S+)\n  Cache-Control: public, max-age=31536000, immutable$",
        (site.folder / "_headers").read_text("utf-8"),
        re.M,
    )
    for address in addresses:
        path = urlsplit(urljoin(sheet, address)).path
        assert any(re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path) for pattern in kept)


def test_text_and_styles_have_the_line_to_themselves_before_the_typefaces_of_text(site: Site) -> None:
    for path, tree in site.pages.items():
        early = {link.get("href").split("/")[-2] for link in linked(tree, "preload")}
        assert early <= {"plain-words-maths"}, path


def test_a_reader_sees_the_typefaces(site: Site, page: Page) -> None:
    wait_for_typefaces(page, site)
    page.goto(f"{site.url}concepts/llm/")
    assert typefaces(page) == {"loaded"}
    assert fonts(page, "h1") == [SERIF]
    assert set(fonts(page, ".menu a, .picture text")) == {SANS}


@pytest.mark.parametrize("width", [390, 1280])
def test_text_takes_the_same_room_in_the_typefaces_and_in_what_stands_in_for_them(
    site: Site, context: BrowserContext, width: int
) -> None:
    heights = []
    for blocked in (False, True):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        if blocked:
            page.route("**/*.woff2", lambda route: route.abort())
        else:
            wait_for_typefaces(page, site)
        page.goto(f"{site.url}concepts/llm/")
        assert typefaces(page) == {"error" if blocked else "loaded"}
        heights.append(
            page.locator("article, .after").evaluate_all("parts => parts.map(part => part.offsetHeight)")
        )
    assert heights[1] == pytest.approx(heights[0], rel=0.02)
