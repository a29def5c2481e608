"""Answers in each format, read back by other programs."""

from __future__ import annotations

import builtins
import csv
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.results.jsonresults import JSONResultParser
from rdflib.plugins.sparql.results.xmlresults import XMLResultParser

import tigraph
from checkout import shared
from tigraph.errors import LeftOutWarning, MissingExtraError, UnknownNameError
from tigraph.limits import allowing
from tigraph.querying.answers import Rows, Triples, Verdict, answer, python_value
from tigraph.querying.formats import ANSWERS, FILES, GRAPHS, TABLES
from tigraph.rdf.vocabulary import EDTF, XSD

XML_SAFE = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
TEXTS = st.text(XML_SAFE | st.sampled_from("\n\t\"',;|\\"), max_size=20)
LITERALS = TEXTS.map(ox.Literal) | st.builds(
    lambda text, tag: ox.Literal(text, language=tag), TEXTS, st.sampled_from(["fr", "en"])
)
TERMS = st.one_of(
    st.none(),
    LITERALS,
    st.integers(-9, 9).map(ox.Literal),
    st.from_regex(r"[a-zé-]{1,9}", fullmatch=True).map(
        lambda slug: ox.NamedNode(f"https://w3id.org/tigraph/id/person/{slug}")
    ),
    st.just(ox.Literal("2018-11-22", datatype=ox.NamedNode(XSD + "date"))),
    st.just(ox.Literal("2018/..", datatype=ox.NamedNode(EDTF))),
)
ROWS = st.lists(st.tuples(TERMS, TERMS), max_size=6).map(lambda rows: Rows(("a", "b"), tuple(rows)))


def read_back(content: bytes, format: ox.QueryResultsFormat) -> list[tuple[Any, ...]]:
    solutions = ox.parse_query_results(content, format=format)
    return [tuple(solution) for solution in solutions]


@given(ROWS)
def test_json_xml_and_tsv_give_every_term_back(rows: Rows) -> None:
    for name in ("json", "xml", "tsv"):
        format = getattr(ox.QueryResultsFormat, name.upper())
        assert read_back(rows.render(name), format) == list(rows.rows), name


def of_rdflib(term: Any) -> Any:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    plain = term.language or term.datatype.value == XSD + "string"
    datatype = None if plain else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)


@given(ROWS)
def test_rdflib_reads_the_same_json_and_xml(rows: Rows) -> None:
    expected = [tuple(map(of_rdflib, row)) for row in rows.rows]
    for parser, name in ((JSONResultParser(), "json"), (XMLResultParser(), "xml")):
        result = parser.parse(io.BytesIO(rows.render(name)), content_type="")
        columns = [rdflib.Variable("a"), rdflib.Variable("b")]
        assert [tuple(map(row.get, columns)) for row in result.bindings] == expected, name


@given(ROWS)
def test_csv_gives_every_text_to_a_spreadsheet(rows: Rows) -> None:
    text = rows.render("csv").decode()
    head, *lines = csv.reader(io.StringIO(text, newline=""))
    assert head == ["a", "b"]
    assert lines == [[term.value if term else "" for term in row] for row in rows.rows]


ANY_TERM = st.one_of(
    TERMS,
    TEXTS.map(lambda text: ox.Literal(text + "\r")),
    st.just(ox.BlankNode("b1")),
    st.just(ox.NamedNode("https://example.org/a,b")),
    TEXTS.map(
        lambda text: ox.Triple(
            ox.NamedNode("https://example.org/a,b"), ox.NamedNode("urn:b"), ox.Literal(text)
        )
    ),
)


@given(st.lists(st.tuples(ANY_TERM, ANY_TERM), max_size=6))
def test_csv_is_the_engines_byte_for_byte(rows: list[tuple[Any, Any]]) -> None:
    tsv = "?a\t?b\n" + "".join(
        "\t".join("" if term is None else in_tsv(term) for term in row) + "\n" for row in rows
    )
    parsed = ox.parse_query_results(tsv, format=ox.QueryResultsFormat.TSV)
    assert isinstance(parsed, ox.QuerySolutions)
    expected = parsed.serialize(format=ox.QueryResultsFormat.CSV)
    assert Rows(("a", "b"), tuple(rows)).render("csv") == expected


def in_tsv(term: Any) -> str:
    text = str(term).replace("\t", "\\t")
    return f"<<( {text} )>>" if isinstance(term, ox.Triple) else text


@given(ROWS)
def test_json_lines_are_one_object_a_row_with_numbers_as_numbers(rows: Rows) -> None:
    lines = rows.render("jsonl").decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == list(rows)


@given(ROWS)
def test_a_markdown_table_has_a_line_for_each_row_and_as_many_cells(rows: Rows) -> None:
    lines = rows.render("md").decode().removesuffix("\n").split("\n")
    assert len(lines) == len(rows) + 2
    for line in lines:
        assert line.replace("\\\\", "").replace("\\|", "").count("|") == 3


