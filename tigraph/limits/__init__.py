"""What work may take, and what ends it.

In come a function and an allowance of time, memory and rows; out comes what the function returns,
or a `LimitError` that says which limit was met. Work is done in a thread that Ctrl-C leaves, or
in a process that is ended. Nothing here knows of RDF or of the graph.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.limits.allowance import (
        Allowance,
        Allowed,
        allowing,
        memory_held,
        size_of,
        size_told,
    )
    from tigraph.limits.lanes import BusyError, Lanes, Work
    from tigraph.limits.pool import Pool, shared_pool
    from tigraph.limits.process import Give
    from tigraph.limits.waiting import Begun, interruptible, listen
else:
    homes = {
        "allowance": "Allowance Allowed allowing memory_held size_of size_told",
        "lanes": "BusyError Lanes Work",
        "pool": "Pool shared_pool",
        "process": "Give",
        "waiting": "Begun interruptible listen",
    }
    __getattr__, __all__ = face(__name__, homes)
