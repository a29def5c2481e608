"""Rows put in order after the engine gave them stand as the engine itself would put them."""

from __future__ import annotations

from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tigraph.limits import allowing
from tigraph.querying.answers import Rows, answer
from tigraph.querying.ordering import ordered
from tigraph.querying.running import _answered

XSD = "http://www.w3.org/2001/XMLSchema#"
TEXTS = st.text(alphabet="aAbzé 019-/œ", max_size=4)
DAYS = st.dates().map(lambda day: ox.Literal(day.isoformat(), datatype=ox.NamedNode(XSD + "date")))
NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12).map(ox.Literal),
    st.decimals(-1000, 1000, places=3).map(
        lambda one: ox.Literal(str(one), datatype=ox.NamedNode(XSD + "decimal"))
    ),
)
TAGS = st.sampled_from(["fr", "en"])
WRITTEN = st.one_of(
    TEXTS.map(ox.Literal),
    st.builds(
        lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["fr", "en"])
    ),
    TEXTS.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("urn:edtf"))),
)
NAMED = st.integers(0, 30).map(lambda n: ox.NamedNode(f"urn:fictive:{n}"))
COLUMNS = [st.one_of(st.none(), NAMED, literals) for literals in (WRITTEN, NUMBERS, DAYS)]


def asked(store: ox.Store, query: str) -> Rows:
    found = answer(store.query(query), allowing())
    assert isinstance(found, Rows)
    return found


def values(rows: list[tuple[object, ...]]) -> str:
    told = (" ".join("UNDEF" if one is None else str(one) for one in row) for row in rows)
    return "VALUES (?a ?b ?id) { " + " ".join(f"({row})" for row in told) + " }"


@given(
    *(st.lists(st.tuples(one, two), max_size=12) for one, two in pairwise(COLUMNS)),
    st.sampled_from(["?a ?b", "DESC(?a) ?b", "?b DESC(?a)", "ASC(?b) ASC(?a)"]),
)
def test_rows_stand_as_the_engine_puts_them(
    one: list[tuple[object, object]], two: list[tuple[object, object]], keys: str
) -> None:
    for pairs in (one, two):
        rows = [(*pair, ox.Literal(n)) for n, pair in enumerate(pairs)]
        query = f"SELECT ?a ?id {{ {values(rows)} }} ORDER BY {keys} ?id"
        order = ordered(query)
        assert order is not None
        assert "ORDER" not in order.text
        found = order.put(asked(ox.Store(), order.text))
        assert found == asked(ox.Store(), query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a ?b ?c }",
        "SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 3",
        "SELECT ?a { ?a ?b ?c } ORDER BY LCASE(?a)",
        "SELECT ?a { ?a ?b ?c } ORDER BY (?b + 1)",
        "SELECT DISTINCT ?a { ?a ?b ?c } ORDER BY ?b",
        "ASK { ?a ?b ?c }",
        "SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a } }",
    ],
)
def test_an_order_that_chooses_among_rows_or_reckons_is_left_to_the_engine(query: str) -> None:
    assert ordered(query) is None


@pytest.mark.parametrize(
    ("written", "known"), [("2 'two'", False), ("true", False), ("'x'@fr 'y' <urn:z>", True)]
)
def test_terms_of_which_the_order_is_not_known_are_left_to_the_engine(
    written: str, known: bool
) -> None:
    order = ordered(f"SELECT ?a {{ VALUES ?a {{ {written} }} }} ORDER BY ?a")
    assert order is not None
    assert (order.put(asked(ox.Store(), order.text)) is not None) is known


def test_what_a_query_orders_by_and_does_not_give_is_not_given() -> None:
    store = ox.Store()
    store.load(input="<urn:a> <urn:p> 2 . <urn:b> <urn:p> 1 .", format=ox.RdfFormat.TURTLE)
    for head in ("SELECT ?s", "SELECT (STR(?s) AS ?s2) ?p", "SELECT *", "SELECT DISTINCT ?s ?o"):
        query = f"{head} WHERE {{ ?s ?p ?o }} ORDER BY ?o"
        order = ordered(query)
        assert order is not None
        assert order.put(asked(store, order.text)) == asked(store, query)


@pytest.mark.parametrize("pattern", ["?s ?p ?o", "?s <urn:none> ?o"])
def test_a_question_is_asked_once_whether_it_has_rows_or_none(pattern: str) -> None:
    store, texts = ox.Store(), []
    store.load(input="<urn:a> <urn:p> 2 .", format=ox.RdfFormat.TURTLE)

    def ask(text: str) -> Rows:
        texts.append(text)
        return asked(store, text)

    found = _answered(ask, f"SELECT ?s {{ {pattern} }} ORDER BY ?o", later=True)
    assert isinstance(found, Rows)
    assert found.columns == ("s",)
    assert len(texts) == 1
