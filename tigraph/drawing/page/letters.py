"""The letters of the page: Inter for what is used, Source Serif for titles, within its file.

They are there where `bundled` has them; else the page takes letters of the machine. The files
hold Latin with its accents, punctuation and spaces of every width: other letters are the
machine's own, too.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import NamedTuple

from tigraph.drawing.bundled import FACES, bundled

#: Those that the page uses: family, weight and style.
USED = (
    ("Inter", 400, "normal"),
    ("Inter", 600, "normal"),
    ("Source Serif 4", 400, "italic"),
    ("Source Serif 4", 600, "normal"),
)


class Face(NamedTuple):
    """A face of letters: a file of WOFF2."""

    family: str
    weight: int
    style: str
    data: bytes


def bundled_faces(used: Iterable[tuple[str, int, str]] = tuple(FACES)) -> list[Face]:
    """Return faces by family, weight and style, all unless told; none of those not there."""
    found = ((one, bundled(f"{FACES[one]}.woff2")) for one in used)
    return [Face(*one, data) for one, data in found if data is not None]


def faces() -> str:
    """Return the CSS that brings the letters with it; nothing of those that are not there."""
    return "".join(
        f'@font-face {{ font-family: "{one.family}"; font-weight: {one.weight}; '
        f"font-style: {one.style}; font-display: block; src: url(data:font/woff2;base64,"
        f'{base64.b64encode(one.data).decode()}) format("woff2"); }}\n'
        for one in bundled_faces(USED)
    )
