"""Pages, pictures and what people wrote → one book as a PDF."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

from pathspec import GitIgnoreSpec

from diagramgen.artifacts import MARK
from diagramgen.book import markup, ports
from diagramgen.book.blocks import Blocks
from diagramgen.book.columns import soften
from diagramgen.book.figures import anchors as badges
from diagramgen.book.html import Node, parse
from diagramgen.book.job import Job
from diagramgen.book.links import Places
from diagramgen.book.manuscript import HEAD, INDEX, README, Manuscript, Source, find
from diagramgen.book.markdown import Reader
from diagramgen.book.order import Entry, order
from diagramgen.book.paper import BOTTOM, SIDE, TOP, PaperName, sheets
from diagramgen.book.press import press
from diagramgen.book.shape import move_footnotes, rows_on, shown_by
from diagramgen.catalog import PAGES
from diagramgen.config import Config
from diagramgen.errors import ContentError, Location, Problem, did_you_mean
from diagramgen.pages import navigation
from diagramgen.pages.build import Page, render
from diagramgen.pages.context import Context
from diagramgen.pages.urls import ARCHITECTURE, CHANGES, FINDINGS, PORTS, RULES, SERVICES, Urls, service_path, view_path
from diagramgen.pipeline import Project
from diagramgen.site import Book, Site

TEXT = 10.0
LARGEST = 20.0
"""Text of a heading."""
MARGIN = 60
"""Characters of a title that the margin has room for."""
CONTENTS = 3
"""Levels of headings in the contents."""
FRONT = f"#title_page\n#pagebreak()\n#contents({CONTENTS})\n\n"


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A page of the book, read."""

    entry: Entry
    title: str
    children: list[Node | str]
    anchor: str
    """The identifier of its first heading."""
    source: Source | None


def bind(project: Project, site: Site, docs: str | None = None, paper: PaperName = "a4") -> Book:
    """The book of a site: its pages, and the hand-written ones around them.

    Raises:
        ContentError: a page asks for what is not there, or can't be read; with all of them.
        UsageError: there is no such folder of hand-written pages.
        EnvironmentFailure: the typesetter refuses the book.
    """
    manuscript = replace(
        find(project.base, docs, project.mkdocs), online=GitIgnoreSpec.from_lines(project.config.not_in_book)
    )
    # A book has no link to itself, and its links are those of a site without folders above its pages.
    # It is about the model as it is, and leaves out what changed from version to version.
    context = replace(site.context, book="", urls=Urls(site.context.urls.style), releases=None)
    pages = render(PAGES, context)
    generated = {
        page.path: page for page in pages if manuscript.printed(page.path) and not _written(page.path, manuscript)
    }
    reader = Reader(manuscript.extensions, replace(site, context=context, pages=pages))
    entries = order(
        _followed(manuscript.nav, manuscript.moved),
        {path: page.title for path, page in generated.items()},
        {
            path: source.title or navigation.title_in(source.markdown, path)
            for path, source in manuscript.pages.items()
            if manuscript.printed(path) and (manuscript.nav or not manuscript.unlisted.match_file(path))
        },
        navigation.groups_of(context.graph, None),
    )
    leaves = [
        _leaf(
            entry,
            _above(entries[:place], entry.level) or context.graph.architecture.title,
            generated,
            manuscript,
            reader,
        )
        for place, entry in enumerate(entries)
    ]
    leaves.append(_Leaf(Entry(1, ports.TITLE, ports.PATH), ports.TITLE, [*ports.index(context.graph)], "", None))
    anchors = {leaf.entry.path: _anchors(leaf, context) for leaf in leaves if leaf.entry.path}
    online = _online(manuscript, [page.path for page in site.pages], context.urls, anchors)
    job = Job(context, manuscript, Places(anchors, context.urls, manuscript.moved, online), paper)
    chapters = [_chapter(leaf, before, job) for before, leaf in zip([None, *leaves], leaves, strict=False)]
    if problems := [*reader.problems, *job.problems]:
        raise ContentError(*problems)
    facts = _facts(context, manuscript, paper, project.config)
    content, notes = press(FRONT + "\n\n".join(chapters), facts, job.files, job.origins)
    drafts = [Problem("is left out of the book: it is a draft", Location(page.file)) for page in manuscript.drafts]
    # Another edition may have more pages.
    fixed = {ARCHITECTURE, SERVICES, PORTS, FINDINGS, RULES, CHANGES}
    services = {service_path(endpoint.id) for endpoint in project.whole.endpoints}
    known = {*fixed, *services, *manuscript.pages, *(page.path for page in site.pages)}
    needless = _needless(project.config.not_in_book, known)
    return Book(content, (*needless, *reader.warnings, *drafts, *job.notes, *notes))


