"""The contexts of JSON-LD in other files: those that stand beside are read, none is fetched.

tigraph's own comes with it, whose address may stand for it.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tigraph.local import shipped

_CONTEXT = "@context"
#: The address of tigraph's own context.
PUBLISHED = "https://w3id.org/tigraph/context.jsonld"
#: So many contexts may name one another.
_DEEPEST = 20


def with_contexts(content: bytes, folder: Path | None) -> bytes:
    """Return JSON-LD with the contexts that it names by files in a folder put in their places.

    Raises `ValueError` for one that cannot be had: at an address, or of a file that is not in
    the folder. Content in which none is named comes back as it is, JSON or not.
    """
    if b"@context" not in content:
        return content
    import json

    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return content  # the engine says what is wrong with it
    found: list[str] = []
    whole = _put_in(value, folder, found, 0)
    return json.dumps(whole).encode() if found else content


def _put_in(value: Any, folder: Path | None, found: list[str], depth: int) -> Any:
    if isinstance(value, list):
        return [_put_in(one, folder, found, depth) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        key: _context(one, folder, found, depth)
        if key == _CONTEXT
        else _put_in(one, folder, found, depth)
        for key, one in value.items()
    }


def _context(value: Any, folder: Path | None, found: list[str], depth: int) -> Any:
    """Return a context with those that it names in their places."""
    if isinstance(value, list):
        return [_context(one, folder, found, depth) for one in value]
    if not isinstance(value, str):
        return _put_in(value, folder, found, depth)
    found.append(value)
    return _context(_read(value, folder, depth), folder, found, depth + 1)


def _read(name: str, folder: Path | None, depth: int) -> Any:
    import json

    if name == PUBLISHED:
        text = (shipped("ontology") / "context.jsonld").read_text(encoding="utf-8")
        return json.loads(text)[_CONTEXT]
    parts = urlsplit(name)
    if parts.scheme or parts.netloc:
        raise ValueError(
            f"its context is at {name}, and tigraph fetches none: put the context itself into "
            "the file, in place of its address."
        )
    path = (folder or Path()) / unquote(parts.path)
    if folder is None or not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(
            f"its context is in another file, {name}, which is not read from here: put the "
            "context itself into the file."
        )
    if depth > _DEEPEST:
        raise ValueError(f"its contexts name one another without end, {name} among them.")
    try:
        told = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        reason = getattr(error, "strerror", None) or "not JSON"
        raise ValueError(f"its context {name} cannot be read: {reason}.") from None
    return told.get(_CONTEXT, {}) if isinstance(told, dict) else {}
