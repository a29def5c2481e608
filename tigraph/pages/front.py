"""The front door, and the list of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tigraph.layers import facts
from tigraph.names import ACTORS
from tigraph.pages.addresses import entity_path
from tigraph.pages.fields import described
from tigraph.pages.frame import Frame
from tigraph.pages.page import Page, Site
from tigraph.pages.ties import named
from tigraph.querying import catalogue
from tigraph.rdf import select
from tigraph.rdf.vocabulary import curie, local_name
from tigraph.validity import in_words

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.stores import Ground

_COUNTS = """SELECT ?kind (COUNT(?one) AS ?n) { ?kind a tig:Kind . ?one a ?kind }
  GROUP BY ?kind ORDER BY DESC(?n)"""
_CLAIMS = """SELECT (COUNT(?claim) AS ?n) {
  VALUES ?kind { tig:RelationClaim tig:FigureClaim tig:OpinionClaim } ?claim a ?kind }"""
#: Those of whom the documents say most: so many of each kind are shown.
_MOST_SAID = """SELECT ?one (COUNT(DISTINCT ?claim) AS ?n) {{
  ?one a <{kind}> . ?claim tig:citation/oa:hasSource/tig:textOf ?document ;
    org:member|org:organization|tig:subject|tig:object|tig:about ?one }}
  GROUP BY ?one ORDER BY DESC(?n) ?one LIMIT {most}"""
_BEGIN = ("foaf:Person", "tig:LabelledTerritory", "tig:GovernanceBody")
_ASKED = (
    "who-presides", "members-of-territory", "figures-over-time", "one-claim-two-voices",
    "who-funds-what", "chronology",
)  # fmt: skip
_SHOWN = 4


def front_page(graph: Graph, language: str, site: Site | None = None) -> Page:
    """Return the front door: a search, what there is, where to begin."""
    frame = Frame(graph, f"{language}/index.html", language, "", site or Site())
    store, label = frame.ground.store, frame.ground.label
    counts = [(row["kind"], int(row["n"])) for row in select(store, _COUNTS)]
    label.read(kind for kind, _ in counts)
    claims = claims_in(frame.ground)
    known = set(catalogue.names())
    told = {
        "lead": frame.words["welcome_lead"].format(frame.number(claims)),
        "kinds": [
            {
                "label": label.counted(kind, count),
                "mark": local_name(kind),
                "count": count,
                "href": frame.to(f"{language}/explore.html", kind=curie(kind)),
            }
            for kind, count in counts
            if kind in ACTORS
        ],
        "begin": [
            {"label": label(kind), "actors": _most_said(frame, kind)}
            for kind, _ in counts
            if curie(kind) in _BEGIN
        ],
        "questions": [
            {
                "summary": frame.set(described(frame, catalogue.find(name), "summary")),
                "href": frame.question(name, {}),
            }
            for name in _ASKED
            if name in known
        ],
        "documents": _documents(frame),
    }
    words = frame.words
    return frame.page("front.html", words["welcome"], told, about=words["tagline"])


def claims_in(ground: Ground) -> int:
    """Return how many claims there are."""
    return next(int(row["n"]) for row in select(ground.store, _CLAIMS))


def documents_page(graph: Graph, language: str, site: Site | None = None) -> Page:
    """Return the list of documents, with how many claims rest on each."""
    frame = Frame(graph, f"{language}/documents.html", language, "", site or Site())
    return frame.page("documents.html", frame.words["documents"], {"documents": _documents(frame)})


def _most_said(frame: Frame, kind: str) -> list[Any]:
    rows = list(select(frame.ground.store, _MOST_SAID.format(kind=kind, most=_SHOWN)))
    names = frame.ground.names
    names.read(row["one"] for row in rows)
    return [
        named(frame, {"iri": row["one"], "label": names.label(row["one"], frame.language)})
        for row in rows
    ]


def _documents(frame: Frame) -> list[dict[str, Any]]:
    found = facts(frame.ground.surely)["documents"]
    return [
        {
            "title": one["title"],
            "publisher": one["publisher"],
            "date": in_words(one["date"] or "", frame.language),
            "href": frame.to(entity_path(one["document"], frame.language)),
        }
        for one in sorted(found, key=lambda one: one["date"].strip("[") or "9999")
    ]
