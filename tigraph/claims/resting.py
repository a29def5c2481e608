"""What rests on a document: the claims that cite it, in the order of its places."""

from __future__ import annotations

from typing import NamedTuple

from tigraph.rdf import Queryable, iri_text, rows_of, select

#: So many citations of a document are looked through; of a register's file there may be more.
_READ = 5000


class Resting(NamedTuple):
    """A claim that cites a document, with the citation that does."""

    claim: str
    citation: str


def resting_on(store: Queryable, document: str, most: int = 1000) -> tuple[list[Resting], int]:
    """Return the claims that cite a document, at most so many, and how many there are.

    Those with a place in its text come first, by that place; rows of a register by their key. Of
    a file with thousands of rows, what is counted are the citations of it.
    """
    own = iri_text(document)
    of_it = (
        f"{{ ?citation oa:hasSource {own} }} UNION "
        f"{{ ?text tig:textOf {own} . ?citation oa:hasSource ?text }}"
    )
    # Asked in two steps: in one, the engine would read the citations of every claim there is.
    counted = f"SELECT (COUNT(DISTINCT ?citation) AS ?n) {{ {of_it} }}"
    total = next((int(row["n"]) for row in select(store, counted)), 0)
    first: dict[str, tuple[bool, int, str]] = {}
    for row in select(
        store,
        f"""SELECT ?citation ?start ?record {{
          {{ SELECT DISTINCT ?citation {{ {of_it} }} LIMIT {_READ} }}
          OPTIONAL {{ ?citation oa:hasSelector/oa:start ?start }}
          OPTIONAL {{ ?citation tig:recordKey ?record }} }}""",
    ):
        place = (not row["start"], int(row["start"] or 0), row["record"])
        first[row["citation"]] = min(place, first.get(row["citation"], place))
    rows = rows_of(
        store,
        """SELECT ?claim ?citation { ?claim tig:citation ?citation ; a ?kind
          FILTER(?kind IN (tig:RelationClaim, tig:FigureClaim, tig:OpinionClaim)) }""",
        set(first),
        "citation",
    )
    found = {Resting(row["claim"], row["citation"]) for row in rows}
    claims = {one.claim for one in found}
    ordered = sorted(found, key=lambda one: (first[one.citation], one.claim))
    return ordered[:most], total if total > _READ else len(claims)
