"""A site whose files are made one at a time, when somebody asks for them.

MkDocs reads and renders all pages, keeps them, and writes all files. Here its builder finds no page
to do so with and still makes everything around them: configuration, navigation, templates. A page is
then read and rendered by the same functions of MkDocs, all events included. A build asks for each
file once and forgets it; a server asks for what the browser asks for.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import EVENTS, BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

Content = str | bytes | Callable[[], str | bytes] | None
Included = Callable[[InclusionLevel], bool]

_SYNTAX = Environment()
_PAGE_EVENTS = [event for event in EVENTS if "page" in event]
# MkDocs' own needs to know of each page only its address.
_SITEMAP = "sitemap.xml"


def allows_on_demand(config: MkDocsConfig, plugin: BasePlugin) -> bool:
    """Whether a page can be made alone: nobody but `plugin` takes part in it, and no template shows what other pages say."""
    listeners = [method for event in _PAGE_EVENTS for method in config.plugins.events[event]]
    return all(getattr(method, "__self__", None) is plugin for method in listeners) and not any(map(_shows_pages, _templates(config)))


def _templates(config: MkDocsConfig) -> Iterator[Path]:
    """The theme's templates, its hidden folders left out, and the project's own among the pages."""
    yield from (Path(config.docs_dir, name) for name in config.extra_templates)
    for folder in config.theme.dirs:
        for path, names, files in os.walk(folder):
            names[:] = [name for name in names if not name.startswith(".")]
            yield from (Path(path, name) for name in files if name.endswith((".html", ".xml")) and name != _SITEMAP)


def _shows_pages(template: Path) -> bool:
    """Whether a template has the variable `pages`: MkDocs promises it all pages, read and rendered."""
    text = template.read_text("utf-8-sig") if template.is_file() else ""
    if "pages" not in text:
        return False
    words = [(kind, word) for _, kind, word in _SYNTAX.lex(text) if kind != "whitespace"]
    return any(word == ("name", "pages") and before != ("operator", ".") for before, word in pairwise(words))


class LazyFile(File):
    """A file whose content may be a function, called each time somebody asks for the content."""

    _made: Content = None

    @property
    def _content(self) -> str | bytes | None:
        return self._made() if callable(self._made) else self._made

    @_content.setter
    def _content(self, content: Content) -> None:
        self._made = content


class HeldFiles(Files):
    """Files that MkDocs' builder neither renders nor copies, once they are `held`.

    It alone asks for pages with an `inclusion`. Navigation, templates and plugins get them all.
    """

    held = False

    def documentation_pages(self, *, inclusion: Included | None = None) -> Sequence[File]:
        """The pages, or none if MkDocs' builder asks."""
        if inclusion is None:
            return super().documentation_pages()
        return [] if self.held else super().documentation_pages(inclusion=inclusion)

    def copy_static_files(self, dirty: bool = False, *, inclusion: Included = InclusionLevel.is_included) -> None:
        """Copies nothing."""
        if not self.held:
            super().copy_static_files(dirty, inclusion=inclusion)


class Site:
    """The files of a site by their path in it, and how each is made. `env` must be set before the first page."""

    env: Environment

    def __init__(self, config: MkDocsConfig, files: HeldFiles, nav: Navigation, included: Included) -> None:
        files.held = True
        self.config, self.files, self.nav = config, files, nav
        chosen = [file for file in files if included(file.inclusion)]
        self.pages = [file for file in chosen if file.is_documentation_page()]
        for file in self.pages:
            # MkDocs makes no page of a draft before it reads it.
            file.page = file.page or Page(None, file, config)
        # As MkDocs writes them: pages over files, and neither over what it has made of a template.
        templates = {*config.theme.static_templates, *config.extra_templates}
        statics = [file for file in chosen if not file.is_documentation_page() and file.dest_uri not in templates]
        self.by_address = {file.dest_uri: file for file in [*statics, *self.pages]}
        self.written: set[str] = set()
        self.read_nav()

    def read_nav(self) -> None:
        """Reads the pages of the navigation, for each page shows their titles, and may show what else their front matter says."""
        for page in self.nav.pages:
            page.content = None
            page.read_source(self.config)
            if "title" not in vars(page) and "title" not in page.meta:
                self.populate(page)

    def populate(self, page: Page) -> None:
        """Reads a page and renders its Markdown, unless that has been done."""
        if page.content is None:
            _populate_page(page, self.config, self.files)

    def write(self, address: str) -> None:
        """Makes the file of this path, if the site has it, its source is still there, and it was not made before."""
        file = self.by_address.get(address)
        if file is None or address in self.written or file.abs_src_path and not Path(file.abs_src_path).is_file():
            return
        # In the place of the old file, not into it: a browser may still be reading that.
        Path(file.abs_dest_path).unlink(missing_ok=True)
        if file.page is None:
            file.copy_file()
        else:
            self.populate(file.page)
            _build_page(file.page, self.config, self.pages, self.nav, self.env, excluded=file.inclusion.is_excluded())
        self.written.add(address)

    def write_all(self) -> None:
        """Makes every file, forgets each page as soon as it is written, and warns of links to sections that are not there."""
        shown = {id(page) for page in self.nav.pages}
        for address, file in self.by_address.items():
            self.write(address)
            if file.page:
                file.page.content, file.page.toc = None, []
                if id(file.page) not in shown:
                    file.page.markdown, file.page.meta = None, {}
        for file in self.pages:
            file.page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)

    def forget(self) -> None:
        """From now on, each file is made anew: a source has changed, but no path."""
        self.written.clear()
        for file in self.pages:
            file.page.content = None
        self.read_nav()
