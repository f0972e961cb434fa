"""A site that is built beside the old one and takes its place when it is complete."""

import logging
import os
import shutil
from pathlib import Path

from mkdocs.utils import CountHandler

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


def replace_site(site: Path, fresh: Path) -> None:
    """Puts `fresh` in the place of `site`. Hidden files stay, as in every site of MkDocs: `.git` may be among them."""
    for old in site.glob(".*") if site.is_dir() else ():
        if not (fresh / old.name).exists():
            # Copied, so that a kill leaves the old site with them.
            (shutil.copytree if old.is_dir() else shutil.copy2)(old, fresh / old.name)
    put_in_place(fresh, site)


def will_fail() -> bool:
    """Whether MkDocs is to stop this build for its warnings: with `strict`, it counts them until all is done."""
    return any(isinstance(handler, CountHandler) and handler.get_counts() for handler in logging.getLogger("mkdocs").handlers)
