"""Waiting for what a page loads."""

from playwright.sync_api import Page

AT_REST = """async () => {
  const loaded = () => performance.getEntriesByType("resource").length;
  let before;
  do {
    before = loaded();
    await document.fonts.ready;
    await new Promise(later => setTimeout(later, 500));
  } while (document.readyState !== "complete" || loaded() > before);
}"""


def wait_until_at_rest(page: Page) -> None:
    """Waits until a page is loaded and has got nothing more for half a second.

    Playwright's "networkidle" says the same, but never comes if the line was idle for so long before the page was loaded,
    as with one that takes seconds to lay out: it is taken back at the event `load`, and the clock is not set again (1.64).
    """
    page.evaluate(AT_REST)
