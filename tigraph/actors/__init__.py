"""One actor at a time.

In comes an entity; out go its card, its levels and orders, its places, its part in the
structure, and the history of a territory or an intercommunality.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.actors.attributes import NO_TRAITS, traits
    from tigraph.actors.cards import Card, card
    from tigraph.actors.history import Trace, traced
    from tigraph.actors.places import Places
else:
    homes = {
        "cards": "Card card",
        "history": "Trace traced",
        "places": "Places",
        "attributes": "NO_TRAITS traits",
    }
    __getattr__, __all__ = face(__name__, homes)
