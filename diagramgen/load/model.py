"""Load a model of any form: a folder, a Python file, `module:attribute`, YAML or JSON."""

from __future__ import annotations

from pathlib import Path

from diagramgen.errors import ContentError, Problem, UsageError
from diagramgen.load.find import DOCUMENT_SUFFIXES, model_root
from diagramgen.load.python import run
from diagramgen.resolve import find_problems
from diagramgen.schema import Architecture
from diagramgen.schema.base import Collector, collecting


def load(source: str, base: Path | None = None, *, strict: bool = True) -> Architecture:
    """Load the model that `source` names, relative to the folder `base` (the working folder).

    A model in Python is code, and loading it runs it. For `strict`, see `find_problems`.

    Raises:
        UsageError: there is no such model.
        ContentError: the model is wrong; with all problems that could be found at once.
    """
    base = (base or Path.cwd()).resolve()
    root = model_root(source, base).resolve()
    collector = Collector(root, base)
    if root.is_file() and root.suffix in DOCUMENT_SUFFIXES:
        from diagramgen.load.build import build  # a model in Python does without
        from diagramgen.load.document import read

        with collecting(collector):
            architecture = build(read(root, collector), collector)
    elif root.is_dir() or (root.is_file() and root.suffix == ".py"):
        with collecting(collector):
            architecture = run(root, "" if (base / source).exists() else source, collector)
    elif root.exists():
        raise UsageError(
            Problem(
                f"{source} is not a model", fix="a model is a folder, a .py, .yaml or .json file, or module:attribute"
            )
        )
    else:
        raise UsageError(
            Problem(
                f"there is no model {source!r}",
                fix="name a folder, a .py, .yaml or .json file, or module:attribute with -m",
            )
        )
    problems = list(collector.problems)
    if architecture is not None:
        problems += find_problems(architecture, collector.broken, strict=strict)
    if problems:
        raise ContentError(*sorted(problems, key=lambda problem: (problem.where.file, problem.where.line)))
    assert architecture is not None, "a load without a problem returns a model"
    return architecture
