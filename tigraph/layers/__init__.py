"""Registry layers whole: gathered, built, changed, listed, described, exported, sent.

In come files, folders, archives and addresses, which the readers recognise; out goes a
version of a store in which the curated graph and the layers stand together, each layer with
a DCAT and PROV description of what it was made from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.layers import building, inventory
    from tigraph.layers.building import Progress
    from tigraph.layers.carrying import Heard, carried
    from tigraph.layers.changing import Change, Telling, Told, add, remove, summaries, update
    from tigraph.layers.contents import facts
    from tigraph.layers.export import LAYER_FORMATS, write
    from tigraph.layers.rechecking import RowFated, RowsRechecked, recheck
    from tigraph.layers.sending import send
    from tigraph.layers.verifying import Verified, cleaned, rebuilt, verified
    from tigraph.layers.void import voided
else:
    homes = {
        "building": "Progress",
        "carrying": "Heard carried",
        "changing": "Change Telling Told add remove summaries update",
        "contents": "facts",
        "export": "LAYER_FORMATS write",
        "rechecking": "RowFated RowsRechecked recheck",
        "sending": "send",
        "verifying": "Verified cleaned rebuilt verified",
        "void": "voided",
        ".": "building inventory",
    }
    __getattr__, __all__ = face(__name__, homes)
