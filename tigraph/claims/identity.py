"""That two names are one thing: claims between names, as sources spell them."""

from __future__ import annotations

from typing import NamedTuple

from tigraph.rdf import Queryable, iri_text, select


class Identity(NamedTuple):
    """A claim that two names are one thing: the claim, its relation, both names as spelt.

    `grades` are the concepts that say from what it is had; `taken` is False of a reading beside
    another one, from which nothing is concluded.
    """

    claim: str
    relation: str
    one: str
    other: str
    grades: tuple[str, ...]
    taken: bool


def identities(store: Queryable, entity: str) -> list[Identity]:
    """Return the claims of which an end is a name of an entity, sorted by what they say."""
    rows = list(
        select(
            store,
            f"""SELECT DISTINCT ?claim ?relation ?one ?other ?grade ?instead {{
          ?naming tig:names {iri_text(entity)} .
          ?claim tig:subject|tig:object ?naming ; tig:relation ?relation ;
            tig:subject ?this ; tig:object ?that ; tig:citation ?citation .
          ?this tig:spelling ?one . ?that tig:spelling ?other .
          OPTIONAL {{ ?citation tig:grade ?given }}
          OPTIONAL {{ ?claim tig:alternativeTo ?instead }}
          BIND(COALESCE(?given, grade:stated) AS ?grade)
        }}""",
        )
    )
    grades: dict[str, set[str]] = {}
    for row in rows:
        grades.setdefault(row["claim"], set()).add(row["grade"])
    return sorted(
        {
            Identity(
                row["claim"], row["relation"], row["one"], row["other"],
                tuple(sorted(grades[row["claim"]])), not row["instead"],
            )
            for row in rows
        },
        key=lambda found: (not found.taken, found.one, found.other, found.claim),
    )  # fmt: skip
