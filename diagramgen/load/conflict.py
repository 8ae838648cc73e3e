"""Marks that a merge left in a file: they break every syntax, and no parser knows what they are."""

from __future__ import annotations

import re

UNMERGED = "two branches changed the same lines, and the merge is not done"
MERGE_ADVICE = "keep what is right of both and take the marks out; `diagramgen number` then tells numbers taken twice"

_MARKS = re.compile(r"^<{7}(?: .*)?$.*?^={7}$.*?^>{7}(?: .*)?$", re.MULTILINE | re.DOTALL)


def conflict(text: str) -> int | None:
    """The line of the first marks of a merge; None if there are none."""
    found = _MARKS.search(text.replace("\r\n", "\n"))
    return text.replace("\r\n", "\n").count("\n", 0, found.start()) + 1 if found else None
