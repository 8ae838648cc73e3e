"""Run a model that is written in Python, under a private module name, and take its Architecture.

By path and not by `import model`: two models in one process would be the same one otherwise, and a
console script can't see the working folder. No byte code is written: two edits within a second
would load the stale one.
"""

from __future__ import annotations

import hashlib
import importlib
import importlib.util
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

from diagramgen.errors import Location, Problem, did_you_mean
from diagramgen.load.conflict import MERGE_ADVICE, UNMERGED, conflict
from diagramgen.schema import Architecture
from diagramgen.schema.base import Collector

PRIVATE = "_diagramgen_model_"


def run(root: Path, named: str, collector: Collector) -> Architecture | None:
    """The Architecture that the code at `root` defines; None (and a problem) if there is none.

    `named` says which one, as `package.module:attribute`; without it there has to be a single one.
    """
    name, _, attribute = named.partition(":")
    if not named and root.is_dir() and not (root / "__init__.py").exists():
        fact, fix = f"the folder {root.name} has no __init__.py", "make one that defines the Architecture"
        collector.problems.append(Problem(fact, collector.locate(str(root), 0), fix))
        return None
    try:
        with _clean_modules(root), redirect_stdout(sys.stderr):  # stdout is for our data
            module = _by_path(root)
            if "." in name:
                module = importlib.import_module(f"{module.__name__}.{name.partition('.')[2]}")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a model's code may raise anything
        collector.problems.append(_explain(error, root, collector))
        return None
    return _find(module, attribute, collector)


@contextmanager
def _clean_modules(root: Path) -> Iterator[None]:
    """Forget what an earlier load of this model imported, and leave no byte code behind."""
    for name in [name for name, module in list(sys.modules.items()) if _is_of(name, module, root)]:
        del sys.modules[name]
    importlib.invalidate_caches()
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def _is_of(name: str, module: object, root: Path) -> bool:
    """Whether a module is the model's, be it by a relative import or by its public name."""
    if name.startswith(_private_name(root)):
        return True
    file = getattr(module, "__file__", None)
    if not isinstance(file, str) or name.split(".")[0] in ("__main__", "diagramgen"):
        return False
    path = Path(file)
    return path.is_relative_to(root) and "site-packages" not in path.relative_to(root).parts


def _private_name(root: Path) -> str:
    return PRIVATE + hashlib.sha256(str(root).encode()).hexdigest()[:12]


def _by_path(root: Path) -> ModuleType:
    name = _private_name(root)
    file = root / "__init__.py" if root.is_dir() else root
    spec = importlib.util.spec_from_file_location(name, file) if file.exists() else ModuleSpec(name, None)
    assert spec is not None, "a .py file has a loader"
    if root.is_dir():
        spec.submodule_search_locations = [str(root)]
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    if spec.loader is not None:  # a folder without __init__.py has none
        spec.loader.exec_module(module)
    return module


def _find(module: ModuleType, attribute: str, collector: Collector) -> Architecture | None:
    """The named attribute, or the one Architecture of the module."""
    place = collector.locate(module.__file__ or collector.root, 0)
    if attribute:
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


def _merge_in(file: str) -> int | None:
    try:
        return conflict(Path(file).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _explain(error: BaseException, root: Path, collector: Collector) -> Problem:
    """An exception of the model's code as a problem at the line of the model that caused it."""
    if isinstance(error, SyntaxError) and error.filename:
        if (line := _merge_in(error.filename)) is not None:
            return Problem(UNMERGED, collector.locate(error.filename, line), MERGE_ADVICE)
        return Problem(
            f"syntax error: {error.msg}",
            collector.locate(error.filename, error.lineno or 0),
            (error.text or "").strip(),
        )
    where: Location = collector.locate(str(root), 0)
    for frame in traceback.extract_tb(error.__traceback__):
        if collector.holds(frame.filename):
            where = collector.locate(frame.filename, frame.lineno or 0)
    if isinstance(error, SystemExit):
        return Problem("the model's code stops the program", where, "take the call of exit out")
    # Neither our private name of a module nor the path behind "cannot import name … from …" tells a writer anything.
    fact = f"{type(error).__name__}: {error}".replace(_private_name(root), root.stem)
    fact = re.sub(r"(: cannot import name .*) \(.*\)$", r"\1", fact)
    return Problem(fact, where, _way_out(error, root))


def _way_out(error: BaseException, root: Path) -> str:
    if isinstance(error, ModuleNotFoundError) and error.name and root.is_dir():
        name = error.name.removeprefix(_private_name(root)).strip(".").partition(".")[0]
        siblings = [path.stem for path in root.glob("[!_]*") if path.suffix == ".py" or path.is_dir()]
        if name in siblings:
            return f"import a neighbour of the model's folder with a dot: from .{name} import …"
        beside = error.name.startswith(PRIVATE)
        return _near(name, siblings) or ("" if beside else f"install {name}, or correct its name")
    if isinstance(error, ImportError) and (missing := re.match(r"cannot import name '(\w+)'", str(error))):
        module = sys.modules.get(error.name or "")
        return _near(missing[1], getattr(module, "__all__", vars(module)) if module else ())
    if isinstance(error, NameError) and error.name:
        import diagramgen

        if error.name in diagramgen.__all__:
            return f"add it to the imports: from diagramgen import {error.name}"
        return _near(error.name, diagramgen.__all__)
    if isinstance(error, KeyError):
        return "nothing has this key here: correct it, or take out what names it"
    if isinstance(error, RecursionError):
        return "two elements refer to each other without end"
    return ""


def _near(word: str, known: Iterable[str]) -> str:
    """What was meant, if something is near."""
    near = did_you_mean(word, known)
    return near if "mean" in near else ""
