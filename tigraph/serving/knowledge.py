"""What a graph tells of its entities to programs that match names against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from tigraph.errors import UsageError
from tigraph.local import Pair, Words, said
from tigraph.names import Entity, contexts
from tigraph.rdf import iri_text, rows_of, select
from tigraph.rdf.vocabulary import CERTAIN, curie, expand, local_name
from tigraph.serving.reconciling.desk import Thing, Value
from tigraph.stores import Ground
from tigraph.validity import ANY

#: Values of a property of one entity, and names on its card, at the most.
_MOST, _NAMES = 100, 5
#: Of so many entities, what holds is worked out for them alone; of more, for all.
_FEW = 25
_word = Words(
    {
        "names": ("other names", "autres noms"),
        "iri": ("IRI", "IRI"),
    }
)


@dataclass(frozen=True)
class _Property:
    """A property: its label, and the pattern that binds ?value to its values of ?entity."""

    label: Pair
    pattern: str
    #: Whether it follows from claims, so that it may hold at one time and not at another.
    derived: bool = False


_PROPERTIES = {
    "kind": _Property(("kind", "type"), "?entity rdf:type ?value . ?value rdf:type tig:Kind"),
    "other-name": _Property(("other names", "autres noms"), "?entity skos:altLabel ?value"),
    "within": _Property(
        ("lies in", "est dans"),
        "{ ?entity geo:sfWithin ?value } UNION { ?entity geo:sfIntersects ?value } "
        "UNION { ?entity dcterms:spatial/geo:sfWithin ?value } "
        "UNION { ?entity dcterms:spatial/geo:sfIntersects ?value }",
    ),
    "phase": _Property(("phase", "phase"), "?entity tig:inPhase ?value"),
    "level": _Property(("level", "niveau"), "?entity tig:governanceLevel ?value", True),
    "heads": _Property(("heads", "dirige"), "?entity org:headOf ?value", True),
    "headed-by": _Property(("headed by", "dirigé par"), "?value org:headOf ?entity", True),
    "member-of": _Property(("member of", "membre de"), "?entity org:memberOf ?value", True),
}
_SCHEMES = "SELECT DISTINCT ?scheme { ?scheme skos:inScheme concept:id-scheme } ORDER BY ?scheme"
_IDENTIFIERS = """SELECT ?entity ?scheme ?value {
  ?entity adms:identifier ?id . ?id tig:idScheme ?scheme ; skos:notation ?value }"""


def _iri(identifier: str) -> str:
    """Return the IRI of an identifier, "" for what is none."""
    iri = expand(identifier) or ""
    try:
        return iri if iri and iri_text(iri) else ""
    except UsageError:
        return ""


class GraphKnowledge:
    """Entities of a ground, by their CURIEs (by their IRIs where no prefix fits)."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground

    def thing(self, identifier: str) -> Thing | None:
        """Return an entity by its CURIE or IRI."""
        iri = _iri(identifier)
        entity = self.ground.names.get(iri) if iri else None
        return self._things([entity])[0] if entity else None

    def suggest(self, prefix: str, limit: int) -> Sequence[Thing]:
        """Return entities with a name like a text, those that begin so among them."""
        found = self.ground.names.search(prefix, limit)
        return self._things([one.entity for one in found])

    def properties(self, kind: str = "") -> Mapping[str, str]:  # noqa: ARG002  # all have all
        """Return the properties, with labels: what the structure says, and each identifier."""
        language = self.ground.language
        own = {key: said(one.label, language) for key, one in _PROPERTIES.items()}
        return {"iri": _word("iri", language), **own, **self._schemes}

    @cached_property
    def _schemes(self) -> dict[str, str]:
        schemes = [row["scheme"] for row in select(self.ground.store, _SCHEMES)]
        self.ground.label.read(schemes)
        return {local_name(scheme): self.ground.label(scheme) for scheme in schemes}

    def values(
        self, identifiers: Collection[str], properties: Mapping[str, str]
    ) -> Mapping[str, Mapping[str, Sequence[Value]]]:
        """Return values by property, by identifier; of what there is not, nothing.

        What follows from claims is told where it surely holds, at the date of its property if
        one is given. Raises `BadDateError`.
        """
        iris = {iri: one for one in identifiers if (iri := _iri(one))}
        found: dict[str, dict[str, list[Value]]] = {one: {} for one in identifiers}
        for key, date in properties.items():
            for iri, value in self._rows(key, iris, date):
                own = found[iris[iri]].setdefault(key, [])
                if len(own) < _MOST and value not in own:
                    own.append(value)
        return found

    def _rows(self, key: str, iris: Collection[str], date: str) -> Iterable[tuple[str, Value]]:
        if not iris:
            return
        if key == "iri":
            yield from ((iri, Value(iri)) for iri in iris if self.ground.names.get(iri))
        elif own := _PROPERTIES.get(key):
            query = f"SELECT ?entity ?value {{ {own.pattern} }}"
            derived = date or ANY if own.derived else ""
            rows = sorted((r["entity"], r["value"]) for r in self._asked(query, iris, derived))
            label, names = self.ground.label, self.ground.names
            things = {value for _, value in rows if value.startswith("http")}
            label.read(things)
            names.read(things)
            for iri, value in rows:
                thing = value in things
                # What is no entity here, such as a class, has no page here, and no identifier.
                entity = thing and names.get(value)
                yield iri, Value(label(value) if thing else value, curie(value) if entity else "")
        else:
            rows = sorted(
                (row["entity"], row["value"])
                for row in self._asked(_IDENTIFIERS, iris)
                if local_name(row["scheme"]) == key
            )
            yield from ((iri, Value(value)) for iri, value in rows)

    def _asked(
        self, query: str, iris: Collection[str], derived: str = ""
    ) -> Iterable[dict[str, str]]:
        """Return rows, from what surely holds at a date where `derived` names one."""
        if not derived:
            return rows_of(self.ground.store, query, set(iris), "entity")
        few = len(iris) <= _FEW
        holds = self.ground.near(list(iris), derived) if few else self.ground.snapshot(derived)
        return rows_of(holds.store, query, set(iris), "entity", (CERTAIN,))

    def _things(self, entities: Sequence[Entity]) -> list[Thing]:
        ground = self.ground
        iris = [entity.iri for entity in entities]
        ground.label.read(entity.kind for entity in entities)
        around = contexts(ground.store, iris, ground.label) if iris else {}
        return [self._thing(entity, around.get(entity.iri, [])) for entity in entities]

    def _thing(self, entity: Entity, around: Sequence[str]) -> Thing:
        language = self.ground.language
        label = entity.label(language)
        others = [name for name in entity.names if name != label][:_NAMES]
        lines = [(_word("names", language), ", ".join(others))] if others else []
        lines += [("id", ", ".join(entity.identifiers))] if entity.identifiers else []
        return Thing(
            id=curie(entity.iri),
            label=label,
            kind=self.ground.label(entity.kind),
            about=", ".join(around),
            lines=tuple(lines),
        )
