"""The catalogue: SPARQL files with a header in grlc's convention.

A header is made of the lines that begin with `#+`; together they are YAML:

- `summary`, `description`, `tags`, `defaults`: as grlc reads them. The tag
  `projection` marks a network view.
- `columns`: what each column of the answer is.
- `kinds`: of what kind the entity is that a parameter names: classes, or identifier schemes
  (`region: [id-scheme:insee-region]`). Names mean these rather than others.
- `layers`: the registry layers without which it has no answer.
- `derived`: `bounds`, `certain` or `possible`, if the query needs derived edges.
- `as_of`, `possible`: the date at which it is asked (EDTF, or `any`), and whether with what only
  may hold (`true`), where whoever asks says neither.
- `rests: claim`: of a projection in which each tie holds where its `?claim` does.
- `bases: together`: of a projection whose bases make one tie, and are measured as one network.
- `enumerate`: the words that a parameter takes, as grlc reads them.
- `mixed`: why the rows are of several kinds without a column that says which.
- `fr`: the same texts in French.

A line of the query that begins with `#@` is of it only where it is asked at a date.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from tigraph.errors import UnknownNameError, nearest
from tigraph.local import cache, read_text, shipped
from tigraph.querying.query import Query, parse
from tigraph.rdf import unordered, with_base


def names() -> list[str]:
    """Return the names of the catalogue's queries, sorted."""
    return sorted(path.stem for path in shipped("queries").glob("*.rq"))


def queries() -> list[Query]:
    """Return the queries of the catalogue, sorted by name."""
    folder = shipped("queries")
    return [_read(folder / f"{name}.rq") for name in names()]


def find(name_or_file: str) -> Query:
    """Return a query of the catalogue by its name, or of a file.

    A name of the catalogue wins; a file has a slash or a suffix. Raises `UnknownNameError`
    with the nearest names, or `DataError` for a file that cannot be read.
    """
    known = shipped("queries") / f"{name_or_file}.rq"
    if "/" not in name_or_file and known.is_file():
        return _read(known)
    path = Path(name_or_file)
    if "/" in name_or_file or path.suffix:
        text = with_base(read_text(path, "query file"), path.resolve().as_uri())
        return parse(text, name_or_file)
    raise UnknownNameError(
        "query",
        name_or_file,
        nearest(name_or_file, names()),
        "`tigraph queries` lists them all.",
    )


def has(query: Query) -> bool:
    """Whether a query is one of the catalogue, and no other of that name."""
    own = shipped("queries") / f"{query.name}.rq"
    return bool(query.header) and "/" not in query.name and own.is_file()


def asked(query: str | Query) -> Query:
    """Return the query of a name, a file, or SPARQL text (which has a space in it)."""
    if isinstance(query, Query):
        return query
    spaced = " " in query and not query.endswith((".rq", ".sparql"))
    if spaced or any(c in query for c in "{}\n"):
        return parse(query, "query")
    return find(query)


def in_any_order(query: str | Query) -> Query:
    """Return a query whose rows come as they are found, which is sooner: see `asked`."""
    found = asked(query)
    return replace(found, text=unordered(found.text))


def _read(path: Path) -> Query:
    """Return a query of the catalogue, its header kept from the last time it was read."""
    name, kept, stamp = path.stem, f"query-{path.stem}.json", cache.stamp([path])
    text, content = read_text(path), cache.kept(kept, stamp)
    if content is not None:
        try:
            return Query(name, text, dict(json.loads(content)))
        except ValueError:
            pass  # damaged: read it anew
    query = parse(text, name)
    cache.keep(kept, stamp, json.dumps(query.header).encode())
    return query
