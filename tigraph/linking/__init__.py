"""From a name that somebody wrote to the entity that is meant, with the grounds.

In comes what is sought: a name, of which kind, and what stands beside it; out goes a match:
settled, for a person to decide, or nothing, with the candidates and what speaks for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.linking import services
    from tigraph.linking.matching import Matcher, matched
    from tigraph.linking.model import Candidate, Feature, Match, Outcome, Sought
else:
    homes = {
        "matching": "Matcher matched",
        "model": "Candidate Feature Match Outcome Sought",
        ".": "services",
    }
    __getattr__, __all__ = face(__name__, homes)
