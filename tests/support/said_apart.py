"""Columns that tests of answers leave out of their tables, being tested by themselves."""

from __future__ import annotations

from tigraph.querying import catalogue

#: From how many voices and origins something comes; what an office was called before.
_COUNTED = {
    "opinions": {"from"},
    "voices": {"origins"},
    "stances-by-order-of-speaker": {"voices", "origins"},
    "one-claim-two-voices": {"origins"},
    "single-source-claims": {"onevoice", "oneorigin"},
    "posts-of-person": {"formerly"},
    "who-holds-which-post": {"formerly"},
}


def said_apart(name: str) -> set[str]:
    """Return the columns of a query that say of what kind its rows are, or whence they come."""
    kinds = {"kind", "otherkind"} if "kind" in catalogue.find(name).choices else set()
    return kinds | _COUNTED.get(name, set())
