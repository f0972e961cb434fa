"""Asks web addresses whether they still answer, politely and without believing every server."""

import re
import socket
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html import unescape
from itertools import groupby
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from ..reading.answers import NO_SUCH_HOST, Outcome, Reply

AGENT = "plain-glossary (checks whether cited pages still exist)"
HOSTS_AT_ONCE = 8
BETWEEN = 1.0  # seconds between two questions to one host
TIMEOUT = 10.0  # seconds to connect, and without a sign of life
DEADLINE = 30.0  # seconds for the beginning of a page
BEGINNING = 65_536  # bytes of a page, enough for its title

_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.I | re.S)
# What pages say that answer 200 for an address they do not have.
_NOT_FOUND = re.compile(r"\b404\b|\b(?:page|file)? ?not found\b|page (?:doesn.t|does not) exist", re.I)
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w:.-]+)", re.I)
_PERMANENT = {301, 308}
# With any other error the page may be there: the server wants to know who asks, is busy, or is out of order.
_GONE = {404, 410}


def ask_all(urls: Iterable[str], between: float, timeout: float = TIMEOUT) -> Iterator[tuple[str, Reply]]:
    """Each address with its reply: one question at a time to each host, `between` seconds apart."""
    ordered = sorted({*urls}, key=lambda url: (_host(url), url))
    by_host = [[*group] for _, group in groupby(ordered, key=_host)]
    with ThreadPoolExecutor(HOSTS_AT_ONCE) as threads:
        for replies in threads.map(lambda group: _ask_host(group, between, timeout), by_host):
            yield from replies


def _host(url: str) -> str:
    return urlsplit(url).netloc.casefold()


def _ask_host(urls: list[str], between: float, timeout: float) -> list[tuple[str, Reply]]:
    replies = []
    with _session(between) as session:
        for number, url in enumerate(urls):
            time.sleep(between if number else 0)
            replies.append((url, _ask(session, url, timeout)))
    return replies


def _session(backoff: float) -> requests.Session:
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    # Redirects are left to `requests`, which remembers each step, and so which are permanent.
    retry = Retry(
        total=2,
        redirect=False,
        status_forcelist=[429, 500, 502, 503, 504],
        backoff_factor=backoff,
        backoff_max=5,
        respect_retry_after_header=False,
        raise_on_status=False,
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def _ask(session: requests.Session, url: str, timeout: float) -> Reply:
    """How an address answers to HEAD or, where that is refused or an HTML page may have a title, to GET."""
    try:
        with session.head(url, timeout=timeout, allow_redirects=True) as head:
            if head.ok and "html" not in head.headers.get("Content-Type", ""):
                return _reply(url, head, None)
        with session.get(url, timeout=timeout, allow_redirects=True, stream=True) as response:
            return _reply(url, response, _title(response))
    except requests.ConnectionError as error:
        if _no_such_host(url):
            return Reply(Outcome.GONE, str(NO_SUCH_HOST), reached=False)
        return Reply(Outcome.UNCLEAR, type(error).__name__, reached=False)
    except (requests.RequestException, ValueError) as error:
        return Reply(Outcome.UNCLEAR, type(error).__name__)


def _reply(url: str, response: requests.Response, title: str | None) -> Reply:
    status = str(response.status_code)
    if response.status_code in _GONE:
        return Reply(Outcome.GONE, status)
    if not response.ok:
        return Reply(Outcome.UNCLEAR, status)
    if title and _NOT_FOUND.search(title):
        return Reply(Outcome.UNCLEAR, f"{status}, but its title is {title!r}")
    if urlsplit(response.url).path in ("", "/") and urlsplit(url).path not in ("", "/"):
        return Reply(Outcome.UNCLEAR, f"leads to the home page {response.url}")
    if response.history and all(step.status_code in _PERMANENT for step in response.history):
        return Reply(Outcome.MOVED, response.url, title)
    return Reply(Outcome.THERE, status, title)


def _title(response: requests.Response) -> str | None:
    """The title of an HTML page, from its beginning. A server that goes on for ever is left."""
    if not response.ok or "html" not in response.headers.get("Content-Type", ""):
        return None
    data, until = b"", time.monotonic() + DEADLINE
    for chunk in response.iter_content(8192):
        data += chunk
        if len(data) >= BEGINNING or b"</title" in data.lower() or time.monotonic() > until:
            break
    found = _TITLE.search(data)
    if not found:
        return None
    words = unescape(_decoded(found[1], _encodings(response, data))).split()
    title = "".join(filter(str.isprintable, " ".join(words)))
    return title[:300] or None


def _encodings(response: requests.Response, page: bytes) -> list[str]:
    """What a server and then the page itself say of its encoding, and what most pages have."""
    # Where the server says nothing, `requests` supposes Latin-1.
    named = response.encoding if "charset" in response.headers["Content-Type"].lower() else None
    return [*([named] if named else []), *(name.decode() for name in _CHARSET.findall(page)), "utf-8"]


def _decoded(data: bytes, encodings: Iterable[str]) -> str:
    """The text in the first of the encodings that exists and fits, else as browsers read it."""
    for encoding in encodings:
        with suppress(LookupError, UnicodeError):
            return data.decode(encoding)
    return data.decode("windows-1252", "replace")


def _no_such_host(url: str) -> bool:
    try:
        socket.getaddrinfo(urlsplit(url).hostname, None)
    except socket.gaierror as error:
        # A name server that does not answer says nothing about the name.
        return error.errno == socket.EAI_NONAME
    return False
