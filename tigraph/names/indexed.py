"""The names in a store on disk, read as they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

from tigraph.errors import UsageError
from tigraph.names import index
from tigraph.names.entity import Entity, _entities
from tigraph.names.folding import folded
from tigraph.names.search import _SOME, Names
from tigraph.rdf import Queryable, literal, rows_of, select


class IndexedNames(Names):
    """The names in a store on disk, read as they are asked for: see `tigraph.names.index`."""

    def __init__(self, store: Queryable, folder: Path) -> None:
        super().__init__(store)
        self._folder = folder
        self._asked: set[str] = set()
        self._found: dict[str, Entity] = {}

    @property
    def _read(self) -> dict[str, Entity]:
        return self._found

    @cached_property
    def _names(self) -> list[index.Name]:
        return index.read(self._folder)

    @cached_property
    def _by_name(self) -> Mapping[str, Sequence[str]]:
        index: dict[str, list[str]] = {}
        for name, iri in self._names:
            index.setdefault(name, []).append(iri)
        return index

    def get(self, iri: str) -> Entity | None:
        if iri not in self._asked:
            self.read([iri])
        return self._read.get(iri)

    def read(self, iris: Iterable[str]) -> None:
        missing = {iri for iri in iris if iri not in self._asked}
        self._read.update(_entities(rows_of(self._store, _SOME, missing, "entity")))
        self._asked.update(missing)  # last: other threads take it that these are read

    def knows(self, iri: str) -> bool:
        try:
            return self.get(iri) is not None
        except UsageError:  # no IRI
            return False

    def bearing(self, name: str) -> list[str]:
        query = f"SELECT ?entity {{ ?entity tig:foldedName {literal(name)} }} ORDER BY ?entity"
        return [row["entity"] for row in select(self._store, query)]

    def beginning(self, text: str, limit: int) -> list[str]:
        found = index.beginning(self._names, folded(text))
        return list(islice(dict.fromkeys(iri for _, iri in found), limit))
