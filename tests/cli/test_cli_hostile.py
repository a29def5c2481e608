"""What strangers write into names, files and answers never does anything to whoever reads it.

The people in the files are fictitious.
"""

from __future__ import annotations

import re
from pathlib import Path

import pexpect
import pytest

from checkout import HEADER
from terminal import PROGRAM, environment, tigraph

#: Clears the screen, sets the title, rings, and the same begun by C1, turns the direction of text.
OBEYED = "\x1b[2J\x1b]0;title\x07\x9b2J\u202e"
ESCAPED = "".join(f"\\u{ord(one):04x}" for one in OBEYED)
#: What a terminal may be told by tigraph itself: colours, and its running line.
OWN = re.compile("\x1b\\[[0-9;]*m|\r\x1b\\[K")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "own.ttl"
    told = f'person:x a foaf:Person ; skos:prefLabel "Ada{ESCAPED} Exemple"@fr ; '
    path.write_text(f'{HEADER}{told}skos:altLabel "{ESCAPED}"@fr .', "utf-8")
    return path


NAMES = "SELECT ?n { person:x skos:prefLabel ?n }"


@pytest.mark.parametrize(
    "arguments",
    [["search", "ada exemple"], ["show", "person:x"], ["show", "person:x", "-f", "json"],
     *(["query", "-e", NAMES, "-f", form] for form in ("table", "csv", "json", "jsonl", "md")),
     ["query", "-e", "CONSTRUCT WHERE { person:x ?p ?o }"], ["show", f"Ada{OBEYED}"],
     ["query", f"x{OBEYED[:-1]}.rq"], ["info", "--data", f"x{OBEYED[:-1]}.ttl"]],
    ids=lambda one: " ".join(one[:4]).encode("ascii", "replace").decode(),
)  # fmt: skip
def test_a_terminal_obeys_nothing_that_data_or_names_hold(arguments: list[str], data: Path) -> None:
    told = pexpect.run(
        " ".join(map(_quoted, [*PROGRAM, *arguments, "--data", str(data)])),
        env={**environment(TERM="xterm", TIGRAPH_STORE="")},  # type: ignore[arg-type]
        timeout=300,
        use_poll=True,
    ).decode()
    assert told
    shown = OWN.sub("", told).replace("\r\n", "\n")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", shown), shown


def _quoted(argument: str) -> str:
    return "'" + argument.replace("'", "'\\''") + "'"


def test_a_file_and_a_pipe_get_what_the_data_say(data: Path, tmp_path: Path) -> None:
    """What is left out for a terminal's sake is in what programs read."""
    out = tmp_path / "x.csv"
    assert tigraph("query", "-e", NAMES, "--data", data, "-o", out, TIGRAPH_STORE="").code == 0
    assert OBEYED in out.read_text("utf-8")
    piped = tigraph("query", "-e", NAMES, "--data", data, "-f", "csv", TIGRAPH_STORE="")
    assert OBEYED in piped.out


DEEP = "[" * 100_000 + "]" * 100_000
YAML = "[" * 5_000 + "]" * 5_000
NESTED: dict[str, tuple[dict[str, str], list[str]]] = {
    "the manifest of a package": (
        {"package/package.json": DEEP, "package/communes.json":
         '[{"code": "01001", "nom": "Fictive", "type": "commune-actuelle", "departement": "01"}]'},
        ["layer", "add", "cog", "package"]),
    "GeoJSON": ({"x.geojson": f'{{"features": {DEEP}, "id_ti": 1}}'},
                ["layer", "add", "industrie", "x.geojson", "--part", "2023-2027"]),
    "a table": ({"x.jsonl": f'{{"nom": {DEEP}}}'}, ["link", "match", "x.jsonl", "-o", "o.csv"]),
    "mappings": ({"x.sssom.tsv": f"#curie_map:\n#  ex: {YAML}\nsubject_id\tpredicate_id\t"
                  "object_id\tmapping_justification\n"}, ["link", "apply", "x.sssom.tsv"]),
    "the header of a query": ({"x.rq": f"#+ summary: {YAML}\nASK {{}}"}, ["query", "x.rq"]),
    "JSON-LD": ({"x.jsonld": f'{{"@context": {DEEP}}}'}, ["info", "--data", "x.jsonld"]),
}  # fmt: skip


@pytest.mark.parametrize("case", NESTED)
def test_what_is_nested_without_end_is_refused_by_name(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, arguments = NESTED[case]
    monkeypatch.chdir(tmp_path)
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(content, "utf-8")
    store = {"TIGRAPH_STORE": str(tmp_path / "store")}
    done = tigraph(*arguments, **store)
    assert done.code == 3, done.err
    assert "fault of tigraph" not in done.err
    assert next(iter(files)).rpartition("/")[2].partition(".")[0] in done.err


@pytest.mark.parametrize(
    "command",
    [
        "query -e @query -f csv",
        "query -e @query -f tsv",
        "search fictif -f csv",
        "measure people --sum-bases -f csv",
        "export people -o x.csv",
        "compare 2018 2019 -f csv",
        "link match x.in.csv -o x.tsv",
    ],
)
def test_a_spreadsheet_runs_no_cell_of_what_a_command_writes(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the tables of a fictitious person, whose name is a formula, has it guarded."""
    monkeypatch.chdir(tmp_path)
    Path("x.ttl").write_text(HEADER + FORMULA, "utf-8")
    Path("x.in.csv").write_text('name,note\n"=cmd|fictif",1\n', "utf-8")
    query = "SELECT ?n { ?p a foaf:Person ; skos:prefLabel ?n FILTER(CONTAINS(?n, 'fictif')) }"
    words = [query if word == "@query" else word for word in command.split()]
    done = tigraph(*words, "--data", "x.ttl", "--safe-cells")
    assert done.code == 0, done.err
    files = [p.read_text("utf-8") for p in Path().glob("x.*sv") if p.name != "x.in.csv"]
    told = [text for text in [done.out, *files] if "cmd|fictif" in text]
    assert told
    for text in told:
        cells = re.split(r"[\t,\r\n]", text)
        assert not any(cell.lstrip('"').startswith("=") for cell in cells)
        assert any(cell.lstrip('"').startswith("'=cmd|fictif") for cell in cells)


#: A fictitious person with a post from 2019.
FORMULA = """
person:fictif a foaf:Person ; skos:prefLabel "=cmd|fictif"@fr .
post:fictif a org:Post ; skos:prefLabel "=cmd|fictif poste"@fr ; org:postIn body:fictif .
body:fictif a tig:GovernanceBody ; skos:prefLabel "=cmd|fictif instance"@fr .
claim:fictif a org:Membership, tig:RelationClaim ; tig:relation relation:holds-post ;
  tig:basis basis:appointment ; org:member person:fictif ; org:organization body:fictif ;
  opengov:post post:fictif ; tig:validTime "2019"^^edtf:EDTF ; tig:citation citation:fictif .
citation:fictif a tig:SourceCitation ; oa:hasSource document:fictif ; tig:modality modality:stated ;
  prov:wasAttributedTo organisation:cget .
document:fictif a tig:Document ; dcterms:title "Document fictif"@fr .
"""


def test_safe_cells_of_what_has_none_is_refused() -> None:
    for format in ("table", "json", "md"):
        done = tigraph("query", "people", "-f", format, "--safe-cells")
        assert done.code == 2
        assert "--safe-cells goes with csv and tsv" in done.err
