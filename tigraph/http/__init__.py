"""Being a client of the web: addresses, connections and downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.http import addresses
    from tigraph.http.client import Client, reason_in, refusal
    from tigraph.http.connections import Patience
    from tigraph.http.downloads import Download, Progress, fetch, forget, remembered
else:
    homes = {
        "client": "Client reason_in refusal",
        "connections": "Patience",
        "downloads": "Download Progress fetch forget remembered",
        ".": "addresses",
    }
    __getattr__, __all__ = face(__name__, homes)
