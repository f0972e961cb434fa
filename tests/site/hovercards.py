"""Pages of other websites that show hovercards, and the hand that points at their links."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from playwright.sync_api import FloatRect, Locator, Page, expect

from .waiting import at_rest

CARD = "[role=tooltip]"

# Longer than the delay before a card opens and the grace before it closes together.
LONG_ENOUGH = 800


def page_of(name: str, root: str) -> str:
    """One of the pages in `embedding/`, with the glossary at `root`."""
    return (Path(__file__).parent / f"embedding/{name}.html").read_text("utf-8").replace("{root}", root)


@contextmanager
def other_website(root: str, html: str, allowed: str = "") -> Iterator[str]:
    """Serves a page from another origin, whose policy lets it run the glossary's scripts and no more.

    The policy names the glossary's origin, or what is `allowed`.
    """
    page = html.encode()
    allowed = allowed or "{}://{}".format(*urlsplit(root))

    class Host(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            known = self.path == "/"
            self.send_response(200 if known else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", f"default-src 'none'; script-src {allowed}")
            self.end_headers()
            self.wfile.write(page if known else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def open_page(page: Page, url: str) -> Page:
    """Opens an address with the pointer in a corner where nothing is."""
    page.mouse.move(1, 1)
    with at_rest(page):
        page.goto(url)
    return page


def watch_cards(page: Page) -> list[str]:
    """The slugs of the cards that a page asks for, in order, from now on."""
    asked: list[str] = []
    page.on(
        "request",
        lambda request: asked.append(Path(request.url).stem) if "/embed/cards/" in request.url else None,
    )
    return asked


def tab_to(page: Page, link: Locator) -> None:
    """Moves the focus onto a link with the keyboard, from the stop before it."""
    link.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()


def box(locator: Locator) -> FloatRect:
    """Where something is in the window."""
    found = locator.bounding_box()
    assert found is not None
    return found


def point_at(page: Page, link: Locator) -> None:
    """Moves the pointer onto a link as a hand does, in steps."""
    place = box(link)
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2, steps=5)


def stop_clock(page: Page) -> None:
    """From here on, time passes in the page only by `page.clock.run_for`, however slow the machine is."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)
