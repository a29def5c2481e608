"""What is chosen from some values, and is told where it is none of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tigraph.errors import nearest
from tigraph.names import folded
from tigraph.rdf import select

if TYPE_CHECKING:
    from tigraph.pages.frame import Frame


#: So many are all told, where none is near.
_FEW = 8


def no_such(frame: Frame, facet: str, value: str, known: Iterable[tuple[str, str]]) -> str:
    """Return that a value is none of those of a facet, with the nearest; "" where it is one.

    What is `known` has its value and what it is called: nearness is of either.
    """
    called = dict(known)
    if not value or value in called:
        return ""
    by = {folded(own): one for one, name in called.items()
          for own in (one, one.rpartition(":")[2], name)}  # fmt: skip
    near = list(dict.fromkeys(by[key] for key in nearest(folded(value), list(by))))
    if not near and len(called) <= _FEW:
        near = list(called)
    words = frame.words
    told = ", ".join(f"{called[one]} ({one})" for one in near)
    return words["no_such_near" if near else "no_such"].format(value, words[facet], told)


def kinds_called(frame: Frame) -> dict[str, str]:
    """Return what the words of a choice are called: those of kinds as kinds are, in a language."""
    kinds = select(frame.ground.store, "SELECT ?slug ?kind { ?kind a tig:Kind ; tig:slug ?slug }")
    own = {row["slug"]: frame.ground.label(row["kind"]) for row in kinds}
    return {"any": frame.words["any_kind"], **own}
