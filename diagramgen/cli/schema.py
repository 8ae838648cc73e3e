"""`diagramgen schema`: the JSON Schema of a model."""

from __future__ import annotations

from typing import Annotated

import typer

from diagramgen.cli.shared import put


def schema(
    output: Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="A file, not stdout.")] = None,
) -> None:
    """Print the JSON Schema of a model in YAML or JSON, for editors.

    Example:

      diagramgen schema -o model.schema.json
    """
    import json

    from diagramgen.schema.document import json_schema

    put(json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n", output)
