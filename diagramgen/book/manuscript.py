"""The hand-written part of a book: pages of a folder, and what mkdocs.yml says of them. MkDocs itself is not needed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from pathspec import GitIgnoreSpec
from yaml_env_tag import construct_env_tag

from diagramgen.artifacts import MANIFEST, left_by_build
from diagramgen.errors import ContentError, Location, Problem, UsageError

MKDOCS = "mkdocs.yml"
HEAD = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)

BUILT_IN = ("toc", "tables", "fenced_code", "attr_list")
"""Markdown extensions that a site has without asking for them."""
COMMON = ("admonition", "def_list", "footnotes", "pymdownx.superfences")
"""And those of a folder without a mkdocs.yml."""

NEVER = (".*", "/templates/")
"""Files that MkDocs never publishes."""
INDEX, README = "index.md", "README.md"


@dataclass(frozen=True, slots=True)
class Source:
    """A hand-written page."""

    path: str
    """From the root of the documentation, with forward slashes."""
    file: str
    """As the user would type it."""
    title: str
    """As its head says; empty if it says nothing."""
    markdown: str
    whole: str
    """The text of the file."""
    draft: bool = False
    """Whether its head says `draft: true`."""

    def line_of(self, fragment: str) -> Location:
        """Where something stands in the file."""
        found = self.markdown.find(fragment)
        offset = self.whole.count("\n") - self.markdown.count("\n")
        line = self.markdown.count("\n", 0, found) + 1 + offset if found >= 0 else 0
        return Location(self.file, line)


@dataclass(frozen=True)
class Manuscript:
    """What people wrote: pages, their order, and how their Markdown is to be read."""

    folder: Path | None = None
    """The folder of the pages; none if there are none."""
    shown: str = ""
    """The folder as the user would type it."""
    nav: Any = None
    """The navigation, as written."""
    site_name: str = ""
    site_url: str = ""
    language: str = "en"
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """Markdown extensions and their settings."""
    excluded: tuple[GitIgnoreSpec, ...] = (GitIgnoreSpec.from_lines(NEVER),)
    """Files that the site does not publish: `exclude_docs`, and `draft_docs`."""
    unlisted: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines(()))
    """Files that a navigation which is not written has left out: `not_in_nav`."""
    online: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec.from_lines(()))
    """Pages that the site alone has: the setting `not_in_book`."""

    @cached_property
    def moved(self) -> dict[str, str]:
        """Files that `build` left in the folder or somewhere in it, and their paths without that place."""
        found: dict[str, str] = {}
        if self.folder is None:
            return found
        for manifest in sorted(self.folder.rglob(MANIFEST)):
            place = manifest.parent.relative_to(self.folder).as_posix().removeprefix(".")
            for path in left_by_build(manifest.parent):
                found[f"{place}/{path}".removeprefix("/")] = path
        return found

    @property
    def pages(self) -> dict[str, Source]:
        """All pages that a site publishes by path, in the order of their paths; not those that a build left there.

        Raises:
            ContentError: a file is not UTF-8.
        """
        return {path: source for path, source in self._read.items() if not source.draft}

    def printed(self, path: str) -> bool:
        """Whether the book may have a page with this path."""
        return self.published(path) and not self.online.match_file(path)

    @property
    def drafts(self) -> list[Source]:
        """Pages that say of themselves that they are drafts."""
        return [source for source in self._read.values() if source.draft]

    def published(self, path: str) -> bool:
        """Whether the site publishes a page with this path."""
        return not any(spec.match_file(path) for spec in self.excluded)

    @cached_property
    def _read(self) -> dict[str, Source]:
        if self.folder is None:
            return {}
        generated = self.moved
        found: dict[str, Source] = {}
        problems = []
        folder = self.folder
        for file in sorted(folder.rglob("*.md"), key=lambda file: file.relative_to(folder).parts):
            path = file.relative_to(folder).as_posix()
            if path in generated or not self.published(path):
                continue
            try:
                found[path] = _source(path, f"{self.shown}/{path}", file.read_text(encoding="utf-8"))
            except (OSError, UnicodeDecodeError) as error:
                problems.append(Problem(f"can't be read: {error}", Location(f"{self.shown}/{path}")))
        if problems:
            raise ContentError(*problems)
        # Both are the index of their folder, and MkDocs takes this one.
        hidden = {path.removesuffix(INDEX) + README for path in found if path.rpartition("/")[2] == INDEX}
        return {path: source for path, source in found.items() if path not in hidden}


def find(base: Path, docs: str | None = None, mkdocs: Path | None = None) -> Manuscript:
    """The manuscript of a project: `docs` if it is named, else the folder that mkdocs.yml names, else nothing.

    Raises:
        UsageError: the folder is not there, or mkdocs.yml can't be read.
    """
    file = mkdocs or base / MKDOCS
    settings = _settings(file) if file.is_file() else {}
    stated = settings.get("docs_dir", "docs")
    if docs is None and not file.is_file():
        return Manuscript()
    own = file.parent / (stated if isinstance(stated, str) else "docs")
    folder = base / docs if docs is not None else own
    if not folder.is_dir():
        fix = "correct the name behind --docs" if docs is not None else f"correct docs_dir in {file.name}"
        raise UsageError(Problem(f"there is no folder {docs or stated}", fix=fix))
    if folder.resolve() != own.resolve():
        settings = {}  # they speak of another folder
    theme = settings.get("theme")
    language = theme.get("language") if isinstance(theme, dict) else None
    return Manuscript(
        folder=folder,
        shown=docs or str(stated),
        nav=settings.get("nav"),
        site_name=_text(settings.get("site_name")),
        site_url=_text(settings.get("site_url")),
        language=language if isinstance(language, str) else "en",
        extensions=_extensions(settings.get("markdown_extensions"), bool(settings)),
        excluded=(_patterns(settings, "exclude_docs"), _patterns(settings, "draft_docs")),
        unlisted=_patterns(settings, "not_in_nav"),
    )


def _patterns(settings: Mapping[str, Any], name: str) -> GitIgnoreSpec:
    """The files that a setting names, as in a .gitignore."""
    stated = settings.get(name, "")
    if not isinstance(stated, str):
        # Above all !ENV without a value: the book could hold what the site hides.
        fix = "write them as lines of text, as in a .gitignore, or leave the setting out"
        raise UsageError(Problem(f"the patterns of {name} can't be read from {MKDOCS}", fix=fix))
    return GitIgnoreSpec.from_lines([*(NEVER if name == "exclude_docs" else ()), *stated.splitlines()])


def _source(path: str, file: str, content: str) -> Source:
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    head = HEAD.match(content)
    if head is None:
        return Source(path, file, "", content.removeprefix("\ufeff"), content)
    try:
        data = yaml.load(head[1], _Loader)
    except yaml.YAMLError:
        data = None
    said = data if isinstance(data, dict) else {}
    return Source(path, file, _text(said.get("title")), content[head.end() :], content, said.get("draft") is True)


class _Loader(yaml.SafeLoader):
    """Reads a mkdocs.yml: `!ENV` as MkDocs does; other tags name code of plugins, which a book has no use for."""


_Loader.add_multi_constructor("", lambda loader, suffix, node: None)  # noqa: ARG005
_Loader.add_multi_constructor("!", lambda loader, suffix, node: None)  # noqa: ARG005
_Loader.add_constructor("!ENV", construct_env_tag)


def _settings(file: Path) -> dict[str, Any]:
    """A mkdocs.yml, with what it inherits."""
    try:
        data = yaml.load(file.read_text(encoding="utf-8-sig"), _Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(Problem(f"can't be read: {error}", Location(file.name))) from None
    if not isinstance(data, dict):
        raise UsageError(Problem("is not a list of settings", Location(file.name), "begin with site_name: …"))
    parent = data.get("INHERIT")
    if isinstance(parent, str) and (file.parent / parent).is_file() and (file.parent / parent) != file:
        return _merged(_settings(file.parent / parent), data)
    return data


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(below[key], above[key])
        for key in below.keys() & above.keys()
        if isinstance(below[key], dict) and isinstance(above[key], dict)
    }
    return {**below, **above, **both}


def _extensions(listed: object, stated: bool) -> dict[str, Mapping[str, Any]]:
    """Name → settings, without those that name code."""
    found: dict[str, Mapping[str, Any]] = {name: {} for name in (*BUILT_IN, *(() if stated else COMMON))}
    items = listed.items() if isinstance(listed, dict) else listed if isinstance(listed, list) else ()
    for item in items:
        pairs = item.items() if isinstance(item, dict) else [item] if isinstance(item, tuple) else [(item, None)]
        for name, options in pairs:
            if isinstance(name, str):
                found[name] = _plain(options) if isinstance(options, dict) else {}
    return found


def _plain(value: Any) -> Any:
    """Settings without those that a tag stood for."""
    if isinstance(value, dict):
        return {key: _plain(found) for key, found in value.items() if found is not None and _whole(found)}
    return [_plain(found) for found in value if _whole(found)] if isinstance(value, list) else value


def _whole(value: object) -> bool:
    """Whether nothing of an entry was named by a tag: half of a custom fence is none."""
    return value is not None and not (isinstance(value, dict) and None in value.values())


def _text(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
