"""What keeps a graph sound.

In come RDF files and the texts that they cite; out go findings, each with its place and
its remedy: shapes that are broken, citations that do not fit, sentences that nobody coded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.curating.faults import names_an_end, numbers
    from tigraph.curating.finding import Finding
    from tigraph.curating.renaming import fix
    from tigraph.curating.shapes import check_files
    from tigraph.curating.texts import Reading, read_against, sentences
else:
    homes = {
        "faults": "names_an_end numbers",
        "finding": "Finding",
        "renaming": "fix",
        "shapes": "check_files",
        "texts": "Reading read_against sentences",
    }
    __getattr__, __all__ = face(__name__, homes)
