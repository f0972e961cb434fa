"""The files of a new glossary, which runs at once: what `glossary init` writes."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from shlex import quote

from ..languages import ENGLISH, Language, spoken_languages
from ..languages.catalogue import FOLDER
from ..problem import Message
from ..requirement import PACKAGE, Installed, installed

# These begin with a dot in a project. In a package they would act on the package's own repository.
_DOTTED = {"github", "gitlab-ci.yml", "gitattributes", "gitignore"}
# What every new glossary has, and what one has besides whose pages are full or small.
_STARTER, _FULL, _SMALL = "starter", "starter_full", "starter_small"
# What people read in the files that all languages share: comments, the help of `make`, names on GitHub.
SAID = re.compile(r"^( *# |[a-z]+:.* ## |name: | +(?:TITLE|DONE): )(.+)$", re.M)
# Short pages compare nothing, and the menu leads to no empty list.
_COMPARISONS = re.compile(r"^  - .*: compare/index\.md\n", re.M)
_TODAY, _REQUIREMENT = "2000-01-01", "@REQUIREMENT@"
# What its commands need: the first table may be the first thing that it gets.
_EXTRAS = "site,tables"


@dataclass(frozen=True)
class Engine:
    """How a new glossary gets the engine: what pip is told, the `files` for it, and what is left to do."""

    requirement: str
    files: Mapping[str, bytes] = field(default_factory=dict)
    advice: Message | None = None


def starter_files(
    today: date, language: Language = ENGLISH, engine: Engine | None = None, small: bool = False
) -> dict[str, str]:
    """The texts of a new glossary by path, dated `today`; pages of a `small` one may be fields alone.

    What readers and authors read is in the `language`, one of `starting_languages()`; how it is built is the
    same in all, and its comments are messages.
    """
    required = (engine or engine_of(installed())).requirement
    shared = {
        path: SAID.sub(lambda found: found[1] + language.words.gettext(found[2]), text)
        for path, text in shared_files().items()
    }
    own_words = language.spoken if language.spoken in starting_languages() else ENGLISH.code
    folders = (FOLDER / own_words / name for name in (_STARTER, _SMALL if small else _FULL))
    own = {path: text for folder in folders for path, text in _texts(folder, "")}
    if small:
        own["mkdocs.yml"] = _COMPARISONS.sub("", own["mkdocs.yml"])
    return {
        path: text.replace(_TODAY, today.isoformat()).replace(_REQUIREMENT, required)
        for path, text in {**shared, **own}.items()
    }


def kept_files(new: Mapping[str, str]) -> dict[str, str]:
    """The files of a `new` glossary that say how it is built, which is the same for every subject."""
    shared = shared_files().keys() - {"requirements.txt"}
    return {path: text for path, text in new.items() if path in shared or path.startswith(".")}


def engine_of(package: Installed) -> Engine:
    """This very package, from where it came. A file goes along with the new glossary."""
    wheels = "./wheels"
    path = package.path
    if not path:
        return Engine(package.requirement(_EXTRAS))
    if path.is_file():
        return Engine(f"{wheels}/{path.name}[{_EXTRAS}]", {f"wheels/{path.name}": path.read_bytes()})
    wheel = f"{wheels}/{PACKAGE.replace('-', '_')}-{package.version}-py3-none-any.whl[{_EXTRAS}]"
    if path.is_dir():
        advice = Message(
            "Only this machine has {path}. For others, run: {command}, and write in requirements.txt: "
            "{wheel}",
            path=path,
            command=f"pip wheel --no-deps --wheel-dir wheels {quote(str(path))}",
            wheel=wheel,
        )
        return Engine(f"{PACKAGE}[{_EXTRAS}] @ {path.as_uri()}", advice=advice)
    advice = Message(
        "{path}, from which the engine was installed, is gone. Where no package index has it, put its wheel "
        "into wheels/, and write in requirements.txt: {wheel}",
        path=path,
        wheel=wheel,
    )
    return Engine(f"{PACKAGE}[{_EXTRAS}]=={package.version}", advice=advice)


def starting_languages() -> list[str]:
    """The tags of the languages in which a glossary can be begun."""
    return [tag for tag in spoken_languages() if (FOLDER / tag / _STARTER).is_dir()]


def shared_files() -> dict[str, str]:
    """The text of each file that all languages share, by its path, as it is in the package."""
    return dict(_texts(files("glossary") / "starter_files", ""))


def _texts(folder: Traversable, above: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        path = above + ("." if entry.name in _DOTTED else "") + entry.name
        if entry.is_dir():
            yield from _texts(entry, f"{path}/")
        else:
            yield path, entry.read_text("utf-8")
