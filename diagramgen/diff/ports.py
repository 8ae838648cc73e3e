"""What a firewall has to learn about ports, for each way from zone to zone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Boundary:
    """From one zone to another one, as readers know them: the innermost ones in which the ends stand."""

    source: str
    destination: str
    crossing: bool
    """Whether one lies inside of the cluster and the other one outside."""
    ingress: bool = False
    """Whether it leads into the cluster."""
    leaves: tuple[str, ...] = ()
    """The zones out of whose boundaries it leads, the innermost first."""
    enters: tuple[str, ...] = ()
    """The zones into which it leads, the outermost first."""

    @property
    def rank(self) -> int:
        """What leads into the cluster comes first, then what leads out of it."""
        return 0 if self.ingress else 1 if self.crossing else 2


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """From one endpoint to another one, over one transport."""

    boundary: Boundary
    source: str
    destination: str
    transport: str


@dataclass(frozen=True, slots=True)
class Opening:
    """Ports of a way, of which something is to be done."""

    way: Way
    ports: str
    """`443`, `8000-8010`."""
    connections: tuple[str, ...]
    """Numbers of the connections that use them."""
    note: str = ""
    """What to look at before: a choice, a configurable port, where a moved connection went until now."""
    before: Boundary | None = None
    """Of what moved: where it went until now."""


@dataclass(frozen=True, slots=True)
class Unsaid:
    """A connection whose ports or zones can't be named, so that nothing can be opened or closed for it."""

    way: Way
    connection: str
    reason: str
    new: bool
    """Whether it is to be opened, not closed."""
    planned: bool = False
    """Whether it is not in use yet."""
    before: Boundary | None = None
    """Of what moved: where it went until now."""

    @property
    def what(self) -> str:
        """What would be done if it could be said."""
        if self.before is not None:
            return "move"
        if self.planned:
            return "plan" if self.new else "no longer plan"
        return "open" if self.new else "close"


@dataclass(frozen=True, slots=True)
class Delta:
    """What changes between zones."""

    opened: tuple[Opening, ...] = ()
    closed: tuple[Opening, ...] = ()
    unsaid: tuple[Unsaid, ...] = ()
    moved: tuple[Opening, ...] = ()
    """In use before and after, through other boundaries."""
    checked: tuple[Opening, ...] = ()
    """Nobody can say whether there is something to do: a choice or a configurable port became a fixed one or the
    other way, or a connection no longer says whether it needs what it needed."""
    planned: tuple[Opening, ...] = ()
    """What connections need that are not in use yet."""
    unplanned: tuple[Opening, ...] = ()
    """What such connections needed that are gone."""

    @property
    def actions(self) -> tuple[tuple[str, tuple[Opening, ...]], ...]:
        """All that can be said, by what is to be done: `open`, `close`, `move`, `check`, `plan`, `no longer plan`."""
        return (
            ("open", self.opened),
            ("close", self.closed),
            ("move", self.moved),
            ("check", self.checked),
            ("plan", self.planned),
            ("no longer plan", self.unplanned),
        )

    @property
    def boundaries(self) -> tuple[Boundary, ...]:
        """All boundaries that it touches; what leads into the cluster first."""
        ways = [item.way for _, items in self.actions for item in items] + [item.way for item in self.unsaid]
        return tuple(sorted({way.boundary for way in ways}, key=lambda b: (b.rank, b)))
