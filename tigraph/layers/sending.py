"""A store sent to a service: the curated graph, its layers, and what is derived from them."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from tigraph import __version__
from tigraph.errors import UnknownNameError
from tigraph.layers import building
from tigraph.local import cache
from tigraph.names import NameFile, index
from tigraph.rdf import lines_of, open_store, shipped_files
from tigraph.rdf.vocabulary import CERTAIN, CURATED, GRAPH, NAMES, POSSIBLE
from tigraph.stores import Delivery, InMemory, OnDisk, Parcel, open_chosen, push, versions, whole
from tigraph.validity import ANY, all_entailed, derive_bounds, derive_lives

_NOTES = "pushed.json"


def send(
    address: str,
    store: str | Path | None = None,
    layers: Iterable[str] | None = None,
    *,
    derived: bool = False,
    again: bool = False,
    progress: Callable[[str, int, int], None] = lambda *_: None,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Delivery]:
    """Send a store, or some of its layers, to a graph store; return what is there now.

    The curated graph goes with them, which layers build on, what follows whatever the date, and
    the folded names; with `derived`, the edges that the claims imply at any time too. What arrived
    before in this very form is not sent once more unless `again`. Raises as `push` and
    `open_chosen` do.
    """
    wanted = None if layers is None else [*layers]
    opened = open_chosen(store, wanted, builder=lambda: building) or InMemory(
        open_store(shipped_files())
    )
    for name in wanted or ():
        if name not in (CURATED, *opened.layers):
            raise UnknownNameError("layer", name, opened.layers, "See `tigraph layer list`.")
    notes = cache.place(_NOTES)
    if again and notes:
        notes.unlink(missing_ok=True)
    return push(address, parcels(opened, derived, tell), notes, progress)


def parcels(
    opened: InMemory | OnDisk, derived: bool, tell: Callable[[str], None] = lambda _: None
) -> Iterator[Parcel]:
    """Yield the named graphs that a store is sent as: layers, names, derived edges."""
    states = [__version__]
    if isinstance(opened, OnDisk):
        for name in (CURATED, *opened.layers):
            whole.check(opened.on_disk.path, "layers", versions.lives(opened.on_disk.path).name)
            paths = [opened.on_disk.path / "layers" / f"{name}.nt.gz"]
            if name == CURATED:  # goes always: with it, the lives that follow from all layers
                paths.append(versions.lives(opened.on_disk.path))
            content = b"".join(path.read_bytes() for path in paths)
            states.append(hashlib.sha256(content).hexdigest())
            yield Parcel(GRAPH + name, _unpacked(paths), states[-1])
        names = NameFile(opened.on_disk.path).every()
    else:
        own = open_store(opened.files or shipped_files())
        derive_bounds(own)
        derive_lives(own)
        content = lines_of(own)
        states.append(hashlib.sha256(content).hexdigest())
        yield Parcel(GRAPH + CURATED, content.splitlines(keepends=True), states[-1])
        names = sorted(index.names_in(opened.store))
    state = hashlib.sha256(" ".join(states).encode()).hexdigest()
    stated = opened.store if isinstance(opened, OnDisk) else own
    assert isinstance(stated, ox.Store)
    for lines, graph in all_entailed(stated):
        yield Parcel(graph, lines.splitlines(keepends=True), state)
    yield Parcel(NAMES, (index.line(*one).encode() for one in names), state)
    if derived:
        opened.tell = tell
        edges = opened.snapshot(ANY).store
        assert isinstance(edges, ox.Store)
        for graph in (CERTAIN, POSSIBLE):
            yield Parcel(graph, _edges(edges, graph), state)


def _unpacked(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        with gzip.open(path) as lines:
            yield from lines


def _edges(store: ox.Store, graph: str) -> Iterator[bytes]:
    for quad in store.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
        yield f"{quad.triple} .\n".encode()
