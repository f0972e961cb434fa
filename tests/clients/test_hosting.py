"""The configuration for one's own server, in Caddy: what it sends, from the page that shows it."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from glossary.exports.hosting import POLICY

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.client


@pytest.fixture(scope="module")
def caddy() -> str:
    """The program, installed from the system's packages where that is allowed."""
    if not shutil.which("caddy") and shutil.which("apt-get") and os.geteuid() == 0:
        for words in (["update"], ["install", "--yes", "--no-install-recommends", "caddy"]):
            subprocess.run(["apt-get", "--quiet", *words], check=True, capture_output=True)
    found = shutil.which("caddy")
    assert found, "install Caddy (on Debian and Ubuntu: apt-get install caddy)"
    return found


@pytest.fixture(scope="module")
def address(caddy: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of a small site, as the documented configuration serves it."""
    folder = tmp_path_factory.mktemp("hosted")
    site = folder / "site"
    for path, text in {
        "index.html": "<h1>Home</h1>" + "a" * 5000,
        "404.html": "<h1>Page not found</h1>",
        "concepts/llm/index.html": "<h1>LLM</h1>",
        "concepts/llm/index.md": "# LLM",
        "api/v1/terms.json": "{}",
        "assets/hashed/a.0a.css": "a {}",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(text)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (config,) = re.findall(r'^```text title="Caddyfile"\n(.*?)^```', (ROOT / "docs/about/your-own.md").read_text("utf-8"), re.M | re.S)
    config = config.replace("https://glossary.example.org", f"http://127.0.0.1:{port}").replace("/srv/glossary", str(site))
    (folder / "Caddyfile").write_text("{\n\tadmin off\n}\n" + config)
    running = subprocess.Popen([caddy, "run", "--config", "Caddyfile", "--adapter", "caddyfile"], cwd=folder, env=os.environ | {"HOME": str(folder)}, stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


def answer(address: str, path: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(address)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_every_page_comes_with_the_policy(address: str) -> None:
    for path in ("/", "/concepts/llm/", "/nowhere/"):
        response, _ = answer(address, path)
        assert response.headers["Content-Security-Policy"] == POLICY, path
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_page_that_is_not_there_is_404_with_our_page(address: str) -> None:
    response, body = answer(address, "/concepts/nowhere/")
    assert response.status == 404
    assert b"Page not found" in body


def test_pages_are_compressed_and_folders_get_their_slash(address: str) -> None:
    response, _ = answer(address, "/", **{"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"
    response, _ = answer(address, "/concepts/llm")
    assert response.status in (301, 308)
    assert response.headers["Location"].endswith("/concepts/llm/")


def test_other_origins_may_read_the_data_alone_and_browsers_keep_what_has_a_hash(address: str) -> None:
    for path in ("/api/v1/terms.json", "/concepts/llm/index.md"):
        assert answer(address, path)[0].headers["Access-Control-Allow-Origin"] == "*", path
    page, _ = answer(address, "/concepts/llm/")
    assert page.headers["Access-Control-Allow-Origin"] is None
    assert "immutable" not in (page.headers["Cache-Control"] or "")
    assert "immutable" in answer(address, "/assets/hashed/a.0a.css")[0].headers["Cache-Control"]
