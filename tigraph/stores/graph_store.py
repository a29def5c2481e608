"""Layers moved to another store by the Graph Store Protocol of SPARQL 1.1.

Each goes to a named graph of its own, in batches: the first replaces what the graph held,
the others add to it. What has arrived is noted, so that a transfer that breaks is taken up
where it stopped. A batch may be sent twice: what it says is then there once.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tigraph.errors import DataError
from tigraph.http import Client, Patience, refusal
from tigraph.http.addresses import check
from tigraph.local import write_file
from tigraph.rdf import in_chunks

#: Bytes in a batch: Virtuoso takes no more than ten million in one request by default.
BATCH = 4_000_000

#: A server that says nothing for so long hangs: some do when they replace a large graph.
PATIENCE = Patience(read=120, attempts=2)
#: Told how many batches of a graph have arrived, and how many triples.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Parcel:
    """A named graph to send: its IRI, its triples as N-Triples, and what tells its version."""

    graph: str
    lines: Iterable[bytes]
    version: str


@dataclass(frozen=True)
class Delivery:
    """A graph that has arrived: its triples, and how many batches had to be sent for it now."""

    graph: str
    triples: int
    batches: int


def push(
    address: str,
    parcels: Iterable[Parcel],
    notes: Path | None,
    progress: Progress = lambda *_: None,
    patience: Patience = PATIENCE,
    batch: int = BATCH,
) -> list[Delivery]:
    """Send each parcel to a graph store; return what has arrived.

    `address` is that of the Graph Store Protocol (Oxigraph `/store`, Virtuoso
    `/sparql-graph-crud-auth`). `notes` is the file that says what has arrived; a graph that
    arrived whole in this version is not sent again. Without it, all is sent. Raises
    `UsageError` for what is no address, `DataError` where the server does not take a batch.
    """
    check(address)
    client = Client(address, patience)
    arrived = _read(notes) if notes else {}
    found: list[Delivery] = []
    for parcel in parcels:
        key = f"{address} {parcel.graph}"
        told: dict[str, str | int] = {"version": parcel.version, "batch": batch}
        known = arrived.get(key, {})
        done = int(known.get("batches", 0)) if told.items() <= known.items() else 0
        whole = done > 0 and bool(known.get("whole"))
        triples = sent = 0
        for number, content in enumerate(in_chunks(parcel.lines, batch)):
            triples += content.count(b"\n")
            if number >= done and not whole:
                _send(client, address, parcel.graph, content, replace=number == 0)
                done = number + 1
                sent += 1
                arrived[key] = {**told, "batches": done, "whole": False}
                _write(notes, arrived)
            progress(parcel.graph, number + 1, triples)
        arrived[key] = {**told, "batches": done, "whole": True}
        _write(notes, arrived)
        found.append(Delivery(parcel.graph, triples, sent))
    return found


def _send(client: Client, address: str, graph: str, content: bytes, *, replace: bool) -> None:
    between = "&" if "?" in address else "?"
    again = "What has arrived is noted: the same command goes on from there."
    if replace:
        again += f" If it is replacing {graph} that takes long, empty that graph there first."
    try:
        response = client.send(
            "PUT" if replace else "POST",
            # Virtuoso's own name for it is graph-uri; it takes the standard's too.
            f"{address}{between}graph={quote(graph, safe='')}",
            content,
            {"Content-Type": "text/turtle"},  # N-Triples is Turtle, which every store takes
        )
    except DataError as error:
        raise DataError(f"{error} {again}") from None
    if response.status >= 300:
        raise DataError(f"{refusal(address, response)} {again}")


def _read(notes: Path) -> dict[str, dict[str, str | int]]:
    try:
        found = json.loads(notes.read_bytes())
    except (OSError, ValueError):  # none yet, or damaged: then all is sent
        return {}
    return found if isinstance(found, dict) else {}


def _write(notes: Path | None, arrived: dict[str, dict[str, str | int]]) -> None:
    if notes is None:
        return
    notes.parent.mkdir(parents=True, exist_ok=True)
    write_file(notes, json.dumps(arrived, indent=1).encode(), force=True)
