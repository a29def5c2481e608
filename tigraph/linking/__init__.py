"""From a name that somebody wrote to the entity that is meant, with the grounds.

In comes what is sought: a name, of which kind, and what stands beside it; out goes a match:
settled, for a person to decide, or nothing, with the candidates and what speaks for each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.linking import services
    from tigraph.linking.decisions import Decisions
    from tigraph.linking.grounds import (
        Author,
        Sources,
        decision_told,
        ground,
        sources_of,
        subject,
    )
    from tigraph.linking.matching import Matcher, matched
    from tigraph.linking.model import Candidate, Feature, Match, Outcome, Sought
    from tigraph.linking.own import own_proposals, still_open
    from tigraph.linking.sheets import Sheet
    from tigraph.linking.table_files import TABLES, opened
    from tigraph.linking.tabled import (
        ADDED,
        Columns,
        Told,
        columns_of,
        link_table,
        state_of,
        undecided,
    )
    from tigraph.linking.together import Asked, processes
else:
    homes = {
        "decisions": "Decisions",
        "grounds": "Author Sources decision_told ground sources_of subject",
        "matching": "Matcher matched",
        "model": "Candidate Feature Match Outcome Sought",
        "own": "own_proposals still_open",
        "sheets": "Sheet",
        "table_files": "TABLES opened",
        "tabled": "ADDED Columns Told columns_of link_table state_of undecided",
        "together": "Asked processes",
        ".": "services",
    }
    __getattr__, __all__ = face(__name__, homes)
