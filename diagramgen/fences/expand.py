"""The fences of a page → blocks of HTML and Markdown, by the models and templates of the generated pages."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from diagramgen.draw.links import Links
from diagramgen.draw.svg import draw
from diagramgen.errors import Location, Problem
from diagramgen.fences.options import DIRECTIONS, Options, read
from diagramgen.fences.scan import Fence
from diagramgen.fences.section import Part, moved, parts, prefixes
from diagramgen.fences.written import Written
from diagramgen.graph import ResolvedConnection
from diagramgen.pages import build
from diagramgen.pages.columns import Column, known
from diagramgen.pages.context import Context, anchor, badge, figure, table
from diagramgen.pages.tables import shown
from diagramgen.pages.urls import ARCHITECTURE, service_path, view_page
from diagramgen.schema import Zone
from diagramgen.site import Site


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in the place of a fence."""

    fence: Fence
    text: str = ""
    """Markdown with blocks of HTML, and places for pictures; empty where something is wrong."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Diagram:
    view: str
    caption: str | None


@dataclass(frozen=True, slots=True)
class _Table:
    connections: tuple[ResolvedConnection, ...]
    columns: tuple[Column, ...]
    caption: str
    prefix: str


_Wanted = _Diagram | _Table | Part


@dataclass
class Expansion:
    """The fences of one page: they are read first, and then written, because they lead to each other."""

    written: Written
    site: Site
    rows: dict[str, str] = field(default_factory=dict)
    """Connections that have a row on the page, and the id of the first one."""
    badges: dict[str, str] = field(default_factory=dict)
    """Connections whose numbers are on a picture of the page, and the id of the first one."""
    views: dict[str, Location] = field(default_factory=dict)
    """The pictures on the page, and where they are asked for."""
    ids: set[str] = field(default_factory=set)

    @cached_property
    def context(self) -> Context:
        """The model, its pictures, and links as this page writes them."""
        return replace(self.site.context, urls=self.written.urls)

    def blocks(self, fences: Sequence[Fence], lines_before: int) -> list[Block]:
        """What stands in the place of each fence."""
        read_ = []
        for fence in fences:
            line = fence.start + 1 + lines_before
            options = read(fence, self.written.file, line)
            wanted = None if options.problems else self._wanted(options, Location(self.written.file, line))
            read_.append((fence, wanted, tuple(options.problems)))
        return [
            Block(fence, "" if wanted is None or problems else self._text(wanted), problems)
            for fence, wanted, problems in read_
        ]

    def picture(self, view: str) -> str:
        """A picture of this page as SVG. Its numbers lead to rows of the page where it has them."""
        urls, path = self.written.urls, self.written.path

        def row(connection: str) -> str:
            on_page = self.rows.get(connection)
            return f"#{on_page}" if on_page else urls.href(path, ARCHITECTURE, anchor(connection))

        links = Links(node=lambda endpoint: urls.href(path, service_path(endpoint)), badge=row)
        return draw(self.site.context.pictures[view], links, inline=True, xlink=self.written.xlink)

    # Reading

    def _wanted(self, options: Options, where: Location) -> _Wanted | None:
        match options.fence.word:
            case "diagram":
                return self._diagram(options, where)
            case "connections":
                return self._table(options)
            case _:
                return self._part(options, where)

    def _diagram(self, options: Options, where: Location) -> _Diagram | None:
        caption = options.text("caption")
        view = options.one_of("view", "view", [view.id for view in self.context.views])
        if "view" not in options.document.data:
            options.wrong("", "a fence diagram needs a view", "write `view: overview`")
        if view is None or options.problems:
            return None
        if view not in self.site.context.pictures:
            fix = f"take it in with a fence section: `page: {view_page(view)}` and `section: summary`"
            options.wrong("view", f"the view {view!r} is a table and not a picture", fix)
            return None
        self._show(view, options, where)
        return _Diagram(view, caption)

    def _show(self, view: str, options: Options, where: Location) -> None:
        if view in self.views:
            first = self.views[view]
            fix = "show it once; the text can lead to it"
            options.problems.append(Problem(f"the picture {view!r} is on this page already ({first})", where, fix))
            return
        self.views[view] = where
        placed = self.site.context.pictures[view]
        for found in placed.badges:
            self.badges.setdefault(found.badge.connection, badge(view, found.badge.connection))

    def _table(self, options: Options) -> _Table | None:
        graph = self.context.graph
        service = options.one_of("service", "service", [endpoint.id for endpoint in graph.endpoints])
        direction = options.one_of("direction", "direction", DIRECTIONS)
        if direction is not None and "service" not in options.document.data:
            options.wrong("direction", "a direction needs a service", "write `service: ID` as well")
        views = {view.id: view for view in self.context.views}
        view = options.one_of("view", "view", views)
        protocols = options.any_of("protocol", "protocol", [found.id for found in graph.protocols])
        zones = options.any_of("zone", "zone", _zones(self.context))
        tags = options.any_of("tag", "tag", sorted({tag for c in graph.connections for tag in c.tags}))
        columns = options.words("columns", "column", known(graph))
        caption = options.text("caption")
        if options.problems:
            return None
        chosen = graph.connections if view is None else shown(self.context, views[view])
        if service is not None:
            ways = {"incoming": graph.incoming, "outgoing": graph.outgoing}
            found = [way(service) for name, way in ways.items() if direction in (None, "both", name)]
            keys = {c.key for side in found for c in side}
            chosen = tuple(c for c in chosen if c.key in keys)
        chosen = tuple(
            c
            for c in chosen
            if (not protocols or c.protocol.id in protocols)
            and (not zones or not _zones_of(c).isdisjoint(zones))
            and (not tags or not set(c.tags).isdisjoint(tags))
        )
        rows = [anchor(c.key) for c in chosen]
        prefix = self._prefix(rows, plain=self._own(ARCHITECTURE))
        for c, row in zip(chosen, rows, strict=True):
            self.rows.setdefault(c.key, prefix + row)
        named = "Connections"
        if service is not None:
            says = {"incoming": "that {} accepts", "outgoing": "that {} initiates"}.get(direction or "", "of {}")
            named += " " + says.format(graph.endpoint(service).name)
        return _Table(chosen, tuple(known(graph)[name] for name in columns), caption or f"{named}, by number", prefix)

    def _part(self, options: Options, where: Location) -> Part | None:
        pages = {page.path: page for page in self.site.pages}
        page = options.one_of("page", "generated page", pages)
        service = options.one_of("service", "service", [endpoint.id for endpoint in self.context.graph.endpoints])
        given = [key for key in ("page", "service") if key in options.document.data]
        if not given:
            options.wrong("", "a fence section needs a page or a service", "write one of them")
        if len(given) > 1:
            options.wrong("page", "a fence section has both a page and a service", "take one of the lines out")
        if options.problems:
            return None
        path = page or service_path(service or "")
        found = parts(pages[path])
        name = options.text("section")
        if "section" not in options.document.data:
            options.wrong("", "a fence section needs a section", f"one of: {', '.join(found)}")
        elif name is not None and name not in found:
            near = difflib.get_close_matches(name, found, n=1)
            fix = f"did you mean {near[0]!r}? " if near else ""
            options.wrong("section", f"there is no section {name!r} in {path}", f"{fix}known are: {', '.join(found)}")
        if name is None or options.problems:
            return None
        part = found[name]
        for view in part.views:
            self._show(view, options, where)
        part = replace(part, prefix=self._prefix(part.ids, plain=self._own(path)))
        for key, row in part.rows.items():
            self.rows.setdefault(key, row)
        return part

    def _own(self, path: str) -> bool:
        """Whether this page stands in the place of a generated one."""
        return self.written.path == "/".join(filter(None, (self.written.urls.root, path)))

    def _prefix(self, ids: Sequence[str] | frozenset[str], *, plain: bool) -> str:
        """A prefix under which none of these ids is on the page yet; they are then."""
        choices = prefixes(self.written.path, plain=plain)
        prefix = next(prefix for prefix in choices if self.ids.isdisjoint(prefix + found for found in ids))
        self.ids.update(prefix + found for found in ids)
        return prefix

    # Writing

    def _text(self, wanted: _Wanted) -> str:
        path = self.written.path
        match wanted:
            case _Diagram():
                place = figure(self.context, path, wanted.view)
                place = replace(place, title=(wanted.caption or place.title).rstrip("."))
                drawn = {found.badge.connection for found in self.site.context.pictures[wanted.view].badges}
                if not drawn <= set(self.rows):
                    place = replace(place, table=self.context.urls.href(path, ARCHITECTURE))
                return build.figure_block(place)
            case _Table():
                if not wanted.connections:
                    return "<p>No connection of the model is like this.</p>\n"
                views = {key: found.rpartition("--badge--")[0] for key, found in self.badges.items()}
                rows = table(self.context, path, wanted.connections, wanted.prefix, None, wanted.columns, views)
                return build.table_block(rows, wanted.caption)
            case Part():
                return moved(wanted, self.site, path, self.written.urls, self.rows, self.badges)


def _zones(context: Context) -> list[str]:
    return [zone.id for zone in context.graph.architecture.zones]


def _zones_of(connection: ResolvedConnection) -> set[str]:
    """The zones in which an end of a connection stands, with those around them."""
    ends: list[Zone] = [end.zone for end in (connection.source, connection.destination) if end.zone is not None]
    return {zone.id for end in ends for zone in end.path}
