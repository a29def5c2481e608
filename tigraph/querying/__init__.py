"""The catalogue of queries, and what comes back as an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.querying import catalogue
    from tigraph.querying.answers import Answer, Rows, Verdict, answer, prepare_table, python_value
    from tigraph.querying.formats import ANSWERS, GRAPHS, TABLES
    from tigraph.querying.parameters import bound, values
    from tigraph.querying.query import Query, parse
else:
    homes = {
        "answers": "Answer Rows Verdict answer prepare_table python_value",
        "formats": "ANSWERS GRAPHS TABLES",
        "parameters": "bound values",
        "query": "Query parse",
        ".": "catalogue",
    }
    __getattr__, __all__ = face(__name__, homes)
