"""Which graphs a query asks, which prefixes it leaves out, and what two graphs give together."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from tigraph.rdf import dataset, declared, has_from, merged, names_graphs

G = {"g": "http://g/", "": "http://none/"}


@pytest.mark.parametrize(
    ("query", "graphs", "named"),
    [
        ("SELECT * FROM <http://a> FROM <http://b> { ?s ?p ?o }", ["http://a", "http://b"], []),
        ("select * from named <http://a> { ?s ?p ?o }", [], ["http://a"]),
        ("ASK FROM g:a FROM NAMED g:b { ?s ?p ?o }", ["http://g/a"], ["http://g/b"]),
        ("ASK FROM :a { ?s ?p ?o }", ["http://none/a"], []),
        # a prefix of the query's own goes before the one that is known
        ("PREFIX g: <http://own/> ASK FROM g:a { ?s ?p ?o }", ["http://own/a"], []),
        ("BASE <http://base/x> ASK FROM <a> FROM NAMED </b> {}", ["http://base/a"],
         ["http://base/b"]),
        ("BASE <http://base/x/> BASE <y/> PREFIX p: <z#> ASK FROM p:a {}",
         ["http://base/x/y/z#a"], []),
        ("ASK { ?from <http://x/FROM> 'FROM <a:b>' } # FROM <http://a>", [], []),
        # a namespace may end in a mark that says nothing of an address
        ("BASE <http://base/> PREFIX p: <http://own/ns#> ASK FROM p:a {}", ["http://own/ns#a"], []),
        ("BASE <http://base/> PREFIX p: <ns?> ASK FROM p:a {}", ["http://base/ns?a"], []),
        ("ASK # one\nFROM # two\n<http://a> {}", ["http://a"], []),
    ],
)  # fmt: skip
def test_the_graphs_that_a_query_names_are_told_as_iris(
    query: str, graphs: list[str], named: list[str]
) -> None:
    ox.Store().query(query, prefixes=G)  # the engine reads it, too
    assert dataset(query, G) == (graphs, named)


@pytest.mark.parametrize("cut", ["ASK FROM", "ASK FROM NAMED", "PREFIX g:", "BASE"])
def test_a_query_that_breaks_off_is_left_for_the_engine_to_refuse(cut: str) -> None:
    assert dataset(cut, G)[1] == []


@pytest.mark.parametrize(
    ("query", "of_its_own", "looks_into"),
    [
        ("ASK FROM <http://a> { ?s ?p ?o }", True, True),
        ("ASK { GRAPH ?g { ?s ?p ?o } }", False, True),
        ("ask { graph <http://a> { ?s ?p ?o } }", False, True),
        ("ASK { ?graph <http://x/GRAPH> 'FROM' } # FROM", False, False),
    ],
)
def test_whether_a_query_names_its_graphs(query: str, of_its_own: bool, looks_into: bool) -> None:
    assert has_from(query) is of_its_own
    assert names_graphs(query) is looks_into


@pytest.mark.parametrize(
    ("query", "before"),
    [
        ("ASK { ?s g:p ?o }", "PREFIX g: <http://g/>\n"),
        ("ASK { g:a g:p h:b }", "PREFIX g: <http://g/>\nPREFIX h: <http://h/>\n"),
        ("PREFIX g: <http://own/> ASK { ?s g:p h:b }", "PREFIX h: <http://h/>\n"),
        ("prefix # mine\n g: <http://own/> ASK { ?s g:p ?o }", ""),
        ("ASK { ?s <g:p> 'h:b' } # h:c", ""),
        ("ASK { ?s other:p ?o }", ""),
    ],
)
def test_prefixes_that_a_query_uses_and_lacks_are_put_before_it(query: str, before: str) -> None:
    assert declared(query, {"g": "http://g/", "h": "http://h/", "unused": "http://u/"}) == (
        before + query
    )


A, B, C, P = (ox.NamedNode(f"http://{name}") for name in "abcp")


def counted(store: ox.Store) -> int:
    return len(list(store.query("SELECT * { ?s ?p ?o }")))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("graphs", "expected"),
    [
        (["http://a", "http://b"], 3),  # 1 and 2, 2 and 3
        (["http://a", "http://a"], 2),  # one graph named twice
        (["http://b", "http://a", "http://c"], 4),
    ],
)
def test_a_triple_of_two_graphs_is_one_in_their_merge(graphs: list[str], expected: int) -> None:
    store = ox.Store()
    for graph, values in ((A, (1, 2)), (B, (2, 3)), (C, (4,))):
        store.extend(ox.Quad(A, P, ox.Literal(value), graph) for value in values)
    made = merged(store, graphs, ["http://c"])
    assert made is not None
    assert counted(made) == expected
    assert [quad.object for quad in made.quads_for_pattern(None, None, None, C)] == [ox.Literal(4)]
    assert not made.contains_named_graph(A), "only those that were named by FROM NAMED"
    assert merged(store, ["http://a", "http://c"], []) is None, "they share nothing"
    assert merged(store, ["http://a"], []) is None
