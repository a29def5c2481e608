"""The page that says what is here for other programs."""

from __future__ import annotations

from html import escape

from tigraph import __version__
from tigraph.local import Words
from tigraph.serving.reconciling import Desk

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
        "model": ("What the terms mean: the model", "Ce que les termes signifient : le modèle"),
    }
)
_STYLE = (
    ":root{color-scheme:light dark}body{font:16px/1.5 sans-serif;max-width:46rem;margin:2rem auto;"
    "padding:0 1rem}h1{font-size:1.4rem;margin:.2em 0}code{overflow-wrap:anywhere}"
    "dl{display:grid;grid-template-columns:minmax(7rem,auto) 1fr;gap:.2rem 1rem}dd{margin:0}"
)


def services(desk: Desk) -> str:
    """Return the page that says what is here for other programs."""
    word = _word.of(desk.language)
    kinds = ", ".join(escape(name) for name in desk.matcher.kinds.values())
    address = escape(desk.root)
    home = escape(desk.view.rpartition("/entity/")[0] + "/")
    body = (
        f'<p><a href="{home}">tigraph</a></p>'
        f"<h1>tigraph {__version__}</h1><p>{word['front']}</p>"
        f"<h2>SPARQL</h2><p><code>{home}sparql</code> "
        f'(<a href="{home}openapi.json">OpenAPI</a>).</p>'
        f"<h2>{word['service']}</h2><p>{word['use']} <code>{address}</code> "
        f'(<a href="{address}">manifest</a>; {word["draft"]}: '
        f'<a href="{address}/1.0-draft">{address}/1.0-draft</a>).</p>'
        f"<p>{word['kinds']}: {kinds}.</p>"
        f'<p><a href="{home}model">{word["model"]}</a></p>'
    )
    return _page(desk, "tigraph", body)


def _page(desk: Desk, title: str, body: str) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(desk.language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>{body}</body></html>\n"
    )
