"""One actor at a time: its card, traits, structure, places and history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.actors.attributes import NO_TRAITS, traits
    from tigraph.actors.belonging import Belonging, belonging_of, members_in
    from tigraph.actors.cards import Card, card
    from tigraph.actors.history import Trace, traced
    from tigraph.actors.places import Places
else:
    homes = {
        "belonging": "Belonging belonging_of members_in",
        "cards": "Card card",
        "history": "Trace traced",
        "places": "Places",
        "attributes": "NO_TRAITS traits",
    }
    __getattr__, __all__ = face(__name__, homes)
