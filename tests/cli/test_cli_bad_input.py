"""Bad input: one clear line, the right exit code, no traceback, every file as it was."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from checkout import lacking, needs
from terminal import Done, process, shell, tigraph

USAGE, DATA = 2, 3

SELECT = "SELECT * { ?s ?p ?o } LIMIT 1"
FILES: dict[str, bytes] = {
    "invalid.ttl": b"@prefix e: <http://e/> .\ne:a e:b e:c .\ne:d e:e .\n",
    "latin.ttl": b'@prefix e: <http://e/> .\ne:a e:b "caf\xe9" .\n',
    "utf16.ttl": "<urn:a> <urn:b> <urn:c> .".encode("utf-16"),
    "invalid.jsonld": b'{"a":',
    "invalid.rdf": b"<rdf",
    "notes.xyz": b"x",
    "empty.rq": b"",
    "latin.rq": "ASK {}\n# né\n".encode("latin-1"),
    "header.rq": b"#+ - summary\nASK {}",
    "defaults.rq": b"#+ defaults: 3\nSELECT * { ?x ?y ?_a }",
    "error.rq": "PREFIX e: <http://e/>\nSELECT ?é {\n  ?é e:p e:q <e:r> }\n".encode(),
    "kept.csv": b"work",
    "kept.nodes.csv": b"work",
    "kept.html": b"work",
    "kept.ttl": b"<urn:a> <urn:b> <urn:c> .\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder that holds bad files, a good one to keep, and a folder."""
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder.ttl").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def unchanged(folder: Path) -> bool:
    """Whether the folder holds what it held, and no file more."""
    held = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    return held == FILES


