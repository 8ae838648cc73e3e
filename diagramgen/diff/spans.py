"""Ports as spans: what several connections use together, what is left of it, and how firmly a port is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from diagramgen.graph import ResolvedConnection
from diagramgen.schema import Ports

Span = tuple[int, int]
"""First and last port."""


def spans_of(ports: Ports | None) -> list[Span]:
    """All ports of a specification; none where they can't be named."""
    return merged(span for item in ports.items for span in item.ranges) if ports is not None else []


def spans(connections: Iterable[ResolvedConnection]) -> list[Span]:
    """All ports of several connections."""
    return merged(span for connection in connections for span in spans_of(connection.ports))


def merged(found: Iterable[Span]) -> list[Span]:
    """The same ports without overlaps; neighbours that were written apart stay apart."""
    whole: list[Span] = []
    for low, high in sorted(found):
        if whole and low <= whole[-1][1]:
            whole[-1] = whole[-1][0], max(high, whole[-1][1])
        else:
            whole.append((low, high))
    return whole


def minus(some: Sequence[Span], *without: Sequence[Span]) -> list[Span]:
    """Ports of the first list that are in none of the others."""
    left = list(some)
    for low, high in (span for taken in without for span in taken):
        parts = [part for a, b in left for part in ((a, min(b, low - 1)), (max(a, high + 1), b))]
        left = [(start, end) for start, end in parts if start <= end]
    return merged(left)


def common(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """Ports that are in both lists."""
    pairs = ((max(a, c), min(b, d)) for a, b in first for c, d in second)
    return merged((low, high) for low, high in pairs if low <= high)


def overlap(ports: Ports | None, span: Span) -> bool:
    """Whether a specification has any port of a span."""
    return any(low <= span[1] and span[0] <= high for low, high in spans_of(ports))


def pieces(some: Sequence[Span], connections: Iterable[ResolvedConnection]) -> list[Span]:
    """Spans, cut where a specification of a connection begins or ends."""
    ranges = [span for c in connections if c.ports is not None for item in c.ports.items for span in item.ranges]
    cuts = sorted({edge for low, high in ranges for edge in (low, high + 1)})
    found = []
    for low, high in some:
        starts = [low, *(cut for cut in cuts if low < cut <= high)]
        ends = [*(start - 1 for start in starts[1:]), high]
        found += list(zip(starts, ends, strict=True))
    return found


def condition(connections: Iterable[ResolvedConnection], span: Span) -> str:
    """Under which condition a port is used: `6379*`, `9092/9093`; nothing where it is used for sure."""
    said = []
    for connection in connections:
        for item in connection.ports.items if connection.ports is not None else ():
            if any(low <= span[1] and span[0] <= high for low, high in item.ranges):
                if len(item.ranges) == 1 and not item.configurable:
                    return ""
                said.append(str(item))
    return " or ".join(dict.fromkeys(sorted(said)))


def port_delta(old: Ports | None, new: Ports | None) -> tuple[str, str]:
    """The ports that only the newer one has, and those that only the older one has, as text.

    Nothing where one of them can't name its ports: it may have them all the same.
    """
    if any(ports is None or not ports.known for ports in (old, new)):
        return "", ""
    first, second = spans_of(old), spans_of(new)
    return text(minus(second, first)), text(minus(first, second))


def text(some: Sequence[Span], between: str = ", ") -> str:
    """`443, 8000-8010`."""
    return between.join(str(low) if low == high else f"{low}-{high}" for low, high in some)
