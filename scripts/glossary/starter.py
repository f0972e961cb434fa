"""The files of a new glossary, which runs at once: what `glossary init` writes."""

import json
from collections.abc import Iterator
from datetime import date
from importlib.metadata import distribution
from importlib.resources import files
from importlib.resources.abc import Traversable

from .languages import ENGLISH, Language, spoken_languages
from .languages.catalogue import FOLDER

PACKAGE = "plain-glossary"
# These begin with a dot in a project. In a package they would act on the package's own repository.
_DOTTED = {"github", "gitlab-ci.yml", "gitattributes", "gitignore"}
_STARTER = "starter"
_TODAY, _REQUIREMENT = "2000-01-01", "@REQUIREMENT@"


def starter_files(today: date, language: Language = ENGLISH) -> dict[str, str]:
    """The text of each file of a new glossary by its path, with this package as requirement and with `today` as the date of the pages.

    What its readers and authors read is in the `language`, which must be one of `starting_languages()`; how it is built is the same in all.
    """
    required = _requirement()
    folders = files(__package__) / "starter_files", FOLDER / language.spoken / _STARTER
    return {path: text.replace(_TODAY, today.isoformat()).replace(_REQUIREMENT, required) for folder in folders for path, text in _texts(folder, "")}


def starting_languages() -> list[str]:
    """The tags of the languages in which a glossary can be begun."""
    return [tag for tag in spoken_languages() if (FOLDER / tag / _STARTER).is_dir()]


def starter_file(path: str) -> str:
    """The text of one of them, as it is in the package."""
    return (files(__package__) / "starter_files" / path).read_text("utf-8")


def _texts(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        path = above + ("." if entry.name in _DOTTED else "") + entry.name
        if entry.is_dir():
            yield from _texts(entry, f"{path}/")
        else:
            yield path, entry.read_text("utf-8")


def _requirement() -> str:
    """What to tell pip so that it installs this very package again: from where it came (PEP 610), else by its version."""
    package = distribution(PACKAGE)
    origin = json.loads(package.read_text("direct_url.json") or "{}")
    if "vcs_info" in origin:
        return f"{PACKAGE}[site] @ {origin['vcs_info']['vcs']}+{origin['url']}@{origin['vcs_info']['commit_id']}"
    return f"{PACKAGE}[site] @ {origin['url']}" if origin else f"{PACKAGE}[site]=={package.version}"
