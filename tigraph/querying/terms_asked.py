"""What is told of a query's terms: those that do not exist, and why an answer is empty.

A term that the graph has anywhere is one, whoever declared it. Only where one is not there, or the
answer is empty, is the list of terms read (some 10 ms), and rdflib's (150 ms) for a term of others
that is in neither.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.errors import TermWarning, TigraphError
from tigraph.querying.answers import Answer, Rows
from tigraph.rdf import (
    Named,
    Queryable,
    iri_text,
    is_almost_of_one,
    is_of_a_vocabulary,
    named,
    text_of,
)
from tigraph.rdf.vocabulary import DERIVED, PREFIXES, RDF_TYPE, curie

if TYPE_CHECKING:
    from tigraph.local import Pair
    from tigraph.rdf import Terms
    from tigraph.stores import Ground

_TYPE, _CONCEPT = ox.NamedNode(RDF_TYPE), ox.NamedNode(PREFIXES["skos"] + "Concept")
_ANYWHERE = "ASK {{ {{ {0} ?a ?b }} UNION {{ ?a {0} ?b }} UNION {{ ?a ?b {0} }} }}"
_DATED: Pair = (
    "{} is derived at a date: ask with --as-of DATE, or any.",
    "{} se dérive à une date : demandez avec --as-of DATE, ou any.",
)
_UNUSED: Pair = (
    "{} is a term, but nothing here uses it.",
    "{} est un terme, mais rien ici ne l’emploie.",
)


def heed(ground: Ground, query: str, answered: Answer, *, dated: bool) -> None:
    """Tell the ground what is odd of the terms that a query names; see `odd_terms`."""
    for one in odd_terms(ground.store, query, empty=is_empty(answered), dated=dated):
        ground.odd(one)


def is_empty(answered: Answer) -> bool:
    """Whether an answer says that there is nothing: no row, a no, counts of zero alone."""
    if not isinstance(answered, Rows):
        return not answered
    one = answered.rows[0] if len(answered.rows) == 1 else ()
    return not answered.rows or (
        bool(one) and all(term is None or getattr(term, "value", "") in ("0", "") for term in one)
    )


def odd_terms(store: Queryable, query: str, *, empty: bool, dated: bool) -> list[TermWarning]:
    """Return what is to be told of the terms of a query, each once.

    Always: terms that do not exist. Of an `empty` answer also those that stand where they may
    not, those that are derived while the query was not `dated`, and those that nothing uses.
    """
    every = dict.fromkeys(named(query, PREFIXES))
    plain = (one for one in every if "\\" not in one.iri)  # a character by its number is let be
    names = [one for one in plain if is_of_a_vocabulary(one.iri) or is_almost_of_one(one.iri)]
    if not empty:
        names = [one for one in names if one.role != "datatype" and not _is_there(store, one.iri)]
    if not names:
        return []
    known = _known(store)
    found = (_odd(store, one, known, empty, dated) for one in names)
    return list({one.term: one for one in found if one}.values())


def _known(store: Queryable) -> Terms:
    """Return the terms of the list, and the concepts that a graph declares."""
    from tigraph.rdf import known_terms, terms_with

    if not isinstance(store, ox.Store):
        return known_terms()
    return terms_with(store.quads_for_pattern(None, _TYPE, _CONCEPT, ox.DefaultGraph()))


def _odd(
    store: Queryable, one: Named, known: Terms, empty: bool, dated: bool
) -> TermWarning | None:
    from tigraph.rdf import term_fault

    fault = term_fault(one.iri, one.role, known)
    if fault and one.iri not in known and _is_there(store, one.iri):
        fault = None  # the data has it
    if fault and not fault.exists:
        return TermWarning(fault.term, fault.told, fault.nearest)
    if not empty or not is_of_a_vocabulary(one.iri) or _is_used(store, one, known, dated):
        return None
    undated = known.within(one.iri) or one.iri in _at_any_time()
    pair = _DATED if one.iri in known.derived and not dated and not undated else _UNUSED
    term = curie(one.iri)
    return TermWarning(term, (pair[0].format(term), pair[1].format(term)))


def _at_any_time() -> set[str]:
    """Return the properties that rules give whatever the date."""
    from tigraph.validity import staged

    return {rule.gives for rule in staged("entailed")}


def _is_there(store: Queryable, iri: str) -> bool:
    """Whether a graph says anything of a term, or by it; a service that cannot tell may."""
    if not isinstance(store, ox.Store):
        try:
            return bool(store.query(_ANYWHERE.format(iri_text(iri))))
        except TigraphError:
            return True
    node = ox.NamedNode(iri)
    places = ((None, None, node), (None, node, None), (node, None, None))
    return any(_any(store, *place) for place in places)


def _is_used(store: Queryable, one: Named, known: Terms, dated: bool) -> bool:
    """Whether anything is of that type, is said by that predicate, or leads to that concept.

    Where the query was not `dated`, nothing derived counts. Of a service nothing is known, and it
    may be.
    """
    if not isinstance(store, ox.Store):
        return True
    node = ox.NamedNode(one.iri)
    if one.role == "type":
        return _any(store, None, _TYPE, node, dated)
    if one.role == "predicate":
        return _any(store, None, node, None, dated)
    return "concept" not in known.sorts(one.iri) or _any(store, None, None, node, dated)


def _any(
    store: ox.Store,
    subject: ox.NamedNode | None,
    predicate: ox.NamedNode | None,
    value: ox.NamedNode | None,
    dated: bool = True,
) -> bool:
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph | None] = [None]
    if not dated:
        stated = (one for one in store.named_graphs() if not text_of(one).startswith(DERIVED))
        graphs = [ox.DefaultGraph(), *stated]
    found = (store.quads_for_pattern(subject, predicate, value, graph) for graph in graphs)
    return any(next(quads, None) is not None for quads in found)
