"""The MkDocs plugin. It puts the pages of a model into a site, in memory unless told otherwise."""

from diagramgen.mkdocs.plugin import DiagramgenPlugin

__all__ = ["DiagramgenPlugin"]
