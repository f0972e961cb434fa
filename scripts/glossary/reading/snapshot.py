"""The dates and sizes of the files in a folder, which show without reading whether anything was saved."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISDIR

Stamp = tuple[int, int, int]


@dataclass(frozen=True)
class Snapshot:
    """The files below a folder (or one file) by path, each with its date, its size and its inode.

    Two snapshots are equal if nothing was written, renamed, added or removed in between.
    """

    root: Path
    stamps: Mapping[str, Stamp]


def snapshot(root: Path) -> Snapshot:
    """The files below `root` as they are now; no folder is read twice, wherever links lead."""
    stamps: dict[str, Stamp] = {}
    seen: set[tuple[int, int]] = set()
    todo = [(str(root), "")]
    while todo:
        path, within = todo.pop()
        try:
            status = os.stat(path)
            if not S_ISDIR(status.st_mode):
                stamps[within or root.name] = status.st_mtime_ns, status.st_size, status.st_ino
            elif (folder := (status.st_dev, status.st_ino)) not in seen:
                seen.add(folder)
                todo += [(f"{path}/{name}", f"{within}/{name}".lstrip("/")) for name in os.listdir(path)]
        except FileNotFoundError:
            # Removed while it was looked at, or a link to nothing.
            continue
    return Snapshot(root, stamps)
