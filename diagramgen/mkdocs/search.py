"""The index of MkDocs' search: an entry for each connection that leads to its row, in place of whole tables."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.plugins import get_plugin_logger

from diagramgen.graph import Graph
from diagramgen.pages.search import TOLD_OTHERWISE, Place, entries, reached_on
from diagramgen.pages.urls import SERVICES, service_path

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = get_plugin_logger("diagramgen.mkdocs")

INDEX = "search/search_index.json"
"""Written by MkDocs' search and by Material's, in one form: the sections of all pages."""

ROW = re.compile(r'<tr id="([a-z0-9-]*connection-[a-z0-9-]+)"')


@dataclass(frozen=True, slots=True)
class Seen:
    """What of a page matters to the search."""

    url: str
    rows: frozenset[str]
    generated: bool


class Search:
    """Knows the pages that were rendered, and completes the index when it is written."""

    def __init__(self) -> None:
        self.pages: dict[str, Seen] = {}

    def see(self, page: Page, content: str) -> None:
        """Note where a page stands and which rows it has."""
        generated = page.file.generated_by == "diagramgen"
        self.pages[page.file.src_uri] = Seen(page.url, frozenset(ROW.findall(content)), generated)

    def complete(self, config: MkDocsConfig, graph: Graph) -> None:
        """Rewrite the index, if there is one of the form that we know; another plugin's stays as it is."""
        file = Path(config.site_dir) / INDEX
        if not any(name.rpartition("/")[2] == "search" for name in config.plugins) or not file.is_file():
            return
        index = _read(file)
        if index is None:
            log.info("the index of the search has a form of its own; connections have no entries in it")
            return
        index["docs"] = self._documents(index["docs"], graph, escaped="fields" in index.get("config", {}))
        file.write_text(json.dumps(index, separators=(",", ":")), encoding="utf-8", newline="\n")

    def _documents(self, before: list[dict[str, Any]], graph: Graph, *, escaped: bool) -> list[dict[str, Any]]:
        def shown(text: str) -> str:
            return html.escape(text, quote=False) if escaped else text

        superfluous = self._superfluous(graph, before)
        kept = [dict(found) for found in before if found["location"] not in superfluous]
        by_location = {found["location"]: found for found in kept}
        for endpoint in graph.endpoints:
            seen = self.pages.get(service_path(endpoint.id))
            if seen is not None and seen.generated and seen.url in by_location:
                found = by_location[seen.url]
                found["text"] = " ".join(filter(None, (found["text"], shown(reached_on(graph, endpoint.id)))))
        for entry in entries(graph):
            location = next((at for place in entry.places for at in [self._location(place, by_location)] if at), None)
            if location is not None:
                kept.append({"location": location, "title": shown(entry.title), "text": shown(entry.text)})
        return kept

    def _location(self, place: Place, indexed: Mapping[str, object]) -> str | None:
        """Where a row stands; none where its page has no such row, or a writer keeps the page out of the search."""
        seen = self.pages.get(place.path)
        if seen is None or place.anchor not in seen.rows or seen.url not in indexed:
            return None
        return f"{seen.url}#{place.anchor}"

    def _superfluous(self, graph: Graph, documents: list[dict[str, Any]]) -> set[str]:
        """Sections of generated pages that only repeat what the entries of endpoints and connections say."""
        found = set()
        for endpoint in graph.endpoints:
            seen = self.pages.get(service_path(endpoint.id))
            if seen is not None and seen.generated:
                found |= {f"{seen.url}#{section}" for section in TOLD_OTHERWISE}
        listed = self.pages.get(SERVICES)
        if listed is not None and listed.generated:
            found |= {doc["location"] for doc in documents if doc["location"].startswith(f"{listed.url}#")}
        return found


def _read(file: Path) -> dict[str, Any] | None:
    """The index; None if its form is another, or it holds more than its documents (`prebuild_index`)."""
    try:
        index = json.loads(file.read_text(encoding="utf-8"))
        documents = index["docs"]
        fine = "index" not in index and all(
            isinstance(found["location"], str) and isinstance(found["text"], str) for found in documents
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return index if fine else None
