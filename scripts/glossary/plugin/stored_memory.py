"""What the engine has worked out, from one build to the next: `.cache/glossary/memory`.

The values are objects that share parts, so they are pickled. A pickle can name any function to be
called. This one is read with the names of the engine's own data classes only, which do nothing when
they are made, and of modules that are loaded already. Before it stands its hash, with that of the code
that wrote it: what is damaged, or was written by other code, is not read.
"""

import os
import pickle
import sys
from collections.abc import Hashable
from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from mkdocs.plugins import get_plugin_logger
from pydantic import BaseModel

from ..checks.shared_runs import SharedRuns
from ..memory import Memory, gc_paused
from .cache_folder import cache_folder

log = get_plugin_logger(__name__)

T = TypeVar("T")

_HASH = sha256().digest_size
# To write all values takes about as long as to read a tenth of the pages again.
_WORTH_WRITING = 0.1


class StoredMemory(Memory):
    """A memory that begins with what an earlier build has left. `project` is the folder of `mkdocs.yml`,
    `code` a hash of the engine.
    """

    def __init__(self, project: Path, code: bytes) -> None:
        super().__init__()
        self._project, self._code = project, code
        self._new = 0
        try:
            stored = BytesIO((cache_folder(project) / "memory").read_bytes())
            if stored.read(_HASH) == _hash(code, stored.getbuffer()[_HASH:]):
                self._kept = _read(stored)
        except FileNotFoundError:
            return
        except (OSError, pickle.UnpicklingError) as error:
            log.info("Nothing is known of earlier builds: %s", error)

    def keep(self, name: Hashable, inputs: tuple[Any, ...], value: T) -> T:
        """Remembers a value, and returns it."""
        last = self._kept.get(name)
        if not last or last[1] is not value:
            self._new += 1
        return super().keep(name, inputs, value)

    def store(self, is_last: bool) -> None:
        """Leaves all values to the next process, if many of them are new. After its last build, this one
        keeps no others.
        """
        # Their numbers differ from one process to the next.
        lasting = {name: kept for name, kept in self._kept.items() if not isinstance(kept[1], SharedRuns)}
        if is_last:
            # They take a sixth of the memory.
            self._kept = lasting
        if self._new <= _WORTH_WRITING * len(self._kept):
            return
        try:
            file = cache_folder(self._project) / "memory.new"
            # If two builds write it at once, the hash does not fit.
            with file.open("wb") as opened:
                target = _HashedFile(opened, self._code)
                pickle.dump(lasting, target, pickle.HIGHEST_PROTOCOL)
                target.finish()
            os.replace(file, file.with_name("memory"))
        except OSError as error:
            log.info("Nothing is left to the next build: %s", error)
        self._new = 0


class _HashedFile:
    """Writes to a file, at whose beginning the hash of what follows will stand. A large glossary is never in
    memory as a whole.
    """

    def __init__(self, file: BinaryIO, code: bytes) -> None:
        self._file, self._digest = file, sha256(code)
        file.write(bytes(_HASH))

    def write(self, content: bytes) -> None:
        """Adds to the file."""
        self._digest.update(content)
        self._file.write(content)

    def finish(self) -> None:
        """Writes the hash."""
        self._file.seek(0)
        self._file.write(self._digest.digest())


def _hash(code: bytes, content: bytes | memoryview) -> bytes:
    digest = sha256(code)
    digest.update(content)
    return digest.digest()


def _read(stored: BytesIO) -> Any:
    with gc_paused():
        return _DataUnpickler(stored).load()


class _DataUnpickler(pickle.Unpickler):
    """Knows the data classes of the engine, and days."""

    def find_class(self, module: str, name: str) -> Any:
        """The class of that name. Raises `UnpicklingError` for everything else."""
        found = getattr(sys.modules.get(module), name, None) if module.startswith("glossary.") else None
        if isinstance(found, type) and (is_dataclass(found) or issubclass(found, BaseModel | Enum)):
            return found
        if (module, name) == ("datetime", "date"):
            return date
        raise pickle.UnpicklingError(f"{module}.{name} is none of the engine's data classes")
