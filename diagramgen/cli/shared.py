"""What the commands share: the options before the command, and the ways to speak."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import typer

from diagramgen.errors import Problem, UsageError, did_you_mean

if TYPE_CHECKING:
    from diagramgen.pipeline import Project
    from diagramgen.site import Book, Site

ENDING = re.compile(r"\.[a-z]+")
"""What promises a format: letters alone. `.2` and `.v2` are parts of a name."""

F = TypeVar("F", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before the command."""

    model: str | None
    config: str | None
    no_cache: bool
    quiet: bool
    audience: str | None = None
    product_version: str | None = None


def project_of(context: typer.Context) -> Project:
    """The model and the settings that the options before the command name. Raises UsageError."""
    from diagramgen.config import load_config
    from diagramgen.load import find_model
    from diagramgen.pipeline import Project

    given: Options = context.obj
    base = Path.cwd()
    config = load_config(given.config, base).for_edition(given.audience, given.product_version)
    return Project(find_model(given.model, config.model, base), config, base, use_cache=not given.no_cache, bind=_bound)


def _bound(project: Project, site: Site) -> Book:
    from diagramgen.book.build import bind  # only a site with a book needs it

    return bind(project, site)


def format_of(given: F | None, output: str | None, suffixes: Mapping[str, F], default: F) -> F:
    """The format that is asked for, else that of the file's name.

    Raises UsageError where they contradict, or the name has an ending that is none of a format.
    """
    suffix = Path(output).suffix.lower() if output is not None else ""
    meant = suffixes.get(suffix)
    if given is None and meant is None and ENDING.fullmatch(suffix):
        fix = f"known endings are: {', '.join(suffixes)}; for another one, state --format"
        raise UsageError(Problem(f"there is no format for the file name {output}", fix=fix))
    if given is not None and meant is not None and given is not meant:
        fix = f"leave --format out, or write to a file of another name than {output}"
        raise UsageError(Problem(f"--format {given} and the file name {output} contradict each other", fix=fix))
    return given or meant or default


def words_of(option: str, given: Sequence[str], noun: str, known: Collection[str]) -> set[str]:
    """The words behind an option that may be given several times, also with commas between them.

    Raises UsageError with all that are unknown, and where there is no word at all.
    """
    problems = []
    words = [(text, word.strip()) for text in given for word in text.split(",")]
    for text, word in words:
        if not word:
            fact, fix = f"{text!r} names no {noun} beside a comma", "take the comma out"
            if not text.strip(" ,"):
                fact, fix = f"{text!r} names no {noun}", f"leave {option} out, or name some; {did_you_mean('', known)}"
        elif word not in known:
            fact, fix = f"there is no {noun} {word!r}", did_you_mean(word, known)
        else:
            continue
        problems.append(Problem(f"{option}: {fact}", fix=fix))
    if problems:
        raise UsageError(*dict.fromkeys(problems))
    return {word for _, word in words}


def warn(problems: Sequence[Problem]) -> None:
    """To stderr, whether quiet or not."""
    for problem in problems:
        print(f"warning: {problem}", file=sys.stderr)


def say(context: typer.Context, text: str) -> None:
    """Progress, to stderr, unless the user wants none."""
    if not context.obj.quiet:
        print(text, file=sys.stderr)


def put(content: str | bytes, output: str | None) -> None:
    """To stdout, or whole into a file."""
    from diagramgen import artifacts

    data = content.encode() if isinstance(content, str) else content
    if output is not None:
        artifacts.write_file(Path(output), data)
        return
    sys.stdout.flush()
    binary = getattr(sys.stdout, "buffer", None)  # a program that took stdout for itself may have given it none
    if binary is not None:
        binary.write(data)
        binary.flush()
    else:
        sys.stdout.write(data.decode())
