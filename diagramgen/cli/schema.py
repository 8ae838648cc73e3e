"""`diagramgen schema`: what editors check files with."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from diagramgen.cli.shared import put


class SchemaOf(StrEnum):
    """The files that have a schema."""

    MODEL = "model"
    MKDOCS = "mkdocs"
    CONFIG = "config"


def schema(
    of: Annotated[
        SchemaOf,
        typer.Option("--of", help="A model in YAML or JSON, the plugin's entry in mkdocs.yml, or diagramgen.toml."),
    ] = SchemaOf.MODEL,
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="A file, not stdout.")] = None,
) -> None:
    """Print a JSON Schema, for editors.

    Examples:

      diagramgen schema -o model.schema.json

      diagramgen schema --of mkdocs -o mkdocs.schema.json
    """
    import json

    put(json.dumps(schema_of(of), indent=2, ensure_ascii=False) + "\n", output)


def schema_of(of: SchemaOf) -> dict[str, Any]:
    """The JSON Schema of a kind of file."""
    from diagramgen.config import config_schema, plugin_schema
    from diagramgen.schema.document import json_schema

    return {SchemaOf.MODEL: json_schema, SchemaOf.MKDOCS: plugin_schema, SchemaOf.CONFIG: config_schema}[of]()
