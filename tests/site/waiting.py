"""Waiting for what a page loads, and for the typefaces of its text."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from playwright.sync_api import Page, Request, Route

from .built import Site

QUIET, PATIENCE = (
    0.5,
    30,
)  # Seconds without a request, and how long to wait for them, which is as long as Playwright waits.


@contextmanager
def at_rest(page: Page) -> Iterator[None]:
    """Ends once all that the page has asked for within is there, and it has asked for nothing more for half a
    second.

    Playwright's "networkidle" means the same, but never comes (1.65) if the page was quiet for so long while
    it was still loading, and asked again before it was loaded, as one does that takes seconds to lay out: it
    is taken back, and the clock is not set again.
    """
    asked: set[Request] = set()
    since = 0.0

    def ask(request: Request) -> None:
        asked.add(request)

    def answer(request: Request) -> None:
        nonlocal since
        asked.discard(request)
        since = monotonic()

    listeners = {"request": ask, "requestfinished": answer, "requestfailed": answer}
    for event, listener in listeners.items():
        page.on(event, listener)  # type: ignore[call-overload]
    yield
    since = monotonic()
    end = since + PATIENCE
    while asked or monotonic() - since < QUIET:
        assert monotonic() < end, f"no answer to {[request.url for request in asked]}"
        page.wait_for_timeout(50)
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def wait_for_typefaces(page: Page, site: Site) -> None:
    """Has the pages of a site that are opened from now on wait for their typefaces; on a busy machine, these
    would come too late for a page that does not.
    """

    def answer(route: Route) -> None:
        sheet = site.file(route.request.url).read_text("utf-8")
        route.fulfill(
            body=sheet.replace("font-display: optional", "font-display: block"), content_type="text/css"
        )

    page.route("**/*.css", answer)


def typefaces(page: Page) -> set[str]:
    """How those of a page's text came, once all of them have: "loaded" or "error"."""
    return set(page.evaluate(_TYPEFACES))


_TYPEFACES = """
async () => {
  // So that the browser knows which it needs.
  document.body.getBoundingClientRect()
  await document.fonts.ready
  return [...document.fonts]
    .filter(face => /^"?Plain Words (Serif|Sans)"?$/.test(face.family) && face.status != "unloaded")
    .map(face => face.status)
}
"""
