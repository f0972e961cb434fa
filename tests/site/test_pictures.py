"""The pictures on the built pages: their room is kept, they follow the palette, and they open by themselves."""

import pytest
from bs4 import Tag
from playwright.sync_api import Browser, BrowserContext

from glossary.pictures import size

from .built import ROOT, Site

SIZES = {path.name: size(path.read_text("utf-8")) for path in sorted((ROOT / "docs/pictures").glob("*.svg"))}


def pictures(page: Tag) -> list[Tag]:
    return [image for image in page.find_all("img") if "pictures/" in image["src"]]


def test_every_picture_says_what_it_shows_and_how_large_it_is(site: Site) -> None:
    on_concepts = [image for page in site.concepts.values() for image in pictures(page)]
    printed = pictures(site.page("print/"))
    assert len(SIZES) == len(on_concepts) == len(printed) > 17
    for image in (*on_concepts, *printed):
        name = image["src"].rpartition("/")[2]
        assert (int(image["width"]), int(image["height"])) == SIZES[name]
        assert len(image["alt"]) > 60, name
        assert image["decoding"] == "async"
    assert all(image["loading"] == "lazy" for image in on_concepts)
    assert not any(image.get("loading") for image in printed)


@pytest.mark.parametrize("width", [320, 1280])
def test_the_room_of_a_picture_is_kept_before_it_arrives(root_site: Site, context: BrowserContext, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    # It never arrives.
    page.route("**/pictures/*", lambda route: None)
    page.goto(root_site.url + "concepts/fine-tuning/", wait_until="domcontentloaded")
    box = page.locator(".text img").bounding_box()
    assert box
    wide, high = SIZES["fine-tuning.svg"] or (0, 0)
    assert box["height"] == pytest.approx(box["width"] * high / wide, abs=1)
    assert box["width"] == (width if width == 320 else 592)


@pytest.mark.parametrize(
    ("system", "chosen", "dark"),
    [("light", None, False), ("dark", None, True), ("dark", "light", False), ("light", "dark", True), ("dark", "system", True)],
)
def test_a_picture_follows_the_palette_and_is_printed_light(root_site: Site, browser: Browser, system: str, chosen: str | None, dark: bool) -> None:
    context = browser.new_context(color_scheme=system)  # type: ignore[arg-type]
    page = context.new_page()
    if chosen:
        page.add_init_script(f"localStorage.setItem('palette', '{chosen}')")
    page.goto(root_site.url + "concepts/token/")
    look = "image => [getComputedStyle(image).filter, getComputedStyle(image).mixBlendMode]"
    shown = page.locator(".text img").evaluate(look)
    page.emulate_media(media="print")
    printed = page.locator(".text img").evaluate(look)
    context.close()
    assert shown == (["invert(1) hue-rotate(180deg)", "screen"] if dark else ["none", "normal"])
    assert printed == ["none", "normal"]


def test_a_picture_opens_by_itself_under_the_policy(root_site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    errors: list[str] = []
    # Of an address without a page round it, browsers ask for an icon.
    page.on("console", lambda message: None if message.location["url"].endswith("/favicon.ico") else errors.append(message.text))
    for name, found in SIZES.items():
        page.goto(f"{root_site.url}pictures/{name}")
        shown = page.locator("svg").bounding_box()
        assert shown and (shown["width"], shown["height"]) == found, name
        assert page.title(), name
    assert errors == []
