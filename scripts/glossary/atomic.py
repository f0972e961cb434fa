"""Files and folders that appear whole or not at all, wherever a command is stopped.

Nothing else writes to disk, but for the plugin, which works in MkDocs' folders and its own cache.
"""

import ctypes
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# From <fcntl.h> and <linux/fs.h>; see renameat2(2).
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def write(folder: Path, files: Mapping[str, str | bytes], gone: Iterable[str] = ()) -> None:
    """Writes all files and removes the files `gone`, or leaves everything as it was: each file is complete on
    disk before the first takes its place, and what an error stops halfway is undone.

    Paths are relative to `folder`; line ends are written as the texts have them. Raises `OSError` as the
    system does, and `UnicodeError` for a text that is not Unicode.
    """
    fresh: dict[Path, Path] = {}
    former: dict[Path, Path] = {}
    done: list[Path] = []
    leaving = [folder / path for path in gone]
    try:
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh[target] = _empty_file_beside(target)
            fresh[target].write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
            fresh[target].chmod(target.stat().st_mode if target.exists() else 0o644)
        for target in (*fresh, *leaving):
            if target.exists():
                former[target] = _empty_file_beside(target)
                shutil.copy2(target, former[target])
        for target, file in fresh.items():
            os.replace(file, target)
            done.append(target)
        for target in leaving:
            target.unlink()
            done.append(target)
    except BaseException:
        for target in done:
            if target in former:
                os.replace(former.pop(target), target)
            else:
                target.unlink()
        raise
    finally:
        for file in (*fresh.values(), *former.values()):
            file.unlink(missing_ok=True)


def _empty_file_beside(target: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    return Path(name)


def replace_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Makes `folder` hold exactly `files`. Unchanged files keep their date."""
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}."))
    try:
        fresh.chmod(0o755)
        for path, data in files.items():
            target, before = fresh / path, folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
            if before.is_file() and before.read_bytes() == data:
                shutil.copystat(before, target)
        put_in_place(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def put_in_place(fresh: Path, folder: Path) -> None:
    """Gives the folder `fresh` the name of `folder`. What had that name is removed.

    All must be on one file system. Linux does it in one step; elsewhere a kill between two steps leaves the
    old folder whole under another name.
    """
    if not folder.exists():
        os.rename(fresh, folder)
    elif _exchange(fresh, folder):
        shutil.rmtree(fresh)
    else:
        old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.old."))
        os.rename(folder, old / "old")
        os.rename(fresh, folder)
        shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Swaps the names of two folders in one step; False where the system or the file system cannot."""
    renameat2 = getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
    return (
        renameat2 is not None
        and renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0
    )


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Whether no other process is alone in a folder; if so, none can be meanwhile. An empty file is the lock,
    which SQLite holds on every system, and which ends with the process.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(folder / "lock", timeout=1)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        is_alone = True
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        is_alone = False
    try:
        yield is_alone
    finally:
        lock.close()
