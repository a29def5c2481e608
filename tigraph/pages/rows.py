"""The answer to a question as a table of a page: entities lead to their pages, dates in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyoxigraph as ox

from tigraph.local import amount
from tigraph.pages.addresses import entity_path
from tigraph.pages.fields import columns_told
from tigraph.pages.frame import Frame
from tigraph.pages.ties import named
from tigraph.querying import Query, Rows, called, python_value
from tigraph.rdf import text_of
from tigraph.rdf.vocabulary import CONCEPT, EDTF, PREFIXES, XSD, curie

#: So many rows are shown; the file has them all.
MOST = 500
#: Columns whose numbers are no amounts: where in a text something stands.
_PLACES_IN_TEXT = ("start", "end", "first")
#: Columns whose plain texts are dates.
_DATES = ("begins", "ends", "since", "by", "year", "earliest")
_DATED = (EDTF, *(XSD + one for one in ("date", "gYear", "gYearMonth")))
_EMPTY = {"text": "", "href": "", "kind": "", "number": None, "iri": "", "lang": "", "date": ""}


def table(
    frame: Frame, query: Query, found: Rows, entities: Sequence[Mapping[str, str]]
) -> dict[str, Any]:
    """Return rows as a template takes them: {columns, rows, total}.

    `entities` are the IRIs of what the cells of each row name, by column. A column has its `name`,
    what it is (`about`), whether it is of numbers (`number`) and whether these are an `amount`; a
    cell `text`, and of an entity its `iri`, the way to its page and its kind, of a date that in
    EDTF (`date`), and `lang` where its language is not the page's.
    """
    about = columns_told(query, frame.language)
    shown, names = found.rows[:MOST], entities[:MOST]
    iris = {term.value for row in shown for term in row if isinstance(term, ox.NamedNode)}
    iris |= {iri for row in names for iri in row.values()}
    frame.ground.names.read(iris)
    frame.ground.label.read(iris)
    rows = [
        [
            _cell(frame, name, term, own.get(name, ""))
            for name, term in zip(found.columns, row, strict=True)
        ]
        for row, own in zip(shown, names, strict=True)
    ]
    columns = []
    for i, name in enumerate(found.columns):
        number = any(row[i]["number"] is not None for row in rows) and all(
            row[i]["number"] is not None or not row[i]["text"] for row in rows
        )
        columns.append(
            {
                "name": name,
                "called": called(name, frame.language),
                "about": about.get(name, ""),
                "number": number,
                "amount": number and name not in (*_PLACES_IN_TEXT, *_DATES),
                "dates": any(row[i]["date"] for row in rows),
            }
        )
    return {"columns": columns, "rows": rows, "total": len(found)}


def _cell(frame: Frame, column: str, term: Any, entity: str) -> dict[str, Any]:
    if term is None:
        return _EMPTY
    if isinstance(term, ox.NamedNode):
        iri = term.value
        one = named(frame, {"iri": iri, "label": frame.ground.label(iri)}) or {}
        if iri.startswith(PREFIXES["claim"]) and frame.site.live:  # it stands on its subject's page
            one["href"] = frame.to(entity_path(iri, "id").removesuffix(".html"))
        return {**_EMPTY, "text": one["label"] or curie(iri), **one, "iri": iri}
    value, text = python_value(term), text_of(term)
    if isinstance(value, int | float) and not isinstance(value, bool):
        date = text if column == "year" else ""
        shown = date or amount(value, frame.language)
        return {**_EMPTY, "text": shown, "number": value, "date": date}
    if isinstance(term, ox.Literal) and term.datatype.value in _DATED:
        return {**_EMPTY, "text": frame.when(text), "date": text}
    own = term.language if isinstance(term, ox.Literal) else None
    told = {**_EMPTY, "text": text, "lang": own if own and own != frame.language else ""}
    if column in _DATES and (text[:1].isdigit() or text.startswith("[")):
        told["date"] = text
    if entity and not entity.startswith(CONCEPT) and frame.known(entity):
        one = named(frame, {"iri": entity, "label": text}) or {}
        told |= {"iri": entity, "href": one["href"], "kind": one["kind"]}
    return told
