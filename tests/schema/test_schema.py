"""What `from diagramgen import …` offers, and what it costs."""

from __future__ import annotations

import subprocess
import sys

import diagramgen


def test_everything_that_is_offered_is_there_and_in_order() -> None:
    assert [name for name in diagramgen.__all__ if not hasattr(diagramgen, name)] == []
    assert len(set(diagramgen.__all__)) == len(diagramgen.__all__)


def test_the_vocabulary_loads_nothing_that_lays_out_draws_or_renders() -> None:
    heavy = [
        "diagramgen.layout",
        "diagramgen.draw",
        "diagramgen.pages",
        "jinja2",
        "typer",
        "mkdocs",
        "diagrams",
        "yaml",
        "numpy",
    ]
    code = f"import sys, diagramgen; print([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
