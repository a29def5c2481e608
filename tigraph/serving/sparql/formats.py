"""The formats of answers, and which of them a client would rather have."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

_R, _G = ox.QueryResultsFormat, ox.RdfFormat


@dataclass(frozen=True, eq=False)
class Form:
    """A format: its media type, the engine's name of it, and by what other types it is asked for.

    `how` says how rows are counted in it: see `counting`.
    """

    type: str
    engine: Any
    others: tuple[str, ...] = ()
    how: str = ""
    suffix: str = ""


#: Of rows and verdicts, the first one where a client has no wish.
TABLES = (
    Form("application/sparql-results+json", _R.JSON, ("application/json",), "json", "srj"),
    Form("application/sparql-results+xml", _R.XML, ("application/xml", "text/xml"), "xml", "srx"),
    Form("text/csv", _R.CSV, (), "csv", "csv"),
    Form("text/tab-separated-values", _R.TSV, ("text/tsv",), "lines", "tsv"),
)
#: Of triples.
GRAPHS = (
    Form("text/turtle", _G.TURTLE, ("application/x-turtle", "application/turtle"), "", "ttl"),
    Form("application/n-triples", _G.N_TRIPLES, ("text/plain",), "", "nt"),
    Form("application/rdf+xml", _G.RDF_XML, ("application/xml", "text/xml"), "", "rdf"),
    Form("application/ld+json", _G.JSON_LD, ("application/json",), "", "jsonld"),
    Form("application/n-quads", _G.N_QUADS, (), "", "nq"),
    Form("application/trig", _G.TRIG, ("application/x-trig",), "", "trig"),
    Form("text/n3", _G.N3, ("text/rdf+n3",), "", "n3"),
)
#: Of a range of media types: its type, and how much it is wanted.
_RANGE = re.compile(
    r"\s*(?P<type>[\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*(?P<more>(?:;[^,;]*)*)(?:,|\Z)", re.ASCII
)
_QUALITY = re.compile(r";\s*q\s*=\s*(?P<q>[01](?:\.\d{0,3})?)\s*(?:;|\Z)", re.IGNORECASE)


def wanted(accept: str) -> list[tuple[str, float]]:
    """Return the ranges of an Accept header, each with how much it is wanted.

    >>> wanted("text/csv;q=0.5, */*;q=0.1,text/turtle; charset=utf-8")
    [('text/csv', 0.5), ('*/*', 0.1), ('text/turtle', 1.0)]
    """
    found = []
    for one in _RANGE.finditer(accept[:2000]):
        quality = _QUALITY.search(one["more"])
        found.append((one["type"].lower(), min(1.0, float(quality["q"])) if quality else 1.0))
    return found


@lru_cache(maxsize=100)
def chosen(accept: str, forms: tuple[Form, ...]) -> Form | None:
    """Return the format that a client wants most, the first of those it wants alike; None: none.

    >>> chosen("text/csv;q=0.5, application/xml;q=0.9", TABLES).type
    'application/sparql-results+xml'
    >>> chosen("text/*;q=0.2, */*;q=0.1", TABLES).type, chosen("image/png", TABLES)
    ('text/csv', None)
    >>> chosen("application/sparql-results+json;q=0, */*", TABLES).type
    'application/sparql-results+xml'
    """
    ranges = wanted(accept)
    if not ranges:
        return forms[0]
    best = max(forms, key=lambda form: _quality(form, ranges))
    return best if _quality(best, ranges)[0] > 0 else None


def _quality(form: Form, ranges: list[tuple[str, float]]) -> tuple[float, bool]:
    """Return how much a format is wanted, by the range that tells most of it; first by its name."""
    told = dict(ranges)
    for sort, name in enumerate((form.type, *form.others)):
        if name in told:
            return told[name], sort == 0
    major = form.type.partition("/")[0]
    return told.get(f"{major}/*", told.get("*/*", 0.0)), False
