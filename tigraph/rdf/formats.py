"""The formats of RDF files by extension: what the engine calls each."""

from __future__ import annotations

#: The engine's names, so that commands know the formats without it.
RDF_NAMES = {
    ".ttl": "TURTLE",
    ".trig": "TRIG",
    ".nt": "N_TRIPLES",
    ".nq": "N_QUADS",
    ".jsonld": "JSON_LD",
    ".rdf": "RDF_XML",
    ".owl": "RDF_XML",
}
#: What the names of files end in that are read: these, and the same packed by gzip.
RDF_READ = (*RDF_NAMES, *(f"{extension}.gz" for extension in RDF_NAMES))
#: Those that are written; the others are only read.
WRITTEN = tuple(extension for extension in RDF_NAMES if extension != ".owl")
