"""What the commands need to know of a project's `mkdocs.yml`, without MkDocs."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from yaml_env_tag import construct_env_tag

from ..languages import ENGLISH, Language, language_of
from ..problem import Level, Message, Mistake, Problem, rule
from .frontmatter import Address, Fields, LanguageTag, Line
from .source import decode
from .translations import PLUGIN as TRANSLATING
from .translations import Translations, translations
from .validation import Location, validated
from .yaml_source import line_of, load

CONFIG = "mkdocs.yml"
_MISSING_FILE = rule(
    "missing-file",
    "Files, pages and folders that the configuration names are there.",
    ("`logo: images/logo.svg` without that file in `docs`", "`docs/images/logo.svg` for it"),
    Level.WARNING,
)
_UNSERVED_PLUGIN = rule(
    "unserved-plugin",
    "The plugin `i18n` builds the language of the glossary, which is its default one.",
    ("`build_only_locale: de` beside a glossary in English", "`build_only_locale: en`, or no such line"),
)
_MISSING_EXTENSION = rule(
    "missing-extension",
    "`markdown_extensions` has the two extensions that the glossary's pages are written for.",
    ("`markdown_extensions: [tables]`", "`markdown_extensions: [attr_list, md_in_html, tables]`"),
    Level.WARNING,
)
# Templates, styles and scripts of the glossary's pages, and those that give all other pages the same look.
OWN_THEME = Path(__file__).parent.parent / "theme"
THEME_OF_WHOLE_SITE = Path(__file__).parent.parent / "theme_of_whole_site"
PLUGIN = "glossary"
# The name of the custom element that shows a definition in other documents.
ELEMENT = "ai-term"
# Common plugins that neither add nor remove pages.
_MAKE_NO_PAGES = {
    PLUGIN,
    "search",
    "material/search",
    "privacy",
    "social",
    "tags",
    "meta",
    "minify",
    "git-revision-date-localized",
}

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

# What becomes of the glossary's pages without each of the extensions that they need.
_NEEDED = {
    "attr_list": Message("marks such as '{{: #sources }}' stand in the pages"),
    "md_in_html": Message("the Markdown in lists that fold stands there as it was typed"),
}
# Extensions that bring both.
_BUNDLES = {"extra", "pymdownx.extra"}


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as MkDocs does, and every other tag (`!!python/name:…`) as nothing."""


_Loader.add_constructor("!ENV", construct_env_tag)
for tag in ("tag:yaml.org,2002:python/", "!"):
    _Loader.add_multi_constructor(tag, lambda loader, suffix, node: None)


class Newsletter(Fields):
    """`extra.newsletter`: the form that stands after each article."""

    action: Address
    field: Line
    title: Line
    text: Line
    button: Line


# Of the valid names (https://html.spec.whatwg.org/multipage/custom-elements.html#valid-custom-element-name)
# those that every parser and style sheet takes unescaped; the exceptions are elements of SVG and MathML.
_ELEMENT = re.compile(
    r"(?!(?:annotation-xml|color-profile|font-face(?:-src|-uri|-format|-name)?|missing-glyph)\Z)[a-z][a-z0-9]*(?:-[a-z0-9]+)+"
)


def _element(name: str) -> str:
    if not _ELEMENT.fullmatch(name):
        fix = Message("write small letters with a hyphen between them, as in 'glossary-term'")
        raise Mistake(Message("is {name!r}, which is no name for an element of your own", name=name), fix)
    return name


def _colour(value: object) -> object:
    if not (isinstance(value, str) and re.fullmatch(r"#(?:[0-9a-fA-F]{3}){1,2}", value)):
        fix = Message('write a colour in quotation marks, as in "#0057b8"')
        if value is None:
            raise Mistake(Message("is empty, as YAML takes what follows a # for a comment"), fix)
        raise Mistake(Message("is {value!r}, which is no colour", value=value), fix)
    return value


class _Known(BaseModel):
    """Settings that the engine reads; others may stand beside them."""

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)


class Extra(_Known):
    """The settings in `extra` that the engine reads; projects and plugins keep others there."""

    newsletter: Newsletter | None = None
    embed_element: Annotated[str, AfterValidator(_element)] = ELEMENT
    colour: Annotated[str, BeforeValidator(_colour)] = ""


class _WithExtra(_Known):
    extra: Extra = Extra()


class _Theme(_Known):
    name: str | None = None
    language: LanguageTag | None = None
    custom_dir: str | None = None


class _Settings(_Known):
    """The settings of the whole file that are read here, None where MkDocs' default applies."""

    site_name: str | None = None
    site_url: str | None = None
    site_description: str | None = None
    docs_dir: str | None = None
    site_dir: str | None = None
    theme: Annotated[
        _Theme | None, BeforeValidator(lambda theme: {"name": theme} if isinstance(theme, str) else theme)
    ] = None
    plugins: Any = None
    markdown_extensions: Any = None
    extra: Any = None
    hooks: Any = None
    exclude_docs: Any = None


