"""The sample projects that the integrations page shows, ready to be built against a served glossary."""

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from bs4 import BeautifulSoup

from glossary.reading.source import OWN_ADDRESS

SAMPLES = Path(__file__).parent / "samples"


@dataclass(frozen=True)
class Glossary:
    """A served glossary: its address, and where each name leads: to a concept, or to a page of meanings."""

    url: str
    folder: Path
    by_name: dict[str, str]
    by_slug: dict[str, str]

    @classmethod
    def read(cls, url: str, folder: Path) -> "Glossary":
        """The glossary whose files are in `folder` and are served at `url`."""
        terms = json.loads((folder / "api/v1/terms.json").read_text("utf-8"))["terms"]
        names = {
            name: term["shared_names"].get(name, term["url"])
            for term in terms
            for name in [term["title"], *term["aliases"]]
        }
        return cls(url, folder, names, {term["slug"]: term["url"] for term in terms})

    def concept(self, slug: str) -> str:
        """The address of a concept."""
        return self.by_slug[slug]

    def names_without(self, characters: str) -> dict[str, str]:
        """The names that hold none of `characters`, which a syntax may need for itself."""
        return {name: url for name, url in self.by_name.items() if not set(characters) & set(name)}


def copy_sample(name: str, glossary: Glossary, folder: Path) -> Path:
    """A copy of a sample project in `folder` that points to `glossary`."""
    project = folder / name
    shutil.copytree(SAMPLES / name, project)
    for path in (path for path in project.rglob("*") if path.is_file()):
        path.write_text(path.read_text("utf-8").replace(OWN_ADDRESS, glossary.url), "utf-8")
    return project


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """The address of a finished site on a plain web server, which has no policy of the glossary's."""
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(folder))
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def succeeds(*command: object, cwd: Path) -> None:
    """Runs a client, which must end well and warn of nothing."""
    code, said = _run(*command, cwd=cwd)
    assert code == 0, said
    assert not re.search(r"\b(warning|error)s?\b|⚠|⛔", said, re.IGNORECASE), said


def refuses(*command: object, cwd: Path, saying: str) -> None:
    """Runs a client, which must fail and say so."""
    code, said = _run(*command, cwd=cwd)
    assert code != 0, said
    assert saying in said


def _run(*command: object, cwd: Path) -> tuple[int, str]:
    """How a client ends, and what it says, without colours."""
    # Material for MkDocs announces its successor on the channel of warnings.
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, text=True, check=False
    )
    return done.returncode, re.sub(r"\x1b\[[0-9;]*m", "", done.stdout + done.stderr)


def links(page: Path) -> list[tuple[str, str]]:
    """The text and address of every link to another site on an HTML page, in order."""
    soup = BeautifulSoup(page.read_text("utf-8"), "html.parser")
    return [
        (link.get_text(), link["href"])
        for link in soup.find_all("a", href=re.compile(r"^https?://127\.0\.0\.1"))
    ]


def shown(page: Path, glossary: Glossary) -> list[tuple[str, str]]:
    """The text of every link into the glossary, and the slug of the concept that it leads to."""
    slugs = {url: slug for slug, url in glossary.by_slug.items()}
    return [(text, slugs[url]) for text, url in links(page)]


def lines(texts: Iterable[str]) -> str:
    """Paragraphs, one for each text."""
    return "".join(f"{text}\n\n" for text in texts)
