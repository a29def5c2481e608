"""Whose page search engines may list: that of people in an elective or appointed public office."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tigraph.rdf import iri_text, select
from tigraph.stores import Ground

PERSON = "foaf:Person"
#: A role says that it is such an office, a kind of body that whoever heads one holds one, and
#: whoever seconds its head.
_HELD = """SELECT ?claim {{ ?claim tig:relation relation:holds-post ; org:member {person} ;
    org:role|tig:actingAs|(opengov:post/org:role) ?role .
  {{ ?role tig:publicOffice true }}
  UNION {{ ?role tig:seconds?/tig:heads true .
    ?claim org:organization/rdf:type/tig:publicOffice true }}
}} LIMIT 1"""


def is_person(card: Mapping[str, Any]) -> bool:
    """Whether a card is a person's."""
    return PERSON in card["types"]


def in_office(ground: Ground, person: str) -> bool:
    """Whether a claim gives a person an elective or appointed public office, at any time.

    Which roles are one, the scheme says (`tig:publicOffice`). What is not sure is no: a firm's
    head, an official, an author, or whoever holds a post of which the graph does not say that it
    is such an office.
    """
    return any(True for _ in select(ground.store, _HELD.format(person=iri_text(person))))


def all_in_office(ground: Ground) -> frozenset[str]:
    """Return all people of whom `in_office` is true: asked at once, it takes less than of each."""
    query = _HELD.format(person="?person").replace("SELECT ?claim", "SELECT DISTINCT ?person", 1)
    return frozenset(row["person"] for row in select(ground.store, query.removesuffix("LIMIT 1")))
