"""MkDocs' development server, for a site whose files are made when a browser asks for them."""

import gc
import os
import posixpath
import socket
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from ..languages import Language
from ..reading.snapshot import Snapshot, snapshot
from .last_build import LastBuild
from .on_demand import Site
from .stylesheets import hashed_names


class OnDemandServer(LiveReloadServer):
    """Reload, redirects, error pages and types of files stay MkDocs' own.

    Each request first looks whether a page was saved, so no answer is older than the sources. The
    watcher only makes browsers ask again. One thread at a time works on the site: it holds
    `_epoch_cond`, on which MkDocs' requests wait for a rebuild and which they give up meanwhile.
    """

    def __init__(self, plain: LiveReloadServer, last: LastBuild, site: Callable[[], Site]) -> None:
        """Takes the place of `plain`, which was not started. `site()` is what MkDocs has last prepared."""
        host, port = plain.server_address[:2]
        # Half a second, as MkDocs looks, is as long as everything else takes together.
        super().__init__(
            self._refresh_or_rebuild, str(host), int(port), plain.root, plain.mount_path, polling_interval=0.1
        )
        plain.server_close()
        self.build_delay = 0.05
        self._plain_error = plain.error_handler
        self.error_handler = self._error_page
        self.rebuild, self.last, self.site = plain.builder, last, site
        self.pages = os.path.abspath(site().config.docs_dir)
        self.in_flight: list[str] = []
        for path in plain._watched_paths:
            self.watch(path)

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serves until it is interrupted."""
        self.around = self._around_the_pages()
        # What the first build has made stays; looking through it again and again would cost each edit a tenth
        # of a second.
        gc.freeze()
        super().serve(open_in_browser=open_in_browser)  # type: ignore[no-untyped-call]  # MkDocs' own

    def _around_the_pages(self) -> list[Snapshot]:
        """The state of configuration, theme and whatever else is watched."""
        return [snapshot(Path(path)) for path in self._watched_paths if path != self.pages]

    def _refresh_or_rebuild(self) -> None:
        with self._epoch_cond:
            around = self._around_the_pages()
            if around == self.around:
                self._refresh()
            else:
                self.around = around
                self.rebuild()
            # What the waiting requests were to get is old now, or gone.
            for address in self.in_flight:
                self.site().write(address)

    def _refresh(self) -> None:
        """Takes over what was saved in the pages' folder. MkDocs begins anew only if there are other files
        than before, or another title in the navigation, which its own templates show too.
        """
        site, paths = self.site(), self.last.paths
        if not self.last.update(site.config):
            return
        if self.last.stale:
            site.remove_written()
        elif self.last.paths != paths or hashed_names(site.files) != site.hashed:
            self.rebuild()
        else:
            shown = site.shown_in_nav
            site.forget()
            if site.shown_in_nav != shown:
                self.rebuild()

    def _serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if path.startswith("/livereload/"):
            return super()._serve_request(environ, start_response)
        # Without a slash at its end, the address of a page is redirected, if there is the page.
        address = posixpath.normpath("/" + path.removeprefix(self.mount_path)).lstrip("/")
        files = [address, posixpath.join(address, "index.html")]
        with self._epoch_cond:
            self._refresh()
            for file in files:
                self.site().write(file)
            self.in_flight += files
            try:
                return super()._serve_request(environ, start_response)
            finally:
                for file in files:
                    self.in_flight.remove(file)

    def _error_page(self, code: int) -> bytes | None:
        html = self._plain_error(code)
        return html and self.last.with_bar(html.decode()).encode()


def probe(host: str, port: int, language: Language) -> None:
    """Raises `Abort` with the way out if nobody can listen there, before anything was built."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        raise Abort(
            language.told(
                "{address} cannot be served from ({reason}); choose another port: make serve PORT={other}, "
                "or mkdocs serve --dev-addr {host}:{other}",
                address=f"{host}:{port}",
                reason=error.strerror,
                host=host,
                other=port + 1,
            )
        ) from error
