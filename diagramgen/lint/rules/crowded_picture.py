"""The rule crowded-picture."""

from __future__ import annotations

from collections.abc import Iterator

from diagramgen.layout.sizes import NODE_TEXT
from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, rule
from diagramgen.picture import Picture
from diagramgen.schema.rule import Severity

MOST_LINES = 60
"""More than this nobody follows with a finger."""
SMALLEST = 5.0
"""Points on paper; with less, a reader needs a glass."""
A4 = (277.0 / 25.4 * 72, 190.0 / 25.4 * 72)
"""The room on an A4 page with margins of 10 mm, in points, the long side first."""
NATURAL = 72 / 96
"""Points of one unit where a picture is not scaled."""


@rule(severity=Severity.NOTE, default=False)
def crowded_picture(model: Model) -> Iterator[Found]:
    """A picture has more lines, or smaller text on paper, than can be read.

    What it finds: views whose picture has more than 60 lines, or whose names would be smaller than 5 points on an A4
    page. The rule is off unless selected, because it lays all pictures out.

    Why: a picture that nobody can read documents nothing. The numbers in it are looked up in print, too.

    Bad:

    ```python
    from diagramgen import TCP, Architecture, Boundary, Connection, Service, Zone

    cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
    services = [Service(id=f"s{i}", name=f"Service {i}", summary="One of a chain.", zone=cluster) for i in range(63)]
    architecture = Architecture(
        title="Chain",
        zones=[cluster],
        endpoints=services,
        connections=[
            Connection(number=i + 1, source=services[i], destination=services[i + 1], protocol=TCP, ports=80)
            for i in range(62)
        ],
    )
    ```

    Good:

    ```python
    from diagramgen import TCP, Architecture, Boundary, Connection, Service, Zone

    cluster = Zone(id="cluster", name="Cluster", boundary=Boundary.INSIDE)
    services = [Service(id=f"s{i}", name=f"Service {i}", summary="One of a chain.", zone=cluster) for i in range(6)]
    architecture = Architecture(
        title="Chain",
        zones=[cluster],
        endpoints=services,
        connections=[
            Connection(number=i + 1, source=services[i], destination=services[i + 1], protocol=TCP, ports=80)
            for i in range(5)
        ],
    )
    ```

    Way out: show less in one picture: repeat hubs, or split it into views of zones, protocols or selections.
    """
    for name, picture in model.pictures().items():
        lines, size = len(picture.lines), _text_at_a4(picture)
        told = []
        if lines > MOST_LINES:
            told.append(f"{lines} lines, more than {MOST_LINES}")
        if size < SMALLEST:
            told.append(f"names of {size:.1f} points on A4, less than {SMALLEST:g}")
        if told:
            fix = "repeat hubs, or split it into views of zones, protocols or selections"
            yield Found(model.views[name], f"has {' and '.join(told)}", fix)


def _text_at_a4(picture: Picture) -> float:
    """The size of names in points on the page, upright or across, whichever is larger."""
    width, height = picture.width, picture.height
    scale = max(min(A4[0] / width, A4[1] / height), min(A4[1] / width, A4[0] / height))
    return NODE_TEXT * min(scale, NATURAL)
