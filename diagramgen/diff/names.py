"""What endpoints and zones are called where two models are told of at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from diagramgen.crossing import Named, with_id
from diagramgen.diff.match import Matches
from diagramgen.graph import Graph

Labels = Mapping[str, str]
"""By id."""


def endpoint_names(old: Graph, new: Graph, matches: Matches) -> tuple[Labels, Labels]:
    """Names of endpoints, for each model; with the id behind a name that means two endpoints."""
    return _names(old.endpoints, new.endpoints, matches.endpoints)


def zone_names(old: Graph, new: Graph, matches: Matches) -> tuple[Labels, Labels]:
    """The same for zones."""
    return _names(old.architecture.zones, new.architecture.zones, matches.zones)


def _names(old: Sequence[Named], new: Sequence[Named], matched: Mapping[str, str]) -> tuple[Labels, Labels]:
    meant: dict[str, set[str]] = defaultdict(set)
    for element in old:
        meant[element.name].add(matched.get(element.id, element.id))
    for element in new:
        meant[element.name].add(element.id)

    def called(elements: Iterable[Named]) -> Labels:
        return {e.id: e.name if len(meant[e.name]) == 1 else with_id(e) for e in elements}

    return called(old), called(new)