#: What is typed; the exit code; what the one line says (a regular expression).
TABLE: list[tuple[str, list[str], int, str]] = [
    # files of RDF
    ("a missing file", ["info", "--data", "x.ttl"], DATA, r"No such RDF file: x\.ttl\. Check"),
    ("a folder for a file", ["info", "--data", "folder.ttl"], DATA, r"folder\.ttl is a folder; g"),
    ("invalid Turtle", ["info", "--data", "invalid.ttl"], DATA, r"invalid\.ttl, line 3: "),
    ("invalid JSON-LD", ["info", "--data", "invalid.jsonld"], DATA, r"invalid\.jsonld, line \d+: "),
    ("invalid RDF/XML", ["info", "--data", "invalid.rdf"], DATA, r"invalid\.rdf, line 1: not XML"),
    ("Latin-1", ["info", "--data", "latin.ttl"], DATA, r"latin\.ttl, line 2: not UTF-8\. Save"),
    ("UTF-16", ["info", "--data", "utf16.ttl"], DATA, r"utf16\.ttl, line 1: not UTF-8\. Save"),
    ("no RDF extension", ["info", "--data", "notes.xyz"], USAGE, r"notes\.xyz: cannot tell.*\.ttl"),
    ("no name of a file", ["info", "--data", ""], USAGE, r"--data is empty: give FILE"),
    ("nothing left", ["info", "--only-data"], USAGE, r"leaves nothing: give --data FILE"),
    ("check a missing file", ["check", "x.ttl"], DATA, r"No such RDF file: x\.ttl"),
    ("check a folder", ["check", "folder.ttl"], DATA, r"folder\.ttl is a folder"),
    ("check invalid Turtle", ["check", "--only-data", "invalid.ttl"], DATA, r"line 3"),
    # publishing
    ("publish over a file", ["publish", "-o", "kept.html"], USAGE, r"kept\.html exists.*--force"),
    ("no such region", ["publish", "-o", "x.html", "--region", "Atlantys"], USAGE, r"“Atlantys”"),
    ("publish at no date", ["publish", "-o", "x", "--as-of", "soon"], USAGE, r"soon"),
    # names
    ("an unknown command", ["qery"], USAGE, r"No command named “qery”\. Nearest: .*query"),
    ("an unknown option", ["info", "--formt", "json"], USAGE, r"'--formt'.*--format.*--help"),
    ("an unknown query", ["query", "who-presids"], USAGE, r"“who-presids”\. Nearest: who-presides"),
    ("an unknown query told of", ["queries", "who-presids"], USAGE, r"Nearest: who-presides"),
    ("an unknown projection", ["view", "peple", "-o", "x.html"], USAGE, r"Nearest: .*people"),
    ("no projection", ["view", "pilots", "-o", "x.html"], USAGE, r"pilots is no projection"),
    ("an unknown entity", ["show", "Cedric Bola"], 1, r"“Cedric Bola”\. Nearest: .*Cédric Bôle"),
    ("an unknown IRI", ["show", "person:cedric-bola"], 1, r"Nearest: .*Cédric Bôle"),
    ("an unknown end", ["path", "Cédric Bôle", "Nathalie Auge x"], USAGE, r"Nearest: .*Augé"),
    ("no name", ["show", " "], USAGE, r"ENTITY is empty: see `tigraph show --help`"),
    ("nothing to search", ["search", ""], USAGE, r"TEXT is empty"),
    ("nothing found", ["search", "zzzqqqxxx"], 1, r"Nothing has a name like “zzzqqqxxx”"),
    ("one end twice", ["path", "Cédric Bôle", "cedric bole"], USAGE, r"are the same: person:"),
    # parameters
    ("a parameter not given", ["query", "members-of-territory"], USAGE, r"needs -p territory=…"),
    ("an unknown parameter", ["query", "members-of-territory", "-p", "teritory=x"], USAGE,
     r"named “teritory”\. Nearest: territory"),
    ("a parameter without value", ["query", "members-of-territory", "-p", "territory="], USAGE,
     r"-p territory=: write it as -p NAME=VALUE"),
    ("a parameter without =", ["query", "members-of-territory", "-p", "territory"], USAGE,
     r"-p territory: write it as -p NAME=VALUE"),
    ("a parameter twice", ["query", "members-of-territory", "-p", "territory=a", "-p",
     "territory=b"], USAGE, r"territory is given twice: a, b"),
    ("an unknown entity in a parameter", ["query", "members-of-territory", "-p",
     "territory=Alliance Luxe"], USAGE, r"“Alliance Luxe”"),
    ("a limit of nothing", ["search", "bole", "-n", "0"], USAGE, r"0 is not in the range"),
    # dates
    *((f"the date {date!r}", ["show", "Cédric Bôle", "--as-of", date], USAGE,
       rf"“{re.escape(date)}” is not a date.*give EDTF")
      for date in ("printemps", "31/12/2019", "2019-13-01", "2019-02-30", "20x")),
    ("no date", ["show", "Cédric Bôle", "--as-of", ""], USAGE, r"--as-of is empty: give DATE"),
    ("a date for the graph itself", ["export", "-o", "x.nt", "--as-of", "2019"], USAGE,
     r"\.nt holds the graph itself: --as-of without --derived"),
    # queries
    ("no query", ["query"], USAGE, r"Give a query: a name"),
    ("two queries", ["query", "people", "-e", SELECT], USAGE, r"not both"),
    ("an empty query", ["query", "empty.rq"], USAGE, r"empty\.rq: no SELECT, ASK"),
    ("a missing query file", ["query", "x.rq"], DATA, r"No such query file: x\.rq"),
    ("a folder for a query", ["query", "./folder.ttl"], DATA, r"is a folder; give a query file"),
    ("a query in Latin-1", ["query", "latin.rq"], DATA, r"latin\.rq, line 2: not UTF-8"),
    ("a header that is no mapping", ["query", "header.rq"], DATA, r"header\.rq: the header"),
    ("odd defaults", ["query", "defaults.rq"], DATA, r"“defaults” in the header should be"),
    ("SPARQL Update", ["query", "-e", "INSERT DATA { <a:a> <a:b> <a:c> }"], USAGE,
     r"INSERT is SPARQL Update: tigraph only reads\. To change"),
    ("SPARQL Update after a prefix", ["query", "-e", "PREFIX e: <a:> DELETE WHERE { ?s ?p ?o }"],
     USAGE, r"DELETE is SPARQL Update"),
    ("SERVICE", ["query", "-e", "ASK { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }"],
     USAGE, r"SERVICE is not run"),
    ("5,000 brackets", ["query", "-e", f"ASK {{ FILTER({'(' * 5000}1{')' * 5000}) }}"], USAGE,
     r"nested deeper than \d+ brackets"),
    ("an unknown function", ["query", "-e", "SELECT * { ?s a ?t FILTER(tig:f(?s)) }"], USAGE,
     r"no function is called tig:f"),
    ("a table of triples", ["query", "-e", "DESCRIBE <a:a>", "-f", "csv"], USAGE,
     r"DESCRIBE has no answer as csv: give --format ttl, nt, jsonld or rdf"),
    ("triples of a table", ["query", "-e", SELECT, "-f", "ttl"], USAGE,
     r"SELECT has no answer as ttl: give --format table"),
    # output
    ("a folder that does not exist", ["query", "people", "-o", "no/x.csv"], DATA,
     r"The folder no does not exist: create it"),
    ("a file for the folder", ["query", "people", "-o", "kept.csv/x.csv"], DATA,
     r"kept\.csv is a file, not a folder"),
    ("a folder for the output", ["query", "people", "-o", "folder.ttl"], DATA, r"is a folder; gi"),
    ("no name for the output", ["info", "-o", ""], USAGE, r"--output is empty: give FILE"),
    ("an unknown extension", ["query", "people", "-o", "x.zzz"], USAGE,
     r"x\.zzz: cannot tell the format; end the name in \.csv.*or give --format"),
    ("an extension that search has not", ["search", "bole", "-o", "x.xml"], USAGE,
     r"x\.xml: cannot tell the format"),
    ("an unknown format", ["info", "-f", "yaml"], USAGE, r"'yaml' is not one of 'table', 'json'"),
    ("a picture without place", ["view"], USAGE, r"Missing option '-o' / '--output'"),
    ("a picture for stdout", ["view", "-o", "-"], USAGE, r"say --format, one of html, svg"),
    ("two files for stdout", ["export", "-o", "-", "-f", "csv"], USAGE, r"csv makes 5 files"),
    ("a projection as RDF", ["export", "people", "-o", "x.ttl"], USAGE, r"holds the graph itself"),
    ("derived edges of a network", ["export", "-o", "x.gexf", "--derived"], USAGE, r"RDF formats"),
    ("an existing table", ["query", "people", "-o", "kept.csv"], USAGE,
     r"kept\.csv exists already: give --force to replace it"),
    ("an existing picture", ["view", "-o", "kept.html"], USAGE, r"kept\.html exists already"),
    ("one of two existing", ["export", "-o", "kept.csv"], USAGE, r"kept\.nodes\.csv exists alre"),
    ("an existing graph", ["export", "-o", "kept.ttl"], USAGE, r"kept\.ttl exists already"),
    ("a card over a file", ["show", "Cédric Bôle", "-o", "kept.csv", "-f", "json"], USAGE,
     r"kept\.csv exists already"),
    ("a folder that takes no file", ["query", "-e", SELECT, "-o", "/proc/x.csv"], DATA,
     r"/proc/x\.csv.*Give another --output"),
    # texts
    ("no folder of texts", ["check", "--only-data", "kept.ttl", "--texts", "no"], DATA,
     r"no is no folder"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "code", "line"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_bad_input(arguments: list[str], code: int, line: str, folder: Path) -> None:
    if "/proc/x.csv" in arguments and not Path("/proc/self").exists():
        lacking("/proc")
    done = tigraph(*arguments)
    assert done.code == code, done.err
    assert said(done) == 1, done.err
    assert re.search(line, done.err), done.err
    assert done.stdout == b""
    assert unchanged(folder)


def said(done: Done) -> int:
    """Return how many lines stderr has, besides the talk that --quiet leaves out."""
    assert "Traceback" not in done.err
    assert "a fault of tigraph" not in done.err
    talk = ("Evidence is not held",)
    return sum(not line.startswith(talk) for line in done.err.splitlines())


def test_a_sparql_error_shows_the_line_with_a_mark_under_the_column(folder: Path) -> None:
    done = tigraph("query", "-e", "SELECT * { ?s foo:bar ?o }")
    assert done.code == USAGE
    first, shown, mark = done.err.splitlines()
    found = re.fullmatch(r"Error: query, line 1, column (\d+): .+", first)
    assert found
    assert shown == "  SELECT * { ?s foo:bar ?o }"
    assert mark.index("^") == 2 + int(found[1]) - 1


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT ?s WHERE {\n  ?s ?p ?o\n  ?o ?q ?r\n}", 3, 3),  # a full stop is missing
        ("SELECT * { ?s ?p ?o } ORDER ?s", 1, 23),
    ],
)
def test_the_place_of_a_sparql_error_is_where_the_fault_begins(
    query: str, line: int, column: int
) -> None:
    first, shown, mark = tigraph("query", "-e", query).err.splitlines()
    assert f"line {line}, column {column}: " in first
    assert shown == "  " + query.splitlines()[line - 1]
    assert mark.index("^") == 2 + column - 1


