"""The MkDocs plugin: hooks only. It puts the pages of a model into a site, in memory unless told otherwise."""

from __future__ import annotations

import contextlib
import html
import logging
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from mkdocs.config.base import BaseConfigOption, LegacyConfig, ValidationError
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions
from mkdocs.utils import CountHandler

from diagramgen.artifacts import left_by_build
from diagramgen.backing import Backing, folder_for
from diagramgen.config import Config, PluginOptions, checked_option, load_config
from diagramgen.errors import DiagramgenError, Problem
from diagramgen.fences.written import CURRENT, Written
from diagramgen.load import find_model, model_root
from diagramgen.pages import navigation
from diagramgen.pages.assets import STYLE
from diagramgen.pages.edit import edit_url, repository, source_uri
from diagramgen.pages.urls import Urls
from diagramgen.pipeline import Project, Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = get_plugin_logger(__name__)

NAVIGATORS = frozenset({"awesome-nav", "awesome-pages", "literate-nav"})
"""Plugins that make a navigation where mkdocs.yml has none."""

MARKDOWN = "diagramgen.markdown"
"""The Markdown extension, by its name: it knows nothing of MkDocs, and this module nothing of it."""


class _Option(BaseConfigOption[Any]):
    """An option as `PluginOptions` declares it."""

    def __init__(self, name: str, default: object) -> None:
        super().__init__()
        self.name = name
        self.default = default

    def run_validation(self, value: object, /) -> object:
        try:
            return checked_option(self.name, value)
        except ValueError as error:
            raise ValidationError(str(error)) from None


