"""What is known of the actors in a network: where they belong, figures, opinions."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from tigraph import claims
from tigraph.names import Labels, Names
from tigraph.rdf import Queryable, rows_of
from tigraph.rdf.vocabulary import local_name
from tigraph.validity import ANY, Snapshot

#: What says where an actor belongs: by the structure, or by a claim. Asked one by one: with
#: UNION, the engine joins what it could look up.
_WHERE = (
    ("area", "SELECT ?one ?other { ?one dcterms:spatial ?other }"),
    (
        "area",
        """SELECT ?one ?other ?claim {
          ?claim tig:subject ?one ; tig:relation relation:located-in ; tig:object ?other }""",
    ),
    # Who is in it, holds a post in it, governs or steers it; who supports it is not of it.
    (
        "territory",
        """SELECT ?one ?other ?claim {
          ?claim tig:subject ?one ; tig:object ?other ; tig:relation ?relation .
          FILTER(?relation IN (relation:member, relation:governs, relation:steers))
          ?other a tig:LabelledTerritory }""",
    ),
    (
        "territory",
        """SELECT ?one ?other ?claim {
          ?claim org:member ?one ; org:organization ?other . ?other a tig:LabelledTerritory }""",
    ),
    ("phase", "SELECT ?one ?other { ?one tig:inPhase ?other }"),
)


class _About:
    """What is known of the actors themselves: where they belong, figures and opinions."""

    def __init__(
        self,
        store: Queryable,
        names: Names,
        snapshot: Snapshot,
        possible: bool,
        label: Labels,
        wanted: set[str],
    ) -> None:
        self._label = label
        self._figures: dict[str, list[claims.Figure]] = {}
        dated = snapshot.as_of != ANY
        asked_of, graphs = snapshot.seen(possible) if dated else (store, ())
        names_of = [graph.value for graph in graphs or () if isinstance(graph, ox.NamedNode)]
        for figure in claims.latest_figures(asked_of, wanted, names_of, held=dated):
            if snapshot.holds(figure.iri, possible):
                self._figures.setdefault(figure.about, []).append(figure)
        self._opinions: dict[str, list[claims.Opinion]] = {}
        for opinion in claims.opinions(store):
            if wanted.isdisjoint(opinion.about) or not snapshot.holds(opinion.iri, possible):
                continue
            for iri in set(opinion.about) & wanted:
                self._opinions.setdefault(iri, []).append(opinion)
        groups: list[list[Any]] = [*self._figures.values(), *self._opinions.values()]
        self.claims = {claim.iri for group in groups for claim in group}

        found: dict[str, dict[str, set[str]]] = {"area": {}, "territory": {}, "phase": {}}
        for what, query in _WHERE:
            if what == "phase":
                near = set().union(*found["territory"].values())
                asked = wanted | near
            else:
                asked = wanted
            for row in rows_of(store, query, asked, "one"):
                if not row.get("claim") or snapshot.holds(row["claim"], possible):
                    found[what].setdefault(row["one"], set()).add(row["other"])
        self._areas, self._territories, self._phases = found.values()
        label.read({other for of in found.values() for own in of.values() for other in own})
        for iri in wanted:
            entity = names.get(iri)
            if entity and local_name(entity.kind) == "LabelledTerritory":
                self._territories[iri] = {iri}
        for iri, own in self._territories.items():
            for territory in own - {iri}:
                self._phases.setdefault(iri, set()).update(self._phases.get(territory, ()))

    def __call__(
        self, iri: str, proof: dict[str, list[claims.Evidence]], said: Any
    ) -> dict[str, Any]:
        label, language = self._label, self._label.language
        return {
            "phases": sorted(set(map(label, self._phases.get(iri, ())))),
            "territories": sorted(map(label, self._territories.get(iri, ()))),
            "areas": sorted(set(map(label, self._areas.get(iri, ())))),
            "figures": [
                {
                    "label": label(c.measure),
                    "value": _amount(c, label),
                    "population": label(c.population) if c.population else "",
                    "valid": c.valid.edtf,
                    "evidence": [said(item, [c.iri]) for item in proof[c.iri]],
                }
                for c in self._figures.get(iri, ())
            ],
            "opinions": [
                {
                    "label": label(c.stance),
                    "value": c.paraphrase.get(language) or c.paraphrase.get("fr", ""),
                    "evidence": [said(item, [c.iri]) for item in proof[c.iri]],
                }
                for c in self._opinions.get(iri, ())
            ],
        }


def _amount(figure: claims.Figure, label: Labels) -> str:
    """Return a figure's value or range with its unit, as text."""
    low, high = figure.minimum, figure.maximum
    number = "–".join(f"{n:,}".replace(",", "\u202f") for n in (low, high) if n is not None)
    if figure.value is not None:
        number = f"{figure.value:,}".replace(",", "\u202f")
    about = {"about": "≈ ", "at-least": "≥ ", "at-most": "≤ "}
    sign = about.get(local_name(figure.qualifier), "")
    return f"{sign}{number} {label(figure.unit)}".strip()


def _attested(
    store: Queryable, cited: set[str], proof: dict[str, list[claims.Evidence]]
) -> dict[str, list[list[str]] | None]:
    """Return the spans of days at which sources attest each claim in the present tense.

    A citation of something only planned attests nothing, nor does a doubtful or approximate
    date; None marks a claim that is only planned, which is never certain.
    """
    spans: dict[str, list[str]] = {}
    cites = {item.citation for claim in cited for item in proof[claim]}
    rows = rows_of(
        store,
        "SELECT ?c ?a ?b { ?c tig:attestsFrom ?a ; tig:attestsTo ?b ; tig:attests ?as "
        'FILTER(!REGEX(STR(?as), "[?~%]")) }',
        cites,
        "c",
        claims.where_bounds_stand(store),
    )
    for row in rows:
        spans[row["c"]] = [row["a"], row["b"]]
    found: dict[str, list[list[str]] | None] = {}
    for claim in cited:
        firm = [item.citation for item in proof[claim] if item.modality != "planned"]
        found[claim] = sorted(spans[c] for c in set(firm) if c in spans) if firm else None
    return found
