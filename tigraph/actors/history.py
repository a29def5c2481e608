"""The life of a territory through its lineage, of an intercommunality, of another organisation.

A territory is followed by its lineage, since names and codes do not carry from one phase to
the next: who was a member in which phase, where those who joined came from, what became of
those who left. An intercommunality is followed by its number: names, legal forms,
population, the communes that joined or left, the territories that it was in, its heads. Any
other organisation: names, what it was made from and went into, what it was attached to.

Without registry layers it is what the documents say. Nothing follows from silence: of a
phase of which nobody names the members, nobody is told to have joined or left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tigraph.actors import intercommunality, organisation
from tigraph.actors.changes import named
from tigraph.actors.pieces import Pieces, Trace, listed
from tigraph.errors import AmbiguousNameError, UnknownNameError, UsageError
from tigraph.rdf import iri_text
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE, curie, local_name

if TYPE_CHECKING:
    from tigraph.stores import Ground

_TRACED = {
    "LabelledTerritory": "territory",
    "Lineage": "territory",
    "Intercommunality": "intercommunality",
    "FormalOrganization": "organisation",
    "OrganizationalUnit": "organisation",
}
#: In which vocabulary the kinds stand that are not tigraph's own.
_ORG = ("FormalOrganization", "OrganizationalUnit")


def traced(ground: Ground, name: str) -> Trace:
    """Return the life of the territory, lineage, intercommunality or organisation of a name.

    `traced` is "territory", "intercommunality" or "organisation"; all have `iri`, `label`,
    `names` and `events`; see `territory`, `intercommunality.life`, `organisation.life`. Of one
    name, a territory or intercommunality comes before another organisation. Raises
    `UnknownNameError`, `AmbiguousNameError`, and `UsageError` for what has no such life.
    """
    if not ground.on_disk:
        ground.snapshot()  # derives the bounds
    of = Pieces(ground.store, ground.label)
    try:
        found = [_found(ground, name)]
    except AmbiguousNameError as error:
        found = [ground.resolve(candidate) for candidate, *_ in error.candidates]
        lives = {_life(of, iri) for iri in found} - {None}
        if len(lives) != 1:
            raise
        found = [life for life in lives if life]
    kind = _kind(of, found[0])
    if kind not in _TRACED:
        meant = ground.names.told(name, found[0]) or f"“{name}”"
        raise UsageError(
            f"{meant} ({kind}) has no history here: give a territory, a lineage, an "
            "intercommunality or another organisation."
        )
    life = _life(of, found[0])
    assert life
    tell = {
        "intercommunality": intercommunality.life,
        "organisation": organisation.life,
        "territory": territory,
    }
    told: Trace = tell[_TRACED[kind]](of, life)
    if not told.pop("told"):
        raise UnknownNameError(
            "history",
            ground.names.told(name, found[0]) or name,
            (),
            "Neither the documents nor the layers tell one.",
        )
    return told


def _found(ground: Ground, name: str) -> str:
    """Return what a name means among what is traced, communes and agencies last."""
    own = [PREFIXES["tig"] + kind for kind in _TRACED if kind not in _ORG]
    try:
        return ground.resolve(name, own)
    except UnknownNameError as error:
        try:
            return ground.resolve(name, [PREFIXES["org"] + kind for kind in _ORG])
        except UnknownNameError:
            raise error from None


def _kind(of: Pieces, iri: str) -> str:
    """Return the kind of an entity, "" where it has none."""
    return next(map(local_name, of.objects(iri, RDF_TYPE)), "")


def _life(of: Pieces, iri: str) -> str | None:
    """Return what an entity is traced by: the lineage of a territory, another by itself."""
    kind = _kind(of, iri)
    if kind == "LabelledTerritory":
        lines = of.objects(iri, PREFIXES["prov"] + "specializationOf")
        return lines[0] if lines else iri
    return iri if kind in _TRACED else None


def territory(of: Pieces, line: str) -> Trace:
    """Return the life of a lineage.

    `phases` is a list of {phase, territories: [{iri, label, names, code}], members:
    [{iri, label, bounds, evidence}]}, oldest first; `changes` one of {from, to, known,
    stayed, joined, left} between two phases that follow each other, in which who joined
    has `territories` before, who left has `territories` after and `became`.
    """
    own = _territories(of, line)
    phases: dict[str, Any] = {}
    members = _members(of, [row["territory"] for row in own])
    for row in own:
        phase = phases.setdefault(
            row["phase"], {"phase": of.name(row["phase"]), "territories": [], "members": []}
        )
        iri = row["territory"]
        phase["territories"].append(
            {**of.name(iri), "names": of.names(iri), "code": row["code"] or None}
        )
        phase["members"] += members.get(iri, [])
    ordered = [phases[iri] for iri in sorted(phases, key=lambda one: _begin(phases[one]))]
    said = _said(of, [row["territory"] for row in own])
    return {
        "traced": "territory",
        **of.name(line),
        "names": of.names(line),
        "phases": ordered,
        "changes": [_change(of, one, other) for one, other in pairwise(ordered)],
        "events": of.events([row["territory"] for row in own]),
        "said": said,
        "told": bool(own),
    }


def _territories(of: Pieces, line: str) -> list[dict[str, str]]:
    return of.rows(
        f"""SELECT DISTINCT ?territory ?phase ?code WHERE {{
          {{ ?territory prov:specializationOf {iri_text(line)} }}
          UNION {{ BIND({iri_text(line)} AS ?territory) }}
          ?territory a tig:LabelledTerritory ; tig:inPhase ?phase .
          OPTIONAL {{ ?territory adms:identifier ?known . ?known skos:notation ?code }}
        }} ORDER BY ?phase ?code ?territory"""
    )


def _members(of: Pieces, territories: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    rows = of.claims(
        f"VALUES ?about {{ {listed(territories)} }} ?claim org:organization ?about ; "
        "tig:relation relation:member ; org:member ?other . "
        "FILTER NOT EXISTS { ?other a foaf:Person }"
    )
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for row in rows:
        own = found.setdefault(row["about"], {})
        start: dict[str, Any] = {**of.name(row["other"]), "claims": []}
        one = own.setdefault(row["other"], start)
        one["claims"].append({key: value for key, value in of.held(row).items() if key not in one})
    return {
        iri: sorted(own.values(), key=lambda one: str(one["label"])) for iri, own in found.items()
    }


def _begin(phase: dict[str, Any]) -> tuple[str, str]:
    spans = [claim["bounds"] for one in phase["members"] for claim in one["claims"]]
    first = min((bounds[0] for bounds in spans if bounds[0]), default="")
    return (first or phase["phase"]["iri"], phase["phase"]["iri"])


def _change(of: Pieces, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Tell who stayed, joined and left from one phase to the next, where both are known."""
    old, new = ({one["iri"] for one in phase["members"]} for phase in (before, after))
    told: dict[str, Any] = {
        "from": before["phase"], "to": after["phase"], "known": bool(old and new),
        "stayed": [], "joined": [], "left": [],
    }  # fmt: skip
    if not told["known"]:
        return told
    came = _elsewhere(of, new - old, before["phase"]["iri"])
    went = _elsewhere(of, old - new, after["phase"]["iri"])
    became = _ends(of, old - new)
    told["stayed"] = _sorted(of, old & new)
    told["joined"] = [
        {**one, "territories": came.get(one["iri"], [])} for one in _sorted(of, new - old)
    ]
    told["left"] = [
        {**one, "territories": went.get(one["iri"], []), "became": became.get(one["iri"], [])}
        for one in _sorted(of, old - new)
    ]
    return told


