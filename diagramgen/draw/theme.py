"""How a picture looks, as data: colours, dashes and fonts for a light and a dark ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from diagramgen.scene import State, Stroke
from diagramgen.schema import Tenancy

FONTS = "Roboto, Arial, 'Liberation Sans', sans-serif"
"""The stack of the picture: the font that the layout measures comes first."""

DASHES: Mapping[str, str] = {
    "solid": "",
    "long": "12 4",
    "medium": "7 3",
    "short": "3.5 2.5",
    "dotted": "1.2 3",
    "dash-dot": "9 3 1.5 3",
    "dash-dot-dot": "9 3 1.5 3 1.5 3",
    "long-dot": "16 3 1.5 3",
    "long-dot-dot": "16 3 1.5 3 1.5 3",
    "long-short": "12 3 4 3",
    "short-short": "4 2 4 6",
    "sparse": "7 7",
    "dot-dot": "1.5 2.5 1.5 6",
    "sparse-dot": "1.5 6",
}
"""Names of dashes → lengths of dashes and gaps."""

LINE_WIDTH, HALO_WIDTH = 1.5, 5.0


@dataclass(frozen=True, slots=True)
class Pen:
    """Colour and dash of a line."""

    color: str
    dash: str


SLOTS: tuple[Pen, ...] = (
    Pen("#37474f", "solid"),  # TCP
    Pen("#7a5c00", "sparse"),  # UDP
    Pen("#2e7d32", "long"),  # SIP/TCP
    Pen("#8a4b08", "dotted"),  # SIP/UDP
    Pen("#1565c0", "medium"),  # HTTP/HTTPS
    Pen("#5f6b00", "long-dot"),  # gRPC
    Pen("#6a1b9a", "dash-dot"),  # Kafka
    Pen("#ad1457", "long-short"),  # AMQP
    Pen("#c62828", "short"),  # Redis
    Pen("#00707a", "dash-dot-dot"),  # Postgres
    Pen("#5d4037", "long-dot-dot"),  # MySQL
    Pen("#455a64", "short-short"),  # LDAP
    Pen("#4e342e", "dot-dot"),  # SSH
    Pen("#33691e", "sparse-dot"),  # DNS
)
"""One line style for each usual protocol, in the order of the built-in ones; each has a dash of its own."""

MORE: tuple[Pen, ...] = tuple(
    Pen(color, dash)
    for color, dash in zip(
        ("#9c2a00", "#283593", "#00600f", "#7b1fa2", "#005b9f") * 3,
        [name for name in DASHES if name != "solid"] + ["long"],
        strict=False,
    )
)
"""Line styles for a model's own protocols."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The colours that change between light and dark."""

    background: str
    text: str
    outline: str
    frame: str
    fills: Mapping[Tenancy, str]
    badge_text: str
    plate: str = "none"
    """What stands behind an icon: icons are made for a light ground."""


LIGHT = Ground(
    background="#ffffff",
    text="#1b2733",
    outline="#475a6b",
    frame="#b5c0ca",
    fills={Tenancy.MULTI: "#e3f0fb", Tenancy.SINGLE: "#ffe0b2", Tenancy.MIXED: "#e8def5"},
    badge_text="#ffffff",
)
DARK = Ground(
    background="#1e2129",
    text="#e8ebf0",
    outline="#9aa7b5",
    frame="#4a5361",
    fills={Tenancy.MULTI: "#22384d", Tenancy.SINGLE: "#543a12", Tenancy.MIXED: "#3c2f52"},
    badge_text="#14171c",
    plate="#d9dfe6",
)


@dataclass(frozen=True, slots=True)
class Band:
    """What runs beside a line and around a node that changed: a colour, and lengths of dashes and gaps."""

    color: str
    dashes: str


BANDS: Mapping[State, Band] = {
    State.ADDED: Band("#009e73", ""),
    State.REMOVED: Band("#d55e00", "7 4"),
    State.CHANGED: Band("#0072b2", "2 2"),
}
"""Bluish green, vermilion and blue are told apart with every kind of colour vision; dashes and marks say it again."""
BAND_WIDTH, GUTTER_WIDTH = 8.5, 4.0
"""A band, and the room inside of it in which the line lies."""
RING, RING_GAP = 2.25, 3.6
"""The width of the band around a node, and from the node's border to its middle."""

NEUTRAL = "#687782"
"""The colour of all lines where colours say what changed."""

TEXT_CONTRAST = 4.5
"""WCAG 2.2 AA for text (success criterion 1.4.3)."""


def pen(stroke: Stroke) -> Pen:
    """The line style of a legend entry: the model's own choice, else the theme's."""
    slot = stroke.slot
    base = SLOTS[slot] if slot < len(SLOTS) else MORE[(slot - len(SLOTS)) % len(MORE)]
    return Pen(stroke.color or base.color, stroke.dash or base.dash)


def neutral(strokes: Sequence[Stroke]) -> tuple[Stroke, ...]:
    """Strokes of one colour, each told by its dash alone; where there are more of them than dashes, by its own look."""
    free = [dash for dash in DASHES if dash != "solid"]
    taken: set[str] = set()
    found = []
    for stroke in sorted(strokes, key=lambda stroke: stroke.slot):  # the usual ones keep theirs
        dash = pen(stroke).dash
        if dash in taken:
            dash = next((name for name in free if name not in taken), "")
        taken.add(dash)
        found.append(replace(stroke, color=NEUTRAL, dash=dash) if dash else stroke)
    order = {stroke.group: place for place, stroke in enumerate(strokes)}
    return tuple(sorted(found, key=lambda stroke: order[stroke.group]))


def on_dark(color: str) -> str:
    """The colour, lightened until it can be read on the dark ground."""
    return _until_readable(color, DARK.background, towards=255)


def on_light(color: str) -> str:
    """The colour, darkened until it can be read on the light ground and carries white text."""
    return _until_readable(color, LIGHT.background, towards=0)


def contrast(first: str, second: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    low, high = sorted((_luminance(first), _luminance(second)))
    return (high + 0.05) / (low + 0.05)


def _until_readable(color: str, background: str, towards: int) -> str:
    parts = [int(color[i : i + 2], 16) for i in (1, 3, 5)]
    mixed = color
    for step in range(21):
        mixed = "#" + "".join(f"{round(part + (towards - part) * step / 20):02x}" for part in parts)
        if contrast(mixed, background) >= TEXT_CONTRAST:
            return mixed
    return mixed


def _luminance(color: str) -> float:
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
