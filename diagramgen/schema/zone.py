"""Zones: where an endpoint stands, and on which side of the cluster's boundary."""

from __future__ import annotations

from enum import StrEnum

from pydantic import InstanceOf

from diagramgen.schema.base import Element, Name, Whole
from diagramgen.schema.identifier import Id
from diagramgen.schema.label import Audiences, Until, Version


class Boundary(StrEnum):
    """The side of the cluster's boundary on which a zone lies."""

    INSIDE = "inside"
    OUTSIDE = "outside"


class Zone(Element):
    """A part of the architecture's ground: a cluster, a namespace, a network, a third party.

    Zones nest. A zone without a boundary of its own lies on the side on which its parent lies.
    """

    id: Id
    """The zone's identifier."""
    name: Name
    """The zone's name, as readers know it."""
    parent: InstanceOf[Zone] | None = None
    """The zone around this one."""
    boundary: Boundary | None = None
    """Inside or outside of the cluster; taken from the parent where it is not stated."""
    trust: Whole | None = None
    """How much the zone is trusted: a higher number is more trusted."""
    audience: Audiences = ()
    """For whom it is; everybody if nobody is named."""
    since: Version | None = None
    """The first version of the product that has it."""
    until: Until | None = None
    """The first version of the product that no longer has it."""

    @property
    def side(self) -> Boundary | None:
        """The stated boundary, or the nearest stated one around this zone."""
        zone: Zone | None = self
        while zone is not None:
            if zone.boundary is not None:
                return zone.boundary
            zone = zone.parent
        return None

    @property
    def effective_trust(self) -> int | None:
        """The stated trust, or the nearest stated one around this zone."""
        return next((zone.trust for zone in reversed(self.path) if zone.trust is not None), None)

    @property
    def path(self) -> tuple[Zone, ...]:
        """This zone and all zones around it, the outermost first."""
        return (*self.parent.path, self) if self.parent is not None else (self,)
