"""Two models side by side: what changed from one to the other, as data and as a picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from diagramgen.config import Config
from diagramgen.edition import cut
from diagramgen.load import find_model, load
from diagramgen.pipeline import placed
from diagramgen.resolve import resolve

if TYPE_CHECKING:
    from diagramgen.diff.compare import Difference
    from diagramgen.graph import Graph
    from diagramgen.picture import Picture
    from diagramgen.schema import Architecture


@dataclass(frozen=True)
class Comparison:
    """Two models, one of which may be an earlier revision of the other, and the settings for both."""

    old: str
    """A git revision, a folder or a file."""
    new: str | None
    """The same; the model as it lies here if not stated."""
    model: str | None
    """The model that is asked for; that of the configuration, or the usual one, if not stated."""
    config: Config
    base: Path
    use_cache: bool = True

    @cached_property
    def before(self) -> Graph:
        """The edition of the older model. Raises as `load_side` does."""
        return self._edition(self._side(self.old))

    @cached_property
    def after(self) -> Graph:
        """The edition of the newer model. Raises as `load_side` does."""
        if self.new is not None:
            return self._edition(self._side(self.new))
        from diagramgen.load.apart import packed, restored

        source = find_model(self.model, self.config.model, self.base)
        return self._edition(restored(packed(load(source, self.base))))  # said as the older one says it

    @cached_property
    def difference(self) -> Difference:
        """All that changed, as the readers of the edition may see it."""
        from diagramgen.diff.compare import compare
        from diagramgen.releases import for_readers

        found = compare(self.before, self.after, self.old, self.new or "the working files")
        return for_readers(found, self.config)

    def exported(self, form: str) -> str:
        """The changes in a format: a picture, or one of `catalog.CHANGES`."""
        from diagramgen.catalog import CHANGES

        if form in CHANGES:
            return CHANGES[form](self.difference)
        from diagramgen.draw.links import Links
        from diagramgen.draw.svg import draw

        return draw(self.picture, Links())

    @cached_property
    def picture(self) -> Picture:
        """Both models in one layout. Raises EnvironmentFailure if the layout engine fails."""
        from diagramgen.diff.union import VIEW
        from diagramgen.releases import difference_scene

        drawn = difference_scene(self.before, self.after, self.difference)
        return placed([drawn], self.config, self.base, self.use_cache)[VIEW]

    def _side(self, name: str) -> Architecture:
        from diagramgen.load.revision import load_side

        return load_side(name, self.model, self.config.model, self.base)

    def _edition(self, architecture: Architecture) -> Graph:
        return cut(resolve(architecture), self.config.audience, self.config.product_version)
