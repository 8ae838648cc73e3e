"""Run a model that is written in Python, under a private module name, and take its Architecture.

By path and not by `import model`: two models in one process would be the same one otherwise, and a
console script can't see the working folder. No byte code is written: two edits within a second
would load the stale one.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from diagramgen.errors import NOWHERE, Location, Problem, did_you_mean
from diagramgen.schema import Architecture
from diagramgen.schema.base import Collector

PRIVATE = "_diagramgen_model_"


def run(root: Path, source: str, attribute: str | None, collector: Collector) -> Architecture | None:
    """The Architecture that the code defines; None (and a problem) if there is none."""
    try:
        with _clean_modules(root):
            module = _by_path(root) if root.exists() else importlib.import_module(source.partition(":")[0])
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a model's code may raise anything
        collector.problems.append(_explain(error, root, collector))
        return None
    return _find(module, attribute, collector)


@contextmanager
def _clean_modules(root: Path) -> Iterator[None]:
    """Forget what an earlier load of this model imported, and leave no byte code behind."""
    folder = str(root if root.is_dir() else root.parent)
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None) or ""
        if name.startswith(_private_name(root)) or (file.startswith(folder) and name.startswith(PRIVATE)):
            del sys.modules[name]
    importlib.invalidate_caches()
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def _private_name(root: Path) -> str:
    return PRIVATE + hashlib.sha256(str(root).encode()).hexdigest()[:12]


def _by_path(root: Path) -> ModuleType:
    name = _private_name(root)
    if root.is_dir():
        file, inside = root / "__init__.py", [str(root)]
        if not file.exists():
            raise FileNotFoundError(
                f"the folder {root.name} has no __init__.py; make one that defines the Architecture"
            )
    else:
        file, inside = root, None
    spec = importlib.util.spec_from_file_location(name, file, submodule_search_locations=inside)
    assert spec is not None, "a .py file has a loader"
    assert spec.loader is not None, "a .py file has a loader"
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def _find(module: ModuleType, attribute: str | None, collector: Collector) -> Architecture | None:
    """The named attribute, or the one Architecture of the module."""
    place = (
        collector.locate(getattr(module, "__file__", None) or "", 0) if getattr(module, "__file__", None) else NOWHERE
    )
    if attribute is not None:
        found = getattr(module, attribute, None)
        if isinstance(found, Architecture):
            return found
        what = (
            f"{attribute} is a {type(found).__name__}, not an Architecture"
            if hasattr(module, attribute)
            else f"there is no {attribute}"
        )
        collector.problems.append(Problem(what, place, did_you_mean(attribute, _architectures(module))))
        return None
    names = _architectures(module)
    if len(names) == 1 or "architecture" in names:
        return getattr(module, "architecture" if "architecture" in names else names[0])  # type: ignore[no-any-return]
    if not names:
        problem = Problem(
            "defines no Architecture", place, "add architecture = Architecture(title=…, endpoints=[…], connections=[…])"
        )
    else:
        problem = Problem(
            f"defines several models: {', '.join(names)}",
            place,
            "call one of them architecture, or name one as module:attribute",
        )
    collector.problems.append(problem)
    return None


def _architectures(module: ModuleType) -> list[str]:
    """Names of the different models that a module holds."""
    found: dict[int, str] = {}
    for name, value in vars(module).items():
        if isinstance(value, Architecture) and (id(value) not in found or name == "architecture"):
            found[id(value)] = name
    return sorted(found.values())


def _explain(error: BaseException, root: Path, collector: Collector) -> Problem:
    """An exception of the model's code as a problem at the line of the model that caused it."""
    if isinstance(error, SyntaxError) and error.filename:
        return Problem(
            f"syntax error: {error.msg}",
            collector.locate(error.filename, error.lineno or 0),
            (error.text or "").strip(),
        )
    where: Location = collector.locate(str(root), 0)
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.startswith(str(root)):
            where = collector.locate(frame.filename, frame.lineno or 0)
    if isinstance(error, SystemExit):
        return Problem("the model's code stops the program", where, "take the call of exit out")
    if isinstance(error, FileNotFoundError) and str(root.name) in str(error):
        fact, _, fix = str(error).partition("; ")
        return Problem(fact, where, fix)
    return Problem(f"{type(error).__name__}: {error}", where, _way_out(error, root))


def _way_out(error: BaseException, root: Path) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name and root.is_dir():
        name = error.name.removeprefix(_private_name(root)).strip(".").partition(".")[0]
        siblings = [path.stem for path in root.iterdir() if path.suffix == ".py" or path.is_dir()]
        if name in siblings:
            return f"import a neighbour of the model's folder with a dot: from .{name} import …"
        return (
            did_you_mean(name, siblings)
            if "mean" in did_you_mean(name, siblings)
            else f"install {name}, or correct its name"
        )
    if isinstance(error, NameError) and error.name:
        import diagramgen

        near = did_you_mean(error.name, diagramgen.__all__)
        return (
            f"add it to the imports: from diagramgen import {error.name}"
            if error.name in diagramgen.__all__
            else (near if "mean" in near else "")
        )
    if isinstance(error, RecursionError):
        return "two elements refer to each other without end"
    return ""
