"""A mapping as RDF: the link, and a node that says on what ground (SSSOM’s `owl:Axiom`)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE
from tigraph.registries.decided import DECIDING, SAME, Saying
from tigraph.registries.facts import Facts, decimal, text, typed
from tigraph.registries.sssom import SSSOM, MappingSet, values

_P = PREFIXES
_OWL = _P["owl"]
_TEXTS = (
    "subject_label", "object_label", "author_label", "reviewer_label", "subject_source_version",
    "object_source_version", "mapping_tool", "mapping_tool_version",
)  # fmt: skip
_SEVERAL = ("author_label", "reviewer_label")
_PEOPLE = {
    "author_id": "http://purl.org/pav/authoredBy",
    "reviewer_id": SSSOM + "reviewer_id",
}


def link(facts: Facts, found: MappingSet, one: Saying, name: str, file: str = "") -> None:
    """Say a link of a set, and the node that gives its ground.

    `name` is that of the set; `file` the node of the file that it was read from, "" of none.
    Whatever the set says for it, two things that are one are so by schema.org's sameAs.
    """
    subject, predicate = one.subject, SAME if one.predicate in DECIDING else one.predicate
    key = "\n".join((*_key(one), one.justification, one.date, *one.by))
    node = f"{_P['mapping']}{hashlib.sha256(key.encode()).hexdigest()[:20]}"
    if node in facts.known.described:  # two sets have the row
        return
    facts.known.described.add(node)
    facts.add(node, RDF_TYPE, f"<{_OWL}Axiom>")
    if subject.iri:
        facts.add(subject.iri, predicate, f"<{one.object}>")
        facts.add(node, _OWL + "annotatedSource", f"<{subject.iri}>")
    else:
        facts.add(node, SSSOM + "subject_type", f"<{_P['rdfs']}Literal>")
        if subject.kind:
            facts.add(node, SSSOM + "subject_category", text(subject.kind))
        if subject.context:
            facts.add(node, _P["tig"] + "mappingContext", text(subject.beside))
    facts.add(node, _OWL + "annotatedProperty", f"<{predicate}>")
    facts.add(node, _OWL + "annotatedTarget", f"<{one.object}>")
    for what, term in _ground(found, one, name):
        facts.add(node, what, term)
    title = found.metadata.get("mapping_set_title")
    if title and found.expand(name) and name not in facts.known.described:
        facts.known.described.add(name)
        facts.add(name, RDF_TYPE, f"<{SSSOM}MappingSet>")
        facts.add(name, _P["dcterms"] + "title", text(str(title)))
    if file:
        facts.add(node, _P["prov"] + "wasDerivedFrom", f"<{file}>")


def _ground(found: MappingSet, one: Saying, name: str) -> Iterator[tuple[str, str]]:
    """Yield what a row says of its ground, as predicates and terms."""
    row = one.row
    yield SSSOM + "mapping_justification", f"<{one.justification}>"
    yield SSSOM + "confidence", typed(decimal(one.confidence), "decimal")
    if one.score is not None:
        yield SSSOM + "similarity_score", typed(decimal(one.score), "decimal")
    for slot in _TEXTS:
        told = row.get(slot, "")
        for value in values(told) if slot in _SEVERAL else [told]:
            if value:
                yield SSSOM + slot, text(value)
    for slot, predicate in _PEOPLE.items():
        for person in values(row.get(slot, "")):
            if iri := found.expand(person):
                yield predicate, f"<{iri}>"
    if one.date:
        yield _P["dcterms"] + "created", typed(one.date, "date")
    if comment := row.get("comment"):
        yield _P["rdfs"] + "comment", text(comment)
    known = found.expand(name) is not None
    yield SSSOM + "mapping_source", f"<{name}>" if known else text(name)


def _key(one: Saying) -> tuple[str, ...]:
    subject = one.subject
    return subject.iri, subject.name, subject.kind, subject.beside, one.predicate, one.object
