"""A site that is built beside the old one and takes its place when it is complete.

The old one is kept in the cache: the next build writes only the files in which it differs from that one.
"""

import filecmp
import logging
import os
import shutil
from collections.abc import Collection
from pathlib import Path

from mkdocs.utils import CountHandler, write_file

from ..atomic import put_in_place
from .cache_folder import cache_folder


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


def start_from_former(fresh: Path, project: Path, addresses: Collection[str]) -> None:
    """Adds to `fresh` the files that the project's former site has at these addresses. They may hold
    something else by now.
    """
    former = _former(fresh, project)
    if not former or not former.is_dir():
        return
    _keep_only(former, "", addresses)
    for made in [path for path in fresh.rglob("*") if path.is_file()]:
        target = former / made.relative_to(fresh)
        target.parent.mkdir(parents=True, exist_ok=True)
        os.replace(made, target)
    shutil.rmtree(fresh)
    os.rename(former, fresh)


def write_changed(path: Path, content: bytes) -> None:
    """Writes a file, unless it holds that already: to read one takes a tenth of the time."""
    try:
        with path.open("rb", buffering=0) as file:
            if file.read() == content:
                return
    except FileNotFoundError:
        pass
    write_file(content, str(path))


def replace_site(site: Path, fresh: Path, project: Path) -> None:
    """Puts `fresh` in the place of `site`. Hidden files stay, as in every site of MkDocs: `.git` may be among
    them.
    """
    _keep_dates(fresh, site)
    for old in site.glob(".*") if site.is_dir() else ():
        if not (fresh / old.name).exists():
            # Copied, so that a kill leaves the old site with them.
            (shutil.copytree if old.is_dir() else shutil.copy2)(old, fresh / old.name)
    put_in_place(fresh, site, _former(fresh, project))


def _keep_dates(fresh: Path, site: Path) -> None:
    """Gives each file that is the same in `site` the date that it has there: its own is that of a former
    site, or of today.
    """
    for folder, _, names in os.walk(fresh):
        beside = site / os.path.relpath(folder, fresh)
        for name in names:
            new, old = os.path.join(folder, name), os.path.join(beside, name)
            # Most have it already, from the build before.
            if (
                os.path.isfile(old)
                and os.stat(old).st_mtime_ns != os.stat(new).st_mtime_ns
                and filecmp.cmp(old, new)
            ):
                shutil.copystat(old, new)


def _former(fresh: Path, project: Path) -> Path | None:
    """Where the project keeps its former site. None if that is on another disk than the new one, or not to be
    written.
    """
    try:
        folder = cache_folder(project)
    except OSError:
        return None
    return folder / "site" if folder.stat().st_dev == fresh.stat().st_dev else None


def _keep_only(folder: Path, address: str, addresses: Collection[str]) -> None:
    """Removes the files of a folder, which lies at `address` in the site, that are not at one of these
    addresses, and folders that become empty.
    """
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            _keep_only(Path(entry.path), f"{address}{entry.name}/", addresses)
        elif entry.is_symlink() or address + entry.name not in addresses:
            os.unlink(entry.path)
    if address and not os.listdir(folder):
        folder.rmdir()


def will_fail() -> bool:
    """Whether MkDocs is to stop this build for its warnings: with `strict`, it counts them until all is done."""
    return any(
        isinstance(handler, CountHandler) and handler.get_counts()
        for handler in logging.getLogger("mkdocs").handlers
    )
