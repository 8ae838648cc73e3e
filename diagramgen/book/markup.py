"""Text → Typst: every text becomes a string of code, so that no character of it can be markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\n", "\t": "\\t"}
_SPECIAL = re.compile(r'[\\"\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')


def string(value: str) -> str:
    """A Typst string; characters that no text holds become U+FFFD."""
    return '"' + _SPECIAL.sub(lambda found: _ESCAPED.get(found[0], "\ufffd"), value) + '"'


def text(value: str) -> str:
    """Plain text as markup."""
    return f"#{string(value)};" if value else ""


def label(name: str) -> str:
    """A label, whatever characters its name has."""
    return f"label({string(name)})"


def mark(name: str) -> str:
    """A place that links can lead to."""
    return f"#metadata(none)#{label(name)}"


def call(name: str, content: str, arguments: str = "") -> str:
    """A function of content, as markup."""
    return f"#{name}({arguments})[{content}]" if arguments else f"#{name}[{content}]"


def points(value: float) -> str:
    """A length in points."""
    return f"{round(value, 2):g}pt"


def array(items: Iterable[str]) -> str:
    """An array of code; also one with a single item."""
    return "(" + "".join(f"{item}, " for item in items) + ")"
