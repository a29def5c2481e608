"""The rows of a projection as a network, and the paths in it.

In come the rows of a query that returns `?source ?target ?relation`; out goes a `Network`:
a networkx graph with typed attributes and, on each edge, the claims and the evidence behind
it. Everything that draws, measures or exports begins with one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.networks import ties
    from tigraph.networks.building import build
    from tigraph.networks.network import About, Network
    from tigraph.networks.path_telling import as_json_paths, as_network, doubt_of
    from tigraph.networks.paths import MET, Limits, Step, between, chosen
    from tigraph.networks.projection import projected
    from tigraph.networks.surrounding import among, neighbourhood
    from tigraph.networks.ties import Key, Tie
else:
    homes = {
        "building": "build",
        "surrounding": "among neighbourhood",
        "network": "About Network",
        "path_telling": "as_json_paths as_network doubt_of",
        "paths": "MET Limits Step between chosen",
        "projection": "projected",
        "ties": "Key Tie",
        ".": "ties",
    }
    __getattr__, __all__ = face(__name__, homes)
