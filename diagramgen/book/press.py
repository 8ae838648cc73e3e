"""Typst → PDF: the same bytes for the same book, and a word about characters that no font has."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from diagramgen.book import markup
from diagramgen.draw.fonts import font_folder
from diagramgen.errors import ContentError, EnvironmentFailure, Location, Problem
from diagramgen.layout.text import measurable

LOOK = "book.typ"
NOTHING = "\U0010fffd"
"""The last character for private use, which no font has."""
AT_ONCE = 400
"""Characters that are tried; a book with more foreign ones is tried for the first of them."""


def press(
    body: str, facts: Mapping[str, Any], images: Mapping[str, bytes], origins: Mapping[str, Location]
) -> tuple[bytes, list[Problem]]:
    """The book as a PDF, and what readers will not see in it.

    Raises:
        ContentError: an image can't be read.
        EnvironmentFailure: the typesetter refuses the book.
    """
    foreign = sorted({c for c in _shown_in(body, images) if not measurable(c) and c.isprintable() and not c.isspace()})
    lacking = _lacking(foreign, system=False)
    system = bool(lacking)  # the fonts of the machine are asked only for what ours lack: they differ between machines
    notes = []
    if system and (still := _lacking(lacking, system=True)):
        shown = " ".join(f"{character} (U+{ord(character):04X})" for character in still[:10])
        more = f" and {len(still) - 10} more" if len(still) > 10 else ""
        fact = f"no font of this machine has the characters {shown}{more}: the book shows boxes in their place"
        notes.append(Problem(fact, fix="install a font for them, as one of the Noto family"))
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name, content in images.items():
            (here / name).write_bytes(content)
        (here / LOOK).write_bytes((files("diagramgen.book") / LOOK).read_bytes())
        (here / "book.json").write_text(json.dumps({**facts, "fonts": []}), encoding="utf-8")
        (here / "main.typ").write_text(f'#import "{LOOK}": *\n#show: book\n{body}', encoding="utf-8")
        return _compiled(here / "main.typ", system=system, origins=origins), notes


def _compiled(main: Path, *, system: bool, origins: Mapping[str, Location]) -> bytes:
    import typst

    try:
        made = typst.compile(str(main), font_paths=[font_folder()], ignore_system_fonts=not system, timestamp=0)
    except typst.TypstError as error:
        said = f"{error.message} {error.diagnostic} {' '.join(error.trace)}"
        for name, where in origins.items():
            if name in said:
                raise ContentError(Problem("an image can't be read", where, "save it anew")) from None
        raise EnvironmentFailure(Problem(f"the typesetter refuses the book: {error.message}")) from None
    return bytes(made)


def _shown_in(body: str, images: Mapping[str, bytes]) -> Iterable[str]:
    """The characters of the book: those of its text, and those in pictures."""
    found = set(body)
    for name, content in images.items():
        if name.endswith(".svg"):
            found |= set(re.sub(r"<[^>]*>", "", content.decode("utf-8", "replace")))
    return found


def _lacking(characters: list[str], *, system: bool) -> list[str]:
    """Those that come out as the sign for nothing: each is set alone and its outline compared."""
    if not characters:
        return []
    import typst

    tried = [NOTHING, *characters[:AT_ONCE]]
    fonts = '("Roboto", "Libertinus Serif", "DejaVu Sans Mono")'
    head = f"#set page(width: 40pt, height: 40pt, margin: 0pt)\n#set text(font: {fonts})\n"
    source = head + "\n#pagebreak()\n".join(markup.text(character) for character in tried)
    compiler = typst.Compiler(font_paths=[font_folder()], ignore_system_fonts=not system)
    made = compiler.compile(source.encode(), format="svg")
    sheets = made if isinstance(made, list) else [made or b""]
    outlines = [re.findall(r'<symbol[^>]*>\s*<path d="([^"]*)"', bytes(sheet).decode()) for sheet in sheets]
    return [character for character, outline in zip(tried[1:], outlines[1:], strict=False) if outline == outlines[0]]
