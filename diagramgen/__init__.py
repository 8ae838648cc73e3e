"""diagramgen: a typed model of an architecture → numbered pictures, tables and pages that agree.

A model imports its vocabulary from here; nothing that lays out, draws or renders is loaded.
"""

from diagramgen.schema import *  # noqa: F403
from diagramgen.schema import __all__ as __all__
