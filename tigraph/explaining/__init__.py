"""The model as others meet it: what its terms mean, what things have, where they are used.

In come the files of `ontology/` and a graph; out go accounts of terms, the diagram of the model
and its pages, in French and in English.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.explaining.account import Account
    from tigraph.explaining.aligned import Alignment, alignments
    from tigraph.explaining.finding import SORTS, term_named
    from tigraph.explaining.model import Model, Theme, shipped_model
    from tigraph.explaining.page import model_page, page_policy
    from tigraph.explaining.picture import diagram
    from tigraph.explaining.promises import Ends, Promise, Promises, shipped_promises
    from tigraph.explaining.uses import as_turtle, example_of, queries_with
else:
    homes = {
        "account": "Account",
        "aligned": "Alignment alignments",
        "picture": "diagram",
        "finding": "SORTS term_named",
        "model": "Model Theme shipped_model",
        "page": "model_page page_policy",
        "promises": "Ends Promise Promises shipped_promises",
        "uses": "as_turtle example_of queries_with",
    }
    __getattr__, __all__ = face(__name__, homes)
