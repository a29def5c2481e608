"""The entities of a kind as records: names, identifiers, when they were, what is around them."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tigraph.rdf import iri_text, rows_of, select
from tigraph.rdf.vocabulary import CONCEPT
from tigraph.registries import NameKind
from tigraph.stores import Ground

#: Rises with what a record holds: what was kept before is read anew.
_FORMAT = "4"
_SCHEME = f"{CONCEPT}id-scheme/"
#: Whatever is of a kind: by its class, or by a number of a scheme that it bears.
_OF_CLASS = "SELECT DISTINCT ?x {{ ?x a {} }}"
_NUMBERED = "SELECT DISTINCT ?x {{ ?own tig:idScheme {} . ?x adms:identifier ?own }}"
#: The bodies of areas that are numbered by some schemes, and known by these.
_LEAST = """
SELECT DISTINCT ?x {{
  VALUES ?scheme {{ {} }}
  ?i tig:idScheme ?scheme . ?area adms:identifier ?i . ?x dcterms:spatial ?area
}}
"""
_NAMES = """
SELECT ?x ?label (LANG(?label) AS ?language) ?preferred {
  { ?x skos:prefLabel ?label BIND(true AS ?preferred) } UNION { ?x skos:altLabel ?label }
}
"""
_NUMBERS = """
SELECT ?x ?scheme ?number {
  { ?x adms:identifier ?i . ?i skos:notation ?number ; tig:idScheme ?scheme }
  UNION {
    ?body dcterms:spatial ?x ; adms:identifier ?i . ?i skos:notation ?number ; tig:idScheme ?scheme
    FILTER NOT EXISTS { ?body tig:inPhase ?phase }
  }
}
"""
#: Areas around it: those in which it, or its area, lies; its phase, and the body it is a part of.
_AROUND = """
SELECT ?x ?around {
  { ?x geo:sfWithin ?around } UNION { ?x dcterms:spatial ?around }
  UNION { ?x dcterms:spatial ?area . ?area geo:sfWithin ?around }
  UNION { ?x dcterms:spatial ?area . ?area geo:sfIntersects ?around }
  UNION { ?x tig:inPhase ?around } UNION { ?x org:unitOf ?around }
  UNION { ?x org:subOrganizationOf ?around }
}
"""
#: What it is a member of, or the body whose area it is.
_BODIES = """
SELECT ?x ?body ?begin ?end ?post {
  { ?claim org:member ?x ; org:organization ?body }
  UNION { ?own dcterms:spatial ?x . ?claim org:member ?own ; org:organization ?body }
  OPTIONAL { ?claim tig:earliestBegin ?begin }
  OPTIONAL { ?claim tig:latestEnd ?end }
  OPTIONAL { ?claim opengov:post ?post }
}
"""
#: What it has as members, and their areas.
_MEMBERS = """
SELECT ?x ?member ?area ?begin ?end {
  ?claim org:organization ?x ; tig:relation relation:member ; org:member ?member
  OPTIONAL { ?member dcterms:spatial ?area }
  OPTIONAL { ?claim tig:earliestBegin ?begin }
  OPTIONAL { ?claim tig:latestEnd ?end }
}
"""
_LIVES = """
SELECT ?x ?begin ?end {
  { ?x tig:lifeFrom ?begin OPTIONAL { ?x tig:lifeTo ?end } } UNION { ?x tig:lifeTo ?end }
}
"""
_LEGAL = """
SELECT ?x ?form {
  ?claim tig:subject ?x ; tig:relation relation:has-legal-form ; tig:object ?form
}
"""
_ROLES = """
SELECT ?post ?label {
  ?post org:role ?role . ?role skos:prefLabel ?label
}
"""


class Office(NamedTuple):
    """A post or a membership of a record: in which body, as what, from when to when (ISO or "")."""

    body: str
    roles: tuple[str, ...]
    begin: str
    end: str


@dataclass(slots=True)
class Record:
    """An entity with all that tells it from others; `label` is among the `names`.

    `numbers` are (scheme's slug, number), `begin` and `end` its life (ISO, "" where open),
    `around` the IRIs of areas, bodies and phases, `forms` slugs of the legal forms that it had.
    """

    iri: str
    label: str
    names: list[str]
    numbers: list[tuple[str, str]] = field(default_factory=list)
    begin: str = ""
    end: str = ""
    around: list[str] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)

    def number(self, schemes: tuple[str, ...]) -> str:
        """Return the number by which it is known: of the first scheme of which it has one."""
        own = dict(reversed(self.numbers))
        first = next((own[scheme] for scheme in schemes if scheme in own), "")
        return first or next(iter(own.values()), "")


def records(ground: Ground, kind: NameKind, without: tuple[str, ...] = ()) -> list[Record]:
    """Return the records of all entities of a kind, by IRI; kept with the ground.

    The bodies `without` whose areas bear numbers of some schemes (slugs) are known by these.
    """
    of = " ".join((_FORMAT, kind.key, *kind.classes, *kind.schemes, "-", *without))
    made = f"linking-{hashlib.sha256(of.encode()).hexdigest()[:16]}"

    def make() -> bytes:
        found = [*_read(ground, kind, without)]
        rows = [[*_plain(record)] for record in found]
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()

    return [_record(row) for row in json.loads(ground.kept(made, make))]


def _plain(record: Record) -> Iterator[Any]:
    for name in Record.__slots__:
        yield getattr(record, name)


def _record(row: list[Any]) -> Record:
    found = Record(*row)
    found.numbers = [(scheme, number) for scheme, number in found.numbers]
    found.offices = [Office(body, tuple(roles), b, e) for body, roles, b, e in found.offices]
    return found


def _read(ground: Ground, kind: NameKind, without: tuple[str, ...]) -> Iterator[Record]:
    asked = [_NUMBERED.format(iri_text(f"{_SCHEME}{one}")) for one in kind.schemes]
    asked = [_OF_CLASS.format(iri_text(iri)) for iri in kind.classes] or asked
    wanted = {row["x"] for query in asked for row in select(ground.store, query)}
    if without:
        schemes = " ".join(iri_text(f"{_SCHEME}{one}") for one in without)
        wanted -= {row["x"] for row in select(ground.store, _LEAST.format(schemes))}

    def rows(query: str) -> list[dict[str, str]]:
        return rows_of(ground.store, query, wanted, "x") if wanted else []

    labels: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, dict[str, None]] = defaultdict(dict)
    for row in rows(_NAMES):
        names[row["x"]][row["label"]] = None
        if row["preferred"]:
            labels[row["x"]][row["language"] or "fr"] = row["label"]
    found = {}
    for iri, own in names.items():
        preferred = labels[iri]
        label = preferred.get("fr") or preferred.get("en") or max(preferred.values(), default="")
        label = label or next(iter(own))
        found[iri] = Record(iri, label, sorted(own, key=lambda name: (name != label, name)))
    for row in rows(_NUMBERS):
        if record := found.get(row["x"]):
            record.numbers.append((row["scheme"].removeprefix(_SCHEME), row["number"]))
    for row in rows(_LEGAL):
        if record := found.get(row["x"]):
            record.forms.append(row["form"].rpartition("/")[2])
    _surround(found, rows, ground)
    for record in found.values():
        record.numbers = sorted(set(record.numbers))
        record.forms = sorted(set(record.forms))
        record.around = sorted(set(record.around))
        record.offices = sorted(set(record.offices))
    yield from (found[iri] for iri in sorted(found))


def _surround(
    found: dict[str, Record], rows: Callable[[str], list[dict[str, str]]], ground: Ground
) -> None:
    """Tell records what is around them, what they hold, and when they were."""
    spans: dict[str, list[tuple[str, str]]] = defaultdict(list)
    roles: dict[str, list[str]] = defaultdict(list)
    for row in select(ground.store, _ROLES):
        roles[row["post"]].append(row["label"])
    for row in rows(_AROUND):
        if record := found.get(row["x"]):
            record.around.append(row["around"])
    for row in rows(_BODIES):
        if record := found.get(row["x"]):
            record.around.append(row["body"])
            if row["post"]:
                own = tuple(sorted(set(roles[row["post"]])))
                record.offices.append(Office(row["body"], own, row["begin"], row["end"]))
            spans[row["x"]].append((row["begin"], row["end"]))
    for row in rows(_MEMBERS):
        if record := found.get(row["x"]):
            record.around += filter(None, (row["member"], row["area"]))
            spans[row["x"]].append((row["begin"], row["end"]))
    _cut(found, ground)
    for iri, borne in spans.items():
        begins, ends = zip(*borne, strict=True)
        found[iri].begin = min(begins)
        found[iri].end = "" if "" in ends else max(ends)
    for row in rows(_LIVES):
        if record := found.get(row["x"]):
            record.begin = row["begin"] or record.begin
            record.end = row["end"] or record.end


def _cut(found: dict[str, Record], ground: Ground) -> None:
    """Let no office outlive its body."""
    bodies = {office.body for record in found.values() for office in record.offices}
    if not bodies:
        return
    lives = {row["x"]: (row["begin"], row["end"]) for row in
             rows_of(ground.store, _LIVES, bodies, "x")}  # fmt: skip
    for record in found.values():
        for place, office in enumerate(record.offices):
            begin, end = lives.get(office.body, ("", ""))
            ends = [one for one in (office.end, end) if one]
            record.offices[place] = office._replace(
                begin=max(office.begin, begin), end=min(ends, default="")
            )
