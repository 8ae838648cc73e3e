"""The git repository around a folder: its tags and revisions, and the files of one.

The work tree and the index are neither read nor changed.
"""

from __future__ import annotations

import os
import posixpath
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from diagramgen.errors import EnvironmentFailure, Location, Problem, UsageError, did_you_mean
from diagramgen.load.find import DOCUMENT_SUFFIXES
from diagramgen.schema.label import EARLY

INSTALL_GIT = "install git, or compare folders or files"
NO_CHANGES = "take out the setting changes: the site then has no such pages"
FETCH = "git fetch --unshallow --tags (fetch-depth: 0 on GitHub, GIT_DEPTH: 0 on GitLab)"
"""How a clone gets all commits and tags."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag, the commit that it names, and when it was made."""

    name: str
    commit: str
    moment: int
    """In seconds."""
    date: str
    """The day, where it was made: `2026-05-06`."""


class Repository:
    """The git repository around a folder."""

    def __init__(self, base: Path, asked: str, *, tags: bool = False) -> None:
        """`asked` is the revision that is looked for, or a pattern of tags.

        Raises:
            EnvironmentFailure: git is not there, or can't be asked.
            UsageError: the folder is in no repository.
        """
        self.base = base
        try:
            found = self._git("rev-parse", "--show-toplevel", "--show-prefix")
        except FileNotFoundError:
            if tags:
                fact = f"there is no git to look for the tags {asked!r}"
                raise EnvironmentFailure(Problem(fact, fix=f"install git, or {NO_CHANGES}")) from None
            fact = f"there is no file or folder {asked!r}, and no git to look for a revision"
            raise EnvironmentFailure(Problem(fact, fix=INSTALL_GIT)) from None
        if found.returncode:
            said = found.stderr.decode(errors="replace").strip().splitlines()
            if "not a git repository" not in " ".join(said):
                raise EnvironmentFailure(Problem(f"git can't be asked for {asked!r}: {' '.join(said)}"))
            if tags:
                fact = f"this folder is in no git repository, so there are no tags {asked!r}"
                raise UsageError(Problem(fact, fix=f"work in a clone, or {NO_CHANGES}"))
            fact = f"{asked!r} is neither a file nor a folder, and this folder is in no git repository"
            raise UsageError(Problem(fact, fix="name a folder or a file with a model"))
        top, prefix, *_ = (*found.stdout.decode().splitlines(), "")
        self.top, self.prefix = Path(top), prefix

    def commit(self, revision: str) -> str | None:
        """The hash of a revision's commit; None if there is no such revision."""
        if not revision or revision.startswith("-"):
            return None
        found = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return found.stdout.decode().strip() if found.returncode == 0 else None

    def tags(self) -> tuple[Tag, ...]:
        """All tags of commits, in the order of their versions: v1.9, v1.10-rc1, v1.10."""
        # git knows no word that stands before a version until it is told.
        early = [f"{before}{word}" for known in EARLY for before in ("-", ".", "") for word in (known, known.upper())]
        suffixes = [part for suffix in early for part in ("-c", f"versionsort.suffix={suffix}")]
        form = "%(refname)%00%(creatordate:unix)%00%(creatordate:short)"
        listed = self._git(*suffixes, "for-each-ref", "--sort=version:refname", f"--format={form}", "refs/tags")
        found = [line.split("\0") for line in listed.stdout.decode(errors="replace").splitlines()]
        commits = self._commits([ref for ref, *_ in found])
        return tuple(
            Tag(ref.removeprefix("refs/tags/"), commit, int(moment), date)
            for (ref, moment, date), commit in zip(found, commits, strict=True)
            if commit
        )

    def dated(self, commit: str) -> tuple[int, str]:
        """When a commit was made, in seconds and as a day."""
        moment, _, date = self._git("show", "-s", "--format=%ct %cs", commit).stdout.decode().strip().partition(" ")
        return int(moment or 0), date

    @cached_property
    def shallow(self) -> bool:
        """Whether commits are missing."""
        return self._git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true"

    @cached_property
    def head(self) -> str:
        """The commit that is checked out; nothing where there is none yet."""
        return self.commit("HEAD") or ""

    def inside(self, name: str) -> str | None:
        """Where a file or folder that is named from our folder lies, from the repository's top; None if elsewhere."""
        if not Path(name).is_absolute():
            path = posixpath.normpath(f"{self.prefix}{Path(name).as_posix()}")
            return path if path.partition("/")[0] != ".." else None
        # A link that the path goes through is followed; one that is the model itself may have led elsewhere then.
        plain = Path(os.path.normpath(name))
        for found in (plain, plain.parent.resolve() / plain.name, plain.resolve()):
            if found.is_relative_to(self.top):
                return found.relative_to(self.top).as_posix()
        return None

    def has(self, commit: str, name: str) -> bool:
        """Whether a commit has the file or folder that is named from our folder."""
        path = self.inside(name)
        return path == "." or (path is not None and bool(self._git("ls-tree", commit, "--", path, at=self.top).stdout))

    def _commits(self, refs: Sequence[str]) -> list[str]:
        """The hash of each one's commit; nothing for one that names no commit, or one that is not here."""
        asked = "".join(f"{ref}^{{commit}}\n" for ref in refs)
        told = self._git("cat-file", "--batch-check=%(objectname)", given=asked.encode()).stdout.decode().splitlines()
        return ["" if " " in line else line for line in told]

    def unknown(self, revision: str) -> Problem:
        """Why there is no such revision, and what was meant."""
        names = self._git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
        known = names.stdout.decode(errors="replace").split()
        fix = did_you_mean(revision, known)
        if self.shallow:
            shallow = "this clone is shallow: git fetch --unshallow (fetch-depth: 0 in a workflow)"
            fix = f"{shallow}; {fix}" if fix else shallow
        return Problem(f"{revision!r} is neither a file, a folder nor a revision", fix=fix)

    def in_submodule(self, revision: str, commit: str, path: str) -> Problem | None:
        """That a path, from the top, is a submodule in a commit; None if it is not."""
        if not self._git("ls-tree", commit, "--", path, at=self.top).stdout.startswith(b"160000"):
            return None
        fix = f"run the command inside of {path}, with the revision that it had then"
        return Problem("is a submodule, whose files git archive does not take", Location(f"{revision}:{path}"), fix)

    def without_model(self, revision: str, commit: str, path: str) -> Problem:
        """That a revision has no model at a path from the top, and what was meant."""
        where, name = Location(f"{revision}:{path}"), path.removeprefix(self.prefix)
        listed = self._git("ls-tree", "-r", "--name-only", commit, at=self.top).stdout.decode(errors="replace")
        files = [file for file in listed.splitlines() if file.startswith(self.prefix)]
        models = [f for f in files if f.endswith(("/__init__.py", *(f"model{suffix}" for suffix in DOCUMENT_SUFFIXES)))]
        found = [file.removeprefix(self.prefix).removesuffix("/__init__.py") for file in models]
        near = did_you_mean(name, found) if found else ""
        fix = f"name it as {revision}:PATH" + (f"; {near}" if near else "")
        return Problem("the revision has no model here", where, fix)

    @contextmanager
    def files(self, commit: str, revision: str) -> Iterator[Path]:
        """The files of a revision in a folder that is gone afterwards."""
        with tempfile.TemporaryDirectory(prefix="diagramgen-", ignore_cleanup_errors=True) as folder:
            command = ["git", "archive", "--format=tar", commit]
            with (
                tempfile.TemporaryFile() as said,
                subprocess.Popen(command, cwd=self.top, stdout=subprocess.PIPE, stderr=said) as process,
            ):
                assert process.stdout is not None, "it is a pipe"
                try:
                    with tarfile.open(fileobj=process.stdout, mode="r|") as archive:
                        archive.extractall(folder, filter=_inside)
                except tarfile.ReadError as error:
                    process.wait()
                    said.seek(0)
                    reason = " ".join(said.read().decode(errors="replace").split()) or str(error)
                    raise EnvironmentFailure(Problem(f"git archive of {revision} failed: {reason}")) from None
            yield Path(folder)

    def _git(self, *arguments: str, at: Path | None = None, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["git", *arguments], cwd=at or self.base, capture_output=True, check=False, input=given)


def _inside(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Leave out what would lie elsewhere, as a link out of the repository does."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None
