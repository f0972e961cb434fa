"""What axe-core finds on a page of the built site."""

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# The rules for which axe looks at colours: half of the work, and all that another scheme of colours can
# break.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def assert_accessible(page: Page, within: str | None = None, rules: dict[str, object] = ALL) -> None:
    """Fails with a report of all that WCAG 2.2 AA or good practice forbids, on the page or `within` a
    selector.
    """
    if page.evaluate("!window.axe"):
        page.evaluate(AXE_SCRIPT)
    # Of what passes, only the number is sent back: on the page of all concepts it would be most of the work.
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("([within, options]) => axe.run(within ?? document, options)", [within, options])
    assert found["passes"], "axe looked at nothing"
    assert not found["violations"], AxeResults(found).generate_report()


def assert_accessible_in_light_and_dark(page: Page) -> None:
    """By all rules in the light, and in the dark by those that look at colours, as the reader's system has
    them.
    """
    page.emulate_media(color_scheme="light")
    assert_accessible(page)
    page.emulate_media(color_scheme="dark")
    assert_accessible(page, rules=COLOURS)


def assert_accessible_on_a_phone_and_on_a_desk(page: Page) -> None:
    """By all rules in a window of either width, the one in the light and the other in the dark: no colour
    depends on the width.
    """
    for width, scheme in (390, "light"), (1280, "dark"):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert_accessible(page)
