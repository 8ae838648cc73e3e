"""A revision of the model's git repository → a model: taken by `git archive`, loaded in a process of its own.

All files of the revision are taken, because a model may read its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from diagramgen.errors import ContentError, Problem, UsageError
from diagramgen.load.apart import load_apart, read_apart, restored
from diagramgen.load.find import DEFAULT_PLACES
from diagramgen.load.repository import Repository
from diagramgen.schema import Architecture


class NoModelError(ContentError):
    """A revision has no model where one is looked for."""


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
        return load_apart(model_at(name, path), base)
    revision, colon, inside = name.partition(":")
    repository = Repository(base, name)
    commit = repository.commit(revision)
    if commit is None:
        raise UsageError(repository.unknown(revision))
    wanted = inside if colon else source
    places = [wanted] if wanted else usual_places(configured)
    return restored(read_revision(repository, commit, revision, places), f"{revision}:{repository.prefix}")


def usual_places(*configured: str | None) -> list[str]:
    """Where a model is looked for: where the configuration says, then where it usually lies."""
    return [*filter(None, configured), *DEFAULT_PLACES]


def read_revision(repository: Repository, commit: str, revision: str, places: Sequence[str]) -> dict[str, Any]:
    """The model of a commit as data for `restored`: the first that is there. `revision` is what the user calls it.

    Raises:
        NoModelError: there is none.
        ContentError: it is wrong.
        EnvironmentFailure: git failed.
    """
    with repository.files(commit, revision) as root:
        folder = root / repository.prefix
        found = next((name for name in places if _is_there(folder, name) and _lies_in(root, folder / name)), None)
        if found is None:
            raise NoModelError(repository.without_model(revision, commit, places[0]))
        shown = f"{revision}:{repository.prefix}"
        try:
            return read_apart(found, folder, shown)
        except ContentError as error:
            # A file that is not there has the path of a folder that is gone by now.
            folders = dict.fromkeys((f"{folder.resolve()}/", f"{folder}/"))
            raise ContentError(*(_elsewhere(problem, folders, shown) for problem in error.problems)) from None


def _lies_in(root: Path, path: Path) -> bool:
    """Whether a path stays within the revision: one that leaves it would be what lies here today."""
    return path.resolve().is_relative_to(root.resolve())


def _elsewhere(problem: Problem, folders: dict[str, None], shown: str) -> Problem:
    message = problem.message
    for folder in folders:
        message = message.replace(folder, shown)
    return replace(problem, message=message)


def model_at(name: str, path: Path) -> str:
    """The model in a folder of a project; the folder or file itself where it is a model."""
    if not path.is_dir() or (path / "__init__.py").exists():
        return name
    for place in DEFAULT_PLACES:
        if (path / place).exists():
            return (Path(name) / place).as_posix()
    fix = f"name the model itself; for a branch or tag of this name write heads/{name} or tags/{name}"
    raise UsageError(Problem(f"there is no model in {name}", fix=fix))


def _is_there(folder: Path, name: str) -> bool:
    path = folder / name
    if path.is_dir():
        return any(path.iterdir())  # git archive leaves an empty folder in the place of a submodule
    package = folder / name.partition(":")[0].replace(".", "/")
    return path.is_file() or (":" in name and (package.is_dir() or package.with_suffix(".py").is_file()))
