"""A view that somebody has prepared on a page: marks moved and hidden, notes, a story in steps.

The page saves it as a file (JSON) and opens it again; `tigraph view … --with FILE` makes a page
that has it from the start. Actors go by their IRI, shortened where it is one of tigraph's, so
that a view holds when the data change: what of it is no longer there is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from tigraph.errors import DataError
from tigraph.rdf.vocabulary import ENTITY

if TYPE_CHECKING:
    from tigraph.networks import Network

#: What the file says of itself.
KIND = "tigraph view"
#: A file of more bytes than this was not saved by a page.
_MOST = 20_000_000


class BadViewError(DataError):
    """A file that is no prepared view; says what of it is wrong, and where."""


@dataclass(frozen=True)
class Prepared:
    """A prepared view, checked.

    `moved` has for each layout where actors stand (x, y, in the page's units), `hidden` those
    that are not shown, `notes` what is written beside them, `story` its steps: a text, and the
    state of the page as its address tells it.
    """

    moved: Mapping[str, Mapping[str, tuple[float, float]]]
    hidden: tuple[str, ...]
    notes: Mapping[str, str]
    story: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """Return it as the page reads it."""
        return {
            "moved": {
                layout: {actor: [*spot] for actor, spot in spots.items()}
                for layout, spots in self.moved.items()
            },
            "hidden": [*self.hidden],
            "notes": dict(self.notes),
            "story": [{"text": text, "at": at} for text, at in self.story],
        }

    def missing(self, network: Network) -> list[str]:
        """Return the actors that it speaks of and that are not in the network, each once."""
        there = {str(node).removeprefix(ENTITY) for node in network.graph}
        return [actor for actor in dict.fromkeys(self._actors()) if actor not in there]

    def without_hidden(self, network: Network) -> Network:
        """Return the network without the actors that are hidden."""
        there = {str(node).removeprefix(ENTITY): node for node in network.graph}
        graph = network.graph.copy()
        graph.remove_nodes_from([there[actor] for actor in self.hidden if actor in there])
        return replace(network, graph=graph)

    def _actors(self) -> Iterator[str]:
        for spots in self.moved.values():
            yield from spots
        yield from self.hidden
        yield from self.notes
        for _, at in self.story:
            told = parse_qs(at)
            yield from told.get("actor", ())
            yield from told.get("hide", ())


def read_prepared(path: str | Path) -> Prepared:
    """Return the prepared view of a file that a page has saved.

    Raises `BadViewError` where it is none, `OSError` where it cannot be read.
    """
    where = Path(path)
    if where.stat().st_size > _MOST:
        raise BadViewError(f"{where}: too large for a view that a page has saved")
    try:
        told = json.loads(where.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadViewError(f"{where} is no JSON: {error}") from None
    if not isinstance(told, dict) or told.get("kind") != KIND:
        raise BadViewError(f"{where} is no view that a page has saved (“kind” is not “{KIND}”)")
    try:
        return Prepared(
            moved={
                _text(layout, "moved"): {
                    _text(actor, "moved"): _spot(spot) for actor, spot in _items(spots, "moved")
                }
                for layout, spots in _items(told.get("moved", {}), "moved")
            },
            hidden=tuple(_text(actor, "hidden") for actor in _list(told, "hidden")),
            notes={
                actor: _text(note, "notes")
                for actor, note in _items(told.get("notes", {}), "notes")
            },
            story=tuple(_step(step) for step in _list(told, "story")),
        )
    except BadViewError as error:
        raise BadViewError(f"{where}: {error}") from None


def _items(value: Any, where: str) -> list[tuple[str, Any]]:
    if not isinstance(value, dict):
        raise BadViewError(f"“{where}” holds something that names nobody")
    return [*value.items()]


def _list(told: Mapping[str, Any], where: str) -> list[Any]:
    value = told.get(where, [])
    if not isinstance(value, list):
        raise BadViewError(f"“{where}” is no list")
    return value


def _text(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise BadViewError(f"“{where}” holds something that is no text")
    return value


def _spot(value: Any) -> tuple[float, float]:
    match value:
        case [int() | float() as x, int() | float() as y] if abs(x) < 1e9 and abs(y) < 1e9:
            return float(x), float(y)
    raise BadViewError("“moved” holds a place that is no pair of numbers")


def _step(value: Any) -> tuple[str, str]:
    if not isinstance(value, dict):
        raise BadViewError("“story” holds a step that has no text")
    return _text(value.get("text", ""), "story"), _text(value.get("at", ""), "story")