def _needless(patterns: Sequence[str], paths: Collection[str]) -> list[Problem]:
    """Patterns of `not_in_book` that name no page: a page that was to stay out of the book may be in it."""
    return [
        Problem(f"not_in_book: no page is named by {pattern!r}", fix=did_you_mean(pattern.strip("!/"), paths))
        for pattern in patterns
        if pattern.strip() and not pattern.startswith("#")
        if not any(map(GitIgnoreSpec.from_lines([pattern.strip().removeprefix("!")]).match_file, paths))
    ]


def _online(manuscript: Manuscript, generated: Sequence[str], urls: Urls, inside: Container[str]) -> dict[str, str]:
    """The pages of the site that are not in the book, and their addresses, if the site's own is known."""
    if not manuscript.site_url:
        return {}
    places = {path: place for place, path in manuscript.moved.items()}
    found = {}
    for path in (*manuscript.pages, *generated):
        if path not in inside:
            source = places.get(path, path)
            folder, slash, name = source.rpartition("/")
            page = urls.url(f"{folder}{slash}{INDEX if name == README else name}")
            found[path] = f"{manuscript.site_url.rstrip('/')}/{quote(page)}"
    return found


def _followed(nav: Any, moved: Mapping[str, str]) -> Any:
    """A navigation with the pages that a build left somewhere under the paths that they have in the book."""
    if isinstance(nav, str):
        return moved.get(nav.removeprefix("./"), nav)
    if isinstance(nav, list):
        return [_followed(item, moved) for item in nav]
    return {title: _followed(item, moved) for title, item in nav.items()} if isinstance(nav, dict) else nav


def _written(path: str, manuscript: Manuscript) -> bool:
    """Whether a writer has a page of his own there."""
    return path in manuscript.pages or path.replace("/index.md", "/README.md") in manuscript.pages


def _leaf(entry: Entry, above: str, generated: Mapping[str, Page], manuscript: Manuscript, reader: Reader) -> _Leaf:
    if not entry.path:
        return _Leaf(entry, entry.title, [], "", None)
    source = manuscript.pages.get(entry.path)
    page = generated.get(entry.path)
    markdown = source.markdown if source is not None else HEAD.sub("", page.markdown) if page is not None else ""
    children = move_footnotes(parse(reader.html(markdown, source)).children)
    _find_pictures(children, entry.path, {view_path(v): v for v in reader.site.context.pictures}, manuscript.moved)
    first = next((place for place, child in enumerate(children) if not isinstance(child, str) or child.strip()), 0)
    stated = (source.title if source is not None else "") or entry.title or (page.title if page is not None else "")
    head = children[first] if children else ""
    if isinstance(head, Node) and head.tag == "h1":
        title = " ".join("".join(c if isinstance(c, str) else c.text() for c in _said(head)).split())
        # Below a heading of the same words, the navigation's own word says more.
        title = entry.title if title == above and entry.title else title or stated
        return _Leaf(entry, title, children[first + 1 :], head.attributes.get("id", ""), source)
    return _Leaf(entry, stated or navigation.title_in(markdown, entry.path), children, "", source)


