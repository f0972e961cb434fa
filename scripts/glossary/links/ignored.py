"""What git ignores: git is asked, and where it cannot say, the `.gitignore` files are read.

In the images of many CI systems there is no git, or it refuses a folder that belongs to another user.
"""

import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from pathspec import GitIgnoreSpec

from ..problem import Message, Mistake


def ignored_below(folder: str) -> Callable[[str], bool]:
    """Says whether git ignores a path below `folder`: never if it ignores that, which the user named.

    Raises `Mistake` where a `.gitignore` cannot be read.
    """
    command = ("git", "-C", folder, "ls-files", "-z", "--others", "--ignored", "--exclude-standard")
    try:
        listed = subprocess.run((*command, "--directory"), capture_output=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        return _by_rules(Path(os.path.abspath(folder)))
    named = {os.path.normpath(f"{folder}/{os.fsdecode(path)}") for path in listed.stdout.split(b"\0") if path}
    return lambda path: os.path.normpath(path) in named


def _by_rules(folder: Path) -> Callable[[str], bool]:
    """The same by the `.gitignore` files in `folder`, and above it where that is a part of a repository."""
    top = next((parent for parent in (folder, *folder.parents) if (parent / ".git").exists()), folder)
    rules_in = cache(_rules)

    def ignored(path: str | Path) -> bool:
        place = Path(os.path.abspath(path))
        for parent in place.parents:  # The nearest file decides.
            name = place.relative_to(parent).as_posix() + ("/" if place.is_dir() else "")
            verdict = rules_in(parent).check_file(name).include
            if verdict is not None or parent == top:
                return bool(verdict)
        return False

    named = [parent for parent in (folder, *folder.parents) if top in parent.parents]
    return (lambda path: False) if any(map(ignored, named)) else ignored


def _rules(folder: Path) -> GitIgnoreSpec:
    file = folder / ".gitignore"
    try:
        return GitIgnoreSpec.from_lines(file.read_text("utf-8").splitlines() if file.is_file() else [])
    except (OSError, ValueError) as error:
        what = Message("{file} cannot be read ({reason})", file=str(file), reason=str(error))
        raise Mistake(what, Message("mend it, or name the files to check")) from error
