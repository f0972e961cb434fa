"""Whether cited addresses still answer: a server that does all that servers do, what is remembered, and what
a writer is told.
"""

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import requests
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from glossary.commands.asking import ask_all
from glossary.commands.cli import main
from glossary.reading.answers import (
    Answer,
    Outcome,
    Reply,
    format_answers,
    parse_answers,
    source_problems,
    updated_answer,
)

from .glossaries import SOURCES, concepts, write

DAYS = [date(2026, 1, day) for day in range(1, 8)]
TIMEOUT = 0.4
# What servers say of a page of theirs and send, where its title is "Künstliche Intelligenz".
CHARSETS = {
    "named-nowhere": ("text/html", b"", "utf-8"),
    "named-by-the-page": ("text/html", b"<meta charset='ISO-8859-1'>", "iso-8859-1"),
    "named-by-both": ("text/html; charset=ISO-8859-1", b"<meta charset=utf-8>", "iso-8859-1"),
    "old": ("text/html", b'<meta http-equiv="Content-Type" content="text/html; charset=utf-8">', "utf-8"),
    "old-and-silent": ("text/html", b"", "windows-1252"),
    "unknown": ("text/html; charset=none", b"<meta charset=nothing>", "utf-8"),
}


class _Server(BaseHTTPRequestHandler):
    """Answers by the path. HEAD is refused where the path says so."""

    asked: ClassVar[list[tuple[str, str]]] = []

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def log_message(self, *args: object) -> None:
        """Says nothing."""

    def _answer(self, with_body: bool) -> None:
        self.asked.append((self.command, self.path))
        name = self.path.strip("/")
        if name == "hangs":
            time.sleep(3 * TIMEOUT)
            return
        if name.startswith("moved"):
            return self._send(301, {"Location": "/page"})
        if name == "elsewhere-today":
            return self._send(302, {"Location": "/page"})
        if name == "dropped":
            return self._send(301, {"Location": "/"})
        if name == "endless":
            self._send(200, {"Content-Type": "text/html"})
            try:
                while with_body:
                    self.wfile.write(b"x" * 8192)
            except OSError:
                pass
            return None
        if name == "no-head" and not with_body:
            return self._send(405, {})
        if name in CHARSETS:
            kind, head, encoding = CHARSETS[name]
            title = "<title>Künstliche Intelligenz</title>".encode(encoding)
            return self._send(200, {"Content-Type": kind}, head + title if with_body else b"")
        status = int(name) if name.isdigit() else 200
        title = "Page not found" if name == "liar" else "A page &amp; its\n title"
        self._send(
            status,
            {"Content-Type": "text/html; charset=utf-8"},
            f"<html><title>{title}</title>".encode() if with_body else b"",
        )

    def _send(self, status: int, headers: dict[str, str], body: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if headers.get("Content-Type") is None:
            self.send_header("Content-Length", "0")
        self.end_headers()
        self.wfile.write(body)


class _Quiet(ThreadingHTTPServer):
    """Says nothing of those who leave before it has finished, as they should."""

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of the server, with a slash at its end."""
    running = _Quiet(("127.0.0.1", 0), _Server)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}/"
    running.shutdown()
    running.server_close()


def asked(server: str, *paths: str) -> dict[str, Reply]:
    replies = dict(ask_all([server + path for path in paths], between=0, timeout=TIMEOUT))
    return {url.removeprefix(server): reply for url, reply in replies.items()}


def test_every_kind_of_answer_is_told_from_the_others(server: str) -> None:
    title = "A page & its title"
    replies = asked(
        server,
        "page",
        "no-head",
        "moved",
        "elsewhere-today",
        "dropped",
        "404",
        "410",
        "401",
        "403",
        "429",
        "500",
        "503",
        "liar",
        "endless",
        "hangs",
    )
    assert replies == {
        "page": Reply(Outcome.THERE, "200", title),
        "no-head": Reply(Outcome.THERE, "200", title),
        "moved": Reply(Outcome.MOVED, f"{server}page", title),
        "elsewhere-today": Reply(Outcome.THERE, "200", title),
        "dropped": Reply(Outcome.UNCLEAR, f"leads to the home page {server}"),
        "404": Reply(Outcome.GONE, "404"),
        "410": Reply(Outcome.GONE, "410"),
        **{status: Reply(Outcome.UNCLEAR, status) for status in ("401", "403", "429", "500", "503")},
        "liar": Reply(Outcome.UNCLEAR, "200, but its title is 'Page not found'"),
        "endless": Reply(Outcome.THERE, "200"),
        "hangs": replies["hangs"],
    }
    assert replies["hangs"].outcome == Outcome.UNCLEAR
    assert _Server.asked.count(("GET", "/500")) == 3, "a server that fails is asked again"


def test_a_title_is_read_in_the_encoding_of_its_page(server: str) -> None:
    titles = {path: reply.title for path, reply in asked(server, *CHARSETS).items()}
    assert titles == dict.fromkeys(CHARSETS, "Künstliche Intelligenz")


def test_a_host_that_does_not_exist_is_gone_and_a_name_server_that_is_silent_says_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for error, outcome in ((socket.EAI_NONAME, Outcome.GONE), (socket.EAI_AGAIN, Outcome.UNCLEAR)):

        def look_up(*args: object, error: int = error, **more: object) -> None:
            raise socket.gaierror(error, "no")

        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        ((_, reply),) = ask_all(["https://nowhere.example/a"], between=0, timeout=TIMEOUT)
        assert reply.outcome == outcome


@pytest.mark.parametrize("error", [socket.EAI_NONAME, socket.EAI_AGAIN])
def test_without_a_network_nothing_is_remembered(
    project: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    CliRunner().invoke(main, ["sources"])
    before = (project / "docs/answers.yml").read_bytes()

    def fails(*args: object, **more: object) -> None:
        raise requests.ConnectionError

    def look_up(*args: object, **more: object) -> None:
        raise socket.gaierror(error, "no")

    monkeypatch.setattr(requests.Session, "request", fails)
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    done = CliRunner().invoke(main, ["sources"])
    assert done.exit_code == 0
    assert "the source has moved to" in done.stdout, "as it was remembered"
    assert (
        done.stderr == "No cited address could be reached, so nothing was remembered; is there a network?\n"
    )
    assert (project / "docs/answers.yml").read_bytes() == before


def test_a_host_is_asked_one_question_at_a_time(server: str) -> None:
    began = time.monotonic()
    list(ask_all([f"{server}204", f"{server}page", f"{server}moved-2"], between=0.2, timeout=TIMEOUT))
    assert time.monotonic() - began >= 0.4


def after(*replies: Reply) -> Answer:
    answer = None
    for day, reply in zip(DAYS, replies, strict=False):
        answer = updated_answer(answer, reply, day)
    assert answer
    return answer


def told(answer: Answer, reviewed: date = date(2025, 1, 1)) -> list[str]:
    found = concepts({"token": {"reviewed": reviewed, "published": date(2025, 1, 1)}})
    return [str(problem) for problem in source_problems(found, {SOURCES[0]["url"]: answer})]


GONE, THERE = Reply(Outcome.GONE, "404"), Reply(Outcome.THERE, "200", "A title")


def test_a_source_counts_as_gone_after_three_days_without_an_answer_between() -> None:
    assert told(after(GONE, GONE)) == told(after(GONE, GONE, THERE, GONE)) == []
    twice = updated_answer(updated_answer(after(GONE, GONE), GONE, DAYS[1]), GONE, DAYS[1])
    assert told(twice) == [], "the same day counts once"
    assert told(after(GONE, GONE, GONE)) == [
        "concepts/token.md:2: the source is gone (404, asked on 3 days, last on 2026-01-03); "
        "cite where it stands now or an archived copy, or take out what only it carries"
    ]


def test_a_source_that_moved_or_has_another_title_is_to_be_looked_at_until_the_page_is_reviewed() -> None:
    moved = Reply(Outcome.MOVED, "https://example.org/new", "A title")
    assert told(after(moved)) == [
        (
            "concepts/token.md:2: the source has moved to https://example.org/new; see that it is the "
            "same, and cite the new address"
        )
    ]
    renamed = after(
        THERE,
        Reply(Outcome.THERE, "200", "Another"),
        Reply(Outcome.UNCLEAR, "503"),
        Reply(Outcome.THERE, "200", "Another"),
    )
    assert told(renamed) == [
        (
            "concepts/token.md:2: the source was called “A title” and is called “Another” since "
            "2026-01-02; see whether it still says what is cited, then set 'reviewed'"
        )
    ]
    assert told(renamed, reviewed=DAYS[1]) == []
    assert told(after(THERE, THERE)) == []


_REPLIES = st.builds(
    Reply,
    st.sampled_from(Outcome),
    st.sampled_from(["200", "404"]),
    st.none() | st.sampled_from(["One", "Two: “x”"]),
)


@given(
    st.dictionaries(
        st.sampled_from(["https://a.example/", "https://b.example/x?y=1"]),
        st.lists(_REPLIES, min_size=1, max_size=6),
    )
)
def test_answers_that_are_written_can_be_read_back(replies: dict[str, list[Reply]]) -> None:
    answers = {url: after(*each) for url, each in replies.items()}
    assert parse_answers(format_answers(answers)) == (answers, [])


def test_a_mistake_in_the_file_is_said_with_what_may_stand_there() -> None:
    text = "https://example.org/:\n  asked: 2026-01-01\n  outcome: gon\n  detail: '404'\n  titel: Kitchen\n"
    answers, problems = parse_answers(text)
    assert answers == {}
    assert [str(problem).split(": ", 1)[1].split("; ")[1] for problem in problems] == [
        "did you mean 'gone'?",
        "did you mean 'title'?",
    ]


@pytest.fixture
def project(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A glossary that cites the server."""
    pages = {
        "token": {
            "sources": [
                SOURCES[0] | {"url": "https://cited.example/moved-here"},
                SOURCES[1] | {"url": "https://cited.example/503"},
            ],
            "review_by": date(2026, 3, 4),
        }
    }
    write(tmp_path / "docs", pages)
    # Cited addresses begin with https, which the server does not speak.
    speak = requests.Session.request
    monkeypatch.setattr(
        requests.Session,
        "request",
        lambda self, method, url, **more: speak(
            self, method, url.replace("https://cited.example/", server), **more
        ),
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: Words\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("glossary.commands.asking.BETWEEN", 0)
    return tmp_path


def test_the_command_reports_by_line_remembers_and_never_fails(project: Path, server: str) -> None:
    done = CliRunner().invoke(main, ["sources", "--format", "json"])
    assert done.exit_code == 0, done.output
    (found,) = json.loads(done.stdout)
    assert (found["path"], found["rule"]) == ("docs/concepts/token.md", "source-moved")
    assert (
        "https://cited.example/moved-here"
        in (project / "docs/concepts/token.md").read_text().splitlines()[found["line"] - 1]
    )
    assert "2 addresses (1 moved, 1 unclear), 1 problem" in done.stderr
    due = CliRunner().invoke(main, ["due"])
    assert due.exit_code == 0
    assert re.search(r"token\.md:\d+: the page has been due for review since 2026-03-04; ", due.stdout)
    assert f"the source has moved to {server}page" in due.stdout
    assert "2 things due" in due.stderr


def test_the_health_page_lists_sources_and_the_file_is_no_part_of_the_site(
    project: Path, server: str
) -> None:
    from glossary.site.build import build

    assert "last asked" not in build(project / "docs", DAYS[0]).files["about/health.md"]
    CliRunner().invoke(main, ["sources"])
    output = build(project / "docs", DAYS[0])
    health = output.files["about/health.md"]
    assert "Cited addresses were last asked on" in health
    assert "the source has moved to" in health
    (project / "docs/answers.yml").write_text("https://a.example/:\n  asked: yesterday\n")
    assert any(problem.path == "answers.yml" for problem in build(project / "docs", DAYS[0]).problems)
