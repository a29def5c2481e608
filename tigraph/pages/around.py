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
from tigraph.pages.pictures import most_tied
from tigraph.pages.tied import DRAWN
from tigraph.pages.ties import named
from tigraph.rdf.vocabulary import ENTITY, curie, expand, local_name

#: Larger networks are for the interactive page, or a file.
_MOST = 150
#: Of an answer, so many are sought on the map.
_PLACED = 300
_PLACEABLE = {local_name(kind) for kind in ACTORS} | {"Location"}
_DASHED = Markup(
    '<svg class="mark" viewBox="-8 -8 16 16" aria-hidden="true"><line x1="-8" x2="8" y1="0" y2="0" '
    'stroke="currentColor" stroke-width="2" stroke-dasharray="4 4"/></svg>'
)
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
    total = found.graph.number_of_nodes()
    if total > _MOST:
        kept = most_tied(found.graph.edges(), DRAWN)
        found = replace(found, graph=found.graph.subgraph(kept).copy())
    nodes, edges = found.graph.number_of_nodes(), found.graph.number_of_edges()
    both = (*kinds_svg(found), *bases_svg(found))
    key = [(Markup(sign), label or frame.words["one_row"]) for sign, label, _ in both]
    if any(not tie["certain"] for *_, tie in found.graph.edges(data=True)):
        key.append((_DASHED, frame.words["perhaps"]))
    more = frame.words["network_most"].format(nodes, frame.number(total)) if nodes < total else ""
    # What is in these is escaped where it is written (tigraph.drawing).
    return {
        "svg": Markup(network_svg(found, title, frame.entity, own=own)),
        "key": key,
        "told": frame.words["network_told"].format(nodes, edges),
        "left": more,
        "open": "",
    }


def place(frame: Frame, card: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the small map of an actor; None where nobody knows its place."""
    relations = [one for one in card["relations"] if one["other"]]
    around = surroundings(frame.ground.store, frame.ground.label, {**card, "relations": relations})
    if around is None:
        return None
    lon, lat = around.points[card["iri"]]
    words, names = frame.words, frame.ground.names
    title = words["map_of"].format(card["label"])
    called = {iri: names.label(iri, frame.language) for iri in around.points}
    svg = locator_svg(around, title, names=called)
    return {
        "svg": Markup(svg),
        "key": _map_key(frame, svg, "map_own", "map_tied"),
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
    own = _in_the_middle(
        {iri: (at["lon"], at["lat"]) for iri in placed if (at := found.point(iri))}
    )
    card = {"iri": own, "relations": relations}
    around = surroundings(frame.ground.store, frame.ground.label, card)
    if around is None:
        return None
    called = {iri: names.label(iri, frame.language) for iri in around.points}
    svg = locator_svg(around, frame.words["map"], width=760, height=620, marked=False, names=called)
    drawn = svg.count('class="area') + svg.count('class="spot')
    words, left = frame.words, []
    if drawn < len(placed):
        left.append(words["map_beyond"].format(len(placed) - drawn))
    if len(placed) > _MOST:
        left.append(words["map_listed"].format(_MOST))
    return {
        "svg": Markup(svg),
        "key": _map_key(frame, svg, "map_one", "map_one"),
        "told": words["map_told"].format(len(placed), frame.number(len(iris))),
        "left": " ".join(left),
        "sources": list(around.atlas.sources),
        "placed": placed[:_MOST],
        "actors": [
            named(frame, {"iri": iri, "label": names.label(iri, frame.language)})
            for iri in placed[:_MOST]
        ],
    }


def _in_the_middle(points: Mapping[str, tuple[float, float]]) -> str:
    """Return who is in the middle of most: the map is drawn about that one."""
    lon, lat = (sorted(axis)[len(points) // 2] for axis in zip(*points.values(), strict=True))
    return min(points, key=lambda iri: (points[iri][0] - lon) ** 2 + (points[iri][1] - lat) ** 2)


def _map_key(frame: Frame, svg: str, own: str, other: str) -> list[tuple[Markup, str]]:
    """Return what the marks on a map mean, of those that are on it."""
    marks = {"area own": own, "area": other, "spot own": own, "spot": other}
    found = []
    for mark, word in marks.items():
        if f'class="{mark}"' in svg:
            sort = frame.words["map_area" if "area" in mark else "map_spot"]
            found.append((_sign(mark), sort.format(frame.words[word])))
    if 'class="border"' in svg:
        found.append((_sign("border"), frame.words["map_border"]))
    return found


def _sign(mark: str) -> Markup:
    drawn = {
        "area": '<rect class="{}" x="-7" y="-6" width="14" height="12"/>',
        "spot": '<circle class="{}" r="5"/>',
        "border": '<path class="{}" d="M-8 3L-2 -3L3 2L8 -3" stroke-width="1.5"/>',
    }[mark.split()[0]].format(mark)
    return Markup(
        f'<svg class="mark locator" viewBox="-8 -8 16 16" aria-hidden="true">{drawn}</svg>'
    )
