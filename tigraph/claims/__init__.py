"""What is said, by whom, on what evidence, and how to cite it.

In come IRIs of claims or of their ends; out go relations, figures and opinions as values,
each with its valid time, its citations and who speaks, and the reference to set under a
table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.claims.credits import open_data
    from tigraph.claims.dated import datings
    from tigraph.claims.identity import Identity, identities
    from tigraph.claims.json_forms import as_json, figure_as_json
    from tigraph.claims.model import Evidence, Figure, Opinion, Relation, Valid
    from tigraph.claims.reading import (
        between,
        evidence,
        figures,
        latest_figures,
        opinions,
        relations,
        spellings,
        valid_times,
        where_bounds_stand,
    )
    from tigraph.claims.reference import (
        LICENCES,
        Reference,
        in_parts,
        licences_of,
        part_told,
        referenced,
    )
    from tigraph.claims.resting import Resting, resting_on
    from tigraph.claims.works import Work, bibliography, bibtex_entry, tex
else:
    homes = {
        "credits": "open_data",
        "dated": "datings",
        "identity": "Identity identities",
        "json_forms": "as_json figure_as_json",
        "model": "Evidence Figure Opinion Relation Valid",
        "reading": "between evidence figures latest_figures opinions relations spellings "
        "valid_times where_bounds_stand",
        "reference": "LICENCES Reference in_parts licences_of part_told referenced",
        "resting": "Resting resting_on",
        "works": "Work bibliography bibtex_entry tex",
    }
    __getattr__, __all__ = face(__name__, homes)
