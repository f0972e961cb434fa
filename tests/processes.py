"""MkDocs in processes of their own: each begins with MkDocs and the glossary imported, which takes longer
than a small build.
"""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partialmethod
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment, FileSystemBytecodeCache

# Material prints a notice about the future of MkDocs otherwise, when it is imported.
os.environ["NO_MKDOCS_2_WARNING"] = "1"
# What Jinja has compiled: half of a small build is the templates of Material, the same in each.
_COMPILED = TemporaryDirectory()
_BYTECODE = "BYTECODE_OF_TEMPLATES"
_CONTEXT = get_context("forkserver")
_CONTEXT.set_forkserver_preload(
    ["mkdocs.__main__", "mkdocs.commands.build", "mkdocs.commands.serve", "material", "glossary.plugin"]
)


@dataclass(frozen=True)
class Run:
    """What a process has printed, and the code it ended with."""

    returncode: int
    stdout: str
    stderr: str


def mkdocs(project: Path, *words: str, **environment: str) -> Run:
    """Runs the command `mkdocs` in the folder of a project. Its `environment` is this one's, and what is
    given.
    """
    return run(_mkdocs, project, *words, **environment)


def run(function: Callable[..., None], folder: Path, *arguments: str, **environment: str) -> Run:
    """Calls a function of a module in a new process, in a folder. It ends with 0, with the code of
    `SystemExit`, or with 1 for an error.
    """
    with TemporaryDirectory() as printed:
        out, err = Path(printed, "out"), Path(printed, "err")
        process = started(function, folder, *arguments, out=out, err=err, **environment)
        process.join()
        assert process.exitcode is not None
        return Run(process.exitcode, out.read_text("utf-8"), err.read_text("utf-8"))


def started_mkdocs(
    project: Path, *words: str, printed: Path = Path(os.devnull), **environment: str
) -> BaseProcess:
    """The running command, which prints into a file."""
    return started(_mkdocs, project, *words, out=printed, err=printed, **environment)


def started(
    function: Callable[..., None], folder: Path, *arguments: str, out: Path, err: Path, **environment: str
) -> BaseProcess:
    """The running process, which prints into two files."""
    environment = {_BYTECODE: _COMPILED.name} | environment
    process = _CONTEXT.Process(target=_call, args=(function, folder, arguments, (out, err), environment))
    process.start()
    return process


def _call(
    function: Callable[..., None],
    folder: Path,
    arguments: tuple[str, ...],
    printed: tuple[Path, Path],
    environment: dict[str, str],
) -> None:
    os.environ.update(environment)
    # A run in the background ignores it, and so would the process.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    Environment.__init__ = partialmethod(
        Environment.__init__, bytecode_cache=FileSystemBytecodeCache(os.environ[_BYTECODE])
    )  # type: ignore[method-assign]
    for stream, file in zip((1, 2), printed, strict=True):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND), stream)
    os.chdir(folder)
    function(*arguments)


def _mkdocs(*words: str) -> None:
    from mkdocs.__main__ import cli

    sys.argv = ["mkdocs", *words]
    cli()
