"""The codebook and the graph say the same: what was left out, which relations there are."""

from __future__ import annotations

import re

import pytest

import tigraph
from checkout import ROOT
from tigraph.rdf.asking import select
from tigraph.rdf.vocabulary import local_name

CODEBOOK = ROOT / "docs" / "codebook.md"


def _section(number: str) -> str:
    return CODEBOOK.read_text("utf-8").split(f"## {number}")[1].split("\n## ")[0]


@pytest.fixture(scope="module")
def graph() -> tigraph.Graph:
    return tigraph.load(language="en")


def test_every_sentence_left_out_stands_in_the_codebook(graph: tigraph.Graph) -> None:
    listed = {
        (text, int(start), int(end), reason.strip())
        for text, start, end, reason in re.findall(
            r"^\| (\d{3}) \| (\d+) \| (\d+) \| ([^|]+) \|", _section("9."), re.M
        )
    }
    recorded = {
        (local_name(row["text"]), int(row["start"]), int(row["end"]), graph.label(row["reason"]))
        for row in select(
            graph.store,
            "SELECT ?text ?start ?end ?reason { ?text tig:leftOut ?span . "
            "?span oa:start ?start ; oa:end ?end ; tig:reason ?reason }",
        )
    }
    assert listed == recorded
    assert listed


def test_the_table_of_relations_is_that_of_the_scheme(graph: tigraph.Graph) -> None:
    """Same relations, same basis: a coder may trust the table."""
    table = dict(re.findall(r"^\| `([a-z-]+)` \|[^|]+\| ([a-z]+) \|", _section("3."), re.M))
    scheme = {
        local_name(row["relation"]): local_name(row["basis"])
        for row in select(
            graph.store,
            "SELECT ?relation ?basis { ?relation skos:inScheme concept:relation ; "
            "tig:basis ?basis }",
        )
        if row["relation"].startswith("https://w3id.org/tigraph/concept/relation/")
    }
    assert table == scheme
