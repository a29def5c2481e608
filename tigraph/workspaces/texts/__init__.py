"""From a file of any kind to a text, and to what the file says of itself."""

from __future__ import annotations

from tigraph.workspaces.texts.model import Read, Told
from tigraph.workspaces.texts.reading import read_source

__all__ = ["Read", "Told", "read_source"]
