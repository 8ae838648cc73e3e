"""What text says: sentences, names and ports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from diagramgen import security
from diagramgen.graph import Graph, ResolvedConnection
from diagramgen.lint.names import squeezed
from diagramgen.schema import Classification, Endpoint, Ports
from diagramgen.schema.port import HIGHEST, LOWEST
from diagramgen.schema.protocol import BUILT_IN
from diagramgen.security import states_encryption

SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|\n\s*\n")
ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|no|nos|fig|v)|\b[A-Z])\.$", re.IGNORECASE)
NUMBER = r"[0-9]{1,5}(?![0-9])"
AFTER_PORT = re.compile(
    rf"\bports?\b(?:\s+(?:numbers?|no\.?|range))?[\s:=#(]*({NUMBER}(?:\s*(?:,|/|-|–|\band\b|\bor\b|\bto\b)+\s*{NUMBER})*)",
    re.IGNORECASE,
)
BEHIND_A_NAME = re.compile(rf"(?<=[A-Za-z\])]:)({NUMBER})(?!\d|[.:]\d)|\b(?i:TCP|UDP|SCTP)[/ ]({NUMBER})")
BARE = re.compile(r"(?<![\w.,:/-])([0-9]{3,5})(?![\w%]|[.,:/-]\d)")
VERSION = re.compile(r"\s+(?:v\d+(?:\.(?:\d+|x))*|\d+(?:\.\d+)*\.(?:\d+|x))$", re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; a full stop behind an abbreviation ends none."""
    start = 0
    for end in SENTENCE_END.finditer(text):
        if ABBREVIATION.search(text[start : end.start()]):
            continue
        yield text[start : end.start()].strip()
        start = end.end()
    if text[start:].strip():
        yield text[start:].strip()


def names_of(endpoint: Endpoint) -> tuple[str, ...]:
    """The name and the aliases."""
    return (endpoint.name, *endpoint.aliases)


def either(names: Iterable[str]) -> str:
    """A pattern for one of some names as a word of its own, the longest that fits, in any case and spacing."""
    longest = sorted(set(names), key=lambda name: (-len(name), name))
    spaced = (r"\s+".join(map(re.escape, name.split())) for name in longest)
    return rf"(?<!\w)(?i:{'|'.join(spaced)})(?!\w)"


def ports_in(sentence: str, known: frozenset[int]) -> tuple[int, ...]:
    """The ports that a sentence names: numbers behind the word "port", `host:port`, `TCP/port`, and known ones."""
    found = [number for group in AFTER_PORT.findall(sentence) for number in re.findall(NUMBER, group)]
    found += [first or second for first, second in BEHIND_A_NAME.findall(sentence)]
    found += [number for number in BARE.findall(sentence) if int(number) in known]
    return tuple(dict.fromkeys(int(number) for number in found if LOWEST <= int(number) <= HIGHEST))


def known_ports(graph: Graph) -> frozenset[int]:
    """Ports that somebody would take for ports without being told: those of the model and the usual ones."""
    usual = {protocol.default_port for protocol in (*BUILT_IN, *graph.protocols)}
    single = {low for c in graph.connections if c.ports for item in c.ports.items for low, _ in item.ranges}
    return frozenset({port for port in usual if port is not None} | single)


def includes(ports: Ports | None, port: int) -> bool:
    """Whether a port is among those of a connection."""
    return ports is not None and any(low <= port <= high for item in ports.items for low, high in item.ranges)


def is_plain_http(connection: ResolvedConnection) -> bool:
    """Whether a connection speaks HTTP and does not say how that is encrypted."""
    return security.is_plain_http(connection.protocol) and not states_encryption(connection.encryption)


def side(connection: ResolvedConnection) -> str:
    """How a connection crosses the boundary: as its zones have it, else as it states; `squeezed`."""
    stated = connection.stated or ""
    return squeezed(stated if connection.derived is Classification.UNCLASSIFIED else connection.derived)


def without_version(name: str) -> str:
    """A name without a version at its end: `Redis 6.x` is Redis."""
    return VERSION.sub("", name)


def counted(items: Mapping[str, int]) -> str:
    """`2 errors and 1 warning`, the zeros left out."""
    told = [f"{count} {noun}{'' if count == 1 else 's'}" for noun, count in items.items() if count]
    return " and ".join([", ".join(told[:-1]), told[-1]] if len(told) > 1 else told)
