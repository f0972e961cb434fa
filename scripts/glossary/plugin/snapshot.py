"""What lies in folders, by its dates and sizes: whether anything was saved is known without reading."""

import os
from pathlib import Path


def snapshot(*roots: Path) -> dict[str, tuple[int, int, int]]:
    """For each file, alone or below a folder, when it was changed, how long it is, and which one it is.

    What has gone is left out. Two snapshots are equal if nothing was written, renamed, added or removed in
    between.
    """
    found: dict[str, tuple[int, int, int]] = {}
    todo = [str(root) for root in roots]
    while todo:
        path = todo.pop()
        try:
            if os.path.isdir(path):
                with os.scandir(path) as entries:
                    for entry in entries:
                        if entry.is_dir():
                            todo.append(entry.path)
                        else:
                            found[entry.path] = _stamp(entry.stat())
            else:
                found[path] = _stamp(os.stat(path))
        except FileNotFoundError:
            # Removed while it was looked at; the next look shows it.
            continue
    return found


def _stamp(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_mtime_ns, status.st_size, status.st_ino
