"""The data of real pages, held against their schema, of which the script's types are made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache, reduce
from operator import getitem
from typing import Any

import networkx as nx
import pytest
from jsonschema import Draft202012Validator
from test_views import unpacked

from floors import fictitious_files, real_files
from invented import actor, grown, hostile, network, tie
from tigraph.actors import Atlas, Frame, Town
from tigraph.drawing import Prepared
from tigraph.drawing.layouts import overviews
from tigraph.drawing.page import page
from tigraph.drawing.page.bundle import FOLDER
from tigraph.graph import Graph
from tigraph.measuring import scales
from tigraph.networks import Network
from tigraph.querying.catalogue import queries

pytest_plugins = ["page_helpers"]
SCHEMA = json.loads((FOLDER / "data.schema.json").read_text("utf-8"))
#: Which definition the rows of each table are of.
ROWS = {
    ("actors",): "actor",
    ("ties",): "tie",
    ("vis", "nodes"): "mark",
    ("vis", "edges"): "line",
}
PROJECTIONS = [query for query in queries() if query.is_projection and not query.parameters]
CURATED = [query.name for query in PROJECTIONS if not query.layers]


def faults(data: Any) -> list[str]:
    """What of a page's data is not as its schema says, the rows of its tables taken in."""
    found = [told(error) for error in Draft202012Validator(SCHEMA).iter_errors(data)]
    for way, name in ROWS.items():
        table = reduce(getitem, way, data)
        found += [f"{name}: {fault}" for fault in faults_of_rows(table, SCHEMA["$defs"][name])]
    return found


def faults_of_rows(table: Any, row: Any) -> Iterator[str]:
    """What of a table's rows is not as their schema says; each cell is looked at once."""
    yield from (f"{key} is not known" for key in table["columns"].keys() - row["properties"].keys())
    if not table["rows"]:
        return
    for key, schema in row["properties"].items():
        cells = [one.get(key) for one in unpacked({**table, "columns": only(table, key)})]
        if key in row["required"] and None in cells:
            yield f"{key} is missing"
        cell = Draft202012Validator({**schema, "$defs": SCHEMA["$defs"]})
        for text in {json.dumps(value) for value in cells if value is not None}:
            yield from (f"{key}: {told(error)}" for error in cell.iter_errors(json.loads(text)))


def only(table: Any, key: str) -> Any:
    return {key: table["columns"][key]} if key in table["columns"] else {}


def told(error: Any) -> str:
    return f"{list(error.absolute_path)}: {error.message[:200]}"


def data_of(picture: Network) -> Any:
    """A page's data as the page has it."""
    return json.loads(json.dumps(page.page_data(picture), allow_nan=False))


@cache
def curated(graph: Graph, name: str) -> Any:
    """The data of the page of a projection, made once; nobody writes into it."""
    return data_of(graph.network(name))


@pytest.mark.parametrize("name", CURATED)
def test_each_projection(graph: Graph, name: str) -> None:
    assert faults(curated(graph, name)) == []


@fictitious_files
@pytest.mark.parametrize(
    "name", [query.name for query in PROJECTIONS if query.layers] + ["territory-members"]
)
def test_each_national_projection(national: Graph, name: str) -> None:
    assert faults(data_of(national.network(name))) == []


@real_files
def test_a_projection_of_the_whole_country(national: Graph) -> None:
    assert faults(data_of(national.network("succession-network"))) == []


@pytest.mark.parametrize("date", ["2019", "2018-11-22", "2018/2020", "2018-23"])
def test_a_date(graph: Graph, date: str) -> None:
    assert faults(data_of(graph.network("people", as_of=date))) == []


@pytest.mark.parametrize("sides", [("2018", "2023"), ("phase:ti-1", "phase:ti-2")])
def test_a_comparison(graph: Graph, sides: tuple[str, str]) -> None:
    assert faults(data_of(graph.compare_network(graph.compare(*sides)))) == []


def test_a_path(graph: Graph) -> None:
    assert faults(data_of(graph.path_network(graph.steps("Olivier Lluansi", "AdCF")))) == []


PREPARED = Prepared(
    moved={"force": {"urn:0000": (1.0, -2.5)}},
    hidden=("urn:0001",),
    notes={"urn:0002": "une note"},
    story=(("un pas", "date=2019"),),
)


def test_a_prepared_view() -> None:
    data = json.loads(json.dumps(page.page_data(grown(3), PREPARED)))
    assert faults(data) == []
    assert data["prepared"]["moved"] == {"force": {"urn:0000": [1.0, -2.5]}}


def on_a_map() -> Network:
    graph: Any = nx.MultiDiGraph()
    for i, (lon, lat) in enumerate([(0, 45), (2, 47), (4, 45)]):
        graph.add_node(f"urn:{i}", **actor(f"Lieu {i}", lon=lon, lat=lat))
    graph.add_edge("urn:0", "urn:1", **tie())
    square = "POLYGON ((0 45, 4 45, 4 47, 0 47, 0 45))"
    frame = Frame("urn:f", "Pays fictif", "+proj=utm +zone=31", (-5, 40, 9, 52))
    town = Town("Ville fictive", 1, 46, 1000)
    graph.graph["atlas"] = Atlas(
        {"urn:0": (square,)}, {1: (square,)}, (frame,), (town,), ("Atlas fictif",)
    )
    return network(graph)


@cache
def large() -> Any:
    """The data of a page that opens on groups, which takes seconds; nobody writes into it."""
    return data_of(grown(overviews.MANY + 1))


@pytest.mark.parametrize(
    "make",
    [hostile, on_a_map, lambda: grown(0), lambda: grown(1)],
    ids=["hostile", "map", "none", "one"],
)
def test_what_is_invented(make: Callable[[], Network]) -> None:
    assert faults(data_of(make())) == []


def test_what_is_large() -> None:
    assert faults(large()) == []


def told_in(schema: Any) -> Iterator[str]:
    """The names of all properties that a schema knows."""
    if isinstance(schema, dict):
        yield from schema.get("properties", ())
    for inner in schema.values() if isinstance(schema, dict) else schema:
        if isinstance(inner, dict | list):
            yield from told_in(inner)


def met_in(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        yield from data
    for inner in data.values() if isinstance(data, dict) else data:
        if isinstance(inner, dict | list):
            yield from met_in(inner)


def test_the_schema_knows_nothing_that_no_page_has(graph: Graph) -> None:
    pages = [curated(graph, "all-ties"), data_of(on_a_map())]
    pages += [
        large(),
        page.page_data(grown(3), PREPARED, scales(grown(3), ["degree"])),
    ]
    met = {
        name
        for page in pages
        for name in met_in([page, *(unpacked(reduce(getitem, way, page)) for way in ROWS)])
    }
    assert sorted(set(told_in(SCHEMA)) - met) == []


@pytest.mark.parametrize("way", ROWS, ids=ROWS.values())
def test_a_column_more_or_less_is_a_fault(small: Network, way: tuple[str, ...]) -> None:
    data = data_of(small)
    columns = reduce(getitem, way, data)["columns"]
    assert faults(data) == []
    assert faults(data | {"unheard_of": 1})
    columns["unheard_of"] = {"all": 1}
    assert faults(data)
    del columns["unheard_of"]
    for key in SCHEMA["$defs"][ROWS[way]]["required"]:
        column = columns.pop(key)
        assert faults(data), key
        columns[key] = column
    assert faults(data) == []
