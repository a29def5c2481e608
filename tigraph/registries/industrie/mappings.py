"""The hand-made mappings of territories, read from `data/mappings.sssom.tsv`."""

from __future__ import annotations

import re
from typing import NamedTuple

from tigraph.errors import DataError
from tigraph.local import shipped
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.decided import EXACT, sayings
from tigraph.registries.known import Known
from tigraph.registries.sssom import read_mappings


class Mapping(NamedTuple):
    """A territory of the curated graph that is one of a registry's, and on what ground."""

    iri: str
    scheme: str
    code: str
    ground: str


def mappings() -> list[Mapping]:
    """Return the exact mappings. Raises `DataError` where the file is not SSSOM as it should be."""
    path = shipped("data") / "mappings.sssom.tsv"
    found = []
    for one in sayings(read_mappings(path)):
        if one.predicate != EXACT:
            continue
        named = re.fullmatch(
            re.escape(PREFIXES["territory"]) + r"(\d{4}-\d{4})-(ti-\d{4})", one.object
        )
        if named is None:
            raise DataError(f"{path}, line {one.line}: not two territories as CURIEs.")
        ground = one.row.get("comment", "")
        found.append(Mapping(one.subject.iri, f"anct-ti-{named[1]}", named[2], ground))
    return found


def apply(known: Known) -> None:
    """Let `known` take a mapped territory for the one that bears the registry's code."""
    for one in mappings():
        if one.iri in known.described:
            known.identifiers.setdefault((one.scheme, one.code), one.iri)
            known.grounds[f"{PREFIXES['identifier']}{one.scheme}-{one.code}"] = one.ground
