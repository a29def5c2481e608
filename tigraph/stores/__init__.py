"""What a graph stands on: in memory, on disk, or a service on the web.

In come files, the folder of a store, or an address; out goes what answers queries, finds
names and gives the snapshot of a date. On disk each state is a version of its own, built
whole before it takes the place of the one before, so that readers never see half of one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.stores import versions, whole
    from tigraph.stores.copies import (
        content_before,
        content_kept,
        kept_copy,
        make_room,
        worked_out,
    )
    from tigraph.stores.graph_store import Delivery, Parcel, push
    from tigraph.stores.ground import Ground
    from tigraph.stores.memory import InMemory
    from tigraph.stores.on_disk import OnDisk
    from tigraph.stores.opening import Builder, open_chosen, open_ground
    from tigraph.stores.service import Answered, Service
    from tigraph.stores.snapshots import keep_derivations
    from tigraph.stores.writer import Writer, writing
else:
    homes = {
        "graph_store": "Delivery Parcel push",
        "ground": "Ground",
        "memory": "InMemory",
        "on_disk": "OnDisk",
        "opening": "Builder open_chosen open_ground",
        "service": "Answered Service",
        "snapshots": "keep_derivations",
        "writer": "Writer writing",
        "copies": "content_before content_kept kept_copy make_room worked_out",
        ".": "versions whole",
    }
    __getattr__, __all__ = face(__name__, homes)
