"""A projection's rows as a network, and the paths in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.networks.network import Network
    from tigraph.networks.paths import Limits, Step, as_json_paths, as_network, between
    from tigraph.networks.projecting import projected
    from tigraph.networks.projection import build
else:
    homes = {
        "network": "Network",
        "paths": "Limits Step as_json_paths as_network between",
        "projecting": "projected",
        "projection": "build",
    }
    __getattr__, __all__ = face(__name__, homes)
