"""What the shapes hold: what an instance of a class has, from and to what a property leads.

Shapes are read as they stand in `ontology/shapes.ttl`. Where none holds a property, the ontology's
own domain and range are taken, then what the relations admit from which the property is derived.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

import pyoxigraph as ox

from tigraph.explaining.model import KIND, SHAPES, Model
from tigraph.local import Pair, shipped
from tigraph.rdf import text_of
from tigraph.rdf.vocabulary import PREFIXES, RDF_TYPE, curie

_SH, _RDF = "http://www.w3.org/ns/shacl#", PREFIXES["rdf"]
_Node: TypeAlias = ox.NamedNode | ox.BlankNode
_Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal
#: Who says it: shapes, the ontology, or the relations from which a property is derived.
Ground: TypeAlias = Literal["shapes", "ontology", "relations", ""]


@dataclass(frozen=True)
class Promise:
    """What an instance has by a property: how often at least and at most (None: any), and what.

    `path` is as SPARQL writes it; `properties` are those in it by which one goes on from an
    instance, `values` the classes, datatypes, schemes and concepts that may stand at its end. What
    is held only of some instances is held `sometimes`.
    """

    path: str
    properties: tuple[str, ...]
    least: int = 0
    most: int | None = None
    values: tuple[str, ...] = ()
    told: Pair = ("", "")
    sometimes: bool = False

    @property
    def times(self) -> str:
        """How often, as UML has it: 1, 0..1, 1..*, 0..*."""
        most = "*" if self.most is None else str(self.most)
        return most if most == str(self.least) else f"{self.least}..{most}"


@dataclass(frozen=True)
class Ends:
    """Where a property starts and leads to, and who says so."""

    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    domain_by: Ground = ""
    range_by: Ground = ""


@dataclass
class _Shape:
    targets: dict[str, list[str]]
    promises: list[Promise] = field(default_factory=list)
    told: Pair = ("", "")


class Promises:
    """What shapes hold, read beside a model."""

    def __init__(self, quads: Iterable[ox.Quad], model: Model) -> None:
        self._store = ox.Store()
        self._store.extend(quads)
        self._model = model

    @cached_property
    def _shapes(self) -> list[_Shape]:
        typed = self._store.quads_for_pattern(
            None, ox.NamedNode(RDF_TYPE), ox.NamedNode(_SH + "NodeShape")
        )
        nodes = sorted({q.subject for q in typed if isinstance(q.subject, ox.NamedNode)}, key=str)
        return [self._read(node) for node in nodes]

    def of_class(self, iri: str) -> list[Promise]:
        """Return what an instance of a class has, by the shapes of it and of those above it.

        >>> [(one.path, one.times) for one in shipped_promises().of_class(
        ...     "http://www.w3.org/ns/org#Membership")]
        [('org:member', '1'), ('org:organization', '1'), ('org:role', '0..1')]
        """
        wide = [iri, *self._model.above(iri)]
        found: dict[str, Promise] = {}
        for shape in self._shapes:
            targets = shape.targets["targetClass"]
            if not set(targets) & set(wide) and not (KIND in targets and self._is_kind(iri)):
                continue
            for one in shape.promises:
                found[one.path] = _both(found[one.path], one) if one.path in found else one
        return list(found.values())

    def rules_of(self, iri: str) -> list[Pair]:
        """Return what is held of an instance of a class as a whole, in words."""
        wide = {iri, *self._model.above(iri)}
        told = (one.told for one in self._shapes if wide & set(one.targets["targetClass"]))
        return list(dict.fromkeys(one for one in told if one[0]))

    def ends_of(self, iri: str) -> Ends:
        """Return from and to what a property leads.

        >>> ends = shipped_promises().ends_of(PREFIXES["tig"] + "inPhase")
        >>> [curie(one) for one in (*ends.domain, *ends.range)], ends.range_by
        (['tig:LabelledTerritory', 'tig:Phase'], 'shapes')
        """
        domain, range_ = self._by_shapes(iri)
        sources: tuple[tuple[list[str], list[str], Ground], ...] = (
            (domain, range_, "shapes"),
            (self._declared(iri, "rdfs:domain"), self._declared(iri, "rdfs:range"), "ontology"),
            (self._declared(iri, "schema:domainIncludes"), [], "ontology"),
            (*self._admitted(iri), "relations"),
        )
        from_, from_by = next(((d, by) for d, _, by in sources if d), ([], ""))
        to, to_by = next(((r, by) for _, r, by in sources if r), ([], ""))
        return Ends(tuple(from_), tuple(to), from_by, to_by)

    def takers(self, scheme: str) -> list[str]:
        """Return the properties that take their values from a scheme of concepts."""
        found = [
            one
            for shape in self._shapes
            for one in shape.targets["targetObjectsOf"]
            if scheme in shape.targets["schemes"]
        ]
        return list(dict.fromkeys(found))

    def _by_shapes(self, iri: str) -> tuple[list[str], list[str]]:
        domain: dict[str, None] = {}
        range_: dict[str, None] = {}
        for shape in self._shapes:
            for one in shape.promises:
                if iri in one.properties and one.path.strip("^") == curie(iri):
                    domain |= dict.fromkeys(shape.targets["targetClass"])
                    range_ |= dict.fromkeys(one.values)
                elif iri in one.properties and "|" in one.path:
                    domain |= dict.fromkeys(shape.targets["targetClass"])
            if iri in shape.targets["targetObjectsOf"]:
                range_ |= dict.fromkeys(shape.targets["schemes"])
        return [one for one in domain if one != KIND], list(range_)

    def _declared(self, iri: str, predicate: str) -> list[str]:
        for one in [iri, *self._model.above(iri)]:
            if found := self._model.of(one, predicate):
                return found
        return []

    def _admitted(self, iri: str) -> tuple[list[str], list[str]]:
        relations = self._model.terms.deriving(iri)
        kinds = [
            dict.fromkeys(kind for one in relations for kind in self._model.of(one, predicate))
            for predicate in ("tig:subjectKind", "tig:objectKind")
        ]
        return list(kinds[0]), list(kinds[1])

    def _is_kind(self, iri: str) -> bool:
        return iri in self._model.kinds

    # ------------------------------------------------------------------ reading shapes

    def _read(self, node: _Node) -> _Shape:
        targets = {
            key: [text_of(one) for one in self._all(node, key)]
            for key in ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
        }
        targets["schemes"] = [
            text_of(value)
            for one in self._all(node, "property")
            if self._path(self._one(one, "path"))[0] == "skos:inScheme"
            for value in (*self._all(one, "hasValue"), *self._members(self._one(one, "in")))
        ]
        targets["schemes"] += [text_of(one) for one in self._all(node, "class")]
        return _Shape(targets, list(self._promises(node)), self._message(node))

    def _promises(self, node: object, sometimes: bool = False) -> Iterator[Promise]:
        """Yield what a shape holds of its focus, those of kinds by way of their type."""
        for one in self._all(node, "property"):
            path, properties = self._path(self._one(one, "path"))
            if path == "^rdf:type":
                yield from self._promises(one)
            elif path:
                yield self._promise(one, path, properties, sometimes)
        for choice in ("or", "xone", "and"):
            for group in self._all(node, choice):
                for member in self._members(group):
                    yield from (own for own in self._promises(member, True) if own.most != 0)

    def _promise(
        self, node: object, path: str, properties: tuple[str, ...], sometimes: bool
    ) -> Promise:
        least, most = self._one(node, "minCount"), self._one(node, "maxCount")
        values = [text_of(one) for one in (*self._all(node, "class"), *self._all(node, "datatype"))]
        values += map(text_of, self._members(self._one(node, "in")))
        for group in self._all(node, "or"):
            for member in self._members(group):
                own = (*self._all(member, "class"), *self._all(member, "datatype"))
                values += map(text_of, own)
        counted = self._one(node, "qualifiedMinCount")
        return Promise(
            path,
            properties,
            0 if sometimes else int(text_of(least or counted or ox.Literal("0"))),
            int(text_of(most)) if most else None,
            tuple(dict.fromkeys(values)),
            self._message(node),
            sometimes,
        )

    def _path(self, node: object) -> tuple[str, tuple[str, ...]]:
        """Return a path as SPARQL writes it, and the properties by which it begins."""
        if isinstance(node, ox.NamedNode):
            return curie(node.value), (node.value,)
        if node is None:
            return "", ()
        if (inverse := self._one(node, "inversePath")) is not None:
            path, _ = self._path(inverse)
            return f"^{path}", ()
        if (choice := self._one(node, "alternativePath")) is not None:
            parts = [self._path(one) for one in self._members(choice)]
            return "|".join(p for p, _ in parts), tuple(one for _, own in parts for one in own)
        steps = [self._path(one) for one in self._members(node)]
        return "/".join(p if "|" not in p else f"({p})" for p, _ in steps), ()

    def _message(self, node: object) -> Pair:
        told = {one.language: one.value for one in self._all(node, "message")
                if isinstance(one, ox.Literal)}  # fmt: skip
        english = told.get("en", "")
        return english, told.get("fr", english)

    def _all(self, node: object, key: str) -> list[_Term]:
        if not isinstance(node, ox.NamedNode | ox.BlankNode):
            return []
        quads = self._store.quads_for_pattern(node, ox.NamedNode(_SH + key), None)
        found = (q.object for q in quads if not isinstance(q.object, ox.Triple))
        return sorted(found, key=self._place)

    def _one(self, node: object, key: str) -> _Term | None:
        return next(iter(self._all(node, key)), None)

    def _members(self, node: object) -> Iterator[_Term]:
        """Yield the members of an RDF list."""
        first, rest = (ox.NamedNode(_RDF + key) for key in ("first", "rest"))
        while isinstance(node, ox.BlankNode):
            for quad in self._store.quads_for_pattern(node, first, None):
                yield quad.object  # type: ignore[misc]
            node = next((q.object for q in self._store.quads_for_pattern(node, rest, None)), None)

    def _place(self, term: _Term) -> str:
        """Return by what values are sorted: properties by their path, others by themselves."""
        if isinstance(term, ox.BlankNode):
            path = self._store.quads_for_pattern(term, ox.NamedNode(_SH + "path"), None)
            return next((str(self._path(q.object)[0]) for q in path), "~")
        return str(term)


def shipped_promises(model: Model | None = None) -> Promises:
    """Return what the shapes hold that come with tigraph."""
    from tigraph.explaining.model import shipped_model

    path = shipped("ontology") / SHAPES
    return Promises(ox.parse(path=str(path)), model or shipped_model())


def _both(one: Promise, other: Promise) -> Promise:
    """Return what holds where both do: the narrower bounds, the values of either."""
    most = [bound for bound in (one.most, other.most) if bound is not None]
    return Promise(
        one.path,
        one.properties,
        max(one.least, other.least),
        min(most) if most else None,
        tuple(dict.fromkeys((*one.values, *other.values))),
        one.told if one.told[0] else other.told,
        one.sometimes and other.sometimes,
    )
