"""The icons that a model may name: a list made from the `diagrams` package, never an import by name."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from diagramgen.errors import did_you_mean


@cache
def _table() -> dict[str, str]:
    text = (files("diagramgen") / "icons.json").read_text(encoding="utf-8")
    return {f"{group}.{name}": file for group, names in json.loads(text).items() for name, file in names.items()}


def icon_file(name: str) -> str:
    """The file of an icon, below the package's folder of resources: `onprem/inmemory/redis.png`.

    Raises:
        KeyError: there is no such icon.
    """
    return _table()[name]


def check_icon(name: str) -> str:
    """Refuse a name that is not one of the icons.

    Raises:
        ValueError: with the nearest names.
    """
    if name not in _table():
        near = did_you_mean(name, _table())
        way_out = near if "mean" in near else "name one as onprem.inmemory.Redis"
        raise ValueError(f"{name!r} is not an icon; {way_out}")
    return name
