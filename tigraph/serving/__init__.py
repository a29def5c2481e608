"""The graph as a service for other programs.

In comes what a client asked; out goes what it is answered, as JSON or HTML, or the reason why
not with the status that says so. `reconciling` is the Reconciliation Service API in its versions
0.2 and 1.0 (draft), `GraphKnowledge` what it tells beside matches; neither knows of HTTP. `App`
says what is answered at which address, as an ASGI application over a desk and the endpoint of
`sparql`, and `Server` alone knows of sockets. `ReviewApp` is another such application: the page on
which a document is reviewed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.serving import reconciling
    from tigraph.serving.app import App, desk_of
    from tigraph.serving.hosts import Hosts, is_open
    from tigraph.serving.knowledge import GraphKnowledge
    from tigraph.serving.lines import Limits
    from tigraph.serving.metrics import Metrics
    from tigraph.serving.renewing import Renewal, stamp_of
    from tigraph.serving.reviewing import ReviewApp
    from tigraph.serving.server import Server, listening
    from tigraph.serving.siblings import Siblings, inherited
    from tigraph.serving.sparql import Data, Endpoint
else:
    homes = {
        "app": "App desk_of",
        "hosts": "Hosts is_open",
        "knowledge": "GraphKnowledge",
        "lines": "Limits",
        "metrics": "Metrics",
        "renewing": "Renewal stamp_of",
        "reviewing": "ReviewApp",
        "server": "Server listening",
        "siblings": "Siblings inherited",
        "sparql": "Data Endpoint",
        ".": "reconciling",
    }
    __getattr__, __all__ = face(__name__, homes)
