"""Finds and reads the files to check."""

import os
import re
import stat
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path, PurePath

from ..problem import Message, Mistake, Problem, rule
from . import asciidoc, html, markdown, mdx, notebook, quarto, restructuredtext
from .ignored import ignored_below
from .syntax import Syntax

LIMIT = 5_000_000
# The directive `glossary` of Sphinx and MyST, also on a line of a notebook.
_OWN_TERMS = re.compile(r"""^[ \t>"]*(?:\.\.[ ]+glossary::|(?:`{3,}|~{3,}|:{3,})\{glossary\})""", re.M)
UNREADABLE = rule(
    "unreadable",
    "A file can be read, and written where that is asked for.",
    ("a file that is not UTF-8", "the file saved as UTF-8, or left out with `--exclude`"),
    command="links",
)
SYNTAXES: dict[str, Syntax] = {
    ".md": markdown.SYNTAX,
    ".markdown": markdown.SYNTAX,
    ".myst": markdown.SYNTAX,
    ".mdx": mdx.SYNTAX,
    ".qmd": quarto.SYNTAX,
    ".ipynb": notebook.SYNTAX,
    ".rst": restructuredtext.SYNTAX,
    ".rest": restructuredtext.SYNTAX,
    ".adoc": asciidoc.SYNTAX,
    ".asciidoc": asciidoc.SYNTAX,
    ".html": html.SYNTAX,
    ".htm": html.SYNTAX,
}


def syntax_of(path: str) -> Syntax | None:
    """The language of a file, by the end of its name."""
    return SYNTAXES.get(os.path.splitext(path)[1].lower())


def documents(paths: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """The files to check, each once: those named, and those in a language we know below the folders named.

    Hidden folders, `node_modules` and virtual environments hold other people's files and are left out, and so
    is what git ignores.
    """
    by_real_path: dict[str, str] = {}
    problems: list[Problem] = []
    for path in paths:
        if not os.path.isdir(path):
            if syntax_of(path):
                by_real_path.setdefault(os.path.realpath(path), os.path.normpath(path))
            else:
                what = Message("by its name, the file is in no language that can be read")
                fix = Message("name files that end in {endings}", endings=tuple(SYNTAXES))
                problems.append(unreadable(path, what, fix))
            continue
        try:
            for below in _walk(path, problems):
                by_real_path.setdefault(os.path.realpath(below), os.path.normpath(below))
        except Mistake as mistake:
            problems.append(unreadable(path, mistake.what, mistake.fix))
    return sorted(by_real_path.values()), problems


def excluded(names: Iterable[str], pattern: str) -> set[str]:
    """The files that match a pattern with their path or a folder above; without a slash, with any part."""
    wanted = os.path.normpath(pattern)
    anchored = "/" in pattern.rstrip("/")

    def steps(name: str) -> Iterable[str]:
        return (name, *map(str, PurePath(name).parents)) if anchored else (name, *PurePath(name).parts)

    return {name for name in names if any(fnmatch(step, wanted) for step in steps(name))}


def read(path: str) -> str:
    """The text of a file, with its byte order mark and its line ends as they are.

    Raises `Mistake` or `OSError`.
    """
    about = os.stat(path)
    if not stat.S_ISREG(about.st_mode):
        raise Mistake(Message("this is no ordinary file"), Message("leave it out"))
    if about.st_size > LIMIT:
        what = Message("the file is larger than {most} MB", most=LIMIT // 1_000_000)
        raise Mistake(what, Message("leave it out"))
    data = Path(path).read_bytes()
    if b"\x00" in data:
        raise Mistake(Message("the file is binary"), Message("leave it out"))
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = Message("the file is not UTF-8 (line {line})", line=line)
        raise Mistake(what, Message("save it as UTF-8")) from error


def define_terms(paths: Iterable[str]) -> bool:
    """Whether one of the files has a glossary of its own, of the kind that roles for terms look up."""
    for path in paths:
        try:
            if _OWN_TERMS.search(read(path)):
                return True
        except (Mistake, OSError):  # It has been told.
            continue
    return False


def unreadable(path: str, what: Message, fix: Message) -> Problem:
    """The problem that a file could not be read or written."""
    return Problem(path, 1, what, fix, UNREADABLE)


def _walk(folder: str, problems: list[Problem]) -> Iterator[str]:
    def failed(error: OSError) -> None:
        what = Message("the folder cannot be read ({reason})", reason=error.strerror)
        problems.append(unreadable(str(error.filename), what, Message("allow it, or leave it out")))

    ignored = ignored_below(folder)

    def kept(parent: str, names: list[str]) -> list[str]:
        return [name for name in sorted(names) if not ignored(os.path.join(parent, name))]

    for parent, folders, names in os.walk(folder, onerror=failed):
        # Links to folders are not followed, so that no loop of them matters.
        other = {"node_modules", *(name for name in folders if os.path.exists(f"{parent}/{name}/pyvenv.cfg"))}
        folders[:] = kept(parent, [name for name in folders if name not in other and name[0] != "."])
        yield from (os.path.join(parent, name) for name in kept(parent, names) if syntax_of(name))
