"""Samples beside the text look like the pictures."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from diagramgen.draw.samples import line_sample, tenancy_sample
from diagramgen.draw.theme import DASHES, LIGHT, SLOTS, on_light
from diagramgen.scene import Stroke
from diagramgen.schema import Tenancy


@pytest.mark.parametrize("slot", range(len(SLOTS)))
def test_a_line_sample_has_the_colour_and_dash_of_its_line(slot: int) -> None:
    root = ElementTree.fromstring(str(line_sample(Stroke("Group", ("first", "second"), slot))))
    assert root.attrib["aria-hidden"] == "true"
    (path,) = root
    assert path.attrib["stroke"] == on_light(SLOTS[slot].color)
    assert path.get("stroke-dasharray", "") == DASHES[SLOTS[slot].dash]
    assert path.attrib["class"].split() == ["sample", "protocol-first"]
    assert float(root.attrib["width"]) >= 40


@pytest.mark.parametrize(
    ("tenancy", "marks"),
    [(Tenancy.SINGLE, ["mark"]), (Tenancy.MULTI, ["mark"] * 3), (Tenancy.MIXED, ["mark", "mark hollow"])],
)
def test_a_tenancy_sample_has_the_fill_and_the_dots(tenancy: Tenancy, marks: list[str]) -> None:
    swatch, *dots = ElementTree.fromstring(str(tenancy_sample(tenancy)))
    assert swatch.attrib["fill"] == LIGHT.fills[tenancy]
    assert swatch.attrib["class"].split() == ["swatch", f"tenancy-{tenancy}"]
    assert [dot.attrib["class"] for dot in dots] == marks
