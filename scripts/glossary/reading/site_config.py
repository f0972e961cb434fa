"""What the engine needs to know of a project's `mkdocs.yml`, without MkDocs."""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from ..languages import ENGLISH, N_, Language, language_of
from ..problem import Level, Message, Mistake, Problem, rule
from .config_file import CONFIG, PLUGIN, ConfigFile, config_values
from .frontmatter import Address, Fields, LanguageTag, Line
from .source import decode
from .translations import PLUGIN as TRANSLATING
from .translations import Translations
from .validation import validated
from .yaml_source import line_of

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

# What becomes of the glossary's pages without each of the extensions that they need.
_NEEDED = {
    "attr_list": Message("marks such as '{{: #sources }}' stand in the pages"),
    "md_in_html": Message("the Markdown in lists that fold stands there as it was typed"),
}
# Extensions that bring both.
_BUNDLES = {"extra", "pymdownx.extra"}


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


def read_config(folder: Path) -> SiteConfig:
    """The configuration of the project in `folder`, which has an `mkdocs.yml`.

    Raises `ValueError` with the lines that cannot be read or that MkDocs would not take.
    """
    path = folder / CONFIG
    text, problems = decode(path.read_bytes(), CONFIG)
    values = None if text is None else config_values(path, text)
    if text is not None:
        settings, problems = validated(values, _Settings, CONFIG, partial(line_of, text))
    if text is None or settings is None:
        raise ValueError("\n".join(map(str, problems)))
    theme = settings.theme or _Theme()
    docs_dir = folder / (settings.docs_dir or "docs")
    custom_dir = folder / theme.custom_dir if theme.custom_dir else None
    file = ConfigFile(values, text, os.path.relpath(path, docs_dir))
    options, wrong = _options(file)
    site, problems = site_info(file, settings.model_dump(), theme.language, settings.extra)
    return SiteConfig(
        path,
        docs_dir,
        folder / (settings.site_dir or "site"),
        custom_dir,
        theme.name or "",
        replace(site, in_handbook=not options.whole_site),
        frozenset(file.names("markdown_extensions")),
        {*file.names("plugins")} <= _MAKE_NO_PAGES and not (settings.hooks or settings.exclude_docs),
        options,
        file.translations,
        text,
        [*problems, *wrong, *config_problems(file, docs_dir, custom_dir)],
    )


def site_info(
    file: ConfigFile, settings: Mapping[str, Any], language: str | None, extra: object
) -> tuple[SiteInfo, list[Problem]]:
    """What a project says of its site, and what is wrong with `extra`, of which nothing counts as set then.

    `settings` are those of the `file` as whoever runs has them, `language` is that of its theme.
    """
    given = {} if extra is None else {"extra": extra}
    checked, problems = validated(given, _WithExtra, file.path, file.line_of)
    ours, languages = (checked or _WithExtra()).extra, file.translations
    site = SiteInfo(
        # `mike` sets addresses without a slash at their end.
        str(settings.get("site_url") or "").removesuffix("/") + "/",
        settings.get("site_name") or SiteInfo.name,
        settings.get("site_description") or "",
        language_of(languages.language if languages else str(language or "en")),
        ours.embed_element,
        ours.colour,
    )
    return site, problems


def config_problems(file: ConfigFile, docs_dir: Path, custom_dir: Path | None) -> Iterator[Problem]:
    """What is wrong with a configuration for a glossary beside what cannot be read."""
    yield from unserved_plugins(file)
    yield from _missing_extensions(file)
    yield from missing_files(file, docs_dir, custom_dir)


def unserved_plugins(file: ConfigFile) -> Iterator[Problem]:
    """The plugins beside which no glossary can be built."""
    languages = file.translations
    if languages and languages.only not in (None, languages.language):
        what = Message(
            "'build_only_locale' leaves out {language!r}, the language of the glossary",
            language=languages.language,
        )
        fix = Message("write {language!r} there, or leave the line out", language=languages.language)
        location = (*file.place_of_options(TRANSLATING), "build_only_locale")
        yield file.problem(location, what, fix, _UNSERVED_PLUGIN)


def _missing_extensions(file: ConfigFile) -> Iterator[Problem]:
    setting = "markdown_extensions"
    present = {name.removeprefix("markdown.extensions.") for name in file.names(setting)}
    for name, effect in {} if present & _BUNDLES else _NEEDED.items():
        if name not in present:
            what = Message(
                "the extension {name!r} is not there, without which {effect}", name=name, effect=effect
            )
            fix = Message("add {name!r} to {location!r}", name=name, location=setting)
            place = setting if setting in file.values else "plugins"
            yield file.problem((place,), what, fix, _MISSING_EXTENSION)


def missing_files(file: ConfigFile, docs_dir: Path, custom_dir: Path | None) -> Iterator[Problem]:
    """The files, pages and folders that a configuration names for the glossary and that are not there.

    Whole addresses are not files. What stands in the wrong place is left to other checks.
    """

    def path_at(*location: str | int) -> str:
        value = file.at(*location)
        return "" if not isinstance(value, str) or re.match(r"/|[a-z]+:", value, re.I) else value

    folders = [docs_dir, *([custom_dir] if custom_dir else [])]
    fix = Message("put it into {folder}, or correct the path", folder=docs_dir.name)
    if custom_dir:
        fix = Message(
            "put it into {folder} or {theme}, or correct the path",
            folder=docs_dir.name,
            theme=custom_dir.name,
        )
    for location in (("theme", "logo"), ("theme", "favicon"), ("extra", "card_image")):
        named = path_at(*location)
        # Material has one of its own.
        if not named or named == "assets/images/favicon.png":
            continue
        needed = {named: N_("{setting!r} needs the file {file!r}, and there is none")}
        if "favicon" in location and ".svg" in named:
            needed[named.replace(".svg", ".png")] = N_(
                "{setting!r} needs the file {file!r}, which browsers need that show no SVG, and there is none"
            )
        for path, form in needed.items():
            if not any((folder / path).is_file() for folder in folders):
                what = Message(form, setting=".".join(location), file=path)
                yield file.problem(location, what, fix, _MISSING_FILE)
    page = re.split(r"[?#]", path_at("extra", "propose"))[0].rstrip("/")
    sources = [page + ending for ending in ("", ".md", "/index.md", "/README.md")]
    sources.append(f"{page.removesuffix('.html')}.md")
    if page.endswith(".md") or (page and not any((docs_dir / source).is_file() for source in sources)):
        what = Message("'extra.propose' names the page {page!r}, and there is none", page=page)
        fix = Message("write its address on the site, as in about/writing/, or a whole one with https://")
        yield file.problem(("extra", "propose"), what, fix, _MISSING_FILE)
    link_in = (*file.place_of_options(PLUGIN), "link_in")
    folders_named = file.at(*link_in)
    for number in range(len(folders_named) if isinstance(folders_named, list) else 0):
        named = path_at(*link_in, number)
        if named and not (docs_dir / named).is_dir():
            what = Message(
                "'link_in' names the folder {folder!r}, and {name} has none", folder=named, name=docs_dir.name
            )
            fix = Message("write its path below {name}", name=docs_dir.name)
            yield file.problem((*link_in, number), what, fix, _MISSING_FILE)


def _options(file: ConfigFile) -> tuple[PluginOptions, list[Problem]]:
    """The options of the plugin, and what is wrong with them; then none counts as set."""
    location = file.place_of_options(PLUGIN)
    given = file.at(*location)
    options, problems = validated(
        {} if given is None else given,
        PluginOptions,
        file.path,
        lambda within: file.line_of((*location, *within)),
    )
    return options or PluginOptions(), problems
