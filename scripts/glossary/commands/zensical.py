"""Zensical, which reads `mkdocs.yml` and runs no plugin of others: here it builds and serves staged projects.

Its configuration stands beside `mkdocs.yml` while it runs, so that every path in there means what it means to
MkDocs. Pages, theme and site lie in a folder that no other command uses: a build must not disturb a server.
Whoever is there holds a lock, which ends with the process, however that ends.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from .. import atomic
from ..reading.config_file import staged_config
from ..reading.site_config import SiteConfig
from .stage import DOCS, THEME, Staged, tree
from .told import Refused

# How long a save may wait to be seen, in seconds.
_PAUSE = 0.5
_BUILD, _SERVE = "build", "serve"
# What a file that was published held, and by what it is known again without being read.
Published = dict[str, tuple[bytes, tuple[int, int, int]]]


def build_site(config: SiteConfig, project: Staged, strict: bool) -> int:
    """Builds a staged project. Returns Zensical's code; if that is 0, the old site has been replaced."""
    place = _Place(config.path.parent, _BUILD)
    with _laid_out(place, config, project):
        run = subprocess.run(place.command(*(["--strict"] if strict else [])), cwd=place.root, check=False)
        if run.returncode == 0:
            site = tree(place.site) | dict(project.verbatim)
            atomic.replace_folder(config.site_dir, site)
    return run.returncode


def serve_site(
    config: SiteConfig, project: Staged, address: str, changed: Callable[[], tuple[SiteConfig, Staged] | None]
) -> int:
    """Serves a staged project at an address until it is stopped, or Zensical ends; then its code is returned.

    `changed()` is asked again and again: it returns what is to be served from now on, None for the same.
    """
    place = _Place(config.path.parent, _SERVE)
    with _laid_out(place, config, project):
        # Whoever ends this process means the server too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        server = subprocess.Popen(place.command("--dev-addr", address), cwd=place.root)
        published: Published = {}
        try:
            while server.poll() is None:
                publish(place.site, project.verbatim, published)
                sleep(_PAUSE)
                if fresh := changed():
                    config, project = fresh
                    _lay_out(place, config, project)
        finally:
            server.terminate()
            server.wait()
    return server.returncode


@dataclass(frozen=True)
class _Place:
    """Where a command of Zensical works: `root` is the folder of `mkdocs.yml`."""

    root: Path
    name: str

    @property
    def folder(self) -> str:
        """Its own folder below the root."""
        return f".cache/glossary/zensical/{self.name}"

    @property
    def config(self) -> str:
        """Its configuration below the root."""
        return f".mkdocs-of-zensical-{self.name}.yml"

    @property
    def site(self) -> Path:
        """What it builds."""
        return self.root / self.folder / "site"

    def command(self, *words: str) -> list[str]:
        """What runs it in the root."""
        return [sys.executable, "-m", "zensical", self.name, "--config-file", self.config, *words]


@contextmanager
def _laid_out(place: _Place, config: SiteConfig, project: Staged) -> Iterator[None]:
    """All that Zensical needs is there meanwhile, and no other command works there."""
    with atomic.alone(place.root / place.folder) as alone:
        if not alone:
            raise Refused(
                "`glossary {command}` is at work on this project already; stop it first", command=place.name
            )
        for left in (_Place(place.root, name) for name in (_BUILD, _SERVE) if name != place.name):
            # What was killed could not remove its configuration.
            with atomic.alone(left.root / left.folder) as dead:
                if dead and (left.root / left.config).exists():
                    atomic.write(left.root, {}, [left.config])
        _lay_out(place, config, project)
        try:
            yield
        finally:
            atomic.write(place.root, {}, [place.config])


def _lay_out(place: _Place, config: SiteConfig, project: Staged) -> None:
    """Writes what has changed, so that Zensical works on no more, and removes what is gone."""
    folder = place.root / place.folder
    present = {f"{name}/{path}" for name in (DOCS, THEME) for path in tree(folder / name)}
    atomic.write(folder, _changes(folder, project.files), present - project.files.keys())
    text = staged_config(config.path, config.text, f"{place.folder}/", project.has_theme)
    atomic.write(place.root, _changes(place.root, {place.config: text.encode()}))


def publish(site: Path, verbatim: Mapping[str, bytes], published: Published) -> None:
    """Writes what is published verbatim into a built site that lacks it or has something else.

    `published` is what was there the last time, and is brought up to date. A file that has not been touched
    since is not read again.
    """
    if not (site / "404.html").is_file():
        return
    unsure = {
        path: data for path, data in verbatim.items() if published.get(path) != (data, _state(site / path))
    }
    try:
        atomic.write(site, _changes(site, unsure))
    except FileNotFoundError:
        # Zensical has just emptied the folder to build anew, and will be done the next time.
        return
    published |= {path: (data, state) for path, data in unsure.items() if (state := _state(site / path))}


def _state(file: Path) -> tuple[int, int, int] | None:
    """By what a file is known again, None where there is none."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _changes(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of the files that a folder lacks or has with something else in them."""
    return {
        path: data
        for path, data in files.items()
        if not ((file := folder / path).is_file() and file.read_bytes() == data)
    }
