"""The pictures of an entity's page: who is around it, and where it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from tigraph.actors import Places
from tigraph.drawing import (
    DESCRIBES,
    bases_svg,
    kinds_svg,
    locator_svg,
    network_svg,
    surroundings,
)
from tigraph.names import ACTORS
from tigraph.networks import Network, neighbourhood
from tigraph.pages.frame import WHOLE, Frame
from tigraph.pages.ties import named
from tigraph.rdf.vocabulary import ENTITY, curie, expand, local_name

#: Larger networks are for the interactive page, or a file.
_MOST = 150
#: Of an answer, so many are sought on the map.
_PLACED = 300
_PLACEABLE = {local_name(kind) for kind in ACTORS} | {"Location"}
#: What describes an actor is no tie to another.
DESCRIBING = frozenset(expand(basis) or "" for basis in DESCRIBES)


def network(frame: Frame, card: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the network around an actor as a template takes it; None where there is none."""
    if expand(card["types"][0]) not in ACTORS:
        return None
    found, left = neighbourhood(frame.ground, card["iri"], frame.as_of, without=DESCRIBING)
    title = frame.words["network_of"].format(card["label"])
    told = pictured(frame, found, title, own=card["iri"])
    if not told["svg"]:
        return None
    if frame.site.live:
        told["open"] = frame.to(f"{frame.language}/network.html", around=curie(card["iri"]))
    elif whole := frame.drawn(WHOLE):
        own = card["iri"].removeprefix(ENTITY)
        told["open"] = f"{whole}#{urlencode({'around': f'1 {own}', 'actor': own})}"
    return {**told, "left": frame.words["network_left"].format(left) if left else ""}


def pictured(frame: Frame, found: Network, title: str, own: str = "") -> dict[str, Any]:
    """Return a network as a template takes it: its `svg` ("" without ties), its key, its size."""
    nodes, edges = found.graph.number_of_nodes(), found.graph.number_of_edges()
    if nodes > _MOST:
        return {
            "svg": "",
            "key": [],
            "told": frame.words["network_large"].format(nodes),
            "left": "",
            "open": "",
        }
    key = [(Markup(sign), label) for sign, label, _ in (*kinds_svg(found), *bases_svg(found))]
    # What is in these is escaped where it is written (tigraph.drawing).
    return {
        "svg": Markup(network_svg(found, title, frame.entity, own=own)),
        "key": key,
        "told": frame.words["network_told"].format(nodes, edges),
        "left": "",
        "open": "",
    }


def place(frame: Frame, card: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the small map of an actor; None where nobody knows its place."""
    relations = [one for one in card["relations"] if one["other"]]
    around = surroundings(frame.ground.store, frame.ground.label, {**card, "relations": relations})
    if around is None:
        return None
    lon, lat = around.points[card["iri"]]
    words = frame.words
    return {
        "svg": Markup(locator_svg(around, words["map_of"].format(card["label"]))),
        "told": words["place"].format(f"{lon:.4f}", f"{lat:.4f}"),
        "sources": list(around.atlas.sources),
    }


def actors_with_places(frame: Frame, answer: Mapping[str, Any]) -> list[str]:
    """Return the actors and areas in the cells of an answer; none where none has a place told."""
    iris = dict.fromkeys(
        cell["iri"] for row in answer["rows"] for cell in row if cell["kind"] in _PLACEABLE
    )
    found = list(iris)[:_PLACED]
    places = Places(frame.ground.store, found) if found else None
    return found if places and any(places.point(iri) for iri in found) else []


def places_of(frame: Frame, iris: Sequence[str]) -> dict[str, Any] | None:
    """Return a map of several actors, those that have a place told; None where none has."""
    names = frame.ground.names
    relations = [{"other": {"iri": iri, "label": ""}} for iri in iris]
    found = Places(frame.ground.store, iris)
    placed = [iri for iri in iris if found.point(iri)]
    if not placed:
        return None
    card = {"iri": placed[0], "relations": relations}
    around = surroundings(frame.ground.store, frame.ground.label, card)
    if around is None:
        return None
    title = frame.words["map"]
    svg = locator_svg(replace(around, own=placed[0]), title, width=760, height=620, marked=False)
    return {
        "svg": Markup(svg),
        "sources": list(around.atlas.sources),
        "actors": [
            named(frame, {"iri": iri, "label": names.label(iri, frame.language)})
            for iri in placed[:_MOST]
        ],
    }
