"""The site without a server: a graph in, files for any static host out, with what answers there.

The pages are those of `tigraph.pages`. What a server would answer (a search, a question, SPARQL)
the reader's browser answers, by Oxigraph's WebAssembly over a file of all that the graph holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.publishing.folder import publish
    from tigraph.publishing.part import part_of
    from tigraph.publishing.published import Published
    from tigraph.publishing.single import publish_file
else:
    homes = {
        "folder": "publish",
        "part": "part_of",
        "published": "Published",
        "single": "publish_file",
    }
    __getattr__, __all__ = face(__name__, homes)
