"""The MkDocs plugin: hands what `build()` makes to MkDocs. The only package that imports it."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import click
from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.base import Config
from mkdocs.config.config_options import ListOfItems, Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from ..addresses import CONCEPTS, slug_of_path
from ..languages import language_of
from ..problem import Message, plural
from ..reading.concept import Concept
from ..reading.config_file import config_values, edit_uri
from ..reading.site_config import OWN_THEME, THEME_OF_WHOLE_SITE
from ..reading.source import is_input
from ..reading.yaml_source import line_of
from ..site.exports.page_titles import PATH as PAGE_TITLES
from ..site.exports.page_titles import page_titles
from ..site.handbook_search import before_sections, typed_words
from ..site.other_pages import is_within, keeps_its_own, with_links
from .last_build import LastBuild
from .on_demand import HeldFiles, LazyFile, Site, allows_on_demand, is_article
from .page_basis import page_basis
from .print_edition import marked, taken
from .replacement import folder_beside, replace_site, will_fail
from .server import OnDemandServer, probe
from .stylesheets import compact, hashed_names
from .translated_site import PageElsewhere, builds_all, enter, has_glossary, is_translated, read_titles

__all__ = ["GlossaryPlugin"]

log = get_plugin_logger(__name__)

# Some plugins that must be last in line say -100, mkdocs-static-i18n among them, of whose work ours is made.
FIRST, LAST = 100, -200
# Nobody else can open what is published for these.
LOCAL_HOSTS = {"127.0.0.1", "localhost", "::1"}
LANGUAGES_OF_MATERIAL = "https://squidfunk.github.io/mkdocs-material/setup/changing-the-language/"


def _has_words(theme: Theme, code: str) -> bool:
    """Whether Material can make pages in a language: it stops at the first template without its words."""
    return any(Path(folder, "partials/languages", f"{code}.html").is_file() for folder in theme.dirs)


def _says_where_to_edit(config: MkDocsConfig) -> bool:
    """Whether a project does. Where it does not, MkDocs may have put in what was usual once."""
    path = Path(config.config_file_path)
    return not {"edit_uri", "edit_uri_template"}.isdisjoint(config_values(path, path.read_text("utf-8")))


class GlossaryConfig(Config):  # type: ignore[no-untyped-call]  # of MkDocs' base class
    """The plugin's settings, as `PluginOptions` has them."""

    whole_site = Type(bool, default=False)
    link_in = ListOfItems(Type(str), default=[])


