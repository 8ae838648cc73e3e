"""Which ports to open and which to close, for each way from zone to zone.

A flow that stays and runs another way is moved, and neither closed nor opened: who worked through that would
cut running traffic. Ports that nobody can name are never opened wide: they are listed as what can't be said.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace

from diagramgen.crossing import zoned
from diagramgen.diff.flows import Doubt, Flow, Side
from diagramgen.diff.match import Matches
from diagramgen.diff.names import endpoint_names, zone_names
from diagramgen.diff.ports import Delta, Opening, Unsaid
from diagramgen.diff.spans import Span, common, condition, minus, overlap, pieces, spans, text
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.schema import Ports, Status


def delta(old: Graph, new: Graph, matches: Matches) -> Delta:
    """What is to be done so that the older model's boundaries become the newer one's."""
    with_zones = zoned(old) or zoned(new)
    ends, zones = endpoint_names(old, new, matches), zone_names(old, new, matches)
    before = Side(old, matches.endpoints, matches.zones, ends[0], zones[0], with_zones)
    after = Side(new, {}, {}, ends[1], zones[1], with_zones)
    pairs = [_Pair(flow, before, after) for flow in sorted({*before.ways, *after.ways})]

    def all_of(part: Callable[[_Pair], list[Opening]]) -> tuple[Opening, ...]:
        return tuple(sorted((item for pair in pairs for item in part(pair)), key=_order))

    return Delta(
        opened=all_of(_Pair.opened),
        closed=all_of(_Pair.closed),
        unsaid=tuple(sorted((item for pair in pairs for item in pair.unsaid()), key=_order_of_unsaid)),
        moved=all_of(_Pair.moved),
        checked=all_of(_Pair.checked),
        planned=all_of(_Pair.planned),
        unplanned=all_of(_Pair.unplanned),
    )


def _order_of_unsaid(item: Unsaid) -> tuple[object, ...]:
    return item.way.boundary.rank, item.way, not item.new, item.planned, item.connection


def _order(opening: Opening) -> tuple[object, ...]:
    first = re.match(r"\d+", opening.ports)
    assert first is not None, "an opening has a port"
    return opening.way.boundary.rank, opening.way, int(first[0])


class _Pair:
    """One flow in both models."""

    def __init__(self, flow: Flow, before: Side, after: Side) -> None:
        self.flow, self.before, self.after = flow, before, after
        self.uses = [side.uses.get(flow, []) for side in (before, after)]
        self.plans = [side.plans.get(flow, []) for side in (before, after)]
        self.used = [spans(connections) for connections in self.uses]
        self.meant = [minus(spans(p), used) for p, used in zip(self.plans, self.used, strict=True)]
        """What only connections need that are not in use yet."""
        self.rerouted = self._rerouted()
        """What is to be done because it takes another way; nothing if it does not."""

    def _rerouted(self) -> list[str]:
        was, now = self.before.tracks.get(self.flow), self.after.tracks.get(self.flow)
        if was is None or now is None or not now.differs(was):
            return []
        return list(now.notes(was, self.after.ways[self.flow], self.before.ways[self.flow].boundary))

    def opened(self) -> list[Opening]:
        return self._listed(self.after, self.uses[1], minus(self.used[1], self.used[0]), self._opening_note)

    def closed(self) -> list[Opening]:
        return [] if self._doubtful(self.after) else self._gone()

    def _gone(self) -> list[Opening]:
        return self._listed(self.before, self.uses[0], minus(self.used[0], self.used[1]), self._closing_note)

    def planned(self) -> list[Opening]:
        return self._listed(self.after, self.plans[1], minus(self.meant[1], self.used[0], self.meant[0]))

    def unplanned(self) -> list[Opening]:
        return self._listed(self.before, self.plans[0], minus(self.meant[0], self.used[1], self.meant[1]))

    def moved(self) -> list[Opening]:
        if not self.rerouted:
            return []
        before = self.before.ways[self.flow].boundary
        in_use = self._listed(self.after, self.uses[1], common(*self.used))
        meant = [
            replace(item, note="; ".join(filter(None, ["planned", item.note])))
            for item in self._listed(self.after, self.plans[1], common(*self.meant))
        ]
        return [
            replace(item, note="; ".join(filter(None, [*self.rerouted, item.note])), before=before)
            for item in (*in_use, *meant)
        ]

    def checked(self) -> list[Opening]:
        """What is open, and was or is a choice or a default, so that an installation may have opened another port.

        And what was open for a connection that no longer says what it needs: closing it could cut it.
        """
        both = common(*self.used)
        found: dict[tuple[str, str], list[Span]] = defaultdict(list)
        for span in pieces(both, [*self.uses[0], *self.uses[1]]):
            was, now = (condition(connections, span) for connections in self.uses)
            if was != now:
                found[was, now].append(span)
        made = self._gone() if self._doubtful(self.after) else []
        for (was, now), some in found.items():
            users = [c.badge for c in self.uses[1] if any(overlap(c.ports, span) for span in some)]
            made.append(Opening(self.after.ways[self.flow], text(some), tuple(users), _condition_note(was, now)))
        return made

    def unsaid(self) -> list[Unsaid]:
        """What is new or gone and can't be named; what is in both is told only where it takes another way."""
        for first, second in zip(self._doubts(self.before), self._doubts(self.after), strict=True):
            if first and second:
                was = self.before.ways[self.flow].boundary
                return [
                    replace(item, before=was, reason="; ".join([item.reason, *self.rerouted]))
                    for item in self._unsaid(self.after, second, new=True)
                    if self.rerouted
                ]
            if first or second:
                return self._unsaid(self.after, second, new=True) + self._unsaid(self.before, first, new=False)
        return []

    def _doubts(self, side: Side) -> tuple[list[Doubt], list[Doubt]]:
        """What is in use, and what is planned."""
        found = side.doubts.get(self.flow, [])
        return [doubt for doubt in found if not doubt.planned], [doubt for doubt in found if doubt.planned]

    def _unsaid(self, side: Side, doubts: Sequence[Doubt], *, new: bool) -> list[Unsaid]:
        return [Unsaid(side.ways[self.flow], d.connection.badge, d.reason, new, d.planned) for d in doubts]

    def _listed(
        self,
        side: Side,
        connections: Sequence[ResolvedConnection],
        some: Sequence[Span],
        more: Callable[[Span], list[str]] = lambda _: [],
    ) -> list[Opening]:
        made = []
        for span in some:
            users = [c for c in connections if overlap(c.ports, span)]
            notes = dict.fromkeys([*(note for user in users for note in _notes(user, span)), *more(span)])
            numbers = tuple(user.badge for user in users)
            made.append(Opening(side.ways[self.flow], text([span]), numbers, "; ".join(notes)))
        return made

    def _opening_note(self, span: Span) -> list[str]:
        notes = [f"connection {badge} may have had it open" for badge in self._doubtful(self.before)]
        notes += [f"connection {c.badge} was planned" for c in self.plans[0] if overlap(c.ports, span)]
        return notes + [f"connection {c.badge} was {_within(c)}" for c in self._inner(self.before, span)]

    def _closing_note(self, span: Span) -> list[str]:
        notes = [f"connection {badge} may need it" for badge in self._doubtful(self.after)]
        notes += [f"connection {c.badge} is planned" for c in self.plans[1] if overlap(c.ports, span)]
        return notes + [f"connection {c.badge} stays, {_within(c)}" for c in self._inner(self.after, span)]

    def _doubtful(self, side: Side) -> list[str]:
        return [d.connection.badge for d in side.doubts.get(self.flow, ()) if d.any_port and not d.planned]

    def _inner(self, side: Side, span: Span) -> list[ResolvedConnection]:
        return [c for c in side.inner.get(self.flow, ()) if overlap(c.ports, span)]


def _within(connection: ResolvedConnection) -> str:
    zone = connection.source.zone
    return f"within {zone.name}" if zone is not None else "within its zone"


def _condition_note(was: str, now: str) -> str:
    """What a changed condition asks of an installation."""
    if was and now:
        return f"was {was}, now {now}: an installation may have opened something else"
    if was:
        other = [part for part, sign in (("only one of them", "/"), ("another port", "*")) if sign in was]
        return f"was {was}: perhaps {' or '.join(other)} is open"
    other = [
        part for part, sign in (("one of them may be enough", "/"), ("it may be another port", "*")) if sign in now
    ]
    return f"now {now}: {', or '.join(other)}"


def _notes(connection: ResolvedConnection, span: Span) -> list[str]:
    """What must be known about a port before it is opened."""
    assert connection.ports is not None, "only connections with ports are asked"
    notes = []
    for item in connection.ports.items:
        if not overlap(Ports("", (item,)), span):
            continue
        if len(item.ranges) > 1:
            notes.append(f"one of {text(list(item.ranges), '/')}")
        if item.configurable:
            notes.append("configurable")
    if connection.status is Status.DEPRECATED:
        notes.append(str(connection.status))
    return notes
