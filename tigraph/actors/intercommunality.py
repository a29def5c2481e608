"""The life of an intercommunality: names, forms, population, communes, territories, heads."""

from __future__ import annotations

from typing import Any

from tigraph.actors.attributes import identifiers
from tigraph.actors.pieces import Pieces, Trace
from tigraph.rdf import iri_text
from tigraph.rdf.vocabulary import PREFIXES, curie


def life(of: Pieces, group: str) -> Trace:
    """Return the life of an intercommunality.

    `forms` and `territories` are lists of {iri, label, bounds, evidence}, `heads` one of
    {iri, label, post, bounds, evidence, perhaps}, in which `perhaps` are people who may be the
    same under another name, `population` one of {measure, valid, value, evidence}; `events`
    tell of communes that joined or left, and of what it was made from or went into.
    """
    forms = of.claims(
        f"?claim tig:subject {iri_text(group)} ; tig:relation relation:has-legal-form ; "
        "tig:object ?other ."
    )
    within = of.claims(
        f"?claim org:member {iri_text(group)} ; tig:relation relation:member ; "
        "org:organization ?other . ?other a tig:LabelledTerritory ; tig:inPhase ?about ."
    )
    heads = of.claims(
        f"?about org:postIn {iri_text(group)} ; org:role ?role . ?role tig:heads true . "
        "?claim opengov:post ?about ; org:member ?other ."
    )
    heads.sort(key=lambda row: (row["latestBegin"], row["earliestEnd"], row["other"]))
    population = _population(of, group)
    events = of.events([group])
    return {
        "traced": "intercommunality",
        **of.name(group),
        "names": of.names(group),
        "identifiers": identifiers(of.store, group),
        "forms": [of.held(row) for row in forms],
        "territories": [{**of.held(row), "phase": of.name(row["about"])} for row in within],
        "heads": [
            {**of.held(row), "post": of.name(row["about"]), "perhaps": _perhaps(of, row["other"])}
            for row in heads
        ],
        "population": population,
        "events": events,
        "told": bool(forms or within or heads or population or events),
    }


def _perhaps(of: Pieces, person: str) -> list[dict[str, Any]]:
    """Return who may be the same person under another name: leads, from which nothing follows."""
    match, one = f"<{PREFIXES['tig']}mayBeSameAs>", iri_text(person)
    rows = of.rows(f"SELECT DISTINCT ?other {{ {{ {one} {match} ?other }} UNION "
                   f"{{ ?other {match} {one} }} }} ORDER BY ?other")  # fmt: skip
    return [of.name(row["other"]) for row in rows]


def _population(of: Pieces, group: str) -> list[dict[str, Any]]:
    rows = of.rows(
        f"""SELECT ?claim ?measure ?valid ?value WHERE {{
          ?claim tig:about {iri_text(group)} ; tig:measure ?measure ; tig:value ?value ;
            tig:unit <{PREFIXES["unit"]}inhabitant> ; tig:validTime ?valid .
        }} ORDER BY ?valid ?measure ?claim"""
    )
    proof = of.proof({row["claim"] for row in rows})
    return [
        {
            "measure": curie(row["measure"]),
            "measure_label": of.label(row["measure"]),
            "valid": row["valid"],
            "value": int(row["value"]),
            "evidence": proof[row["claim"]],
        }
        for row in rows
    ]
