"""Models of any size, the same in every run."""

from __future__ import annotations

import json
import random
from pathlib import Path

GROUP = 10
"""Endpoints that mostly talk to each other."""
STORES = (("redis", "Redis", "datastore"), ("kafka", "Kafka", "broker"), ("postgres", "PostgreSQL", "datastore"))
WORDS = ("Order", "Payment", "Stock", "Customer", "Report", "Session", "Price", "Basket", "Search", "Mail")


def write(services: int, file: Path) -> None:
    """A model as JSON: groups of services, each with two connections, and three stores that some of them share."""
    chance = random.Random(1)
    count = services - len(STORES)
    zones = [{"id": "cluster", "name": "Cluster", "boundary": "inside"}]
    zones += [{"id": f"group-{g}", "name": f"Group {g}", "parent": "cluster"} for g in range(-(-count // GROUP))]
    zones += [{"id": "backing", "name": "Backing services", "boundary": "outside"}]
    endpoints: list[dict[str, str]] = []
    connections: list[dict[str, object]] = []

    def connect(source: int, destination: str, protocol: str, port: str) -> None:
        connections.append(
            {
                "number": len(connections) + 1,
                "source": f"service-{source}",
                "destination": destination,
                "protocol": protocol,
                "ports": port,
                "data": f"What service {source} has to say.",
            }
        )

    for index in range(count):
        name = f"{WORDS[index % len(WORDS)]} Service {index}"
        zone, kind = f"group-{index // GROUP}", "service"
        endpoints.append(
            {"id": f"service-{index}", "kind": kind, "name": name, "zone": zone, "summary": "One of many."}
        )
        first = index // GROUP * GROUP
        near = [other for other in range(first, min(first + GROUP, count)) if other != index]
        for _ in range(2):
            other = chance.choice(near) if near and chance.random() < 0.95 else (index + GROUP) % count
            connect(index, f"service-{other}", chance.choice(("http", "https")), str(8000 + index))
        if index % 5 == 0:
            connect(index, chance.choice(STORES)[0], "tcp", "6379*")
    endpoints += [{"id": key, "kind": kind, "name": name, "zone": "backing"} for key, name, kind in STORES]
    model = {"title": f"{services} services", "zones": zones, "endpoints": endpoints, "connections": connections}
    file.write_text(json.dumps(model, indent=1), encoding="utf-8")
