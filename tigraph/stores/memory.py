"""A graph in memory, read from files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from tigraph.local import cache
from tigraph.names import Names, WholeIndex
from tigraph.rdf import shipped_files
from tigraph.stores.ground import Ground
from tigraph.validity import Snapshot, derive, rule_files


class InMemory(Ground):
    """A store in memory, with the files that it was read from."""

    bounds_beside = False
    store: ox.Store

    def __init__(
        self, store: ox.Store, files: Iterable[Path] = (), *, language: str = "fr"
    ) -> None:
        super().__init__(store, files=files, language=language)

    def _names(self) -> Names:
        return Names(WholeIndex(self.store), self.language)

    def _derived(self, as_of: str) -> Snapshot:
        made_from = [*shipped_files()[:-1], *rule_files(), *self.files]
        return derive(self.store, as_of, cache.stamp(made_from) if self.files else "")
