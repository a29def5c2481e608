"""docs/model.md is true: its queries run without a remark, and say what the catalogue says."""

from __future__ import annotations

import re
import warnings
from typing import Any, NamedTuple

import pytest

from checkout import ROOT
from tigraph.graph import Graph
from tigraph.querying import Rows, Verdict, catalogue
from tigraph.rdf.vocabulary import curie

TEXT = (ROOT / "docs/model.md").read_text("utf-8")
#: Names that are written like a query's, and are none.
NO_QUERIES = {"has-legal-form", "holds-post", "belongs-to-set", "pertains-to", "subset-of"}


class Asked(NamedTuple):
    """A question of the page: its number, its words, its query, and how it is asked."""

    number: int
    words: str
    query: str
    how: dict[str, Any]


def questions() -> list[Asked]:
    part = TEXT.partition("## How to ask")[2].partition("\n## ")[0]
    found = []
    for piece in re.split(r"(?m)^\*\*(?=\d+\. )", part)[1:]:
        words, _, rest = piece.partition("```sparql\n")
        date = re.search(r"`--as-of (\S+?)[ `]", words)
        how = {"as_of": date[1] if date else None, "possible": "--possible" in words}
        found.append(Asked(int(words.partition(".")[0]), words, rest.partition("```")[0], how))
    return found


def asked(graph: Graph, number: int) -> Rows:
    (one,) = (one for one in questions() if one.number == number)
    rows = graph.query(one.query, **one.how)
    assert isinstance(rows, Rows)
    return rows


def column(rows: Rows, name: str) -> list[str]:
    at = rows.columns.index(name)
    return [row[at].value for row in rows.rows if row[at] is not None]  # type: ignore[union-attr]


def test_the_fourteen_questions_are_there_in_their_order() -> None:
    assert [one.number for one in questions()] == list(range(1, 15))


@pytest.mark.parametrize("one", questions(), ids=lambda one: str(one.number))
def test_a_question_names_the_query_of_the_catalogue_that_answers_it(one: Asked) -> None:
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)*)`", one.words)) - NO_QUERIES
    assert named & set(catalogue.names())


@pytest.mark.parametrize("one", questions(), ids=lambda one: str(one.number))
def test_a_question_is_answered_without_a_remark(graph: Graph, one: Asked) -> None:
    """A term that is none, or is derived and wants a date, would be told as a warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(graph.query(one.query, **one.how)) > 0


def test_every_other_query_of_the_page_runs(graph: Graph) -> None:
    for query in re.findall(r"(?s)```sparql\n(.*?)```", TEXT):
        if not query.startswith("#+"):
            found = graph.query(query, as_of="any")
            assert isinstance(found, Verdict) or len(found) > 0, query


def test_the_queries_of_the_catalogue_that_are_named_are_there() -> None:
    part = TEXT.partition("## How to ask")[2].partition("\n## ")[0]
    named = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", part)) - NO_QUERIES
    assert len(named) > 14
    assert named <= set(catalogue.names())


# ------------------------------------------------------- what they say, and the catalogue says


def test_posts_at_a_date_are_those_of_the_catalogue(graph: Graph) -> None:
    own = graph.query("who-holds-which-post", as_of="2019")
    assert isinstance(own, Rows)
    rows = asked(graph, 1)
    labels = {graph.label(iri) for iri in column(rows, "person")}
    assert labels == set(column(own, "person"))
    assert len(rows) == len(own)


def test_documents_cite_the_documents_that_the_catalogue_says(graph: Graph) -> None:
    own = graph.query("documents-cited-by-documents")
    assert isinstance(own, Rows)
    rows = asked(graph, 3)
    pairs = zip(column(rows, "citing"), column(rows, "cited"), strict=True)
    told = {(graph.label(one), graph.label(two)) for one, two in pairs}
    assert told == set(zip(column(own, "document"), column(own, "refers"), strict=True))


def test_the_figures_that_disagree_are_those_of_the_territories(graph: Graph) -> None:
    """124 territories said one source, 148 others; the catalogue has both."""
    rows = asked(graph, 4)
    pairs = {
        (one, two)
        for measure, one, two in zip(
            column(rows, "measure"), column(rows, "one"), column(rows, "other"), strict=True
        )
        if curie(measure) == "measure:territories"
    }
    own = graph.query("number-of-territories")
    assert isinstance(own, Rows)
    assert pairs
    assert {value for pair in pairs for value in pair} <= set(column(own, "territories"))


def test_what_holds_for_sure_is_what_the_catalogue_counts(graph: Graph) -> None:
    rows = asked(graph, 14)
    counts = {curie(g): int(n) for g, n in zip(column(rows, "graph"), column(rows, "claims"),
                                               strict=True)}  # fmt: skip
    assert counts["graph:certain"] == len(graph.snapshot("2019").certain)


def test_the_table_of_relations_has_each_relation(graph: Graph) -> None:
    part = TEXT.partition("<!-- made: relations -->")[2].partition("<!-- end -->")[0]
    assert {curie(iri) for iri in column(asked(graph, 12), "relation")} == set(
        re.findall(r"(?m)^\| `(relation:[\w-]+)`", part)
    )
