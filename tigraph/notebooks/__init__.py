"""What verbs return, in a notebook: shown, answered back, and told in words to publish.

In come rows, cards and networks as `Graph` makes them; out go the same, which show themselves in
Jupyter, VS Code, marimo, Colab and Quarto, in the richest form that is there. Nothing here is
loaded before something is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.notebooks.hooks import as_card, with_pictures, with_whence
    from tigraph.notebooks.methods import Methods
    from tigraph.notebooks.pictures import Picture
    from tigraph.notebooks.widget import NetworkWidget
else:
    homes = {
        "hooks": "as_card with_pictures with_whence",
        "methods": "Methods",
        "pictures": "Picture",
        "widget": "NetworkWidget",
    }
    __getattr__, __all__ = face(__name__, homes)
