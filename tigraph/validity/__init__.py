"""When claims hold.

In come dates in EDTF and the claims of a store; out go the first and the last day of each,
and a `Snapshot`: what surely holds at a date, what may, and the direct edges that follow by
the rules in `ontology/rules/`. All reading of dates is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.validity.derivations import Derivations
    from tigraph.validity.edtf import ANY, LAST_DAY, day_after, days, period, today
    from tigraph.validity.entailment import add_entailed, all_entailed, entailed_graph, entailing
    from tigraph.validity.headers import Rule, every_rule, pattern, rule_files, staged
    from tigraph.validity.known import Evidence, Known
    from tigraph.validity.nearby import near
    from tigraph.validity.rules import HELD, STANDS, derive_bounds, derive_lives, named_in_rules
    from tigraph.validity.snapshot import Snapshot, derive
    from tigraph.validity.words import from_bounds, in_words
else:
    homes = {
        "edtf": "ANY LAST_DAY day_after days period today",
        "entailment": "add_entailed all_entailed entailed_graph entailing",
        "words": "from_bounds in_words",
        "known": "Evidence Known",
        "nearby": "near",
        "derivations": "Derivations",
        "headers": "Rule every_rule pattern rule_files staged",
        "rules": "HELD STANDS derive_bounds derive_lives named_in_rules",
        "snapshot": "Snapshot derive",
    }
    __getattr__, __all__ = face(__name__, homes)
