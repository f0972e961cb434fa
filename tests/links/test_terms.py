"""Reading a `terms.json`: from where, of which kind, and what becomes of a bad one."""

import json
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from glossary.links import terms
from glossary.reading.site_config import SiteInfo
from glossary.site.build import Output, build

from ..glossaries import REAL_URL, TODAY, write
from .glossary import TERMS, entry, terms_json


class Host(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_GET(self) -> None:
        answers = {
            "/terms.json": (200, terms_json().encode()),
            "/page": (200, b"<!doctype html>"),
            "/huge": (200, b" " * 2000),
        }
        status, body = answers.get(self.path, (302 if self.path in ("/ftp", "/moved") else 404, b""))
        self.send_response(status)
        if status == 302:
            self.send_header(
                "Location", "ftp://localhost/terms.json" if self.path == "/ftp" else "/terms.json"
            )
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing: the test's output is for the test."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def reason(source: str) -> str:
    with pytest.raises(terms.Unusable) as caught:
        terms.parse(terms.fetch(source))
    return str(caught.value)


@pytest.mark.parametrize("path", ["/terms.json", "/moved"])
def test_a_glossary_is_read_from_the_web(host: str, path: str) -> None:
    assert set(terms.parse(terms.fetch(host + path)).terms) == {term["slug"] for term in TERMS}


def test_this_glossary_is_read_as_it_is_published(sample: Output) -> None:
    glossary = terms.parse(str(sample.files["api/v1/terms.json"]).encode())
    assert set(glossary.terms) == set(sample.concepts)
    assert glossary.folder == f"{REAL_URL}concepts/"
    assert glossary.named("large  Language model") == "llm"
    assert "llm" in glossary.redirects.values() and "llm" in glossary.misnomers.values()


def test_an_unreachable_or_wrong_address_is_explained(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "cannot be read (Not Found); give the address" in reason(f"{host}/missing")
    assert "is not JSON" in reason(f"{host}/page")
    assert "cannot be read" in reason("http://127.0.0.1:1/terms.json")
    assert "cannot be read" in reason("http://[::1/terms.json")
    assert "cannot be read" in reason(f"{host}/ftp")
    assert "is an address that cannot be read" in reason("ftp://localhost/terms.json")
    monkeypatch.setattr(terms, "LIMIT", 1000)
    assert "is larger than" in reason(f"{host}/huge")


def test_a_file_that_is_missing_a_folder_or_too_large_is_explained(tmp_path: Path) -> None:
    assert "cannot be read" in reason(str(tmp_path / "missing.json"))
    assert "cannot be read" in reason(str(tmp_path))
    with open(tmp_path / "huge.json", "wb") as file:
        file.truncate(terms.LIMIT + 1)
    assert "is larger than 50 MB" in reason(str(tmp_path / "huge.json"))


BAD = {
    "empty": ("", "is not JSON"),
    "deep": ("[" * 100_000, "is not JSON"),
    "not UTF-8": (b"\xff\xfe\xfa", "is not JSON"),
    "a list": ("[]", "is no terms.json (the file:"),
    "no terms": ("{}", "is no terms.json (terms:"),
    "an empty list": (terms_json([]), "is no terms.json (terms:"),
    "a term alone": (json.dumps(entry("llm", "LLM")), "is no terms.json (terms:"),
    "no url": (terms_json([{"slug": "llm", "title": "LLM"}]), "is no terms.json (terms.0.url:"),
    "a script": (
        terms_json([entry("llm", "LLM", url="javascript:alert(1)//llm/")]),
        "is no terms.json (terms.0.url:",
    ),
    "an address that ends a link": (
        terms_json([entry("llm", "LLM", url="https://x.example/a)(b/llm/")]),
        "is no terms.json (terms.0.url:",
    ),
    "a title of two lines": (
        terms_json([entry("llm", "LLM\n::error::")]),
        "is no terms.json (terms.0.title:",
    ),
    "a name without an end": (
        terms_json([entry("llm", "LLM", aliases=["LM", "long " * 1000])]),
        "is too long in terms.0.aliases.1 (5000; at most 120 are read); ask those who publish it",
    ),
    "names without an end": (
        terms_json([entry("llm", "LLM", misnomers=[f"name {number}" for number in range(1000)])]),
        "is too long in terms.0.misnomers (1000; at most 100 are read)",
    ),
    "a slug twice": (terms_json([entry("llm", "LLM"), entry("llm", "LLM")]), "holds a slug twice"),
    "two folders": (
        terms_json([entry("llm", "LLM"), entry("rag", "RAG", url="https://x.example/rag/")]),
        "do not consist of one folder",
    ),
    "another slug": (
        terms_json([entry("llm", "LLM", url="https://x.example/rag/")]),
        "do not consist of one folder",
    ),
    "newer": (
        terms_json(**{"$schema": "https://x.example/api/v2/schema.json#/$defs/list", "terms": {}}),
        "is of version 2, and this command reads version 1",
    ),
}


@pytest.mark.parametrize(("content", "words"), BAD.values(), ids=BAD)
def test_what_is_no_terms_json_is_refused_with_a_way_out(
    tmp_path: Path, content: str | bytes, words: str
) -> None:
    path = tmp_path / "terms.json"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    message = reason(str(path))
    assert message.startswith(words) or words in message
    assert "; " in message


def test_a_role_may_have_the_forms_that_the_inventory_has_and_no_others(tmp_path: Path) -> None:
    shared = {"aliases": ["Suite"], "shared_names": ["Suite"]}
    write(
        tmp_path,
        {
            "training-set": {**shared, "autolink": ["Training set"]},
            "test-set": {**shared, "autolink": ["Test set"]},
            # Some reader takes its name for the plural of “Test set”.
            "checks": {"aliases": ["Test-sets"]},
        },
    )
    output = build(tmp_path, TODAY, SiteInfo("https://example.org/"))
    lines = zlib.decompress(bytes(output.files["objects.inv"]).split(b"\n", 4)[4]).decode().splitlines()
    listed = {line.partition(" std:term ")[0].casefold() for line in lines if " std:term " in line}
    glossary = terms.parse(str(output.files["api/v1/terms.json"]).encode())
    forms = {"training sets", "test set", "test sets", "test-sets", "suites"}
    assert listed & forms == forms - {"test sets"}
    assert {form for form in forms if glossary.named(form)} == listed & forms


def test_what_a_later_release_adds_is_ignored() -> None:
    assert set(
        terms.parse(terms_json([entry("llm", "LLM", difficulty=3)], license="MIT").encode()).terms
    ) == {"llm"}