class PluginOptions(_Known):
    """The options of the plugin `glossary`.

    With `whole_site`, every page of the site looks like those of the glossary. Pages in the folders of
    `link_in` are linked to the concepts that they name.
    """

    whole_site: bool = False
    link_in: list[str] = []


@dataclass(frozen=True)
class SiteInfo:
    """What a project says of its site.

    `url` is the address of its root, with a slash at its end: absolute addresses in files begin with it.
    `name` and `description` stand in feeds, inventories and the index for language models, `language` is that
    of the texts, `embed_element` the custom element of the hovercards, `colour` that of which all others are
    made, if the project names one. A glossary `in_handbook` is a part of a site with pages of another look.
    One `for_authors` also has the pages of drafts and of topics that have no concepts yet.
    """

    url: str = "/"
    name: str = "Glossary"
    description: str = ""
    language: Language = ENGLISH
    embed_element: str = ELEMENT
    colour: str = ""
    in_handbook: bool = False
    for_authors: bool = False


@dataclass(frozen=True)
class SiteConfig:
    """Where a project keeps its `mkdocs.yml`, pages, site and theme, and what it says of its site.

    `is_plain` is a site whose pages are all in the source folder or the glossary, as far as that shows here.
    `options` are those of the plugin, `translations` those of the handbook, if it has any.
    """

    path: Path
    docs_dir: Path
    site_dir: Path
    custom_dir: Path | None
    theme: str
    site: SiteInfo
    extensions: frozenset[str]
    is_plain: bool
    options: PluginOptions
    translations: Translations | None
    text: str
    problems: list[Problem]


def site_root(site_url: object) -> str:
    """The address of the site with a slash at its end, "/" for a site without one. `mike` sets addresses
    without the slash.

    >>> site_root("https://example.org/glossary/1.0")
    'https://example.org/glossary/1.0/'
    """
    return str(site_url or "").removesuffix("/") + "/"


def read_config(folder: Path) -> SiteConfig:
    """The configuration of the project in `folder`, which has an `mkdocs.yml`.

    Raises `ValueError` with the lines that cannot be read or that MkDocs would not take.
    """
    path = folder / CONFIG
    text, problems = decode(path.read_bytes(), CONFIG)
    settings = None
    if text is not None:
        _, problems = load(text, object, CONFIG, loader=_Loader)
    if text is not None and not problems:
        values = config_values(path, text)
        settings, problems = validated(values, _Settings, CONFIG, partial(line_of, text))
    if text is None or settings is None:
        raise ValueError("\n".join(map(str, problems)))
    theme = settings.theme or _Theme()
    docs_dir = folder / (settings.docs_dir or "docs")
    custom_dir = folder / theme.custom_dir if theme.custom_dir else None
    shown = os.path.relpath(path, docs_dir)
    extra, problems = read_extra(text, settings.extra, shown)
    options, wrong = _options(values, text, shown)
    return SiteConfig(
        path,
        docs_dir,
        folder / (settings.site_dir or "site"),
        custom_dir,
        theme.name or "",
        replace(
            site_info(settings.model_dump(), theme_of_glossary(values, theme.model_dump()), extra),
            in_handbook=not options.whole_site,
        ),
        frozenset(_names(settings.markdown_extensions)),
        {*_names(settings.plugins)} <= _MAKE_NO_PAGES and not (settings.hooks or settings.exclude_docs),
        options,
        _translations(values),
        text,
        [
            *problems,
            *wrong,
            *config_problems(values, text, docs_dir, custom_dir, shown),
        ],
    )


def _names(entries: Any) -> list[str]:
    """What a list or a mapping names, in which an entry may have options."""
    listed = entries if isinstance(entries, list | dict) else ()
    return [str(next(iter(entry), "") if isinstance(entry, dict) else entry) for entry in listed]


def site_info(config: Mapping[str, Any], theme: Mapping[str, Any], extra: Extra) -> SiteInfo:
    """What a configuration says of its site: `config` holds its settings, `theme` those of the theme."""
    return SiteInfo(
        site_root(config.get("site_url")),
        config.get("site_name") or SiteInfo.name,
        config.get("site_description") or "",
        theme_language(theme),
        extra.embed_element,
        extra.colour,
    )


def theme_of_glossary(values: Any, theme: Mapping[str, Any]) -> Mapping[str, Any]:
    """The settings of a theme for the pages of the glossary, where a configuration sets these values."""
    languages = _translations(values)
    return {**theme, "language": languages.language} if languages else theme


def theme_language(theme: Mapping[str, Any]) -> Language:
    """The language that a theme's settings ask for, English where they ask for none."""
    return language_of(str(theme.get("language") or "en"))


