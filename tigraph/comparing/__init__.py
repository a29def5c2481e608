"""Two sides, and what became of each node, tie and figure from one to the other.

In come two dates, phases, territories, regions, documents or speakers; out goes a
`Comparison`, as values, as JSON, and as one network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.comparing.as_json import as_json_comparison
    from tigraph.comparing.compare import compared
    from tigraph.comparing.comparison import Comparison
    from tigraph.comparing.network import picture
else:
    homes = {
        "as_json": "as_json_comparison",
        "compare": "compared",
        "comparison": "Comparison",
        "network": "picture",
    }
    __getattr__, __all__ = face(__name__, homes)
