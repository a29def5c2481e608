"""A graph that stands in a SPARQL service: its layers, its names, its snapshot of any time.

Where the service has named graphs that tigraph sent (`tigraph layer push`), they are named
in every query; of any other service, what it answers from by itself is asked. Nothing is
read that a question does not need.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tigraph.errors import DataError, UnknownName, UsageError
from tigraph.http.addresses import host
from tigraph.http.connections import Patience
from tigraph.names.folding import folded
from tigraph.names.index import Name
from tigraph.names.search import Found, IndexedNames
from tigraph.rdf.asking import Graphs, Queryable, select
from tigraph.rdf.sparql import iri as iri_text
from tigraph.rdf.sparql import literal
from tigraph.rdf.vocabulary import CERTAIN, GRAPH, NAMES, POSSIBLE, expand, local_name
from tigraph.stores.service import Service
from tigraph.validity.snapshot import ANY, Snapshot, period

CURATED = "curated"
_LAYERS = "SELECT DISTINCT ?layer { GRAPH ?layer { ?layer a dcat:Dataset } }"
_HELD = "SELECT DISTINCT ?claim { ?claim a tig:HeldClaim }"
#: So many claims are looked up one by one; more are read all together.
_FEW = 40
#: So many names are weighed when somebody looks for one.
_CLOSE = 2000
_LABELS = """
SELECT DISTINCT ?entity ?name {{
  {{ ?entity skos:prefLabel ?name }} UNION {{ ?entity skos:altLabel ?name }}
  UNION {{ ?entity adms:identifier ?number . ?number skos:notation ?name }}
  FILTER(REGEX(STR(?name), {pattern}, "i"))
  ?entity rdf:type ?kind . ?kind rdf:type tig:Kind
}} LIMIT {limit}
"""
#: Letters that are compared as one, as `folding.folded` does. An engine that knows no case of
#: letters beyond ASCII, or takes letters for bytes, understands these.
_ALIKE = {
    letter: f"({'|'.join(letter + more + more.upper())})"
    for letter, more in {
        "a": "àâäáãå", "c": "ç", "e": "éèêë", "i": "îïíì", "n": "ñ", "o": "ôöóòõ",
        "u": "ùûüú", "y": "ÿý",
    }.items()
}  # fmt: skip


def open_endpoint(
    address: str, layers: Iterable[str] | None = None, patience: Patience | None = None
) -> Endpoint:
    """Return a service as what a graph stands on, with all of its layers or some of them.

    Raises `UsageError` for what is no address, `UnknownName` for a layer that it has not,
    `DataError` where it does not answer.
    """
    service = Service(address, (), patience)
    held = [row["layer"] for row in select(service, _LAYERS)]
    known = sorted(local_name(iri) for iri in held if iri == GRAPH + local_name(iri))
    wanted = known if layers is None else [*dict.fromkeys(layers)]
    for name in wanted:
        if name not in known:
            raise UnknownName("layer", name, known, f"These are in {host(address)}.")
    chosen = [name for name in known if name in wanted or name == CURATED]
    service.graphs = tuple(GRAPH + name for name in chosen)
    service.named = (CERTAIN, POSSIBLE)
    return Endpoint(service, tuple(name for name in chosen if name != CURATED))


@dataclass(frozen=True)
class Endpoint:
    """A service, and the names of the registry layers asked of it."""

    store: Service
    layers: tuple[str, ...]
    bounds_beside: bool = True

    def names(self) -> ServiceNames:
        return ServiceNames(self.store)

    def snapshot(self, as_of: str, tell: Callable[[str], None]) -> Snapshot:
        """Return what the service knows to hold at any time. Raises `UsageError` for a date."""
        if as_of != ANY:
            raise UsageError(
                "A service holds what the claims imply at any time, not at a date: leave --as-of "
                "out, or ask a store of your own."
            )
        certain, possible = _Claims(self.store, CERTAIN), _Claims(self.store, POSSIBLE)
        return _Snapshot(as_of, period(ANY), certain, possible, self.store)

    def near(
        self, entities: Collection[str], as_of: str = ANY, *, only_traits: bool = False
    ) -> Snapshot | None:
        return None


@dataclass(frozen=True)
class _Snapshot(Snapshot):
    """The snapshot of a service that was sent the derived edges."""

    def seen(self, possible: bool = False) -> tuple[Queryable, Graphs | None]:
        assert isinstance(self.certain, _Claims)
        self.certain.need()
        return super().seen(possible)


class _Claims(AbstractSet[str]):
    """The claims that a named graph of a service says to hold."""

    def __init__(self, service: Service, graph: str) -> None:
        own = (graph,) if service.graphs else ()
        self._service = Service(service.address, own, service.patience)
        self._known: dict[str, bool] = {}

    @classmethod
    def _from_iterable(cls, items: Iterable[str]) -> frozenset[str]:  # type: ignore[override]
        return frozenset(items)

    @cached_property
    def _all(self) -> frozenset[str]:
        return frozenset(row["claim"] for row in select(self._service, _HELD))

    def need(self) -> None:
        """Raise `DataError` where nothing is said to hold."""
        if next(select(self._service, f"{_HELD} LIMIT 1"), None) is None:
            raise DataError(
                f"{host(self._service.address)} has no derived edges, which this asks: send them "
                "with `tigraph layer push --derived`."
            )

    def __contains__(self, claim: object) -> bool:
        if "_all" in self.__dict__ or len(self._known) >= _FEW:
            return claim in self._all
        if not isinstance(claim, str):
            return False
        if not self._known:
            self.need()
        if claim not in self._known:
            asked = f"SELECT ?kind {{ {iri_text(claim)} a ?kind FILTER(?kind = tig:HeldClaim) }}"
            self._known[claim] = next(select(self._service, asked), None) is not None
        return self._known[claim]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


class _Near(IndexedNames):
    """Some names of a service, which were read."""

    def __init__(self, service: Service, names: Iterable[Name]) -> None:
        super().__init__(service, Path())
        self._near = sorted(set(names))

    @cached_property
    def _names(self) -> list[Name]:
        return self._near

    def bearing(self, name: str) -> list[str]:
        return list(self._by_name.get(name, ()))


class ServiceNames(IndexedNames):
    """The names in a service: `tig:foldedName`, where it was sent them, else its labels."""

    def __init__(self, service: Service) -> None:
        super().__init__(service, Path())
        self._service = service

    def search(self, text: str, limit: int = 20) -> list[Found]:
        return self._close_to(text).search(text, limit)

    def resolve(self, name: str, kinds: Collection[str] = ()) -> str:
        iri = expand(name)
        if self.knows(iri) if iri else self.bearing(folded(name)):
            return super().resolve(name, kinds)
        return self._close_to(local_name(iri) if iri else name).resolve(name, kinds)

    def _with_words(self, name: str) -> list[str]:
        return self._close_to(name)._with_words(name)

    def beginning(self, text: str, limit: int) -> list[str]:
        return self._close_to(text).beginning(text, limit)

    @cached_property
    def _are_folded(self) -> bool:
        asked = "SELECT ?name { ?entity tig:foldedName ?name } LIMIT 1"
        return next(select(self._service, asked, (NAMES,)), None) is not None

    def bearing(self, name: str) -> list[str]:
        if not self._are_folded:
            found = self._labels(f"^{_pattern(name)}$")
            return sorted({iri for own, iri in found if own == name})
        asked = f"SELECT DISTINCT ?entity {{ ?entity tig:foldedName {literal(name)} }}"
        return sorted(row["entity"] for row in select(self._service, asked, (NAMES,)))

    def _close_to(self, text: str) -> _Near:
        """Return the names that hold the words of a text, else those with their beginnings."""
        words = folded(text).split()
        found: list[Name] = []
        for some in (words, [word[:4] for word in words if len(word) > 2], words[:1]):
            if some and not found:
                found = self._holding(some)
        near = _Near(self._service, found)
        near.language = self.language
        return near

    def _holding(self, words: list[str]) -> list[Name]:
        if not self._are_folded:
            return self._labels(".*".join(map(_pattern, words)))
        tests = " && ".join(f"CONTAINS(?name, {literal(word)})" for word in words)
        asked = (
            f"SELECT DISTINCT ?entity ?name {{ ?entity tig:foldedName ?name FILTER({tests}) }} "
            f"LIMIT {_CLOSE}"
        )
        rows = select(self._service, asked, (NAMES,))
        return [(row["name"], row["entity"]) for row in rows]

    def _labels(self, pattern: str) -> list[Name]:
        rows = select(self._service, _LABELS.format(pattern=literal(pattern), limit=_CLOSE))
        return [(folded(row["name"]), row["entity"]) for row in rows]


def _pattern(text: str) -> str:
    """Return a regular expression for a folded text in whatever case and accents.

    >>> _pattern("ca d'or")
    '(c|ç|Ç)(a|à|â|ä|á|ã|å|À|Â|Ä|Á|Ã|Å)[^a-zA-Z0-9]+d.+(o|ô|ö|ó|ò|õ|Ô|Ö|Ó|Ò|Õ)r'
    """
    return "".join(
        _ALIKE[c] if c in _ALIKE else c if re.fullmatch("[a-z0-9]", c)
        else "[^a-zA-Z0-9]+" if c == " " else ".+"
        for c in text
    )  # fmt: skip