class DiagramgenPlugin(BasePlugin[LegacyConfig]):
    """Generated pages join the site's own; one that a writer put at the same path wins.

    The instance lives through all rebuilds of `mkdocs serve`, and with it the last good site: while
    the model is broken, that one stays up with a banner.
    """

    config_scheme = tuple((name, _Option(name, field.default)) for name, field in PluginOptions.model_fields.items())

    def __init__(self) -> None:
        self.serving = False
        self.dirty = False
        self.options = PluginOptions()
        self.settings = Config()
        self.base = Path.cwd()
        self.lines: dict[str, int] = {}
        self.site: Site | None = None
        self.problems: tuple[Problem, ...] = ()
        self.places: set[str] = set()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether errors end the command or become a banner; that this exists keeps the instance."""
        self.serving, self.dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the site from the model; watch the model; add the style sheet."""
        self.options = PluginOptions.model_validate(dict(self.config))
        self.base = base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        CURRENT.set(False)
        try:
            settings = load_config(self.options.config, base)
            settings = settings.for_edition(self.options.audience, self.options.product_version)
            self.settings = settings
            source = find_model(self.options.model, settings.model, base)
            self._watch(config, model_root(source, base))
            style: Literal["directory", "file"] = "directory" if config.use_directory_urls else "file"
            project = Project(source, settings.model_copy(update={"urls": style, "links": "address"}), base)
            for warning in project.warnings:
                # Under `strict` a warning ends the command, and a writer gives the number a little later.
                (log.info if self.serving else log.warning)("%s", warning)
            self.site = project.site()
            for warning in self.site.warnings:
                log.info("%s", warning)
            self.problems = ()
        except DiagramgenError as error:
            self.problems = error.problems
            listed = "\n".join(str(problem) for problem in error.problems)
            if not self.serving:
                raise PluginError(f"the model can't be built:\n{listed}") from None
            _forgive_warnings()
            stays = "the last good one stays up" if self.site is not None else "its pages are missing"
            log.error("the model is broken; %s:\n%s", stays, listed)
        if STYLE not in config.extra_css:
            config.extra_css.insert(0, STYLE)
        if "attr_list" not in config.markdown_extensions:
            config.markdown_extensions.append("attr_list")  # headings of our pages carry identifiers for links
        if MARKDOWN not in config.markdown_extensions:
            config.markdown_extensions.append(MARKDOWN)
        return config

    @event_priority(100)  # before plugins that check what pages there are
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated files with their edit links, and order the navigation."""
        if self.site is None:
            return files
        self._drop_left_over(files, Path(config.docs_dir))
        backing = self._backing(config)
        drawn = {artifact.path: artifact for artifact in self.site.beside()}
        root, docs = repository(self.base.resolve()), Path(config.docs_dir).resolve()
        self.lines = {}
        for page in self.site.pages:
            # A finished page is its Markdown, the pictures on it, and the banner.
            depends = [drawn[view].digest for view in self.site.pictures_on(page)] + [*map(str, self.problems)]
            file = self._add(files, config, page.path, page.markdown, backing, "\n".join(depends))
            if file is not None and page.where:
                uri = source_uri(self.base.resolve() / page.where.file, docs, root)
                file.edit_uri = quote(uri) if uri is not None and not config.edit_uri_template else uri
                self.lines[page.path] = page.where.line
        for artifact in drawn.values():
            self._add(files, config, artifact.path, artifact.content, backing)
        if backing is not None:
            backing.finish()
        self._navigate(files, config)
        return files

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:  # noqa: ARG002
        """Lead the edit link to the line of the declaration."""
        if page.edit_url and page.file.src_uri in self.lines:
            page.edit_url = edit_url(page.edit_url, self.lines[page.file.src_uri])
        return page

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Tell the Markdown extension which page it has in hand, and what the model gives."""
        self.places = set()
        CURRENT.set(self._written(page, config))
        return markdown

    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the pictures into their places, behind Markdown; show the banner."""
        CURRENT.set(False)
        if page.present_anchor_ids is not None:
            page.present_anchor_ids.update(self.places)
        if self.site is not None:
            content = self.site.fill(content, page.file.src_uri)
        return _banner(self.problems, self.site is not None) + content if self.problems else content

    def on_post_build(self, *, config: MkDocsConfig) -> None:  # noqa: ARG002
        """The Markdown extension is on its own again."""
        CURRENT.set(True)

    def _watch(self, config: MkDocsConfig, root: Path) -> None:
        if str(root) not in config.watch:
            config.watch.append(str(root))

    def _drop_left_over(self, files: Files, docs: Path) -> None:
        """Leave out what an earlier `build --out` left there: the model moved on, or the edition is another."""
        try:
            for path in left_by_build(docs):
                found = files.get_file_from_path(path)
                if found is not None and found.abs_src_path is not None:
                    files.remove(found)
        except DiagramgenError as error:
            raise PluginError(str(error)) from None

    def _backing(self, config: MkDocsConfig) -> Backing | None:
        """The files behind our pages, if there are to be any."""
        if not (self.dirty or self.options.on_disk):
            return None
        cache = self.base / self.settings.cache_dir if self.settings.cache_dir else None
        edition = f"{self.settings.audience}\0{self.settings.product_version}"
        folder = folder_for(Path(config.config_file_path or self.base), edition, cache)
        for taken in (config.docs_dir, config.site_dir):
            if folder.resolve().is_relative_to(Path(taken).resolve()):
                log.warning("cache_dir lies in %s: generated pages stay in memory", taken)
                return None
        return Backing(folder)

    def _add(
        self,
        files: Files,
        config: MkDocsConfig,
        path: str,
        content: str | bytes,
        backing: Backing | None,
        more: str = "",
    ) -> File | None:
        """The file that was added; none where a writer's own stays."""
        own = files.get_file_from_path(path) or files.get_file_from_path(path.replace("/index.md", "/README.md"))
        if own is not None:
            log.info("%s is hand-written and stays", own.src_uri)
            return None
        data = content.encode() if isinstance(content, str) else content
        kept = backing.keep(path, data, more) if backing is not None else None
        if kept is not None:
            file = File.generated(config, path, abs_src_path=str(kept))
        else:
            file = File.generated(config, path, content=content)
        files.append(file)
        return file

    def _navigate(self, files: Files, config: MkDocsConfig) -> None:
        """Put our pages among a writer's; his plugin for navigation goes before."""
        assert self.site is not None, "there are pages to list"
        generated = {page.path: page.title for page in self.site.pages}
        folders = {path.rpartition("/")[0] + "/" for path in generated if "/" in path}
        set_exclusions(files, config)
        titles = {}
        for file in files.documentation_pages(inclusion=InclusionLevel.is_in_nav):
            titles[file.src_uri] = generated.get(file.src_uri) or file.src_uri
            if file.src_uri not in generated and file.src_uri.startswith(tuple(folders)):
                with contextlib.suppress(OSError, ValueError):  # told when the page is read
                    titles[file.src_uri] = navigation.title_in(file.content_string, file.src_uri)
        groups = navigation.groups_of(self.site.context.graph, self.options.group)
        if config.nav:
            config.nav = navigation.expanded(config.nav, titles, folders, groups)
        elif not NAVIGATORS.intersection(config.plugins):
            config.nav = navigation.whole(titles, folders, groups)
        features = config.theme.get("features")
        if len(groups) > navigation.FLAT_AT_MOST and isinstance(features, list):
            wanted = {"navigation.prune", "navigation.expand"}.isdisjoint(features)
            features += ["navigation.prune"] if wanted else []

    def _written(self, page: Page, config: MkDocsConfig) -> Written | bool:
        """The page for the Markdown extension; False for one that is not hand-written."""
        file = page.file
        if file.abs_src_path is None or file.generated_by is not None:
            return False
        path = Path(file.abs_src_path)
        shown = (path.relative_to(self.base) if path.is_relative_to(self.base) else path).as_posix()
        urls = Urls("directory" if config.use_directory_urls else "file")
        return Written(file.src_uri, shown, file.content_string, self.site, urls, self._report, self.places.update)

    def _report(self, problem: Problem) -> None:
        """A warning, which `--strict` counts; a server goes on, because a writer is about to mend it."""
        with _uncounted() if self.serving else nullcontext():
            log.warning("%s", problem)


def _forgive_warnings() -> None:
    """Strict mode would end the server, or the rebuild that shows the banner: let it count none in this build."""
    logger = logging.getLogger("mkdocs")
    for handler in [found for found in logger.handlers if isinstance(found, CountHandler)]:
        logger.removeHandler(handler)


@contextmanager
def _uncounted() -> Iterator[None]:
    """Warnings in here do not end a command that runs under `strict`."""
    logger = logging.getLogger("mkdocs")
    counters = [found for found in logger.handlers if isinstance(found, CountHandler)]
    for handler in counters:
        logger.removeHandler(handler)
    try:
        yield
    finally:
        for handler in counters:
            logger.addHandler(handler)


def _banner(problems: tuple[Problem, ...], stays: bool) -> str:
    items = "".join(f"<li>{html.escape(str(problem))}</li>" for problem in problems)
    title = f"The model is broken. {'This is the last good state of it.' if stays else 'Its pages are missing.'}"
    return (
        f'<div class="admonition failure diagram-broken"><p class="admonition-title">{title}</p><ul>{items}</ul></div>'
    )
