"""A researcher's own folder: documents, claims, decisions, vocabulary, mappings, as plain files.

In come a folder and files of any kind; out go texts with their checksums and what is known of
them, and the RDF files that a graph reads beside the shipped one. No text leaves the folder.

`Workspace.open(folder)` opens one, `Workspace.about(start)` finds the one that a folder lies in,
`Workspace.new(folder)` makes one. `.documents()` are its documents, each with `.text(version)` and
`.versions`; `.data_files()` the RDF files that a graph reads; `.iri(kind, name)` names what is its
own. `source_at` reads a file or an address, `read_source` makes a text of it, and `add` puts both
into a workspace.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.workspaces.adding import Added, add, recognised, same_address
    from tigraph.workspaces.description import Described
    from tigraph.workspaces.documents import Document, Version
    from tigraph.workspaces.gathering import FIELDS, as_described, checked, gathered
    from tigraph.workspaces.graph_files import own_texts, with_workspace
    from tigraph.workspaces.place import QUOTED, Workspace
    from tigraph.workspaces.publishing import Publisher, publisher_named
    from tigraph.workspaces.quoting import Quotations, quotations
    from tigraph.workspaces.removing import citing, removed
    from tigraph.workspaces.sources import Source, source_at
    from tigraph.workspaces.texts import Read, Told, read_source
else:
    homes = {
        "adding": "Added add recognised same_address",
        "description": "Described",
        "documents": "Document Version",
        "gathering": "FIELDS as_described checked gathered",
        "graph_files": "own_texts with_workspace",
        "place": "QUOTED Workspace",
        "publishing": "Publisher publisher_named",
        "quoting": "Quotations quotations",
        "removing": "citing removed",
        "sources": "Source source_at",
        "texts": "Read Told read_source",
    }
    __getattr__, __all__ = face(__name__, homes)
