"""Who published a document: an entity that the graph knows by that name, or a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tigraph.errors import UsageError
from tigraph.names import ACTORS, folded, slug
from tigraph.rdf.vocabulary import ONTOLOGY, expand
from tigraph.workspaces.place import Workspace

if TYPE_CHECKING:
    from tigraph.names import Names

#: Actors that publish nothing themselves: those who govern them do.
_MUTE = {ONTOLOGY + "LabelledTerritory", ONTOLOGY + "Lineage"}
_PUBLISHING = frozenset(ACTORS) - _MUTE


@dataclass(frozen=True)
class Publisher:
    """A publisher: an IRI and a name; `new` where the workspace is the first to name it."""

    iri: str
    name: str
    new: bool = False


def publisher_named(
    workspace: Workspace, names: Names, text: str, *, named: bool = True
) -> Publisher:
    """Return the publisher that a text means: the very name of one, or a new one.

    What a person `named` may be an IRI or a CURIE. One of several of that name is not chosen: then
    it is a new one, to be told which it is later.
    Raises `UnknownNameError` for an IRI or a CURIE of nothing.
    """
    line = " ".join(text.split())
    if named and expand(line) is not None:
        iri = names.resolve(line)
        return Publisher(iri, names.label(iri, names.language))
    bearing = names.index.bearing(folded(line))
    names.read(bearing)
    known = [iri for iri in bearing if names.entity(iri).kind in _PUBLISHING]
    if len(known) == 1:
        return Publisher(known[0], names.label(known[0], names.language))
    if not (name := slug(line)):
        raise UsageError(f"“{text}” has no letter that a name could be made of: give an IRI.")
    return Publisher(workspace.iri("organisation", name), line, new=True)
