"""The MkDocs plugin: hands what `build()` makes to MkDocs. The only module that imports it."""

import os
import re
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Literal

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files

from .build import Output, build
from .calendar_day import today
from .exports.hosting import HASHED
from .problem import Problem, counted
from .site_config import bundled_theme, newsletter_problems, site_root
from .source import is_input

log = get_plugin_logger(__name__)

# The theme's stylesheets, and a project's own beside them; those of the theme underneath have hashes in their names.
_STYLESHEET = re.compile(r"assets/stylesheets/[\w-]+\.css")
# The address of a file beside the stylesheet, which another folder would lead astray.
_BESIDE = re.compile(rb"""(?:@import\s++(?!url\()|\burl\()\s*+["']?+(?!\.\./|[/#]|[a-z][a-z0-9+.-]*:)""", re.I)


class GlossaryPlugin(BasePlugin):
    """Replaces concept pages with their finished form and adds the generated pages."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remembers the command: while serving, a broken page must not take the site down."""
        self.serving = command == "serve"
        self.output = Output()
        self.hashed: dict[str, str] = {}

    def on_config(self, config: MkDocsConfig) -> None:
        """Builds the glossary before MkDocs empties the old site, and stops there if it has a problem."""
        theme = bundled_theme()
        if theme and config.theme.name == "material":
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(theme))
        output = build(Path(config.docs_dir), today(), site_root(config.site_url), config.site_name, config.site_description or "")
        problems = [*self._settings_problems(config), *output.problems]
        for problem in problems:
            log.error("%s", replace(problem, path=os.path.relpath(Path(config.docs_dir, problem.path))))
        if problems and not (self.serving and (output.files or self.output.files)):
            raise Abort(f"The glossary has {counted(len(problems), 'problem')}; nothing was written.")
        if output.files:
            # The concepts are read again next time; kept, they would double the memory of a large site.
            self.output = replace(output, concepts={})
        else:
            log.error("The site stays as it was until this is mended.")

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Puts the built files in the place of their sources. Edit links keep leading to the source."""
        for file in list(files):
            if is_input(file.src_uri):
                files.remove(file)
        for path, content in self.output.files.items():
            file = File.generated(config, path, content=content)
            source = files.get_file_from_path(path)
            if source:
                file.edit_uri = source.edit_uri
                files.remove(source)
            files.append(file)
        for path, content in self.output.verbatim.items():
            # Under another name, or MkDocs would make a page of it.
            file = File.generated(config, f"{path}.txt", content=content)
            file.dest_uri = path
            files.append(file)
        sheets = [file for file in files if _STYLESHEET.fullmatch(file.src_uri) and not _BESIDE.search(file.content_bytes)]
        self.hashed = {file.src_uri: _hashed(file) for file in sheets}
        for path, hashed in self.hashed.items():
            files.append(File.generated(config, hashed, content=files.src_uris[path].content_bytes))
        if not self.serving:
            # MkDocs has the files now, and the glossary of a large site fills the memory.
            self.output = Output()

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Lets pages link to a stylesheet by the name that holds its hash, so that browsers can keep it."""
        plain = env.filters["url"]

        @pass_context
        def url(context: Context, value: str) -> str:
            return str(plain(context, self.hashed.get(value, value)))

        env.filters["url"] = url

    def _settings_problems(self, config: MkDocsConfig) -> list[Problem]:
        path = os.path.relpath(config.config_file_path, config.docs_dir)
        return newsletter_problems(Path(config.config_file_path).read_text("utf-8"), config.extra.get("newsletter"), path)


def _hashed(file: File) -> str:
    """Where a file lies by the hash of what is in it: `assets/hashed/text.0f3a9c12.css`."""
    name, dot, ending = Path(file.src_uri).name.rpartition(".")
    return f"{HASHED}/{name}.{sha256(file.content_bytes).hexdigest()[:8]}{dot}{ending}"
