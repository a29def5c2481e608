"""What follows at any time, over a store on disk: as in memory, at a date, with data, apart."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

import tigraph
from small_stores import store_with
from tigraph.graph import Graph
from tigraph.querying.answers import Rows
from tigraph.stores.on_disk import OnDisk

#: Everything here is fictitious.
LAYER = """
@prefix ex: <https://example.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix tig: <https://w3id.org/tigraph/ontology#> .
ex:Guild rdfs:subClassOf org:Organization .
ex:guild a ex:Guild .
ex:claim a tig:RelationClaim, org:Membership ; org:member ex:ada ; org:organization ex:guild ;
  tig:relation <https://w3id.org/tigraph/concept/relation/member> .
"""
MORE = "<https://example.org/lodge> a <https://example.org/Guild> ."
QUERIES = (
    "SELECT (COUNT(?c) AS ?n) { ?c a tig:Claim }",
    "SELECT (COUNT(?c) AS ?n) { ?c tig:subject ?s ; tig:object ?o }",
    "SELECT (COUNT(?c) AS ?n) { ?c tig:saidIn ?d }",
    "SELECT (COUNT(?x) AS ?n) { ?x a org:Organization }",
    "SELECT (COUNT(?x) AS ?n) { ?x a org:Organization ; a ?k . ?k a tig:Kind }",
    "SELECT (COUNT(?t) AS ?n) { ?t tig:inRegion ?r }",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store")
    (path / "guild.ttl").write_text(LAYER, encoding="utf-8")
    store_with(path / "store", LAYER, "guild")
    return path


def count(graph: Graph, query: str, **choices: str) -> int:
    found = graph.query(query, **choices)  # type: ignore[arg-type]
    assert isinstance(found, Rows)
    [[value]] = found.rows
    assert isinstance(value, ox.Literal)
    return int(value.value)


@pytest.mark.parametrize("query", QUERIES)
def test_a_store_gives_what_the_same_files_give_in_memory(folder: Path, query: str) -> None:
    on_disk = tigraph.load(store=folder / "store")
    in_memory = tigraph.load([folder / "guild.ttl"])
    assert count(on_disk, query) == count(in_memory, query) > 0
    assert count(on_disk, query, as_of="2019") == count(in_memory, query, as_of="2019") > 0


def test_it_is_worked_out_once_and_asked_where_it_stands(folder: Path) -> None:
    """The copy is found again by its folder, and need not be handed to another process."""
    told: list[str] = []
    graph = tigraph.load(store=folder / "store")
    assert isinstance(graph.ground, OnDisk)
    graph.ground.tell = told.append
    for _ in range(2):
        count(graph, QUERIES[0])
    assert len([one for one in told if "follows at any time" in one]) <= 1
    again = tigraph.load(store=folder / "store")
    again.ground.tell = told.append
    told.clear()
    count(again, QUERIES[1])
    assert told == []
    copies = [wide for wide, _ in graph.ground._wide.values()]
    assert copies
    assert all(graph.ground.place(wide) for wide in copies)


def test_data_given_with_a_store_has_it_too_and_the_store_stays(folder: Path) -> None:
    more = folder / "more.ttl"
    more.write_text(MORE, encoding="utf-8")
    own = count(tigraph.load(store=folder / "store"), QUERIES[3])
    assert count(tigraph.load([more], store=folder / "store"), QUERIES[3]) == own + 1
    named = folder / "named.ttl"
    named.write_text(
        MORE.replace("/Guild>", "/Lodge>")
        + "<https://example.org/Lodge> <http://www.w3.org/2000/01/rdf-schema#subClassOf> "
        "<https://example.org/Guild> ."
    )
    assert count(tigraph.load([named], store=folder / "store"), QUERIES[3]) == own + 1
    assert count(tigraph.load(store=folder / "store"), QUERIES[3]) == own