def test_an_ambiguous_name_lists_the_candidates_with_what_to_type(tmp_path: Path) -> None:
    path = tmp_path / "twins.ttl"
    names = "".join(
        f"<https://w3id.org/tigraph/id/person/{twin}> a <http://xmlns.com/foaf/0.1/Person> ; "
        "<http://www.w3.org/2004/02/skos/core#prefLabel> 'Jeanne Exemple'@fr ."
        for twin in ("jeanne-1", "jeanne-2")
    )
    path.write_text(names, encoding="utf-8")
    for arguments in (
        ["show", "jeanne exemple"],
        ["path", "Jeanne Exemple", "Cédric Bôle"],
        ["query", "posts-of-person", "-p", "person=Jeanne Exemple"],
    ):
        done = tigraph(*arguments, "--data", path)
        assert (done.code, done.stdout) == (USAGE, b"")
        first, *candidates = done.err.splitlines()
        assert re.search(r"names 2 entities; give one of these:$", first)
        assert [line.split()[0] for line in candidates] == ["person:jeanne-1", "person:jeanne-2"]
    assert tigraph("show", "person:jeanne-1", "--data", path).code == 0


def test_with_force_an_existing_file_is_replaced(folder: Path) -> None:
    assert tigraph("query", "-e", SELECT, "-o", "kept.csv", "--force").code == 0
    assert (folder / "kept.csv").read_bytes() != b"work"


