"""Repositories with a model that has versions."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="THERE IS NO GIT HERE: tags are not tested")


def git(folder: Path, *arguments: str, date: str = "2026-01-01") -> str:
    """What git says; commits and tags are made on this day."""
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "protocol.file.allow=always")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    dated = {f"GIT_{who}_DATE": f"{date}T23:30:00 -0500" for who in ("AUTHOR", "COMMITTER")}
    found = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, check=True, capture_output=True, text=True, env=kept | dated
    )
    return found.stdout.strip()


def write(folder: Path, name: str, text: str) -> None:
    """A file, with the folders above it."""
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def release(folder: Path, tag: str, date: str = "2026-01-01", **files: str) -> None:
    """Commit files (`model` is model.yaml) and tag the commit."""
    for name, text in files.items():
        write(folder, "model.yaml" if name == "model" else name, text)
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", tag, date=date)
    git(folder, "tag", tag)


def repository(folder: Path) -> Path:
    """An empty repository."""
    folder.mkdir(parents=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


HEAD = """title: Bookshop
zones:
  - {id: cluster, name: Cluster, boundary: inside}
  - {id: internet, name: Internet, boundary: outside}
"""


def shop(connections: Sequence[str], *, further: str = "", endpoints: Sequence[str] = ()) -> str:
    """A model in YAML: a shop, its orders and a bank, and these connections."""
    ends = (
        "{id: shop, kind: service, name: Web shop, zone: cluster}",
        "{id: orders, kind: datastore, name: Orders, zone: cluster}",
        "{id: bank, kind: external, name: Bank, zone: internet}",
        *endpoints,
    )
    lists = (("endpoints", ends), ("connections", connections))
    body = "".join(f"{name}:\n" + "".join(f"  - {item}\n" for item in items) for name, items in lists if items)
    return HEAD + body + further


STORE = "{number: 1, source: shop, destination: orders, protocol: postgres, ports: 5432, data: Orders.}"
PAY = "{number: 2, source: shop, destination: bank, protocol: https, ports: 443, data: Payments.}"
PAY_MORE = PAY.replace("443", '"443, 8443"')
REFUND = "{number: 3, source: bank, destination: shop, protocol: https, ports: 9443, data: Refunds <b>.}"
