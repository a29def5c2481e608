"""Registry layers whole: gathered, built, changed, listed, described, exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.layers import building, inventory
    from tigraph.layers.building import Progress
    from tigraph.layers.changing import Change, Telling, Told, add, remove, update
    from tigraph.layers.contents import facts
    from tigraph.layers.export import LAYER_FORMATS, write
    from tigraph.layers.sending import send
else:
    homes = {
        "building": "Progress",
        "changing": "Change Telling Told add remove update",
        "contents": "facts",
        "export": "LAYER_FORMATS write",
        "sending": "send",
        ".": "building inventory",
    }
    __getattr__, __all__ = face(__name__, homes)
