"""Zensical, which reads `mkdocs.yml` and runs no plugin of others: here it builds and serves staged projects.

Its configuration stands beside `mkdocs.yml` while it runs, so that every path in there means what it means to
MkDocs. Pages, theme and site lie below `FOLDER`.
"""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from time import sleep

from .. import atomic
from ..reading.site_config import SiteConfig, staged_config
from .stage import DOCS, THEME, Staged, tree

FOLDER = ".cache/glossary/zensical"
CONFIG_OF_RUN = ".mkdocs-of-zensical.yml"
# How long a save may wait to be seen, in seconds.
_PAUSE = 0.5


def build_site(config: SiteConfig, project: Staged, strict: bool) -> int:
    """Builds a staged project and puts the site in the place of the old one. Returns the code of Zensical,
    which says what is wrong; then the old site stays as it is.
    """
    with _laid_out(config, project) as root:
        run = subprocess.run(_command("build", *(["--strict"] if strict else [])), cwd=root, check=False)
        if run.returncode == 0:
            site = tree(root / FOLDER / "site") | dict(project.verbatim)
            atomic.replace_folder(config.site_dir, site)
    return run.returncode


def serve_site(
    config: SiteConfig, project: Staged, address: str, changed: Callable[[], tuple[SiteConfig, Staged] | None]
) -> int:
    """Serves a staged project at an address until it is stopped, or Zensical ends; then its code is returned.

    `changed()` is asked again and again: it returns what is to be served from now on, None for the same.
    """
    with _laid_out(config, project) as root:
        # Whoever ends this process means the server too.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())
        server = subprocess.Popen(_command("serve", "--dev-addr", address), cwd=root)
        try:
            while server.poll() is None:
                _publish(root / FOLDER / "site", project.verbatim)
                sleep(_PAUSE)
                if fresh := changed():
                    config, project = fresh
                    _lay_out(root, config, project)
        finally:
            server.terminate()
            server.wait()
    return server.returncode


def _command(name: str, *words: str) -> list[str]:
    return [sys.executable, "-m", "zensical", name, "--config-file", CONFIG_OF_RUN, *words]


@contextmanager
def _laid_out(config: SiteConfig, project: Staged) -> Iterator[Path]:
    """The folder of `mkdocs.yml`, with all that Zensical needs there meanwhile."""
    root = config.path.parent
    _lay_out(root, config, project)
    try:
        yield root
    finally:
        atomic.write(root, {}, [CONFIG_OF_RUN])


def _lay_out(root: Path, config: SiteConfig, project: Staged) -> None:
    """Writes what has changed, so that Zensical works on no more, and removes what is gone."""
    folder = root / FOLDER
    present = {f"{name}/{path}" for name in (DOCS, THEME) for path in tree(folder / name)}
    atomic.write(folder, _changes(folder, project.files), present - project.files.keys())
    text = staged_config(config.path, config.text, f"{FOLDER}/", project.has_theme)
    atomic.write(root, _changes(root, {CONFIG_OF_RUN: text.encode()}))


def _publish(site: Path, verbatim: Mapping[str, bytes]) -> None:
    """Writes what is published verbatim into a built site that lacks it or has something else."""
    if not (site / "404.html").is_file():
        return
    try:
        atomic.write(site, _changes(site, verbatim))
    except FileNotFoundError:
        # Zensical has just emptied the folder to build anew, and will be done the next time.
        return


def _changes(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those of the files that a folder lacks or has with something else in them."""
    return {
        path: data
        for path, data in files.items()
        if not ((file := folder / path).is_file() and file.read_bytes() == data)
    }
