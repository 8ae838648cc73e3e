"""The feed of changed pages: which sources a page is made from, and when git says they changed."""

from __future__ import annotations

import html
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin

from mkdocs.plugins import get_plugin_logger
from mkdocs.utils import get_relative_url

from diagramgen.diff.explain import summary
from diagramgen.errors import Location
from diagramgen.graph import Graph, ResolvedConnection, joined
from diagramgen.mkdocs.history import History, NoHistoryError
from diagramgen.pages.feed import FEED, Item, feed
from diagramgen.pages.urls import ARCHITECTURE, release_path
from diagramgen.site import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = get_plugin_logger("diagramgen.mkdocs")


class ChangedPages:
    """Collects the pages of one build, and writes their feed."""

    def __init__(self, history: History, base: Path, site: str) -> None:
        self.history, self.base, self.site = history, base, site if site.endswith("/") else f"{site}/"
        self.pages: dict[str, Page] = {}

    @classmethod
    def begin(cls, wanted: bool | Literal["auto"], config: MkDocsConfig, base: Path) -> ChangedPages | None:
        """A feed for this build; none where a date or an address is missing, with a warning unless it is `auto`."""
        if not wanted:
            return None
        say = log.info if wanted == "auto" else log.warning
        if not config.site_url:
            say("no feed: it needs the address of the site; set site_url in mkdocs.yml")
            return None
        try:
            return cls(History(base.resolve()), base.resolve(), config.site_url)
        except NoHistoryError as error:
            say("no feed: %s", error)
            return None

    def see(self, page: Page, output: str) -> str:
        """Note a page; its HTML with the link by which readers' programs find the feed."""
        self.pages[page.file.src_uri] = page
        # Relative, as all links of a page: it leads to the feed wherever a copy of the site lies.
        address = html.escape(get_relative_url(FEED, page.url))
        link = f'<link rel="alternate" type="application/rss+xml" title="RSS" href="{address}">'
        return output.replace("</head>", f"{link}</head>", 1)

    def write(self, config: MkDocsConfig, site: Site) -> None:
        """Write the feed into the built site."""
        written = self.history.files(Path(config.docs_dir).resolve())
        sources = _Sources(site.context.graph, self.history, self.base)
        items = []
        for path, page in self.pages.items():
            generated = page.file.generated_by == "diagramgen"
            if generated:
                changed, text = sources.of(path, site)
            else:
                changed, text = written.get(Path(page.file.abs_src_path or "").resolve(), 0), ""
            if changed:
                text = text or str(page.meta.get("description") or "")
                items.append(Item(str(page.title), urljoin(self.site, page.url), changed, text))
        content = feed(config.site_name, self.site, config.site_description or "", items)
        (Path(config.site_dir) / FEED).write_bytes(content)


class _Sources:
    """The lines of the model from which generated pages are made."""

    def __init__(self, graph: Graph, history: History, base: Path) -> None:
        self.graph, self.history, self.base = graph, history, base
        model = graph.architecture
        declared = (*model.zones, *model.protocols, *model.views, *model.retired)
        places = [model.where, *(c.where for c in graph.connections), *(e.where for e in (*graph.endpoints, *declared))]
        self.starts: dict[str, list[int]] = defaultdict(list)
        for file, line in sorted({(where.file, where.line) for where in places if where}):
            self.starts[file].append(line)

    def of(self, path: str, site: Site) -> tuple[int, str]:
        """When a page's sources changed, and which of its connections did then; 0 for a page that only lists others."""
        where = next(page.where for page in site.pages if page.path == path)
        if path == ARCHITECTURE:
            # What was removed has no line any more, but its file has a commit.
            return max((self.history.file(self.base / name) for name in self.starts), default=0), ""
        if site.context.releases is not None:
            for release in site.context.releases.versions:
                if path == release_path(release.slug) and release.difference is not None:
                    return release.moment, f"{_capital(summary(release.difference))}."
        if not where:
            return 0, ""
        connections = self._on(path.removesuffix(".md"), site)
        dates = {connection.badge: self._changed(connection.where) for connection in connections}
        newest = max((self._changed(where), *dates.values()))
        numbers = [number for number, date in dates.items() if date == newest and number != "?"]
        return newest, f"Changed: {'connection' if len(numbers) == 1 else 'connections'} {joined(numbers, 'and')}." if (
            numbers
        ) else ""

    def _on(self, stem: str, site: Site) -> Iterable[ResolvedConnection]:
        folder, _, name = stem.rpartition("/")
        if folder == "services":
            return [c for c in self.graph.connections if name in (c.source.id, c.destination.id)]
        picture = site.context.pictures.get(name)
        keys = {badge.badge.connection for badge in picture.badges} if picture is not None else set()
        return [c for c in self.graph.connections if c.key in keys]

    def _changed(self, where: Location) -> int:
        """The newest line of a declaration, which ends where the next one begins."""
        starts = self.starts.get(where.file, [])
        behind = bisect_right(starts, where.line)
        end = starts[behind] if behind < len(starts) else None
        lines = self.history.lines(self.base / where.file) if where else {}
        return max(
            (date for line, date in lines.items() if where.line <= line and (end is None or line < end)), default=0
        )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
