"""Which model is meant, and which folder or file holds it."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from diagramgen.errors import Problem, UsageError

DOCUMENT_SUFFIXES = (".yaml", ".yml", ".json")
DEFAULT_PLACES = ("model", *(f"model{suffix}" for suffix in DOCUMENT_SUFFIXES))
"""Where a model lies if nobody says where; the first that exists is taken."""
MODULE = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*")


class MissingModelError(UsageError):
    """There is no model where one is looked for, and nobody named another place."""

    broken = "the model is broken"


def find_model(given: str | None, configured: str | None, base: Path) -> str:
    """The model on the command line, else the configured one, else ./model/, else ./model.yaml.

    Raises:
        MissingModelError: there is none.
    """
    if given or configured:
        return given or configured or ""
    for name in DEFAULT_PLACES:
        if (base / name).exists():
            return name
    raise MissingModelError(
        Problem("there is no model here", fix="make a folder model/ or a file model.yaml, or name one with -m")
    )


def model_root(source: str, base: Path) -> Path:
    """The folder or file whose change changes the model: for `module:attribute` the outermost package."""
    path = base / source
    if path.exists() or not MODULE.fullmatch(source):
        return path
    parts = source.partition(":")[0].split(".")
    beside = base.joinpath(*parts)
    if beside.is_dir() or beside.with_suffix(".py").is_file():
        return base / parts[0] if len(parts) > 1 or beside.is_dir() else beside.with_suffix(".py")
    return _installed(parts[0]) or path


def model_places(given: str | None, configured: str | None, base: Path) -> tuple[Path, ...]:
    """All that may change which model is meant, or what it says, whether it is there or not."""
    named = given or configured
    return (model_root(named, base),) if named else tuple(base / name for name in DEFAULT_PLACES)


def _installed(name: str) -> Path | None:
    try:
        spec = importlib.util.find_spec(name)
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent if spec.submodule_search_locations else Path(spec.origin)