def test_terms_come_as_python_values() -> None:
    def typed(text: str, datatype: str) -> Any:
        return python_value(ox.Literal(text, datatype=ox.NamedNode(XSD + datatype)))

    assert python_value(ox.NamedNode("https://w3id.org/tigraph/id/person/a")) == "person:a"
    assert typed("42", "integer") == 42
    assert typed("12.5", "decimal") == 12.5
    assert typed("true", "boolean") is True
    assert typed("2018-11-22", "date") == "2018-11-22"
    assert typed("many", "integer") == "many", "an ill-typed literal is shown as it stands"
    assert python_value(None) is None


def test_a_table_aligns_numbers_to_the_right_and_keeps_long_names_whole() -> None:
    name = "communauté de communes " * 12
    rows = Rows(("name", "n"), ((ox.Literal(name), ox.Literal(7)), (None, ox.Literal(1234))))
    head, _, one, two = rows.render("table").decode().splitlines()
    assert name.strip() in one
    assert head.index("n", 5) == len(one) - 1 == len(two) - 1


def test_a_table_stays_aligned_whatever_is_written_in_it() -> None:
    names = ("Besançon", "Val-d’Oise", "Orne\u0301", "東京", "中華")  # an accent of its own; wide
    rows = Rows(("name", "n"), tuple((ox.Literal(name), ox.Literal(7)) for name in names))
    assert rows.render("table").decode().splitlines() == [
        " name         n",
        "────────────────",
        " Besançon     7",
        " Val-d’Oise   7",
        " Orne\u0301         7",
        " 東京         7",
        " 中華         7",
    ]


@pytest.mark.parametrize("word", ["une longue phrase ", "東京"])
def test_a_table_on_a_terminal_is_as_wide_as_that(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tigraph.querying.written.terminal_width", lambda: 40)
    rows = Rows(("name", "n"), ((ox.Literal(word * 20), ox.Literal(7)),))
    lines = rows.render("table").decode().splitlines()
    assert all(sum(2 if c in "東京" else 1 for c in line) <= 40 for line in lines)
    told = "".join(line.removesuffix("7") for line in lines[2:])
    assert "".join(told.split()) == "".join((word * 20).split()), "nothing is lost"
    assert lines[2].endswith(" 7"), "and what is beside stands in the first line"


def test_a_row_without_values_and_no_rows_at_all_are_two_things() -> None:
    empty, unbound = Rows(("a",), ()), Rows(("a",), ((None,),))
    for name in ("csv", "tsv", "json", "xml", "jsonl", "md"):
        assert empty.render(name) != unbound.render(name)
        assert read_back(empty.render("json"), ox.QueryResultsFormat.JSON) == []


def test_yes_and_no_in_every_format() -> None:
    for value in (True, False):
        verdict, word = Verdict(value), str(value).lower()
        for name in ("json", "xml"):
            format = getattr(ox.QueryResultsFormat, name.upper())
            assert bool(ox.parse_query_results(verdict.render(name), format=format)) is value
        assert json.loads(verdict.render("json"))["boolean"] is value
        for name in ("table", "md", "jsonl", "csv", "tsv"):
            assert verdict.render(name).decode().split() == [word]


def test_triples_in_each_rdf_format_are_the_same_for_rdflib() -> None:
    triples = Triples(
        tuple(
            ox.Triple(ox.NamedNode("http://a/é"), ox.NamedNode("http://a/b"), ox.Literal(text))
            for text in ("plain", 'with "quotes"\nand lines', "& <tag>")
        )
    )
    expected = rdflib.Graph().parse(data=triples.render("nt"), format="nt")
    assert len(expected) == 3
    for name, format in (("ttl", "turtle"), ("table", "turtle"), ("jsonld", "json-ld"),
                         ("json", "json-ld"), ("rdf", "xml")):  # fmt: skip
        read = rdflib.Graph().parse(data=triples.render(name), format=format)
        assert set(read) == set(expected), name


def test_the_formats_that_commands_know_are_those_that_are_written() -> None:
    for told in (Rows((), ()), Verdict(True)):
        for name in TABLES:
            assert told.render(name) or name == "jsonl"
    for name in GRAPHS:
        Triples(()).render(name)
    assert set(ANSWERS.values()) == {*TABLES, *FILES, *GRAPHS}


def test_an_unknown_format_offers_those_that_there_are() -> None:
    for of, some in ((Rows((), ()), "csv, json, jsonl"), (Verdict(True), "csv"),
                     (Triples(()), "jsonld, nt, rdf, ttl")):  # fmt: skip
        with pytest.raises(UnknownNameError, match=f"No format for this.*“xlsx”.*{some}"):
            of.render("xlsx")


def test_json_lines_are_json_where_a_number_is_none_that_json_has() -> None:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    of = ox.NamedNode(XSD + "double")
    for value in ("INF", "-INF", "NaN"):
        lines = Rows(("n",), ((ox.Literal(value, datatype=of),),)).render("jsonl")
        assert json.loads(lines, parse_constant=refuse) == {"n": value}


def test_a_data_frame_has_the_columns_even_without_rows() -> None:
    assert list(Rows(("a", "b"), ()).to_pandas().columns) == ["a", "b"]
    frame = Rows(("n",), ((ox.Literal(1),), (ox.Literal(2),))).to_pandas()
    assert frame["n"].sum() == 3


def test_a_data_frame_keeps_the_types_of_its_columns_where_values_are_missing() -> None:
    def typed(value: str, of: str) -> ox.Literal:
        return ox.Literal(value, datatype=ox.NamedNode(f"{XSD}{of}"))

    columns = {
        "whole": (typed("7", "integer"), typed("9007199254740993", "positiveInteger")),
        "full": (typed("1", "int"), typed("2", "short")),
        "large": (typed(str(2**70), "integer"), typed("1", "integer")),
        "yes": (typed("true", "boolean"), typed("0", "boolean")),
        "share": (typed("0.5", "decimal"), typed("2", "integer")),
        "day": (typed("2019-01-31", "date"), typed("1515-09-13", "date")),
        "moment": (typed("2019-01-31T10:00:00", "dateTime"), None),
        "zoned": (typed("2019-01-31Z", "date"), typed("2019-01-31", "date")),
        "name": (ox.Literal("07", language="fr"), ox.NamedNode("urn:a")),
        "mixed": (typed("1", "integer"), typed("true", "boolean")),
        "unknown": (None, None),
    }  # fmt: skip
    rows = zip(*columns.values(), strict=True)
    gap = (None,) * len(columns)
    whole = Rows((*columns,), ((*rows, gap)))
    frame = whole.to_pandas()
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {
        "whole": "Int64", "full": "Int64", "large": "object", "yes": "boolean",
        "share": "float64", "day": "datetime64[s]", "moment": "datetime64[s]",
        "zoned": "object", "name": "object", "mixed": "object", "unknown": "object",
    }  # fmt: skip
    assert frame["whole"][1] == 9007199254740993  # which no float is
    assert list(frame["yes"][:2]) == [True, False]
    assert list(frame["day"].dt.year[:2]) == [2019, 1515]
    assert frame["day"].isna().tolist() == [False, False, True]
    assert list(frame["name"]) == ["07", "urn:a", None]
    sure = Rows(whole.columns, whole.rows[:2]).to_pandas()
    assert [str(sure[name].dtype) for name in ("whole", "yes")] == ["int64", "bool"]


def test_without_pandas_the_extra_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name == "pandas":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r'pip install "tigraph\[pandas\]"'):
        Rows((), ()).to_pandas()


