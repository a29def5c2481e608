"""A network as a file for another program, and the graph itself as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.exports.formats import FORMATS, help_lines, render, suffixes
    from tigraph.exports.rdf import as_rdflib, serialized, stream
else:
    homes = {
        "formats": "FORMATS help_lines render suffixes",
        "rdf": "as_rdflib serialized stream",
    }
    __getattr__, __all__ = face(__name__, homes)
