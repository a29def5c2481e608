"""What a graph stands on: in memory, on disk, or a service on the web.

In come files, the folder of a store, or an address; out goes what answers queries, finds
names and gives the snapshot of a date. On disk each state is a version of its own, built
whole before it takes the place of the one before, so that readers never see half of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.stores import versions
    from tigraph.stores.endpoint import open_endpoint
    from tigraph.stores.graph_store import Delivery, Parcel, push
    from tigraph.stores.memory import InMemory
    from tigraph.stores.on_disk import OnDisk
    from tigraph.stores.opening import Builder, Opened, open_chosen
    from tigraph.stores.writer import Writer, writing
else:
    homes = {
        "endpoint": "open_endpoint",
        "graph_store": "Delivery Parcel push",
        "memory": "InMemory",
        "on_disk": "OnDisk",
        "opening": "Builder Opened open_chosen",
        "writer": "Writer writing",
        ".": "versions",
    }
    __getattr__, __all__ = face(__name__, homes)
