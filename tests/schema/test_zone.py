"""Zones nest and take their side of the boundary from the zone around them."""

from __future__ import annotations

import pytest

from diagramgen.schema import Boundary, Zone

CLUSTER = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
VOICE = Zone(id="voice", name="Voice", parent=CLUSTER)
ISLAND = Zone(id="island", name="Island", parent=VOICE, boundary=Boundary.OUTSIDE)
BEACH = Zone(id="beach", name="Beach", parent=ISLAND)
NOWHERE = Zone(id="nowhere", name="Nowhere")


@pytest.mark.parametrize(
    ("zone", "side"),
    [
        (CLUSTER, Boundary.INSIDE),
        (VOICE, Boundary.INSIDE),
        (ISLAND, Boundary.OUTSIDE),
        (BEACH, Boundary.OUTSIDE),
        (NOWHERE, None),
        (Zone(id="a", name="A", parent=NOWHERE), None),
    ],
)
def test_the_side_is_the_nearest_stated_one(zone: Zone, side: Boundary | None) -> None:
    assert zone.side is side


def test_the_path_leads_from_the_outermost_zone_inwards() -> None:
    assert [zone.id for zone in BEACH.path] == ["cluster", "voice", "island", "beach"]
    assert CLUSTER.path == (CLUSTER,)
