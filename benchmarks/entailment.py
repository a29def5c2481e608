"""What it costs that a query is given what the ontology promises, over a store on disk.

    python benchmarks/entailment.py STORE

Each query is asked twice, in processor time: the first that names a class above, an end of a
claim or a short cut has all of these worked out, once for the store, and once more written for a
date. The first query names none and costs what it did.
"""

from __future__ import annotations

import sys
import time

import tigraph

QUERIES = (
    ("SELECT (COUNT(*) AS ?n) { ?c a tig:RelationClaim }", None),
    ("SELECT (COUNT(*) AS ?n) { ?c a tig:Claim }", None),
    ("SELECT (COUNT(*) AS ?n) { ?c tig:relation ?r ; tig:subject ?s ; tig:object ?o }", None),
    ("SELECT ?k (COUNT(*) AS ?n) { ?x a org:Organization ; a ?k . ?k a tig:Kind } GROUP BY ?k",
     None),
    ("SELECT ?t ?r { ?t tig:inRegion ?r }", None),
    ("SELECT (COUNT(*) AS ?n) { ?c a tig:Claim ; a tig:HeldClaim }", "2024"),
)  # fmt: skip


def main(store: str) -> None:
    """Ask each query twice and print how long that took."""
    graph = tigraph.load(store=store)
    for query, date in QUERIES:
        taken = []
        for _ in range(2):
            begun = time.process_time()
            graph.query(query, as_of=date)
            taken.append(time.process_time() - begun)
        print(f"{taken[0]:6.2f} s {taken[1]:6.2f} s  {query}{f'  at {date}' if date else ''}")


if __name__ == "__main__":
    main(sys.argv[1])
