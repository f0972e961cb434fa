"""The configuration for one's own server, in Caddy, that `glossary init` writes: what it sends, by itself and
in an image.
"""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from glossary.commands.starter import shared_files
from glossary.site.exports.hosting import POLICY

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
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site in the folder `site`, with what a new glossary has beside it."""
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
    for name in ("Caddyfile", "Containerfile"):
        (folder / name).write_text(shared_files()[name])
    return folder


@pytest.fixture(params=["a program", "an image"], scope="module")
def address(request: pytest.FixtureRequest, folder: Path) -> Iterator[str]:
    """Host and port at which the site is served."""
    port = free_port()
    if request.param == "an image":
        yield from in_an_image(folder, port)
        return
    environment = os.environ | {
        "HOME": str(folder),
        "SITE_ADDRESS": f"http://127.0.0.1:{port}",
        "SITE_FOLDER": str(folder / "site"),
        "CADDY_ADMIN": "off",
    }
    caddy = request.getfixturevalue("caddy")
    running = subprocess.Popen([caddy, "run"], cwd=folder, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield f"127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


def in_an_image(folder: Path, port: int) -> Iterator[str]:
    """Builds the image and runs it, where a builder is there and has a registry."""
    builder = next(
        (
            name
            for name in ("podman", "docker")
            if shutil.which(name) and subprocess.run([name, "info"], capture_output=True).returncode == 0
        ),
        None,
    )
    if builder is None:
        pytest.skip("neither podman nor docker is there to build the image")
    subprocess.run(
        [builder, "build", "--file", "Containerfile", "--tag", "glossary-under-test", "."],
        cwd=folder,
        check=True,
    )
    name = f"glossary-{port}"
    subprocess.run(
        [
            builder,
            "run",
            "--rm",
            "--detach",
            "--name",
            name,
            "--publish",
            f"127.0.0.1:{port}:8080",
            "glossary-under-test",
        ],
        check=True,
    )
    try:
        wait_for(port)
        yield f"127.0.0.1:{port}"
    finally:
        subprocess.run([builder, "stop", name], check=True)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


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
