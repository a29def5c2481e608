"""A selection of actors, and four views of it: a table, a network, a map, a line of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tigraph.actors import traits
from tigraph.claims import evidence, relations
from tigraph.drawing import level_rank
from tigraph.errors import UsageError
from tigraph.names import ACTORS, Entity, folded
from tigraph.networks import Network, among
from tigraph.pages.addresses import entity_path
from tigraph.pages.around import DESCRIBING, pictured, places_of
from tigraph.pages.choices import no_such
from tigraph.pages.frame import Frame
from tigraph.pages.page import Page, Site
from tigraph.pages.tied import DRAWN, MOST, tied
from tigraph.pages.ties import named
from tigraph.pages.timeline import claims_of, spans_of
from tigraph.pages.within import FACETS, wholes, within
from tigraph.querying import called
from tigraph.rdf import select
from tigraph.rdf.vocabulary import CONCEPT, curie, expand, local_name
from tigraph.validity import ANY, from_bounds

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.stores import Ground

VIEWS = ("table", "network", "map", "time")
#: Rows of a table, at the most.
_ROWS = 200
#: The columns of a table of ties.
_TIE_COLUMNS = ("source", "relation", "target", "when", "holds", "claims")
#: Names that begin so are looked through for those within a region, or a programme.
_TYPED = 50_000
#: What a selection is asked by.
_ASKED = ("q", "kind", *FACETS, "level")
_LEVELS = "SELECT ?level { ?level skos:inScheme <https://w3id.org/tigraph/concept/level> }"


@dataclass(frozen=True)
class _Chosen:
    """A selection: its actors, those that are drawn, how many there are in all.

    Where nothing was asked of them, and there are more than can be drawn, they are the `whole`;
    `among` is the number of those looked at, where these are the most tied ones only.
    """

    actors: Sequence[Entity]
    drawn: Sequence[str]
    total: int
    whole: bool = False
    among: int = 0


def explore_page(
    graph: Graph, language: str, given: Mapping[str, str], site: Site | None = None
) -> Page:
    """Return a view of the actors chosen.

    `given` has `q` (a name), `kind`, `region` and `programme` (CURIEs), `level` (a slug), `date`
    (EDTF) and `view`.
    """
    state = {key: given[key] for key in (*_ASKED, "view", "embed") if given.get(key)}
    path = f"{language}/explore.html"
    frame = Frame(graph, path, language, given.get("date", ""), site or Site(), state)
    faults = _faults(frame, given)
    chosen = _Chosen((), (), 0) if faults else _chosen(frame, given)
    view = given.get("view", "") if given.get("view") in VIEWS else "network"
    asked = {key: given.get(key, "") for key in _ASKED}
    label = frame.ground.label
    rows = select(frame.ground.store, _LEVELS)
    levels = sorted((local_name(row["level"]) for row in rows), key=level_rank)
    drawn = chosen.drawn
    seen = {"table": chosen.actors[:_ROWS], "map": chosen.actors}.get(view, drawn)
    told = {
        "faults": faults,
        "asked": asked,
        "view": view,
        "kinds": [
            {"value": curie(kind), "label": label(kind), "on": asked["kind"] == curie(kind)}
            for kind in ACTORS
        ],
        "level_choices": [
            {"value": one, "label": label(f"{CONCEPT}level/{one}"), "on": one == asked["level"]}
            for one in levels
        ],
        "wholes": {
            facet: [
                {"value": one, "label": name, "on": one == asked[facet]} for one, name in choices
            ]
            for facet, choices in wholes(frame.ground).items()
        },
        "views": [
            {"name": one, "on": one == view, "href": frame.to(frame.path, **asked, view=one)}
            for one in VIEWS
        ],
        "total": chosen.total,
        "shown": len(seen),
        "whole": chosen.whole,
        "among": chosen.among,
        "rows": _rows(frame, chosen.actors[:_ROWS]) if view == "table" else [],
        "drawn_ties": [],
        "ties_left": 0,
        "tie_columns": [
            frame.words.get(name) or called(name, language).capitalize() for name in _TIE_COLUMNS
        ],
        "network": None,
        "place": None,
        "lines": None,
        "downloads": []
        if faults
        else [
            (ending.upper(), frame.to(f"{language}/explore.{ending}", **asked))
            for ending in ("csv", "gexf", "graphml")
        ],
    }
    if view in ("network", "time") and drawn:
        found = _network(frame, drawn)
        told |= _tie_rows(frame, found)
        if view == "network":
            told["network"] = pictured(frame, found, frame.words["explore"])
        else:
            told["lines"] = spans_of(frame, found)
    if view == "map" and drawn:
        told["place"] = place = places_of(frame, [one.iri for one in chosen.actors])
        placed = set(place["placed"]) if place else set()
        told["rows"] = _rows(frame, [one for one in chosen.actors if one.iri in placed])
    return frame.page("explore.html", frame.words["explore"], told, indexed=False,
                      status=400 if faults else 200)  # fmt: skip


def prepare_exploring(ground: Ground, busy: Callable[[], bool]) -> None:
    """Work out what the first selection would wait for, with rests while others are `busy`."""
    tied(ground, busy)
    wholes(ground)


def explore_file(
    graph: Graph, ending: str, language: str, given: Mapping[str, str]
) -> tuple[bytes, str]:
    """Return what is seen as a file, with its media type: a table of actors, or a network.

    Raises `UsageError` for what nobody can be chosen by.
    """
    from tigraph.exports import render
    from tigraph.local import safe_cell

    frame = Frame(graph, f"{language}/explore.html", language, given.get("date", ""), Site())
    if faults := _faults(frame, given) or ([_bad(frame)] if frame.bad_date else []):
        raise UsageError(" ".join(faults))
    chosen = _chosen(frame, given)
    if ending == "csv":
        import csv
        import io

        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(["actor", "iri", "kind", "level", "ties"])
        for one, row in zip(chosen.actors, _rows(frame, chosen.actors), strict=True):
            cells = (row["name"]["label"], one.iri, row["kind"], ", ".join(row["levels"]))
            writer.writerow([*(safe_cell(cell) for cell in cells), row["ties"]])
        return out.getvalue().encode(), "text/csv"
    network = among(frame.ground, chosen.drawn, frame.as_of, without=DESCRIBING, details=True)
    [content] = render(network, f".{ending}").values()
    return content, "application/xml"


def _bad(frame: Frame) -> str:
    return frame.words["bad_date"].format(frame.bad_date).partition(":")[0].strip() + "."


def _faults(frame: Frame, given: Mapping[str, str]) -> list[str]:
    """Return what is said of each value that nobody can be chosen by."""
    faults = [
        no_such(frame, facet, value, _known(frame, facet))
        for facet in ("kind", "level", "view", *FACETS)
        if (value := given.get(facet, ""))
        and not (facet in FACETS and within(frame.ground, facet, value))
    ]
    return [fault for fault in faults if fault]


def _known(frame: Frame, facet: str) -> list[tuple[str, str]]:
    """Return what a facet is chosen from: each value, and what it is called."""
    label = frame.ground.label
    if facet == "kind":
        return [(curie(kind), label(kind)) for kind in ACTORS]
    if facet == "level":
        rows = select(frame.ground.store, _LEVELS)
        return [(local_name(row["level"]), label(row["level"])) for row in rows]
    if facet == "view":
        return [(view, frame.words[f"view_{view}"]) for view in VIEWS]
    return wholes(frame.ground)[facet]


def _chosen(frame: Frame, given: Mapping[str, str]) -> _Chosen:
    names, known = frame.ground.names, tied(frame.ground)
    kind = expand(given.get("kind", "")) or ""
    kinds = [kind] if kind in ACTORS else list(ACTORS)
    text, level = given.get("q", "").strip(), given.get("level", "")
    facets = [within(frame.ground, facet, given[facet]) for facet in FACETS if given.get(facet)]
    if text or facets:
        if text:  # of a whole country, all names that begin so are not read
            met = names.typed(text, _TYPED if facets else MOST)
            facets.append(frozenset(one.iri for one in met))
        every = known.of_these(frozenset.intersection(*facets), kinds)
        found, total = every[:MOST], len(every)
    else:
        found, total = known.of(kinds)
        every = found
    among = 0
    if level:
        among = len(found) if len(found) < total else 0
        levels = _levels(frame, found)
        every = found = [iri for iri in found if level in levels.get(iri, ())]
        total = len(found)
    names.read(found)
    actors = [one for iri in found if (one := names.get(iri))]
    whole = not (text or level or facets or kind in ACTORS) and total > DRAWN
    drawn = known.drawn if whole else every if len(every) <= DRAWN else known.drawn_of(every)
    return _Chosen(actors, drawn, total, whole, among)


def _levels(frame: Frame, iris: Sequence[str]) -> dict[str, list[str]]:
    """Return the levels on which actors act at the date."""
    if not iris:
        return {}
    near = frame.ground.near(iris, frame.date or ANY, only_traits=True)
    return {iri: own["level"] for iri, own in traits(near.store, iris).items()}


def _network(frame: Frame, iris: Sequence[str]) -> Network:
    return among(frame.ground, iris, frame.as_of, without=DESCRIBING)


def _tie_rows(frame: Frame, network: Network) -> dict[str, Any]:
    """Return the ties of a network as rows of a table, each with the statements that it rests on.

    These are the first `_ROWS` of them (`drawn_ties`), and how many more there are (`ties_left`).
    """
    graph, known = network.graph, frame.ground.names
    stated_in, store = claims_of(graph), frame.ground.store
    found = {one.iri: one for one in relations(store, claims=stated_in)}
    proof = evidence(store, stated_in)

    def end(iri: str) -> dict[str, str]:
        return named(frame, {"iri": iri, "label": known.label(iri, frame.language)}) or {}

    def when(claim: str) -> str:
        valid = found[claim].valid if claim in found else None
        told = (
            (frame.when(valid.edtf) or from_bounds(valid.bounds, frame.language)) if valid else ""
        )
        seen = sorted({frame.when(item.attests) for item in proof[claim] if item.attests})
        return told or (frame.words["attested_in"].format(", ".join(seen)) if seen else "")

    rows = []
    for a, b, tie in graph.edges(data=True):
        stated = [one["claim"] for one in tie["claims"]]
        rows.append(
            {
                "source": end(a),
                "relation": tie["relation_label"],
                "target": end(b),
                "when": ", ".join(dict.fromkeys(filter(None, map(when, stated)))),
                "certain": tie["certain"],
                "claims": [
                    {
                        "curie": curie(one),
                        "href": frame.to(entity_path(one, "id").removesuffix(".html")),
                    }
                    for one in stated
                ],
            }
        )
    rows.sort(key=lambda row: (folded(row["source"]["label"]), folded(row["target"]["label"])))
    return {"drawn_ties": rows[:_ROWS], "ties_left": max(len(rows) - _ROWS, 0)}


def _rows(frame: Frame, actors: Sequence[Entity]) -> list[dict[str, Any]]:
    label, ties = frame.ground.label, tied(frame.ground).ties
    levels = _levels(frame, [one.iri for one in actors])
    return [
        {
            "name": named(frame, {"iri": one.iri, "label": one.label(frame.language)}),
            "kind": label(one.kind),
            "levels": [label(f"{CONCEPT}level/{level}") for level in levels.get(one.iri, ())],
            "identifiers": list(one.identifiers),
            "ties": ties.get(one.iri, 0),
        }
        for one in actors
    ]
