"""A site whose files are made one at a time, when somebody asks for them.

MkDocs reads and renders all pages, keeps them, and writes all files. Here its builder finds no page
to do so with and still makes everything around them: configuration, navigation, templates. A page is
then read and rendered by the same functions of MkDocs, all events included. A build asks for each
file once and forgets it; a server asks for what the browser asks for.
"""

import logging
import os
import zlib
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import EVENTS, BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import CountHandler

from ..addresses import RESERVED, concept_path, is_concept
from .print_edition import ARTICLE, printed
from .replacement import write_or_take_over
from .store import FinishedPage, Store, digest
from .stylesheets import hashed_names

Content = str | bytes | Callable[[], str | bytes] | None
Included = Callable[[InclusionLevel], bool]

_SYNTAX = Environment()
_PAGE_EVENTS = [event for event in EVENTS if "page" in event]
# MkDocs' own needs to know of each page only its address.
_SITEMAP = "sitemap.xml"


def allows_on_demand(config: MkDocsConfig, plugin: "BasePlugin[Any]") -> bool:
    """Whether nobody but `plugin` takes part in making pages, and no template shows what others say."""
    listeners = [method for event in _PAGE_EVENTS for method in config.plugins.events[event]]
    return all(getattr(method, "__self__", None) is plugin for method in listeners) and not any(
        map(_shows_pages, _templates(config))
    )


def _templates(config: MkDocsConfig) -> Iterator[Path]:
    """The theme's templates, its hidden folders left out, and the project's own among the pages."""
    yield from (Path(config.docs_dir, name) for name in config.extra_templates)
    for folder in config.theme.dirs:
        for path, names, files in os.walk(folder):
            names[:] = [name for name in names if not name.startswith(".")]
            yield from (
                Path(path, name) for name in files if name.endswith((".html", ".xml")) and name != _SITEMAP
            )


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

    @classmethod
    def made_by(cls, make: Callable[[], str | bytes], path: str, config: MkDocsConfig) -> "LazyFile":
        """The file at `path` in the docs folder, whose content is what `make()` returns."""
        file = cls.generated(config, path, content="")
        assert isinstance(file, cls)
        file._made = make
        return file

    @property
    def _content(self) -> str | bytes | None:
        return self._made() if callable(self._made) else self._made

    @_content.setter
    def _content(self, content: Content) -> None:
        self._made = content

    @contextmanager
    def made_once(self) -> Iterator[None]:
        """Meanwhile, the function is called only once."""
        made = self._made
        self._made = self._content
        try:
            yield
        finally:
            self._made = made


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

    def copy_static_files(
        self, dirty: bool = False, *, inclusion: Included = InclusionLevel.is_included
    ) -> None:
        """Copies nothing."""
        if not self.held:
            super().copy_static_files(dirty, inclusion=inclusion)


