"""The letters of the page: Inter for what is used, Source Serif for titles, within its file.

They are there where `bundled` has them; else the page takes letters of the machine. The files
hold Latin with its accents, punctuation and spaces of every width: other letters are the
machine's own, too.
"""

from __future__ import annotations

import base64

from tigraph.drawing.bundled import FACES, bundled

#: Those that the page uses: family, weight and style.
USED = (
    ("Inter", 400, "normal"),
    ("Inter", 600, "normal"),
    ("Source Serif 4", 400, "italic"),
    ("Source Serif 4", 600, "normal"),
)


def faces() -> str:
    """Return the CSS that brings the letters with it; nothing of those that are not there."""
    return "".join(_face(*used) for used in USED)


def _face(family: str, weight: int, style: str) -> str:
    data = bundled(f"{FACES[family, weight, style]}.woff2")
    if data is None:
        return ""
    return (
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {style}; '
        "font-display: block; src: url(data:font/woff2;base64,"
        f'{base64.b64encode(data).decode()}) format("woff2"); }}\n'
    )
