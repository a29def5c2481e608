"""A mistyped term in a query is said on stderr, and an answer that is empty for it never bare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checkout import HEADER
from terminal import tigraph

NONE = "SELECT ?t { ?t a tig:Territory }"


def test_a_term_that_is_none_is_said_beside_an_empty_answer() -> None:
    done = tigraph("query", "-e", NONE, "-f", "csv")
    assert (done.code, done.out) == (0, "t\r\n")
    said = "tig:Territory is no term; did you mean tig:LabelledTerritory?"
    assert done.err.splitlines() == ["0 rows.", said]


def test_it_is_said_in_french_and_not_where_nothing_is_to_be_said() -> None:
    french = "tig:Territory n’est pas un terme ; vouliez-vous dire tig:LabelledTerritory ?"
    assert french in tigraph("query", "-e", NONE, "--lang", "fr").err
    assert tigraph("query", "-e", NONE, "-q").err == ""


def test_a_no_says_it_too() -> None:
    done = tigraph("query", "-e", "ASK { ?p a foaf:Persn }")
    assert (done.code, done.out) == (1, "false\n")
    assert done.err == "foaf:Persn is no term; did you mean foaf:Person?\n"


def test_what_wants_a_date_says_so_until_it_has_one() -> None:
    query = "SELECT ?b { person:cedric-bole org:holds ?b }"
    done = tigraph("query", "-e", query)
    assert "org:holds is derived at a date: ask with --as-of DATE, or any." in done.err
    assert "is derived at a date" not in tigraph("query", "-e", query, "--as-of", "any").err


@pytest.mark.parametrize("command", ["query", "export"])
def test_a_query_of_ones_own_in_a_file_is_looked_at_and_the_catalogue_is_not(
    command: str, tmp_path: Path
) -> None:
    own = tmp_path / "own.rq"
    own.write_text(
        "SELECT ?source ?target ?relation { ?source org:memberof ?target . "
        "BIND(org:memberOf AS ?relation) }",
        encoding="utf-8",
    )
    more = [] if command == "query" else ["-o", tmp_path / "x.csv"]
    done = tigraph(command, own, *more, "--as-of", "any")
    assert done.err.count("org:memberof is no term; did you mean org:memberOf?") == 1
    assert "term" not in tigraph("query", "members-that-are-communes").err


def test_terms_of_the_data_that_is_given_are_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "own.ttl"
    data.write_text(f'{HEADER}person:invented tig:shoeSize "44" .\n', encoding="utf-8")
    query = 'SELECT ?p { ?p tig:shoeSize "45" }'
    assert tigraph("query", "-e", query, "--data", data).err == "0 rows.\n"
    assert "tig:shoeSize is no term" in tigraph("query", "-e", query).err


def test_check_tells_a_mistyped_term_with_its_place(tmp_path: Path) -> None:
    data = tmp_path / "slip.ttl"
    said = 'person:invented a foaf:Person ; skos:prefLabel "Personne fictive"@fr ;\n'
    data.write_text(f"{HEADER}{said}  tig:governaceLevel level:local .\n", encoding="utf-8")
    done = tigraph("check", data, "--only-data", "-f", "json")
    assert done.code == 1
    [found] = [one for one in json.loads(done.out)["findings"] if one["check"] == "terms"]
    assert found["where"] == "person:invented"
    told = "tig:governaceLevel is no term; did you mean tig:governanceLevel?"
    assert found["message"] == told
