"""What things are called, and how they are found by name.

In comes what a person types: a name in any spelling, a CURIE, an identifier; out goes the
entity that is meant, those like it, or an error with the candidates. Names are compared
folded: without case and accents. `Labels` goes the other way, from IRIs to words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.names import index
    from tigraph.names.context import contexts
    from tigraph.names.entity import ACTORS, Entity, Found
    from tigraph.names.file import NameFile, added_names, kept_names
    from tigraph.names.folding import accented, folded, slug
    from tigraph.names.identifiers import is_sound
    from tigraph.names.index import NameList
    from tigraph.names.indexes import FileIndex, Index, WholeIndex
    from tigraph.names.labels import Labels
    from tigraph.names.search import Names
    from tigraph.names.spelling import Spellings
else:
    homes = {
        "context": "contexts",
        "entity": "ACTORS Entity Found",
        "file": "NameFile added_names kept_names",
        "folding": "accented folded slug",
        "identifiers": "is_sound",
        "index": "NameList",
        "indexes": "FileIndex Index WholeIndex",
        "labels": "Labels",
        "search": "Names",
        "spelling": "Spellings",
        ".": "index",
    }
    __getattr__, __all__ = face(__name__, homes)
