"""The files that pages load: style, script, letters. Each bears in its name what is in it."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path, PurePosixPath

from tigraph.drawing import bundled_faces
from tigraph.pages.bundled import LOADED, bundled

_HERE = Path(__file__).parent / "static"
#: Where they lie in a site.
FOLDER = "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".ico": "image/x-icon",
    ".wasm": "application/wasm",
}


def asset_names() -> list[str]:
    """Return the paths of all files that pages load, within a site."""
    return sorted(_assets().values())


def asset(path: str) -> tuple[bytes, str] | None:
    """Return the content of a file by its path in a site, and its media type; None of none."""
    known = {there: name for name, there in _assets().items()}
    name = known.get(path)
    return (_contents()[name], _TYPES[PurePosixPath(name).suffix]) if name else None


def plain_asset(name: str) -> bytes:
    """Return the content of a file by its plain name, such as "site.css"; raises `KeyError`."""
    return _contents()[name]


def has_asset(name: str) -> bool:
    """Whether a file is there: what comes from npm may not be."""
    return name in _assets()


def asset_path(name: str) -> str:
    """Return where a file lies within a site."""
    return _assets()[name]


@cache
def _assets() -> dict[str, str]:
    found = {}
    for name, content in _contents().items():
        digest = hashlib.sha256(content).hexdigest()[:10]
        path = PurePosixPath(name)
        found[name] = f"{FOLDER}/{path.stem}.{digest}{path.suffix}"
    return found


@cache
def _contents() -> dict[str, bytes]:
    found = {one.name: one.read_bytes() for one in sorted(_HERE.iterdir()) if one.is_file()}
    letters, css = {}, []
    for face in bundled_faces():
        name = f"{face.family.lower().replace(' ', '-')}-{face.weight}-{face.style}.woff2"
        letters[name] = face.data
        digest = hashlib.sha256(face.data).hexdigest()[:10]
        css.append(
            f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; '
            f"font-style: {face.style}; font-display: swap; "
            f'src: url({Path(name).stem}.{digest}.woff2) format("woff2"); }}\n'
        )
    found["site.css"] = "".join(css).encode() + found["site.css"]
    others = {name: data for name, path in LOADED.items() if (data := bundled(path))}
    return {**found, **letters, **others}
