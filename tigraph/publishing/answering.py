"""What a reader's browser answers with: all that the graph holds, its questions, its names."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from tigraph.errors import UsageError
from tigraph.names import Entity, contexts, folded
from tigraph.pages import entity_path
from tigraph.querying import Query
from tigraph.rdf import Parameter
from tigraph.rdf.vocabulary import PREFIXES, curie, local_name
from tigraph.validity import ANY

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: More triples are too much for a browser, in which they take some 150 bytes of memory each.
MOST = 500_000


def contents(ground: Ground) -> bytes:
    """Return, as N-Quads with gzip, all that is asked, what holds at any time in graphs apart.

    Raises `UsageError` where it is too much for a browser.
    """
    store, _ = ground.snapshot(ANY).seen(True)
    if not isinstance(store, ox.Store) or ground.on_disk or len(store) > MOST:
        raise UsageError(
            f"A browser answers of {MOST:,} triples at most, held in memory, and this graph is "
            "larger or stands elsewhere: publish the curated graph (--layers curated, or "
            "--only-data), and serve the rest (`tigraph serve`)."
        )
    lines = ox.serialize(store, format=ox.RdfFormat.N_QUADS) or b""
    return gzip.compress(b"\n".join(sorted(lines.splitlines())) + b"\n", 9, mtime=0)


def question(ground: Ground, query: Query) -> dict[str, Any]:
    """Return what a browser asks a question with: its text, the graphs it sees, its parameters.

    `graphs` are the IRIs of those seen, "" for what stands in none; None: the text says it.
    `sure` are those without the possible, where a column says which rows only may hold.
    """
    graphs = _graphs(ground, query, query.derived)
    return {
        "text": query.text,
        "prefixes": PREFIXES,
        "graphs": graphs,
        "sure": _graphs(ground, query, "certain") if query.derived == "possible" else None,
        "parameters": [
            {
                "name": one.name,
                "variable": one.variable,
                "type": one.type,
                "value": _default(ground, query, one),
                "kinds": [curie(kind) for kind in query.kinds(one.name)],
            }
            for one in query.parameters
        ],
    }


def _graphs(ground: Ground, query: Query, derived: str) -> list[str] | None:
    _, seen = ground.seen(query.text, derived)
    return None if seen is None else [getattr(one, "value", "") for one in seen]


def _default(ground: Ground, query: Query, parameter: Parameter) -> str:
    value = str(query.defaults.get(parameter.name, ""))
    if not value or parameter.type != "iri":
        return value
    try:
        return ground.resolve(value, query.kinds(parameter.name))
    except UsageError:  # of another programme: who asks says which
        return ""


def names(ground: Ground, entities: Iterable[Entity], language: str) -> bytes:
    """Return the names of entities as JSON, by which a browser searches and links.

    One is `[IRI, label, kind, its mark, what is told of it, the way to it, folded names]`, the
    way seen from a page of the language's folder.
    """
    found = list(entities)
    around = contexts(ground.store, [one.iri for one in found], ground.label)
    ground.label.read({one.kind for one in found})
    told = [
        [
            one.iri,
            one.label(language),
            ground.label(one.kind),
            local_name(one.kind),
            curie(one.kind),
            around.get(one.iri, []),
            entity_path(one.iri, language).removeprefix(f"{language}/"),
            [folded(name) for name in dict.fromkeys((*one.names, *one.identifiers))],
        ]
        for one in found
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
