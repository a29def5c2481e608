"""An entity in a small window: previews, flyouts, and JSON for old browsers."""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any
from urllib.parse import quote

from tigraph.errors import RefusedRequestError
from tigraph.serving.reconciling.desk import LONGEST, Desk, Thing
from tigraph.serving.reconciling.suggesting import properties

_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*", re.ASCII)
_STYLE = (
    "body{font:14px/1.4 sans-serif;margin:8px}h1{font-size:16px;margin:0}"
    "p{margin:2px 0 6px;color:#555}dl{display:grid;grid-template-columns:auto 1fr;"
    "gap:2px 10px;margin:0}dt{color:#555}dd{margin:0}"
)


def preview(desk: Desk, identifier: str) -> str:
    """Return an HTML document on an entity, which search engines are asked not to index.

    Raises `RefusedRequestError` (404) where there is no such entity.
    """
    thing = _thing(desk, identifier)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(desk.language)}"><head><meta charset="utf-8">'
        f'<meta name="robots" content="noindex"><title>{escape(thing.label)}</title>'
        f"<style>{_STYLE}</style></head><body>{_card(desk, thing)}</body></html>\n"
    )


def flyout(desk: Desk, what: str, identifier: str) -> dict[str, str]:
    """Return what is shown beside a suggestion of version 0.2, as {id, html}."""
    if what == "entity":
        return {"id": identifier, "html": _card(desk, _thing(desk, identifier))}
    known = {"type": desk.matcher.kinds, "property": properties(desk)}.get(what, {})
    if identifier not in known:
        raise RefusedRequestError(f"No {what[:40]} {identifier[:80]!r} here.", 404)
    return {"id": identifier, "html": f"<p>{escape(known[identifier])}</p>"}


def jsonp(callback: str, value: Any) -> str:
    """Return JSON as a call of a function, for clients of 0.2 without CORS.

    Raises `RefusedRequestError` for what is no name of a function.
    """
    if len(callback) > 100 or not _CALLBACK.fullmatch(callback):
        raise RefusedRequestError("`callback` should be the name of a function.")
    text = json.dumps(value).replace("<", "\\u003c")  # ASCII, so without line separators
    return f"/**/{callback}({text});"


def _thing(desk: Desk, identifier: str) -> Thing:
    thing = desk.knowledge.thing(identifier) if len(identifier) <= LONGEST else None
    if thing is None:
        raise RefusedRequestError(f"No entity {identifier[:80]!r} here.", 404)
    return thing


def _card(desk: Desk, thing: Thing) -> str:
    page = escape(desk.view.replace("{id}", quote(thing.id, safe="")))
    lines = "".join(f"<dt>{escape(key)}</dt><dd>{escape(said)}</dd>" for key, said in thing.lines)
    about = " · ".join(filter(None, (thing.kind, thing.about)))
    return (
        f'<h1><a href="{page}" target="_blank" rel="noopener">{escape(thing.label)}</a></h1>'
        f"<p>{escape(about)}</p><dl>{lines}</dl>"
    )
