"""Questions: the catalogue, a query's parameters, and its answer.

In comes the name of a query, a file or SPARQL text, with values for its parameters; out go
rows, a verdict or triples, which know how to be written in each format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.querying import catalogue
    from tigraph.querying.aligned import aligned_table
    from tigraph.querying.answers import Answer, Rows, Verdict, Whence, answer, python_value
    from tigraph.querying.asked import Asked, Reading
    from tigraph.querying.at_a_date import depends, held
    from tigraph.querying.bearing import bears
    from tigraph.querying.column_names import all_called, called
    from tigraph.querying.columns import chosen_columns
    from tigraph.querying.doubt import Doubt
    from tigraph.querying.entities import added_entities, parted, with_entities
    from tigraph.querying.formats import ANSWERS, FILES, GRAPHS, TABLES
    from tigraph.querying.frames import series
    from tigraph.querying.given import taking, taking_all
    from tigraph.querying.lines import in_lines
    from tigraph.querying.parameters import bound, taken, values
    from tigraph.querying.query import Query, parse
    from tigraph.querying.running import run
    from tigraph.querying.typed_columns import typed
else:
    homes = {
        "aligned": "aligned_table",
        "answers": "Answer Rows Verdict Whence answer python_value",
        "asked": "Asked Reading",
        "doubt": "Doubt",
        "entities": "added_entities parted with_entities",
        "formats": "ANSWERS FILES GRAPHS TABLES",
        "column_names": "all_called called",
        "columns": "chosen_columns",
        "frames": "series",
        "lines": "in_lines",
        "at_a_date": "depends held",
        "bearing": "bears",
        "given": "taking taking_all",
        "parameters": "bound taken values",
        "query": "Query parse",
        "running": "run",
        "typed_columns": "typed",
        ".": "catalogue",
    }
    __getattr__, __all__ = face(__name__, homes)
