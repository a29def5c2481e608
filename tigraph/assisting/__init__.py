"""The graph as tools of an assistant that speaks the Model Context Protocol, read-only.

In come calls over standard input; out go answers with claims and their places. Each call is done
in a process of its own that is ended at its limit, so that the server stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.assisting.answering import Settings
    from tigraph.assisting.server import serve_stdio
    from tigraph.assisting.tools import TOOLS
else:
    homes = {"answering": "Settings", "server": "serve_stdio", "tools": "TOOLS"}
    __getattr__, __all__ = face(__name__, homes)
