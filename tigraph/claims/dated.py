"""Where dates come from that a source does not give as they stand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from tigraph.names import Labels
from tigraph.rdf import Queryable, rows_of
from tigraph.rdf.vocabulary import local_name

_DATINGS = """SELECT * {
  ?node tig:dating ?dating .
  ?dating tig:datingMethod ?method ; oa:hasSource ?source .
  OPTIONAL { ?source tig:textOf ?read }
  OPTIONAL { ?dating oa:hasSelector ?span . ?span oa:start ?start ; oa:end ?end }
  OPTIONAL { ?dating tig:countedFrom ?counted }
  OPTIONAL { ?dating tig:dateOf ?of }
  OPTIONAL { ?dating tig:shows ?shows }
  OPTIONAL { ?dating tig:relativeTo ?event ; tig:position ?position }
}"""
_FROM = {"en": "{} from {}", "fr": "{} d’après {}"}


def datings(
    store: Queryable, nodes: Collection[str], label: Labels
) -> dict[str, list[dict[str, Any]]]:
    """Return where the dates of claims, citations and documents come from, as JSON, by IRI.

    What has no dating is not in it: its source gives the date itself. Of each dating are told
    its `label` (how and from what, in words), `method`, `counted_from` (EDTF) with what that
    is the date of, what a document `shows` of its own date (EDTF), the event that a claim is
    dated against with the `position`, and `document` and `spans` that it rests on.
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows_of(store, _DATINGS, nodes, "node"):
        known = found.setdefault(row["node"], {})
        told = known.setdefault(row["dating"], _told(row, label))
        if row["start"]:
            told["spans"] = sorted(
                {*map(tuple, told["spans"]), (int(row["start"]), int(row["end"]))}
            )
    return {
        node: [
            {**own, "spans": [list(span) for span in own["spans"]]}
            for _, own in sorted(known.items())
        ]
        for node, known in found.items()
    }


def _told(row: dict[str, str], label: Labels) -> dict[str, Any]:
    def named(iri: str) -> dict[str, str] | None:
        return {"iri": iri, "label": label(iri)} if iri else None

    words = label(row["method"])
    if row["event"]:
        words = f"{label(row['position'])} {label(row['event'])}"
    elif row["counted"] or row["shows"]:
        words = (
            _FROM[label.language].format(words, row["counted"])
            if row["counted"]
            else (f"{words} {row['shows']}")
        )
    return {
        "label": words,
        "method": local_name(row["method"]),
        "counted_from": row["counted"] or None,
        "date_of": named(row["of"]),
        "shows": row["shows"] or None,
        "relative_to": named(row["event"]),
        "position": local_name(row["position"]) if row["position"] else None,
        "document": named(row["read"] or row["source"]),
        "spans": [],
    }
