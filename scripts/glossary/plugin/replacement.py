"""A site that is built beside the old one and takes its place when it is complete."""

import logging
import os
import shutil
from pathlib import Path

from mkdocs.utils import CountHandler, write_file

from ..atomic import put_in_place


def folder_beside(site: Path) -> Path | None:
    """An empty folder `.site.tmp` beside `site`, for the new one. What a killed build left there is removed.

    None where no folder can take the place of the old one: it is a volume, or its parent is not ours.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    if os.path.ismount(site) or not os.access(site.parent, os.W_OK):
        return None
    beside = site.parent / f".{site.name}.tmp"
    if beside.exists():
        shutil.rmtree(beside)
    beside.mkdir()
    return beside


def write_or_take_over(content: bytes, path: Path, former: Path | None) -> None:
    """Writes a file or, ten times as fast, takes over the `former` one with its date if that is the same."""
    try:
        if former and former.read_bytes() == content:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.link(former, path)
            return
    except OSError:
        # There is none, or the file system knows no second names.
        pass
    write_file(content, str(path))


def replace_site(site: Path, fresh: Path) -> None:
    """Puts `fresh` in the place of `site`, whose hidden files stay, as MkDocs has it: `.git` may be one."""
    for old in site.glob(".*") if site.is_dir() else ():
        if not (fresh / old.name).exists():
            # Copied, so that a kill leaves the old site with them.
            (shutil.copytree if old.is_dir() else shutil.copy2)(old, fresh / old.name)
    put_in_place(fresh, site)


def will_fail() -> bool:
    """Whether MkDocs will stop this build for its warnings, which it counts with `strict` until the end."""
    return any(
        isinstance(handler, CountHandler) and handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
    )
