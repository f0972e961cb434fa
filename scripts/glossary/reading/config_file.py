"""`mkdocs.yml` as a file: what it sets, with what it inherits, and how another site engine takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from yaml_env_tag import construct_env_tag

from ..problem import Message, Problem, RuleName
from .translations import PLUGIN as TRANSLATING
from .translations import Translations, translations
from .validation import Location
from .yaml_source import line_of, load

CONFIG = "mkdocs.yml"
PLUGIN = "glossary"

# How the edit links of MkDocs and others begin where `edit_uri` says nothing, by the host of `repo_url`.
_EDITED: Mapping[str | None, str] = {
    "github.com": "edit/master",
    "gitlab.com": "edit/master",
    "bitbucket.org": "src/default",
}
# How those of a site of ours begin there, by what its host is called; all others have that of GitHub.
_EDITED_ON_MAIN = {
    "gitlab": "-/edit/main",
    "gitea": "_edit/main",
    "forgejo": "_edit/main",
    "codeberg": "_edit/main",
    "bitbucket": "src/main",
    "": "edit/main",
}


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as MkDocs does, and every other tag (`!!python/name:…`) as nothing."""


_Loader.add_constructor("!ENV", construct_env_tag)
for tag in ("tag:yaml.org,2002:python/", "!"):
    _Loader.add_multi_constructor(tag, lambda loader, suffix, node: None)


@dataclass(frozen=True)
class ConfigFile:
    """The `values` that a configuration sets, its text, and its `path` as seen from the source folder."""

    values: Any
    text: str
    path: str

    def at(self, *location: str | int) -> Any:
        """What stands at a location, None for nothing."""
        value = self.values
        for part in location:
            try:
                value = value[part]
            except (LookupError, TypeError):
                return None
        return value

    def names(self, *location: str | int) -> list[str]:
        """What a list or a mapping names, in which an entry may have options."""
        entries = self.at(*location)
        listed = entries if isinstance(entries, list | dict) else ()
        return [str(next(iter(entry), "") if isinstance(entry, dict) else entry) for entry in listed]

    def place_of_options(self, plugin: str) -> tuple[str | int, ...]:
        """Where the options of a plugin stand, for each way to list plugins."""
        names = self.names("plugins")
        if isinstance(self.at("plugins"), list) and plugin in names:
            return "plugins", names.index(plugin), plugin
        return "plugins", plugin

    @property
    def translations(self) -> Translations | None:
        """The languages of the handbook around the glossary, None where it has one alone."""
        return translations(self.at(*self.place_of_options(TRANSLATING)))

    def line_of(self, location: Location) -> int:
        """The line of what stands at a location."""
        return line_of(self.text, location)

    def problem(self, location: Location, what: Message, fix: Message, rule: RuleName) -> Problem:
        """What is wrong at a location."""
        return Problem(self.path, self.line_of(location), what, fix, rule)


def config_values(path: Path, text: str) -> Any:
    """What a configuration sets whose `text` is YAML, with what it inherits, as MkDocs has it.

    Raises `ValueError` with the lines that cannot be read, in the file from which it inherits too.
    """
    values = _values(text, path.name)
    return values if "INHERIT" not in text else _Loader("").construct_document(_tree(path, text))


# A server asks for them at each request.
@lru_cache(1)
def _values(text: str, name: str) -> Any:
    values, problems = load(text, object, name, loader=_Loader)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return values