def test_results_of_the_w3c_suite_come_through_unchanged() -> None:
    """W3C's CSV and TSV results of its own data; blank nodes and `*` have an order of their own."""
    folder = shared("suites/sparql11/csv-tsv-res")
    for name in ("csvtsv01", "csvtsv02"):
        store = ox.Store()
        content = (folder / "data.ttl").read_bytes()
        store.load(content, format=ox.RdfFormat.TURTLE, base_iri="http://example.org/")
        rows = answer(store.query((folder / f"{name}.rq").read_text("utf-8")), allowing())
        assert isinstance(rows, Rows)

        def terms(tsv: bytes) -> list[list[str]]:
            read = ox.parse_query_results(tsv, format=ox.QueryResultsFormat.TSV)
            columns = sorted(variable.value for variable in read.variables)
            unnamed = re.compile(r"^_:.*")
            return sorted([unnamed.sub("_:", str(row[c])) for c in columns] for row in read)

        def cells(text: str) -> list[list[str]]:
            table = csv.DictReader(io.StringIO(text, newline=""))
            unnamed = re.compile(r"^_:.*")
            return sorted([unnamed.sub("_:", row[c]) for c in sorted(row)] for row in table)

        assert terms(rows.render("tsv")) == terms((folder / f"{name}.tsv").read_bytes())
        assert cells(rows.render("csv").decode()) == cells((folder / f"{name}.csv").read_text())


def test_xml_never_holds_what_xml_forbids(tmp_path: Path) -> None:
    """Of SELECT, of CONSTRUCT and of an export: well-formed, the rest whole, and it is told."""
    path = tmp_path / "x.ttl"
    path.write_text(
        '<http://e.org/a> <http://www.w3.org/2004/02/skos/core#prefLabel> "A\\u0001\\uFFFEb"@fr .'
    )
    graph = tigraph.load(path, curated=False)
    written = io.BytesIO()
    with pytest.warns(LeftOutWarning, match="those of one text are left out"):
        rows = graph.query("SELECT ?n { <http://e.org/a> skos:prefLabel ?n }").render("xml")
    with pytest.warns(LeftOutWarning):
        triples = graph.query("CONSTRUCT WHERE { <http://e.org/a> ?p ?o }").render("rdf")
    with pytest.warns(LeftOutWarning):
        graph.write(written, ".rdf")
    for content in (rows, triples, written.getvalue()):
        assert "Ab" in "".join(ElementTree.fromstring(content).itertext())
