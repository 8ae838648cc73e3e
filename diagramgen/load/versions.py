"""The versions of a model: which there are, by tags of git or by hand; the oldest comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from diagramgen.config import ChangesConfig, VersionConfig
from diagramgen.errors import DiagramgenError, EnvironmentFailure, Problem, UsageError, did_you_mean
from diagramgen.load.repository import FETCH, Repository


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the model: what readers call it, and where it is taken from."""

    name: str
    source: str
    """A folder or a file, or what names the commit."""
    commit: str = ""
    """Nothing for a folder or a file."""
    inside: str = ""
    """Where the model lies in the commit, if that is said."""
    moment: int = 0
    """When it was made, in seconds; 0 where nobody knows."""
    date: str = ""
    """The same as a day."""
    tagged: bool = False


def find_versions(wanted: ChangesConfig, base: Path) -> tuple[Version, ...]:
    """All versions that the configuration means.

    Raises:
        UsageError: something that it names is not there; with all problems.
        EnvironmentFailure: git is not there, or did not fetch the tags; with all problems.
    """
    found: list[Version] = []
    errors: list[DiagramgenError] = []
    for named in wanted.versions:
        try:
            found.append(_named(named, base))
        except DiagramgenError as error:
            errors.append(error)
    if wanted.tags:
        try:
            found += _tagged(wanted.tags, base)
        except DiagramgenError as error:
            errors.append(error)
    if errors:
        failed = any(isinstance(error, EnvironmentFailure) for error in errors)
        problems = dict.fromkeys(problem for error in errors for problem in error.problems)
        raise (EnvironmentFailure if failed else UsageError)(*problems)
    twice = [name for name, count in Counter(version.name for version in found).items() if count > 1]
    if twice:
        fix = "give the one in versions another name"
        raise UsageError(*(Problem(f"changes: {name!r} is a tag and in versions", fix=fix) for name in twice))
    return tuple(found)


def _named(named: VersionConfig, base: Path) -> Version:
    """A version by hand."""
    path = base / named.source
    if path.exists():
        return Version(named.name, named.source)
    revision, _, inside = named.source.partition(":")
    repository = Repository(base, named.source)
    commit = repository.commit(revision)
    if commit is None:
        raise UsageError(repository.unknown(revision))
    return Version(named.name, revision, commit, inside, *repository.dated(commit))


def _tagged(patterns: Sequence[str], base: Path) -> list[Version]:
    """The tags that a pattern takes and none leaves out, in the order of versions."""
    taken = [pattern for pattern in patterns if not pattern.startswith("!")]
    left = [pattern.removeprefix("!") for pattern in patterns if pattern.startswith("!")]
    if not taken:
        return []
    asked = ", ".join(taken)
    repository = Repository(base, asked, tags=True)
    tags = repository.tags()
    chosen = [
        tag
        for tag in tags
        if any(fnmatchcase(tag.name, pattern) for pattern in taken)
        and not any(fnmatchcase(tag.name, pattern) for pattern in left)
    ]
    # A workflow that runs for a tag fetches that one alone.
    if repository.shallow and all(tag.commit == repository.head for tag in chosen):
        fact = f"the tags {asked!r} of earlier commits are not here, because this clone is shallow"
        raise EnvironmentFailure(Problem(fact, fix=f"fetch them: {FETCH}"))
    if tags and not chosen:
        fact = f"changes: no tag matches {asked!r}" + (f" without {', '.join(left)!r}" if left else "")
        raise UsageError(Problem(fact, fix=did_you_mean(asked, [tag.name for tag in tags])))
    return [Version(tag.name, tag.name, tag.commit, "", tag.moment, tag.date, True) for tag in chosen]
