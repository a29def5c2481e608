"""What pages load that others made: editor and builder of questions. Bundled when a wheel is built.

It comes from npm by the lock file beside it (`npm/`), and is no part of the repository: a checkout
has it after `npm ci --prefix tigraph/pages/npm` (which `make` does where npm is), a wheel carries
what is named here. Where it is not, a question is written in a plain field. Sparnatural's bundle
holds all it depends on, so that the lock file puts a few bytes in place of each of these.

This module imports nothing but the standard library, for it runs while the wheel is built.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "npm"
_YASGUI, _SPARNATURAL = "@zazuko/yasgui", "sparnatural"
#: What answers in the browser, of a site without a server.
_ENGINE = "oxigraph"
#: What unpacks the parts of an edition in one file there.
_UNPACKING = "xz-decompress"

#: What pages load, by its name among the files of the site.
LOADED = {
    "yasgui.js": f"{_YASGUI}/build/yasgui.min.js",
    "yasgui.css": f"{_YASGUI}/build/yasgui.min.css",
    "sparnatural.js": f"{_SPARNATURAL}/dist/browser/sparnatural.js",
    "sparnatural.css": f"{_SPARNATURAL}/dist/browser/sparnatural.css",
    "oxigraph.js": f"{_ENGINE}/web.js",
    "oxigraph.wasm": f"{_ENGINE}/web_bg.wasm",
    "xz.js": f"{_UNPACKING}/dist/package/xz-decompress.min.js",
}
#: What a wheel carries: the files, and the licence of each package where it has one.
FILES = (
    *LOADED.values(),
    f"{_YASGUI}/package.json",
    f"{_ENGINE}/package.json",
    f"{_UNPACKING}/package.json",
    *(
        f"{_SPARNATURAL}/{one}"
        for one in ("package.json", "LICENSE.md", "dist/browser/sparnatural.js.LICENSE.txt")
    ),
)


def bundled(name: str) -> bytes | None:
    """Return the file of a name in `FILES`, or None where it is not there."""
    path = FOLDER / "node_modules" / name
    return path.read_bytes() if path.is_file() else None
