"""The life of a territory through its lineage, and that of an intercommunality.

A territory is followed by its lineage, since names and codes do not carry from one phase to
the next: who was a member in which phase, where those who joined came from, what became of
those who left. An intercommunality is followed by its number: names, legal forms,
population, the communes that joined or left, the territories that it was in, its heads.

Without registry layers it is what the documents say. Nothing follows from silence: of a
phase of which nobody names the members, nobody is told to have joined or left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tigraph import claims
from tigraph.actors.attributes import identifiers
from tigraph.actors.changes import events, named
from tigraph.claims import as_json
from tigraph.errors import AmbiguousNameError, UnknownNameError, UsageError
from tigraph.names import Labels
from tigraph.rdf import Queryable, iri_text, select
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE, curie, local_name

if TYPE_CHECKING:
    from tigraph.stores import Ground

_BOUNDS = ("earliestBegin", "latestBegin", "earliestEnd", "latestEnd")
_TRACED = {
    "LabelledTerritory": "territory",
    "Lineage": "territory",
    "Intercommunality": "intercommunality",
}
_SPANS = "".join(f" OPTIONAL {{ ?claim tig:{bound} ?{bound} }}" for bound in _BOUNDS)

Trace = dict[str, Any]


def traced(ground: Ground, name: str) -> Trace:
    """Return the life of the territory, lineage or intercommunality of a name.

    `traced` is "territory" or "intercommunality"; both have `iri`, `label`, `names` and
    `events`; see `_Tracer.territory` and `_Tracer.intercommunality`. Raises `UnknownNameError`,
    `AmbiguousNameError`, and `UsageError` for what has no such life.
    """
    if not ground.on_disk:
        ground.snapshot()  # derives the bounds
    tracer = _Tracer(ground.store, ground.label)
    try:
        found = [ground.resolve(name, [PREFIXES["tig"] + kind for kind in _TRACED])]
    except AmbiguousNameError as error:
        found = [ground.resolve(candidate) for candidate, *_ in error.candidates]
        lives = {tracer.life(iri) for iri in found} - {None}
        if len(lives) != 1:
            raise
        found = [life for life in lives if life]
    kind = tracer.kind(found[0])
    if kind not in _TRACED:
        raise UsageError(
            f"“{name}” ({kind}) has no history here: give a territory, a lineage or an "
            "intercommunality."
        )
    life = tracer.life(found[0])
    assert life
    told = tracer.intercommunality(life) if kind == "Intercommunality" else tracer.territory(life)
    if not told.pop("told"):
        raise UnknownNameError(
            "history", name, (), "Neither the documents nor the layers tell one."
        )
    return told


class _Tracer:
    """Asks a store for the pieces of a life, and gathers their evidence."""

    def __init__(self, store: Queryable, label: Labels) -> None:
        self.store = store
        self.label = label
        self.graphs = claims.where_bounds_stand(store)

    def kind(self, iri: str) -> str:
        """Return the kind of an entity, "" where it has none."""
        return next(map(local_name, self._objects(iri, RDF_TYPE)), "")

    def life(self, iri: str) -> str | None:
        """Return what an entity is traced by: the lineage of a territory, another by itself."""
        kind = self.kind(iri)
        if kind == "LabelledTerritory":
            lines = self._objects(iri, PREFIXES["prov"] + "specializationOf")
            return lines[0] if lines else iri
        return iri if kind in _TRACED else None

    def territory(self, line: str) -> Trace:
        """Return the life of a lineage.

        `phases` is a list of {phase, territories: [{iri, label, names, code}], members:
        [{iri, label, bounds, evidence}]}, oldest first; `changes` one of {from, to, known,
        stayed, joined, left} between two phases that follow each other, in which who joined
        has `territories` before, who left has `territories` after and `became`.
        """
        own = self._territories(line)
        phases: dict[str, Any] = {}
        members = self._members([row["territory"] for row in own])
        for row in own:
            phase = phases.setdefault(
                row["phase"], {"phase": self.name(row["phase"]), "territories": [], "members": []}
            )
            iri = row["territory"]
            phase["territories"].append(
                {**self.name(iri), "names": self._names(iri), "code": row["code"] or None}
            )
            phase["members"] += members.get(iri, [])
        ordered = [phases[iri] for iri in sorted(phases, key=lambda one: self._begin(phases[one]))]
        said = self._said([row["territory"] for row in own])
        return {
            "traced": "territory",
            **self.name(line),
            "names": self._names(line),
            "phases": ordered,
            "changes": [self._change(one, other) for one, other in pairwise(ordered)],
            "events": self._events([row["territory"] for row in own]),
            "said": said,
            "told": bool(own),
        }

    def intercommunality(self, group: str) -> Trace:
        """Return the life of an intercommunality.

        `forms` and `territories` are lists of {iri, label, bounds, evidence}, `heads` one of
        {person, post, bounds, evidence}, `population` one of {measure, valid, value,
        evidence}; `events` tell of communes that joined or left, and of what it was made
        from or went into.
        """
        forms = self._claims(
            f"?claim tig:subject {iri_text(group)} ; tig:relation relation:has-legal-form ; "
            "tig:object ?other ."
        )
        within = self._claims(
            f"?claim org:member {iri_text(group)} ; tig:relation relation:member ; "
            "org:organization ?other . ?other a tig:LabelledTerritory ; tig:inPhase ?about ."
        )
        heads = self._claims(
            f"?about org:postIn {iri_text(group)} ; org:role ?role . ?role tig:heads true . "
            "?claim opengov:post ?about ; org:member ?other ."
        )
        population = self._population(group)
        events = self._events([group])
        return {
            "traced": "intercommunality",
            **self.name(group),
            "names": self._names(group),
            "identifiers": identifiers(self.store, group),
            "forms": [self._held(row) for row in forms],
            "territories": [
                {**self._held(row), "phase": self.name(row["about"])} for row in within
            ],
            "heads": [{**self._held(row), "post": self.name(row["about"])} for row in heads],
            "population": population,
            "events": events,
            "told": bool(forms or within or heads or population or events),
        }

    def name(self, iri: str) -> dict[str, Any]:
        return {"iri": iri, "label": self.label(iri)}

    def _objects(self, iri: str, predicate: str) -> list[str]:
        asked = f"SELECT DISTINCT ?value {{ {iri_text(iri)} {iri_text(predicate)} ?value }}"
        return sorted(row["value"] for row in select(self.store, asked))

    def _names(self, iri: str) -> list[str]:
        """Return the other names of an entity."""
        every = self._objects(iri, PREFIXES["skos"] + "prefLabel")
        every += self._objects(iri, PREFIXES["skos"] + "altLabel")
        return [name for name in dict.fromkeys(every) if name != self.label(iri)]

    def _rows(self, query: str) -> list[dict[str, str]]:
        return list(select(self.store, query, self.graphs))

    def _territories(self, line: str) -> list[dict[str, str]]:
        return self._rows(
            f"""SELECT DISTINCT ?territory ?phase ?code WHERE {{
              {{ ?territory prov:specializationOf {iri_text(line)} }}
              UNION {{ BIND({iri_text(line)} AS ?territory) }}
              ?territory a tig:LabelledTerritory ; tig:inPhase ?phase .
              OPTIONAL {{ ?territory adms:identifier ?known . ?known skos:notation ?code }}
            }} ORDER BY ?phase ?code ?territory"""
        )

    def _claims(self, pattern: str) -> list[dict[str, Any]]:
        """Return claims with ?other and perhaps ?about, with their bounds and evidence, by time."""
        rows: dict[str, dict[str, str]] = {}
        found = self._rows(
            f"SELECT * WHERE {{ {pattern}{_SPANS} OPTIONAL {{ ?claim tig:validTime ?edtf }} }}"
        )
        # A claim between two of those asked about comes both ways: told as it stands.
        for row in sorted(found, key=lambda row: (row.get("out") in ("false", "0"), row["other"])):
            rows.setdefault(row["claim"], dict(row))
        proof = self._proof(rows)
        return sorted(
            ({**row, "evidence": proof[iri]} for iri, row in rows.items()),
            key=lambda row: (row["earliestBegin"], row["latestBegin"], row["other"], row["claim"]),
        )

    def _held(self, row: dict[str, Any]) -> dict[str, Any]:
        return {
            **self.name(row["other"]),
            "claim": row["claim"],
            "valid": row["edtf"] or None,
            "bounds": [row[bound] or None for bound in _BOUNDS],
            "evidence": row["evidence"],
        }

    def _proof(self, cited: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
        found = claims.evidence(self.store, set(cited))
        return {iri: [as_json(item, self.label) for item in found[iri]] for iri in found}

    def _members(self, territories: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
        rows = self._claims(
            f"VALUES ?about {{ {_listed(territories)} }} ?claim org:organization ?about ; "
            "tig:relation relation:member ; org:member ?other . "
            "FILTER NOT EXISTS { ?other a foaf:Person }"
        )
        found: dict[str, dict[str, dict[str, Any]]] = {}
        for row in rows:
            own = found.setdefault(row["about"], {})
            start: dict[str, Any] = {**self.name(row["other"]), "claims": []}
            one = own.setdefault(row["other"], start)
            one["claims"].append(
                {key: value for key, value in self._held(row).items() if key not in one}
            )
        return {
            iri: sorted(own.values(), key=lambda one: str(one["label"]))
            for iri, own in found.items()
        }

    @staticmethod
    def _begin(phase: dict[str, Any]) -> tuple[str, str]:
        spans = [claim["bounds"] for one in phase["members"] for claim in one["claims"]]
        first = min((bounds[0] for bounds in spans if bounds[0]), default="")
        return (first or phase["phase"]["iri"], phase["phase"]["iri"])

    def _change(self, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
        """Tell who stayed, joined and left from one phase to the next, where both are known."""
        old, new = ({one["iri"] for one in phase["members"]} for phase in (before, after))
        told: dict[str, Any] = {
            "from": before["phase"], "to": after["phase"], "known": bool(old and new),
            "stayed": [], "joined": [], "left": [],
        }  # fmt: skip
        if not told["known"]:
            return told
        came = self._elsewhere(new - old, before["phase"]["iri"])
        went = self._elsewhere(old - new, after["phase"]["iri"])
        became = self._ends(old - new)
        told["stayed"] = self._sorted(old & new)
        told["joined"] = [
            {**one, "territories": came.get(one["iri"], [])} for one in self._sorted(new - old)
        ]
        told["left"] = [
            {**one, "territories": went.get(one["iri"], []), "became": became.get(one["iri"], [])}
            for one in self._sorted(old - new)
        ]
        return told

    def _sorted(self, iris: Iterable[str]) -> list[dict[str, str]]:
        return named(iris, self.label)

    def _elsewhere(self, members: Collection[str], phase: str) -> dict[str, list[dict[str, Any]]]:
        """Return the territories of a phase that each of the members is in."""
        found: dict[str, list[dict[str, Any]]] = {}
        for row in self._rows(
            f"""SELECT DISTINCT ?member ?territory WHERE {{
              VALUES ?member {{ {_listed(members)} }}
              ?claim org:member ?member ; tig:relation relation:member ;
                org:organization ?territory .
              ?territory tig:inPhase {iri_text(phase)} .
            }} ORDER BY ?member ?territory"""
        ):
            found.setdefault(row["member"], []).append(self.name(row["territory"]))
        return found

    def _ends(self, members: Collection[str]) -> dict[str, list[dict[str, Any]]]:
        """Return the events by which members ceased to exist, and what came of them."""
        found: dict[str, list[dict[str, Any]]] = {}
        for event in self._events(members):
            gone = {one["iri"] for one in event["before"]} - {one["iri"] for one in event["after"]}
            for iri in gone & set(members):
                found.setdefault(iri, []).append(event)
        return found

    def _events(self, of: Collection[str]) -> list[dict[str, Any]]:
        """Return the changes that any of these is an end of, oldest first, with their evidence."""
        found = events(self.store, self.label, of)
        proof = self._proof(event["iri"] for event in found)
        return [{**event, "evidence": proof[event["iri"]]} for event in found]

    def _said(self, territories: Sequence[str]) -> list[dict[str, Any]]:
        """Return what is claimed of the territories as such: continued, labelled, a status."""
        rows = self._claims(
            f"VALUES ?about {{ {_listed(territories)} }} VALUES ?kind {{ relation:continued-as "
            "relation:has-status relation:identified-with relation:labelled relation:marks } "
            "{ ?claim tig:subject ?about ; tig:object ?other BIND(true AS ?out) } "
            "UNION { ?claim tig:object ?about ; tig:subject ?other BIND(false AS ?out) } "
            "?claim tig:relation ?kind ."
        )
        return [
            {
                "territory": self.name(row["about"]),
                "relation": curie(row["kind"]),
                "relation_label": self.label(row["kind"])
                if row["out"] in ("true", "1")
                else self.label.inverse(row["kind"]),
                **self._held(row),
            }
            for row in rows
        ]

    def _population(self, group: str) -> list[dict[str, Any]]:
        rows = self._rows(
            f"""SELECT ?claim ?measure ?valid ?value WHERE {{
              ?claim tig:about {iri_text(group)} ; tig:measure ?measure ; tig:value ?value ;
                tig:unit <{PREFIXES["unit"]}inhabitant> ; tig:validTime ?valid .
            }} ORDER BY ?valid ?measure ?claim"""
        )
        proof = self._proof({row["claim"] for row in rows})
        return [
            {
                "measure": curie(row["measure"]),
                "measure_label": self.label(row["measure"]),
                "valid": row["valid"],
                "value": int(row["value"]),
                "evidence": proof[row["claim"]],
            }
            for row in rows
        ]


def _listed(iris: Iterable[str]) -> str:
    return " ".join(map(iri_text, sorted(set(iris))))
