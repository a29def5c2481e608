"""The SPARQL 1.1 Protocol, read-only, within limits of time, memory and rows.

In comes what a client asked, out goes what it is answered, as it comes. `Data` is what is asked,
`Endpoint` the ASGI application; questions are answered in processes that can be ended.
"""

from __future__ import annotations

from tigraph.serving.sparql.endpoint import Endpoint
from tigraph.serving.sparql.places import Data

__all__ = ["Data", "Endpoint"]
