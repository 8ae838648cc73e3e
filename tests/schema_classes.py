"""All classes of the vocabulary, found and not listed: a new one is among them."""

from __future__ import annotations

from diagramgen.schema.base import Element


def element_classes() -> list[type[Element]]:
    """Every class that an author's elements are made of, by name."""

    def below(kind: type[Element]) -> set[type[Element]]:
        return {kind}.union(*(below(sub) for sub in kind.__subclasses__()))

    ours = (found for found in below(Element) if found.__module__.startswith("diagramgen.schema"))
    return sorted(ours, key=lambda found: found.__name__)
