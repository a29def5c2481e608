"""The page's script as one: its modules joined, without their imports and exports.

The script is written as ES modules (`script/`), which a page opened from a file cannot load.
They share one scope here, each after those that it imports, so that a checkout needs nothing
but Python; a wheel carries what is joined (`hatch_build.py`), the same to the byte. Of
modules only what is needed is read, and anything else is refused: imports and declarations
that are exported, by name, and names at the top level that no two modules share. Comments,
indentation and the spaces around signs are left out, so that a template must stand on one
line; line by line the script reads as the modules do. The tests hold that it is the same
program.

This module imports nothing but the standard library, for it runs while the wheel is built.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent
SCRIPT = FOLDER / "script"
#: What a wheel carries in place of the modules.
JOINED = FOLDER / "script.js"
#: The module that starts the page.
FIRST = "page.js"

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([\w.]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|let|class|(?:async )?function) )", re.MULTILINE)
_DECLARED = re.compile(
    r"^(export )?(?:const|let|class|(?:async )?function) ([\w$]+)(?=[ =(;])", re.MULTILINE
)
_COMMENTS = re.compile(
    r"^ *(?://.*|/\*[^*]*\*+(?:[^/*][^*]*\*+)*/)\n|/\*\*[^\n]*?\*/ ?", re.MULTILINE
)
_TEXT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""")
_SPACED = re.compile(r" ?(=>|[=!]==|&&|\|\||[=?:,{}]) ?")
_MODULAR = re.compile(r"(?:import|export)\b|.*\bimport(?:\(|\.meta\b)")
_LOOSE = re.compile(r"(?:const|let) [\[{]|var ")


class NotJoinedError(ValueError):
    """A module that cannot be joined: what it says, and what of it is not read here."""


def script() -> str:
    """Return the page's script: what a wheel carries, else the modules, joined.

    Raises `NotJoinedError`.
    """
    if JOINED.exists():
        return JOINED.read_text("utf-8")
    written = {path.name: path.stat().st_mtime_ns for path in SCRIPT.glob("*.js")}
    return _joined(tuple(sorted(written.items())))


@lru_cache(maxsize=1)
def _joined(_written: tuple[tuple[str, int], ...]) -> str:
    """Return the modules as they were written last, joined once for all pages of a process."""
    return joined()


def joined(folder: Path = SCRIPT, first: str = FIRST) -> str:
    """Return the modules of a folder as one classic script. Raises `NotJoinedError`.

    >>> print(joined(first="signs.js").splitlines()[2])
    const OUTLINES={
    """
    texts = _texts(folder)
    names: dict[str, str] = {}
    parts = []
    for module in _in_order(texts, first):
        for declared in _DECLARED.finditer(texts[module]):
            other = names.setdefault(declared[2], module)
            if other != module:
                raise NotJoinedError(f"{module} and {other} both declare {declared[2]}")
        for line in _EXPORT.sub("", _IMPORT.sub("", texts[module])).split("\n"):
            if fault := _fault(line):
                raise NotJoinedError(f"{module} has {fault}: {line.strip()}")
            if line := line.strip():
                parts.append(_close(line))
    return "\n".join(['"use strict";', "(() => {", *parts, "})();", ""])


def in_order(folder: Path = SCRIPT, first: str = FIRST) -> list[str]:
    """Return the modules that a module needs and itself, each after those that it imports.

    Raises `NotJoinedError` where they import each other in a circle, or what is not there.
    """
    return _in_order(_texts(folder), first)


def _texts(folder: Path) -> dict[str, str]:
    """The modules of a folder, without comments."""
    texts = {path.name: path.read_text("utf-8") for path in folder.glob("*.js")}
    return {name: _COMMENTS.sub("", text.replace("\r\n", "\n")) for name, text in texts.items()}


def _in_order(texts: dict[str, str], first: str) -> list[str]:
    done: list[str] = []

    def visit(module: str, way: tuple[str, ...]) -> None:
        if module in way:
            raise NotJoinedError(f"modules import each other: {' > '.join((*way, module))}")
        if module in done:
            return
        for found in _IMPORT.finditer(texts[module]):
            other, names = found[2], set(filter(None, map(str.strip, found[1].split(","))))
            if other not in texts:
                raise NotJoinedError(f"{module} imports {other}, which is not there")
            exported = {d[2] for d in _DECLARED.finditer(texts[other]) if d[1]}
            if missing := sorted(names - exported):
                raise NotJoinedError(
                    f"{module} imports {missing[0]}, which {other} does not export"
                )
            visit(other, (*way, module))
        done.append(module)

    visit(first, ())
    return done


def _fault(line: str) -> str:
    """What a line has that is not read here, or that would not be the same once joined."""
    if _MODULAR.match(line):
        return "an import or export that is not read"
    if _LOOSE.match(line):
        return "a pattern or var at the top level"
    if line.count("`") % 2 or line.endswith("\\"):
        return "a template or text over several lines"
    return ""


def _close(line: str) -> str:
    """A line without the spaces around signs; as it is where it has a template or a pattern."""
    if "`" in line or "/" in line:
        return line
    pieces = _TEXT.split(line)
    pieces[::2] = [_SPACED.sub(r"\1", code) for code in pieces[::2]]
    return "".join(pieces)
