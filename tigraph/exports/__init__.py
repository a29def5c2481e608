"""A network as a file for another program, and the graph itself as RDF.

In comes a `Network`, or a store; out go bytes by file name: one form, or several that
belong together, such as nodes and edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.exports.datapackage import parquet_package
    from tigraph.exports.formats import FORMATS, help_lines, render, suffixes
    from tigraph.exports.rdf import Exported, as_rdflib, doubt_of, serialized, written
    from tigraph.exports.selecting import Selection, chosen, selected
else:
    homes = {
        "datapackage": "parquet_package",
        "formats": "FORMATS help_lines render suffixes",
        "rdf": "Exported as_rdflib doubt_of serialized written",
        "selecting": "Selection chosen selected",
    }
    __getattr__, __all__ = face(__name__, homes)
