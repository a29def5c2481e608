"""The choices of a selection by region and by programme: which there are, and who is within one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import pyoxigraph as ox

from tigraph.errors import UsageError
from tigraph.exports import Selection, chosen
from tigraph.rdf import select
from tigraph.rdf.vocabulary import ONTOLOGY, curie
from tigraph.validity import entailing

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: What says that there is something to choose: a `?whole`.
_CHOICES = {
    "region": "?seed tig:inRegion ?whole",
    "programme": "?seed tig:inPhase/tig:ofProgramme ?whole",
}
FACETS = tuple(_CHOICES)
#: Who is within each, by what the names are kept in: the same in all languages.
_known: WeakKeyDictionary[object, dict[tuple[str, str], frozenset[str]]] = WeakKeyDictionary()


def wholes(ground: Ground) -> dict[str, list[tuple[str, str]]]:
    """Return the regions and the programmes that something lies in: (CURIE, name), by name.

    The keys are "region" and "programme"; of what a graph has none the list is empty.
    """
    found = {}
    rules = entailing({f"{ONTOLOGY}inRegion"}, ground.store)
    for facet, pattern in _CHOICES.items():
        query = f"SELECT DISTINCT ?whole WHERE {{ {pattern} }}"
        store, graphs = ground.seen(query, wide=rules)
        beside = [one.value for one in graphs or () if isinstance(one, ox.NamedNode)]
        iris = [row["whole"] for row in select(store, query, beside)]
        ground.label.read(iris)
        named = ((curie(iri), ground.label(iri)) for iri in iris)
        found[facet] = sorted(named, key=lambda one: one[1])
    return found


def within(ground: Ground, facet: str, whole: str) -> frozenset[str]:
    """Return the IRIs of who is within a region or a programme (`facet`), named by its CURIE.

    That is who a selection means: what lies in it, or has its label, and whoever a claim of any
    date binds to one of these. Nobody is within what is no such whole. It is kept for a store.
    """
    known = _known.setdefault(ground.names.index, {})
    if (facet, whole) not in known:
        meant = Selection(region=whole) if facet == "region" else Selection(programme=whole)
        try:
            known[facet, whole] = frozenset(chosen(ground, meant))
        except UsageError:
            return frozenset()
    return known[facet, whole]
