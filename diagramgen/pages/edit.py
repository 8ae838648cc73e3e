"""Where a generated page is edited: the line of the model that declares what it shows."""

from __future__ import annotations

import re
from pathlib import Path, PurePath

INSTALLED = frozenset({"site-packages", "dist-packages"})
"""Folders of programs that are installed: nobody edits a model there."""


def repository(folder: Path) -> Path:
    """The nearest folder around a site that is under version control; without one the site's own."""
    marks = (".git", ".hg", ".svn")  # in a work tree or a submodule, .git is a file
    return next((near for near in (folder, *folder.parents) if any((near / mark).exists() for mark in marks)), folder)


def source_uri(file: PurePath, docs: PurePath, root: PurePath) -> str | None:
    """A file of the model as a path from the folder of the docs, with forward slashes.

    None where it lies outside of the repository at `root`, or is installed: no link leads there.
    """
    try:
        inside, start = file.relative_to(root).parts, docs.relative_to(root).parts
    except ValueError:
        return None
    if INSTALLED & set(inside):
        return None
    shared = 0
    while shared < min(len(inside) - 1, len(start)) and inside[shared] == start[shared]:
        shared += 1
    return "/".join((*[".."] * (len(start) - shared), *inside[shared:]))


def edit_url(url: str, line: int) -> str | None:
    """The address that a site generator put together, without `..`, and at the line.

    None where the steps upwards leave the repository.
    """
    found = re.fullmatch(r"([a-z][a-z0-9+.-]*://[^/?#]*/?|/?)(.*)", url, re.DOTALL | re.IGNORECASE)
    assert found is not None, "both parts may be empty"
    kept: list[str] = []
    for part in found[2].split("/"):
        if part != "..":
            kept.append(part)
        elif kept and re.fullmatch(r"[^?#=]+", kept[-1]) and kept[-1] != "..":
            kept.pop()
        else:
            return None
    whole = found[1] + "/".join(kept)
    if not line or "#" in whole:
        return whole
    return f"{whole}#{'lines-' if '//bitbucket.org/' in whole else 'L'}{line}"
