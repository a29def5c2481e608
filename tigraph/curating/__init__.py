"""What keeps a graph sound: shapes, and texts against their citations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.curating.shapes import Finding, check_files
    from tigraph.curating.texts import Reading, read_against
else:
    homes = {
        "shapes": "Finding check_files",
        "texts": "Reading read_against",
    }
    __getattr__, __all__ = face(__name__, homes)
