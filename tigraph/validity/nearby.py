"""What holds for a few entities, worked out from the claims near them and not from all.

A claim holds, and edges follow from it, by what is said of it, of its citations, and of the
post, the body, the role that it names: all of that is found by going on from the claim. So
the rules give the same for these entities as over the whole store.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Set as AbstractSet

import pyoxigraph as ox

from tigraph.rdf import rows_of
from tigraph.rdf.vocabulary import RDF_TYPE
from tigraph.validity.rules import named_in_rules
from tigraph.validity.snapshot import Snapshot, derive

_DEFAULT = ox.DefaultGraph()

#: The claims from which a person's levels and orders follow.
_OF_POSTS = ("?claim org:member ?entity ; opengov:post ?post",)
#: All claims that say something of an entity, and those from which ties of it follow: asked one
#: by one, for a UNION would be worked out for all there is, and then joined.
_OF_ALL = (
    "?claim org:member|org:organization|tig:subject|tig:object|opengov:post ?entity",
    "?claim opengov:onBehalfOf|tig:actingFor|tig:about|tig:referencePopulation ?entity",
    "?claim a tig:OpinionClaim ; tig:citation/prov:wasAttributedTo ?entity",
    "?seat tig:reservedFor|org:postIn ?entity . ?claim tig:object ?seat",
    """?type tig:tiesMembers true . ?body tig:hasBodyType ?type .
    ?own (org:organization|opengov:post/org:postIn) ?body ; org:member ?entity .
    ?claim (org:organization|opengov:post/org:postIn) ?body ; org:member ?other""",
)


def near(
    store: ox.Store,
    entities: Collection[str],
    as_of: str,
    *,
    only_traits: bool = False,
    sure: AbstractSet[str] | None = None,
) -> Snapshot:
    """Return a snapshot that knows what holds for some entities at a date (EDTF, "any").

    It tells of their claims, their levels and orders, and the ties that follow from several
    claims; with `only_traits`, of levels and orders alone. Its store holds what the rules
    read of these entities, and what follows. Of claims that are none of `sure`, where that is
    given, none surely holds. Date bounds stand beside the claims in `store`.
    Raises `BadDateError`.
    """
    found = {
        row["claim"]
        for claims in (_OF_POSTS if only_traits else _OF_ALL)
        for row in rows_of(store, f"SELECT DISTINCT ?claim {{ {claims} }}", entities, "entity")
    }
    return derive(_read_from(store, found.union(entities)), as_of, sure=sure)


def _read_from(store: ox.Store, start: Collection[str]) -> ox.Store:
    """Return what the rules read of some nodes, and of the nodes to which that leads."""
    terms, world = named_in_rules(), ox.Store()
    found = set(start)
    todo = [*found]
    while todo:
        node = todo.pop()
        for quad in store.quads_for_pattern(ox.NamedNode(node), None, None, _DEFAULT):
            end = quad.object.value if isinstance(quad.object, ox.NamedNode) else ""
            if quad.predicate.value == RDF_TYPE:
                if end in terms:
                    world.add(quad)
            elif quad.predicate.value in terms:
                world.add(quad)
                if end and end not in found:
                    found.add(end)
                    todo.append(end)
    return world
