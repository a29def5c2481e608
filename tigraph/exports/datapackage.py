"""What stands beside a table in a file: what its columns mean, whence it is, as a Data Package.

Of Frictionless Data, version 2.0: one resource, its fields with type, title and description, the
sources and licences of the whole. R, Python and OpenRefine have readers of it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tigraph.querying import Query, Rows, called, typed

if TYPE_CHECKING:
    from tigraph.claims import Reference

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"


def parquet_package(
    rows: Rows, file: str, content: bytes, query: Query, reference: Reference, language: str
) -> bytes:
    """Return the Data Package, as JSON, of rows that were written as Parquet to a file.

    `file` is the name of it, `content` what it holds; `query` and `reference` are those of the
    rows. Columns are named in a language, and told as far as the query's header tells them.
    """
    about = {
        "$schema": PROFILE,
        "name": _slug(file),
        "title": query.described("summary", language) or query.name,
        "description": _told(reference),
        "created": f"{reference.asked_on}T00:00:00Z",
        "version": reference.version,
        "licenses": [{"path": licence} for licence in reference.licences],
        "sources": [*_sources(reference)],
    }
    resource = {
        "name": _slug(file.rpartition(".")[0]),
        "path": file,
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {"$schema": _SCHEMA, "fields": [*_fields(rows, query, language)]},
    }
    told = {key: value for key, value in about.items() if value} | {"resources": [resource]}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _fields(rows: Rows, query: Query, language: str) -> Iterator[dict[str, Any]]:
    means = query.described("columns", language)
    for name, terms in zip(rows.columns, rows.by_column(), strict=True):
        type_ = typed(terms).type
        field = {
            "name": name,
            # where values differ in type, the file has text
            "type": "string" if type_ == "any" else type_,
            "title": called(name, language),
            "description": str(means.get(name) or ""),
        }
        yield {key: value for key, value in field.items() if value}


def _sources(reference: Reference) -> Iterator[dict[str, str]]:
    for work in reference.works:
        yield {"title": work.text()} | ({"path": work.url} if work.url else {})
    for told in (*reference.open_data, *reference.own):
        yield {"title": told}


def _told(reference: Reference) -> str:
    """Return a reference without the sign that its lines begin with."""
    lines = reference.text().splitlines()
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9._-]+", "-", plain).strip("-.") or "table"
