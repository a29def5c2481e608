"""The graph as a service for other programs.

In comes what a client asked; out goes what it is answered, as JSON or HTML, or the reason why
not with the status that says so. `reconciling` is the Reconciliation Service API in its versions
0.2 and 1.0 (draft), `GraphKnowledge` what it tells beside matches; neither knows of HTTP. `App`
says what is answered at which address, as a WSGI application, and `Server` alone knows of sockets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.serving import reconciling
    from tigraph.serving.app import App, desk_of
    from tigraph.serving.hosts import Hosts, is_open
    from tigraph.serving.knowledge import GraphKnowledge
    from tigraph.serving.server import Limits, Server, listening
else:
    homes = {
        "app": "App desk_of",
        "hosts": "Hosts is_open",
        "knowledge": "GraphKnowledge",
        "server": "Limits Server listening",
        ".": "reconciling",
    }
    __getattr__, __all__ = face(__name__, homes)