def read_extra(text: str, values: object, path: str) -> tuple[Extra, list[Problem]]:
    """What the engine reads of `extra`, whose `values` may be None, and what is wrong with it; then nothing
    counts as set.

    `text` is the whole configuration, `path` its file as seen from the source folder.
    """
    given = {} if values is None else {"extra": values}
    checked, problems = validated(given, _WithExtra, path, partial(line_of, text))
    return (checked or _WithExtra()).extra, problems


def config_values(path: Path, text: str) -> Any:
    """What a configuration sets whose `text` is YAML, with what it inherits, as MkDocs has it.

    Raises `ValueError` where the file that it inherits from cannot be read.
    """
    return _values(text) if "INHERIT" not in text else _Loader("").construct_document(_tree(path, text))


# A server asks for them at each request.
@lru_cache(1)
def _values(text: str) -> Any:
    return yaml.load(text, Loader=_Loader)


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
        line = line_of(text, ("INHERIT",))
        raise ValueError(
            f"{path.name}:{line}: 'INHERIT' names {fields['INHERIT'].value!r}, which cannot be read:"
            f" {reason}; correct the path"
        ) from error
    # A day that does not exist is good YAML.
    _, problems = load(inherited, object, fields["INHERIT"].value, loader=_Loader)
    if problems:
        raise ValueError("\n".join(map(str, problems)))
    return merged


def _merged(parent: yaml.Node, own: yaml.Node) -> yaml.Node:
    if not (isinstance(parent, yaml.MappingNode) and isinstance(own, yaml.MappingNode)):
        return own
    fields = _fields(parent)
    for name, value in _fields(own).items():
        fields[name] = _merged(fields[name], value) if name in fields else value
    return _mapping(fields)


def config_problems(
    values: Any, text: str, docs_dir: Path, custom_dir: Path | None, path: str
) -> Iterator[Problem]:
    """What is wrong with a configuration for a glossary beside what cannot be read. The arguments are as for
    `missing_files`.
    """
    yield from unserved_plugins(values, text, path)
    yield from missing_extensions(values, text, path)
    yield from missing_files(values, text, docs_dir, custom_dir, path)


def missing_files(
    values: Any, text: str, docs_dir: Path, custom_dir: Path | None, path: str
) -> Iterator[Problem]:
    """The files, pages and folders that a configuration names for the glossary and that are in none of its
    folders.

    `values` are what it sets, `text` says on which lines, `path` is its file as seen from the source folder.
    Whole addresses are not files. What stands in the wrong place is left to other checks.
    """

    def at(*location: str | int) -> str:
        value = _at(values, location)
        return "" if not isinstance(value, str) or re.match(r"/|[a-z]+:", value, re.I) else value

    def problem(location: Location, what: Message, fix: Message) -> Problem:
        return Problem(path, line_of(text, location), what, fix, _MISSING_FILE)

    folders = [folder for folder in (docs_dir, custom_dir) if folder]
    fix = Message("put it into {folder}, or correct the path", folder=docs_dir.name)
    if custom_dir:
        fix = Message(
            "put it into {folder} or {theme}, or correct the path",
            folder=docs_dir.name,
            theme=custom_dir.name,
        )
    for section, field in (("theme", "logo"), ("theme", "favicon"), ("extra", "card_image")):
        named = at(section, field)
        # Material has one of its own.
        if not named or named == "assets/images/favicon.png":
            continue
        beside = [named.replace(".svg", ".png")] if field == "favicon" and ".svg" in named else []
        for file in (named, *beside):
            if not any((folder / file).is_file() for folder in folders):
                setting = f"{section}.{field}"
                what = Message(
                    "{setting!r} needs the file {file!r}, and there is none", setting=setting, file=file
                )
                if file != named:
                    what = Message(
                        "{setting!r} needs the file {file!r}, which browsers need that show no SVG, and "
                        "there is none",
                        setting=setting,
                        file=file,
                    )
                yield problem((section, field), what, fix)
    page = re.split(r"[?#]", at("extra", "propose"))[0].rstrip("/")
    sources = [page + ending for ending in ("", ".md", "/index.md", "/README.md")]
    sources.append(f"{page.removesuffix('.html')}.md")
    if page.endswith(".md") or (page and not any((docs_dir / source).is_file() for source in sources)):
        what = Message("'extra.propose' names the page {page!r}, and there is none", page=page)
        fix = Message("write its address on the site, as in about/writing/, or a whole one with https://")
        yield problem(("extra", "propose"), what, fix)
    for location in _link_in(values):
        folder = at(*location)
        if folder and not (docs_dir / folder).is_dir():
            what = Message(
                "'link_in' names the folder {folder!r}, and {name} has none",
                folder=folder,
                name=docs_dir.name,
            )
            yield problem(location, what, Message("write one as it is below there"))


