"""What became of each claim of a register in a new version of its file.

Both versions are read by the layer's reader, each alone, as of one day: what differs is what their
rows say, and not when they were published.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

import pyoxigraph as ox

from tigraph.errors import DataError, NothingToReadError
from tigraph.layers.building import layers_of
from tigraph.layers.declared import readers_of
from tigraph.layers.layer import Layer
from tigraph.rdf import open_store, select, shipped_files
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE
from tigraph.registries import (
    DECLARATION,
    Known,
    Reader,
    Recognised,
    Source,
    installed_readers,
    prepare,
)
from tigraph.stores import versions

#: In its row; in another one; its row says something else now; no row says it.
RowFate: TypeAlias = Literal["still there", "moved", "altered", "gone"]
_TIG, _ORG = PREFIXES["tig"], PREFIXES["org"]
_KINDS = {f"{_TIG}RelationClaim", f"{_TIG}FigureClaim", f"{_ORG}Membership"}
_CITED = """
SELECT ?claim ?key { ?claim tig:citation ?citation . ?citation tig:recordKey ?key }
"""
_OF_CLAIMS = "SELECT ?claim ?p ?o { ?claim tig:citation ?citation ; ?p ?o }"
_NAMED = "SELECT ?x ?label (LANG(?label) AS ?language) { ?x skos:prefLabel ?label }"
#: Of files of which no day is known: any will do, if it is the same.
_FIRST_DAY = "2000-01-01"
#: What is not what a claim says: its kind, and where it is said.
_APART = {RDF_TYPE, f"{_TIG}citation"}
_FIRST = {f"{_TIG}subject", f"{_TIG}about", f"{_ORG}member"}
_ENDS = {*_FIRST, f"{_TIG}object", f"{_ORG}organization"}
_WHAT = {f"{_TIG}relation", f"{_TIG}measure"}
Says: TypeAlias = frozenset[tuple[str, str]]


class RowClaim(NamedTuple):
    """A claim that rows of a register make: its IRI, the keys of the rows, what it says."""

    iri: str
    rows: frozenset[str]
    says: Says

    @property
    def what(self) -> str:
        """The kind of relation, or the measure."""
        return next((value for name, value in self.says if name in _WHAT), "")

    @property
    def ends(self) -> Says:
        """What it ties, or tells a figure of."""
        return frozenset(one for one in self.says if one[0] in _ENDS)

    @property
    def of(self) -> Says:
        """Whom or what it is told of."""
        return frozenset(one for one in self.says if one[0] in _FIRST)


@dataclass(frozen=True)
class RowFated:
    """What became of a claim: as what it is said now (None: nowhere), by which rows."""

    fate: RowFate
    was: RowClaim
    now: RowClaim | None

    @property
    def differs(self) -> list[tuple[str, str, str]]:
        """What is otherwise: the property, what it was and what it is, "" where there is none."""
        if self.now is None:
            return []
        was, now = _by_name(self.was.says), _by_name(self.now.says)
        return [
            (name, was.get(name, ""), now.get(name, ""))
            for name in sorted({*was, *now})
            if was.get(name) != now.get(name)
        ]


@dataclass(frozen=True)
class RowsRechecked:
    """What became of a file of a layer: of each claim, which are new, rows that were refused."""

    layer: str
    old: str
    new: str
    fates: tuple[RowFated, ...]
    added: tuple[RowClaim, ...]
    refused: int
    labels: Mapping[str, str]


def recheck(folder: Path, path: Path, dated: str = "", language: str = "fr") -> list[RowsRechecked]:
    """Return what became of the claims of each layer of a store that reads such a file.

    The file is held against the same part of the layer, else against the latest that is read as it
    is. Raises `DataError` where no layer reads it.
    """
    found = []
    layers = layers_of(versions.current(folder), folder)
    readers = readers_of(layers, installed_readers())
    for layer in layers:
        reader = readers.get(layer.name)
        for old, new in _pairs(layer, reader, path, dated) if reader else ():
            kept = [one for one in layer.sources if one.part == DECLARATION]
            assert reader is not None
            found.append(of_versions(reader, [*kept, old], [*kept, new], language=language))
    if not found:
        raise DataError(
            f"No layer of {folder} reads {path}: `tigraph layer list` tells which there are."
        )
    return found


def of_versions(
    reader: Reader, old: Sequence[Source], new: Sequence[Source],
    known: Sequence[Path] | None = None, language: str = "fr",
) -> RowsRechecked:  # fmt: skip
    """Return what became of the claims of some files in others, beside what is known already."""
    day = old[-1].dated or _FIRST_DAY
    before, labels, _ = _read(reader, _as_of(old, day), known, language)
    after, later, refused = _read(reader, _as_of(new, day), known, language)
    fates, added = fates_of(before, after)
    return RowsRechecked(
        reader.name, old[-1].name, new[-1].name, tuple(fates), tuple(added), refused,
        {**labels, **later},
    )  # fmt: skip


def _as_of(sources: Sequence[Source], day: str) -> list[Source]:
    """Return files as of one day, and as files of which nothing is known yet."""
    return [
        one
        if one.part == DECLARATION
        else replace(one, dated=day, sha256=hashlib.sha256(one.sha256.encode()).hexdigest())
        for one in sources
    ]


def fates_of(
    old: Sequence[RowClaim], new: Sequence[RowClaim]
) -> tuple[list[RowFated], list[RowClaim]]:
    """Return what became of each claim, in order, and the claims that none became."""
    saying: dict[Says, list[RowClaim]] = defaultdict(list)
    for one in new:
        saying[one.says].append(one)
    found: dict[str, RowFated] = {}
    taken: set[str] = set()
    for one in old:
        same = saying.get(one.says, [])
        here = [other for other in same if other.rows & one.rows] or same
        if here:
            fate: RowFate = "still there" if here[0].rows & one.rows else "moved"
            found[one.iri] = RowFated(fate, one, here[0])
            taken.add(here[0].iri)
    for was, now in _altered([one for one in old if one.iri not in found],
                             [one for one in new if one.iri not in taken]):  # fmt: skip
        found[was.iri] = RowFated("altered", was, now)
        taken.add(now.iri)
    fates = [found.get(one.iri) or RowFated("gone", one, None) for one in old]
    return fates, [one for one in new if one.iri not in taken]


def _altered(
    old: Sequence[RowClaim], new: Sequence[RowClaim]
) -> Iterable[tuple[RowClaim, RowClaim]]:
    """Yield claims with what they became: of one kind, and of one row, or told of the same."""
    by_row: dict[tuple[str, str], list[RowClaim]] = defaultdict(list)
    by_end: dict[tuple[str, tuple[str, str]], list[RowClaim]] = defaultdict(list)
    for one in new:
        for row in one.rows:
            by_row[one.what, row].append(one)
        for end in one.ends:
            by_end[one.what, end].append(one)
    pairs: dict[tuple[str, str], tuple[int, RowClaim, RowClaim]] = {}
    for was in old:
        near = [now for row in was.rows for now in by_row[was.what, row]]
        for now in (*near, *(now for end in was.ends for now in by_end[was.what, end])):
            if not was.ends & now.ends:
                continue
            shared = len(was.says & now.says) + 2 * len(was.ends & now.ends)
            shared += 2 * bool(was.rows & now.rows)
            if was.rows & now.rows or was.ends == now.ends or was.of & now.of:
                pairs[was.iri, now.iri] = (shared, was, now)
    done: set[str] = set()
    for _, was, now in sorted(pairs.values(), key=lambda one: (-one[0], one[1].iri, one[2].iri)):
        if was.iri not in done and now.iri not in done:
            done |= {was.iri, now.iri}
            yield was, now


def _by_name(says: Says) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in sorted(says):
        found[name].append(value)
    return {name: ", ".join(values) for name, values in found.items()}


def _pairs(layer: Layer, reader: Reader, path: Path, dated: str) -> list[tuple[Source, Source]]:
    """Return the file as sources of a layer, each with that in whose place it would come."""
    own = [one for one in layer.sources if one.part != DECLARATION]
    latest = max((one.dated for one in own), default="")
    try:
        recognised = reader.recognise([path], dated or latest, "")
    except NothingToReadError:
        return []
    found = []
    for one in recognised:
        if old := _before(one, own):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found.append((old, replace(old, path=path, name=path.name, sha256=digest)))
    return found


def _before(one: Recognised, own: Sequence[Source]) -> Source | None:
    """Return the file of a layer that another is a new version of."""
    same = [other for other in own if other.part == one.part]
    tail = one.part.rpartition("/")[2]
    like = [other for other in own if other.part.rpartition("/")[2] == tail and "/" in other.part]
    plain = [other for other in own if "/" not in other.part]
    chosen = same or like or (plain if "/" not in one.part else [])
    return max(chosen, key=lambda other: (other.dated, other.part), default=None)


def _read(
    reader: Reader, sources: Sequence[Source], known: Sequence[Path] | None, language: str
) -> tuple[list[RowClaim], dict[str, str], int]:
    """Return the claims of files, the names that they use, and how many rows were refused."""
    curated = open_store(shipped_files() if known is None else known)
    beside = Known.of_store(curated)
    prepare(beside, {reader.name: sources}, {reader.name: reader})
    reading = reader.read(sources, beside)
    store = ox.Store()
    store.load(input="".join(reading.lines).encode(), format=ox.RdfFormat.N_TRIPLES)
    kinds = ox.NamedNode(RDF_TYPE)
    rows: dict[str, set[str]] = defaultdict(set)
    for row in select(store, _CITED):
        node = ox.NamedNode(row["claim"])
        if any(
            quad.object.value in _KINDS
            for quad in store.quads_for_pattern(node, kinds, None)
            if isinstance(quad.object, ox.NamedNode)
        ):
            rows[row["claim"]].add(row["key"])
    says: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in select(store, _OF_CLAIMS):
        if row["claim"] in rows and row["p"] not in _APART:
            says[row["claim"]].add((row["p"], row["o"]))
    named = [row for each in (curated, store) for row in select(each, _NAMED)]
    named.sort(key=lambda row: row["language"] == language)
    labels = {row["x"]: row["label"] for row in named}
    claims = [RowClaim(iri, frozenset(own), frozenset(says[iri])) for iri, own in rows.items()]
    return sorted(claims), labels, len(reading.report.refused)
