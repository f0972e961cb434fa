"""The bar that leads along a path stands where it stood, and offers the only way on."""

from playwright.sync_api import Page

from .built import Site

STEPS = "() => [...document.querySelectorAll('article ol > li > a')].map(link => link.href)"


def test_the_middle_of_the_bar_is_at_the_same_place_on_every_step(site: Site, page: Page) -> None:
    page.goto(site.url + "paths/newcomer/")
    steps = page.evaluate(STEPS)
    assert len(steps) > 5
    places = set()
    for step in (steps[0], steps[1], steps[-1]):
        page.goto(step)
        middle = page.locator(".path-bar p").bounding_box()
        places.add((middle["x"], middle["width"]))
    assert len(places) == 1
