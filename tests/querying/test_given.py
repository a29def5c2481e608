"""What Python users hold is taken for what it is: IRIs, dates, numbers, paths, graphs, cells.

The person in the files is fictitious.
"""

from __future__ import annotations

import datetime
import decimal
from pathlib import Path
from typing import Any

import numpy
import pandas
import pyoxigraph as ox
import pytest
import rdflib

import tigraph
from tigraph.errors import UsageError

BOLE = "https://w3id.org/tigraph/id/person/cedric-bole"
FICTIVE = (
    "<http://e.org/a> a <http://xmlns.com/foaf/0.1/Person> ; "
    '<http://www.w3.org/2004/02/skos/core#prefLabel> "Ada Exemple"@fr .'
)


class Named(str):
    """A class of text of somebody's own."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = str.__hash__


@pytest.fixture(scope="module")
def graph() -> tigraph.Graph:
    return tigraph.load()


@pytest.mark.parametrize(
    "person",
    [rdflib.URIRef(BOLE), ox.NamedNode(BOLE), Named(BOLE), numpy.str_(BOLE),
     pandas.Series([BOLE]).iloc[0], rdflib.Literal("Cédric Bôle")],
)  # fmt: skip
def test_a_name_may_be_of_any_class_of_text(graph: tigraph.Graph, person: Any) -> None:
    asked = graph.query("posts-of-person", {"person": BOLE})
    assert graph.show(person)["label"] == "Cédric Bôle"
    assert graph.query("posts-of-person", {"person": person}).render("csv") == asked.render("csv")
    [path] = graph.path(person, "Nathalie Augé")
    assert path[0]["from"]["iri"] == BOLE


@pytest.mark.parametrize(
    "when",
    [datetime.date(2019, 1, 31), datetime.datetime(2019, 1, 31, 14, 30),
     pandas.Timestamp("2019-01-31"), numpy.datetime64("2019-01-31"), "2019-01-31"],
)  # fmt: skip
def test_a_date_may_be_of_any_class_of_date(graph: tigraph.Graph, when: Any) -> None:
    told = graph.query("who-presides", as_of="2019-01-31").render("csv")
    assert graph.query("who-presides", as_of=when).render("csv") == told
    assert graph.known_by(when).ground.knowledge.by == "2019-01-31"  # type: ignore[union-attr]


def test_a_year_may_be_a_number(graph: tigraph.Graph) -> None:
    told = graph.compare("2019", "2021").counts()
    for first, second in ((2019, 2021), (numpy.int64(2019), pandas.array([2021])[0])):
        assert graph.compare(first, second).counts() == told  # type: ignore[arg-type]
    assert graph.network("people", as_of=2019).asked.as_of == "2019"  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "value", [3, numpy.int32(3), pandas.Series([3, None]).iloc[0], decimal.Decimal(3)]
)
def test_a_parameter_may_be_a_number(graph: tigraph.Graph, value: Any) -> None:
    assert graph.query("ASK { FILTER(?_n_xsd_integer = 3) }", {"n": value})
    assert graph.query("ASK { FILTER(?_n = '3') }", {"n": value})


def test_a_parameter_may_be_true(graph: tigraph.Graph) -> None:
    for value in (True, numpy.True_):
        assert graph.query("ASK { FILTER(?_n_xsd_boolean) }", {"n": value})  # type: ignore[dict-item]


@pytest.mark.parametrize("value", [None, float("nan"), numpy.nan, pandas.NA, pandas.NaT, [1], {}])
def test_what_is_no_value_is_refused_by_its_name(graph: tigraph.Graph, value: Any) -> None:
    with pytest.raises(UsageError, match="person"):
        graph.query("posts-of-person", {"person": value})
    with pytest.raises(UsageError, match="name"):
        graph.show(value)


def test_parameters_are_a_dict(graph: tigraph.Graph) -> None:
    with pytest.raises(UsageError, match="parameters are a dict of names and values, not list"):
        graph.query("posts-of-person", [("person", BOLE)])  # type: ignore[arg-type]


def test_missing_cells_among_names_are_no_names(graph: tigraph.Graph) -> None:
    column = pandas.Series(["Cédric Bôle", None, float("nan")])
    assert [one.outcome for one in graph.match(column)] == ["matched", "none", "none"]


def test_a_query_may_be_a_path(
    graph: tigraph.Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even where neither a slash nor a suffix says that it is a file."""
    (tmp_path / "asked").write_text("SELECT ?s { ?s a org:Post } LIMIT 1", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert len(graph.query(Path("asked"))) == 1  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="query is of the type int: give the name of a query"):
        graph.query(3)  # type: ignore[arg-type]


def test_data_may_be_one_path_several_or_graphs_of_rdflib(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text(FICTIVE, "utf-8")
    told = rdflib.Graph().parse(path)
    apart = rdflib.Dataset()
    apart.graph(rdflib.URIRef("http://e.org/g")).parse(path)
    for data in (path, str(path), [path], told, [told], (str(path),)):
        graph = tigraph.load(data)  # type: ignore[arg-type]
        assert graph.search("ada exemple")[0]["iri"] == "http://e.org/a"
    named = tigraph.load([apart])  # type: ignore[list-item]
    assert named.query("ASK { GRAPH ?g { <http://e.org/a> ?p ?o } }")
    with pytest.raises(UsageError, match="data are paths of files of RDF, or graphs of rdflib"):
        tigraph.load([3])  # type: ignore[list-item]
