"""What could be known when: twenty-three questions, answered by hand from the five texts.

`known_by.csv` has the answers: what was surely so as of a date, as far as it was known by another,
and what else may have been; with the spans of the texts on which each rests.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import tigraph

QUESTIONS = {
    # How many territories the programme has in a phase; >= before a number is "at least".
    "territories": """SELECT DISTINCT ?is {
      ?claim a tig:HeldClaim ; tig:measure measure:territories ; tig:value ?value ; tig:about ?all ;
        tig:qualifier ?precision .
      VALUES ?all { population:territoires-labellises-ti-1 population:territoires-labellises-ti-2 }
      BIND(IF(?precision = qualifier:at-least, CONCAT(">=", STR(?value)), STR(?value)) AS ?is)
    }""",
    "members": """SELECT DISTINCT ?is {
      ?claim a tig:HeldClaim ; tig:relation relation:member ; org:member ?is ; org:organization OF
    }""",
    "heads": """SELECT DISTINCT ?is {
      ?claim a tig:HeldClaim ; org:member ?is .
      { ?claim org:organization OF ; org:role ?role } UNION
      { ?claim opengov:post ?post . ?post org:postIn OF ; org:role ?role }
      ?role tig:heads true .
    }""",
    "holder": "SELECT DISTINCT ?is { ?claim a tig:HeldClaim ; opengov:post OF ; org:member ?is }",
    "euros": """SELECT DISTINCT (STR(?value) AS ?is) {
      ?claim a tig:HeldClaim ; tig:measure measure:amount ; tig:unit unit:euro ; tig:value ?value
    }""",
}
ANSWERS = list(csv.DictReader((Path(__file__).parent / "known_by.csv").open(encoding="utf-8")))


@pytest.fixture(scope="module")
def known(graph: tigraph.Graph) -> Callable[[str], tigraph.Graph]:
    """What was known by a date, worked out once for the questions of that date."""
    return cache(graph.known_by)


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: f"question {answer['question']}")
def test_what_could_be_known_when(
    known: Callable[[str], tigraph.Graph], answer: dict[str, str]
) -> None:
    """Each answer, sure and possible, is the one given by hand."""
    query = QUESTIONS[answer["asked"]].replace("OF", answer["of"])
    rows = known(answer["known_by"]).query(query, as_of=answer["as_of"], possible=True)
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row["holds"]].add(row["is"])
    assert found["certain"] == set(answer["certain"].split())
    assert found["possible"] == set(answer["possible"].split())
