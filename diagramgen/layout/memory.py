"""What a session has laid out: an edit lays out only what it changed, and in the order that won before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from diagramgen.layout.arrangement import Arrangement
from diagramgen.picture import Picture
from diagramgen.scene import Line, Scene

LineKey = tuple[str, str, str]
"""Source, destination and protocol: there is one line for each."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """An input order by names, so that it holds for a scene that has changed a little."""

    nodes: Mapping[str, int]
    """The place of each node, by key."""
    lines: Mapping[LineKey, int]


@dataclass(frozen=True, slots=True)
class Known:
    """A scene that was laid out."""

    scene: Scene
    key: str
    """Under which the cache would keep it."""
    arrangement: Arrangement
    picture: Picture
    order: Remembered | None = None
    """The input order, where it is not that of a seed."""


class Memory:
    """The last picture of each view."""

    def __init__(self) -> None:
        self._known: dict[str, Known] = {}

    def of(self, view: str, engine: str) -> Known | None:
        """The last picture of a view, if this engine drew it."""
        known = self._known.get(view)
        return known if known is not None and known.picture.engine == engine else None

    def keep(self, known: Known) -> None:
        """Remember this picture of its view instead of the one before."""
        self._known[known.scene.view] = known


def line_key(line: Line) -> LineKey:
    """What a line is called in a remembered order."""
    return line.source, line.destination, line.protocol
