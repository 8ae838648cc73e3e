"""A model on disk → Architecture, or all of its problems with their places."""

from diagramgen.load.find import find_model, model_places, model_root
from diagramgen.load.model import load

__all__ = ["find_model", "load", "model_places", "model_root"]
