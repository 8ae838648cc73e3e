"""A title → the files of a new project: a model that builds, pages around it, and what publishes them.

The files lie in `files/` as they will look, with three words that are put in: @TITLE@, @MODEL@ and @VERSION@.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Literal

from diagramgen.artifacts import Artifact
from diagramgen.load.find import DEFAULT_PLACES
from diagramgen.pages.escape import markdown_text

Form = Literal["python", "yaml"]
"""What a model is written in."""

MODELS: Mapping[Form, str] = {"python": "model", "yaml": "model.yaml"}
"""Where a model of each form lies."""


def project(title: str, form: Form) -> tuple[Artifact, ...]:
    """All files of a new project, in the order of their paths."""
    shipped = files("diagramgen.scaffold") / "files"
    found = {**_files(shipped / "common"), **_files(shipped / form)}
    return tuple(Artifact(path, _filled(path, text, title, form).encode()) for path, text in sorted(found.items()))


def other_models(form: Form) -> tuple[str, ...]:
    """Where a model could lie that would be found instead of the new one, or no longer be found because of it."""
    return tuple(name for name in DEFAULT_PLACES if name != MODELS[form])


def title_of(folder: str) -> str:
    """A title made from a folder's name: `ticket-shop` → `Ticket shop`. Other names stay as they are."""
    words = " ".join("".join(c if c.isprintable() else " " for c in folder).split())
    if re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", words):
        words = re.sub("[-_]", " ", words)
        return words[0].upper() + words[1:]
    return words or "Architecture"


def _files(folder: Traversable) -> dict[str, str]:
    return {path: file.read_text(encoding="utf-8") for path, file in _walk(folder, "")}


def _walk(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_file():
            yield above + entry.name, entry
        elif entry.name != "__pycache__":  # pip compiles what it installs
            yield from _walk(entry, f"{above}{entry.name}/")


def _filled(path: str, text: str, title: str, form: Form) -> str:
    """The words put in. The title is escaped for the place in which it stands."""
    place = MODELS[form] + ("/" if form == "python" else "")
    # In mkdocs.yml the title stands in a string, and themes print that as HTML.
    escape = _ESCAPES.get(path.rpartition(".")[2], str)
    title = _quoted(html.escape(title)) if path == "mkdocs.yml" else escape(title)
    words = {"@TITLE@": title, "@MODEL@": place, "@VERSION@": version("diagramgen")}
    return re.sub("|".join(words), lambda found: words[found[0]], text)


def _quoted(text: str) -> str:
    """Inside of double quotes, in Python as in YAML: both read what JSON writes."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


_ESCAPES: dict[str, Callable[[str], str]] = {"py": _quoted, "yaml": _quoted, "md": markdown_text}
