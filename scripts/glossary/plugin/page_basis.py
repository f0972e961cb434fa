"""What all pages are made of besides their own sources, as hashes: if they are the same, so are pages."""

import functools
import json
import logging
import sys
import warnings
from datetime import date
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import markdown
import mkdocs
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.utils import get_build_date

from .on_demand import Site

_PACKAGES = (
    "babel",
    "Jinja2",
    "Markdown",
    "MarkupSafe",
    "math-core",
    "mkdocs",
    "mkdocs-material",
    "properdocs",
    "Pygments",
    "pydantic",
    "pymdown-extensions",
    "pyromark",
    "PyYAML",
    "snowballstemmer",
)
_CODE = Path(__file__).parent.parent
# Their files change only with their version.
_MATERIAL = find_spec("material")
_INSTALLED = tuple(
    Path(path) for path in (*mkdocs.__path__, *((_MATERIAL and _MATERIAL.submodule_search_locations) or ()))
)
_READS_FILES = {"pymdownx.b64", "pymdownx.emoji", "pymdownx.snippets"}


def page_basis(config: MkDocsConfig, plugin: "BasePlugin[Any]", site: Site) -> bytes | None:
    """A hash of all that can change a page from outside: code, theme, settings, menus, where files lie.

    None if that cannot be known: another plugin or hook is there, or a Markdown extension that is not known
    to make its HTML of the text alone.
    """
    others = [
        method
        for methods in config.plugins.events.values()
        for method in methods
        if getattr(method, "__self__", None) is not plugin
    ]
    engine = markdown.Markdown()
    extensions = (
        engine.build_extension(name, config.mdx_configs.get(name, {})) for name in config.markdown_extensions
    )
    if others or not all(_is_pure(type(extension).__module__) for extension in extensions):
        return None
    digest = sha256(engine_fingerprint())
    try:
        parts = [
            _settings(config),
            config.site_url,
            site.shown_in_nav,
            [(file.src_uri, file.url, file.inclusion.value) for file in site.files],
            site.hashed,
            # Templates can show the day of the build.
            get_build_date(),
            # Messages that are not shown now must be shown when somebody asks for them.
            logging.getLogger("mkdocs").getEffectiveLevel(),
        ]
        digest.update(json.dumps(parts, default=_as_json, sort_keys=True).encode())
    except TypeError:
        return None
    for folder in map(Path, config.theme.dirs):
        if not any(folder.is_relative_to(package) for package in _INSTALLED):
            digest.update(_files(folder))
    return digest.digest()


def _settings(config: MkDocsConfig) -> list[dict[str, object]]:
    """What the project and the command line have set, but for where the site is written to."""
    with warnings.catch_warnings():
        # MkDocs 1 warns of this property and has no other that tells what was set from what follows from it.
        warnings.simplefilter("ignore", DeprecationWarning)
        return [
            {name: value for name, value in settings.items() if name != "site_dir"}
            for settings in config.user_configs
        ]


def engine_fingerprint() -> bytes:
    """A hash of the engine's code, and of what it and MkDocs work with."""
    # Under ProperDocs, the module has its name.
    versions = json.dumps([sys.version, mkdocs.__name__, [*map(_version, _PACKAGES)]])
    return sha256(versions.encode() + _files(_CODE)).digest()


def _version(package: str) -> str | None:
    """Its version, None where it is not installed: not everybody has each theme and each engine."""
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _files(folder: Path) -> bytes:
    """A hash of all files of a folder, with their paths in it."""
    digest = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"):
        content = path.read_bytes()
        digest.update(json.dumps([path.relative_to(folder).as_posix(), len(content)]).encode() + content)
    return digest.digest()


def _is_pure(module: str) -> bool:
    return module.startswith(("markdown.extensions.", "pymdownx.")) and module not in _READS_FILES


def _as_json(value: Any) -> object:
    """A value that YAML has no word for. Raises `TypeError` for code whose version is unknown."""
    if isinstance(value, functools.partial):
        return [value.func, value.args, value.keywords]
    module = getattr(value, "__module__", "")
    if callable(value) and _is_pure(module):
        return [module, value.__qualname__]
    if isinstance(value, Path | date):
        return str(value)
    raise TypeError(f"{value!r} may be anything")
