"""A running `mkdocs serve`, as a writer has it beside the editor."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.command import environment
from tests.htmlread import Tag, read


class Server:
    """A running `mkdocs serve`."""

    def __init__(self, address: str, log: Path) -> None:
        self.address = address
        self.log = log

    def get(self, path: str) -> Tag | None:
        """A page as it is served now; None while there is none."""
        try:
            with urllib.request.urlopen(f"{self.address}/{path}", timeout=10) as response:
                return read(response.read().decode())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return None

    def until(self, path: str, right: Callable[[Tag], bool], seconds: float = 40) -> Tag:
        """The page as soon as it is right."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            page = self.get(path)
            if page is not None and right(page):
                return page
            time.sleep(0.1)
        raise AssertionError(f"{path} was not so within {seconds} s\n{self.log.read_text(encoding='utf-8')}")


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """`mkdocs serve` on a free port, ended in any case."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = folder / "serve.log"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder,
            env=environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield Server(f"http://127.0.0.1:{port}", log)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def banner(page: Tag) -> str:
    """What the banner says; empty where there is none."""
    return "".join(tag.text for tag in page.all("div", class_="diagram-broken"))


def rows(page: Tag) -> list[str]:
    return [tr["data-connection"] for tr in page.all("tr") if "data-connection" in tr.attributes]
