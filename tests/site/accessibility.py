"""What axe-core finds on a page of the built site."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Of what passes, only the number is sent back: on the page of all concepts it would be most of the work.
OPTIONS = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}


def assert_accessible(page: Page, within: str | None = None) -> None:
    """Fails with a report of all that WCAG 2.2 AA or good practice forbids, on the page or `within` a selector."""
    results = Axe().run(page, within, options=OPTIONS)
    assert results.response["passes"], "axe looked at nothing"
    assert not results.response["violations"], results.generate_report()


def assert_accessible_in_light_and_dark(page: Page) -> None:
    """The same in both schemes of colours, as the reader's system has them."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert_accessible(page)
