"""The rows of a projection as a network, and the paths in it.

In come the rows of a query that returns `?source ?target ?relation`; out goes a `Network`:
a networkx graph with typed attributes and, on each edge, the claims and the evidence behind
it. Everything that draws, measures or exports begins with one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.networks.network import Network
    from tigraph.networks.paths import Limits, Step, as_json_paths, as_network, between
    from tigraph.networks.projection import build
else:
    homes = {
        "network": "Network",
        "paths": "Limits Step as_json_paths as_network between",
        "projection": "build",
    }
    __getattr__, __all__ = face(__name__, homes)
