"""tigraph: a knowledge graph of the actors of a public programme.

>>> import tigraph
>>> graph = tigraph.load()
>>> [found["label"] for found in graph.search("bole")][0]
'Cédric Bôle'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tigraph.errors import TigraphError
    from tigraph.graph import Graph, load

__version__ = "0.2.0.dev0"
__all__ = ["Graph", "TigraphError", "__version__", "load"]

_HOME = {"load": "graph", "Graph": "graph", "TigraphError": "errors"}


def __getattr__(name: str) -> Any:
    """Import on first use, so that `import tigraph` costs next to nothing."""
    if name in _HOME:
        return getattr(import_module(f"tigraph.{_HOME[name]}"), name)
    raise AttributeError(f"module 'tigraph' has no attribute {name!r}")
