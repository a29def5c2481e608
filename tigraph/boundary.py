"""The boundary of what was measured: documents, layers, dates, bases, and what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from tigraph.measurement import Choice, Source
from tigraph.measures import Value
from tigraph.robustness import Document
from tigraph.store import select
from tigraph.vocabulary import CERTAIN, POSSIBLE

if TYPE_CHECKING:
    from tigraph.networks import Network


def basis_of(data: Mapping[str, Any]) -> str:
    """Return the basis of a tie, "" where it has none."""
    return str(data.get("basis") or "")


def posts(graph: Source, as_of: str | None) -> dict[str, Value]:
    """How many posts there are in the graph, and of how many nobody named is a holder.

    As the query posts-without-holder has it: neither directly nor through an office that
    carries the post, at the date if one is asked.
    """
    rows = list(
        select(
            graph.snapshot(as_of or "any").store,
            """SELECT DISTINCT ?post ?held {
              ?post a org:Post ; org:postIn ?in .
              OPTIONAL {
                { ?claim opengov:post ?post ; a tig:HeldClaim }
                UNION {
                  ?carries a tig:HeldClaim ; tig:relation relation:ex-officio ;
                    tig:subject ?office ; tig:object ?post .
                  ?holding a tig:HeldClaim ; opengov:post ?office .
                }
                BIND(1 AS ?held)
              }
            }""",
            (CERTAIN, POSSIBLE),
        )
    )
    found = {row["post"] for row in rows}
    empty = found - {row["post"] for row in rows if row["held"]}
    return {
        "posts": len(found),
        "posts_without_named_holder": len(empty),
        "share_of_posts_without_named_holder": len(empty) / len(found) if found else None,
    }


def boundary(
    graph: Source,
    network: Network,
    bases: Sequence[str],
    documents: Sequence[Document],
    choice: Choice,
    parameters: Mapping[str, str],
    possible: bool,
) -> dict[str, Any]:
    """What was measured: query, dates, bases, documents, layers, and what is not known."""
    ties = [data for *_, data in network.graph.edges(data=True)]
    starts = sorted(str(data["start"]) for data in ties if data.get("start"))
    ends = sorted(str(data["end"]) for data in ties if data.get("end"))
    counts = Counter(map(basis_of, ties))
    layers = graph.info().get("layers", [])
    return {
        "title": network.title,
        "description": network.description,
        "projection": network.projection,
        "parameters": dict(parameters),
        "directed": network.directed,
        "as_of": list(choice.dates) or network.as_of or "any",
        "possible_ties": "included" if possible else "left out",
        "ties_only_possible": sum(not data.get("certain", True) for data in ties),
        "ties_without_date": sum(not (d.get("start") or d.get("end")) for d in ties),
        "earliest_beginning": starts[0] if starts else None,
        "latest_end": ends[-1] if ends else None,
        "bases": {basis: counts[basis] for basis in bases},
        "documents": [asdict(document) for document in documents],
        "layers": [str(layer.get("title") or layer.get("layer")) for layer in layers],
        "choices": _chosen(choice),
        "query": network.query,
        "made": network.made,
        "version": network.version,
    }


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
