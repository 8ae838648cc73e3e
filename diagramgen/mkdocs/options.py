"""The plugin's options, as `PluginOptions` declares them."""

from __future__ import annotations

from typing import Any

from mkdocs.config.base import BaseConfigOption, ValidationError

from diagramgen.config import PluginOptions, checked_option


class Option(BaseConfigOption[Any]):
    """An option as `PluginOptions` declares it."""

    def __init__(self, name: str, default: object) -> None:
        super().__init__()
        self.name = name
        self.default = default

    def run_validation(self, value: object, /) -> object:
        """The value as the plugin takes it; MkDocs tells the others."""
        try:
            return checked_option(self.name, value)
        except ValueError as error:
            raise ValidationError(str(error)) from None


SCHEME = tuple((name, Option(name, field.default)) for name, field in PluginOptions.model_fields.items())
"""What MkDocs checks an entry in mkdocs.yml with."""