def _sorted(of: Pieces, iris: Iterable[str]) -> list[dict[str, str]]:
    return named(iris, of.label)


def _elsewhere(of: Pieces, members: Collection[str], phase: str) -> dict[str, list[dict[str, Any]]]:
    """Return the territories of a phase that each of the members is in."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in of.rows(
        f"""SELECT DISTINCT ?member ?territory WHERE {{
          VALUES ?member {{ {listed(members)} }}
          ?claim org:member ?member ; tig:relation relation:member ;
            org:organization ?territory .
          ?territory tig:inPhase {iri_text(phase)} .
        }} ORDER BY ?member ?territory"""
    ):
        found.setdefault(row["member"], []).append(of.name(row["territory"]))
    return found


def _ends(of: Pieces, members: Collection[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the events by which members ceased to exist, and what came of them."""
    found: dict[str, list[dict[str, Any]]] = {}
    for event in of.events(members):
        gone = {one["iri"] for one in event["before"]} - {one["iri"] for one in event["after"]}
        for iri in gone & set(members):
            found.setdefault(iri, []).append(event)
    return found


def _said(of: Pieces, territories: Sequence[str]) -> list[dict[str, Any]]:
    """Return what is claimed of the territories as such: continued, labelled, a status."""
    rows = of.claims(
        f"VALUES ?about {{ {listed(territories)} }} VALUES ?kind {{ relation:continued-as "
        "relation:has-status relation:identified-with relation:labelled relation:marks } "
        "{ ?claim tig:subject ?about ; tig:object ?other BIND(true AS ?out) } "
        "UNION { ?claim tig:object ?about ; tig:subject ?other BIND(false AS ?out) } "
        "?claim tig:relation ?kind ."
    )
    return [
        {
            "territory": of.name(row["about"]),
            "relation": curie(row["kind"]),
            "relation_label": of.label(row["kind"])
            if row["out"] in ("true", "1")
            else of.label.inverse(row["kind"]),
            **of.held(row),
        }
        for row in rows
    ]
