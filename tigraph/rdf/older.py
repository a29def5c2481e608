"""Triples as RDF 1.1 has them, for what reads no newer: rdflib, pySHACL."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox


def in_rdf11(triples: Iterable[ox.Triple]) -> tuple[list[ox.Triple], int]:
    """Return triples without what RDF 1.2 brought, and how many had to be changed or left out.

    Those with a triple as a term are left out; of a text the direction is.
    """
    kept, changed = list[ox.Triple](), 0
    for triple in triples:
        subject, predicate, term = triple.subject, triple.predicate, triple.object
        if isinstance(subject, ox.Triple) or isinstance(term, ox.Triple):
            changed += 1
        elif isinstance(term, ox.Literal) and term.direction is not None:
            changed += 1
            plain = ox.Literal(term.value, language=term.language)
            kept.append(ox.Triple(subject, predicate, plain))
        else:
            kept.append(triple)
    return kept, changed
