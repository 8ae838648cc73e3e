"""A revision of the model's git repository → a model: taken by `git archive`, loaded in a process of its own.

All files of the revision are taken, because a model may read its neighbours.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from diagramgen.errors import ContentError, DiagramgenError, Problem, UsageError
from diagramgen.load.apart import load_apart, read_apart, restored
from diagramgen.load.find import DEFAULT_PLACES, MODULE
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
    return restored(read_revision(repository, commit, revision, places), f"{revision}:")


def usual_places(*configured: str | None) -> list[str]:
    """Where a model is looked for: where the configuration says, then where it usually lies."""
    return [*filter(None, configured), *DEFAULT_PLACES]


def read_revision(repository: Repository, commit: str, revision: str, places: Sequence[str]) -> dict[str, Any]:
    """The model of a commit as data for `restored`: the first that is there. `revision` is what the user calls it.

    The places of its elements are files from the repository's top.

    Raises:
        UsageError: the first place lies outside of the repository.
        NoModelError: there is none.
        ContentError: it is wrong.
        EnvironmentFailure: git failed.
    """
    first = repository.inside(_file_of(places[0]))
    if first is None:
        fact = f"the model {places[0]} lies outside of the repository, so no revision has it"
        raise UsageError(Problem(fact, fix=f"name where it lies in {revision}, as {revision}:PATH"))
    with repository.files(commit, revision) as there:
        root = there.resolve()
        folder = root / repository.prefix
        folder = folder if folder.is_dir() else root  # today's folder may be new
        found = next(filter(None, (_found(root, folder, repository, name) for name in places)), None)
        if found is None:
            submodule = repository.in_submodule(revision, commit, first)
            if submodule is not None:
                raise ContentError(submodule)
            raise NoModelError(repository.without_model(revision, commit, first))
        try:
            data = read_apart(found, folder)
        except DiagramgenError as error:
            # A file that is not there has the path of a folder that is gone by now.
            roots = {f"{root}/": f"{revision}:", f"{there}/": f"{revision}:"}
            told = (_elsewhere(problem, roots, f"{revision}:", root, folder) for problem in error.problems)
            raise type(error)(*told) from None
        data["places"] = {
            name: [[_from_top(file, root, folder), line] for file, line in where]
            for name, where in data["places"].items()
        }
        file, line = data["place"]
        data["place"] = [_from_top(file, root, folder), line]
        return data


def _file_of(name: str) -> str:
    """The file or folder of a place, without the name behind `module:attribute`."""
    return name.partition(":")[0].replace(".", "/") if MODULE.fullmatch(name) else name


def _found(root: Path, folder: Path, repository: Repository, name: str) -> str | None:
    """What names a model from a folder of the revision; None if it is not there.

    A path that leaves the revision would be what lies here today.
    """
    inside = repository.inside(_file_of(name))
    if inside is None or not (root / inside).resolve().is_relative_to(root):
        return None
    path = root / inside
    if MODULE.fullmatch(name) and not path.exists():
        return name if path.with_suffix(".py").is_file() and path.is_relative_to(folder) else None
    if path.is_dir() and not any(path.iterdir()):  # git archive leaves an empty folder in the place of a submodule
        return None
    if MODULE.fullmatch(name):
        return name if path.is_relative_to(folder) else None
    return Path(os.path.relpath(path, folder)).as_posix() if path.exists() else None


def _from_top(file: str, root: Path, folder: Path) -> str:
    """A file as a load in a folder tells it, from the top; one from elsewhere as it is."""
    path = Path(os.path.normpath(folder / file))
    return path.relative_to(root).as_posix() if file and path.is_relative_to(root) else file


def _elsewhere(problem: Problem, roots: Mapping[str, str], shown: str, root: Path, folder: Path) -> Problem:
    """A problem of a load in a folder that is gone by now, as it stands in the revision."""
    message = problem.message
    for path, name in roots.items():
        message = message.replace(path, name)
    where = problem.where
    if where:
        where = replace(where, file=f"{shown}{_from_top(where.file, root, folder)}")
    return replace(problem, message=message, where=where)


def model_at(name: str, path: Path) -> str:
    """The model in a folder of a project; the folder or file itself where it is a model."""
    if not path.is_dir() or (path / "__init__.py").exists():
        return name
    for place in DEFAULT_PLACES:
        if (path / place).exists():
            return (Path(name) / place).as_posix()
    fix = f"name the model itself; for a branch or tag of this name write heads/{name} or tags/{name}"
    raise UsageError(Problem(f"there is no model in {name}", fix=fix))
