"""Rows go to Arrow, and so to polars, pandas and Parquet, with the types that their values have."""

from __future__ import annotations

import builtins
import datetime
import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from terminal import tigraph as run
from tigraph.errors import MissingExtraError, UsageError
from tigraph.graph import Graph
from tigraph.querying import Rows, catalogue
from tigraph.rdf.vocabulary import XSD

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed")


def literal(value: str, of: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(f"{XSD}{of}"))


COLUMNS = {
    "whole": literal("9007199254740993", "positiveInteger"),
    "large": literal(str(2**70), "integer"),
    "yes": literal("true", "boolean"),
    "share": literal("0.5", "decimal"),
    "day": literal("1515-09-13", "date"),
    "moment": literal("2019-01-31T10:00:00", "dateTime"),
    "name": ox.Literal("07", language="fr"),
    "who": ox.NamedNode("https://w3id.org/tigraph/id/person/cedric-bole"),
}
ROWS = Rows((*COLUMNS, "mixed"), (
    (*COLUMNS.values(), literal("1", "integer")),
    (*(None for _ in COLUMNS), literal("true", "boolean")),
))  # fmt: skip


def test_an_arrow_table_has_the_types_of_the_values_and_keeps_gaps() -> None:
    table = ROWS.to_arrow()
    assert {field.name: str(field.type) for field in table.schema} == {
        "whole": "int64", "large": "string", "yes": "bool", "share": "double",
        "day": "date32[day]", "moment": "timestamp[s]", "name": "string", "who": "string",
        "mixed": "string",
    }  # fmt: skip
    first, gap = table.to_pylist()
    assert first["whole"] == 9007199254740993  # which no float is
    assert first["large"] == str(2**70)
    assert first["day"] == datetime.date(1515, 9, 13)
    assert first["who"] == "person:cedric-bole"
    assert (first["mixed"], gap["mixed"]) == ("1", "true")
    assert {gap[name] for name in COLUMNS} == {None}


def test_polars_and_pandas_read_rows_as_they_are() -> None:
    """Through the PyCapsule interface of Arrow, which both know without pyarrow's help."""
    polars = pytest.importorskip("polars", reason="polars is not installed")
    frame = polars.DataFrame(ROWS)
    assert frame.schema["whole"] == polars.Int64
    assert frame.schema["day"] == polars.Date
    assert frame["whole"].to_list() == [9007199254740993, None]
    assert frame["yes"].null_count() == 1

    table = pyarrow.table(ROWS)
    assert table.equals(ROWS.to_arrow())
    assert table.to_pandas()["day"][0] == datetime.date(1515, 9, 13)


def test_without_rows_the_columns_are_there() -> None:
    table = Rows(("a", "b"), ()).to_arrow()
    assert table.column_names == ["a", "b"]
    assert table.num_rows == 0
    with pytest.raises(UsageError, match="without a column"):
        Rows((), ((),)).render("parquet")


def test_fields_say_what_columns_mean_where_the_query_does(graph: Graph) -> None:
    rows = graph.query("who-presides")
    assert isinstance(rows, Rows)
    told = {field.name: field.metadata[b"description"].decode() for field in rows.to_arrow().schema}
    header = catalogue.find("who-presides").described("columns", "fr")
    assert told == {name: header[name] for name in rows.columns}
    assert told["president"] == "qui préside"
    own = graph.query("SELECT ?a { ?a a foaf:Person }")
    assert isinstance(own, Rows)
    assert own.to_arrow().schema.field("a").metadata is None


def test_without_pyarrow_the_extra_to_install_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **named: Any) -> Any:
        if name.partition(".")[0] == "pyarrow":
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without)
    for ask in (ROWS.to_arrow, lambda: ROWS.render("parquet")):
        with pytest.raises(MissingExtraError, match=r'pip install "tigraph\[arrow\]"'):
            ask()


# ---------------------------------------------------------------- the command, and what it writes


def test_a_parquet_file_has_its_columns_told_beside_it(tmp_path: Path) -> None:
    import pyarrow.parquet

    file = tmp_path / "posts.parquet"
    asked = ("query", "who-holds-which-post", "--as-of", "2019", "--lang", "en")
    done = run(*asked, "-o", str(file))
    assert done.code == 0, done.err
    table = pyarrow.parquet.read_table(file)
    as_csv = run(*asked, "-q", "-f", "csv").out.splitlines()
    assert as_csv[0].split(",") == table.column_names
    assert table.num_rows == len(as_csv) - 1 == 6
    assert b"Date asked for: 2019." in table.schema.metadata[b"reference"]

    beside = json.loads((tmp_path / "posts.datapackage.json").read_text("utf-8"))
    [resource] = beside["resources"]
    assert resource["path"] == "posts.parquet"
    assert resource["hash"] == f"sha256:{sha256(file.read_bytes()).hexdigest()}"
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    assert list(fields) == table.column_names
    assert all(field["description"] for field in fields.values())
    assert fields["claim"]["title"] == "claim"
    assert beside["title"] == catalogue.find("who-holds-which-post").described("summary", "en")
    assert "2019-01-31" in " ".join(source["title"] for source in beside["sources"])
    assert [one["path"] for one in beside["licenses"]] == [
        "https://creativecommons.org/licenses/by/4.0/",
        "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    ]


def test_types_in_the_description_are_those_of_the_file(tmp_path: Path) -> None:
    query = tmp_path / "own.rq"
    query.write_text(
        "#+ summary: Own (fictitious)\n#+ columns:\n#+   n: how many\n"
        'SELECT ?n ?day ?yes ?x { VALUES (?n ?day ?yes ?x) { (1 "2019-01-31"^^xsd:date true 1)'
        ' (UNDEF UNDEF UNDEF "a") } }',
        "utf-8",
    )
    file = tmp_path / "own.parquet"
    assert run("query", str(query), "-o", str(file)).code == 0
    beside = json.loads((tmp_path / "own.datapackage.json").read_text("utf-8"))
    fields = beside["resources"][0]["schema"]["fields"]
    assert [field["type"] for field in fields] == ["integer", "date", "boolean", "string"]
    assert [field.get("description", "") for field in fields] == ["how many", "", "", ""]
    assert beside["title"] == "Own (fictitious)"


def test_nothing_is_written_over_and_triples_are_no_parquet(tmp_path: Path) -> None:
    beside = tmp_path / "x.datapackage.json"
    beside.write_text("mine", "utf-8")
    refused = run("query", "who-presides", "-o", str(tmp_path / "x.parquet"))
    assert refused.code == 2
    assert "x.datapackage.json" in refused.err
    assert beside.read_text("utf-8") == "mine"
    assert not (tmp_path / "x.parquet").exists()
    assert run("query", "who-presides", "-o", str(tmp_path / "x.parquet"), "--force").code == 0
    assert json.loads(beside.read_text("utf-8"))["resources"]
    triples = run("query", "-e", "DESCRIBE person:cedric-bole", "-f", "parquet")
    assert triples.code == 2
    asked = run("query", "-e", "ASK { ?a a foaf:Person }", "-f", "parquet")
    assert asked.code == 2


def test_a_pipe_takes_the_file_itself() -> None:
    import pyarrow.parquet

    done = run("query", "who-presides", "-q", "-f", "parquet")
    assert done.code == 0
    assert pyarrow.parquet.read_table(io.BytesIO(done.stdout)).num_rows > 0
