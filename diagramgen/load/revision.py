"""A revision of the model's git repository → a model: taken by `git archive`, loaded in a process of its own.

The work tree and the index are neither read nor changed. All files of the revision are taken, because a
model may read its neighbours.
"""

from __future__ import annotations

import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from diagramgen.errors import ContentError, EnvironmentFailure, Location, Problem, UsageError, did_you_mean
from diagramgen.load.apart import load_apart
from diagramgen.load.find import DEFAULT_PLACES, DOCUMENT_SUFFIXES
from diagramgen.schema import Architecture

INSTALL_GIT = "install git, or compare folders or files"


def load_side(name: str, source: str | None, configured: str | None, base: Path) -> Architecture:
    """The model that `name` means: a folder or file if there is one of that name, else a git revision.

    `source` is the model that the command line names, `configured` the one of the configuration; a
    revision is searched for them. `REVISION:PATH` names another one.

    Raises:
        UsageError: it is neither.
        ContentError: there is no model, or it is wrong.
        EnvironmentFailure: git is not there, or failed.
    """
    path = base / name
    if name and path.exists():
        return load_apart(_model_at(name, path), base)
    revision, colon, inside = name.partition(":")
    repository = _Repository(base, name)
    commit = repository.commit(revision)
    if commit is None:
        raise UsageError(repository.unknown(revision))
    with repository.files(commit, revision) as root:
        folder = root / repository.prefix
        wanted = inside if colon else source
        found = _model_in(folder, wanted, None if colon else configured)
        if found is None:
            raise ContentError(repository.without_model(revision, commit, wanted or configured))
        return load_apart(found, folder, f"{revision}:{repository.prefix}")


def _model_at(name: str, path: Path) -> str:
    """The model in a folder of a project; the folder or file itself where it is a model."""
    if not path.is_dir() or (path / "__init__.py").exists():
        return name
    for place in DEFAULT_PLACES:
        if (path / place).exists():
            return (Path(name) / place).as_posix()
    fix = f"name the model itself; for a branch or tag of this name write heads/{name} or tags/{name}"
    raise UsageError(Problem(f"there is no model in {name}", fix=fix))


def _model_in(folder: Path, wanted: str | None, configured: str | None) -> str | None:
    """The model in the files of a revision: what is asked for, else what is usual."""
    for name in [wanted] if wanted else [configured, *DEFAULT_PLACES]:
        if name and _is_there(folder, name):
            return name
    return None


def _is_there(folder: Path, name: str) -> bool:
    path = folder / name
    if path.is_dir():
        return any(path.iterdir())  # git archive leaves an empty folder in the place of a submodule
    package = folder / name.partition(":")[0].replace(".", "/")
    return path.is_file() or (":" in name and (package.is_dir() or package.with_suffix(".py").is_file()))


class _Repository:
    """The git repository around a folder."""

    def __init__(self, base: Path, asked: str) -> None:
        self.base = base
        try:
            found = self._git("rev-parse", "--show-toplevel", "--show-prefix")
        except FileNotFoundError:
            fact = f"there is no file or folder {asked!r}, and no git to look for a revision"
            raise EnvironmentFailure(Problem(fact, fix=INSTALL_GIT)) from None
        if found.returncode:
            fact = f"{asked!r} is neither a file nor a folder, and this folder is in no git repository"
            said = found.stderr.decode(errors="replace").strip().splitlines()
            if "not a git repository" not in " ".join(said):
                raise EnvironmentFailure(Problem(f"git can't be asked for {asked!r}: {' '.join(said)}"))
            raise UsageError(Problem(fact, fix="name a folder or a file with a model"))
        top, prefix, *_ = (*found.stdout.decode().splitlines(), "")
        self.top, self.prefix = Path(top), prefix

    def commit(self, revision: str) -> str | None:
        """The hash of a revision's commit; None if there is no such revision."""
        if not revision or revision.startswith("-"):
            return None
        found = self._git("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        return found.stdout.decode().strip() if found.returncode == 0 else None

    def unknown(self, revision: str) -> Problem:
        """Why there is no such revision, and what was meant."""
        names = self._git("for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/tags", "refs/remotes")
        known = names.stdout.decode(errors="replace").split()
        fix = did_you_mean(revision, known)
        if self._git("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
            shallow = "this clone is shallow: git fetch --unshallow (fetch-depth: 0 in a workflow)"
            fix = f"{shallow}; {fix}" if fix else shallow
        return Problem(f"{revision!r} is neither a file, a folder nor a revision", fix=fix)

    def without_model(self, revision: str, commit: str, wanted: str | None) -> Problem:
        """Why a revision has no model."""
        name = (wanted or DEFAULT_PLACES[0]).partition(":")[0]
        mode = self._git("ls-tree", commit, "--", f"{self.prefix}{name}", at=self.top).stdout[:6]
        where = Location(f"{revision}:{self.prefix}{name}")
        if mode == b"160000":
            fix = f"run the command inside of {name}, with the revision that it had then"
            return Problem("is a submodule, whose files git archive does not take", where, fix)
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

    def _git(self, *arguments: str, at: Path | None = None) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["git", *arguments], cwd=at or self.base, capture_output=True, check=False)


def _inside(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """Leave out what would lie elsewhere, as a link out of the repository does."""
    try:
        return tarfile.data_filter(member, folder)
    except tarfile.FilterError:
        return None
