"""Measures of a network: centralities, communities, brokerage, two-mode measures.

In comes a `Network`; out goes a `Measurement`: tables with their method, the boundary of
the network, and what leans on thin evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.measuring.evidence import Document, basis_of, boundary
    from tigraph.measuring.formats import EXTENSIONS, render, summary_csv
    from tigraph.measuring.measurement import (
        BROKERAGE,
        ONE,
        TWO,
        Choice,
        Choices,
        Measurement,
        listed,
    )
    from tigraph.measuring.measures import measure
    from tigraph.measuring.pictured import offered, scales
    from tigraph.measuring.texts import boundary_lines
else:
    homes = {
        "evidence": "Document basis_of boundary",
        "formats": "EXTENSIONS render summary_csv",
        "measurement": "BROKERAGE Choice Choices Measurement ONE TWO listed",
        "measures": "measure",
        "pictured": "offered scales",
        "texts": "boundary_lines",
    }
    __getattr__, __all__ = face(__name__, homes)