def _tree(path: Path, text: str) -> yaml.Node:
    """A configuration as YAML has it, with what it inherits. Sections are merged, all else is replaced: see
    https://www.mkdocs.org/user-guide/configuration/#configuration-inheritance.
    """
    own = yaml.compose(text, Loader=yaml.SafeLoader) or yaml.MappingNode("tag:yaml.org,2002:map", [])
    fields = _fields(own)
    if not isinstance(fields.get("INHERIT"), yaml.ScalarNode):
        return own
    parent = path.parent / fields["INHERIT"].value
    own = _mapping({name: value for name, value in fields.items() if name != "INHERIT"})
    try:
        inherited = parent.read_text("utf-8")
        merged = _merged(_tree(parent, inherited), own)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no configuration"
        raise ValueError(
            f"{path.name}:{line_of(text, ('INHERIT',))}: 'INHERIT' names {fields['INHERIT'].value!r}, "
            f"which cannot be read: {reason}; correct the path"
        ) from error
    # A day that does not exist is good YAML.
    _values(inherited, fields["INHERIT"].value)
    return merged


def _merged(parent: yaml.Node, own: yaml.Node) -> yaml.Node:
    if not (isinstance(parent, yaml.MappingNode) and isinstance(own, yaml.MappingNode)):
        return own
    fields = _fields(parent)
    for name, value in _fields(own).items():
        fields[name] = _merged(fields[name], value) if name in fields else value
    return _mapping(fields)


def edit_uri(repository: str, docs_dir: str) -> str:
    """How the edit links of a site of ours begin where its project says nothing about them.

    >>> edit_uri("https://gitlab.example.org/our-team/words", "docs")
    '-/edit/main/docs/'
    """
    host = urlsplit(repository).hostname or ""
    return f"{next(begin for name, begin in _EDITED_ON_MAIN.items() if name in host)}/{docs_dir}/"


def staged_config(path: Path, text: str, below: str, has_theme: bool) -> str:
    """The configuration at `path` for a site engine that runs no MkDocs plugin.

    Without the plugin `glossary`, with the pages, the site and, if it `has_theme`, the theme's own files in
    folders that begin with `below`. Edit links lead where they led. Tags such as `!ENV` stay as they are;
    comments do not survive.
    """
    root = _tree(path, text)
    fields, file = _fields(root), ConfigFile(_Loader("").construct_document(root), text, path.name)
    docs_dir, repository = file.at("docs_dir") or "docs", file.at("repo_url") or ""
    begin = _EDITED.get(urlsplit(repository).hostname)
    if repository and file.at(*file.place_of_options(PLUGIN), "whole_site"):
        fields.setdefault("edit_uri", _scalar(edit_uri(repository, docs_dir)))
    elif begin:
        fields.setdefault("edit_uri", _scalar(f"{begin}/{docs_dir}/"))
    fields |= {"docs_dir": _scalar(f"{below}docs"), "site_dir": _scalar(f"{below}site")}
    plugins, theme = fields.get("plugins"), fields.get("theme")
    if isinstance(plugins, yaml.MappingNode):
        others = {name: options for name, options in _fields(plugins).items() if name != PLUGIN}
        fields["plugins"] = _mapping(others)
    elif isinstance(plugins, yaml.SequenceNode):
        kept = [entry for entry in plugins.value if entry.value != PLUGIN and PLUGIN not in _fields(entry)]
        fields["plugins"] = yaml.SequenceNode(plugins.tag, kept)
    if theme or has_theme:
        themed = {"name": theme} if isinstance(theme, yaml.ScalarNode) else _fields(theme)
        themed.pop("custom_dir", None)
        overrides = {"custom_dir": _scalar(f"{below}overrides")} if has_theme else {}
        fields["theme"] = _mapping(themed | overrides)
    return yaml.serialize(_mapping(fields), allow_unicode=True, width=2**16)


def _fields(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """The fields of a mapping, with those that it takes over by `<<`; none of anything else."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    yaml.SafeLoader("").flatten_mapping(node)
    return {key.value: value for key, value in node.value}


def _mapping(fields: Mapping[str, yaml.Node]) -> yaml.Node:
    return yaml.MappingNode(
        "tag:yaml.org,2002:map", [(_scalar(name), value) for name, value in fields.items()]
    )


def _scalar(text: str) -> yaml.Node:
    return yaml.ScalarNode("tag:yaml.org,2002:str", text)
