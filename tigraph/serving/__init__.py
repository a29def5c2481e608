"""The graph as a service for other programs.

In comes what a client asked, as text; out goes what it is answered, as JSON or HTML, or a
`RefusedRequestError` with the status that says why. Nothing here knows of sockets: `reconciling`
is the Reconciliation Service API in its versions 0.2 and 1.0 (draft), `GraphKnowledge` what it
tells beside matches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.serving import reconciling
    from tigraph.serving.knowledge import GraphKnowledge
else:
    homes = {
        "knowledge": "GraphKnowledge",
        ".": "reconciling",
    }
    __getattr__, __all__ = face(__name__, homes)
