"""Figures that show themselves where they stand at the end of a cell, and that can be saved."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tigraph.networks import Network

TYPES = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}


@dataclass(frozen=True, repr=False)
class Picture:
    """A figure as bytes, with its format (svg, png or pdf) and its title."""

    content: bytes
    format: str
    title: str

    def __repr__(self) -> str:
        """Return what it is of, and how large."""
        return f"<Picture: {self.title}, {self.format}, {len(self.content):,} bytes>"

    def __bytes__(self) -> bytes:
        """Return what a file of it holds."""
        return self.content

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:  # noqa: ARG002  # as IPython asks
        """Return it as a notebook shows it."""
        svg = self.format == "svg"
        shown: str | bytes = self.content.decode() if svg else self.content
        return {TYPES[self.format]: shown, "text/plain": repr(self)}

    def save(self, path: str | Path) -> Path:
        """Write it to a file, which is replaced if it is there; return its path."""
        written = Path(path)
        written.write_bytes(self.content)
        return written


def drawn(network: Network, format: str, **choices: Any) -> Picture:
    """Return the figure that `drawing.figure_bytes` draws, and raise what it raises."""
    from tigraph.drawing import figure_bytes

    return Picture(figure_bytes(network, format, **choices), format, network.title)
