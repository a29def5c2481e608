"""Terms that do not exist or stand where they may not, and what rules derive written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

import pyoxigraph as ox

from tigraph.curating.finding import Finding
from tigraph.local import said
from tigraph.rdf import Terms, term_fault, text_of
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, RDF_TYPE, curie

_Node: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Triple
#: What is not an entity: a direct edge never begins there, whoever states the property.
_NO_ENTITIES = {
    *(ONTOLOGY + name for name in ("RelationClaim", "FigureClaim", "OpinionClaim")),
    PREFIXES["skos"] + "Concept",
}
_TOLD = {
    "unknown": ("Write a term that exists, or declare it.",
                "Écrivez un terme qui existe, ou déclarez-le."),
    "unused": ("Nothing here reads it.", "Rien ici ne le lit."),
    "edge": ("{term} is derived from claims, and was written by hand.",
             "{term} est dérivé des assertions, et a été saisi à la main."),
    "edge todo": ("Write the claim that says so{relations}, with its citation.",
                  "Écrivez l’assertion qui le dit{relations}, avec sa citation."),
    "bound": ("{term} is derived from dates, and was written by hand.",
              "{term} est dérivé des dates, et a été saisi à la main."),
    "bound todo": ("Leave it out, and write the date that says so, in EDTF (tig:validTime, "
                   "tig:attests, dcterms:issued).",
                   "Retirez-le, et écrivez la date qui le dit, en EDTF (tig:validTime, "
                   "tig:attests, dcterms:issued)."),
}  # fmt: skip


def vocabulary_findings(
    quads: Iterable[ox.Quad], known: Terms, language: str = "en"
) -> dict[tuple[str, str], Finding]:
    """Return what is wrong with the terms of some data, each finding once, by node and term.

    `known` are the terms that exist: the ontology's and those that the data declares. Raises
    nothing; a term of others that tigraph does not use is a remark.
    """
    data = list(quads)
    found: dict[tuple[str, str], Finding] = {}
    for where, iri, role in _standing(data):
        fault = term_fault(iri, role, known)
        if fault:
            todo = said(_TOLD["unused" if fault.exists else "unknown"], language)
            told = Finding("terms", where, said(fault.told, language), todo, fault.exists)
            found.setdefault((where, fault.term), told)
    for finding in _written_by_hand(data, known, language):
        found.setdefault((finding.where, finding.message), finding)
    return found


def _standing(quads: Iterable[ox.Quad]) -> Iterator[tuple[str, str, str]]:
    """Yield where each IRI stands (a CURIE), the IRI, and as what (see `rdf.Named`)."""
    for subject, predicate, value, _ in quads:
        where = curie(text_of(subject))
        yield where, predicate.value, "predicate"
        if isinstance(subject, ox.NamedNode):
            yield where, subject.value, ""
        if isinstance(value, ox.NamedNode):
            yield where, value.value, "type" if predicate.value == RDF_TYPE else ""
        elif isinstance(value, ox.Literal):
            yield where, value.datatype.value, "datatype"


def _written_by_hand(quads: list[ox.Quad], known: Terms, language: str) -> Iterator[Finding]:
    """Yield the edges and bounds that rules derive, but for what a reader of registers made."""
    apart = {quad.subject for quad in _with(quads, RDF_TYPE, _NO_ENTITIES)}
    of_registers = _resting_on_registers(quads)
    for subject, predicate, value, _ in quads:
        if predicate.value not in known.derived:
            continue
        what = "bound" if isinstance(value, ox.Literal) else "edge"
        if subject in (of_registers if what == "bound" else apart):
            continue
        names = known.deriving(predicate.value)
        relations = f" ({', '.join(map(curie, names))})" if names else ""
        told = said(_TOLD[what], language).format(term=curie(predicate.value))
        todo = said(_TOLD[f"{what} todo"], language).format(relations=relations)
        yield Finding("terms", curie(text_of(subject)), told, todo)


def _resting_on_registers(quads: list[ox.Quad]) -> set[_Node]:
    """Return the files of registers, the citations of their rows, and the claims that have these.

    Of registers there are millions of claims: their readers state the bounds with the dates.
    """
    files = {quad.subject for quad in _with(quads, RDF_TYPE, {ONTOLOGY + "RegistryFile"})}
    rows = {quad.subject for quad in _with(quads, PREFIXES["oa"] + "hasSource", _texts(files))}
    claims = {quad.subject for quad in _with(quads, ONTOLOGY + "citation", _texts(rows))}
    return files | rows | claims


def _with(quads: list[ox.Quad], predicate: str, values: set[str]) -> Iterator[ox.Quad]:
    return (q for q in quads if q.predicate.value == predicate and text_of(q.object) in values)


def _texts(nodes: set[_Node]) -> set[str]:
    return {text_of(node) for node in nodes}
