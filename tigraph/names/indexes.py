"""Which entities bear which names: of a whole store, or read from the file beside one on disk.

Nothing here is locked: what is read is complete before it is kept, and two threads that ask at
once may both read it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import pyoxigraph as ox

from tigraph.names.index import NameList, names_in, read
from tigraph.rdf import Queryable, literal, select


class Index(Protocol):
    """Which entities bear which names, all folded."""

    @property
    def store(self) -> Queryable:
        """What the entities are read from."""

    def bearing(self, name: str) -> list[str]:
        """Return the IRIs of the entities that bear a name, sorted."""

    def close_to(self, text: str) -> NameList:
        """Return the names to weigh when somebody looks for a text: those near it, or all."""


class WholeIndex:
    """The names in a store in memory, read once when they are first asked for."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self._names: NameList | None = None

    def bearing(self, name: str) -> list[str]:
        """Return the IRIs of the entities that bear a name, sorted."""
        return self.close_to(name).bearing(name)

    def close_to(self, _text: str) -> NameList:
        """Return all names."""
        found = self._names
        if found is None:
            found = self._names = NameList(names_in(self.store))
        return found


class FileIndex:
    """The names in a store on disk: triples of it, and the file in a folder."""

    def __init__(self, store: Queryable, folder: Path) -> None:
        self.store = store
        self._folder = folder
        self._names: NameList | None = None

    def bearing(self, name: str) -> list[str]:
        """Return the IRIs of the entities that bear a name, sorted."""
        query = f"SELECT ?entity {{ ?entity tig:foldedName {literal(name)} }} ORDER BY ?entity"
        return [row["entity"] for row in select(self.store, query)]

    def close_to(self, _text: str) -> NameList:
        """Return all names, read from the file the first time."""
        found = self._names
        if found is None:
            found = self._names = NameList(read(self._folder))
        return found
