"""What people decide of proposals: an append-only log, and the cited claims that follow from it.

In come proposals and a coder's decisions; out go claims in Turtle with their places, how far two
coders agree, and what became of a claim in a document's next version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.coding.agreeing import Agreement, Level, agreement
    from tigraph.coding.annotating import Taken, as_annotations, take
    from tigraph.coding.desk import Desk, Fate, FlawedClaimError
    from tigraph.coding.log import Log, logs_of
    from tigraph.coding.model import Actor, Coded, Decision, coded_of
    from tigraph.coding.quickstatements import Statements, statements
    from tigraph.coding.reviewing import Review
    from tigraph.coding.tabling import COLUMNS, as_csv, as_workbook, read_back, rows_of
    from tigraph.coding.telling import told
else:
    homes = {
        "agreeing": "Agreement Level agreement",
        "annotating": "Taken as_annotations take",
        "desk": "Desk Fate FlawedClaimError",
        "log": "Log logs_of",
        "model": "Actor Coded Decision coded_of",
        "quickstatements": "Statements statements",
        "reviewing": "Review",
        "tabling": "COLUMNS as_csv as_workbook read_back rows_of",
        "telling": "told",
    }
    __getattr__, __all__ = face(__name__, homes)
