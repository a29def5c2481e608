"""The answer to a question as a table of a page: entities lead to their pages, dates in words."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox

from tigraph.local import amount
from tigraph.pages.addresses import entity_path
from tigraph.pages.fields import described
from tigraph.pages.frame import Frame
from tigraph.pages.ties import named
from tigraph.querying import Query, Rows, called, python_value
from tigraph.rdf import text_of
from tigraph.rdf.vocabulary import EDTF, PREFIXES, curie

#: So many rows are shown; the file has them all.
MOST = 500


def table(frame: Frame, query: Query, found: Rows) -> dict[str, Any]:
    """Return rows as a template takes them: {columns, rows, total}.

    A column has its `name`, what it is (`about`) and whether it is of numbers; a cell `text`, and
    of an entity the way to its page and its kind, and `lang` where its language is not the page's.
    """
    about = described(frame, query, "columns")
    shown = found.rows[:MOST]
    iris = {term.value for row in shown for term in row if isinstance(term, ox.NamedNode)}
    frame.ground.names.read(iris)
    frame.ground.label.read(iris)
    rows = [[_cell(frame, term) for term in row] for row in shown]
    columns = [
        {
            "name": name,
            "called": called(name, frame.language),
            "about": str(about.get(name, "")),
            "number": any(row[i]["number"] is not None for row in rows)
            and all(row[i]["number"] is not None or not row[i]["text"] for row in rows),
        }
        for i, name in enumerate(found.columns)
    ]
    return {"columns": columns, "rows": rows, "total": len(found)}


def _cell(frame: Frame, term: Any) -> dict[str, Any]:
    empty = {"text": "", "href": "", "kind": "", "number": None, "iri": "", "lang": ""}
    if term is None:
        return empty
    if isinstance(term, ox.NamedNode):
        iri = term.value
        one = named(frame, {"iri": iri, "label": frame.ground.label(iri)}) or {}
        if iri.startswith(PREFIXES["claim"]) and frame.site.live:  # it stands on its subject's page
            one["href"] = frame.to(entity_path(iri, "id").removesuffix(".html"))
        return {**empty, "text": one["label"] or curie(iri), **one, "iri": iri}
    value = python_value(term)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return {**empty, "text": amount(value, frame.language), "number": value}
    text = text_of(term)
    if isinstance(term, ox.Literal) and term.datatype.value == EDTF:
        return {**empty, "text": frame.when(text)}
    own = term.language if isinstance(term, ox.Literal) else None
    return {**empty, "text": text, "lang": own if own and own != frame.language else ""}
