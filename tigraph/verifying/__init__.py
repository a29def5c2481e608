"""A draft held against the graph: which claims bear each of its sentences, and which none does.

In come a text that somebody wrote and a graph; out comes, sentence by sentence, what bears it with
its places, or which part no source says so. What is not understood is said to be so: better a
refusal than a false confirmation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.verifying.checking import MOST, verified
    from tigraph.verifying.model import BORNE, VERDICTS, Checked, Differing
    from tigraph.verifying.telling import as_json_checks, checked_draft, checksums, claims_told
    from tigraph.verifying.words import languages
else:
    homes = {
        "checking": "MOST verified",
        "model": "BORNE VERDICTS Checked Differing",
        "telling": "as_json_checks checked_draft checksums claims_told",
        "words": "languages",
    }
    __getattr__, __all__ = face(__name__, homes)
