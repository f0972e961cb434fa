"""The bar that leads along a path stands where it stood, and offers the only way on."""

from playwright.sync_api import BrowserContext, expect

from .built import Site

STEPS = "() => [...document.querySelectorAll('article ol > li > a')].map(link => link.href)"


def test_the_middle_of_the_bar_is_at_the_same_place_on_every_step(
    root_site: Site, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(root_site.url + "paths/newcomer/")
    steps = page.evaluate(STEPS)
    assert len(steps) > 5
    places = set()
    for step in (steps[0], steps[1], steps[-1]):
        page.goto(step)
        middle = page.locator(".path-bar p").bounding_box()
        places.add((middle["x"], middle["width"]))
    assert len(places) == 1


def test_on_a_path_no_other_page_is_called_the_next(root_site: Site, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(root_site.url + "concepts/llm/")
    expect(page.locator(".pager")).to_be_visible()
    page.goto(root_site.url + "concepts/llm/?path=newcomer")
    page.locator(".path-bar").wait_for()
    expect(page.locator(".pager")).to_be_hidden()
