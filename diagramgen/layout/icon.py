"""The bytes of an icon, from the installed `diagrams` package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from diagramgen.errors import EnvironmentFailure, Problem
from diagramgen.icons import icon_file


def read_icon(name: str) -> bytes:
    """The PNG of an icon that a model names.

    Raises:
        EnvironmentFailure: the package lacks the file.
    """
    spec = find_spec("diagrams")
    file = Path(spec.origin).parent.parent / "resources" / icon_file(name) if spec and spec.origin else None
    if file is None or not file.is_file():
        raise EnvironmentFailure(Problem(f"the icon {name} is not installed", fix="install the package diagrams again"))
    return file.read_bytes()
