"""Which model is meant, and which folder or file holds it."""

from __future__ import annotations

from pathlib import Path

from diagramgen.errors import Problem, UsageError

DOCUMENT_SUFFIXES = (".yaml", ".yml", ".json")


def find_model(given: str | None, configured: str | None, base: Path) -> str:
    """The model on the command line, else the configured one, else ./model/, else ./model.yaml.

    Raises:
        UsageError: there is none.
    """
    if given or configured:
        return given or configured or ""
    for name in ("model", *(f"model{suffix}" for suffix in DOCUMENT_SUFFIXES)):
        if (base / name).exists():
            return name
    raise UsageError(
        Problem("there is no model here", fix="make a folder model/ or a file model.yaml, or name one with -m")
    )


def model_root(source: str, base: Path) -> Path:
    """The folder or file whose change changes the model."""
    path = base / source
    if path.exists():
        return path
    module = source.partition(":")[0]
    parts = Path(*module.split("."))
    for candidate in (base / parts, (base / parts).with_suffix(".py")):
        if candidate.exists():
            return candidate
    return path
