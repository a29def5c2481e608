"""A view that somebody has prepared on a page: marks moved and hidden, notes, a story in steps.

The page saves it as a file (JSON) and opens it again; `tigraph view … --with FILE` makes a page
that has it from the start. Actors go by their IRI, shortened where it is one of tigraph's, so
that a view holds when the data change: what of it is no longer there is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from tigraph.errors import DataError, UsageError
from tigraph.rdf.vocabulary import ENTITY

if TYPE_CHECKING:
    import networkx

    from tigraph.networks import Network

#: What the file says of itself.
KIND = "tigraph view"
#: A file of more bytes than this was not saved by a page.
_MOST = 20_000_000


#: What of a step's state a figure shows; what else it tells, such as a filter, is the page's.
_PRINTED = ("actor", "tie", "date", "hide", "layout", "size", "colour", "view")


@dataclass(frozen=True)
class Printed:
    """What a figure takes of a prepared view, or of one step of its story.

    `network` is without those `hidden`, who are counted; `moved` has where actors stand by
    layout, `notes` what is written beside them, all by node. Of a step: what it says (`text`),
    the `layout`, the measures `size` and `colour` ("" for none), who is `lit` where not all are,
    and what it tells of that a figure does not show (`left`).
    """

    network: Network
    moved: Mapping[str, Mapping[str, tuple[float, float]]] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    hidden: int = 0
    text: str = ""
    layout: str = ""
    size: str = ""
    colour: str = ""
    lit: frozenset[str] | None = None
    left: tuple[str, ...] = ()


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

    def date_of(self, step: int) -> str:
        """Return the date of a step of the story, counted from 1; "" for all dates.

        Raises `UsageError` for a step that there is not.
        """
        return next(iter(self._told(step).get("date", ())), "")

    def printed(self, network: Network, step: int = 0) -> Printed:
        """Return what a figure of a network takes of it, of a step of the story if one is named.

        A step is shown as the page has it: its text in place of the description, those tied to
        the one chosen lit. Raises `UsageError` for a step that there is not.
        """
        there = {str(node).removeprefix(ENTITY): node for node in network.graph}
        told = self._told(step) if step else {}
        hidden = {*self.hidden, *told.get("hide", ())}
        graph = network.graph.copy()
        graph.remove_nodes_from([there[actor] for actor in hidden if actor in there])
        ties = [data.get("certain", True) for *_, data in graph.edges(data=True)]
        doubt = network.doubt
        if doubt and doubt.shown:
            doubt = replace(doubt, possible=ties.count(False), whole=len(ties))
        shown = replace(network, graph=graph, doubt=doubt)
        here = {short: node for short, node in there.items() if node in graph}
        one = {key: values[0] for key, values in told.items()}
        return Printed(
            shown,
            {
                layout: {here[actor]: spot for actor, spot in spots.items() if actor in here}
                for layout, spots in self.moved.items()
            },
            {here[actor]: note for actor, note in self.notes.items() if actor in here},
            len(network.graph) - len(graph),
            self.story[step - 1][0].strip() if step else "",
            one.get("layout", ""),
            one.get("size", "").removeprefix("none"),
            one.get("colour", "").removeprefix("none"),
            _lit(graph, here, one),
            tuple(key for key in told if key not in _PRINTED),
        )

    def _told(self, step: int) -> dict[str, list[str]]:
        if not 1 <= step <= len(self.story):
            raise UsageError(f"The story of this view has {len(self.story)} steps: no step {step}.")
        return parse_qs(self.story[step - 1][1])

    def _actors(self) -> Iterator[str]:
        for spots in self.moved.values():
            yield from spots
        yield from self.hidden
        yield from self.notes
        for _, at in self.story:
            told = parse_qs(at)
            yield from told.get("actor", ())
            yield from told.get("hide", ())


def _lit(
    graph: networkx.MultiDiGraph, here: Mapping[str, str], one: Mapping[str, str]
) -> frozenset[str] | None:
    """Who is lit in a step: the one chosen and those tied to it, or the ends of a tie."""
    if chosen := here.get(one.get("actor", "")):
        return frozenset({chosen, *graph.predecessors(chosen), *graph.successors(chosen)})
    try:
        source, _, target, _ = json.loads(one.get("tie", ""))
    except ValueError:
        return None
    ends = {here.get(str(end), "") for end in (source, target)} - {""}
    return frozenset(ends) or None


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
