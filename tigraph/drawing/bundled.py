"""What pictures are drawn with that others made: letters, coasts. Bundled when a wheel is built.

They come from npm by the lock file beside them (`npm/`), and are no part of the repository: a
checkout has them after `npm ci --prefix tigraph/drawing/npm` (which `make` does where npm is), a
wheel carries those named here. Where they are not, pictures take the letters of the machine,
and a map has no coast.

This module imports nothing but the standard library, for it runs while the wheel is built.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "npm"

_INTER = "@fontsource/inter"
_SERIF = "@fontsource/source-serif-4"
_WORLD = "world-atlas"

#: The faces of letters: family, weight and style to the file, without its ending (woff or woff2).
FACES = {
    ("Inter", 400, "normal"): f"{_INTER}/files/inter-latin-400-normal",
    ("Inter", 600, "normal"): f"{_INTER}/files/inter-latin-600-normal",
    ("Source Serif 4", 400, "normal"): f"{_SERIF}/files/source-serif-4-latin-400-normal",
    ("Source Serif 4", 400, "italic"): f"{_SERIF}/files/source-serif-4-latin-400-italic",
    ("Source Serif 4", 600, "normal"): f"{_SERIF}/files/source-serif-4-latin-600-normal",
}
#: The coasts of the world by Natural Earth, at 1:50,000,000, as TopoJSON.
LAND = f"{_WORLD}/land-50m.json"

#: What a wheel carries: the files, and the licence of each package.
FILES = (
    *(f"{face}.{ending}" for face in FACES.values() for ending in ("woff", "woff2")),
    LAND,
    *(f"{package}/LICENSE" for package in (_INTER, _SERIF, _WORLD)),
)


def bundled(name: str) -> bytes | None:
    """Return the file of a name in `FILES`, or None where it is not there.

    >>> bundled("world-atlas/none.json") is None
    True
    """
    path = FOLDER / "node_modules" / name
    return path.read_bytes() if path.is_file() else None
