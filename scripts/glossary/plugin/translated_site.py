"""A site that mkdocs-static-i18n builds once for each language, in one run of MkDocs after the other.

It makes new files of the source files alone, so ours come after it. The first run is that of the default
language, to which the glossary belongs; the others happen within it, and their pages link to ours.
"""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from ..reading.translations import PLUGIN
from .on_demand import LazyFile


def builds_all(config: MkDocsConfig) -> bool:
    """Whether this run makes the site, and not only one more language of it."""
    plugin = _plugin(config)
    return not (plugin and plugin.building)


def has_glossary(config: MkDocsConfig) -> bool:
    """Whether this run makes the pages of the glossary."""
    plugin = _plugin(config)
    return not plugin or plugin.current_language == plugin.default_language


def is_translated(config: MkDocsConfig) -> bool:
    """Whether the plugin is there."""
    return _plugin(config) is not None


def enter(files: Files, config: MkDocsConfig) -> None:
    """Tells the plugin that our files have one language: by that it links and lists pages."""
    plugin = _plugin(config)
    assert plugin
    language = plugin.current_language
    for file in files:
        if isinstance(file, LazyFile):
            vars(file).update(locale=language, locale_alternate_of=language, alternates={language: file})
    plugin.i18n_files_per_language[language] = files.documentation_pages()


class PageElsewhere(LazyFile):
    """A page that another run makes: others can link to it, and nobody makes it."""

    def is_documentation_page(self) -> bool:
        """No, or MkDocs would make it."""
        return False

    def copy_file(self, dirty: bool = False) -> None:
        """Copies nothing."""


def read_titles(nav: Navigation, config: MkDocsConfig) -> None:
    """Has pages that another run makes say in the navigation what they are called."""
    for page in nav.pages:
        if isinstance(page.file, PageElsewhere):
            page.read_source(config)


def _plugin(config: MkDocsConfig) -> Any:
    return config.plugins.get(PLUGIN)
