"""A browser, and the project's own site served to it by this machine alone."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.reader import Open, Serve, ready
from tests.site import build, own_project, said, shop_project

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as it is installed here; the tests that need it are skipped, loudly, where there is none."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is None:
        pytest.skip(f"NO BROWSER: none of {', '.join(NAMES)} is installed; pages were not opened")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Path:
    """The project's own site."""
    folder = own_project(tmp_path_factory.mktemp("shown"), cache_dir)
    done = build(folder, "--strict")
    assert (done.returncode, said(done)) == (0, []), done.stderr
    return folder / "site"


OWN = """\
# Own

```diagram
view: service--shop-api
```

```connections
service: shop-api
direction: outgoing
columns: [port, number, data]
```

```section
service: shop-api
section: incoming
```
"""
"""A page of a writer's own, with columns of his choice and a part of another page."""

HALF = OWN.partition("```section")[0]
"""The same without the rows of the connections that come in."""


PATIENCE = 120_000
"""Milliseconds that a page may take: 3,000 rows on a busy machine come late, and are no less right."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing."""


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a page that is closed lets its requests go."""


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a page of the site in a window of its own; it must throw no error until the test is over."""
    contexts, errors = [], []

    def opened(path: str, width: int = 1440, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(path if "://" in path else f"{address}/{path}")
        return page if options.get("java_script_enabled") is False else ready(page)

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


@contextmanager
def served(folder: Path, policy: Callable[[str], str] | None = None) -> Iterator[str]:
    """The address of a folder while it is served, with the content security policy for each path."""

    class Handler(_Quiet):
        def end_headers(self) -> None:
            if policy is not None:
                self.send_header("Content-Security-Policy", policy(self.path))
            super().end_headers()

    with _Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """A context in which a folder is served."""
    return served


@pytest.fixture(scope="session")
def address(built_site: Path) -> Iterator[str]:
    """Where the site is served."""
    with served(built_site) as found:
        yield found


@pytest.fixture(scope="session")
def shop_address(tmp_path_factory: pytest.TempPathFactory, cache_dir: Path) -> Iterator[str]:
    """Where the site of the shop is served: it has what the project's own model has not."""
    folder = shop_project(tmp_path_factory.mktemp("shop"), cache_dir)
    (folder / "docs" / "own.md").write_text(OWN, encoding="utf-8")
    (folder / "docs" / "half.md").write_text(HALF, encoding="utf-8")
    assert build(folder).returncode == 0
    with served(folder / "site") as found:
        yield found
