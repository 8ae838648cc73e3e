"""The icons of the `diagrams` package → the list that a model's icons are checked against.

Run it when the package changes: `python scripts/icon_names.py`. A test compares the list with the
installed package.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
from pathlib import Path

import diagrams

TABLE = Path(__file__).parent.parent / "diagramgen" / "icons.json"


def table() -> dict[str, dict[str, str]]:
    """`onprem.inmemory` → {`Redis`: `onprem/inmemory/redis.png`}, aliases included."""
    found: dict[str, dict[str, str]] = {}
    for module in pkgutil.walk_packages(diagrams.__path__, "diagrams."):
        if module.ispkg or module.name.count(".") != 2:
            continue
        group = module.name.removeprefix("diagrams.")
        names: dict[str, str] = {}
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, type) and issubclass(value, diagrams.Node) and vars(value).get("_icon"):
                folder = str(getattr(value, "_icon_dir", "")).removeprefix("resources/")
                file = f"{folder}/{vars(value)['_icon']}"
                if (Path(diagrams.__file__).parent.parent / "resources" / file).is_file() and file.endswith(".png"):
                    names[name] = file
        if names:
            found[group] = dict(sorted(names.items()))
    return dict(sorted(found.items()))


if __name__ == "__main__":
    TABLE.write_text(json.dumps(table(), separators=(",", ":")) + "\n", encoding="utf-8")
