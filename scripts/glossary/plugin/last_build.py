"""The glossary as it was last built, kept up to date with its folder, and what is wrong with it now."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from .. import report
from ..calendar_day import today
from ..checks import PageFacts
from ..languages import ENGLISH
from ..problem import Problem, plural
from ..reading.config_file import PLUGIN, ConfigFile, config_values
from ..reading.site_config import config_problems, site_info
from ..reading.snapshot import snapshot
from ..site.build import Output, build
from ..site.memory import Memory
from .page_basis import engine_fingerprint
from .store import Store, digest

log = get_plugin_logger(__name__)


class StoredMemory(Memory):
    """A memory that begins with what an earlier process has left."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store
        self._engine = engine_fingerprint()

    def page_facts(self, path: str, key: tuple[str | None, ...], make: Callable[[], PageFacts]) -> PageFacts:
        """What `make()` knows of the page at `path`, which is made of the texts of `key`."""

        def stored() -> PageFacts:
            own = digest(self._engine, *key)
            facts = self._store.get(PageFacts, path, own)
            if facts is None:
                facts = make()
                self._store.put(path, own, facts)
            return facts

        return super().page_facts(path, key, stored)


class LastBuild:
    """What `build()` made of a project.

    `output` is the last one that could be shown, `problems` is all that is wrong with the newest
    source, as the terminal shows it, and `stale` says that the newest could not be shown.
    """

    def __init__(self, serving: bool) -> None:
        """`serving` says that more builds will follow in this process."""
        self._serving = serving
        self.output = Output()
        self.files: frozenset[str] = frozenset()
        self.problems: list[Problem] = []
        self.stale = False
        self.language = ENGLISH
        self._state: object = None
        self.store: Store | None = None
        self._memory: StoredMemory | None = None

    @property
    def paths(self) -> tuple[frozenset[str], ...]:
        """The path of every file that the last good output was made of, and of every file in it."""
        return self.files, frozenset(self.output.files), frozenset(self.output.verbatim)

    def update(self, config: MkDocsConfig) -> bool:
        """Builds again if anything has changed, and tells of other problems. Whether it has."""
        folder, settings = Path(config.docs_dir), Path(config.config_file_path)
        text = settings.read_text("utf-8")
        file = ConfigFile(config_values(settings, text), text, os.path.relpath(settings, folder))
        site, wrong = site_info(file, config, config.theme.get("language"), dict(config.extra))
        custom_dir = config.theme.custom_dir
        wrong += config_problems(file, folder, Path(custom_dir) if custom_dir else None)
        site = replace(
            site,
            in_handbook=not config.plugins[PLUGIN].config["whole_site"],
            for_authors=self._serving,
        )
        # Looked at before the files are read: what is saved meanwhile is noticed the next time.
        state = snapshot(folder), today(), site, wrong
        if state == self._state:
            return False
        if self.store is None or self._memory is None:
            self.store = Store(settings.parent)
            self._memory = StoredMemory(self.store)
        output = build(*state[:3], self._memory)
        if self._serving:
            # Further builds remember by themselves, and others may use the store.
            self.store.close()
        # A build that raises has taken nothing over, and is tried again.
        self._state = state
        problems = [*wrong, *output.problems]
        self.stale = not output.files
        if not self.stale:
            self.output = output
            self.files = frozenset(state[0].stamps)
        self.language = site.language
        words = self.language.words
        self._tell([problem.said(words, lambda path: os.path.relpath(folder / path)) for problem in problems])
        return True

    def with_bar(self, html: str, path: str | None = None) -> str:
        """A page that says in the browser what is wrong; see `report.with_bar`."""
        return report.with_bar(html, self.problems, self.language, self.stale, path)

    def _tell(self, problems: list[Problem]) -> None:
        if problems == self.problems:
            return
        notes = [problem for problem in problems if problem.is_note]
        for problem in problems:
            if not problem.is_note:
                log.error("%s", problem)
        if notes:
            # A new page alone would bring more than anybody reads here.
            found = plural("{number} note", "{number} notes", len(notes))
            log.info(self.language.told("{notes}; to read them: glossary check", notes=found))
        if self.stale:
            log.error(self.language.told("The site stays as it was until this is mended."))
        if len(notes) == len(problems) < len(self.problems):
            log.info(self.language.told("No problem is left."))
        self.problems = problems
