"""The hand-made mappings of the curated graph, read from `data/mappings.sssom.tsv`."""

from __future__ import annotations

import csv
import re
from typing import NamedTuple

from tigraph.errors import DataError
from tigraph.local import read_text, shipped
from tigraph.rdf.vocabulary import PREFIXES, expand
from tigraph.registries.known import Known

#: The predicate that makes two nodes one; all others are leads for a reader.
EXACT = "skos:exactMatch"
#: What an object is called, and in which scheme that gives it which number.
_OBJECTS = (
    (re.compile(r"territory:(\d{4}-\d{4})-(ti-\d{4})"), "anct-ti-{0}", "{1}"),
    (re.compile(r"(annuaire|annuaire-itm|siren):([0-9a-f-]+)"), "{0}", "{1}"),
)


class Mapping(NamedTuple):
    """An entity of the curated graph that is one of a registry's, and on what ground."""

    iri: str
    scheme: str
    code: str
    ground: str


def mappings() -> list[Mapping]:
    """Return the exact mappings. Raises `DataError` where the file is not SSSOM as it should be."""
    path = shipped("data") / "mappings.sssom.tsv"
    lines = [line for line in read_text(path).splitlines() if not line.startswith("#")]
    found = []
    for number, row in enumerate(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE), 1):
        if row.get("predicate_id") != EXACT:
            continue
        subject, named = expand(row["subject_id"]), _identifier(row["object_id"])
        if subject is None or named is None:
            raise DataError(f"{path}, mapping {number}: not two entities as CURIEs.")
        found.append(Mapping(subject, *named, row["comment"]))
    return found


def _identifier(name: str) -> tuple[str, str] | None:
    """Return the scheme and the number that an object is named by."""
    for pattern, scheme, code in _OBJECTS:
        if named := pattern.fullmatch(name):
            return scheme.format(*named.groups()), code.format(*named.groups())
    return None


def apply(known: Known) -> None:
    """Let `known` take a mapped entity for the one that bears the registry's number."""
    for one in mappings():
        if one.iri in known.described:
            known.identifiers.setdefault((one.scheme, one.code), one.iri)
            known.grounds[f"{PREFIXES['identifier']}{one.scheme}-{one.code}"] = one.ground
