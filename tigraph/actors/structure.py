"""What the structure says of an entity, without a claim: area, phase, lineage, leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tigraph.local import said as in_language
from tigraph.names import Labels
from tigraph.rdf import Queryable, iri_text, rows_of, select
from tigraph.rdf.vocabulary import expand

#: A lead, that two may be one under two names, from which nothing follows.
_LEAD = "tig:mayBeSameAs"
_OUT = ("tig:ofProgramme", "tig:inPhase", "prov:specializationOf", "dcterms:spatial", _LEAD)
_IN = ("prov:specializationOf", "dcterms:spatial", _LEAD)
_OVER = ("geo:sfWithin", "geo:sfIntersects")
#: The order in which a reader wants them: the smallest area first.
_ORDER = (
    "tig:ofProgramme",
    "tig:inPhase",
    "prov:specializationOf",
    *_OVER,
    "dcterms:spatial",
    _LEAD,
)
_LEVELS = """
SELECT ?area ?level ?kind (LANG(?kind) AS ?language) {
  ?area adms:identifier/tig:idScheme ?scheme . ?scheme tig:areaLevel ?level
  OPTIONAL { ?scheme tig:areaKind ?kind }
}"""
#: The ontology has no words for these, or none read backwards.
_PERHAPS = ("may be the same person as", "est peut-être la même personne que")
_AREA_OF = ("is the area of", "est l’aire de")


def structure(store: Queryable, entity: str, label: Labels) -> list[dict[str, Any]]:
    """Return {relation, label, direction, other, phase} of each structural tie of an entity.

    `relation` is a CURIE, `other` and `phase` are {iri, label}; `phase` is that of another
    which is a territory, else None; `other` has the `kind` of area where a scheme names it. An
    area lies in the areas that hold those it lies in; an institution lies where its area does.
    """
    own = iri_text(entity)
    ways = [f"{{ {own} {way} ?other BIND({way} AS ?relation) BIND(1 AS ?out) }}" for way in _OUT]
    ways += [f"{{ ?other {way} {own} BIND({way} AS ?relation) BIND(0 AS ?out) }}" for way in _IN]
    for start in (own, f"{own} dcterms:spatial ?area . ?area"):
        within = f"{start} geo:sfWithin+ ?other BIND(geo:sfWithin AS ?relation) BIND(1 AS ?out)"
        ways.append(f"{{ {within} }}")
        over = f"{start} geo:sfIntersects ?other BIND(geo:sfIntersects AS ?relation)"
        ways.append(f"{{ {over} BIND(1 AS ?out) }}")
    query = f"""SELECT DISTINCT ?relation ?other ?out ?phase WHERE {{
      {" UNION ".join(ways)}
      OPTIONAL {{ ?other tig:inPhase ?phase }} }}"""
    rows = list(select(store, query))
    full = {expand(short): short for short in _ORDER}
    # An area that is stated for an actor is not told again as what one of its areas lies in.
    stated = {row["other"] for row in rows if full[row["relation"]] == "dcterms:spatial"}
    label.read({row["other"] for row in rows} | {row["phase"] for row in rows if row["phase"]})
    ties: list[dict[str, Any]] = []
    for row in rows:
        relation, out = full[row["relation"]], row["out"] == "1"
        if relation in _OVER and row["other"] in stated:
            continue
        said = label(row["relation"]) if out else label.inverse(row["relation"])
        if relation == "dcterms:spatial" and not out:
            said = in_language(_AREA_OF, label.language)
        if relation == _LEAD:
            said = in_language(_PERHAPS, label.language)
        phase = row["phase"]
        ties.append(
            {
                "relation": relation,
                "label": said,
                "direction": "out" if out else "in",
                "other": {"iri": row["other"], "label": label(row["other"])},
                "phase": {"iri": phase, "label": label(phase)} if phase else None,
            }
        )
    others = {row["other"] for row in rows if full[row["relation"]] in (*_OVER, "dcterms:spatial")}
    areas = rows_of(store, _LEVELS, others, "area")
    areas.sort(key=lambda row: row["language"] == label.language)  # the reader's own wins
    kinds = {row["area"]: row["kind"] for row in areas if row["kind"]}
    for tie in ties:
        if kind := kinds.get(tie["other"]["iri"]):
            tie["other"]["kind"] = kind
    levels = {row["area"]: int(row["level"]) for row in areas}
    return sorted(ties, key=lambda tie: _place(tie, levels))


def states(ties: list[dict[str, Any]]) -> list[str]:
    """Return the territories that the structure says to be states of a lineage."""
    return [
        tie["other"]["iri"]
        for tie in ties
        if tie["relation"] == "prov:specializationOf" and tie["direction"] == "in"
    ]


def _place(tie: dict[str, Any], levels: Mapping[str, int]) -> tuple[Any, ...]:
    """Return where a tie stands; `levels` are those of areas, 1 of the largest."""
    other, phase = tie["other"], tie["phase"]["iri"] if tie["phase"] else ""
    small = -levels.get(other["iri"], 0)
    return (_ORDER.index(tie["relation"]), tie["direction"], phase, small, other["label"])