def unserved_plugins(values: Any, text: str, path: str) -> Iterator[Problem]:
    """The plugins of a configuration beside which no glossary can be built. The arguments are as for
    `missing_files`.
    """
    languages = _translations(values)
    if languages and languages.only not in (None, languages.language):
        location = (*_place_of_options(values, TRANSLATING), "build_only_locale")
        what = Message(
            "'build_only_locale' leaves out {language!r}, the language of the glossary",
            language=languages.language,
        )
        fix = Message("write {language!r} there, or leave the line out", language=languages.language)
        yield Problem(path, line_of(text, location), what, fix, _UNSERVED_PLUGIN)


def _translations(values: Any) -> Translations | None:
    return translations(_at(values, _place_of_options(values, TRANSLATING)))


def missing_extensions(values: Any, text: str, path: str) -> Iterator[Problem]:
    """The extensions of Markdown that a configuration lacks. The arguments are as for `missing_files`."""
    location = "markdown_extensions"
    present = {name.removeprefix("markdown.extensions.") for name in _names(_at(values, (location,)))}
    if present & _BUNDLES:
        return
    line = line_of(text, (location if location in values else "plugins",))
    for name, effect in _NEEDED.items():
        if name not in present:
            what = Message(
                "the extension {name!r} is not there, without which {effect}", name=name, effect=effect
            )
            fix = Message("add {name!r} to {location!r}", name=name, location=location)
            yield Problem(path, line, what, fix, _MISSING_EXTENSION)


def _options(values: Any, text: str, path: str) -> tuple[PluginOptions, list[Problem]]:
    """The options of the plugin, and what is wrong with them; then none counts as set."""
    location = _place_of_options(values, PLUGIN)
    given = _at(values, location)
    checked, problems = validated(
        {} if given is None else given,
        PluginOptions,
        path,
        lambda within: line_of(text, (*location, *within)),
    )
    return checked or PluginOptions(), problems


def _link_in(values: Any) -> Iterator[tuple[str | int, ...]]:
    """Where the folders of the plugin's `link_in` stand."""
    location = (*_place_of_options(values, PLUGIN), "link_in")
    folders = _at(values, location)
    if isinstance(folders, list):
        yield from ((*location, number) for number in range(len(folders)))


def _place_of_options(values: Any, plugin: str) -> tuple[str | int, ...]:
    """Where the options of a plugin stand, for each way to list plugins."""
    plugins = _at(values, ("plugins",))
    names = _names(plugins)
    place = names.index(plugin) if isinstance(plugins, list) and plugin in names else None
    return ("plugins", plugin) if place is None else ("plugins", place, plugin)


def _at(values: Any, location: Location) -> Any:
    """What a configuration has at a location, None for nothing."""
    for part in location:
        try:
            values = values[part]
        except (LookupError, TypeError):
            return None
    return values


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
    fields = _fields(root)
    values = _Loader("").construct_document(root)
    docs_dir, repository = values.get("docs_dir") or "docs", values.get("repo_url") or ""
    options = _at(values, _place_of_options(values, PLUGIN)) or {}
    begin = _EDITED.get(urlsplit(repository).hostname)
    if repository and options.get("whole_site"):
        fields.setdefault("edit_uri", _scalar(edit_uri(repository, docs_dir)))
    elif begin:
        fields.setdefault("edit_uri", _scalar(f"{begin}/{docs_dir}/"))
    fields |= {"docs_dir": _scalar(f"{below}docs"), "site_dir": _scalar(f"{below}site")}
    if "plugins" in fields:
        fields["plugins"] = _without_plugin(fields["plugins"])
    if "theme" in fields or has_theme:
        fields["theme"] = _with_custom_dir(fields.get("theme"), f"{below}overrides" if has_theme else None)
    return yaml.serialize(_mapping(fields), allow_unicode=True, width=2**16)


def _without_plugin(plugins: yaml.Node) -> yaml.Node:
    if isinstance(plugins, yaml.MappingNode):
        return _mapping({name: options for name, options in _fields(plugins).items() if name != PLUGIN})
    if isinstance(plugins, yaml.SequenceNode):
        kept = [entry for entry in plugins.value if entry.value != PLUGIN and PLUGIN not in _fields(entry)]
        return yaml.SequenceNode(plugins.tag, kept)
    return plugins


def _with_custom_dir(theme: yaml.Node | None, custom_dir: str | None) -> yaml.Node:
    fields = _fields(theme)
    if isinstance(theme, yaml.ScalarNode):
        fields["name"] = theme
    fields.pop("custom_dir", None)
    if custom_dir:
        fields["custom_dir"] = _scalar(custom_dir)
    return _mapping(fields)


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
