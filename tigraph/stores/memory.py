"""A graph in memory, read from files."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.local import cache
from tigraph.rdf import shipped_files
from tigraph.validity import ANY, Snapshot, derive, rule_files

if TYPE_CHECKING:
    from tigraph.names import Names


@dataclass(frozen=True)
class InMemory:
    """A store in memory, with the files that it was read from."""

    store: ox.Store
    files: tuple[Path, ...] = ()
    layers: tuple[str, ...] = ()
    bounds_beside: bool = False

    def names(self) -> Names:
        from tigraph.names import Names, WholeIndex

        return Names(WholeIndex(self.store))

    def snapshot(self, as_of: str, tell: Callable[[str], None]) -> Snapshot:
        made_from = [*shipped_files()[:-1], *rule_files(), *self.files]
        return derive(self.store, as_of, cache.stamp(made_from) if self.files else "")

    def near(
        self, entities: Collection[str], as_of: str = ANY, *, only_traits: bool = False
    ) -> Snapshot | None:
        return None