def test_an_output_that_fails_half_way_leaves_the_old_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    done = tigraph("query", "-e", SELECT, "-o", "kept.csv", "--force")
    assert done.code == DATA
    assert "Cannot write kept.csv: No space left on device" in done.err
    assert unchanged(folder)


# ---------------------------------------------------------------------- queries that hurt

#: A bit of SPARQL, and how often: the engine's stack would overflow, or its planner never end.
HOSTILE = {
    "UNION": "{ ?s ?p ?o } UNION " * 20_000 + "{ }",
    "OPTIONAL": "OPTIONAL { ?s ?p ?o } " * 20_000,
    "groups": "{" * 20_000 + "}" * 20_000,
    "negations": "FILTER(" + "!" * 60_000 + "true)",
    "sums": "BIND(" + "1+" * 60_000 + "1 AS ?x)",
    "triples": "?s ?p ?o . " * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_query_is_refused_and_does_not_end_the_process(name: str) -> None:
    done = process("query", "-", stdin=f"ASK {{ {HOSTILE[name]} }}".encode())
    assert done.code == USAGE
    assert said(done) == 1


@pytest.mark.parametrize(
    ("stdin", "code", "line"),
    [
        (b"", USAGE, "standard input: no SELECT, ASK"),
        (bytes(range(256)), DATA, "standard input, line 2: not UTF-8"),
        (b"ASK {\r\n ?s ?p \r\n", USAGE, "standard input, line 1, column 5: { is not closed"),
    ],
)
def test_standard_input_is_read_with_the_same_care(stdin: bytes, code: int, line: str) -> None:
    done = process("query", "-", stdin=stdin)
    assert done.code == code
    assert line in done.err
    assert "Traceback" not in done.err


# --------------------------------------------------------------------- streams and devices


@pytest.mark.parametrize(
    ("command", "code", "line"),
    [
        ("tigraph info > /dev/full", DATA, "Cannot write to standard output: No space left"),
        ("tigraph --help > /dev/full", DATA, "No space left on device"),
        ("tigraph query people -f csv -o /dev/full", DATA, "Cannot write /dev/full: No space left"),
        ("tigraph info >&-", DATA, "Standard output is closed: give --output FILE"),
        ("tigraph query - <&-", DATA, "Standard input is closed: give a file, or -e TEXT"),
        ("tigraph show zzzqqq 2>&-", 1, ""),
        ("tigraph show zzzqqq 2>/dev/full", 1, ""),
    ],
)
def test_a_stream_that_is_closed_or_full(command: str, code: int, line: str) -> None:
    needs("bash")
    if "/dev/full" in command and not Path("/dev/full").exists():
        lacking("/dev/full")
    done = shell(command)
    assert (done.code, "Traceback" in done.err) == (code, False)
    assert line in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", b"C\xe9dric"],
        ["search", b"C\xe9dric"],
        ["path", b"C\xe9dric", "x"],
        ["query", "-e", b"ASK { ?s ?p 'C\xe9' }"],
        ["query", "posts-of-person", "-p", b"person=C\xe9dric"],
        ["query", b"C\xe9.rq"],
    ],
)
def test_an_argument_that_is_not_utf_8(arguments: list[str | bytes]) -> None:
    done = process(*arguments)
    assert done.code == USAGE
    assert said(done) == 1
    assert re.search(r"“.*C\?.*” is not UTF-8: set the terminal", done.err)