def _find_pictures(
    children: Sequence[Node | str], page: str, views: Mapping[str, str], moved: Mapping[str, str]
) -> None:
    """An image that is a picture of the model is shown as one, with its links."""
    for node in Node("body", {}, [*children]).find("img"):
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), node.attributes.get("src", "")))
        if view := views.get(moved.get(path, path)):
            node.tag, node.attributes = "div", {"data-diagram": view}


def _above(before: Sequence[Entry], level: int) -> str:
    """The heading under which a page stands."""
    return next((entry.title for entry in reversed(before) if entry.level < level), "")


def _said(heading: Node) -> list[Node | str]:
    return [c for c in heading.children if isinstance(c, str) or "headerlink" not in c.classes]


def _anchors(leaf: _Leaf, context: Context) -> frozenset[str]:
    """All places on a page that links can lead to."""
    found = {leaf.anchor}
    for node in Node("body", {}, leaf.children).walk():
        found.add(node.attributes.get("id", ""))
        found.add(node.attributes.get("name", "") if node.tag == "a" else "")
        view = shown_by(node)
        if view in context.pictures:
            found |= {view, *badges(context.pictures[view])}
    return frozenset(found - {""})


def _chapter(leaf: _Leaf, before: _Leaf | None, job: Job) -> str:
    """A page of the site as pages of the book."""
    level, path = leaf.entry.level, leaf.entry.path
    # A heading above several pages stands on the first of them.
    starts = "" if before is not None and not before.entry.path else "#pagebreak(weak: true)\n"
    room = sheets(job.paper)[0].inner[0]
    words = markup.text(soften(leaf.title, LARGEST, room))
    title = markup.call("heading", words, f"level: {level}, outlined: true, bookmarked: true")
    named = f"#chapter({markup.string(_shortened(leaf.title))})"
    if not path:
        return f"{starts}{named}\n{title}"
    writer = Blocks(
        job=job,
        page=path,
        source=leaf.source,
        size=TEXT,
        room=room,
        level=level,
        rows=rows_on(leaf.children),
        outlined=0 if path.startswith("services/") or path == ports.PATH else min(CONTENTS, level + 1),
    )
    made = job.mark(path, "") + (job.mark(path, leaf.anchor) if leaf.anchor else "")
    return f"{starts}{made}{named}\n{title}\n\n{writer.page_body(leaf.children)}"


def _facts(context: Context, manuscript: Manuscript, paper: PaperName, config: Config) -> dict[str, Any]:
    """What the title page and the margins say."""
    model = context.graph.architecture
    lines = [f"Version {model.version}"] if model.version else []
    lines += [model.date.isoformat()] if model.date is not None else []
    lines += [f"Edition for {config.audience}"] if config.audience else []
    lines += [f"As of version {config.product_version} of the product"] if config.product_version else []
    sheet = sheets(paper)[0]
    dated = model.date or _epoch()
    whole = all(map(manuscript.printed, manuscript.pages))
    site = manuscript.site_name if manuscript.site_name != model.title else ""
    part = f" of a part of the site {site}" if site and not whole else ""
    return {
        "title": _plain(model.title),
        "mark": MARK,
        "site": site if whole else "",
        "running": _shortened(_plain(model.title)),
        "version": _plain(model.version),
        "lines": lines,
        "date": {"year": dated.year, "month": dated.month, "day": dated.day} if dated is not None else None,
        "language": manuscript.language,
        "notice": "A printed copy. The online edition is authoritative.",
        "authority": f"This is a copy for paper{part}. "
        "The online edition is authoritative: what differs is out of date.",
        "url": manuscript.site_url,
        "width": sheet.width,
        "height": sheet.height,
        "side": SIDE,
        "top": TOP,
        "bottom": BOTTOM,
    }


def _epoch() -> date | None:
    """The date that a builder states for everything that insists on one."""
    stated = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(stated), UTC).date() if re.fullmatch("[0-9]{1,11}", stated) else None


def _shortened(title: str) -> str:
    return title if len(title) <= MARGIN else title[: MARGIN - 1].rstrip() + "…"


def _plain(value: str) -> str:
    return " ".join(value.split())
