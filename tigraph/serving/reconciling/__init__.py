"""The Reconciliation Service API of the W3C Community Group, 0.2 and the draft of 1.0.

Each function takes a `Desk` and what a client sent, and returns what is answered, as JSON
values that are valid by the official schemas of the version; what is malformed, too much or
not there is a `RefusedRequestError`. `VERSIONS` names the versions as manifests do.
"""

from __future__ import annotations

from tigraph.serving.reconciling.desk import BATCH, VERSIONS, Desk, Knowledge, Matches, Thing, Value
from tigraph.serving.reconciling.extending import extended, proposed
from tigraph.serving.reconciling.manifest import manifest
from tigraph.serving.reconciling.matching import matched
from tigraph.serving.reconciling.previewing import flyout, jsonp, preview
from tigraph.serving.reconciling.suggesting import suggested

__all__ = [
    "BATCH",
    "VERSIONS",
    "Desk",
    "Knowledge",
    "Matches",
    "Thing",
    "Value",
    "extended",
    "flyout",
    "jsonp",
    "manifest",
    "matched",
    "preview",
    "proposed",
    "suggested",
]
