"""Two sides of a line never read the same: it would tell that nothing changed."""

from __future__ import annotations

from typing import Any

import pytest

from diagramgen.diff.compare import compare
from diagramgen.diff.explain import fact
from diagramgen.resolve import resolve
from diagramgen.schema import HTTPS, Architecture, Connection, Ports, Service

SHOP = Service(id="shop", name="Shop")
MAILER = Service(id="mailer", name="Mailer")


def told(before: dict[str, Any], after: dict[str, Any]) -> str:
    """The one change of a connection."""
    old, new = (
        Architecture(
            title="T",
            endpoints=[SHOP, MAILER],
            connections=[Connection(number=1, source=SHOP, destination=MAILER, protocol=HTTPS, **fields)],
        )
        for fields in (before, after)
    )
    [change] = compare(resolve(old), resolve(new), "old", "new").changes
    return fact(change).removeprefix("connection 1: ")


LONG = "A sentence that goes on for so long that it can't be shown as a whole in one line of a difference."


@pytest.mark.parametrize(
    ("field", "before", "after", "line"),
    [
        ("encryption", "", "none", "encryption not stated → none"),
        ("encryption", "not stated", "", 'encryption "not stated" → not stated'),
        ("data", "a ", "a", 'data "a␣" → "a"'),
        ("data", "a  b", "a b", 'data "a␣␣b" → "a b"'),
        ("data", "a\tb", "a b", 'data "a⇥b" → "a b"'),
        ("data", "First.\n\nSecond.", "First. Second.", 'data "First.¶Second." → "First. Second."'),
        ("data", "First.\nSecond.", "First. Second.", 'data "First.↵Second." → "First. Second."'),
        (
            "data",
            f"{LONG}\n\nMore.",
            f"{LONG} More.",
            'data … line of a difference.¶More." → … line of a difference. More."',
        ),
        ("tags", ["a"], [], "tags a → none"),
        ("metadata", {"k": 1}, {"k": "1"}, 'metadata k 1 → "1"'),
        ("metadata", {"k": "a "}, {"k": "a"}, 'metadata k "a␣" → "a"'),
        ("ports", Ports.unknown("why"), Ports.unknown("why", "Ask"), 'port unknown ("why" "Unknown (why)") → unknown'),
    ],
)
def test_a_line_shows_what_differs(field: str, before: Any, after: Any, line: str) -> None:
    assert told({field: before}, {field: after}).startswith(line)
