"""What a measurement leans on: its boundary, and the graph with evidence left out.

The boundary says which documents, layers, dates and bases were measured, and what is not
known. To see how far a result leans on thin evidence, the trial graphs leave some out: a
claim stays as long as a citation of it stays. They are whole graphs, in which everything is
derived and projected anew, so that a tie that rests on two claims together falls with either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.measuring.measurement import Choice
from tigraph.measuring.simple import Value
from tigraph.rdf import here, select
from tigraph.rdf.vocabulary import ONTOLOGY
from tigraph.stores import InMemory

if TYPE_CHECKING:
    from tigraph.networks import Network
    from tigraph.stores import Ground

ALL, NO_SINGLE, NO_POSSIBLE = "all", "no single-source claims", "no possible ties"
_CITATION = ox.NamedNode(ONTOLOGY + "citation")


@dataclass(frozen=True)
class Document:
    """A document behind a network."""

    iri: str
    title: str
    publisher: str
    date: str


def documents_of(ground: Ground, titles: Collection[str]) -> list[Document]:
    """Return the cited documents that bear these titles, the oldest first."""
    rows = select(
        ground.store,
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
        title = row["title"] or ground.label(row["document"])
        if title in wanted:
            publisher = ground.label(row["publisher"]) if row["publisher"] else ""
            found[row["document"]] = Document(row["document"], title, publisher, row["date"] or "")
    return sorted(found.values(), key=lambda d: (d.date or "9999", d.title, d.iri))


def trials(
    ground: Ground, behind: Collection[Document], possible: bool = True
) -> Iterator[tuple[str, Ground, bool]]:
    """Yield the graph as it is and with thin evidence left out: name, graph, possible ties.

    First without the claims that a single document states, then without ties that are
    only possible, then without each document in turn (named by its number, from 1).
    """
    yield ALL, ground, possible
    cited = _cited(ground)
    single = {claim for claim, sources in cited.items() if len(set(sources.values())) == 1}
    yield NO_SINGLE, without(ground, claims=single), possible
    if possible:
        yield NO_POSSIBLE, ground, False
    for number, document in enumerate(behind, 1):
        gone = {c for own in cited.values() for c, source in own.items() if source == document.iri}
        orphans = {claim for claim, own in cited.items() if own.keys() <= gone}
        yield f"no [{number}]", without(ground, claims=orphans, citations=gone), possible


def without(ground: Ground, claims: Collection[str], citations: Collection[str] = ()) -> Ground:
    """Return a copy of a graph without some claims and citations; the graph itself stays."""
    gone = {ox.NamedNode(iri) for iri in (*claims, *citations)}
    store = ox.Store()
    store.bulk_extend(
        quad
        for quad in here(ground.store)
        if quad.subject not in gone and not (quad.predicate == _CITATION and quad.object in gone)
    )
    trial = InMemory(store, language=ground.language)  # of no files: nothing is kept
    trial.__dict__["names"] = ground.names  # the same entities: reading them anew is slow
    return trial


def _cited(ground: Ground) -> dict[str, dict[str, str]]:
    """Return each claim's citations, with the document of each."""
    rows = select(
        ground.store,
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


# The boundary ----------------------------------------------------------------------------


def basis_of(data: Mapping[str, Any]) -> str:
    """Return the basis of a tie, "" where it has none."""
    return str(data.get("basis") or "")


def posts(ground: Ground, as_of: str | None) -> dict[str, Value]:
    """How many posts there are in the graph, and of how many nobody named is a holder.

    As the query posts-without-holder has it: neither directly nor through an office that
    carries the post, at the date if one is asked.
    """

    def claimed(pattern: str) -> Iterator[tuple[str, str]]:
        rows = select(ground.store, f"SELECT DISTINCT ?claim ?post ?office {{ {pattern} }}")
        return ((row["post"], row["office"]) for row in rows if snapshot.holds(row["claim"]))

    snapshot = ground.snapshot(as_of or "any")
    # as in that query, an unnamed author has a role and no office
    posts = "SELECT ?post { ?post a org:Post FILTER NOT EXISTS { ?post org:role role:author } }"
    found = {row["post"] for row in select(ground.store, posts)}
    held = {post for post, _ in claimed("?claim opengov:post ?post")}
    carried = claimed(
        "?claim tig:relation relation:ex-officio ; tig:subject ?office ; tig:object ?post"
    )
    empty = found - held - {post for post, office in carried if office in held}
    return {
        "posts": len(found),
        "posts_without_named_holder": len(empty),
        "share_of_posts_without_named_holder": len(empty) / len(found) if found else None,
    }


def boundary(
    network: Network, bases: Sequence[str], documents: Sequence[Document], choice: Choice
) -> dict[str, Any]:
    """What was measured: query, dates, bases, documents, layers, and what is not known.

    All of it is what the network says of itself, so that nothing can be measured of one
    network and told of another.
    """
    ties = [data for *_, data in network.graph.edges(data=True)]
    starts = sorted(str(data["start"]) for data in ties if data.get("start"))
    ends = sorted(str(data["end"]) for data in ties if data.get("end"))
    counts = Counter(map(basis_of, ties))
    asked = network.asked
    told = {
        "title": network.title,
        "description": network.description,
        "projection": asked.name,
        "parameters": dict(asked.parameters),
        "directed": network.directed,
        "as_of": list(choice.dates) or asked.as_of or "any",
        "possible_ties": "included" if asked.possible else "left out",
        "ties_only_possible": sum(not data.get("certain", True) for data in ties),
        "ties_without_date": sum(not (d.get("start") or d.get("end")) for d in ties),
        "earliest_beginning": starts[0] if starts else None,
        "latest_end": ends[-1] if ends else None,
        "bases": {basis: counts[basis] for basis in bases},
        "documents": [asdict(document) for document in documents],
        "open_data": list(network.open_data),
        "layers": list(network.layers),
        "choices": _chosen(choice),
        "query": asked.query,
        "made": network.made,
        "version": network.version,
    }
    told |= {k: v for k, v in asked.choices().items() if k not in ("possible", *told)}
    chosen, words = asked.told(network.language), ("parameters", "possible", "bases")
    besides = asked.told(network.language, **{name: getattr(asked, name) for name in words})
    more = {"asked": chosen, "besides": besides}
    return told | {key: text for key, text in more.items() if text}


def _chosen(choice: Choice) -> dict[str, Any]:
    """Return what was chosen otherwise than usual."""
    chosen: dict[str, Any] = {}
    for field in fields(Choice):
        value, usual = getattr(choice, field.name), field.default
        if isinstance(value, list | tuple):
            value, usual = list(value), []
        if value != usual and value != ["usual"]:
            chosen[field.name] = value
    return chosen
