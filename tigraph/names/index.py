"""The folded names of a store's entities, for look-up: as triples, and as a list in memory.

The triples (`tig:foldedName`) find an entity by its very name, in any engine; a list, or a file
(`tigraph.names.file`), serves a search among all names, which would take an engine long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Set
from itertools import islice

import pyoxigraph as ox

from tigraph.names.folding import folded
from tigraph.rdf import select, text_of
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, RDF_TYPE

_LABELS = tuple(ox.NamedNode(f"{PREFIXES['skos']}{name}Label") for name in ("pref", "alt"))
_TYPE = ox.NamedNode(RDF_TYPE)
_DEFAULT = ox.DefaultGraph()
_FOLDED = ONTOLOGY + "foldedName"
_KINDS = "SELECT ?kind { ?kind a tig:Kind }"
#: A folded name, and the entity that bears it.
Name = tuple[str, str]


def names_in(store: ox.Store) -> set[Name]:
    """Return the folded names in a store: labels and identifiers of what is of some kind."""
    entities = {
        text_of(quad.subject)
        for row in select(store, _KINDS)
        for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(row["kind"]), _DEFAULT)
    }
    return set(_borne(store, entities.__contains__))


def names_added(more: ox.Store, store: ox.Store) -> set[Name]:
    """Return the folded names that `more`, whose triples are in the store too, has in it."""
    kinds = {row["kind"] for row in select(store, _KINDS)}
    return {
        (name, iri)
        for name, iri in _borne(more)
        for quad in store.quads_for_pattern(ox.NamedNode(iri), _TYPE, None, _DEFAULT)
        if text_of(quad.object) in kinds
    }


def _borne(store: ox.Store, wanted: Callable[[str], bool] = lambda _: True) -> Iterator[Name]:
    """Yield the names of what is wanted, by its IRI: to fold a name takes longer than to ask."""
    for label in _LABELS:
        for quad in store.quads_for_pattern(None, label, None, _DEFAULT):
            iri = text_of(quad.subject)
            named = isinstance(quad.subject, ox.NamedNode) and wanted(iri)
            if named and (name := folded(text_of(quad.object))):
                yield name, iri
    for row in select(store, "SELECT ?x ?name { ?x adms:identifier/skos:notation ?name }"):
        if wanted(row["x"]) and (name := folded(row["name"])):
            yield name, row["x"]


def line(name: str, iri: str) -> str:
    """Return a folded name as a line of N-Triples."""
    return f'<{iri}> <{_FOLDED}> "{name}" .\n'


class NameList:
    """Names in memory, sorted."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._names = sorted(set(names))
        self.bearers: dict[str, list[str]] = {}
        """The IRIs of the entities that bear a name, by name, both sorted."""
        for name, iri in self._names:
            self.bearers.setdefault(name, []).append(iri)

    def bearing(self, name: str) -> list[str]:
        """Return the IRIs of the entities that bear a name."""
        return list(self.bearers.get(name, ()))

    def beginning(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name that begins with a text.

        >>> names = NameList([("audincourt", "a"), ("besancon", "b"), ("besse", "c")])
        >>> names.beginning("bes", 9), names.beginning("b", 1)
        (['b', 'c'], ['b'])
        """
        start = bisect_left(self._names, (text, ""))
        end = bisect_left(self._names, (text + "\U0010ffff", ""))
        found = dict.fromkeys(iri for _, iri in self._names[start:end])
        return list(islice(found, limit))

    def typed(self, text: str, limit: int) -> list[str]:
        """Return the IRIs of entities with a name in which each word of a text begins a word.

        Names that begin so come first, the shorter before the longer.

        >>> names = NameList([("cedric bole", "a"), ("bolbec", "b"), ("dole", "c")])
        >>> names.typed("bol", 9), names.typed("bo ced", 9)
        (['b', 'a'], ['a'])
        """
        begun = [f" {word}" for word in text.split()]
        fit = [name for name in self.bearers if all(one in f" {name}" for one in begun)]
        fit.sort(key=lambda name: (not name.startswith(text), len(name), name))
        return list(islice(dict.fromkeys(i for name in fit for i in self.bearers[name]), limit))

    def with_words(self, words: Set[str]) -> list[str]:
        """Return the IRIs of entities with a name that holds some words, whole; sorted."""
        if not words:
            return []
        borne = self.bearers.items()
        return sorted({i for own, iris in borne if words <= set(own.split()) for i in iris})

    def within(self, namespace: str) -> list[str]:
        """Return the IRIs that begin with another, sorted."""
        return sorted({iri for _, iri in self._names if iri.startswith(namespace)})