class Site:
    """The files of a site by their path in it, and how each is made. `env` must be set before the first page,
    `source` before all are written: what a page is made of by itself.

    `editions` are the sources of the editions to print, `former` is the site that this one is to replace,
    `hashed` are the addresses of its stylesheets.
    """

    env: Environment
    source: Callable[[File], str]
    former: Path | None = None

    def __init__(
        self,
        config: MkDocsConfig,
        files: HeldFiles,
        nav: Navigation,
        included: Included,
        editions: Container[str],
    ) -> None:
        files.held = True
        self.config, self.files, self.nav, self.editions = config, files, nav, editions
        self.hashed = hashed_names(files)
        chosen = [file for file in files if included(file.inclusion)]
        self.shown = {id(page) for page in nav.pages}
        self.pages = [file for file in chosen if file.is_documentation_page()]
        for file in self.pages:
            # MkDocs makes no page of a draft before it reads it.
            file.page = file.page or Page(None, file, config)
        # As MkDocs writes them: pages over files, and neither over what it has made of a template.
        templates = {*config.theme.static_templates, *config.extra_templates}
        statics = [
            file for file in chosen if not file.is_documentation_page() and file.dest_uri not in templates
        ]
        self.by_address = {file.dest_uri: file for file in [*statics, *self.pages]}
        self.written: set[str] = set()
        self.articles: dict[str, bytes] = {}  # compressed
        self.slugs = {file.url: file.name for file in self.pages if is_article(file)}
        self.read_nav()

    def read_nav(self) -> None:
        """Reads the pages of the navigation: all pages show their titles, and may show other fields."""
        for page in self.nav.pages:
            page.content = None
            page.read_source(self.config)
            if "title" not in vars(page) and "title" not in page.meta:
                self.populate(page)
        # What a template can show of the navigation, before the making of a page adds to it.
        self.shown_in_nav: list[object] = []
        todo = list(self.nav.items)
        while todo:
            item = todo.pop(0)
            children = item.children or []
            fields = dict(getattr(item, "meta", None) or {})
            self.shown_in_nav.append([item.title, getattr(item, "url", None), fields, len(children)])
            todo[:0] = children

    def populate(self, page: Page) -> None:
        """Reads a page and renders its Markdown, unless that has been done."""
        if page.content is None:
            _populate_page(page, self.config, self.files)

    def write(self, address: str) -> None:
        """Makes a file of the site, unless it was made before or its source is gone."""
        file = self.by_address.get(address)
        if (
            file is None
            or address in self.written
            or (file.abs_src_path and not Path(file.abs_src_path).is_file())
        ):
            return
        if file.page is None:
            write_or_take_over(file.content_bytes, Path(file.abs_dest_path), self._former(file))
        else:
            self.populate(file.page)
            # MkDocs leaves an old file where it is if the page says nothing.
            Path(file.abs_dest_path).unlink(missing_ok=True)
            _build_page(
                file.page,
                self.config,
                self.pages,
                self.nav,
                self.env,
                excluded=file.inclusion is InclusionLevel.EXCLUDED,
            )
            if file.src_uri in self.editions:
                self._fill(file)
            self._forget_text(file.page)
        self.written.add(address)

    def _forget_text(self, page: Page) -> None:
        """Forgets what a page was made of. The navigation shows what the front matter of its pages says."""
        page.content, page.toc = None, TableOfContents([])
        if id(page) not in self.shown:
            page.markdown, page.meta = None, {}

    def _former(self, file: File) -> Path | None:
        """Where the file lies in the site that this one is to replace."""
        return self.former and self.former / file.dest_uri

    def write_all(self, store: Store, basis: bytes | None) -> None:
        """Makes every file, and warns of links to sections that are not there.

        A page that is in the store is taken from it, unless the `basis` of all pages is not known. The
        editions to print, which hold all the others, would treble it.
        """
        # The editions to print come last: they are made of the others.
        for address, file in sorted(
            self.by_address.items(), key=lambda item: item[1].src_uri in self.editions
        ):
            page = file.page
            if page and basis and file.src_uri not in self.editions:
                self._write_through(store, basis, file, page)
            else:
                self.write(address)
        store.forget_unused()
        for file in self.pages:
            assert file.page
            file.page.validate_anchor_links(files=self.files, log_level=self.config.validation.links.anchors)

    def _write_through(self, store: Store, basis: bytes, file: File, page: Page) -> None:
        """Writes a page from the store, or makes it and, if MkDocs says nothing of it, puts it there."""
        path = Path(file.abs_dest_path)
        with file.made_once() if isinstance(file, LazyFile) else nullcontext():
            key = digest(basis, page.edit_url, self.source(file))
            if known := store.get(FinishedPage, file.src_uri, key):
                write_or_take_over(known.html.encode(), path, self._former(file))
                page.present_anchor_ids = set(known.anchors)
                page.links_to_anchors = {
                    self.files.src_uris[target]: links for target, links in known.links.items()
                }
                if is_article(file):
                    self.keep_article(file.name, known.article)
                return
            with _messages() as messages:
                self.write(file.dest_uri)
        if not messages.counts:
            links = {target.src_uri: links for target, links in (page.links_to_anchors or {}).items()}
            article = self.article(file.name) if is_article(file) else ""
            anchors = sorted(page.present_anchor_ids or ())
            store.put(file.src_uri, key, FinishedPage(path.read_text("utf-8"), article, anchors, links))

    def keep_article(self, slug: str, html: str) -> None:
        """Keeps the HTML of a concept's own text for the editions to print."""
        self.articles[slug] = zlib.compress(html.encode(), 1)

    def article(self, slug: str) -> str:
        """The HTML of a concept's own text, as it stands on its page."""
        if slug not in self.articles:
            self.write(self.files.src_uris[concept_path(slug)].dest_uri)
        return zlib.decompress(self.articles[slug]).decode()

    def _fill(self, edition: File) -> None:
        """Puts the articles into an edition one at a time: together they may not fit into memory."""
        path = Path(edition.abs_dest_path)
        frame, *others = ARTICLE.split(path.read_text("utf-8"))
        within = {*others[::2]}
        slugs = {url: slug for url, slug in self.slugs.items() if slug in within}
        with path.open("wb") as file:
            file.write(frame.encode())
            for slug, rest in zip(others[::2], others[1::2], strict=True):
                page = self.files.src_uris[concept_path(slug)].url
                file.write((printed(self.article(slug), slug, page, edition.url, slugs) + rest).encode())

    def forget(self) -> None:
        """From now on, each page is read anew: a source has changed, but no path."""
        self.remove_written()
        self.articles.clear()
        for file in self.pages:
            assert file.page
            file.page.content = None
        self.read_nav()

    def remove_written(self) -> None:
        """From now on, each file is made anew. None is written over: a browser may still be reading it."""
        for address in self.written:
            Path(self.by_address[address].abs_dest_path).unlink(missing_ok=True)
        self.written.clear()


@contextmanager
def _messages() -> Iterator[CountHandler]:
    """Counts what MkDocs and its plugins say meanwhile."""
    logger, counter = logging.getLogger("mkdocs"), CountHandler(level=logging.INFO)
    logger.addHandler(counter)
    try:
        yield counter
    finally:
        logger.removeHandler(counter)


def is_article(file: File) -> bool:
    """Whether it is the page of a concept."""
    return is_concept(file.src_uri) and file.name not in RESERVED
