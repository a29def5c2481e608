"""The command line as DESIGN section 4 has it: commands, formats, exit codes, streams."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from checkout import FIXTURES, ROOT, lacking, needs
from terminal import PROGRAM, environment, process, shell, tigraph
from tigraph.graph import Graph
from tigraph.querying.answers import Rows, Triples
from tigraph.querying.formats import TABLES

BOLE = "https://w3id.org/tigraph/id/person/cedric-bole"
AUGE = "https://w3id.org/tigraph/id/person/nathalie-auge"
MORTEAU = "https://w3id.org/tigraph/id/epci/242504116"

#: Two columns, one with a language, one with a number, and a row with a hole.
SELECT = (
    "SELECT ?label ?n { VALUES (?label ?n) { ('né, «à» \"Morteau\" | 1'@fr 183) ('x\\ty' UNDEF) } }"
)
CONSTRUCT = "CONSTRUCT WHERE { person:cedric-bole ?p ?o }"
TRUE, FALSE = "ASK { person:cedric-bole a foaf:Person }", "ASK { person:cedric-bole a tig:Nothing }"

COMMANDS = (
    "info",
    "search",
    "show",
    "path",
    "query",
    "queries",
    "model",
    "trace",
    "compare",
    "verify",
    "view",
    "export",
    "measure",
    "serve",
    "mcp",
    "publish",
    "layer",
    "link",
    "workspace",
    "document",
    "check",
)


def asked(graph: Graph, query: str) -> Rows:
    rows = graph.query(query)
    assert isinstance(rows, Rows)
    return rows


# ---------------------------------------------------------------- SELECT in every format


def from_csv(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def from_tsv(text: str) -> list[list[str]]:
    return terms(ox.parse_query_results(text, format=ox.QueryResultsFormat.TSV))


def terms(solutions: Any) -> list[list[str]]:
    names = [variable.value for variable in solutions.variables]
    rows = [[getattr(row[name], "value", "") for name in names] for row in solutions]
    return [names, *rows]


def from_json(text: str) -> list[list[str]]:
    head, body = json.loads(text)["head"]["vars"], json.loads(text)["results"]["bindings"]
    return [head, *([row.get(name, {"value": ""})["value"] for name in head] for row in body)]


def from_xml(text: str) -> list[list[str]]:
    space = {"s": "http://www.w3.org/2005/sparql-results#"}
    root = ElementTree.fromstring(text)
    names = [item.attrib["name"] for item in root.findall("s:head/s:variable", space)]
    rows = []
    for result in root.findall("s:results/s:result", space):
        bound = {b.attrib["name"]: "".join(b.itertext()).strip("\n ") for b in result}
        rows.append([bound.get(name, "") for name in names])
    return [names, *rows]


def from_jsonl(text: str) -> list[list[str]]:
    rows = [json.loads(line) for line in text.splitlines()]
    return [list(rows[0]), *(["" if v is None else str(v) for v in row.values()] for row in rows)]


READERS: dict[str, Callable[[str], list[list[str]]]] = {
    "csv": from_csv,
    "tsv": from_tsv,
    "json": from_json,
    "xml": from_xml,
    "jsonl": from_jsonl,
}


@pytest.mark.parametrize("format", READERS)
def test_the_rows_of_a_select_come_back_from_every_format(format: str) -> None:
    done = tigraph("query", "-e", SELECT, "-f", format)
    assert (done.code, done.err) == (0, "2 rows.\n")
    assert READERS[format](done.out) == [
        ["label", "n"], ['né, «à» "Morteau" | 1', "183"], ["x\ty", ""],
    ]  # fmt: skip


def test_a_table_for_reading_and_one_for_markdown() -> None:
    assert tigraph("query", "-e", SELECT).out.splitlines()[0].split() == ["label", "n"]
    assert tigraph("query", "-e", SELECT, "-f", "md").out.splitlines() == [
        "| label | n |",
        "| --- | --- |",
        '| né, «à» "Morteau" \\| 1 | 183 |',
        "| x y |  |",
    ]


@pytest.mark.parametrize("format", ["table", *READERS, "md"])
def test_an_answer_ends_with_its_line(format: str) -> None:
    assert tigraph("query", "-e", SELECT, "-f", format).stdout.endswith(b"\n")


def test_a_search_says_when_there_are_more() -> None:
    first = tigraph("search", "industrie", "-n", "3")
    assert len(first.out.splitlines()) == 3
    assert "There are more: --limit 3 of them are given." in first.err
    assert not tigraph("search", "242500361").err


@pytest.mark.parametrize("format", ["table", *READERS, "md"])
def test_what_the_extension_tells_is_what_format_gives(format: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{'txt' if format == 'table' else format}"
    written = tigraph("query", "-e", SELECT, "-o", path)
    assert (written.code, written.stdout) == (0, b"")
    assert path.read_bytes() == tigraph("query", "-e", SELECT, "-f", format, "-o", "-").stdout


@pytest.mark.parametrize(
    ("format", "parser"),
    [("table", "turtle"), ("ttl", "turtle"), ("nt", "nt"), ("jsonld", "json-ld"), ("rdf", "xml")],
)
def test_the_triples_of_a_construct_come_back_from_every_format(
    format: str, parser: str, graph: Graph
) -> None:
    done = tigraph("query", "-e", CONSTRUCT, "-f", format)
    expected = graph.query(CONSTRUCT)
    assert isinstance(expected, Triples)
    assert done.code == 0
    assert len(rdflib.Graph().parse(data=done.stdout, format=parser)) == len(expected) >= 2


@pytest.mark.parametrize("format", ["table", "md", "jsonl", "csv", "tsv", "json", "xml"])
@pytest.mark.parametrize(("query", "code", "word"), [(TRUE, 0, "true"), (FALSE, 1, "false")])
def test_ask_answers_in_words_and_with_the_exit_code(
    format: str, query: str, code: int, word: str
) -> None:
    done = tigraph("query", "-e", query, "-f", format)
    assert done.code == code
    assert word in done.out
    if format == "xml":
        assert ElementTree.fromstring(done.out)[1].text == word
    if format == "json":
        assert json.loads(done.out)["boolean"] is (code == 0)


# --------------------------------------------------------------------- where queries come from


def test_a_query_comes_by_name_from_a_file_from_standard_input_or_as_text(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_bytes(b"\xef\xbb\xbf" + SELECT.replace(" {", "\r\n{").encode())
    by_text = tigraph("query", "-e", SELECT, "-f", "json").out
    assert tigraph("query", file, "-f", "json").out == by_text
    assert tigraph("query", "-", "-f", "json", stdin=SELECT.encode()).out == by_text
    assert tigraph("query", "who-presides", "-f", "csv").code == 0


def test_the_president_of_the_val_de_morteau() -> None:
    columns, *rows = from_csv(tigraph("query", "who-presides", "-f", "csv").out)
    presided = [dict(zip(columns, row, strict=True)) for row in rows]
    assert ("Cédric Bôle", "Communauté de communes du Val de Morteau") in {
        (row["president"], row["body"]) for row in presided
    }


def test_the_name_of_an_entity_is_resolved_in_a_parameter() -> None:
    rows = [
        tigraph("query", "members-of-territory", "-p", f"territory={name}", "-f", "csv").out
        for name in ("Alliances Luxe & Précision Doubs", "ALLIANCES luxe & precision doubs")
    ]
    assert rows[0] == rows[1]
    # beside each spelling of a source, the common name where it is another
    assert {row[1] or row[0] for row in from_csv(rows[0])[1:]} == {
        "Communauté de communes Loue-Lison",
        "Communauté de communes des Portes du Haut-Doubs",
        "Communauté de communes du Pays de Maîche",
        "Communauté de communes du Plateau du Russey",
        "Communauté de communes du Val de Morteau",
        "Grand Besançon Métropole",
    }


def test_derived_edges_are_seen_when_a_date_is_asked() -> None:
    query = "ASK { person:cedric-bole org:holds ?post }"
    assert tigraph("query", "-e", query).code == 1
    assert tigraph("query", "-e", query, "--as-of", "any", "--possible").code == 0


# ----------------------------------------------------------------------------- its reference


def test_a_reference_follows_a_table_and_is_a_comment_or_a_block() -> None:
    table = tigraph("query", "-e", SELECT, "--cite").out
    assert "\n# tigraph " in table
    markdown = tigraph("query", "-e", SELECT, "--cite", "-f", "md").out
    assert "\n```text\ntigraph " in markdown
    assert markdown.endswith("```\n")
    turtle = tigraph("query", "-e", CONSTRUCT, "--cite").out
    assert rdflib.Graph().parse(data=turtle, format="turtle")


def test_where_a_format_has_no_place_the_reference_goes_to_stderr_or_beside_the_file(
    tmp_path: Path,
) -> None:
    done = tigraph("query", "-e", SELECT, "-f", "csv", "--cite")
    assert len(from_csv(done.out)) == 3
    assert done.err.startswith("# tigraph ")
    assert tigraph("query", "-e", SELECT, "-o", tmp_path / "x.csv", "--cite").code == 0
    assert "Text of the query" in (tmp_path / "x.csv.cite.txt").read_text("utf-8")


# ----------------------------------------------------------------------------- JSON as designed

REFERENCE = {"iri": str, "label": str}
EVIDENCE = {
    "document": {"iri": str, "title": str, "date": (str, None), "url": (str, None)},
    "spans": [[int]],
    "record": (str, None),
    "speaker": REFERENCE,
    "modality": str,
}
VALID = {"edtf": (str, None), "bounds": [(str, None)], "certain": bool}
SEARCH = [{"iri": str, "label": str, "type": str, "level": [str], "order": [str], "score": float}]
CARD = {
    "iri": str,
    "label": str,
    "types": [str],
    "level": [str],
    "order": [str],
    "represents": [str],
    "identifiers": [{"scheme": str, "value": str}],
    "relations": [
        {
            "relation": str,
            "direction": str,
            "basis": str,
            "other": REFERENCE,
            "valid": VALID,
            "evidence": [EVIDENCE],
        }
    ],
    "figures": [
        {
            "measure": str,
            "population": (REFERENCE, None),
            "value": (float, None),
            "minimum": (float, None),
            "maximum": (float, None),
            "unit": (str, None),
            "valid": VALID,
            "evidence": [EVIDENCE],
        }
    ],
    "opinions": [{"evidence": [EVIDENCE]}],
}
PATHS = [[{"from": REFERENCE, "to": REFERENCE, "claims": [{"basis": str, "evidence": [EVIDENCE]}]}]]


def mismatches(value: Any, shape: Any, where: str = "") -> list[str]:
    """Return where a JSON value differs from a shape (more keys are welcome)."""
    if isinstance(shape, tuple):
        if value is None and None in shape:
            return []
        return mismatches(value, shape[0], where)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{where}: {value!r} is no object"]
        missing = [f"{where}.{key} is missing" for key in shape if key not in value]
        present = (key for key in shape if key in value)
        return [*missing, *(m for k in present for m in mismatches(value[k], shape[k], k))]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no list"]
        return [m for item in value for m in mismatches(item, shape[0], f"{where}[]")]
    kinds = (int, float) if shape is float else (shape,)
    return [] if isinstance(value, kinds) else [f"{where}: {value!r} is no {shape.__name__}"]


@pytest.mark.parametrize(
    ("arguments", "shape"),
    [
        (["search", "bole"], SEARCH),
        (["search", "industrie", "-n", "100"], SEARCH),
        (["show", "Cédric Bôle"], CARD),
        (["show", "Grand Besançon Métropole"], CARD),
        (["show", "programme:territoires-d-industrie"], CARD),
        (["path", "Cédric Bôle", "Nathalie Augé"], PATHS),
    ],
)
def test_json_has_the_designed_shape(arguments: list[str], shape: Any) -> None:
    answer = json.loads(tigraph(*arguments, "-f", "json").out)
    assert answer
    assert mismatches(answer, shape) == []


def test_a_card_states_a_relation_with_its_four_bounds_and_evidence() -> None:
    card = json.loads(tigraph("show", BOLE, "-f", "json").out)
    assert (card["label"], card["types"]) == ("Cédric Bôle", ["foaf:Person"])
    held = [r for r in card["relations"] if r["other"]["iri"] == MORTEAU]
    assert held
    assert all(len(relation["valid"]["bounds"]) == 4 for relation in card["relations"])
    assert all(relation["evidence"] for relation in card["relations"])


def test_search_in_every_format_finds_the_same(tmp_path: Path) -> None:
    found = json.loads(tigraph("search", "bole", "-f", "json").out)
    iris = [item["iri"] for item in found]
    assert iris[0] == BOLE
    lines = tigraph("search", "bole", "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == found
    assert [row[0] for row in from_csv(tigraph("search", "bole", "-f", "csv").out)[1:]] == iris
    assert len(tigraph("search", "bole").out.splitlines()) == len(found)
    assert tigraph("search", "bole", "-n", "2", "-o", tmp_path / "x.csv").code == 0
    assert len(from_csv((tmp_path / "x.csv").read_text("utf-8"))) == 3


def test_a_path_steps_from_one_actor_to_the_other() -> None:
    paths = json.loads(tigraph("path", "Cédric Bôle", "Nathalie Augé", "-f", "json").out)
    assert {(path[0]["from"]["iri"], path[-1]["to"]["iri"]) for path in paths} == {(BOLE, AUGE)}
    assert "Nathalie Augé" in tigraph("path", "Cédric Bôle", "Nathalie Augé").out


@pytest.mark.parametrize(
    ("arguments", "keys"),
    [
        (["info"], {"version", "triples", "entities", "claims", "documents", "layers"}),
        (["queries", "who-presides"], {"name", "summary", "parameters", "columns", "text"}),
    ],
)
def test_info_and_queries_as_json(arguments: list[str], keys: set[str], tmp_path: Path) -> None:
    done = tigraph(*arguments, "-f", "json")
    assert keys <= set(json.loads(done.out))
    assert tigraph(*arguments, "-o", tmp_path / "x.json").code == 0
    assert (tmp_path / "x.json").read_bytes() == done.stdout
    assert tigraph(*arguments).out.strip()


def test_a_query_tells_what_its_parameters_take() -> None:
    told = tigraph("queries", "who-stayed-in-the-programme").out
    assert "-p first=…  (name or IRI of tig:Phase, default phase:ti-1)" in told
    told = tigraph("queries", "presidents-of-territory", "-f", "json").out
    [parameter] = json.loads(told)["parameters"]
    assert parameter["kinds"] == ["tig:LabelledTerritory"]


def test_the_catalogue_is_listed_with_every_query(graph: Graph) -> None:
    names = {item["name"] for item in json.loads(tigraph("queries", "-f", "json").out)}
    assert names == {path.stem for path in (ROOT / "queries").glob("*.rq")}
    listing = tigraph("queries").out
    assert all(f"  {name} " in listing for name in names)


# ------------------------------------------------------------------------ networks and pictures


def read_csv_pair(path: Path) -> set[str]:
    rows = from_csv(Path(f"{path.with_suffix('')}.nodes.csv").read_text("utf-8-sig"))
    assert Path(f"{path.with_suffix('')}.edges.csv").exists()
    return {row[0] for row in rows[1:]}


NETWORKS: dict[str, Callable[[Path], Iterable[Any]]] = {
    "gexf": nx.read_gexf,
    "graphml": nx.read_graphml,
    "json": lambda path: nx.node_link_graph(json.loads(path.read_text("utf-8")), edges="edges"),
    "csv": read_csv_pair,
}


@pytest.mark.parametrize("format", NETWORKS)
def test_a_network_comes_back_from_every_format(format: str, graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / f"people.{format}"
    done = tigraph("export", "people", "-o", path)
    assert done.code == 0, done.err
    network = graph.network("people").graph
    assert len(set(NETWORKS[format](path))) == network.number_of_nodes() > 10
    assert f"{network.number_of_nodes()} nodes, {network.number_of_edges()} ties." in done.err


def test_certain_ties_alone_and_ties_at_a_date_are_fewer(tmp_path: Path) -> None:
    def ties(*options: str) -> int:
        return len(json.loads(tigraph("export", "-o", "-", "-f", "json", *options).out)["edges"])

    assert 0 < ties("--certain", "--as-of", "2019") <= ties("--as-of", "2019") <= ties()


PARSERS = {
    "ttl": "turtle",
    "nt": "nt",
    "rdf": "xml",
    "jsonld": "json-ld",
    "trig": "trig",
    "nq": "nquads",
}


@pytest.mark.parametrize("format", PARSERS)
def test_the_graph_comes_back_from_every_rdf_format(format: str, tmp_path: Path) -> None:
    small = tmp_path / "small.ttl"
    small.write_text("<urn:a> <urn:b> 'né'@fr , <urn:c> .", encoding="utf-8")
    path = tmp_path / f"out.{format}"
    done = tigraph("export", "--only-data", "--data", small, "-o", path)
    assert done.code == 0, done.err
    read = rdflib.Dataset() if format in ("trig", "nq") else rdflib.Graph()
    read.parse(path, format=PARSERS[format])
    assert {(str(s), str(o)) for s, _, o in read.triples((None, None, None))} == {
        ("urn:a", "né"),
        ("urn:a", "urn:c"),
    }
    again = tigraph("export", "--only-data", "--data", path, "-o", "-", "-f", "ttl")
    first = tigraph("export", "--only-data", "--data", small, "-o", "-", "-f", "ttl")
    assert again.stdout == first.stdout


def test_derived_edges_are_exported_when_asked() -> None:
    plain = tigraph("export", "-o", "-", "-f", "nq").stdout
    derived = tigraph("export", "-o", "-", "-f", "nq", "--derived").stdout
    assert b"graph/certain>" not in plain
    assert b"graph/certain>" in derived


@pytest.mark.parametrize(("format", "said"), [("ttl", True), ("trig", False), ("jsonld", False)])
def test_an_export_says_where_derived_edges_cannot_stand_apart(format: str, said: bool) -> None:
    data = ("--only-data", "--data", FIXTURES / "second_programme.ttl")
    done = tigraph("export", "-o", "-", "-f", format, "--derived", *data)
    assert done.code == 0
    assert (f".{format} has no named graphs" in done.err) is said


@pytest.mark.parametrize(
    ("format", "start"), [("html", b"<!"), ("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_a_picture_in_every_format(format: str, start: bytes, tmp_path: Path) -> None:
    if format != "html":
        try:
            import matplotlib  # noqa: F401
        except ImportError:
            lacking("matplotlib (the extra “figures”)")
    path = tmp_path / f"people.{format}"
    done = tigraph("view", "people", "-o", path)
    assert done.code == 0, done.err
    assert path.read_bytes().startswith(start)
    assert [item.name for item in tmp_path.iterdir()] == [path.name], "one file, and no other"


def test_a_format_that_contradicts_the_name_wins_and_is_remarked_upon(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    done = tigraph("query", "-e", SELECT, "-o", path, "-f", "json")
    assert done.code == 0
    assert "x.csv is written as json, though its name says csv." in done.err
    assert from_json(path.read_text("utf-8"))


# ---------------------------------------------------------------------------------- check


def test_check_says_what_it_finds_with_its_exit_code(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    bad.write_text("<urn:a>   <urn:b> <urn:c> .", encoding="utf-8")
    assert tigraph("export", "--only-data", "--data", bad, "-o", good).code == 0
    assert tigraph("check", "--only-data", good).code == 0
    found = tigraph("check", "--only-data", bad, "-f", "json")
    assert found.code == 1
    (finding,) = json.loads(found.out)["findings"]
    assert finding["where"] == str(bad)
    assert "tigraph export" in finding["remedy"]
    assert found.err.endswith("1 finding.\n")


# ------------------------------------------------------------------------ common options


@pytest.mark.parametrize(
    ("settings", "heading"),
    [
        ({"LANG": "fr_FR.UTF-8"}, "Entités"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "Entities"),
        ({"LANG": "de_DE.UTF-8"}, "Entities"),
        ({"LANG": ""}, "Entities"),
    ],
)
def test_the_language_is_the_locales_where_it_is_french(
    settings: dict[str, Any], heading: str
) -> None:
    assert heading in tigraph("info", **settings).out
    assert "Entités" in tigraph("info", "--lang", "fr", **settings).out
    assert "Entities" in tigraph("info", "--lang", "en", **settings).out


def test_data_files_are_seen_beside_the_graph_or_alone(tmp_path: Path) -> None:
    path = tmp_path / "more.ttl"
    path.write_text("<urn:a> a <urn:B> .", encoding="utf-8")
    query = ["query", "-e", "ASK { ?x a <urn:B> . ?y a tig:RelationClaim }"]
    assert tigraph(*query).code == 1
    assert tigraph(*query, "--data", path).code == 0
    assert tigraph(*query, "--data", path, "--only-data").code == 1


@pytest.mark.parametrize(
    "arguments",
    [["query", "-e", SELECT], ["query", "-e", FALSE], ["search", "zzzqqqxxx"], ["info"]],
)
def test_quiet_leaves_stderr_empty_and_the_answer_as_it_is(arguments: list[str]) -> None:
    loud, quiet = tigraph(*arguments), tigraph(*arguments, "-q")
    assert (quiet.code, quiet.stdout, quiet.stderr) == (loud.code, loud.stdout, b"")


def test_an_empty_answer_is_an_answer_where_nothing_is_looked_up() -> None:
    done = tigraph("query", "-e", "SELECT ?x { ?x a <urn:Nothing> }")
    assert (done.code, done.err) == (0, "0 rows.\n")
    assert tigraph("query", "-e", "DESCRIBE <urn:nothing>").err == "No triples.\n"


# ------------------------------------------------------------------------ as a process


def test_help_imports_nothing_that_is_slow() -> None:
    heavy = ("rdflib", "networkx", "pyvis", "pandas", "matplotlib", "rich", "yaml", "pyoxigraph")
    code = (
        "import sys; from tigraph.cli import cli\n"
        "try: cli(['--help'])\n"
        f"except SystemExit: sys.exit(' '.join(m for m in {heavy} if m in sys.modules) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment(), check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "command",
    [
        "tigraph --help",
        "tigraph info",
        "tigraph show 'Cédric Bôle'",
        "tigraph query -e 'SELECT * { ?s ?p ?o }' -f csv",
        "tigraph query -e 'SELECT * { ?s ?p ?o }' -f csv -o /dev/stdout",
        "tigraph export -o - -f nt",
    ],
)
@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_closed_pipe_is_no_error(command: str, reader: str) -> None:
    needs("bash")
    done = shell(f"{command} | {reader} > /dev/null; exit ${{PIPESTATUS[0]}}")
    assert done.code == 0
    assert "Error" not in done.err
    assert "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX's")
@pytest.mark.parametrize("command", ["query", "view"])
def test_ctrl_c_ends_a_long_query_at_once_and_leaves_no_file(command: str, tmp_path: Path) -> None:
    endless = tmp_path / "endless.rq"
    endless.write_text("SELECT ?source ?target ?relation { ?source ?a ?b . ?target ?c ?d . "
                       "?relation ?e ?f } ORDER BY ?b ?d ?f", encoding="utf-8")  # fmt: skip
    output = tmp_path / ("x.csv" if command == "query" else "x.html")
    arguments = [*PROGRAM, command, str(endless), "-o", str(output)]
    with subprocess.Popen(
        arguments, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        time.sleep(3)
        begun = time.monotonic()
        running.send_signal(signal.SIGINT)
        try:
            out, err = running.communicate(timeout=300)
        finally:
            running.kill()  # it would take all memory
    assert running.returncode in (130, -signal.SIGINT)
    *waiting, last = err.decode().strip().splitlines()
    assert (out, last) == (b"", "Error: Interrupted.")
    assert not waiting or waiting[0].startswith("Asking ")  # what takes long says what it awaits
    assert time.monotonic() - begun < 30
    assert [path.name for path in tmp_path.iterdir()] == ["endless.rq"]


@pytest.mark.parametrize(
    "settings",
    [
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "C", "LC_ALL": "C"},
        {"PYTHONIOENCODING": "latin-1"},
    ],
)
def test_answers_are_utf_8_whatever_the_locale(settings: dict[str, Any]) -> None:
    for arguments in (("show", BOLE), ("query", "-e", SELECT), ("queries", "--lang", "fr")):
        assert process(*arguments, **settings).stdout == in_utf_8(*arguments)
    for arguments in (["show", "--help"], ["show", "Cédric Zôle"]):
        done = process(*arguments, **settings)
        assert b"Traceback" not in done.stderr


@cache
def in_utf_8(*arguments: str) -> bytes:
    """What a process says in UTF-8."""
    return process(*arguments).stdout


def on_a_terminal(*arguments: str, columns: int, **settings: str) -> str:
    """Return what a run writes on a terminal of so many columns."""
    pexpect = pytest.importorskip("pexpect")
    child = pexpect.spawn(
        PROGRAM[0],
        [*PROGRAM[1:], *arguments],
        env=environment(**settings),
        encoding="utf-8",
        dimensions=(50, columns),
        timeout=300,
        use_poll=True,
    )
    text: str = child.read()
    child.close()
    assert child.exitstatus == 0
    return text


def test_a_card_has_colours_on_a_terminal_and_keeps_to_its_width() -> None:
    card = on_a_terminal("show", BOLE, columns=60, TERM="xterm-256color")
    assert "\x1b[1mCédric Bôle\x1b[0m" in card
    plain = on_a_terminal("show", BOLE, columns=60, TERM="dumb")
    assert "\x1b" not in plain
    assert max(map(len, plain.splitlines())) <= 60 or "https://" in plain
    assert b"\x1b" not in process("show", BOLE, TERM="xterm-256color").stdout


@pytest.mark.parametrize("format", [*TABLES])
def test_columns_are_chosen_and_ordered_in_every_format(format: str) -> None:
    """As the same question that selects these alone answers."""
    text = (
        "SELECT ?label ?place { ?place a tig:LabelledTerritory ; rdfs:label|skos:prefLabel ?label }"
    )
    other = text.replace("?label ?place", "?place ?label", 1)
    chosen = tigraph("query", "-e", text, "--columns", "place,label", "-f", format)
    assert chosen.code == 0, chosen.err
    assert chosen.out == tigraph("query", "-e", other, "-f", format).out
    assert tigraph("query", "-e", text, "--columns", "?label", "-f", "csv").out.startswith(
        "label\r\n"
    )


def test_columns_of_measures_are_chosen_and_what_they_name_is_measured() -> None:
    asked = ("measure", "governance", "--sum-bases", "--columns", "pagerank,label", "-q")
    head, first, *_ = from_csv(tigraph(*asked, "-f", "csv").out)
    assert head == ["pagerank", "label"]
    assert float(first[0]) > 0
    assert tigraph(*asked).out.splitlines()[1].split() == head
    assert list(json.loads(tigraph(*asked, "-f", "jsonl").out.splitlines()[0])) == head
    [table] = json.loads(tigraph(*asked, "-f", "json").out)["tables"]
    assert list(table["nodes"][0]) == head


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("query who-presides --columns presidnt", "“presidnt”. Nearest: president"),
        ("query who-presides --columns level,level", "The column level is named twice."),
        ("query who-presides --columns level,", "Name the columns, with commas: of president"),
        ("query -e ASK{?s?p?o} --columns s", "ASK has none"),
        ("measure governance --sum-bases --columns pagrank", "Nearest: pagerank"),
        ("measure people --sum-bases --dates 2018,2019 --columns degree", "by -m"),
        ("measure people --sum-bases -o x.svg --columns degree", "no columns"),
    ],
)
def test_columns_that_there_are_not_are_refused(
    arguments: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = tigraph(*arguments.split())
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert not list(tmp_path.iterdir())


def test_a_table_in_a_pipe_is_never_folded() -> None:
    wide = tigraph("query", "people", COLUMNS="20").out
    assert wide == tigraph("query", "people", COLUMNS="300").out


def test_a_link_stays_a_link_and_what_it_points_to_is_written(tmp_path: Path) -> None:
    link, target = tmp_path / "link.csv", tmp_path / "target.csv"
    target.write_text("old")
    link.symlink_to(target)
    assert tigraph("query", "-e", SELECT, "-o", link, "--force").code == 0
    assert link.is_symlink()
    assert len(from_csv(target.read_text("utf-8"))) == 3


# ------------------------------------------------------------------------ completion


def completed(words: str, count: int, shell_name: str = "bash") -> list[str]:
    done = process(
        _TIGRAPH_COMPLETE=f"{shell_name}_complete", COMP_WORDS=words, COMP_CWORD=str(count)
    )
    assert done.code == 0, done.err
    return [line for line in done.out.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "count", "expected"),
    [
        ("tigraph ", 1, [f"plain,{name}" for name in COMMANDS]),
        ("tigraph sh", 1, ["plain,show"]),
        ("tigraph query who-pres", 2, ["plain,who-presides"]),
        ("tigraph queries who-pres", 2, ["plain,who-presides"]),
        ("tigraph query ./mi", 2, ["file,./mi"]),
        ("tigraph view peo", 2, ["plain,people"]),
        ("tigraph view who-pres", 2, []),
        ("tigraph show Céd", 2, ["plain,Cédric Bôle"]),
        ("tigraph show ced", 2, ["plain,Cédric Bôle"]),
        ('tigraph show "Céd', 2, ["plain,Cédric Bôle"]),
        ("tigraph show Cédric\\ B", 2, ["plain,Cédric Bôle"]),
        ("tigraph path Cédric\\ Bôle Nathalie", 3, ["plain,Nathalie Augé"]),
        ("tigraph info --data x", 3, ["file,x"]),
        ("tigraph info --lang ", 3, ["plain,fr", "plain,en"]),
    ],
)
def test_tab_completes(words: str, count: int, expected: list[str]) -> None:
    assert completed(words, count) == expected


def test_a_name_with_spaces_is_one_word_in_bash(tmp_path: Path) -> None:
    """In a real bash: Tab after `Céd` and after `"Céd` gives one argument."""
    needs("bash")
    pexpect = pytest.importorskip("pexpect")
    program = tmp_path / "tigraph"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tigraph "$@"\n')
    program.chmod(0o755)
    env = environment(
        PATH=f"{tmp_path}:{os.environ['PATH']}", LC_ALL="C.UTF-8", TERM="dumb", HOME=str(tmp_path)
    )
    bash = pexpect.spawn(
        "bash",
        ["--norc", "--noprofile", "-i"],
        env=env,
        encoding="utf-8",
        timeout=300,
        use_poll=True,
    )
    bash.sendline("bind 'set enable-bracketed-paste off'; set +o history")
    bash.sendline('eval "$(_TIGRAPH_COMPLETE=bash_source tigraph)"; echo rea""dy')
    bash.expect("ready\r\n")
    for typed, gives in (
        ("Céd", "Cédric\\ Bôle "),
        ("ced", "Cédric\\ Bôle "),
        ('"Céd', '"Cédric Bôle" '),
        ("'Céd", "'Cédric Bôle' "),
    ):
        bash.send(f"tigraph show {typed}\t")
        bash.expect_exact(gives)
        bash.send("\x15")
    bash.close(force=True)
