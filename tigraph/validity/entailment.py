"""What follows from what is stated, whatever the date: classes, the ends of claims, short cuts.

It stands in a named graph for each rule of the stage “entailed”, and only a query that names what
a rule gives sees what it gave: all others see what is stated, and cost what they did.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

import pyoxigraph as ox

from tigraph.rdf import Queryable
from tigraph.rdf.vocabulary import ENTAILED
from tigraph.validity.headers import Rule, staged
from tigraph.validity.rules import derived

#: So many rules run at once.
_AT_ONCE = 2


def entailing(names: AbstractSet[str], store: Queryable) -> tuple[Rule, ...]:
    """Return the rules whose results a query sees that names some terms, by IRI.

    Of what is in a `store`, which classes there are is asked of it; of a service, the ontology.
    """
    rules = (rule for rule in staged("entailed") if not names & rule.unless)
    return tuple(rule for rule in rules if _is_given(rule, names, store))


def _is_given(rule: Rule, names: AbstractSet[str], store: Queryable) -> bool:
    if not rule.classes:
        return rule.gives in names
    if not isinstance(store, ox.Store):
        return any(name in _classes_given() for name in names)
    leads = ox.NamedNode(rule.gives)
    nodes = filter(None, map(_node, names))
    return any(any(store.quads_for_pattern(None, leads, node)) for node in nodes)


def _node(iri: str) -> ox.NamedNode | None:
    try:
        return ox.NamedNode(iri)
    except ValueError:  # the name of an undeclared prefix, which the engine refuses
        return None


def _classes_given() -> frozenset[str]:
    from tigraph.rdf import known_terms

    known = known_terms()
    return frozenset(one for one in known if known.within(one) or one in known.derived)


def entailed_graph(rule: Rule) -> str:
    """Return the IRI of the named graph of what a rule gives.

    >>> [entailed_graph(rule) for rule in staged("entailed")][0]
    'https://w3id.org/tigraph/graph/entailed-classes'
    """
    return ENTAILED + rule.name.removesuffix(".rq")


def entailed(store: ox.Store, rule: Rule) -> bytes:
    """Return, as N-Triples, what a rule gives of what stands in the default graph of a store."""
    return derived(store, rule, beside=True).serialize(format=ox.RdfFormat.N_TRIPLES) or b""


def all_entailed(store: ox.Store) -> list[tuple[bytes, str]]:
    """Return what all rules give of a store, each with its graph; they run side by side."""
    from concurrent.futures import ThreadPoolExecutor

    rules = staged("entailed")
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        found = pool.map(lambda rule: entailed(store, rule), rules)
        return [(lines, entailed_graph(rule)) for lines, rule in zip(found, rules, strict=True)]


def add_entailed(store: ox.Store, rules: Iterable[Rule]) -> None:
    """Put what rules give into their named graphs, where it does not stand there yet."""
    for rule in rules:
        graph = ox.NamedNode(entailed_graph(rule))
        if not store.contains_named_graph(graph):
            lines = entailed(store, rule)
            store.bulk_load(
                input=lines, format=ox.RdfFormat.N_TRIPLES, to_graph=graph, lenient=True
            )
