"""Where what is asked stands on disk, so that each process that works for the server can open it.

A store on disk is there already, and each snapshot of it; what is in memory is written to a
passing folder, once for each date that is asked.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import pyoxigraph as ox

from tigraph.errors import RefusedRequestError
from tigraph.local import drop, scratch
from tigraph.rdf import open_as_read
from tigraph.serving.sparql.answering import Place
from tigraph.serving.sparql.elsewhere import Elsewhere
from tigraph.stores import Ground, Service
from tigraph.validity import entailed_graph, staged

#: Of a question that looks into named graphs the ground gives what was read, and nothing beside.
_ALL = "ASK { GRAPH ?graph { ?s ?p ?o } }"
#: So many places of dates are kept.
_KEPT = 6
#: So many quads are written at once.
_CHUNK = 100_000


class Data:
    """What is asked: a ground, or, without one, what some files say and nothing else.

    `version` is another one wherever an answer may be. What it writes it takes away in `close`.
    """

    def __init__(self, ground: Ground | None, version: str, files: Sequence[Path] = ()) -> None:
        self._ground = ground
        self.version = hashlib.sha256(version.encode()).hexdigest()[:20]
        self._turn = threading.Lock()
        self._store: ox.Store | None = None
        self._made: dict[tuple[str, bool, str, bool], tuple[Place, Path | None, object]] = {}
        if ground is None:
            folder = _written(open_as_read(files))
            self._made["", False, "", False] = (
                Place(str(folder / "store"), (), True),
                folder,
                None,
            )
        self.used = 0  # how many requests ask it now

    @property
    def bare(self) -> bool:
        """Whether there are files alone."""
        return self._ground is None

    @property
    def steady(self) -> bool:
        """Whether it is told of each change: a service elsewhere changes unseen."""
        return self._ground is None or self._ground.steady

    def known(self, as_of: str, possible: bool, known_by: str, wide: bool = False) -> Place | None:
        """Return a place that is there already."""
        found = self._made.get((as_of, possible, known_by, wide))
        return found[0] if found else None

    def opened(self, place: Place) -> ox.Store | None:
        """Return the store of a place, opened in this process, where no date is told."""
        first = self.known("", False, "")
        if first is None or not first.path or place.path != first.path:
            return None
        if self._store is None:
            self._store = ox.Store.read_only(place.path)
        return self._store

    def place(self, as_of: str, possible: bool, known_by: str, wide: bool = False) -> Place:
        """Return where what holds at a date is asked; raises `BadDateError`, and what it takes.

        `wide` has besides what follows from what is stated.
        """
        key = (as_of, possible, known_by, wide)
        with self._turn:
            if key not in self._made:
                self._make_room()
                self._made[key] = self._put(*key)
            return self._made[key][0]

    def prepare(self) -> None:
        """Put what is asked where no date is told in its place."""
        with suppress(RefusedRequestError):
            self.place("", False, "")

    def _put(
        self, as_of: str, possible: bool, known_by: str, wide: bool
    ) -> tuple[Place, Path | None, object]:
        if self._ground is None:
            raise RefusedRequestError(
                "Here are only the graphs of files, as they stand: leave as_of, possible and "
                "known_by out."
            )
        ground = self._ground.known_by(known_by) if known_by else self._ground
        rules = staged("entailed") if wide else ()
        store, seen = ground.seen(_ALL, "", as_of or None, possible, rules)
        given = {entailed_graph(rule) for rule in rules}
        graphs = tuple(_iri(one) for one in seen or () if _iri(one) not in given)
        if place := ground.place(store):
            return Place(str(place), graphs), None, (ground, store)
        if isinstance(store, Service):
            there = Elsewhere.of(store, [one for one in map(_iri, seen or ()) if one])
            return Place("", elsewhere=there), None, (ground, store)
        assert isinstance(store, ox.Store)
        folder = _written(store)
        return Place(str(folder / "store"), graphs), folder, ground

    def _make_room(self) -> None:
        for key in list(self._made)[: max(0, len(self._made) - _KEPT)]:
            if any(key[:3]):
                self._drop(key)

    def _drop(self, key: tuple[str, bool, str, bool]) -> None:
        _, folder, _ = self._made.pop(key)
        if folder is not None:
            drop(folder)

    def close(self) -> None:
        """Take away what was written."""
        self._store = None
        with self._turn:
            for key in list(self._made):
                self._drop(key)


def _iri(graph: object) -> str:
    return graph.value if isinstance(graph, ox.NamedNode) else ""


def _written(store: ox.Store) -> Path:
    """Return a passing folder with a store on disk of the same quads."""
    folder = scratch()
    on_disk = ox.Store(str(folder / "store"))
    chunk = []
    for quad in store:
        chunk.append(quad)
        if len(chunk) == _CHUNK:
            on_disk.bulk_extend(chunk)
            chunk = []
    on_disk.bulk_extend(chunk)
    on_disk.flush()
    on_disk.optimize()
    del on_disk
    return folder
