"""Being a client of the web.

In come addresses; out go files on this machine, each with its checksum and when it was
fetched, or the answers of a service. Servers that answer slowly, in part or not as
they should end in an error that says which and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.http import addresses
    from tigraph.http.asking import Guest, Pace, Reply, pace_of
    from tigraph.http.client import Client, reason_in, refusal
    from tigraph.http.connections import Patience
    from tigraph.http.downloads import Download, Progress, fetch, forget, remembered
else:
    homes = {
        "asking": "Guest Pace Reply pace_of",
        "client": "Client reason_in refusal",
        "connections": "Patience",
        "downloads": "Download Progress fetch forget remembered",
        ".": "addresses",
    }
    __getattr__, __all__ = face(__name__, homes)
