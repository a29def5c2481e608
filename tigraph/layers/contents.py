"""What a graph holds, told in figures and given out as RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.names import Labels
from tigraph.rdf import Queryable, select
from tigraph.rdf.vocabulary import GRAPH, local_name

if TYPE_CHECKING:
    from tigraph.stores import Ground
    from tigraph.stores.versions import Version


def facts(ground: Ground) -> dict[str, Any]:
    """Return what is loaded: version, triples, counts by kind and of claims, documents, layers.

    And the date by which that was known, `known_by`, of a ground that has no more.
    """
    store, label, on_disk = ground.store, ground.label, ground.on_disk
    kinds = select(
        store,
        "SELECT ?kind (COUNT(*) AS ?n) { ?x a ?kind . ?kind a tig:Kind } GROUP BY ?kind",
    )
    claims = select(
        store,
        "SELECT ?kind (COUNT(*) AS ?n) { VALUES ?kind { tig:RelationClaim tig:FigureClaim "
        "tig:OpinionClaim tig:SourceCitation } ?x a ?kind } GROUP BY ?kind ORDER BY DESC(?n)",
    )
    documents = select(
        store,
        "SELECT ?document ?title ?date ?address ?publisher ?sha256 { ?text tig:textOf "
        "?document ; tig:sha256 ?sha256 . ?document dcterms:title ?title . "
        "OPTIONAL { ?document dcterms:issued ?date } OPTIONAL { ?document tig:address "
        "?address } OPTIONAL { ?document dcterms:publisher ?publisher } }",
    )
    triples = select(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    by_title = sorted(documents, key=lambda row: (row["title"], row["document"]))
    by_kind = {label(row["kind"]): int(row["n"]) for row in kinds}
    known = ground.knowledge
    return {
        "version": ground.version,
        **({"known_by": known.by} if known else {}),
        "triples": on_disk.manifest["triples"] if on_disk else int(next(iter(triples))["n"]),
        "entities": dict(sorted(by_kind.items(), key=lambda pair: (-pair[1], pair[0]))),
        "claims": {label(row["kind"]): int(row["n"]) for row in claims},
        "documents": [{**row, "publisher": label(row["publisher"])} for row in by_title],
        "layers": _layers(store, label, on_disk),
    }


def _layers(store: Queryable, label: Labels, on_disk: Version | None) -> list[dict[str, Any]]:
    """Return the curated graph, then the registry layers, as each describes itself."""
    rows = select(
        store,
        "SELECT DISTINCT ?layer ?updated ?publisher { ?layer a dcat:Dataset "
        "OPTIONAL { ?layer dcterms:modified ?updated } "
        "OPTIONAL { ?layer dcterms:publisher|dcterms:creator ?publisher } } "
        "ORDER BY ?layer ?publisher",
    )
    triples = {layer["name"]: layer["triples"] for layer in on_disk.layers} if on_disk else {}
    own = {"layer": "curated", "title": label(GRAPH + "curated"), "updated": "", "publishers": []}
    found: dict[str, dict[str, Any]] = {"curated": own}
    for row in rows:
        name = local_name(row["layer"])
        if not row["layer"].startswith(GRAPH):
            continue
        told = {"layer": name, "title": label(row["layer"]), "updated": row["updated"]}
        layer = found.setdefault(name, {**told, "publishers": []})
        layer["updated"] = row["updated"]
        layer["publishers"] += [label(row["publisher"])] if row["publisher"] else []
    for name, layer in found.items():
        layer["triples"] = triples.get(name)
    return list(found.values())
