"""A book read back by a program that did not make it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pypdf import PdfReader


def plain(text: str) -> str:
    """Text without line breaks and without the places where a line may end."""
    return " ".join(text.replace("\u200b", "").split())


def packed(text: str) -> str:
    """Text without any space: a reader may see some between letters that are kerned."""
    return re.sub(r"\s|\u200b", "", text)


@dataclass(frozen=True)
class Link:
    """A link on a page."""

    page: int
    target: int | None
    """The page to which it leads; None for an address."""
    height: float
    """How far up on that page."""
    url: str
    box: tuple[float, float, float, float]


class Pdf:
    """The pages of a book, from 0."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))

    @cached_property
    def pages(self) -> list[str]:
        return [plain(page.extract_text()) for page in self.reader.pages]

    @property
    def sizes(self) -> list[tuple[int, int]]:
        return [(round(page.mediabox.width), round(page.mediabox.height)) for page in self.reader.pages]

    @cached_property
    def outline(self) -> list[tuple[int, str, int]]:
        """Depth, title and page of each bookmark."""

        def walk(items: Any, depth: int) -> Iterator[tuple[int, str, int]]:
            for item in items:
                if isinstance(item, list):
                    yield from walk(item, depth + 1)
                else:
                    page = self.reader.get_destination_page_number(item)
                    assert page is not None
                    yield depth, item.title, page

        return list(walk(self.reader.outline, 0))

    def page_of(self, title: str) -> int:
        """The page on which the first heading with these words stands."""
        return next(page for _, found, page in self.outline if found == title)

    @cached_property
    def links(self) -> list[Link]:
        numbers = {page.indirect_reference.idnum: n for n, page in enumerate(self.reader.pages)}  # type: ignore[union-attr]
        found = []
        for number, page in enumerate(self.reader.pages):
            for annotation in page.get("/Annots", []):
                link = annotation.get_object()
                left, low, right, high = (float(value) for value in link["/Rect"])
                target, height, url = None, 0.0, ""
                if "/Dest" in link:
                    place = link["/Dest"].get_object()
                    if isinstance(place, str):
                        place = self.reader.named_destinations[place].dest_array
                    target, height = numbers[list.__getitem__(place, 0).idnum], float(place[3])
                else:
                    url = link["/A"]["/URI"]
                found.append(Link(number, target, height, url, (left, low, right, high)))
        return found
