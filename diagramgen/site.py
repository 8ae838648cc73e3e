"""A built site: pages with places for pictures, the pictures, and what lies beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from diagramgen.errors import Problem

if TYPE_CHECKING:
    from diagramgen.artifacts import Artifact
    from diagramgen.draw.links import Drawing
    from diagramgen.pages.build import Page
    from diagramgen.pages.context import Context
    from diagramgen.picture import Picture

Drawings = dict[str, "tuple[Picture, Drawing]"]
"""Pictures by view, as they are placed and as they are drawn."""


def layout_warnings(pictures: Iterable[Picture]) -> list[Problem]:
    """What a layout could not do as it should."""
    found = []
    for picture in pictures:
        view = picture.scene.view
        if picture.fallback:
            fact = f"the picture {view} is simplified ({picture.fallback}): the layout engine ran out of time"
            found.append(Problem(fact, fix="raise time_limit, or show less in one picture"))
        if picture.crowded:
            numbers = ", ".join(picture.crowded)
            found.append(
                Problem(f"the picture {view} has no free place for the numbers {numbers}", fix="show less in it")
            )
    return found


@dataclass(frozen=True, slots=True)
class Book:
    """All of a site as one file: its bytes, and what it leaves out."""

    content: bytes
    notes: tuple[Problem, ...]


@dataclass(frozen=True)
class Site:
    """A built site: pages with places for pictures, the pictures, and what lies beside them."""

    context: Context
    pages: tuple[Page, ...]
    drawings: Drawings = field(default_factory=dict, compare=False, repr=False)
    """What is drawn once and needed again."""
    book: Book | None = None
    """All of it as one PDF, if it is wanted."""
    problems: tuple[Problem, ...] = ()
    """Versions that the pages of changes can't show: a build says so, and `build --check` fails on it."""

    @property
    def engine(self) -> str:
        """The layout engine that placed the pictures."""
        return next(iter(self.context.pictures.values())).engine

    @property
    def warnings(self) -> list[Problem]:
        """What the layout could not do as it should, and what the book leaves out."""
        return [*layout_warnings(self.context.pictures.values()), *(self.book.notes if self.book is not None else ())]

    def inline(self, view: str, page: str, *, xlink: bool = False) -> str:
        """A picture to stand on a page, with links relative to it, as `xlink:href` if that is wanted."""
        return self._drawn(view, page, inline=True, xlink=xlink)

    def _drawn(self, view: str, start: str, *, inline: bool, xlink: bool = False) -> str:
        from diagramgen.draw.svg import drawing
        from diagramgen.pages.links import links_on

        picture = self.context.pictures[view]
        before, drawn = self.drawings.get(view, (None, None))
        if drawn is None or before is not picture:
            drawn = drawing(picture)
            self.drawings[view] = picture, drawn
        return drawn.linked(links_on(self.context, view, start), inline=inline, xlink=xlink)

    def filled(self, page: Page) -> str:
        """A page's Markdown with its pictures in place."""
        return self.fill(page.markdown, page.path)

    def fill(self, text: str, page: str, *, xlink: bool = False) -> str:
        """A page's text, Markdown or HTML, with its pictures in place."""
        from diagramgen.pages.build import fill, views_on

        known = [view for view in views_on(text) if view in self.context.pictures]
        return fill(text, {view: self.inline(view, page, xlink=xlink) for view in known})

    def pictures_on(self, page: Page) -> tuple[str, ...]:
        """The files of the pictures that stand on a page."""
        from diagramgen.pages.build import views_on
        from diagramgen.pages.urls import view_path

        return tuple(view_path(view) for view in views_on(page.markdown) if view in self.context.pictures)

    def beside(self) -> tuple[Artifact, ...]:
        """All files of the site that are not pages: pictures and tables as files, style sheet, script and fonts."""
        from diagramgen.artifacts import Artifact
        from diagramgen.pages import assets, tables
        from diagramgen.pages.urls import view_path

        pictures = [
            Artifact(path, self._drawn(view, path, inline=False).encode())
            for view in self.context.pictures
            for path in [view_path(view)]
        ]
        book = [Artifact(self.context.book, self.book.content)] if self.book is not None else []
        releases = self.context.releases
        drawn = releases.drawn() if releases is not None else ()
        legends = [self.context.pictures[view].scene.legend for view in drawn]
        return *pictures, *tables.build(self.context), *assets.build(self.context.graph, legends), *book

    def artifacts(self) -> tuple[Artifact, ...]:
        """The whole site as files."""
        from diagramgen.artifacts import Artifact

        return *(Artifact(page.path, self.filled(page).encode()) for page in self.pages), *self.beside()

    def check_nothing_lost(self) -> None:
        """Each connection is on a picture, in the table and on the page of each of its endpoints.

        Raises:
            RuntimeError: one is not; that is a defect of this program and never of a model.
        """
        pages = {page.path: page.markdown for page in self.pages}
        earlier = self.context.releases.drawn() if self.context.releases is not None else {}
        shown = [picture for view, picture in self.context.pictures.items() if view not in earlier]
        drawn = {badge.badge.connection for picture in shown for badge in picture.badges}
        for connection in self.context.graph.connections:
            row = f'data-connection="{connection.key}"'
            ends = (f"services/{end.id}.md" for end in (connection.source, connection.destination))
            if connection.key not in drawn or any(row not in pages[path] for path in ("architecture.md", *ends)):
                raise RuntimeError(f"connection {connection.key} was lost on the way")
