"""What every format of networks must stand: awkward values, read back by a program of others.

To add a format, give its reader here: how many ties it finds and what the nodes are called.
Every name is invented.
"""

from __future__ import annotations

import html
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import networkx as nx
import pandas as pd
import pytest
from click.testing import CliRunner
from test_exports import validate

from checkout import needs
from files_table import files_table
from invented import actor, network, tie
from tigraph.cli import cli
from tigraph.exports import formats
from tigraph.exports.formats import FORMATS, Format, render
from tigraph.networks import Network

AWKWARD = {
    "quotes": "\"double\" 'single' «guillemets» `back`",
    "backslash": "C:\\new\\table\\",
    "line breaks": "first\nsecond\r\nthird\rfourth\u2028fifth",
    "control characters": "bell\x07 null\x00 delete\x7f",
    "right to left": "שלום \u202eturned\u202c",
    "emoji": "🏭 👩‍🔧 🇫🇷",
    "a formula": "=cmd|' /C calc'!A0",
    "markup": "<b>&amp;</b> ]]> <!-- -->",
    "separators": "a,b;c\td|e",
    "an underscore code": "_x0041_",
    "a number": "0123",
    "a missing value": "NA",
    "nothing": "",
}
Read: TypeAlias = tuple[list[str], int]


def frame(content: bytes, **how: Any) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False, **how)


def graphs(graph: Any, label: str = "label") -> Read:
    return [str(data[label]) for _, data in graph.nodes(data=True)], graph.number_of_edges()


def gexf(files: dict[str, bytes], folder: Path) -> Read:
    validate(files[".gexf"], folder)
    return graphs(nx.read_gexf(io.BytesIO(files[".gexf"]), version="1.3"))


def graphml(files: dict[str, bytes], folder: Path) -> Read:
    return graphs(nx.read_graphml(io.BytesIO(files[".graphml"]), force_multigraph=True))


def pajek(files: dict[str, bytes], folder: Path) -> Read:
    read = nx.parse_pajek(files[".net"].decode())
    return list(read), read.number_of_edges()


def cyjs(files: dict[str, bytes], folder: Path) -> Read:
    return graphs(nx.cytoscape_graph(json.loads(files[".cyjs"])))


def cx2(files: dict[str, bytes], folder: Path) -> Read:
    ndex = pytest.importorskip("ndex2.cx2")
    read = ndex.RawCX2NetworkFactory().get_cx2network(json.loads(files[".cx2"]))
    labels = [node["v"].get("label", "") for node in read.get_nodes().values()]
    return labels, len(read.get_edges())


def node_link(files: dict[str, bytes], folder: Path) -> Read:
    return graphs(nx.node_link_graph(json.loads(files[".json"]), edges="edges"))


