"""Queries with a header: read as grlc reads them, French beside English, errors that help."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from tigraph.errors import DataError, UnknownNameError, UsageError
from tigraph.querying import catalogue
from tigraph.querying.parameters import bound, values
from tigraph.querying.query import parse
from tigraph.rdf.sparql import Parameter

TEXT = """\
#+ summary: Who is in it?
#+ description: >-
#+   Two lines
#+   of text.
#+ tags: [projection, people]
#+ derived: possible
#+ defaults:
#+   - body: body:b
#+   - year: 2019
#+ columns:
#+   who: a person
#+ fr:
#+   summary: Qui en est ?
SELECT ?who { ?who ?in ?_body_iri ; ?at ?_year ; ?as ?_role . FILTER(LANG(?x) = ?_lang) }
"""


def test_a_header_says_what_a_query_is_for() -> None:
    query = parse(TEXT, "members")
    assert query.is_projection
    assert query.tags == ["projection", "people"]
    assert (query.form, query.derived) == ("SELECT", "possible")
    assert query.described("summary", "en") == "Who is in it?"
    assert query.described("summary", "fr") == "Qui en est ?"
    assert query.described("description", "fr") == "Two lines of text.", "English where none"
    assert query.described("columns", "en") == {"who": "a person"}
    assert [p.name for p in query.parameters] == ["body", "year", "role", "lang"]


def test_a_query_without_a_header_is_a_query_too() -> None:
    query = parse("ASK { ?s ?p ?o }", "x")
    assert (query.form, query.derived, query.tags, query.defaults) == ("ASK", "", [], {})
    assert query.described("summary", "fr") == ""
    assert query.described("columns", "fr") == {}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("#+ summary: [", "is not YAML"),
        ("#+ just words", "should be “key: value” lines"),
        ("#+ derived: perhaps", "“derived” should be one of bounds, certain, possible"),
        ("#+ tags: projection", "“tags” in the header should be a list"),
        ("#+ fr: oui", "“fr” in the header should be “key: value” lines"),
        ("#+ columns: who", "“columns” in the header should be “key: value” lines"),
        ("#+ defaults:\n#+   body: b", "“defaults” in the header should be a list"),
        ("#+ kinds: [body]", "“kinds” in the header should be “key: value” lines"),
        ("#+ kinds:\n#+   body: tig:Phase", "“kinds” should give each parameter a list"),
        ("#+ defaults: [body]", "should be “- parameter: value”"),
    ],
)
def test_a_header_that_cannot_be_read_says_what_it_should_be(header: str, expected: str) -> None:
    with pytest.raises(DataError, match=r"^mine\.rq: .*" + expected):
        parse(f"{header}\nASK {{}}", "mine.rq")


def test_values_given_win_over_defaults_and_none_may_be_missing() -> None:
    query = parse(TEXT, "members")
    chosen = values(query, {"role": "president", "lang": "fr", "year": "2020"})
    assert chosen == {
        Parameter("_body_iri", "body", "iri"): "body:b",
        Parameter("_year", "year", "literal"): "2020",
        Parameter("_role", "role", "literal"): "president",
        Parameter("_lang", "lang", "literal"): "fr",
    }
    with pytest.raises(UsageError, match=r"members needs -p role=… -p lang=…"):
        values(query, {"lang": ""})
    with pytest.raises(UnknownNameError, match=r"“bodie”.* Nearest: body.*parameters: body, year"):
        values(query, {"bodie": "b"})


def test_a_name_of_the_catalogue_wins_over_a_file_and_a_file_has_a_slash_or_a_suffix(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("people", "own.rq"):
        Path(name).write_text("#+ summary: of a file\nASK {}", encoding="utf-8")
    assert catalogue.find("people").described("summary", "en") != "of a file"
    assert catalogue.find("./people").described("summary", "en") == "of a file"
    assert catalogue.find("own.rq").described("summary", "en") == "of a file"
    with pytest.raises(DataError, match=r"No such query file: absent\.rq"):
        catalogue.find("absent.rq")
    with pytest.raises(UnknownNameError, match=r"No query named “peopel”.*Nearest: people"):
        catalogue.find("peopel")


@pytest.mark.parametrize("name", catalogue.names())
def test_a_shipped_query_is_described_in_both_languages(name: str) -> None:
    query = catalogue.find(name)
    for key in ("summary", "description", "columns"):
        english, french = query.described(key, "en"), query.described(key, "fr")
        assert english, key
        assert french, key
        assert english != french, key
        for text in (str(english), str(french)):  # a page has it, too, and a figure for print
            assert "--" not in text, key
            assert "`tigraph" not in text, key
    assert set(query.described("columns", "en")) == set(query.described("columns", "fr"))
    known = {parameter.name for parameter in query.parameters}
    assert set(query.defaults) <= known
    if query.parameters:
        assert query.form in ("SELECT", "CONSTRUCT"), "grlc binds no others"


@pytest.mark.parametrize("name", catalogue.names())
def test_the_kinds_of_a_shipped_query_are_those_of_its_parameters(name: str) -> None:
    query = catalogue.find(name)
    kinds = query.header.get("kinds") or {}
    assert set(kinds) <= {parameter.name for parameter in query.parameters}
    for parameter in kinds:
        assert all(kind.startswith("http") for kind in query.kinds(parameter))


def test_a_parameter_is_resolved_among_its_kinds() -> None:
    query = parse(
        "#+ kinds:\n#+   region: [id-scheme:insee-region]\nASK { ?_region_iri ?_other_iri ?o }",
        "mine",
    )
    asked = []

    def resolve(name: str, kinds: Collection[str]) -> str:
        asked.append((name, list(kinds)))
        return "https://example.org/x"

    bound(query, {"region": "27", "other": "x"}, resolve)
    assert asked == [
        ("27", ["https://w3id.org/tigraph/concept/id-scheme/insee-region"]),
        ("x", []),
    ]
