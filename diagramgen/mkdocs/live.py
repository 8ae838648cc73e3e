"""What `mkdocs serve` needs to go on, whatever a writer does."""

from __future__ import annotations

import html
import logging
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.utils import CountHandler
from watchdog.events import FileModifiedEvent

from diagramgen.errors import Problem
from diagramgen.watch import INTERVAL, Sources

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

GRACE = 1.0
"""Seconds that MkDocs gets to see a change by itself."""


class Follower:
    """Sets off a build for a change that MkDocs does not see.

    MkDocs stops watching a folder that is gone for a moment (a checkout of another branch does
    that), and it knows nothing of our settings.
    """

    def __init__(self, server: LiveReloadServer, docs: Path, sources: Sources) -> None:
        """`docs` is a folder that the server watches as long as it runs."""
        self.server, self.docs, self.sources = server, docs, sources
        self._seen = sources.stamps()
        self._built = time.monotonic()
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="diagramgen", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._end.set()

    def built(self) -> None:
        """A build begins now; it sees all that was saved before."""
        self._built = time.monotonic()

    def _follow(self) -> None:
        while not self._end.wait(INTERVAL):
            now = self.sources.stamps()
            if now == self._seen:
                continue
            self._seen, changed = now, time.monotonic()
            if self._end.wait(GRACE):
                return
            if self._built < changed:
                self._set_off()

    def _set_off(self) -> None:
        event = FileModifiedEvent(str(self.docs / "index.md"))
        for emitter in self.server.observer.emitters:
            if Path(emitter.watch.path) == self.docs.resolve():
                emitter.queue_event(event)


def forgive_warnings() -> None:
    """Let strict mode count no warning in this build: it would end the server, or leave it stuck without a page."""
    logger = logging.getLogger("mkdocs")
    for handler in [found for found in logger.handlers if isinstance(found, CountHandler)]:
        logger.removeHandler(handler)


def banner(broken: str, problems: Sequence[Problem], stays: bool) -> str:
    """What stands on top of each page while the model or the settings are broken, as HTML; `broken` says which."""
    items = "".join(f"<li>{html.escape(str(problem))}</li>" for problem in problems)
    state = "This is the last good state of the site." if stays else "The pages of the model are missing."
    title = f"{html.escape(broken[:1].upper() + broken[1:])}. {state}"
    return (
        f'<div class="admonition failure diagram-broken"><p class="admonition-title">{title}</p><ul>{items}</ul></div>'
    )
