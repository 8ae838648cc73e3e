"""What the pages of a book share while they are written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from diagramgen.book import markup
from diagramgen.book.links import Places, place
from diagramgen.book.manuscript import Manuscript, Source
from diagramgen.book.paper import PaperName
from diagramgen.draw.svg import draw
from diagramgen.errors import NOWHERE, Location, Problem
from diagramgen.pages.context import Context
from diagramgen.pages.links import links_on
from diagramgen.picture import Picture


@dataclass
class Job:
    """The places that exist, and what gathers while pages are written: files, problems, notes."""

    context: Context
    manuscript: Manuscript
    places: Places
    paper: PaperName
    files: dict[str, bytes] = field(default_factory=dict)
    """Pictures and images by name, as the typesetter reads them."""
    origins: dict[str, Location] = field(default_factory=dict)
    """Where a page asks for an image, by the same name."""
    made: set[str] = field(default_factory=set)
    """Places that have been made: each can be only once."""
    noted: set[str] = field(default_factory=set)
    """Addresses that have a footnote; each has one on a page of the site."""
    problems: list[Problem] = field(default_factory=list)
    """What must be put right before there is a book."""
    notes: list[Problem] = field(default_factory=list)
    """What the book leaves out."""

    @property
    def pictures(self) -> Mapping[str, Picture]:
        """The pictures of the model, by view."""
        return self.context.pictures

    def mark(self, page: str, anchor: str) -> str:
        """A place on a page as markup; nothing where the page has it already."""
        name = place(page, anchor)
        if name in self.made:
            return ""
        self.made.add(name)
        return markup.mark(name)

    def drawing(self, view: str, page: str) -> str:
        """The file of a picture of the model."""
        name = f"view-{view}.svg"
        if name not in self.files:
            svg = draw(self.pictures[view], links_on(self.context, view, page), inline=True)
            self.files[name] = svg.encode()
        return name

    def keep(self, content: bytes, suffix: str, where: Location = NOWHERE) -> str:
        """A file for the typesetter; the same content is kept once."""
        for name, known in self.files.items():
            if known == content and name.endswith(suffix):
                return name
        name = f"image-{len(self.files)}{suffix}"
        self.files[name] = content
        self.origins[name] = where
        return name

    def note(self, source: Source | None, fragment: str, message: str, fix: str = "") -> None:
        """Tell once what the book leaves out."""
        where = source.line_of(fragment) if source is not None else NOWHERE
        found = Problem(message, where, fix)
        if str(found) not in map(str, self.notes):
            self.notes.append(found)
