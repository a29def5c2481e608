"""The readers of official registers: files in, lines of RDF out; no network, no store.

    files -> Reader.recognise -> Source -> Reader.read -> lines of N-Triples, Report

What a reader does with each row is counted: used, refused with a reason, or left out by
design. What is French is in the readers, and nowhere above them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.registries import decided, facts, readers, sssom, tables
    from tigraph.registries.archives import MOST_FILES, expanded
    from tigraph.registries.declared.draft import draft
    from tigraph.registries.declared.reader import DECLARATION, reader_of
    from tigraph.registries.known import Known
    from tigraph.registries.readers import installed_readers, ordered, prepare
    from tigraph.registries.sources import (
        Description,
        Provider,
        Reader,
        Reading,
        Recognised,
        Report,
        Source,
    )
    from tigraph.registries.tables import beginning, refuse_page
    from tigraph.registries.usage import NameKind, Usage
else:
    homes = {
        "known": "Known",
        "declared.draft": "draft",
        "declared.reader": "DECLARATION reader_of",
        "readers": "installed_readers ordered prepare",
        "sources": "Description Provider Reader Reading Recognised Report Source",
        "usage": "NameKind Usage",
        "archives": "MOST_FILES expanded",
        "tables": "beginning refuse_page",
        ".": "decided facts readers sssom tables",
    }
    __getattr__, __all__ = face(__name__, homes)
