"""The choices of a selection by region and by programme: which there are, and who is within one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from tigraph.rdf import iri_text, select
from tigraph.rdf.vocabulary import ONTOLOGY, curie, expand
from tigraph.validity import entailing

if TYPE_CHECKING:
    from tigraph.stores import Ground

#: What says that there is something to choose: a `?whole`.
_CHOICES = {
    "region": "?seed tig:inRegion ?whole",
    "programme": "?seed tig:inPhase/tig:ofProgramme ?whole",
}
FACETS = tuple(_CHOICES)
#: What is in a whole.
_IN = {
    "region": "?seed tig:inRegion {whole}",
    "programme": """{{ ?seed tig:inPhase/tig:ofProgramme {whole} }}
  UNION {{ ?seed tig:ofProgramme {whole} }} UNION {{ VALUES ?seed {{ {whole} }} }}""",
}
_RELATIONS = "SELECT ?relation { ?relation tig:tie true }"
#: Whom a claim binds to some; asked end by end, the engine begins with these.
_ENDS = (
    "org:organization ?seed ; org:member ?actor",
    "org:member ?seed ; org:organization ?actor",
    "tig:object ?seed ; tig:subject ?actor",
    "tig:subject ?seed ; tig:object ?actor",
)
_BOUND = """SELECT DISTINCT ?actor ?relation WHERE {{
  VALUES ?seed {{ {seeds} }} ?claim {ends} ; tig:relation ?relation }}"""


def wholes(ground: Ground) -> dict[str, list[tuple[str, str]]]:
    """Return the regions and the programmes that something lies in: (CURIE, name), by name.

    The keys are "region" and "programme"; of what a graph has none the list is empty.
    """
    found = {}
    for facet, pattern in _CHOICES.items():
        iris = _iris(ground, f"SELECT DISTINCT ?whole WHERE {{ {pattern} }}")
        ground.label.read(iris)
        named = ((curie(iri), ground.label(iri)) for iri in iris)
        found[facet] = sorted(named, key=lambda one: one[1])
    return found


def within(ground: Ground, facet: str, whole: str) -> set[str]:
    """Return the IRIs of who is within a region or a programme (`facet`), named by its CURIE.

    That is what lies in it, or has its label, and whoever a tie of any date binds to one of these:
    a member, who presides, who cooperates. Of a programme, whoever is bound to itself, to one of
    its phases, is too. Nobody is within what is no such whole.
    """
    if not (iri := expand(whole)):
        return set()
    text = f"SELECT DISTINCT ?seed WHERE {{ {_IN[facet].format(whole=iri_text(iri))} }}"
    found = _iris(ground, text)
    seeds = " ".join(map(iri_text, sorted(found)))
    ties = {row["relation"] for row in select(ground.store, _RELATIONS)}
    for ends in _ENDS:
        rows = select(ground.store, _BOUND.format(seeds=seeds, ends=ends))
        found.update(row["actor"] for row in rows if row["relation"] in ties)
    return found


def _iris(ground: Ground, query: str) -> set[str]:
    """Return the IRIs in the answer of a query, which sees who is in which region."""
    rules = entailing({f"{ONTOLOGY}inRegion"}, ground.store)
    store, graphs = ground.seen(query, wide=rules)
    beside = [one.value for one in graphs or () if isinstance(one, ox.NamedNode)]
    return {iri for row in select(store, query, beside) for iri in row.values() if iri}
