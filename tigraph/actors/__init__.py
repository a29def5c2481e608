"""One actor at a time.

In comes an entity; out go its card, its levels and orders, its places, its part in the
structure, and the history of a territory or an intercommunality.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.actors.atlas import Atlas, Frame, Town, shape_of
    from tigraph.actors.attributes import NO_TRAITS, traits
    from tigraph.actors.belonging import Belonging, belonging_of, members_in
    from tigraph.actors.cards import Card, card_of, doubt_of
    from tigraph.actors.found import found_by_name
    from tigraph.actors.history import traced
    from tigraph.actors.pieces import Trace
    from tigraph.actors.places import Places
else:
    homes = {
        "atlas": "Atlas Frame Town shape_of",
        "belonging": "Belonging belonging_of members_in",
        "cards": "Card card_of doubt_of",
        "found": "found_by_name",
        "history": "traced",
        "pieces": "Trace",
        "places": "Places",
        "attributes": "NO_TRAITS traits",
    }
    __getattr__, __all__ = face(__name__, homes)
