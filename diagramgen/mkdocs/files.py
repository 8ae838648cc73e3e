"""Our pages among a writer's: which files a site gets, and where they stand in its navigation."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from diagramgen.artifacts import left_by_build
from diagramgen.backing import Backing, folder_for
from diagramgen.config import Config
from diagramgen.errors import DiagramgenError, Location, Problem
from diagramgen.pages import navigation
from diagramgen.pages.edit import repository, source_uri
from diagramgen.site import Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = get_plugin_logger("diagramgen.mkdocs")

NAVIGATORS = frozenset({"awesome-nav", "awesome-pages", "literate-nav"})
"""Plugins that make a navigation where mkdocs.yml has none."""


class Generated:
    """What a built site adds to MkDocs' files and navigation."""

    def __init__(
        self,
        site: Site,
        config: MkDocsConfig,
        base: Path,
        settings: Config,
        problems: Sequence[Problem],
        *,
        on_disk: bool,
    ) -> None:
        """`problems` are shown on each page; `on_disk` keeps files of the cache behind the pages."""
        self.site, self.config, self.base, self.settings = site, config, base, settings
        self.problems = [str(problem) for problem in problems]
        self.backing = self._backing() if on_disk else None
        self.taken: dict[str, File] = {}
        """A writer's pages by the files that they become."""

    def add_to(self, files: Files) -> dict[str, int]:
        """Add all generated files; for each page that has a declaration, its line in the model."""
        self._drop_left_over(files)
        set_exclusions(files, self.config)
        self.taken = {file.dest_uri: file for file in files.documentation_pages()}
        drawn = {artifact.path: artifact for artifact in self.site.beside()}
        root, docs = repository(self.base.resolve()), Path(self.config.docs_dir).resolve()
        lines = {}
        for page in self.site.pages:
            # A finished page is its Markdown, the pictures on it, and the banner.
            depends = [drawn[view].digest for view in self.site.pictures_on(page)] + self.problems
            file = self._add(files, page.path, page.markdown, "\n".join(depends))
            if file is not None and page.where:
                uri = source_uri(self.base.resolve() / page.where.file, docs, root)
                file.edit_uri = quote(uri) if uri is not None and not self.config.edit_uri_template else uri
                lines[page.path] = page.where.line
        for artifact in drawn.values():
            self._add(files, artifact.path, artifact.content)
        if self.backing is not None:
            self.backing.finish()
        return lines

    def navigate(self, files: Files, grouping: navigation.Grouping | None) -> None:
        """Put our pages among a writer's; his plugin for navigation goes before."""
        generated = {page.path: page.title for page in self.site.pages}
        folders = {path.rpartition("/")[0] + "/" for path in generated if "/" in path}
        set_exclusions(files, self.config)
        titles = {}
        for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav):
            titles[file.src_uri] = generated.get(file.src_uri) or file.src_uri
            if file.src_uri not in generated and file.src_uri.startswith(tuple(folders)):
                with contextlib.suppress(OSError, ValueError):  # told when the page is read
                    titles[file.src_uri] = navigation.title_in(file.content_string, file.src_uri)
        groups = navigation.groups_of(self.site.context.graph, grouping)
        ranks = navigation.ranks_of(self.site.context.releases)
        if self.config.nav:
            self.config.nav = navigation.expanded(self.config.nav, titles, folders, groups, ranks)
        elif not NAVIGATORS.intersection(self.config.plugins):
            self.config.nav = navigation.whole(titles, folders, groups, ranks)
        features = self.config.theme.get("features")
        if len(groups) > navigation.FLAT_AT_MOST and isinstance(features, list):
            wanted = {"navigation.prune", "navigation.expand"}.isdisjoint(features)
            features += ["navigation.prune"] if wanted else []

    def _drop_left_over(self, files: Files) -> None:
        """Leave out what an earlier `build --out` left there: the model moved on, or the edition is another."""
        try:
            for path in left_by_build(Path(self.config.docs_dir)):
                found = files.get_file_from_path(path)
                if found is not None and found.abs_src_path is not None:
                    files.remove(found)
        except DiagramgenError as error:
            raise PluginError(str(error)) from None

    def _backing(self) -> Backing | None:
        """The files behind our pages, if there are to be any."""
        cache = self.base / self.settings.cache_dir if self.settings.cache_dir else None
        edition = f"{self.settings.audience}\0{self.settings.product_version}"
        folder = folder_for(Path(self.config.config_file_path or self.base), edition, cache)
        for taken in (self.config.docs_dir, self.config.site_dir):
            if folder.resolve().is_relative_to(Path(taken).resolve()):
                log.warning("cache_dir lies in %s: generated pages stay in memory", taken)
                return None
        return Backing(folder)

    def _same_address(self, own: File, path: str) -> Problem:
        """What to tell of a writer's page that becomes the same file as a generated one of another path."""
        source = Path(own.abs_src_path or own.src_uri)
        shown = source.relative_to(self.base) if source.is_relative_to(self.base) else Path(own.src_uri)
        return Problem(
            f"has the same address on the site as the generated page {path}, which is left out: {own.url}",
            Location(shown.as_posix()),
            f"rename it, or move it to {path} to replace that one",
        )

    def _add(self, files: Files, path: str, content: str | bytes, more: str = "") -> File | None:
        """The file that was added; none where a writer's own stays."""
        own = files.get_file_from_path(path) or files.get_file_from_path(path.replace("/index.md", "/README.md"))
        if own is not None:
            log.info("%s is hand-written and stays", own.src_uri)
            return None
        other = self.taken.get(File(path, "", "", self.config.use_directory_urls).dest_uri)
        if other is not None:
            # MkDocs would write both to one file, and tell nobody.
            log.warning("%s", self._same_address(other, path))
            return None
        data = content.encode() if isinstance(content, str) else content
        kept = self.backing.keep(path, data, more) if self.backing is not None else None
        if kept is not None:
            file = File.generated(self.config, path, abs_src_path=str(kept))
        else:
            file = File.generated(self.config, path, content=content)
        files.append(file)
        return file
