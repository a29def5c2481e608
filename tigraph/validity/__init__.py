"""What holds at a date: bounds, rules and snapshots."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.validity.edtf import ANY, day_after, days, period, today
    from tigraph.validity.nearby import near
    from tigraph.validity.rules import derive_bounds, implied, named_in_rules, rule_files
    from tigraph.validity.snapshot import Snapshot, derive
else:
    homes = {
        "edtf": "ANY day_after days period today",
        "nearby": "near",
        "rules": "derive_bounds implied named_in_rules rule_files",
        "snapshot": "Snapshot derive",
    }
    __getattr__, __all__ = face(__name__, homes)
