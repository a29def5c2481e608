"""Small stores on disk: the curated graph, and a layer of what a test gives."""

from __future__ import annotations

import hashlib
from pathlib import Path

from tigraph.layers import building
from tigraph.layers.layer import Layer
from tigraph.registries import Source

#: Says nothing that a query of the catalogue asks.
NOTHING_NEW = '<https://w3id.org/tigraph/id/organisation/cget> <urn:p> "fictive" .\n'


def store_with(
    folder: Path, text: str = NOTHING_NEW, name: str = "more", form: str = ".ttl"
) -> Path:
    """Build a store in a folder with a layer of that name, of RDF, kept as files of layers are.

    Returned is the folder.
    """
    content = text.encode()
    sha256 = hashlib.sha256(content).hexdigest()
    kept = folder / "files" / sha256
    kept.parent.mkdir(parents=True)
    kept.write_bytes(content)
    building.build([Layer(name, (Source(kept, f"{name}{form}", sha256),))], folder)
    return folder
