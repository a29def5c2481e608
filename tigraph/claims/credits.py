"""Whose open data something rests on: what the Licence Ouverte asks to be named with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tigraph.names import Labels
from tigraph.rdf import Queryable, rows_of, select
from tigraph.rdf.vocabulary import GRAPH

#: So many files of one producer are still told one by one.
_SEVERAL = 3
_FILES = {"fr": "fichiers", "en": "files"}


def files_of(store: Queryable, layers: Iterable[str]) -> set[str]:
    """Return the registry files that some layers of a store were read from."""
    asked = "SELECT ?file { ?layer prov:wasDerivedFrom ?file }"
    rows = rows_of(store, asked, {GRAPH + name for name in layers}, "layer")
    return {row["file"] for row in rows}


def open_data(
    store: Queryable, label: Labels, entities: Iterable[str], files: Collection[str] = ()
) -> tuple[str, ...]:
    """Return the registry files among `files`, and behind the identifiers and areas of entities.

    The Licence Ouverte asks that the producer of open data and the date of its last update
    be named wherever the data go: each is a line "producer, title, date (licence)". Of more
    than three files of one producer, one line tells the number and the dates.
    """
    known = select(
        store,
        """SELECT ?file ?title ?date ?publisher ?licence {
          ?file a tig:RegistryFile .
          OPTIONAL { ?file dcterms:title ?title }
          OPTIONAL { ?file dcterms:modified ?modified } OPTIONAL { ?file dcterms:issued ?issued }
          BIND(COALESCE(?modified, ?issued) AS ?date)
          OPTIONAL { ?file dcterms:publisher ?publisher }
          OPTIONAL { ?file dcterms:license ?licence }
        }""",
    )
    behind = rows_of(
        store,
        """SELECT DISTINCT ?file {
          ?entity dcterms:spatial?/adms:identifier/tig:citation/oa:hasSource ?file }""",
        set(entities),
        "entity",
    )
    used = {*files, *(row["file"] for row in behind)}
    produced: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for row in known:
        if row["file"] in used:
            publisher = label(row["publisher"]) if row["publisher"] else ""
            title = row["title"] or label(row["file"])
            produced.setdefault((publisher, row["licence"]), set()).add((title, row["date"]))
    lines = []
    for (publisher, licence), own in produced.items():
        stated = {", ".join(filter(None, (title, date))) for title, date in own}
        if publisher and len(own) > _SEVERAL:
            dates = sorted({date for _, date in own if date})
            stated = {", ".join([f"{len(own)} {_FILES[label.language]}", *_ends(dates)])}
        for told in stated:
            line = ", ".join(filter(None, (publisher, told)))
            lines.append(f"{line} ({licence})" if licence else line)
    return tuple(sorted(lines))


def _ends(dates: list[str]) -> list[str]:
    return ["–".join(dict.fromkeys((dates[0], dates[-1])))] if dates else []
