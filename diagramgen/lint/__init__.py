"""What a model's own rules are written with: `from diagramgen.lint import Found, Model, rule`."""

from diagramgen.lint.model import Model
from diagramgen.lint.rule import Found, Replace, TakeOut, rule
from diagramgen.schema.rule import Severity

__all__ = ["Found", "Model", "Replace", "Severity", "TakeOut", "rule"]
