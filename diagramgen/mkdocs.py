"""The MkDocs plugin: hooks only. It puts the pages of a model into a site, in memory."""

from __future__ import annotations

import html
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.config import Config as MkDocsBaseConfig
from mkdocs.config import config_options as opt
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.utils import CountHandler

from diagramgen.artifacts import left_by_build
from diagramgen.config import load_config
from diagramgen.errors import DiagramgenError, Problem
from diagramgen.load import find_model, model_root
from diagramgen.pages.assets import STYLE
from diagramgen.pipeline import Project, Site

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

log = get_plugin_logger(__name__)


class PluginConfig(MkDocsBaseConfig):
    """Options of the plugin in mkdocs.yml."""

    model = opt.Optional(opt.Type(str))
    """The model: a folder, a file, or `module:attribute`; found as on the command line if not set."""
    config = opt.Optional(opt.Type(str))
    """The configuration file; `diagramgen.toml` beside mkdocs.yml if not set."""
    audience = opt.Optional(opt.Type(str))
    """The readers for whom the site is built; as the configuration file says if not set."""
    product_version = opt.Optional(opt.Type(str))
    """The version of the product that the site shows; as the configuration file says if not set."""


class DiagramgenPlugin(BasePlugin[PluginConfig]):
    """Generated pages join the site's own; one that a writer put at the same path wins.

    The instance lives through all rebuilds of `mkdocs serve`, and with it the last good site: while
    the model is broken, that one stays up with a banner.
    """

    def __init__(self) -> None:
        self.serving = False
        self.site: Site | None = None
        self.problems: tuple[Problem, ...] = ()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether errors end the command or become a banner; that this exists keeps the instance."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Build the site from the model; watch the model; add the style sheet."""
        base = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
        try:
            settings = load_config(self.config.config, base)
            settings = settings.for_edition(self.config.audience, self.config.product_version)
            source = find_model(self.config.model, settings.model, base)
            self._watch(config, model_root(source, base))
            style: Literal["directory", "file"] = "directory" if config.use_directory_urls else "file"
            project = Project(source, settings.model_copy(update={"urls": style}), base)
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
        return config

    @event_priority(100)  # before plugins that check what pages there are
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated files, and expand a line `Services: services/` of the navigation."""
        if self.site is None:
            return files
        self._drop_left_over(files, Path(config.docs_dir))
        for page in self.site.pages:
            self._add(files, config, page.path, page.markdown)
        for artifact in self.site.beside():
            self._add(files, config, artifact.path, artifact.content)
        if config.nav:
            config.nav = _expanded(config.nav, self.site)
        return files

    def on_page_content(self, content: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Put the pictures into their places, behind Markdown; show the banner."""
        if self.site is not None:
            content = self.site.fill(content, page.file.src_uri)
        return _banner(self.problems, self.site is not None) + content if self.problems else content

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

    def _add(self, files: Files, config: MkDocsConfig, path: str, content: str | bytes) -> None:
        if files.get_file_from_path(path) is not None:
            log.info("%s is hand-written and stays", path)
            return
        files.append(File.generated(config, path, content=content))


def _forgive_warnings() -> None:
    """Strict mode would end the server, or the rebuild that shows the banner: let it count none in this build."""
    logger = logging.getLogger("mkdocs")
    for handler in [found for found in logger.handlers if isinstance(found, CountHandler)]:
        logger.removeHandler(handler)


def _banner(problems: tuple[Problem, ...], stays: bool) -> str:
    items = "".join(f"<li>{html.escape(str(problem))}</li>" for problem in problems)
    title = f"The model is broken. {'This is the last good state of it.' if stays else 'Its pages are missing.'}"
    return (
        f'<div class="admonition failure diagram-broken"><p class="admonition-title">{title}</p><ul>{items}</ul></div>'
    )


def _expanded(nav: Any, site: Site) -> Any:
    """The navigation with each `Title: services/` (a folder of generated pages) as a section of its pages."""
    if isinstance(nav, list):
        return [_expanded(item, site) for item in nav]
    if isinstance(nav, dict):
        return {title: _section(item, site) or _expanded(item, site) for title, item in nav.items()}
    return nav


def _section(item: Any, site: Site) -> list[str] | None:
    if not isinstance(item, str) or not item.endswith("/"):
        return None
    pages = [page for page in site.pages if page.path.startswith(item)]
    ordered = sorted(pages, key=lambda page: (not page.path.endswith("/index.md"), page.title.casefold(), page.path))
    return [page.path for page in ordered] or None
