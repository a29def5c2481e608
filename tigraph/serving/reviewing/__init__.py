"""The review of a document as a page on this machine: what the page asks, and what it is answered.

`ReviewApp` is an ASGI application under an address that nobody can guess; `page/` has the page
itself, which asks nobody else for anything. What it shows and decides is `coding`'s.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tigraph.faces import face

if TYPE_CHECKING:
    from tigraph.serving.reviewing.app import ReviewApp
else:
    homes = {"app": "ReviewApp"}
    __getattr__, __all__ = face(__name__, homes)
