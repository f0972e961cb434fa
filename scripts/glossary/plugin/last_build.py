"""The glossary as it was last built, kept up to date with its folder, and what is wrong with it now."""

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from ..calendar_day import today
from ..problem import Problem
from ..reading.site_config import missing_files, read_extra, site_root, theme_language
from ..site.build import Output, build
from .page_basis import engine_fingerprint
from .snapshot import snapshot
from .stored_memory import StoredMemory

log = get_plugin_logger(__name__)


class LastBuild:
    """What `build()` made of a project.

    `output` is the last one that could be shown, `problems` is all that is wrong with the newest
    source, with paths as the terminal shows them, and `stale` says that the newest could not be shown.
    """

    def __init__(self, serving: bool) -> None:
        """`serving` says that more builds will follow in this process."""
        self._serving = serving
        self.output = Output()
        self.files: frozenset[str] = frozenset()
        self.problems: list[Problem] = []
        self.stale = False
        self._state: object = None
        self._memory: StoredMemory | None = None

    @property
    def paths(self) -> tuple[frozenset[str], ...]:
        """The path of every file that the last good output was made of, and of every file in it."""
        return self.files, frozenset(self.output.files), frozenset(self.output.verbatim)

    def update(self, config: MkDocsConfig) -> bool:
        """Builds again if anything has changed since the last time; whether it did. Tells of problems when
        they change.
        """
        folder, settings = Path(config.docs_dir), Path(config.config_file_path)
        text, shown = settings.read_text("utf-8"), os.path.relpath(settings, folder)
        extra, wrong = read_extra(text, dict(config.extra), shown)
        wrong += missing_files(
            text, folder, Path(config.theme.custom_dir) if config.theme.custom_dir else None, shown
        )
        site = (
            site_root(config.site_url),
            config.site_name,
            config.site_description or "",
            theme_language(dict(config.theme)),
            extra.embed_element,
        )
        arguments = (folder, today(), *site)
        # Looked at before the files are read: what is saved meanwhile is noticed the next time.
        sources = snapshot(folder)
        if (sources, arguments, wrong) == self._state:
            return False
        self._state = sources, arguments, wrong
        is_first = self._memory is None
        self._memory = self._memory or StoredMemory(settings.parent, engine_fingerprint())
        output = build(*arguments, shows_empty=self._serving, memory=self._memory)
        if is_first:
            self._memory.store(is_last=not self._serving)
        problems = [*wrong, *output.problems]
        self.stale = not output.files
        if not self.stale:
            self.output = output
            self.files = frozenset(sources)
        self._tell([problem.shown(lambda path: os.path.relpath(folder / path)) for problem in problems])
        return True

    def _tell(self, problems: list[Problem]) -> None:
        if problems == self.problems:
            return
        for problem in problems:
            log.error("%s", problem)
        if self.stale:
            log.error("The site stays as it was until this is mended.")
        if not problems:
            log.info("No problem is left.")
        self.problems = problems
