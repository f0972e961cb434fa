"""How this very package is installed with more of its extras: from where it came (PEP 610)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

from .problem import Message

PACKAGE = "plain-glossary"


@dataclass(frozen=True)
class Installed:
    """This package as it is installed; `origin` is what its installer has noted, empty for an index."""

    version: str
    origin: Mapping[str, Any]

    @property
    def path(self) -> Path | None:
        """The file or folder on this machine from which it came, None if it came from elsewhere."""
        is_local = self.origin.get("url", "").startswith("file:") and "vcs_info" not in self.origin
        return Path(url2pathname(urlsplit(self.origin["url"]).path)) if is_local else None

    def requirement(self, extras: str) -> str:
        """What pip is told to install it with `extras`, such as "site"."""
        named = f"{PACKAGE}[{extras}]"
        if not self.origin:
            return f"{named}=={self.version}"
        if source := self.origin.get("vcs_info"):
            return f"{named} @ {source['vcs']}+{self.origin['url']}@{source['commit_id']}"
        return f"{self.path}[{extras}]" if self.path else f"{named} @ {self.origin['url']}"


def installed() -> Installed:
    """This package, as its installer has noted."""
    package = distribution(PACKAGE)
    return Installed(package.version, json.loads(package.read_text("direct_url.json") or "{}"))


def missing(what: str, extras: str) -> Message:
    """What a command says that needs `what`, which comes with `extras`."""
    return Message(
        "{what} is not installed; run: {command}",
        what=what,
        command=f'pip install "{installed().requirement(extras)}"',
    )
