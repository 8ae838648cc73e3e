"""One view, decided: which nodes, which lines with which numbers, and what the legend says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from diagramgen.schema import Kind, Tenancy


class State(StrEnum):
    """What became of something between two models, on a picture of their difference."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Node:
    """An endpoint on a picture; a repeated one stands there several times."""

    key: str
    """The endpoint's id; `redis--2` for the second time it stands there."""
    endpoint: str
    name: str
    kind: Kind
    tenancy: Tenancy
    repeated: bool = False
    """Whether the picture shows the endpoint more than once."""
    icon: str | None = None
    """Name of an icon of the `diagrams` package."""
    zone: str = ""
    """Id of the zone in which it stands."""
    zone_name: str = ""
    """The zone with those around it, as a reader is told: `Cluster › Voice`."""
    state: State | None = None
    """On a picture of differences."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A connection's number on its line."""

    connection: str
    """The connection's key: `40` or `unnumbered-1`."""
    text: str
    label: str
    """The connection as a sentence."""
    step: int | None = None
    """The number of the step, in a flow."""
    state: State | None = None
    """On a picture of differences."""


@dataclass(frozen=True, slots=True)
class Line:
    """One drawn line: all connections of one source, destination and protocol."""

    source: str
    """Key of a node."""
    destination: str
    """Key of a node."""
    source_endpoint: str
    destination_endpoint: str
    protocol: str
    group: str
    """The legend entry to which the protocol belongs."""
    badges: tuple[Badge, ...]
    state: State | None = None
    """On a picture of differences."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """How the lines of one legend entry are drawn."""

    group: str
    protocols: tuple[str, ...]
    """Ids of the protocols that share the entry."""
    slot: int
    """The place in the theme's list of line styles."""
    color: str | None = None
    dash: str | None = None


@dataclass(frozen=True, slots=True)
class Legend:
    """What the picture explains: only what occurs in it."""

    strokes: tuple[Stroke, ...]
    tenancies: tuple[Tenancy, ...]
    repeated: bool = False
    """Whether the mark of a repeated node is explained."""
    states: tuple[State, ...] = ()
    """On a picture of differences: what became of something, as far as it is marked."""


@dataclass(frozen=True, slots=True)
class Group:
    """A box around nodes."""

    key: str
    name: str
    nodes: tuple[str, ...]
    """Keys of the nodes in it."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A view as data, not yet placed."""

    view: str
    title: str
    description: str
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    legend: Legend
    groups: tuple[Group, ...] = ()