class GlossaryPlugin(BasePlugin[GlossaryConfig]):  # type: ignore[no-untyped-call]  # the same
    """Replaces concept pages with their finished form and adds the generated pages."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remembers the command: while serving, a broken page must not take the site down."""
        self.serving = command == "serve"
        self.publishing = command == "gh-deploy"
        # mike runs the events of a configuration only to read it.
        self.building = self.publishing or command == "build"
        self.dirty = dirty
        # Without it, MkDocs lets no plugin near its server, and all pages must be there beforehand.
        context = click.get_current_context(silent=True)
        self.serves_on_demand = self.serving and bool(context and context.params.get("livereload"))
        self.last = LastBuild(self.serving)
        self.site: Site | None = None
        self.beside: Path | None = None

    @event_priority(FIRST)
    def _stay_beside_the_old_site(self, config: MkDocsConfig) -> None:
        """Has all plugins build in a folder beside the old site, which stays as it is until the end."""
        if not builds_all(config):
            return
        self.site_dir = Path(config.site_dir).resolve()
        self.beside = folder_beside(self.site_dir) if self.building and not self.dirty else None
        if self.beside:
            config.site_dir = str(self.beside)

    @event_priority(LAST)
    def _build_glossary(self, config: MkDocsConfig) -> None:
        """Builds the glossary once others have said where the site will stand; stops at a problem."""
        self.has_theme = config.theme.name == "material"
        if self.has_theme and str(OWN_THEME) not in config.theme.dirs:
            ours = [THEME_OF_WHOLE_SITE, OWN_THEME] if self.config.whole_site else [OWN_THEME]
            at = config.theme.dirs.index(config.theme.custom_dir) + 1 if config.theme.custom_dir else 0
            config.theme.dirs[at:at] = map(str, ours)
        self.language = language_of(str(config.theme.get("language") or "en"))
        self.has_glossary = has_glossary(config)
        if not self.has_glossary:
            return
        if config.repo_url and self.config.whole_site and not _says_where_to_edit(config):
            config.edit_uri = edit_uri(config.repo_url, Path(config.docs_dir).name)
        if self.has_theme and not _has_words(config.theme, self.language.code):
            way_out = Message("choose one of {address}", address=LANGUAGES_OF_MATERIAL)
            if _has_words(config.theme, self.language.main):
                way_out = Message("write {name!r}", name=self.language.main)
            line = line_of(Path(config.config_file_path).read_text("utf-8"), ("theme", "language"))
            what = self.language.told(
                "Material for MkDocs has no words in {language!r}, which 'theme.language' asks for; {fix}.",
                language=self.language.code,
                fix=way_out,
            )
            raise Abort(f"{os.path.relpath(config.config_file_path)}:{line}: {what}")
        if not self.language.is_served and not self.last.output.files:
            # A warning of MkDocs' would end a strict build, and the site is as whole as it can be.
            log.info(
                "The interface has no words in %r yet, so it stays English: see “Another language” in"
                " docs/about/settings.md.",
                self.language.code,
            )
        if self.serving and not self.last.output.files:
            probe(*config.dev_addr, self.language)
        host = urlsplit(config.site_url or "").hostname
        # A strict build is one to be published, too.
        if (self.publishing or (self.building and config.strict)) and host in LOCAL_HOSTS:
            raise Abort(
                self.language.told(
                    "'site_url' is {address}, which readers cannot open; name the address where the site "
                    "will stand, as in: SITE_URL=https://example.org/glossary/ make build",
                    address=config.site_url,
                )
            )
        self.last.update(config)
        stopping = [problem for problem in self.last.problems if not problem.is_note]
        if stopping and not (self.serving and self.last.output.files):
            problems = plural("{number} problem", "{number} problems", len(stopping))
            raise Abort(
                self.language.told("The glossary has {problems}; nothing was written.", problems=problems)
            )

    on_config = CombinedEvent(_stay_beside_the_old_site, _build_glossary)

    def _put_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Puts the built files in the place of their sources. Edit links keep leading to the source."""
        return files if is_translated(config) else self._with_ours(files, config)

    @event_priority(LAST)
    def _put_files_last(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Does so after a plugin that makes new files of the sources alone."""
        if not is_translated(config):
            return files
        if self.has_glossary:
            files = self._with_ours(files, config)
            enter(files, config)
            return files
        self._remove_inputs(files)
        for path, dest_uri in self.own_pages.items():
            if path in files.src_uris:
                files.remove(files.src_uris[path])
            file = PageElsewhere.made_by(partial(self._made, path, False), path, config)
            file.dest_uri = dest_uri
            files.append(file)
        return files

    on_files = CombinedEvent(_put_files, _put_files_last)

    def _remove_inputs(self, files: Files) -> None:
        for file in list(files):
            # A new page that cannot be read yet has no finished form.
            if is_input(file.src_uri) or (
                file.src_uri.startswith(f"{CONCEPTS}/") and file.src_uri not in self.last.output.files
            ):
                files.remove(file)

    def _with_ours(self, files: Files, config: MkDocsConfig) -> Files:
        output, on_demand = self.last.output, not self.dirty and allows_on_demand(config, self)
        self._remove_inputs(files)
        self.own_pages: dict[str, str] = {}
        for path in output.files:
            source = files.get_file_from_path(path)
            if not self.config.whole_site and keeps_its_own(path, source is not None):
                continue
            file = LazyFile.made_by(partial(self._made, path, on_demand), path, config)
            if source:
                # Other plugins look there for the day on which a page was changed, and the like.
                file.abs_src_path = source.abs_src_path
                file.edit_uri = source.edit_uri
                files.remove(source)
            files.append(file)
            if file.is_documentation_page():
                self.own_pages[path] = file.dest_uri
        for path in output.verbatim:
            # Under another name, or MkDocs would make a page of it.
            file = LazyFile.made_by(partial(self._verbatim, path), f"{path}.txt", config)
            file.dest_uri = path
            files.append(file)
        self.hashed = hashed_names(files)
        for path, hashed in self.hashed.items():
            files.append(File.generated(config, hashed, content=compact(files.src_uris[path].content_bytes)))
        return HeldFiles(files) if on_demand else files

    def _made(self, path: str, on_demand: bool) -> str | bytes:
        """A file of the newest output: while serving, it is not always the one that MkDocs began with."""
        output = self.last.output
        if path == PAGE_TITLES and path in output.files:
            # Other plugins may have given pages other addresses, such as the posts of a blog.
            return page_titles(output.others, self.addresses)
        return (output.print_frames if on_demand and path in output.print_frames else output.files)[path]

    def _verbatim(self, path: str) -> str | bytes:
        return self.last.output.verbatim[path]

    def _is_linked(self, file: File) -> bool:
        # Those of the glossary are made, also where one took the place of a source.
        return (
            self.has_glossary
            and not isinstance(file, LazyFile)
            and is_within(file.src_uri, self.config.link_in)
        )

    def _with_links(self, markdown: str, file: File) -> str:
        output = self.last.output
        return with_links(markdown, file.src_uri, output.names, output.concepts)

    def _source(self, file: File) -> str:
        """All that the HTML of a page is made of beside what all pages have in common."""
        text = file.content_string
        return self._with_links(text, file) if self._is_linked(file) else text

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Knows where pages will stand, and keeps MkDocs from making all of them at once."""
        read_titles(nav, config)
        self.addresses = {file.src_uri: file.url for file in files.documentation_pages()}
        included = InclusionLevel.is_in_serve if self.serving else InclusionLevel.is_included
        self.site = (
            Site(config, files, nav, included, self.last.output.print_frames.keys())
            if isinstance(files, HeldFiles)
            else None
        )

    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Gives the theme its words, and has pages link to stylesheets by names that hold a hash."""
        # MkDocs has put the extension in, with translations of a theme's own.
        env.install_gettext_translations(self.language.words, newstyle=True)  # type: ignore[attr-defined]
        plain = env.filters["url"]

        @pass_context
        def url(context: Context, value: str) -> str:
            return str(plain(context, self.hashed.get(value, value)))

        env.filters["url"] = url
        if self.site:
            self.site.env = env
            self.site.source = self._source

    @event_priority(FIRST)
    def _write_site(self, *, config: MkDocsConfig) -> None:
        """Makes the site, before other plugins look at it."""
        if self.site and not self.serves_on_demand:
            basis = None if self.serving else page_basis(config, self, self.site)
            assert self.last.store
            # Who else worked on the finished files would change those of the old site with them.
            self.site.former = self.site_dir if self.beside and basis else None
            self.site.write_all(self.last.store, basis)

    @event_priority(LAST)
    def _replace_old_site(self, *, config: MkDocsConfig) -> None:
        """Puts the new site in the place of the old one, after other plugins have worked on it."""
        if self.beside and builds_all(config) and not will_fail():
            replace_site(self.site_dir, self.beside)
            config.site_dir = str(self.site_dir)
            shown = os.path.relpath(self.site_dir)
            log.info(
                self.language.told("The new site is complete and has taken its place: {folder}", folder=shown)
            )

    on_post_build = CombinedEvent(_write_site, _replace_old_site)

    def on_shutdown(self) -> None:
        """Keeps what can be used again, and removes what is left of a build that failed."""
        if self.last.store:
            self.last.store.close()
        if self.beside:
            shutil.rmtree(self.beside, ignore_errors=True)

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Links a page in the folders of `link_in`, once other plugins have said what its text is."""
        return self._with_links(markdown, page.file) if self._is_linked(page.file) else markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Gives a page of the glossary its template, and marks what the editions to print take from it."""
        if self.has_theme and "page_type" in page.meta:
            page.meta.setdefault("template", "glossary.html")
        return marked(html) if self.site and is_article(page.file) else html

    def _concept(self, file: File) -> Concept | None:
        concept = self.last.output.concepts.get(slug_of_path(file.src_uri))
        return concept if concept and concept.path == file.src_uri else None

    @event_priority(FIRST)
    def _tell_search(self, context: TemplateContext, /, *, page: Page, **_: object) -> None:
        """Has the search of other plugins find a concept by what people type."""
        if concept := self._concept(page.file):
            page.content = before_sections(page.content or "", typed_words(concept))

    @event_priority(LAST)
    def _show_as_written(self, context: TemplateContext, /, *, page: Page, **_: object) -> None:
        """Takes it out again: nobody is to read it."""
        if concept := self._concept(page.file):
            page.content = (page.content or "").replace(typed_words(concept), "", 1)

    on_page_context = CombinedEvent(_tell_search, _show_as_written)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Takes it, and says in the browser what is wrong with the sources, while serving."""
        if self.site and is_article(page.file):
            output, article = taken(output)
            self.site.keep_article(page.file.name, article)
        if self._is_linked(page.file) and not self.config.whole_site:
            # Our own frame brings it along.
            script = get_relative_url("embed/v1.js", page.url)
            output = output.replace(
                "</body>", f'<script src="{script}" data-enhance="article" defer></script>\n</body>'
            )
        path = os.path.relpath(Path(config.docs_dir, page.file.src_uri))
        return self.last.with_bar(output, path) if self.serving else output

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]
    ) -> LiveReloadServer:
        """Serves pages as their sources are, unless MkDocs has rendered all; watches our templates."""
        for folder in (OWN_THEME, THEME_OF_WHOLE_SITE):
            server.watch(str(folder))
        if not (self.site and self.serves_on_demand):
            return server
        return OnDemandServer(server, self.last, self._site)

    def _site(self) -> Site:
        assert self.site
        return self.site
