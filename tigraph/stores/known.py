"""What was known by a date, as a ground of its own: see `Ground.known_by`."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import pyoxigraph as ox

from tigraph.rdf import in_chunks, select
from tigraph.stores import versions, whole
from tigraph.stores.copies import kept_copy
from tigraph.stores.forking import apart
from tigraph.stores.ground import Ground, Knowledge
from tigraph.stores.versions import Version
from tigraph.validity import Evidence, Known, derive_lives

G = TypeVar("G", bound=Ground)
#: So many bytes of lines go to the engine at once.
_CHUNK = 24 * 2**20
_KINDS = "SELECT ?kind { ?kind a tig:Kind }"


def kinds_in(store: ox.Store) -> set[str]:
    """Return the kinds of entities that a store knows."""
    return {row["kind"] for row in select(store, _KINDS)}


def knowing(
    date: str, evidence: Evidence, surely: Known, perhaps: Known, made: Callable[[Known], G]
) -> G:
    """Return the ground of what may have been known, which has that of what surely was."""
    more = perhaps.claims - surely.claims
    sure = made(surely)
    sure.knowledge = Knowledge(date, surely.claims, more, evidence.first())
    if perhaps.sources == surely.sources:
        return sure
    found = made(perhaps)
    found.knowledge = Knowledge(date, surely.claims, more, evidence.first(), sure)
    return found


def kept_knowledge(
    version: Version,
    date: str,
    last: str,
    opened: Callable[[Version], G],
    tell: Callable[[str], None],
) -> G:
    """Return what was known of a version by its `last` day, built once and kept with it.

    There are two versions where there is anything of which it is not sure that it was known:
    what surely was, and that too. `opened` makes a ground of a version, `tell` is told that it
    takes long. Raises `DataError`.
    """
    made: list[tuple[Evidence, Known, Known]] = []

    def read() -> tuple[Evidence, Known, Known]:
        if not made:
            tell(f"Working out what was known by {date} (once for this store)")
            whole.check(version.path, "layers", "names.sqlite")
            layers = sorted((version.path / "layers").iterdir())
            lines = chain.from_iterable(map(_lines, layers))
            evidence = Evidence(lines, kinds_in(versions.opened(version.store)))
            surely, perhaps = (evidence.known(last, possible=both) for both in (False, True))
            made.append((evidence, surely, perhaps))
        return made[0]

    def build(path: Path, *, possible: bool) -> None:
        evidence, surely, perhaps = read()
        told = {
            "claims": surely.claims,
            "more": perhaps.claims - surely.claims,
            "first": evidence.first(),
            "two": perhaps.sources != surely.sources,
        }
        apart(_build, path, version, perhaps if possible else surely, told)

    def ground(*, possible: bool) -> G:
        key = f"known-by-{last}" + "-possible" * possible
        copy = kept_copy(version, key, lambda path: build(path, possible=possible))
        found = versions.version_in(copy.path)
        return opened(replace(found, budget=version.budget, held=copy, within=version))

    sure = ground(possible=False)
    assert sure.on_disk is not None
    told = dict(sure.on_disk.manifest["known"])
    two = told.pop("two")
    sure.knowledge = Knowledge(date, **told)
    if not two:
        return sure
    found = ground(possible=True)
    found.knowledge = Knowledge(date, **told, surely=sure)
    return found


def _lines(layer: Path) -> Iterator[bytes]:
    import gzip

    with gzip.open(layer) as file:
        while lines := file.readlines(_CHUNK):
            yield from lines


def _build(path: Path, version: Version, known: Known, told: dict[str, Any]) -> None:
    """Build the version that has what was known of another one, in a folder."""
    import gzip
    from concurrent.futures import ThreadPoolExecutor

    from tigraph.names import NameFile, kept_names

    (path / "layers").mkdir(parents=True)
    store, triples = ox.Store(str(path / "store")), dict[str, int]()
    with ThreadPoolExecutor(1) as thread:  # loads what was chosen while more is chosen
        loaded = thread.submit(_load, store, b"")
        for layer in sorted((version.path / "layers").iterdir()):
            name = layer.name.removesuffix(".nt.gz")
            triples[name] = 0
            with gzip.open(path / "layers" / layer.name, "wb", 1) as own:
                for chunk in in_chunks(known.lines(_lines(layer)), _CHUNK):
                    loaded.result()
                    loaded = thread.submit(_load, store, chunk)
                    own.write(chunk)
                    triples[name] += chunk.count(b"\n")
        loaded.result()
    versions.keep_lives(path, derive_lives(store, beside=True))
    names = [
        one for one in NameFile(version.path).every() if f"<{one[1]}>".encode() not in known.dropped
    ]
    _load(store, "".join(kept_names(names, path)).encode())
    store.flush()
    layers = [{**layer, "triples": triples.get(layer["name"], 0)} for layer in version.layers]
    manifest = {
        **version.manifest, "triples": sum(triples.values()), "layers": layers, "known": told
    }  # fmt: skip
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (path / "manifest.json").write_text(text, encoding="utf-8")


def _load(store: ox.Store, chunk: bytes) -> None:
    store.bulk_load(input=chunk, format=ox.RdfFormat.N_TRIPLES, lenient=True)
