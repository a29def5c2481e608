"""The graph with some of its evidence left out, to see how far a result leans on it.

A claim stays as long as a citation of it stays. The trial graphs are whole graphs:
everything is derived and projected anew in them, so that a tie that rests on two claims
together falls with either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from tigraph.measurement import Source
from tigraph.store import select
from tigraph.vocabulary import ONTOLOGY

ALL, NO_SINGLE, NO_POSSIBLE = "all", "no single-source claims", "no possible ties"
_CITATION = ox.NamedNode(ONTOLOGY + "citation")


@dataclass(frozen=True)
class Document:
    """A document behind a network."""

    iri: str
    title: str
    publisher: str
    date: str


def documents(graph: Source, titles: Collection[str]) -> list[Document]:
    """Return the cited documents that bear these titles, the oldest first."""
    rows = select(
        graph.store,
        """SELECT DISTINCT ?document ?title ?date ?publisher {
          { SELECT DISTINCT ?source { ?citation oa:hasSource ?source } }
          OPTIONAL { ?source tig:textOf ?read }
          BIND(COALESCE(?read, ?source) AS ?document)
          OPTIONAL { ?document dcterms:title ?title }
          OPTIONAL { ?document dcterms:issued ?date }
          OPTIONAL { ?document dcterms:publisher ?publisher }
        }""",
    )
    wanted = set(titles)
    found = {}
    for row in rows:
        title = row["title"] or graph.label(row["document"])
        if title in wanted:
            publisher = graph.label(row["publisher"]) if row["publisher"] else ""
            found[row["document"]] = Document(row["document"], title, publisher, row["date"] or "")
    return sorted(found.values(), key=lambda d: (d.date or "9999", d.title, d.iri))


def trials(
    graph: Source, behind: Collection[Document], possible: bool = True
) -> Iterator[tuple[str, Source, bool]]:
    """Yield the graph as it is and with thin evidence left out: name, graph, possible ties.

    First without the claims that a single document states, then without ties that are
    only possible, then without each document in turn (named by its number, from 1).
    """
    yield ALL, graph, possible
    cited = _cited(graph)
    single = {claim for claim, sources in cited.items() if len(set(sources.values())) == 1}
    yield NO_SINGLE, without(graph, claims=single), possible
    if possible:
        yield NO_POSSIBLE, graph, False
    for number, document in enumerate(behind, 1):
        gone = {c for own in cited.values() for c, source in own.items() if source == document.iri}
        orphans = {claim for claim, own in cited.items() if own.keys() <= gone}
        yield f"no [{number}]", without(graph, claims=orphans, citations=gone), possible


def without(graph: Source, claims: Collection[str], citations: Collection[str] = ()) -> Source:
    """Return a copy of a graph without some claims and citations; the graph itself stays."""
    gone = {ox.NamedNode(iri) for iri in (*claims, *citations)}
    store = ox.Store()
    store.bulk_extend(
        quad
        for quad in graph.store
        if quad.subject not in gone and not (quad.predicate == _CITATION and quad.object in gone)
    )
    made: Any = type(graph)
    trial: Source = made(store, graph.language)  # of no files: nothing of it is kept
    trial.__dict__["names"] = graph.names  # the same entities: reading them anew is slow
    return trial


def _cited(graph: Source) -> dict[str, dict[str, str]]:
    """Return each claim's citations, with the document of each."""
    rows = select(
        graph.store,
        """SELECT DISTINCT ?claim ?citation ?document {
          ?claim tig:citation ?citation . ?citation oa:hasSource ?source .
          OPTIONAL { ?source tig:textOf ?read }
          BIND(COALESCE(?read, ?source) AS ?document)
        }""",
    )
    cited: dict[str, dict[str, str]] = {}
    for row in rows:
        cited.setdefault(row["claim"], {})[row["citation"]] = row["document"]
    return cited