def dot(files: dict[str, bytes], folder: Path) -> Read:
    command = [needs("dot"), "-Tdot_json"]
    done = subprocess.run(command, input=files[".dot"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    unescaped = {"n": "\n", "\\": "\\"}
    labels = [
        html.unescape(re.sub(r"\\(.)", lambda found: unescaped[found[1]], item["label"]))
        for item in told.get("objects", ())
    ]
    return labels, len(told.get("edges", ()))


def xlsx(files: dict[str, bytes], folder: Path) -> Read:
    openpyxl = pytest.importorskip("openpyxl")
    unescape = pytest.importorskip("openpyxl.utils.escape").unescape  # as Excel reads _x0041_
    book = openpyxl.load_workbook(io.BytesIO(files[".xlsx"]))
    nodes, edges = ([*book[sheet].iter_rows(values_only=True)] for sheet in ("Nodes", "Edges"))
    at = nodes[0].index("label")
    return [unescape(row[at] or "") for row in nodes[1:]], len(edges) - 1


def tables(files: dict[str, bytes], folder: Path) -> Read:
    return list(frame(files[".nodes.csv"])["label"]), len(frame(files[".edges.csv"]))


def matrix(files: dict[str, bytes], folder: Path) -> Read:
    ((_, content),) = files.items()
    read = frame(content, index_col=0)
    ties = int((read != "0").to_numpy().sum())
    return list(dict.fromkeys([*read.index, *read.columns])), ties


def spells(files: dict[str, bytes], folder: Path) -> Read:
    edges, vertices = frame(files[".edge.spells.csv"]), frame(files[".vertex.spells.csv"])
    return list(vertices["label"]), len(edges)


READERS: dict[str, Callable[[dict[str, bytes], Path], Read]] = {
    ".gexf": gexf,
    ".graphml": graphml,
    ".net": pajek,
    ".cyjs": cyjs,
    ".cx2": cx2,
    ".json": node_link,
    ".dot": dot,
    ".xlsx": xlsx,
    ".csv": tables,
    ".adjacency.csv": matrix,
    ".incidence.csv": matrix,
    ".spells.csv": spells,
}
#: Formats in which parallel ties share a cell.
MATRICES = (".adjacency.csv", ".incidence.csv")
#: Formats in which a node without a label is called by its IRI.
NAMING = (".gexf", ".net", ".dot", *MATRICES)


def pair(label: str) -> Network:
    """Two nodes, the first called so, and two ties side by side."""
    graph: Any = nx.MultiDiGraph()
    graph.add_node("urn:a", **actor(label, names=[label], note=label))
    graph.add_node("urn:b", **actor("plain"))
    for basis in ("membership", "appointment"):
        graph.add_edge("urn:a", "urn:b", **tie(basis=basis, relation_label=label))
    return network(graph, title=f"Réseau {label}", description=label)


def seen(label: str) -> str:
    """A label as it is seen: without what no eye sees, nor what a format has no escape for."""
    bare = re.sub(r"[\s\x00-\x1f\x7f-\x9f\u200e\u200f\u2028\u202a-\u202e\u2066-\u2069]", "", label)
    return bare.replace("”", '"').replace("\\", "/")


def test_every_format_has_a_reader_here() -> None:
    assert set(READERS) == set(FORMATS)


@pytest.mark.parametrize("case", AWKWARD)
@pytest.mark.parametrize("extension", READERS)
def test_a_program_of_others_reads_awkward_values(
    extension: str, case: str, tmp_path: Path
) -> None:
    label = AWKWARD[case]
    labels, ties = READERS[extension](render(pair(label), extension), tmp_path)
    first = "urn:a" if extension in NAMING and not label else label
    assert [seen(found) for found in labels] == [seen(first), "plain"]
    assert ties == (1 if extension in MATRICES else 2)


@pytest.mark.parametrize("extension", READERS)
def test_a_program_of_others_reads_an_empty_network(extension: str, tmp_path: Path) -> None:
    files = render(network(nx.MultiDiGraph()), extension)
    assert READERS[extension](files, tmp_path) == ([], 0)


# A format more ----------------------------------------------------------------------------


@pytest.fixture(name="fiction")
def _fiction(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A fictitious format: a module beside the writers, and its record."""

    def generate_fiction(made: Network) -> str:
        return "\n".join(nx.generate_gml(nx.MultiDiGraph(made.graph.edges())))

    module = ModuleType("tigraph.exports.fiction")
    module.generate_fiction = generate_fiction  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    record = Format(
        ".fiction", "fiction.generate_fiction", "a fictitious program", "fictitious", "a note"
    )
    monkeypatch.setitem(FORMATS, ".fiction", record)
    yield
    for name in _commands():
        sys.modules.pop(name, None)


def _commands() -> list[str]:
    return [f"tigraph.cli.{name}" for name in ("draw", "pictures", "compare", "lookup")]


def test_a_format_is_added_by_its_module_and_its_record(
    fiction: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Choices, help, completion, other commands that write networks, docs: all follow."""
    for name in _commands():
        monkeypatch.delitem(sys.modules, name, raising=False)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli, list(arguments))
        assert done.exit_code == 0, done.output
        return done.output

    shown = run("export", "--help")
    assert re.search(r"^  \.fiction +a fictitious program$", shown, re.MULTILINE)
    *_, last, _ = FORMATS.values()
    assert f"{last.name}|fiction|ttl" in shown
    assert f"{last.extension}, .fiction; or the graph itself" in " ".join(shown.split())
    for other in ("compare", "path"):
        assert re.search(r"\|fiction\]", run(other, "--help"))
    assert "| `.fiction` | fictitious | a note |" in files_table()
    run("export", "people", "-o", str(tmp_path / "x.fiction"))
    assert nx.read_gml(tmp_path / "x.fiction").number_of_edges()
    assert formats.suffixes(".fiction") == (".fiction",)
    completed = CliRunner().invoke(
        cli,
        env={
            "_TIGRAPH_COMPLETE": "bash_complete",
            "COMP_WORDS": "tigraph export --format fic",
            "COMP_CWORD": "3",
        },
        prog_name="tigraph",
    )
    assert "fiction" in completed.output
