"""The editor: a question of one's own, with completion of the terms that there are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tigraph.local import Words
from tigraph.pages.assets import has_asset
from tigraph.pages.frame import Frame
from tigraph.pages.page import Page, Site
from tigraph.rdf import known_terms
from tigraph.rdf.vocabulary import ENTITY, PREFIXES

if TYPE_CHECKING:
    from tigraph.graph import Graph

#: What an editor shows that is opened without a question.
_FIRST = """PREFIX org: <http://www.w3.org/ns/org#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX tig: <https://w3id.org/tigraph/ontology#>

SELECT ?name WHERE {
  ?body a tig:GovernanceBody ; skos:prefLabel ?name .
}
ORDER BY ?name
"""


#: What the editor of others says, in its words; "#" is any number. It knows English alone.
_SAYS = Words(
    {
        "table": ("Table", "Tableau"),
        "response": ("Response", "Réponse"),
        "query": ("Query", "Requête"),
        "simple": ("Simple view", "Vue simple"),
        "ellipse": ("Ellipse", "Abréger"),
        "filter": ("Filter query results", "Filtrer les lignes"),
        "size": ("Page size:", "Lignes par page :"),
        "none": ("No data available in table", "Aucune ligne"),
        "time": ("Response in # seconds", "Réponse en # s"),
        "results": ("# results in # seconds", "Lignes : # (# s)"),
        "result": ("# result in # seconds", "Ligne : # (# s)"),
        "shown": (
            "Showing # to # of # entries", "Lignes # à # sur #",
        ),
    }
)  # fmt: skip


def editor_page(graph: Graph, language: str, query: str = "", site: Site | None = None) -> Page:
    """Return the page on which a question is written and asked."""
    frame = Frame(graph, f"{language}/editor.html", language, "", site or Site())
    told = {
        "query": query or _FIRST,
        "library": has_asset("yasgui.js") and (frame.site.live or frame.site.asks),
        "sparql": frame.to("sparql"),
        "terms": frame.to(f"{language}/terms.json"),
        "words": json.dumps(_others(language), ensure_ascii=False),
        "entities": ENTITY,
        "pages": frame.pages,
        "builder": frame.to(f"{language}/builder.html") if frame.builds else "",
    }
    return frame.page("editor.html", frame.words["editor"], told, indexed=False)


def _others(language: str) -> dict[str, str]:
    """Return the words of the editor of others that are others in a language, by its own."""
    own = _SAYS.of(language)
    return {english: own[key] for key, (english, _) in _SAYS.items() if own[key] != english}


def terms_file() -> bytes:
    """Return the terms that an editor completes, as JSON: prefixes, classes, properties."""
    known = known_terms()
    told: dict[str, Any] = {"prefixes": PREFIXES}
    for key, sort in (("classes", "class"), ("properties", "property")):
        told[key] = sorted(iri for iri in known if sort in known.sorts(iri))
    return json.dumps(told).encode()
