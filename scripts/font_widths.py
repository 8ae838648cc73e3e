"""Roboto → the table of advance widths that the layout measures text with.

Run it when the font's package changes: `python scripts/font_widths.py`. A test compares the table
with the installed font.
"""

from __future__ import annotations

import json
from pathlib import Path

from font_roboto import Roboto as RobotoRegular
from font_roboto import RobotoBold, RobotoMedium
from fontTools.ttLib import TTFont

TABLE = Path(__file__).parent.parent / "diagramgen" / "layout" / "widths.json"


def widths(file: str) -> dict[str, list[int]]:
    """Advance widths in thousandths of an em: runs of neighbouring characters by their first one."""
    font = TTFont(file)
    em = font["head"].unitsPerEm
    metrics = font["hmtx"].metrics
    runs: dict[str, list[int]] = {}
    start, expected = 0, -1
    for code, glyph in sorted(font.getBestCmap().items()):
        if code < 0x20 or code > 0xFFFF:
            continue
        if code != expected:
            start = code
        runs.setdefault(f"{start:04X}", []).append(round(metrics[glyph][0] * 1000 / em))
        expected = code + 1
    return runs


def table() -> dict[str, dict[str, list[int]]]:
    """The whole table, by weight."""
    return {"regular": widths(RobotoRegular), "medium": widths(RobotoMedium), "bold": widths(RobotoBold)}


if __name__ == "__main__":
    TABLE.write_text(json.dumps(table(), separators=(",", ":")) + "\n", encoding="utf-8")
