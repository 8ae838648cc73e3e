"""The legend below the drawing: rows of samples with their names, in a frame."""

from __future__ import annotations

from diagramgen.layout.sizes import ASCENT, text_line
from diagramgen.layout.text import width
from diagramgen.picture import Box, LegendEntry, PlacedLegend
from diagramgen.scene import Legend, State, Stroke
from diagramgen.schema import Tenancy

TEXT = 10.0
LINE_SAMPLE = 44.0
SWATCH = 20.0
SAMPLE_HEIGHT = 12.0
SAMPLE_GAP, ENTRY_GAP = 6.0, 18.0
ROW_HEIGHT = 20.0
PADDING = 10.0
NARROWER = 10.0
"""Step in which rows are made narrower while their number stays the same."""

TENANCY_NAMES = {
    Tenancy.MULTI: "Multi-tenant",
    Tenancy.SINGLE: "Single tenant",
    Tenancy.MIXED: "Mixed tenancy",
}
REPEATED_NAME = "Shown more than once"
STATE_NAMES = {State.ADDED: "Added", State.REMOVED: "Removed", State.CHANGED: "Changed", State.SAME: "Unchanged"}

Wanted = tuple[float, str, Stroke | Tenancy | State | None]


def place_legend(legend: Legend, limit: float) -> PlacedLegend | None:
    """The legend at the origin, wrapped to a width; none if there is nothing to explain.

    Changes stand before connection types, and these before tenancies; each start a row of their own.
    """
    lines: list[Wanted] = [(LINE_SAMPLE, stroke.group, stroke) for stroke in legend.strokes]
    swatches: list[Wanted] = [(SWATCH, TENANCY_NAMES[tenancy], tenancy) for tenancy in legend.tenancies]
    if legend.repeated:
        swatches.append((SWATCH, REPEATED_NAME, None))
    states: list[Wanted] = [(LINE_SAMPLE, STATE_NAMES[state], state) for state in legend.states]
    rows = [*_rows(states, limit), *_rows(lines, limit), *_rows(swatches, limit)]
    if not rows:
        return None
    entries = []
    widest = 0.0
    for number, row in enumerate(rows):
        x, middle = PADDING, PADDING + ROW_HEIGHT * (number + 0.5)
        for sample, name, meant in row:
            left = x + sample + SAMPLE_GAP
            measured = width(name, TEXT)
            text = text_line(name, left + measured / 2, middle + ASCENT * TEXT, TEXT)
            box = Box(round(x, 2), round(middle - SAMPLE_HEIGHT / 2, 2), sample, SAMPLE_HEIGHT)
            entries.append(
                LegendEntry(
                    box,
                    text,
                    stroke=meant if isinstance(meant, Stroke) else None,
                    tenancy=meant if isinstance(meant, Tenancy) else None,
                    state=meant if isinstance(meant, State) else None,
                )
            )
            x = left + measured + ENTRY_GAP
        widest = max(widest, x - ENTRY_GAP)
    frame = Box(0.0, 0.0, round(widest + PADDING, 2), 2 * PADDING + ROW_HEIGHT * len(rows))
    return PlacedLegend(frame, tuple(entries))


def _rows(entries: list[Wanted], limit: float) -> list[list[Wanted]]:
    """Entries in as few rows as fit, of about the same length."""
    fewest = len(_greedy(entries, limit))
    narrow = limit
    while narrow > NARROWER and len(_greedy(entries, narrow - NARROWER)) == fewest:
        narrow -= NARROWER
    return _greedy(entries, narrow)


def _greedy(entries: list[Wanted], limit: float) -> list[list[Wanted]]:
    """Entries in rows that fit; an entry that is wider than a row stands alone."""
    rows: list[list[Wanted]] = []
    used = 0.0
    for entry in entries:
        needed = entry[0] + SAMPLE_GAP + width(entry[1], TEXT) + ENTRY_GAP
        if not rows or used + needed - ENTRY_GAP > limit - 2 * PADDING:
            rows.append([])
            used = 0.0
        rows[-1].append(entry)
        used += needed
    return rows
