"""Pages of the service: the front, and one of each entity."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from tigraph import __version__
from tigraph.errors import RefusedRequestError
from tigraph.local import Words
from tigraph.serving.reconciling import Desk, Value

_word = Words(
    {
        "front": (
            "Who does what with whom, in which territory, when, and who says so.",
            "Qui fait quoi avec qui, dans quel territoire, quand, et qui le dit.",
        ),
        "service": ("Reconciliation service", "Service de réconciliation"),
        "use": (
            "In OpenRefine: Reconcile → Start reconciling → Add standard service, and give",
            "Dans OpenRefine : Réconcilier → Démarrer la réconciliation → Ajouter un service "
            "standard, puis donner",
        ),
        "draft": ("the same by the draft of 1.0", "le même selon le projet de la version 1.0"),
        "kinds": ("What names are matched to", "À quoi les noms sont rapprochés"),
        "find": ("Find an entity", "Trouver une entité"),
        "go": ("Find", "Trouver"),
        "nothing": ("Nothing has a name like this.", "Rien ne porte un nom semblable."),
        "dates": ("All dates together.", "Toutes dates confondues."),
    }
)
_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.4rem;margin:.2em 0}code{overflow-wrap:anywhere}"
    "dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.2rem 1rem}dd{margin:0}"
)
_FOUND = 20


def front(desk: Desk, sought: str = "") -> str:
    """Return the page that says what is here, with what is found of a name, if one is sought."""
    word = _word.of(desk.language)
    kinds = ", ".join(escape(name) for name in desk.matcher.kinds.values())
    address = escape(desk.root)
    found = ""
    if sought.strip():
        things = desk.knowledge.suggest(sought.strip(), _FOUND)
        items = "".join(
            f"<li>{_link(desk, one.id, one.label)} "
            f"({escape(', '.join(filter(None, (one.kind, one.about))))})</li>"
            for one in things
        )
        found = f"<ul>{items}</ul>" if things else f"<p>{word['nothing']}</p>"
    body = (
        f"<h1>tigraph {__version__}</h1><p>{word['front']}</p>"
        f'<form><label>{word["find"]}: <input name="q" value="{escape(sought)}" maxlength="500">'
        f"</label> <button>{word['go']}</button></form>{found}"
        f"<h2>{word['service']}</h2><p>{word['use']} <code>{address}</code> "
        f'(<a href="{address}">manifest</a>; {word["draft"]}: '
        f'<a href="{address}/1.0-draft">{address}/1.0-draft</a>).</p>'
        f"<p>{word['kinds']}: {kinds}.</p>"
    )
    return _page(desk, "tigraph", body)


def entity(desk: Desk, identifier: str) -> str:
    """Return the page of an entity: its names, identifiers, and the values of its properties.

    Raises `RefusedRequestError` (404) where there is no such entity.
    """
    thing = desk.knowledge.thing(identifier)
    if thing is None:
        raise RefusedRequestError(f"No entity {identifier[:80]!r} here.", 404)
    known = desk.knowledge.properties()
    values = desk.knowledge.values([thing.id], dict.fromkeys(known, ""))[thing.id]
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{', '.join(_value(desk, one) for one in values[key])}</dd>"
        for key, name in known.items()
        if values.get(key)
    )
    about = " · ".join(filter(None, (thing.kind, thing.about)))
    home = escape(desk.view.rpartition("/entity/")[0] + "/")
    return _page(
        desk,
        thing.label,
        f'<p><a href="{home}">tigraph</a></p>'
        f"<h1>{escape(thing.label)}</h1><p>{escape(about)}</p><dl>{rows}</dl>"
        f"<p>{_word('dates', desk.language)}</p>",
    )


def _value(desk: Desk, value: Value) -> str:
    return _link(desk, value.id, value.text) if value.id else escape(value.text)


def _link(desk: Desk, identifier: str, label: str) -> str:
    page = desk.view.replace("{id}", quote(identifier, safe=""))
    return f'<a href="{escape(page)}">{escape(label)}</a>'


def _page(desk: Desk, title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(desk.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )
