"""The hand-made mappings of the curated graph, read from `data/mappings.sssom.tsv`."""

from __future__ import annotations

import re
from typing import NamedTuple

from tigraph.errors import DataError
from tigraph.local import shipped
from tigraph.rdf.vocabulary import PREFIXES
from tigraph.registries.decided import DECIDING, Saying, sayings
from tigraph.registries.facts import Facts
from tigraph.registries.known import Known
from tigraph.registries.links import link
from tigraph.registries.sssom import MappingSet, read_mappings

#: What an object is called, and in which scheme that gives it which number.
_NUMBERED = (
    (re.compile(r"territory:(\d{4}-\d{4})-(ti-\d{4})"), "anct-ti-{0}", "{1}"),
    (re.compile(r"(annuaire|annuaire-itm|siren):([0-9a-f-]+)"), "{0}", "{1}"),
)


class Mapping(NamedTuple):
    """An entity of the curated graph that is one of a registry's, and on what ground.

    `object` is the IRI that the registry's would have; `scheme` and `code` are its number, ""
    of what the registry gives none, such as people.
    """

    iri: str
    object: str
    scheme: str
    code: str
    ground: str


def mappings() -> list[Mapping]:
    """Return the exact mappings. Raises `DataError` where the file is not SSSOM as it should be."""
    found = _shipped()
    return [
        Mapping(one.subject.iri, one.object, *_number(one, found), one.row.get("comment", ""))
        for one in _exact(found)
    ]


def apply(known: Known) -> None:
    """Let `known` take a mapped entity for the one that the registry means.

    That is the one that bears its number, or the one that would have its IRI.
    """
    for one in mappings():
        if one.iri not in known.described:
            continue
        if one.scheme:
            known.identifiers.setdefault((one.scheme, one.code), one.iri)
            known.grounds[f"{PREFIXES['identifier']}{one.scheme}-{one.code}"] = one.ground
        else:
            known.mapped[one.object] = one.iri


def tell(facts: Facts, iri: str) -> None:
    """Say of what the registry would call `iri` on what ground it is another, as a link."""
    found = _shipped()
    for one in _exact(found):
        if one.object == iri:
            link(facts, found, one, str(found.metadata["mapping_set_id"]))


def _shipped() -> MappingSet:
    return read_mappings(shipped("data") / "mappings.sssom.tsv")


def _exact(found: MappingSet) -> list[Saying]:
    """Return what makes two nodes one; all other rows are leads for a reader."""
    return [one for one in sayings(found) if one.predicate in DECIDING and not one.refused]


def _number(one: Saying, found: MappingSet) -> tuple[str, str]:
    """Return the scheme and the number that an object is named by, "" of a person."""
    name = one.row.get("object_id", "")
    for pattern, scheme, code in _NUMBERED:
        if named := pattern.fullmatch(name):
            return scheme.format(*named.groups()), code.format(*named.groups())
    if one.subject.iri and one.object.startswith(PREFIXES["person"]):
        return "", ""
    raise DataError(f"{found.place}, line {one.line}: not two entities that a registry knows.")
