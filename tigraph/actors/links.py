"""The mappings of an entity: links that people decided, each with its ground."""

from __future__ import annotations

from typing import Any

from tigraph.names import Labels
from tigraph.rdf import Queryable, iri_text, select
from tigraph.rdf.vocabulary import curie, local_name

_SSSOM = "https://w3id.org/sssom/"
_BY = (
    "|".join(f"<{_SSSOM}{slot}>" for slot in ("author_label", "reviewer_label", "reviewer_id"))
    + "|<http://purl.org/pav/authoredBy>"
)
_QUERY = f"""
SELECT ?mapping ?source ?predicate ?target ?name ?kind ?beside ?label ?justification ?confidence
  ?score ?author ?date ?comment ?set {{
  {{ ?mapping owl:annotatedTarget ENTITY }} UNION {{ ?mapping owl:annotatedSource ENTITY }}
  ?mapping owl:annotatedProperty ?predicate ; owl:annotatedTarget ?target ;
    <{_SSSOM}mapping_justification> ?justification .
  OPTIONAL {{ ?mapping owl:annotatedSource ?source }}
  OPTIONAL {{ ?mapping <{_SSSOM}subject_label> ?name }}
  OPTIONAL {{ ?mapping <{_SSSOM}object_label> ?label }}
  OPTIONAL {{ ?mapping <{_SSSOM}subject_category> ?kind }}
  OPTIONAL {{ ?mapping tig:mappingContext ?beside }}
  OPTIONAL {{ ?mapping <{_SSSOM}confidence> ?confidence }}
  OPTIONAL {{ ?mapping <{_SSSOM}similarity_score> ?score }}
  OPTIONAL {{ ?mapping {_BY} ?author }}
  OPTIONAL {{ ?mapping dcterms:created ?date }}
  OPTIONAL {{ ?mapping rdfs:comment ?comment }}
  OPTIONAL {{ ?mapping <{_SSSOM}mapping_source> ?set }}
}} ORDER BY ?mapping ?author"""


def links(store: Queryable, entity: str, label: Labels) -> list[dict[str, Any]]:
    """Return the links of an entity that people decided, in the order of their dates.

    Each has `direction` ("out": the entity is mapped to another; "in": another, or a name that
    somebody wrote, is mapped to it), `other` ({iri, label}; the iri is None of a name), for a
    name its `kind` and `context`, and the ground: `justification`, `confidence`, `score`, `by`,
    `date`, `comment`, `set`.
    """
    found: dict[str, dict[str, Any]] = {}
    for row in select(store, _QUERY.replace("ENTITY", iri_text(entity))):
        if known := found.get(row["mapping"]):
            known["by"] += [row["author"]] if row["author"] not in known["by"] else []
            continue
        out = row["source"] == entity
        other, words = (row["target"], row["label"]) if out else (row["source"], row["name"])
        found[row["mapping"]] = {
            "mapping": row["mapping"],
            "predicate": curie(row["predicate"]),
            "direction": "out" if out else "in",
            "other": {"iri": other or None, "label": _named(other, words, label)},
            "kind": row["kind"] if not other else "",
            "context": row["beside"],
            "justification": f"semapv:{local_name(row['justification'])}",
            "confidence": float(row["confidence"]) if row["confidence"] else None,
            "score": float(row["score"]) if row["score"] else None,
            "by": [row["author"]] if row["author"] else [],
            "date": row["date"] or None,
            "comment": row["comment"],
            "set": row["set"] or None,
        }
    return sorted(found.values(), key=lambda one: (one["date"] or "", one["mapping"]))


def _named(iri: str, words: str, label: Labels) -> str:
    """Return the label of an entity where the graph has one, else what the mapping says."""
    own = label(iri) if iri else ""
    return own if own and own not in (iri, curie(iri), local_name(iri)) else words or own or iri
