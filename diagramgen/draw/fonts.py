"""The packaged font, as files for those who draw outside of a browser."""

from __future__ import annotations

from importlib.resources import files

from diagramgen.picture import Picture


def font_folder() -> str:
    """The folder of the packaged font."""
    return str(files("font_roboto") / "files")


def font_files() -> list[str]:
    """The weights that a picture uses."""
    return [str(files("font_roboto") / "files" / name) for name in ("Roboto-Regular.ttf", "Roboto-Bold.ttf")]


def exact(picture: Picture) -> bool:
    """Whether the packaged font has every character of the picture."""
    legend = picture.legend.entries if picture.legend is not None else ()
    texts = [*(text for placed in picture.nodes for text in placed.text), *(entry.text for entry in legend)]
    return all(text.exact for text in texts)
