"""The pieces of a life: claims with their time and evidence, names, events."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from tigraph import claims
from tigraph.actors.changes import events
from tigraph.claims import as_json
from tigraph.names import Labels
from tigraph.rdf import Queryable, iri_text, select
from tigraph.rdf.vocabulary import PREFIXES

_BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
_SPANS = "".join(f" OPTIONAL {{ ?claim tig:{bound} ?{bound} }}" for bound in _BOUNDS)

Trace = dict[str, Any]


class Pieces:
    """Asks a store for the pieces of a life, and gathers their evidence."""

    def __init__(self, store: Queryable, label: Labels) -> None:
        self.store = store
        self.label = label
        self.graphs = claims.where_bounds_stand(store)

    def name(self, iri: str) -> dict[str, Any]:
        """Return an entity as its `iri` and `label`."""
        return {"iri": iri, "label": self.label(iri)}

    def objects(self, iri: str, predicate: str) -> list[str]:
        """Return what an entity has for a predicate, each once, sorted."""
        asked = f"SELECT DISTINCT ?value {{ {iri_text(iri)} {iri_text(predicate)} ?value }}"
        return sorted(row["value"] for row in select(self.store, asked))

    def names(self, iri: str) -> list[str]:
        """Return the other names of an entity."""
        every = self.objects(iri, PREFIXES["skos"] + "prefLabel")
        every += self.objects(iri, PREFIXES["skos"] + "altLabel")
        return [name for name in dict.fromkeys(every) if name != self.label(iri)]

    def rows(self, query: str) -> list[dict[str, str]]:
        """Return the rows of a SELECT over the graphs in which date bounds stand too."""
        return list(select(self.store, query, self.graphs))

    def claims(self, pattern: str) -> list[dict[str, Any]]:
        """Return claims with ?other and perhaps ?about, with their bounds and evidence, by time."""
        rows: dict[str, dict[str, str]] = {}
        found = self.rows(
            f"SELECT * WHERE {{ {pattern}{_SPANS} OPTIONAL {{ ?claim tig:validTime ?edtf }} }}"
        )
        # A claim between two of those asked about comes both ways: told as it stands.
        for row in sorted(found, key=lambda row: (row.get("out") in ("false", "0"), row["other"])):
            rows.setdefault(row["claim"], dict(row))
        proof = self.proof(rows)
        return sorted(
            ({**row, "evidence": proof[iri]} for iri, row in rows.items()),
            key=lambda row: (row["earliestBegin"], row["latestBegin"], row["other"], row["claim"]),
        )

    def held(self, row: dict[str, Any]) -> dict[str, Any]:
        """Return a claim of `claims` as JSON: ?other, its time, bounds and evidence."""
        return {
            **self.name(row["other"]),
            "claim": row["claim"],
            "valid": row["edtf"] or None,
            "bounds": [row[bound] or None for bound in _BOUNDS],
            "evidence": row["evidence"],
        }

    def proof(self, cited: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        """Return the evidence of claims and events as JSON, by their IRIs."""
        found = claims.evidence(self.store, set(cited))
        return {iri: [as_json(item, self.label) for item in found[iri]] for iri in found}

    def events(self, of: Collection[str]) -> list[dict[str, Any]]:
        """Return the changes that any of these is an end of, oldest first, with their evidence."""
        found = events(self.store, self.label, of)
        proof = self.proof(event["iri"] for event in found)
        return [{**event, "evidence": proof[event["iri"]]} for event in found]


def listed(iris: Iterable[str]) -> str:
    """Return IRIs as they stand in a query, each once."""
    return " ".join(map(iri_text, sorted(set(iris))))
